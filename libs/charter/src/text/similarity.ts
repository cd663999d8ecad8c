import type { Analysis } from './analyse.js';

/** How often each word and each pair of neighbours occurs; addresses, hashtags and emoji left out. */
export interface Shingles {
  counts: ReadonlyMap<string, number>;
  /** Euclidean. */
  length: number;
}

export function shinglesOf({ tokens }: Pick<Analysis, 'tokens'>): Shingles {
  const words = tokens.flatMap(({ kind, lexeme }) => (kind === 'word' ? [lexeme.plain] : []));
  const counts = new Map<string, number>();
  const add = (shingle: string): void => void counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  for (const [index, word] of words.entries()) {
    if (word.length > 3) add(word);
    if (index > 0) add(`${words[index - 1]} ${word}`);
  }
  return { counts, length: lengthOf(counts) };
}

/** Cosine of two texts' shingles: 1 for the same words in the same order, 0 for nothing in common. */
export function similarity(a: Shingles, b: Shingles): number {
  const [few, many] = a.counts.size < b.counts.size ? [a.counts, b.counts] : [b.counts, a.counts];
  let dot = 0;
  for (const [shingle, count] of few) dot += count * (many.get(shingle) ?? 0);
  return dot === 0 ? 0 : dot / (a.length * b.length);
}

function lengthOf(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return Math.sqrt(sum);
}
