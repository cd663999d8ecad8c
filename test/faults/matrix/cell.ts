import { setTimeout as pause } from 'node:timers/promises';
import type { Shape, Subject } from '../../harness/networks/index.js';
import type { Lane, Waiting } from './lane.js';
import type { Exchange, Fate, Place } from './proxy.js';

/** What goes wrong in one run: a worker dies at a place of an exchange or at one of its commits, or an answer is lost. */
export type Point =
  | ({ kind: 'kill' } & Place)
  | ({ kind: 'fault'; fate: Exclude<Fate, 'hold'> } & Place)
  /** `commit`: the how manieth of its kind, from 0: how many there are of others differs from run to run. */
  | { kind: 'commit'; commit: number; when: 'before' | 'after'; what: string };

export interface Cell {
  subject: string;
  shape: Shape;
  point: Point;
  /** Whether what it hits cannot be taken back: a call of an irreversible step, or the commits around it. */
  irreversible: boolean;
}

/**
 * `once`: out once, and the ledger says so. `parked`: left to a person, with one thing out at most. `lost`: not out, or out
 * and the ledger does not know. `doubled`: out more than once. `missed`: the place was never reached, which proves nothing.
 */
export type Verdict = 'once' | 'parked' | 'lost' | 'doubled' | 'missed';

export interface CellResult extends Cell {
  verdict: Verdict;
  /** What the ledger says. */
  state: string;
  reason: string | null;
  /** How many of its units the network shows, at most; 1 where all is well. */
  copies: number;
  attempts: number;
  seconds: number;
}

/** How a publication of that shape goes when nothing goes wrong. */
export interface Calm {
  exchanges: readonly Exchange[];
  /** The exchanges of irreversible steps. */
  irreversible: ReadonlySet<number>;
  /** What each of a worker's commits wrote, in order. */
  commits: readonly string[];
  /** Units on the network. */
  units: number;
}

const FINAL: readonly string[] = ['published', 'failed', 'missed', 'cancelled', 'unconfirmed'];
const WITHIN = 40_000;

/** Publishes once with nothing going wrong, and counts exchanges and commits; a text says how it went wrong all the same. */
export async function measureCalm(lane: Lane, subject: Subject, shape: Shape): Promise<Calm | string> {
  const proxy = lane.proxies.get(subject.id)!;
  await lane.mark({ commit: -1 });
  const before = lane.output().length;
  proxy.arm(null);
  const publication = lane.take(subject.id, shape);
  await makeDue(lane, publication);
  const { state, reason } = await untilFinal(lane, publication);
  if (state !== 'published') return `${subject.id} ${shape}: ${state} ${reason ?? ''}`;
  // The line of the last commit may still be on its way.
  await pause(100);
  const told = [
    ...lane
      .output()
      .slice(before)
      .matchAll(/^commit \d+ (\S+) (\d+)$/gm),
  ];
  const writes = told.map(([, what = '']) => what);
  // A job that comes late finds nothing to claim, and not every time.
  const commits = writes.slice(0, writes.lastIndexOf('settle') + 1);
  const armings = told.flatMap(([, what, at]) => (what === 'store-armed' ? [Number(at)] : []));
  const units = (await thingsOf(subject, publication)).length;
  const exchanges = [...proxy.exchanges];
  // What was armed since the exchange before belongs to this one: it is committed before the call leaves.
  const isArmed = (began: number, at: number): boolean =>
    armings.some((armed) => armed <= began && armed > (exchanges[at - 1]?.began ?? 0));
  const irreversible = new Set(exchanges.flatMap(({ began }, at) => (isArmed(began, at) ? [at] : [])));
  return { exchanges, irreversible, commits, units };
}

/** Every cell of a run: six places of each exchange to die at, five ways to lose an answer, both sides of each commit. */
export function cellsOf(subject: string, shape: Shape, calm: Calm): Cell[] {
  return pointsOf(calm).map((point) => {
    const irreversible = point.kind === 'commit' ? point.what === 'store-armed' : calm.irreversible.has(point.exchange);
    return { subject, shape, point, irreversible };
  });
}

function pointsOf({ exchanges, commits }: Calm): Point[] {
  const places = exchanges.flatMap((_, exchange) =>
    (['request', 'answer'] as const).flatMap((side) =>
      (['start', 'middle', 'end'] as const).map((at): Place => ({ exchange, side, at })),
    ),
  );
  const kills = places.map((place): Point => ({ kind: 'kill', ...place }));
  const faults = exchanges.flatMap((_, exchange): Point[] => [
    { kind: 'fault', exchange, side: 'request', at: 'start', fate: 'reset' },
    { kind: 'fault', exchange, side: 'request', at: 'middle', fate: 'reset' },
    { kind: 'fault', exchange, side: 'answer', at: 'start', fate: 'reset' },
    { kind: 'fault', exchange, side: 'answer', at: 'middle', fate: 'reset' },
    { kind: 'fault', exchange, side: 'answer', at: 'start', fate: 'silence' },
  ]);
  const dying = commits.flatMap((what, at): Point[] => {
    const commit = commits.slice(0, at).filter((earlier) => earlier === what).length;
    return (['before', 'after'] as const).map((when) => ({ kind: 'commit', commit, when, what }));
  });
  return [...kills, ...faults, ...dying];
}

/** Publishes once while `point` happens, lets the ledger come to an end, and counts what is out. */
export async function runCell(lane: Lane, subject: Subject, cell: Cell, calm: Calm): Promise<CellResult> {
  const began = performance.now();
  const proxy = lane.proxies.get(subject.id)!;
  const { point, shape } = cell;
  const publication = lane.take(subject.id, shape);
  let dying: Promise<void> | null = null;
  const kill = (): void => void (dying = lane.kill(publication.id));
  await lane.work();
  const deaths = lane.deaths();
  if (point.kind === 'commit') await lane.mark({ commit: point.commit, when: point.when, what: point.what });
  if (point.kind === 'commit') proxy.arm(null);
  else
    proxy.arm(
      {
        ...point,
        fate: point.kind === 'kill' ? 'hold' : point.fate,
        ...(point.kind === 'kill' ? { reached: kill } : {}),
      },
      calm.exchanges,
    );
  await makeDue(lane, publication);
  const end = await untilFinal(lane, publication, async () => {
    if (dying) await dying;
    // Whoever died is followed by another, as an operator's supervisor would start it.
    await lane.work();
  });
  const things = await thingsOf(subject, publication);
  // A commit can be read before whoever made it is gone.
  if (point.kind === 'commit') await pause(200);
  await lane.work();
  const struck = point.kind === 'commit' ? lane.deaths() > deaths : proxy.struck();
  const copies = copiesOf(things, calm.units);
  return {
    ...cell,
    verdict: verdictOf(end.state, things.length, copies, calm.units, struck),
    ...end,
    copies,
    seconds: (performance.now() - began) / 1000,
  };
}

function verdictOf(state: string, things: number, copies: number, units: number, struck: boolean): Verdict {
  if (copies > 1) return 'doubled';
  if (state === 'unconfirmed') return 'parked';
  if (state !== 'published' || things !== units) return 'lost';
  return struck ? 'once' : 'missed';
}

/** The same text twice is a copy; the units of one post differ in theirs. */
function copiesOf(things: readonly { text: string }[], units: number): number {
  const counts = new Map<string, number>();
  for (const { text } of things) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Math.max(0, ...counts.values(), things.length > units ? 2 : 0);
}

async function thingsOf(subject: Subject, { mark }: Waiting): Promise<{ text: string }[]> {
  return (await subject.things()).filter(({ text }) => text.includes(mark));
}

async function makeDue({ sql }: Lane, { id }: Waiting): Promise<void> {
  await sql(
    `update publication set due_at = clock_timestamp(), run_at = clock_timestamp(), late_until = clock_timestamp() + interval '2 hours'
     where id = $1`,
    [id],
  );
}

interface End {
  state: string;
  reason: string | null;
  attempts: number;
}

/** Waits for the end, hurrying what the network or the ledger would only wait for by the clock. */
async function untilFinal(
  lane: Lane,
  { id }: Waiting,
  each: () => Promise<void> = () => Promise.resolve(),
): Promise<End> {
  const deadline = performance.now() + WITHIN;
  for (;;) {
    await each();
    const [row] = await lane.sql<End>(HURRY, [id]);
    if (row && FINAL.includes(row.state)) return row;
    if (performance.now() > deadline) return { ...row!, state: `stuck ${row!.state}` };
    await pause(50);
  }
}

/**
 * Media that a network works on, and limits that sleep, are waited for by the clock; an absence that may not be true yet is
 * not hurried. What was sent for a container counts as sent long ago once the ledger waits for its status: those of the
 * simulators do not lag behind.
 */
const HURRY = `
  with hurried as (
    update publication set run_at = clock_timestamp()
    where id = $1 and run_at > clock_timestamp() + interval '1 second'
      and (state = 'processing' or (state = 'waiting' and reason is distinct from 'absent'))
    returning id, state
  ), settled as (
    update publication_unit set adapter_state = jsonb_set(adapter_state, '{sent,at}', '"2000-01-01T00:00:00.000Z"')
    from hurried where publication_id = hurried.id and hurried.state = 'processing' and adapter_state #> '{sent,at}' is not null
  ), awake as (
    delete from rate_bucket
  )
  select state, reason, (select count(*)::int from attempt where publication_id = p.id) as attempts
  from publication as p where id = $1`;
