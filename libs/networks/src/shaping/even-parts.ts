import { measure } from '#counting';
import type { Break, Piece } from './pieces.js';
import type { PartLimit, Room } from './room.js';

/** What parting at such a place costs, where one part more costs 1 and one that is empty nearly as much. */
const COST: Readonly<Record<Break, number>> = {
  paragraph: 0,
  line: 0.02,
  sentence: 0.05,
  clause: 0.3,
  word: 0.6,
  grapheme: 1.5,
};

/** One limit: how much of it each run of pieces takes. */
interface Scale extends PartLimit {
  /** What the first pieces take together, up to and without each. */
  before: readonly number[];
  /** What the white space at the end of each takes, which is dropped where a part ends. */
  blank: readonly number[];
}

/**
 * Runs of `pieces`, one for each part: few, cut at good places, and about as long as each other. Null: a piece is too
 * long. Lengths are added up, piece by piece: whoever makes the parts measures them.
 */
export function evenParts(text: string, pieces: readonly Piece[], { limits, linkLength }: Room): Piece[][] | null {
  const scales = limits.map((limit) => scaleOf(text, pieces, limit, linkLength));
  const from = bestStarts(pieces, scales);
  const runs: Piece[][] = [];
  for (let end = pieces.length; end > 0;) {
    const start = from[end];
    if (start === undefined) return null;
    runs.unshift(pieces.slice(start, end));
    end = start;
  }
  return runs;
}

/** For each end of a part where the part begins that makes the best of all before it; undefined: it cannot end there. */
function bestStarts(pieces: readonly Piece[], scales: readonly Scale[]): (number | undefined)[] {
  const cost = [0, ...pieces.map(() => Number.POSITIVE_INFINITY)];
  const from: (number | undefined)[] = [];
  for (const start of pieces.keys()) {
    for (let end = start + 1; end <= pieces.length; end++) {
      const share = shareOf(scales, start, end);
      if (share > 1) break;
      const place = end === pieces.length ? 0 : COST[pieces[end - 1]!.after];
      const whole = cost[start]! + 1 + (1 - share) ** 2 + place;
      if (whole >= cost[end]!) continue;
      cost[end] = whole;
      from[end] = start;
    }
  }
  return from;
}

/** How much of a part the pieces from `start` up to `end` take; above 1 they do not fit. */
function shareOf(scales: readonly Scale[], start: number, end: number): number {
  let share = 0;
  for (const { max, firstMax, before, blank } of scales) {
    share = Math.max(share, (before[end]! - before[start]! - blank[end - 1]!) / (start === 0 ? firstMax : max));
  }
  return share;
}

function scaleOf(text: string, pieces: readonly Piece[], limit: PartLimit, linkLength: number | undefined): Scale {
  const length = (part: string): number => measure(part, limit.unit, { linkLength });
  const before = [0];
  const blank: number[] = [];
  for (const { start, end } of pieces) {
    const piece = text.slice(start, end);
    const shown = piece.trimEnd();
    // Beside something, since white space alone counts nothing on some networks.
    const space = shown.length === piece.length ? 0 : length(`x${piece.slice(shown.length)}x`) - length('xx');
    blank.push(space);
    before.push(before.at(-1)! + length(shown) + space);
  }
  return { ...limit, before, blank };
}
