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
  let last = 0;
  let taken = 0;
  for (const end of ends(text)) {
    if (taken++ >= max) break;
    last = end;
  }
  return text.slice(0, last);
}

/** Where the graphemes of `text` end, ascending. */
export function graphemeEnds(text: string): number[] {
  return [...ends(text)];
}

function* ends(text: string): Generator<number> {
  let at = 0;
  for (const { index, 0: joining } of text.matchAll(JOINING)) {
    yield* loneEnds(text, at, index);
    at = index;
    for (const segment of segments(joining)) {
      at += segment.length;
      if (!isWithinLineEnd(text, at)) yield at;
    }
  }
  yield* loneEnds(text, at, text.length);
}

function* loneEnds(text: string, from: number, to: number): Generator<number> {
  for (let end = from + 1; end <= to; end++) if (!isWithinLineEnd(text, end)) yield end;
}

function isWithinLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' && text[at - 1] === '\r';
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
