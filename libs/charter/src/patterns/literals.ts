import type { Language } from '#kernel';
import { withoutAccents } from '../text/without-accents.js';
import { compilePatterns, type PatternSet } from './match-patterns.js';

/** What lines of a list begin with, without accents. */
export interface Literals {
  words: ReadonlySet<string>;
  /** Beginnings of words: `poste*`. */
  stems: ReadonlySet<string>;
}

const known = new WeakMap<readonly string[], Partial<Record<Language, Literals>>>();

/** The words and stems with which lines of a list begin. @throws PatternError */
export function literalsOf(lines: readonly string[], language: Language): Literals {
  const cached = known.get(lines) ?? {};
  known.set(lines, cached);
  return (cached[language] ??= toLiterals(compilePatterns(lines, language)));
}

function toLiterals({ byForm, byPrefix }: PatternSet): Literals {
  const stems = [...byPrefix.values()].flat().flatMap(({ starts }) => starts.map(withoutAccents));
  return { words: new Set([...byForm.keys()].map(withoutAccents)), stems: new Set(stems) };
}
