import type { Cell } from './cell.js';
import { groupBy } from './group-by.js';

/** How many cells of each network and shape a slice holds besides those it always holds. */
const MORE = 1;

/**
 * A part of the matrix for every change: each irreversible call of each network and shape is answered into a dead worker,
 * the first also into a broken connection, and further cells are chosen by `seed`.
 */
export function sliceOf(cells: readonly Cell[], seed: number): Cell[] {
  const groups = groupBy(cells, ({ subject, shape }) => `${subject} ${shape}`);
  const random = randomBy(seed);
  return [...groups.values()].flatMap((group) => {
    const always = group.filter((cell) => isIrrevocable(cell, group));
    const others = group.filter((cell) => !always.includes(cell));
    return [...always, ...Array.from({ length: MORE }, () => others[Math.floor(random() * others.length)]!)];
  });
}

/** Where nobody can tell afterwards but the network: it has done as it was asked, and the answer goes nowhere. */
function isIrrevocable({ irreversible, point }: Cell, group: readonly Cell[]): boolean {
  if (!irreversible || point.kind === 'commit' || point.side !== 'answer' || point.at !== 'start') return false;
  if (point.kind === 'kill') return true;
  const first = group.find((cell) => cell.irreversible && cell.point.kind !== 'commit')?.point;
  return point.fate === 'reset' && first?.kind !== 'commit' && first?.exchange === point.exchange;
}

/** Mulberry32: the same numbers for the same seed. */
function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
