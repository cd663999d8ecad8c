import { truncateTo } from '#counting';
import { findReferences } from './references.js';
import { hasRoom, type Room } from './room.js';
import { sentenceStarts } from './sentences.js';

/** Kinds of places where a text may be parted, best first. */
export const BREAKS = ['paragraph', 'line', 'sentence', 'clause', 'word', 'grapheme'] as const;
export type Break = (typeof BREAKS)[number];

/** A stretch of a text that stays whole. Offsets in UTF-16 units, half-open; white space at its end included. */
export interface Piece {
  start: number;
  end: number;
  /** What kind of place its end is. */
  after: Break;
}

// White space at which a line may break: the no-break spaces of French typography hold together what they part.
const BLANK = String.raw`[^\S\u00a0\u2007\u202f\ufeff]`;
/** Typed with a plain space before it as often as with the right one. */
const GLUED = String.raw`!?:;,.…»”’)\]%€°`;
const BEFORE_A_WORD = String.raw`${BLANK}+(?![\s${GLUED}])`;

const PLACES: Readonly<Record<Exclude<Break, 'grapheme'>, (text: string) => number[]>> = {
  paragraph: (text) => endsOf(text, /\n[^\S\n]*\n\s*/g),
  line: (text) => endsOf(text, /\n\s*/g),
  sentence: sentenceStarts,
  clause: (text) => endsOf(text, CLAUSE),
  word: (text) => endsOf(text, WORD),
};

const CLAUSE = new RegExp(String.raw`(?<=[,;:—–…)\]»”])${BEFORE_A_WORD}|[、，；：](?![、，；：。」』）])`, 'gu');
// Neither within `10 000` nor after an opening quotation mark.
const WORD = new RegExp(String.raw`(?<=[^\s\d«“(\[])${BEFORE_A_WORD}|(?<=\d)${BLANK}+(?![\s\d${GLUED}])`, 'gu');

function endsOf(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
}

/**
 * `text` in pieces that have room in one part: paragraphs; of those too long lines; of those too long sentences, and so
 * on down to graphemes. Null: a link, hashtag or mention is too long itself.
 */
export function piecesOf(text: string, room: Room): Piece[] | null {
  const isWithin = wholesOf(text);
  const fits = ({ start, end }: Piece): boolean => hasRoom(room, text.slice(start, end).trimEnd());
  const part = (piece: Piece, level: number): Piece[] => {
    const kind = BREAKS[level] ?? 'grapheme';
    if (kind === 'grapheme') return chop(text, piece, room, isWithin);
    const cuts = cutsOf(text, piece, kind, room).filter((at) => !isWithin(at));
    if (cuts.length === 0) return part(piece, level + 1);
    return piecesBetween(piece, cuts, kind).flatMap((found) => (fits(found) ? [found] : part(found, level + 1)));
  };
  const whole: Piece = { start: 0, end: text.length, after: 'paragraph' };
  const pieces = fits(whole) ? [whole] : part(whole, 0);
  return pieces.every(fits) ? pieces : null;
}

/** Where places of a kind part a piece. */
function cutsOf(text: string, piece: Piece, kind: Exclude<Break, 'grapheme'>, { limits }: Room): number[] {
  const { start, end } = piece;
  const cuts = PLACES[kind](text.slice(start, end))
    .map((at) => start + at)
    .filter((at) => at < end);
  if (kind !== 'word') return cuts;
  const least = Math.min(...limits.map(({ firstMax }) => firstMax));
  return apart(cuts, piece, least / CRUMBS_OF_WORDS);
}

const CRUMBS_OF_WORDS = 24;

/** Without the cuts that would only part short words from each other: there are too many to try them all. */
function apart(cuts: readonly number[], { start, end }: Piece, least: number): number[] {
  let last = start;
  return cuts.filter((cut, index) => {
    const keep = (cuts[index + 1] ?? end) - last >= least;
    if (keep) last = cut;
    return keep;
  });
}

function piecesBetween({ start, end, after }: Piece, cuts: readonly number[], kind: Break): Piece[] {
  const ends = [...cuts, end];
  return ends.map((at, index) => ({ start: ends[index - 1] ?? start, end: at, after: at === end ? after : kind }));
}

// LinkedIn's way to name somebody, which alone holds spaces.
const NAMED = /@\[[^[\]()\\]+\]\(urn:li:\w+:[\w-]+\)/g;
/** Scripts without spaces go on directly after a link. */
const ENDS_LINK = /[、。！？「」『』（）【】，；：]/u;

/** Whether an offset lies within what must stay whole: a link, hashtag or mention. */
function wholesOf(text: string): (at: number) => boolean {
  const within = new Set<number>();
  const keep = (start: number, end: number): void => {
    for (let at = start + 1; at < end; at++) within.add(at);
  };
  for (const { kind, start, end } of findReferences(text)) {
    const foreign = kind === 'link' ? text.slice(start, end).search(ENDS_LINK) : -1;
    keep(start, foreign < 0 ? end : start + foreign);
  }
  for (const { index, 0: named } of text.matchAll(NAMED)) keep(index, index + named.length);
  return (at) => within.has(at);
}

/**
 * A word that is too long, or a text without spaces: whole graphemes, and words as dictionaries know them. In crumbs, of
 * which even parts can be made.
 */
function chop(text: string, { start, end, after }: Piece, room: Room, isWithin: (at: number) => boolean): Piece[] {
  const limits = room.limits.map((limit) => ({ ...limit, firstMax: Math.ceil(limit.firstMax / CRUMBS) }));
  const crumb = { ...room, limits };
  const cut = (at: number, most: Room): number | null => {
    const taken = at + beginning(text, at, end, most);
    const found = taken === end ? end : outside(isWithin, at, wordStart(text, at, taken));
    return found > at ? found : null;
  };
  const pieces: Piece[] = [];
  for (let at = start; at < end;) {
    // No cut at all is seen by the caller: what is left does not fit.
    const next = cut(at, crumb) ?? cut(at, room) ?? end;
    pieces.push({ start: at, end: next, after: next === end ? after : 'grapheme' });
    at = next;
  }
  return pieces;
}

const CRUMBS = 6;
const FIRST_LOOK = 64;

/** The length of a beginning of what stands in `[at, end)` that has room; read no further than it must be. */
function beginning(text: string, at: number, end: number, { limits, linkLength }: Room): number {
  for (let look = FIRST_LOOK; ; look *= 2) {
    const seen = text.slice(at, Math.min(end, at + look));
    const kept = limits.reduce((rest, { firstMax, unit }) => truncateTo(rest, unit, firstMax, { linkLength }), seen);
    // One that ends where the look does may end within a grapheme or a link.
    if (kept.length < seen.length || at + look >= end) return kept.length;
  }
}

function outside(isWithin: (at: number) => boolean, from: number, cut: number): number {
  let at = cut;
  while (at > from && isWithin(at)) at--;
  return at;
}

const words = new Intl.Segmenter('fr', { granularity: 'word' });
/** How far a word that begins before a cut is read on, to know that it goes on. */
const AHEAD = 32;

/** The last beginning of a word up to `cut`, unless too little would be left before it. */
function wordStart(text: string, from: number, cut: number): number {
  let last = cut;
  for (const { index } of words.segment(text.slice(from, cut + AHEAD))) {
    if (from + index > cut) break;
    last = from + index;
  }
  return last - from > (cut - from) / 2 ? last : cut;
}
