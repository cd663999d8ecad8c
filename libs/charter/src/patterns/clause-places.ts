import type { Analysis } from '../text/analyse.js';
import type { ProgramMatch } from './pattern-machine.js';
import type { ClauseName } from './pattern.js';

/** The first place to end and the last to begin, as token indices. */
interface Reach {
  earliestLast: number;
  latestFirst: number;
}

/** Where the patterns of a clause stand, so that each question about them takes one look. */
export interface ClausePlaces {
  whole: Reach;
  bySentence: ReadonlyMap<number, Reach>;
  /** How many tokens before each are part of one. */
  coveredBefore: Int32Array;
}

const NOWHERE: Readonly<Reach> = { earliestLast: Number.POSITIVE_INFINITY, latestFirst: -1 };

export function placesOf(matches: readonly ProgramMatch[], { tokens }: Analysis): ClausePlaces {
  const whole = { ...NOWHERE };
  const bySentence = new Map<number, Reach>();
  for (const match of matches) {
    const { sentence } = tokens[match.first]!;
    const known = bySentence.get(sentence) ?? { ...NOWHERE };
    bySentence.set(sentence, known);
    for (const reach of [whole, known]) {
      reach.earliestLast = Math.min(reach.earliestLast, match.last);
      reach.latestFirst = Math.max(reach.latestFirst, match.first);
    }
  }
  return { whole, bySentence, coveredBefore: coveredBefore(matches, tokens.length) };
}

function coveredBefore(matches: readonly ProgramMatch[], tokens: number): Int32Array {
  const counts = new Int32Array(tokens + 1);
  let until = -1;
  let next = 0;
  for (let index = 0; index < tokens; index++) {
    for (; matches[next]?.first === index; next++) until = Math.max(until, matches[next]!.last);
    counts[index + 1] = counts[index]! + (index <= until ? 1 : 0);
  }
  return counts;
}

/** Whether a clause lets a match stand. */
export function holds(name: ClauseName, places: ClausePlaces, sentence: number, first: number, last: number): boolean {
  const here = places.bySentence.get(sentence) ?? NOWHERE;
  const outside = ({ earliestLast, latestFirst }: Reach): boolean => earliestLast < first || latestFirst > last;
  switch (name) {
    case 'unless':
      return here.latestFirst < 0;
    case 'unless-here':
      return places.coveredBefore[last + 1] === places.coveredBefore[first];
    case 'unless-text':
      return places.whole.latestFirst < 0;
    case 'with':
      return outside(here);
    case 'with-text':
      return outside(places.whole);
  }
}
