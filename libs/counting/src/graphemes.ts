const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * UTF-16 units that never join what stands beside them, but for CR before LF: Latin, punctuation, currencies, kana and
 * Han. Segmenting is a hundred times slower than passing over them.
 */
const LONE = String.raw`\0-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff9d`;
/** What may join, with a neighbour on either side. */
const JOINING = new RegExp(`[${LONE}]?(?:[^${LONE}]+[${LONE}]?)+`, 'g');
const PIECE = 256;
const LINE_ENDS = /\r\n/g;

/** Extended grapheme clusters (UAX #29), the same in every language. */
export function countGraphemes(text: string): number {
  let count = text.length - (text.match(LINE_ENDS)?.length ?? 0);
  for (const [joining] of text.matchAll(JOINING)) count += countSegments(joining) - joining.length;
  return count;
}

/** The first `max` graphemes of `text`. */
export function takeGraphemes(text: string, max: number): string {
  let end = 0;
  let taken = 0;
  for (const segment of segments(text)) {
    if (taken++ >= max) break;
    end += segment.length;
  }
  return text.slice(0, end);
}

/** Where the graphemes of `text` end, ascending. */
export function graphemeEnds(text: string): number[] {
  let end = 0;
  return Array.from(segments(text), (segment) => (end += segment.length));
}

function countSegments(text: string): number {
  let count = 0;
  for (const _ of segments(text)) count++;
  return count;
}

/** V8 takes the length of the whole text for each grapheme: handed out in pieces, a long text costs its length once. */
function* segments(text: string): Generator<string> {
  let length = PIECE;
  for (let from = 0; from < text.length;) {
    const piece = pieceOf(text, from, length);
    const found = Array.from(segmenter.segment(piece), ({ segment }) => segment);
    // The last one may go on in the next piece.
    const whole = from + piece.length < text.length ? found.slice(0, -1) : found;
    yield* whole;
    from += whole.reduce((sum, segment) => sum + segment.length, 0);
    length = whole.length === 0 ? length * 2 : PIECE;
  }
}

function pieceOf(text: string, from: number, length: number): string {
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(from + length - 1));
  return text.slice(from, from + length + (splitsPair ? 1 : 0));
}
