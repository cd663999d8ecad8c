import type { Language } from '#kernel';
import { withoutAccents } from '../text/without-accents.js';
import type { Program, Test } from './compile-pattern.js';
import { compilePatterns } from './match-patterns.js';

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
  return (cached[language] ??= toLiterals(compilePatterns(lines, language).programs.flatMap(firstTests)));
}

function firstTests({ steps, start }: Program): Test[] {
  const tests: Test[] = [];
  const seen = new Set<number>();
  const stack = [start];
  while (stack.length > 0) {
    const at = stack.pop()!;
    const step = steps[at]!;
    if (seen.has(at) || step.type === 'found') continue;
    seen.add(at);
    if (step.type === 'test') tests.push(step.test);
    else if (step.type === 'split') stack.push(...step.next);
    else stack.push(step.next);
  }
  return tests;
}

function toLiterals(tests: readonly Test[]): Literals {
  const words = tests.flatMap((test) => (test.type === 'forms' ? [...test.forms] : []));
  const stems = tests.flatMap((test) => (test.type === 'prefix' ? test.starts : []));
  return { words: new Set(words.map(withoutAccents)), stems: new Set(stems.map(withoutAccents)) };
}
