import type { TextUnit } from './contract.js';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How long `text` is as a network counts it. Graphemes are UAX #29 extended clusters, the same in every language. */
export function measureText(text: string, unit: TextUnit): number {
  switch (unit) {
    case 'graphemes':
      return countGraphemes(text);
    case 'code_points':
      return countCodePoints(text);
    case 'utf16':
      return text.length;
    case 'utf8_bytes':
      return Buffer.byteLength(text, 'utf8');
  }
}

/** The first `max` graphemes of `text`. */
export function takeGraphemes(text: string, max: number): string {
  let end = 0;
  let taken = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (taken++ === max) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
