import type { Analysis } from '../text/analyse.js';
import { isAt } from './run-program.js';

/** Where a token stands in its sentence, as far as edges can tell. */
export const AT_START = 1;
export const AT_END = 2;

/** Which edges stand before each token of a text; and behind it, where only the end can. */
export interface Edges {
  before: Uint8Array;
  behind: Uint8Array;
}

const known = new WeakMap<Analysis, Edges>();

/** Tells each text's edges once for all that look at it. */
export function edgesOf(analysis: Analysis): Edges {
  let edges = known.get(analysis);
  if (!edges) known.set(analysis, (edges = find(analysis)));
  return edges;
}

function find({ tokens, sentences }: Analysis): Edges {
  const before = new Uint8Array(tokens.length);
  const behind = new Uint8Array(tokens.length);
  for (const sentence of sentences)
    for (let at = sentence.from; at < sentence.to; at++) {
      before[at] = (isAt('start', at, sentence) ? AT_START : 0) | (isAt('end', at, sentence) ? AT_END : 0);
      behind[at] = isAt('end', at + 1, sentence) ? AT_END : 0;
    }
  return { before, behind };
}
