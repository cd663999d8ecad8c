import type { Analysis } from '../text/analyse.js';
import type { Token } from '../text/token.js';
import { isAt } from './run-program.js';

/** Where a token stands in its sentence, as far as edges can tell. */
export const AT_START = 1;
export const AT_END = 2;

/** A text’s tokens as numbers: equal ones pass the same tests. Valid within an epoch. */
export interface TokenNumbers {
  numbers: Int32Array;
  /** Before each token: which edges stand there; and behind it, where only the end can. */
  edgesBefore: Uint8Array;
  edgesBehind: Uint8Array;
  epoch: number;
}

/** Different tokens that are remembered before numbering starts anew. */
const MOST = 50_000;

let epoch = 0;
let size = 0;
let known = new Map<string, (number | undefined)[]>();
const numbered = new WeakMap<Analysis, TokenNumbers>();

/** Numbers each text once for all that look at it. */
export function numbersOf(analysis: Analysis): TokenNumbers {
  const before = numbered.get(analysis);
  if (before && before.epoch === epoch) return before;
  if (size > MOST) {
    known = new Map();
    size = 0;
    epoch++;
  }
  const { tokens } = analysis;
  const result = { numbers: Int32Array.from(tokens, numberOf), ...edgesOf(analysis), epoch };
  numbered.set(analysis, result);
  return result;
}

function edgesOf({ tokens, sentences }: Analysis): Pick<TokenNumbers, 'edgesBefore' | 'edgesBehind'> {
  const edgesBefore = new Uint8Array(tokens.length);
  const edgesBehind = new Uint8Array(tokens.length);
  for (const sentence of sentences)
    for (let at = sentence.from; at < sentence.to; at++) {
      edgesBefore[at] = (isAt('start', at, sentence) ? AT_START : 0) | (isAt('end', at, sentence) ? AT_END : 0);
      edgesBehind[at] = isAt('end', at + 1, sentence) ? AT_END : 0;
    }
  return { edgesBefore, edgesBehind };
}

const KINDS: Readonly<Record<Token['kind'], number>> = {
  word: 0,
  number: 1,
  punctuation: 2,
  emoji: 3,
  url: 4,
  email: 5,
  handle: 6,
  hashtag: 7,
  symbol: 8,
};
const CAPITALS: Readonly<Record<Token['capital'], number>> = { none: 0, initial: 1, all: 2 };

/** All that `passes` looks at but the form: below 64. */
export function shapeOf({ kind, capital, opening }: Token): number {
  return (KINDS[kind] * 3 + CAPITALS[capital]) * 2 + (opening ? 1 : 0);
}

function numberOf(token: Token): number {
  let shapes = known.get(token.form);
  if (!shapes) known.set(token.form, (shapes = []));
  const shape = shapeOf(token);
  return (shapes[shape] ??= size++);
}
