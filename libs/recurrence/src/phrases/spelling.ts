import type { Lexicon } from './lexicon.js';

/** Shorter words have too many neighbours. */
const SHORTEST = 4;

/**
 * The word that was meant, if one alone is near: one slip (a letter wrong, missing, too many or swapped with the next)
 * in a word of four letters, two from seven on. Null when none is, or when two that mean different things are.
 */
export function correct(word: string, { words }: Lexicon): string | null {
  if (word.length < SHORTEST) return null;
  let [found, best] = [[] as string[], word.length >= 7 ? 2 : 1];
  for (const known of words.keys()) {
    if (known.length < SHORTEST || Math.abs(known.length - word.length) > best) continue;
    const slips = distance(word, known, best);
    if (slips < best || (slips === best && found.length === 0)) [found, best] = [[known], slips];
    else if (slips === best) found.push(known);
  }
  const meanings = new Set(found.map((known) => words.get(known)));
  return meanings.size === 1 ? found[0]! : null;
}

/** Optimal string alignment distance; anything above `limit` is only known to be above it. */
function distance(a: string, b: string, limit: number): number {
  let [beforeLast, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const steps = [last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1)];
      current.push(Math.min(...steps, swapped ? beforeLast[column - 2]! + 1 : Infinity));
    }
    if (Math.min(...current) > limit) return limit + 1;
    [beforeLast, last] = [last, current];
  }
  return last[b.length]!;
}
