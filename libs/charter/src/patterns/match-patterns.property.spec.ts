import fc from 'fast-check';
import { type Language, LANGUAGES } from '#kernel';
import { texts, typedPlainly } from '../../testing/texts.js';
import * as english from '../lexicons/english/index.js';
import * as french from '../lexicons/french/index.js';
import { analyse } from '../text/analyse.js';
import { MOST_STEPS } from './compile-pattern.js';
import { compilePatterns, matchPatterns } from './match-patterns.js';
import { PatternError } from './pattern.js';
import { createMachine, type ProgramMatch } from './pattern-machine.js';
import { longestOfEach, type Meter } from './run-program.js';

function linesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    ['purpose', 'label', 'id', 'accepted', 'rejected'].includes(key) ? [] : linesOf(part),
  );
}

/** Every line of our lists without what holds it back, and without letters that ask for their accents. */
const LINES: Readonly<Record<Language, readonly string[]>> = { fr: plain(french), en: plain(english) };

function plain(lexicons: object): string[] {
  return linesOf(lexicons)
    .map((line) => line.replaceAll('{name}', '"Zelmo"').split(' ; ')[0]!)
    .filter((line) => !/\p{L}!/u.test(line));
}
const SETS = { fr: compilePatterns(LINES.fr, 'fr'), en: compilePatterns(LINES.en, 'en') };

const found = (text: string, language: Language): Set<number> =>
  new Set(matchPatterns(SETS[language], analyse(text)).map(({ id }) => id));

it.each(LANGUAGES)('finds in a plainly typed text at least what it finds in the text (%s)', (language) => {
  fc.assert(
    fc.property(texts(), (text) => {
      const plainly = found(typedPlainly(text), language);
      const lost = [...found(text, language)].filter((id) => !plainly.has(id)).map((id) => LINES[language][id]);
      expect(lost).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

/** Patterns that people would not write. */
const words = fc.constantFrom('a', 'b', 'c');
const { pattern: patterns } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' ')),
  part: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    words,
    words.map((word) => `${word}?`),
    fc.constantFrom('<0-2>', '<1-3>', '<word>', '<start>', '<end>', 'abc*'),
    fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }).map((options) => `(${options.join('|')})`),
    tie('pattern').map((inside) => `(${inside})?`),
  ),
}));
const abc = fc
  .array(fc.constantFrom('a', 'b', 'c', 'abcd', '.', '🎯', '\n', 'a'), { maxLength: 30 })
  .map((parts) => parts.join(' '));

it('finds as one automaton what each program finds backwards, one by one', () => {
  fc.assert(
    fc.property(fc.array(patterns, { minLength: 1, maxLength: 4 }), abc, (lines, text) => {
      const programs = lines.flatMap((line) => accepted(() => compilePatterns([line], 'en').programs) ?? []);
      fc.pre(programs.length > 0);
      const analysis = analyse(text);
      const together = createMachine(programs).run(analysis);
      const apart = programs.flatMap((program, index) =>
        analysis.sentences.flatMap((sentence) =>
          Array.from(longestOfEach(program, analysis, sentence, { steps: 0 }), (last, at) => ({
            ...{ program: index, first: sentence.from + at, last },
          })).filter(({ first, last }) => last >= first),
        ),
      );
      expect(sorted(together)).toEqual(sorted(apart));
    }),
    { numRuns: 2000 },
  );
});

function sorted(matches: readonly ProgramMatch[]): ProgramMatch[] {
  return [...matches].sort((a, b) => a.program - b.program || a.first - b.first);
}

/** Null for what the parser or the compiler refuses. */
function accepted<T>(compile: () => T): T | null {
  try {
    return compile();
  } catch (error) {
    if (error instanceof PatternError) return null;
    throw error;
  }
}

/** Two looks per token and step, and what deciding that takes: 10,000 tokens cost about 10 ms (measured, see the bench). */
const budget = (tokens: number): number => 3 * MOST_STEPS * (tokens + 1);

const TEXTS: readonly [string, string][] = [
  ['one word', 'a '.repeat(5000)],
  ['one word and marks', 'a,'.repeat(5000)],
  ['apostrophes', "'".repeat(10_000)],
  ['elisions', "l'".repeat(5000)],
  ['emoji', '🎯'.repeat(5000)],
  ['one long word', 'a'.repeat(10_000)],
  ['capitals', 'ABC '.repeat(2500)],
  ['short sentences', 'a b. '.repeat(2000)],
];
const optionals = 'a? '.repeat(90);
const nested = (depth: number): string => (depth === 0 ? 'a?' : `(a ${nested(depth - 1)})?`);
const PATTERNS: readonly [string, string][] = [
  ['optionals', `a ${optionals} z`],
  ['nested optionals', `a ${nested(7)} ${nested(7)} ${nested(7)} z`],
  ['gaps', `a ${'<0-8> a '.repeat(9)} z`],
  ['alternatives of two lengths', `${'(a|a a|a a a) '.repeat(25)} z`],
  ['a clause that never ends', `a ; unless: ${'(a|a a) '.repeat(30)} z`],
  ['many clauses', `a${' ; with: a b? c?'.repeat(20)}`],
  ['a clause beside each match', 'a ; unless-here: z a ; with: b'],
  ['prefixes', `(${Array.from({ length: 60 }, (_, index) => `aaa${'a'.repeat(index)}*`).join('|')}) z`],
  ['classes', `(<word>|<emoji>|<capital>|<number>) ${'<word>? '.repeat(60)} z`],
  ['anything at the beginning', `<start> ${'<0-8> '.repeat(9)} z`],
];

describe.each(TEXTS)('in a text of 10,000 characters: %s', (_, text) => {
  const analysis = analyse(text);
  it.each(PATTERNS)('%s stay within the budget', (__, line) => {
    const meter: Meter = { steps: 0 };
    matchPatterns(compilePatterns([line], 'en'), analysis, meter);
    expect(meter.steps).toBeLessThanOrEqual(budget(analysis.tokens.length));
  });
});

it('stays within the budget whatever the pattern', () => {
  const analysis = analyse('a b a c a a b '.repeat(70));
  fc.assert(
    fc.property(
      patterns,
      patterns,
      fc.constantFrom('unless', 'with', 'unless-here', 'with-text'),
      (line, clause, name) => {
        const set = accepted(() => compilePatterns([`${line} ; ${name}: ${clause}`], 'en'));
        fc.pre(set !== null);
        const meter: Meter = { steps: 0 };
        matchPatterns(set, analysis, meter);
        expect(meter.steps).toBeLessThanOrEqual(budget(analysis.tokens.length));
      },
    ),
    { numRuns: 300 },
  );
});

it('refuses a line of more steps, clauses included', () => {
  const half = `(${'a b c|'.repeat(34)}d e f)`;
  expect(() => compilePatterns([half], 'en')).not.toThrow();
  expect(() => compilePatterns([`${half} ; unless: ${half}`], 'en')).toThrow(
    expect.objectContaining({ problem: 'too_large' }),
  );
});
