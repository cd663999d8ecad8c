import type { Cell, Point } from './cell.js';
import { groupBy } from './group-by.js';

/**
 * A part of the matrix for every change: each irreversible call of each network is answered into a dead worker, the first
 * also into a broken connection; of other content than the rich one the first call alone, for its steps are the same.
 * Besides, one further cell of each network by `seed`.
 */
export function sliceOf(cells: readonly Cell[], seed: number): Cell[] {
  const random = randomBy(seed);
  const networks = [...groupBy(cells, ({ subject }) => subject).values()];
  return networks.flatMap((network) => {
    const always = [...groupBy(network, ({ shape }) => shape).values()].flatMap(irrevocable);
    const others = network.filter((cell) => !always.includes(cell));
    return [...always, others[Math.floor(random() * others.length)]!];
  });
}

/** Where nobody can tell afterwards but the network: it has done as it was asked, and the answer goes nowhere. */
function irrevocable(group: readonly Cell[]): Cell[] {
  const answers = group.filter(({ irreversible, point }) => irreversible && isAnswered(point));
  const kills = answers.filter(({ point }) => point.kind === 'kill');
  if (group[0]?.shape !== 'rich') return kills.slice(0, 1);
  return [...kills, ...answers.filter(({ point }) => point.kind === 'fault' && point.fate === 'reset').slice(0, 1)];
}

function isAnswered(point: Point): boolean {
  return point.kind !== 'commit' && point.side === 'answer' && point.at === 'start';
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
