import { type Language, LANGUAGES } from '#kernel';
import type { JsonSchema } from './charter-schema.js';
import { isList } from './charter-schema.js';
import { below, isObject } from './pointer.js';

/** A line of the pattern language that an author wrote. */
export interface PatternLine {
  line: string;
  language: Language;
  pointer: string;
}

/** Where a list in a rule’s schema holds pattern lines; the language is the nearest setting named `fr` or `en`. */
const PATTERNS = 'patterns';

/** The lines in options that fit their schema; lists may be given as changes. */
export function patternLinesOf(options: unknown, schema: JsonSchema, pointer: string): PatternLine[] {
  return collect(options, schema, pointer, null);
}

function collect(value: unknown, schema: unknown, at: string, language: Language | null): PatternLine[] {
  if (!isObject(schema) || !isObject(value)) return [];
  const choices = (schema['anyOf'] ?? []) as readonly unknown[];
  const chosen = choices.flatMap((choice) => collect(value, choice, at, language));
  if (!isList(schema)) return [...chosen, ...properties(value, schema, at, language)];
  if (!Array.isArray(value))
    return ['add', 'remove'].flatMap((edit) => collect(value[edit], schema, below(at, edit), language));
  if (schema['format'] !== PATTERNS)
    return value.flatMap((item, index) => collect(item, schema['items'], below(at, index), language));
  return value.flatMap((line, index) =>
    typeof line === 'string' && language ? [{ line, language, pointer: below(at, index) }] : [],
  );
}

function properties(
  value: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>>,
  at: string,
  language: Language | null,
): PatternLine[] {
  const known = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(value).flatMap(([name, part]) =>
    collect(part, Object.hasOwn(known, name) ? known[name] : undefined, below(at, name), languageOf(name) ?? language),
  );
}

function languageOf(name: string): Language | null {
  return LANGUAGES.find((language) => language === name) ?? null;
}
