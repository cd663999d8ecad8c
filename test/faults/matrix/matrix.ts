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
        wanted: new Map([...countBy(share)].map(([key, wanted]) => [key, wanted + spareOf(wanted)])),
      });
      const spare = new Map([...countBy(share)].map(([key, wanted]) => [key, spareOf(wanted)]));
      try {
        for (const cell of share) {
          const result = await strike(lane, byId.get(cell.subject)!, cell, calm.get(keyOf(cell))!, spare);
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
const MOST_STRIKES = 5;

/** How often a network is asked whether it is done depends on the hour: a place that was not reached is tried again. */
async function strike(
  lane: Lane,
  subject: Subject,
  cell: Cell,
  calm: Calm,
  spare: Map<string, number>,
): Promise<CellResult> {
  const key = keyOf(cell);
  for (let tried = 1; ; tried++) {
    const result = await runCell(lane, subject, cell, calm);
    const left = spare.get(key) ?? 0;
    if (result.verdict !== 'missed' || tried === MOST_STRIKES || left === 0) return result;
    spare.set(key, left - 1);
  }
}

/** A slow start adds exchanges and commits that no later run has. */
const CALM_RUNS = 3;

/** Each network with each shape it takes, published with nothing going wrong: the shortest of a few runs. */
async function measureAll(options: MatrixOptions): Promise<Map<string, Calm>> {
  const urls = await options.database('calm');
  const wanted = new Map(
    options.subjects.flatMap(({ id }) =>
      SHAPES.map((shape): [string, number] => [keyOf({ subject: id, shape }), CALM_RUNS]),
    ),
  );
  const lane = await openLane({ ...options, name: 'calm', urls, wanted });
  const calm = new Map<string, Calm>();
  const failures: string[] = [];
  try {
    for (const subject of options.subjects) {
      for (const shape of SHAPES) {
        for (let number = 0; number < CALM_RUNS && lane.has(subject.id, shape); number++) {
          const run = await measureCalm(lane, subject, shape);
          const key = keyOf({ subject: subject.id, shape });
          const shortest = calm.get(key);
          if (typeof run === 'string') failures.push(run);
          else if (!shortest || placesIn(run) < placesIn(shortest)) calm.set(key, run);
        }
      }
    }
  } finally {
    await lane.close();
  }
  if (failures.length > 0) throw new Error(`What nothing was done to went wrong: ${failures.join('; ')}`);
  return calm;
}

function placesIn({ exchanges, commits }: Calm): number {
  return exchanges.length + commits.length;
}

function keyOf({ subject, shape }: Pick<Cell, 'subject' | 'shape'>): string {
  return `${subject} ${shape}`;
}

function countBy(cells: readonly Cell[]): Map<string, number> {
  return new Map([...groupBy(cells, keyOf)].map(([key, group]) => [key, group.length]));
}

/** Publications beyond one for each cell: cells that were not struck are run again. Few, for the slice has a cell or two of each kind. */
function spareOf(cells: number): number {
  return 2 + Math.ceil(cells / 8);
}

/** A point in words, such as `kill: exchange 2, answer, middle`. */
export function wordsOf(point: Point): string {
  if (point.kind === 'commit') return `kill: ${point.when} ${point.what} ${point.commit}`;
  const place = `exchange ${point.exchange}, ${point.side}, ${point.at}`;
  return point.kind === 'kill' ? `kill: ${place}` : `${point.fate}: ${place}`;
}
