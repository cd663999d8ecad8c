import { FUNCTION_WORDS } from '../lexicons/function-words.js';
import type { Token } from './token.js';

export type KnownLanguage = keyof typeof FUNCTION_WORDS;

const LANGUAGES = Object.keys(FUNCTION_WORDS) as KnownLanguage[];

/** The languages whose small words each word is. */
const OWNERS = new Map<string, KnownLanguage[]>();
for (const language of LANGUAGES)
  for (const word of FUNCTION_WORDS[language].trim().split(/\s+/)) {
    const owners = OWNERS.get(word) ?? [];
    if (!owners.includes(language)) OWNERS.set(word, [...owners, language]);
  }

/** Small words by language; a word of several counts for each in part. */
export function countByLanguage(tokens: readonly Token[]): Map<KnownLanguage, number> {
  const counts = new Map<KnownLanguage, number>(LANGUAGES.map((language) => [language, 0]));
  for (const { kind, form } of tokens) {
    if (kind !== 'word') continue;
    const owners = OWNERS.get(form) ?? [];
    for (const language of owners) counts.set(language, counts.get(language)! + 1 / owners.length);
  }
  return counts;
}
