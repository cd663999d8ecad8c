/** Whole numbers from 0 by pairs of such: side by side in memory, where a map of maps costs a cold look at each of several objects. */
export interface Transitions {
  /** `UNKNOWN` when nothing was put there. */
  get(from: number, by: number): number;
  put(from: number, by: number, to: number): void;
  size(): number;
}

export const UNKNOWN = -1;

/** Numbers of a cell: both of the pair, the first plus one so that 0 is empty, and what is put there. */
const CELL = 3;

/** An open hash table (linear probing), at most half full. */
export function createTransitions(): Transitions {
  let mask = 0x3ff;
  let cells = new Int32Array(CELL * (mask + 1));
  let used = 0;

  /** Where the pair is, or would be. */
  function placeOf(from: number, by: number): number {
    let slot = (Math.imul(from, 0x9e3779b1) ^ Math.imul(by, 0x85ebca6b)) >>> 8;
    for (;;) {
      const at = CELL * (slot & mask);
      if (cells[at] === 0 || (cells[at] === from + 1 && cells[at + 1] === by)) return at;
      slot++;
    }
  }

  function put(from: number, by: number, to: number): void {
    const at = placeOf(from, by);
    if (cells[at] === 0) used++;
    cells[at] = from + 1;
    cells[at + 1] = by;
    cells[at + 2] = to;
    if (2 * used > mask) grow();
  }

  function grow(): void {
    const before = cells;
    mask = 2 * mask + 1;
    cells = new Int32Array(CELL * (mask + 1));
    used = 0;
    for (let at = 0; at < before.length; at += CELL)
      if (before[at] !== 0) put(before[at]! - 1, before[at + 1]!, before[at + 2]!);
  }

  return {
    get(from, by) {
      const at = placeOf(from, by);
      return cells[at] === 0 ? UNKNOWN : cells[at + 2]!;
    },
    put,
    size: () => used,
  };
}
