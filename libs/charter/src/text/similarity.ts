import { analyse } from './analyse.js';
import { withoutAccents } from './without-accents.js';

/** How often each word and each pair of neighbours occurs; addresses, hashtags and emoji left out. */
export type Shingles = ReadonlyMap<string, number>;

export function shinglesOf(text: string): Shingles {
  const words = analyse(text).tokens.flatMap(({ kind, form }) => (kind === 'word' ? [withoutAccents(form)] : []));
  const counts = new Map<string, number>();
  const add = (shingle: string): void => void counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  for (const [index, word] of words.entries()) {
    if (word.length > 3) add(word);
    if (index > 0) add(`${words[index - 1]} ${word}`);
  }
  return counts;
}

/** Cosine of two texts' shingles: 1 for the same words in the same order, 0 for nothing in common. */
export function similarity(a: Shingles, b: Shingles): number {
  let dot = 0;
  for (const [shingle, count] of a) dot += count * (b.get(shingle) ?? 0);
  return dot === 0 ? 0 : dot / (length(a) * length(b));
}

function length(shingles: Shingles): number {
  let sum = 0;
  for (const count of shingles.values()) sum += count * count;
  return Math.sqrt(sum);
}
