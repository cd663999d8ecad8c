import type { Span } from '#charter';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A line of text with marks under a part of it, both as a terminal of fixed cells shows them. */
export interface MarkedLine {
  text: string;
  marks: string;
}

/** Cells to show; long lines are cut around what is marked. */
const WIDEST = 96;
const LEAD = 24;

/** The line around a span’s beginning, and `^` under the part of the span that is on it. */
export function markLine(text: string, { start, end }: Span): MarkedLine {
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from).split(/\r?\n/, 1)[0]!;
  const cells = [...graphemes.segment(line)].map(({ segment, index }) => {
    const shown = visible(segment);
    const at = from + index;
    return { shown, width: widthOf(shown), marked: at < end && at + segment.length > start };
  });
  const [first, last] = windowOf(cells);
  const within = cells.slice(first, last);
  const before = first > 0 ? '…' : '';
  const marks = within.map(({ width, marked }) => (marked ? '^' : ' ').repeat(width)).join('');
  return {
    text: `${before}${within.map(({ shown }) => shown).join('')}${last < cells.length ? '…' : ''}`,
    marks: `${before && ' '}${marks}`.trimEnd(),
  };
}

/** The whole line where it fits; else from a little before the mark, or from where the rest of the line fits. */
function windowOf(cells: readonly { width: number; marked: boolean }[]): [number, number] {
  const marked = cells.findIndex((cell) => cell.marked);
  const fitting = (from: number, step: 1 | -1): number => {
    let width = 0;
    let at = from;
    for (; cells[at] && width + cells[at]!.width <= WIDEST; at += step) width += cells[at]!.width;
    return at;
  };
  const first = Math.max(0, Math.min(marked - LEAD, fitting(cells.length - 1, -1) + 1));
  return [first, fitting(first, 1)];
}

/** Neither tabs nor what would steer the terminal or turn the line around. */
function visible(segment: string): string {
  if (segment === '\t') return ' ';
  return segment.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** Cells of a grapheme: two for emoji and East Asian wide characters (UAX 11), none for marks alone. */
export function widthOf(grapheme: string): number {
  if (/^[\p{M}\p{Cf}]*$/u.test(grapheme)) return 0;
  if (/\p{Emoji_Presentation}|\uFE0F|\p{RI}\p{RI}/u.test(grapheme)) return 2;
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303E\uFF01-\uFF60]/u.test(
    grapheme,
  )
    ? 2
    : 1;
}

/** Line and column of an offset, both from 1; columns are UTF-16 code units, as editors and SARIF count them. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
