import type { Analysis } from '../text/analyse.js';
import type { Token } from '../text/token.js';

/** A text’s tokens as numbers: equal ones pass the same tests. Valid within an epoch. */
export interface TokenNumbers {
  numbers: Int32Array;
  epoch: number;
}

/** Different tokens that are remembered before numbering starts anew. */
const MOST = 50_000;

let epoch = 0;
let known = new Map<string, number>();
const numbered = new WeakMap<Analysis, TokenNumbers>();

/** Numbers each text once for all that look at it. */
export function numbersOf(analysis: Analysis): TokenNumbers {
  const before = numbered.get(analysis);
  if (before && before.epoch === epoch) return before;
  if (known.size > MOST) {
    known = new Map();
    epoch++;
  }
  const result = { numbers: Int32Array.from(analysis.tokens, numberOf), epoch };
  numbered.set(analysis, result);
  return result;
}

function numberOf({ form, kind, capital, opening }: Token): number {
  // All that `passes` looks at.
  const name = `${form}\u0000${kind}${capital}${opening}`;
  let number = known.get(name);
  if (number === undefined) known.set(name, (number = known.size));
  return number;
}
