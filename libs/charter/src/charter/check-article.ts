import type { Language } from '#kernel';
import { SEVERITIES } from '../finding.js';
import { compilePatterns } from '../patterns/match-patterns.js';
import { PatternError } from '../patterns/pattern.js';
import type { Rule } from '../rule.js';
import type { ArticleSource } from './charter-source.js';
import { isList, type JsonSchema } from './charter-schema.js';
import { patternLinesOf } from './pattern-lines.js';
import { PATTERN_REASONS } from './pattern-reasons.js';
import { below, isObject } from './pointer.js';
import { type CharterProblem, problem } from './problem.js';
import { type Violation, violationsOf } from './validate.js';

/** What a rule says against an article that is meant for it: its options, their pattern lines, its severity. */
export function checkArticle(article: ArticleSource, rule: Rule, pointer: string): CharterProblem[] {
  const options = checkOptions(article, rule, pointer);
  const lines = options.length > 0 ? [] : patternProblems(article, rule.meta.options as JsonSchema, pointer);
  return [...options, ...lines, ...floorProblems(article, rule, pointer)];
}

/** What the schema of a rule’s options says against those of an article. */
export function checkOptions({ id, options = {} }: ArticleSource, { meta }: Rule, pointer: string): CharterProblem[] {
  return optionViolations(options, meta.options as JsonSchema).map(({ at, code, data }) =>
    problem(code, `${below(pointer, 'options')}${at}`, id, data),
  );
}

function floorProblems({ id, severity }: ArticleSource, { meta }: Rule, pointer: string): CharterProblem[] {
  const { floor } = meta;
  if (!severity || !floor || SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(floor)) return [];
  return [problem('below_floor', below(pointer, 'severity'), id, { rule: meta.id, floor })];
}

/** An option that is a list may be given as changes to one. */
function optionViolations(options: Readonly<Record<string, unknown>>, schema: JsonSchema): Violation[] {
  const known = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const edits = Object.entries(options).filter(([name, value]) => isEdit(value) && isList(known[name]));
  const whole = Object.fromEntries(Object.entries(options).filter(([name]) => !edits.some(([edit]) => edit === name)));
  const inEdits = edits.flatMap(([name, edit]) =>
    Object.entries(edit as object).flatMap(([verb, items]) =>
      violationsOf(known[name]!, items).map((violation) => ({
        ...violation,
        at: below('', name, verb) + violation.at,
      })),
    ),
  );
  return [...violationsOf(schema, whole), ...inEdits];
}

function isEdit(value: unknown): boolean {
  if (!isObject(value) || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'add' || key === 'remove');
}

function patternProblems({ id, options = {} }: ArticleSource, schema: JsonSchema, at: string): CharterProblem[] {
  return patternLinesOf(options, schema, below(at, 'options')).flatMap(({ line, language, pointer }) => {
    const fault = faultOf(line, language);
    if (!fault) return [];
    const { en, fr } = PATTERN_REASONS[fault.problem];
    const fill = (reason: string): string => reason.replace('{found}', fault.found);
    return [
      problem('pattern_invalid', pointer, id, {
        column: columnOf(fault, line),
        reason_en: fill(en),
        reason_fr: fill(fr),
      }),
    ];
  });
}

/** From 1. What only shows when a line is compiled knows its word, and not its place. */
function columnOf({ column, found }: PatternError, line: string): number {
  return 1 + (column > 0 || found === '' ? column : Math.max(0, line.indexOf(found)));
}

function faultOf(line: string, language: Language): PatternError | null {
  try {
    compilePatterns([line], language);
    return null;
  } catch (error) {
    if (error instanceof PatternError) return error;
    throw error;
  }
}
