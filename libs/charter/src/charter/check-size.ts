import { below } from './pointer.js';
import { type CharterProblem, problem } from './problem.js';

const DEEPEST = 16;
const MOST_VALUES = 10_000;
/** UTF-16 code units of all texts and names together. */
const MOST_TEXT = 400_000;

/** Whether a value is JSON of a size that a person may have written; what follows may then take it as it is. */
export function checkSize(value: unknown): CharterProblem[] {
  const found: CharterProblem[] = [];
  let values = 0;
  let text = 0;
  const visit = (part: unknown, at: string, depth: number): void => {
    values++;
    if (typeof part === 'string') text += part.length;
    if (found.length > 0 || values > MOST_VALUES || text > MOST_TEXT) return;
    if (depth > DEEPEST) found.push(problem('too_deep', at, null, { limit: DEEPEST }));
    else if (!isJson(part)) found.push(problem('wrong_type', at, null, JSON_ONLY));
    else if (Array.isArray(part)) for (const [index, one] of part.entries()) visit(one, below(at, index), depth + 1);
    else if (typeof part === 'object' && part !== null)
      for (const [name, one] of Object.entries(part)) {
        text += name.length;
        if (!name.isWellFormed()) found.push(problem('wrong_type', at, null, JSON_ONLY));
        else visit(one, below(at, name), depth + 1);
      }
  };
  visit(value, '', 0);
  if (values > MOST_VALUES)
    found.push(problem('too_large', '', null, { limit: MOST_VALUES, unit_en: 'values', unit_fr: 'valeurs' }));
  else if (text > MOST_TEXT)
    found.push(problem('too_large', '', null, { limit: MOST_TEXT, unit_en: 'characters', unit_fr: 'caractères' }));
  return found;
}

const JSON_ONLY = { expected_en: 'what JSON can write', expected_fr: 'ce que JSON sait écrire' };

function isJson(part: unknown): boolean {
  if (typeof part === 'number') return Number.isFinite(part);
  return part === null || ['string', 'boolean', 'object'].includes(typeof part);
}
