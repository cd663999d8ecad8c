import type { Language } from '#kernel';
import { compilePatterns } from '../patterns/match-patterns.js';
import * as english from './english/index.js';
import * as french from './french/index.js';

/** Every line of a lexicon, however it is graded; disclosures are plain text. */
function linesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    ['purpose', 'label', 'id'].includes(key) ? [] : linesOf(part),
  );
}

const lexicons = (language: Language, all: object): [Language, string, string[]][] =>
  Object.entries(all)
    .filter(([name]) => !name.endsWith('Disclosure'))
    .map(([name, lexicon]) => [language, name, linesOf(lexicon)]);

it.each([...lexicons('fr', french), ...lexicons('en', english)])(
  'compiles each line of %s %s',
  (language, _, lines) => {
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const framed = line.replaceAll('{name}', '"Zelmo"');
      expect(() => compilePatterns([framed], language)).not.toThrow();
    }
  },
);
