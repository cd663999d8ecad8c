import { measure } from '#counting';
import type { TextLimit } from '../contract.js';
import { evenParts } from './even-parts.js';
import { piecesOf } from './pieces.js';
import type { Room } from './room.js';
import { measureText } from './measure-text.js';

export interface ThreadOptions {
  /** The first part has media beside it, which may leave it less. Default false. */
  besideMedia?: boolean;
  /** What the network's own additions take of each part, in the first limit's unit. Default 0. */
  reserved?: number;
  /** Each part says which of how many it is, as in ` 2/3`. Default true. */
  numbered?: boolean;
  /** Default: any number. */
  maxParts?: number;
}

/**
 * A long text as the posts of a thread, each within `limit`: cut between paragraphs, else sentences, else clauses, else
 * words, and within a word only where nothing else is left; never within a link, hashtag, mention or grapheme. Nothing
 * is lost or moved but white space at the cuts. A text that fits is one part, without a number. Null: it cannot be done,
 * since a link is longer than a part, or `maxParts` are too few.
 */
export function splitThread(text: string, limit: TextLimit, options: ThreadOptions = {}): string[] | null {
  const { besideMedia = false, reserved = 0, numbered = true, maxParts = Infinity } = options;
  const left = reserved === 0 ? limit : without(limit, reserved);
  const whole = [...new Set([text, text.trim()])].find((candidate) => measureText(candidate, left, besideMedia).fits);
  if (whole !== undefined) return [whole];
  const room = roomOf(left, besideMedia);
  const least = leastParts(text, room);
  if (least > maxParts) return null;
  const parts = numbered ? numberedParts(text.trim(), room, least) : partsOf(text.trim(), room, (part) => part);
  return parts && parts.length <= maxParts ? parts : null;
}

function without({ max, withMedia, ...rest }: TextLimit, reserved: number): TextLimit {
  const beside = withMedia === undefined ? {} : { withMedia: withMedia - reserved };
  return { ...rest, max: max === null ? null : max - reserved, ...beside };
}

function roomOf({ max, unit, also, withMedia, linkLength }: TextLimit, besideMedia: boolean): Room {
  const most = max ?? Infinity;
  const first = { unit, max: most, firstMax: besideMedia ? Math.min(most, withMedia ?? most) : most };
  return { linkLength, limits: [first, ...(also ? [{ ...also, firstMax: also.max }] : [])] };
}

/** How many parts there are decides how wide their numbers are, and the other way round. */
function numberedParts(text: string, room: Room, least: number): string[] | null {
  for (let digits = String(least).length; digits <= MOST_DIGITS; digits++) {
    const widest = '9'.repeat(digits);
    const parts = partsOf(text, room, (part) => `${part} ${widest}/${widest}`);
    if (!parts) return null;
    if (String(parts.length).length <= digits)
      return parts.map((part, index) => `${part} ${index + 1}/${parts.length}`);
  }
  return null;
}

const MOST_DIGITS = 5;

/** How many parts there would be, were each one full and white space dropped at each cut. */
function leastParts(text: string, { limits, linkLength }: Room): number {
  const squeezed = text.trim().replace(/\s+/g, ' ');
  const counts = limits.map(({ unit, max }) => Math.ceil(measure(squeezed, unit, { linkLength }) / (max + SPACE)));
  return Math.max(1, ...counts);
}

/** The most that a single space counts. */
const SPACE = 3;

const TRIES = 6;

/** Parts that fit once they are `finished`. Lengths that were added up may be less than the whole's; then less is put in. */
function partsOf(text: string, room: Room, finish: (part: string) => string): string[] | null {
  let left = shrink(room, ({ unit }) => measure(finish('x'), unit) - 1);
  for (let tries = 0; tries < TRIES; tries++) {
    const pieces = piecesOf(text, left);
    const runs = pieces && evenParts(text, pieces, left);
    if (!runs) return null;
    const parts = runs.map((run) => text.slice(run[0]!.start, run.at(-1)!.end).trimEnd());
    const over = (of: Room['limits'][number]): number => overBy(parts.map(finish), of, room.linkLength);
    if (room.limits.every((limit) => over(limit) <= 0)) return parts;
    left = shrink(left, (_, index) => Math.max(0, over(room.limits[index]!)));
  }
  return null;
}

function overBy(
  parts: readonly string[],
  { unit, max, firstMax }: Room['limits'][number],
  linkLength?: number,
): number {
  const excess = parts.map((part, index) => measure(part, unit, { linkLength }) - (index === 0 ? firstMax : max));
  return Math.max(...excess);
}

function shrink(room: Room, by: (limit: Room['limits'][number], index: number) => number): Room {
  const limits = room.limits.map((limit, index) => {
    const less = by(limit, index);
    return { ...limit, max: limit.max - less, firstMax: limit.firstMax - less };
  });
  return { ...room, limits };
}
