/** The word that a typing error is likely to have meant: at most a third of its letters away. */
export function nearest(written: string, words: readonly string[]): string | null {
  const [best] = words
    .map((word) => ({ word, distance: distance(written, word) }))
    .filter(({ word, distance: far }) => far <= Math.max(2, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best?.word ?? null;
}

const LONGEST = 80;

/** Levenshtein 1966, on what is short enough to be a typing error. */
function distance(a: string, b: string): number {
  if (a.length > LONGEST || b.length > LONGEST) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j < row.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (b[j - 1] === letter ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}

/** ` Did you mean …?` in both languages, or nothing. */
export function didYouMean(written: string, words: readonly string[]): { nearest_en: string; nearest_fr: string } {
  const word = nearest(written, words);
  if (word === null) return { nearest_en: '', nearest_fr: '' };
  return { nearest_en: ` Did you mean “${word}”?`, nearest_fr: ` Vouliez-vous dire « ${word} » ?` };
}
