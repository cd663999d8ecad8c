import type { Analysis } from '../text/analyse.js';
import { type ClausePlaces, holds, placesOf } from './clause-places.js';
import type { Match } from './match.js';
import { type CompiledPattern, forCandidates, type PatternSet } from './pattern-set.js';
import { longestFrom, longestOfEach, type Meter } from './run-program.js';

export { compilePatterns, type PatternSet } from './pattern-set.js';

/** How far a pattern has come in a text. */
interface Progress {
  tried: number;
  busyUntil: number;
  sentence: number;
  /** Steps looked at in that sentence so far. */
  spent: number;
  /** Once trying each place by itself has cost more: the answers for all of them. */
  answers: Int32Array | null;
}

/** From this share of all tokens times all steps on, the answers for a whole sentence come cheaper. */
const PATIENCE = 4;

/**
 * Where patterns stand in a text, by place. Of one pattern, matches do not overlap: the earliest and longest counts.
 * Looks at a step at most twice per token and pattern that begins with one of the text's words.
 */
export function matchPatterns(set: PatternSet, analysis: Analysis, meter: Meter = { steps: 0 }): Match[] {
  const { tokens, sentences } = analysis;
  const matches: Match[] = [];
  const progress = new Map<CompiledPattern, Progress>();
  const clauses = new Map<PatternSet, ClausePlaces>();
  let first = 0;
  const attempt = (pattern: CompiledPattern): void => {
    const known = progress.get(pattern) ?? { tried: -1, busyUntil: -1, sentence: -1, spent: 0, answers: null };
    progress.set(pattern, known);
    meter.steps++;
    if (known.tried === first || known.busyUntil >= first) return;
    known.tried = first;
    const last = longest(pattern, known, analysis, first, meter);
    if (last < first || !stands(pattern, analysis, first, last, clauses, meter)) return;
    known.busyUntil = last;
    matches.push({ id: pattern.id, first, last });
  };
  for (; first < tokens.length; first++) {
    const token = tokens[first]!;
    const { opens, to } = sentences[token.sentence]!;
    forCandidates(set, token, first + 1 < to ? tokens[first + 1] : undefined, opens === first, attempt);
  }
  return matches;
}

function longest(
  { program }: CompiledPattern,
  known: Progress,
  analysis: Analysis,
  first: number,
  meter: Meter,
): number {
  const number = analysis.tokens[first]!.sentence;
  const sentence = analysis.sentences[number]!;
  if (known.sentence !== number) Object.assign(known, { sentence: number, spent: 0, answers: null });
  if (known.answers) return known.answers[first - sentence.from]!;
  const before = meter.steps;
  const last = longestFrom(program, analysis, first, meter);
  known.spent += meter.steps - before;
  if (known.spent * PATIENCE > (sentence.to - sentence.from) * program.steps.length)
    known.answers = longestOfEach(program, analysis, sentence, meter);
  return last;
}

function stands(
  { clauses, place }: CompiledPattern,
  analysis: Analysis,
  first: number,
  last: number,
  known: Map<PatternSet, ClausePlaces>,
  meter: Meter,
): boolean {
  const token = analysis.tokens[first]!;
  if (place === 'quote' && !token.quoted) return false;
  if (place === 'plain' && token.quoted) return false;
  if (place === 'opening' && !token.opening) return false;
  return clauses.every(({ name, set }) => {
    const places = known.get(set) ?? placesOf(matchPatterns(set, analysis, meter), analysis);
    known.set(set, places);
    return holds(name, places, token.sentence, first, last);
  });
}
