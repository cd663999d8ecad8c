import type { DatabaseUrls } from '#testing';
import { type Calm, type Cell, type CellResult, cellsOf, measureCalm, type Point, runCell } from './cell.js';
import { groupBy } from './group-by.js';
import { type Lane, openLane } from './lane.js';
import { type Shape, SHAPES, type Subject } from '../../harness/networks/index.js';

export interface MatrixOptions {
  subjects: readonly Subject[];
  /** A fresh database, migrated. */
  database(name: string): Promise<DatabaseUrls>;
  lanes: number;
  /** Processes per lane, and publications each sends at once. */
  schedulers: number;
  workers: number;
  /** Which cells are run; all of them by default. */
  choose?(cells: readonly Cell[], calm: ReadonlyMap<string, Calm>): readonly Cell[];
  /** Given all that a lane has printed and written, when it is done. */
  inspect?(trace: string): void;
  /** Called after each cell. */
  told?(result: CellResult, done: number, of: number): void;
}

/**
 * Publishes once per cell while something goes wrong at one exact place, over every network, every kind of content it
 * takes, and every place there is; counts what is out afterwards.
 */
export async function runMatrix(options: MatrixOptions): Promise<CellResult[]> {
  const { subjects, choose = (cells) => cells } = options;
  const calm = await measureAll(options);
  const all = [...calm].flatMap(([key, run]) => {
    const [subject = '', shape] = key.split(' ') as [string, Shape];
    return cellsOf(subject, shape, run);
  });
  const cells = [...choose(all, calm)];
  const byId = new Map(subjects.map((subject) => [subject.id, subject]));
  const results: CellResult[] = [];
  const shares = Array.from({ length: options.lanes }, (_, lane) =>
    cells.filter((_cell, at) => at % options.lanes === lane),
  );
  await Promise.all(
    shares.map(async (share, number) => {
      if (share.length === 0) return;
      const lane = await openLane({
        ...options,
        name: `lane${number}`,
        urls: await options.database(`lane_${number}`),
        wanted: countBy(share),
      });
      try {
        for (const cell of share) {
          const result = await strike(lane, byId.get(cell.subject)!, cell, calm.get(`${cell.subject} ${cell.shape}`)!);
          results.push(result);
          options.told?.(result, results.length, cells.length);
        }
        options.inspect?.(await lane.trace());
      } finally {
        await lane.close();
      }
    }),
  );
  return results;
}

/** Times that one cell is run while its place is not reached. */
const MOST_STRIKES = 3;

/** How often a network is asked whether it is done depends on the hour: a place that was not reached is tried again. */
async function strike(lane: Lane, subject: Subject, cell: Cell, calm: Calm): Promise<CellResult> {
  for (let tried = 1; ; tried++) {
    const result = await runCell(lane, subject, cell, calm);
    if (result.verdict !== 'missed' || tried === MOST_STRIKES || !lane.has(cell.subject, cell.shape)) return result;
  }
}

/** Each network with each shape it takes, published once with nothing going wrong. */
async function measureAll(options: MatrixOptions): Promise<Map<string, Calm>> {
  const urls = await options.database('calm');
  const wanted = new Map(
    options.subjects.flatMap(({ id }) => SHAPES.map((shape): [string, number] => [`${id} ${shape}`, 1])),
  );
  const lane = await openLane({ ...options, name: 'calm', urls, wanted });
  const calm = new Map<string, Calm>();
  const failures: string[] = [];
  try {
    for (const subject of options.subjects) {
      for (const shape of SHAPES) {
        if (!lane.has(subject.id, shape)) continue;
        const run = await measureCalm(lane, subject, shape);
        if (typeof run === 'string') failures.push(run);
        else calm.set(`${subject.id} ${shape}`, run);
      }
    }
  } finally {
    await lane.close();
  }
  if (failures.length > 0) throw new Error(`What nothing was done to went wrong: ${failures.join('; ')}`);
  return calm;
}

/** Publications by network and shape, some of them to spare. */
function countBy(cells: readonly Cell[]): Map<string, number> {
  const groups = groupBy(cells, ({ subject, shape }) => `${subject} ${shape}`);
  return new Map([...groups].map(([key, group]) => [key, group.length + MOST_STRIKES + Math.ceil(group.length / 20)]));
}

/** A point in words, such as `kill: exchange 2, answer, middle`. */
export function wordsOf(point: Point): string {
  if (point.kind === 'commit') return `kill: ${point.when} commit ${point.commit} (${point.what})`;
  const place = `exchange ${point.exchange}, ${point.side}, ${point.at}`;
  return point.kind === 'kill' ? `kill: ${place}` : `${point.fate}: ${place}`;
}
