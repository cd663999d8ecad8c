import type { INestApplicationContext } from '@nestjs/common';
import { seedDemo } from '../../apps/standalone/src/demo/seed-demo.js';
import { liveThrough } from '../harness/live-through.js';
import { expectStatus, startTestService, type TestService } from '../harness/index.js';
import { plantVariedBrand } from '../harness/varied-brand.js';

const START = '2027-01-01T05:00:00.000Z';
const END = '2028-01-01T05:00:00.000Z';
const MIDDLE = '2027-07-08T09:00:00.000Z';
/** The late windows of the last dates are over. */
const AFTERWARDS = '2028-01-02T05:00:00.000Z';

interface Entry {
  at: string;
  localTime: string;
  brandId: string;
  slotId: string | null;
  occurrenceId: string | null;
  postId: string | null;
  channelId: string | null;
  outcome: string;
  reason: { code: string; en: string; fr: string };
  settledAt: string | null;
  heldFrom: string | null;
  shiftedFrom: string | null;
}

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ now: START });
  await seedDemo(
    { get: service.get } as INestApplicationContext,
    { agencyId: service.agencyId, adminKey: service.adminKey },
    service.clock.now(),
  );
});
afterEach(() => service.close());

async function allBrands(): Promise<string[]> {
  const brands = expectStatus(await service.call('GET', '/v1/brands'), 200).body.data as { id: string }[];
  return brands.map(({ id }) => id);
}

async function simulate(from = START, to = END): Promise<Entry[]> {
  const body = { brandIds: await allBrands(), from, to };
  const answer = expectStatus(await service.call('POST', '/v1/simulations', { body }), 200).body;
  expect(answer.truncated).toBe(false);
  expect(answer.summary.total).toBe(answer.entries.length);
  return answer.entries as Entry[];
}

/** How the row of a date ends without a scheduled post, by outcome. */
const DATE_STATES: Readonly<Record<string, string>> = { empty: 'missed', unscheduled: 'filled', skipped: 'skipped' };
/** What the service writes down as the reason, where it is not the code of the simulation. */
const ROW_REASONS: Readonly<Record<string, string | null>> = {
  empty_allowed: 'empty',
  slot_inactive: 'empty',
  blackout_held: 'blackout',
  skipped_by_hand: null,
  skipped_because: null,
  not_scheduled: null,
  scheduled: null,
  blackout_over: null,
};
const reasonOf = ({ code }: Entry['reason']): string | null => (code in ROW_REASONS ? ROW_REASONS[code]! : code);
/** Rows are closed at the first moment after their late window. */
const justAfter = (instant: string | null): string | null => instant && new Date(Date.parse(instant) + 1).toISOString();

/** What was foreseen: a line per date without a scheduled post, per post and channel, and per date of such a post. */
function foreseen(entries: readonly Entry[]): string[] {
  const planned = entries.filter(({ occurrenceId, channelId }) => occurrenceId ?? channelId);
  const byDate = new Map<string, string[]>();
  for (const { occurrenceId, channelId, outcome } of planned)
    if (occurrenceId && channelId) byDate.set(occurrenceId, [...(byDate.get(occurrenceId) ?? []), outcome]);
  const dates = [...byDate].map(([id, outcomes]) => `${id} ${dateState(outcomes)}`);
  return [...planned.map(toLine), ...dates].sort();
}

function dateState(outcomes: readonly string[]): string {
  if (outcomes.includes('published')) return 'done';
  return outcomes.every((outcome) => outcome === 'missed') ? 'missed' : 'filled';
}

function toLine({ channelId, outcome, reason, at, localTime, settledAt, ...entry }: Entry): string {
  if (channelId === null) {
    const closed = outcome === 'unscheduled' ? null : justAfter(settledAt);
    return [at, localTime, entry.occurrenceId, DATE_STATES[outcome], reasonOf(reason), closed].join(' ');
  }
  const settled = outcome === 'missed' ? justAfter(settledAt) : settledAt;
  return [at, entry.postId, channelId, outcome, reasonOf(reason), settled].join(' ');
}

const SCHEDULED = `archived_at is null and post.state not in ('draft', 'in_review', 'changes_requested', 'approved', 'cancelled')`;

/** The rows of dates without a scheduled post, of publications, and of dates with one. */
const ROWS = [
  `select starts_at, local_time, o.id, o.state,
     case when o.state = 'missed' or o.state_reason in ('empty', 'blackout', 'blackout_no_free_day', 'slot_archived') then o.state_reason end as reason,
     case when o.state_reason = 'empty' then o.updated_at end as closed
   from occurrence as o
   where starts_at >= $1 and starts_at < $2 and not exists (select from post where occurrence_id = o.id and ${SCHEDULED})`,
  `select due_at, post_id, channel_id, p.state, reason, case p.state when 'published' then published_at else p.updated_at end as settled
   from publication as p join post on post.id = post_id where due_at >= $1 and due_at < $2 and ${SCHEDULED}`,
  `select o.id, o.state from occurrence as o join post on occurrence_id = o.id
   where starts_at >= $1 and starts_at < $2 and ${SCHEDULED}`,
];

/** The same lines from the rows, once the time has passed. */
async function happened(from: string, to: string): Promise<string[]> {
  const tables = await Promise.all(ROWS.map((query) => service.sql<Record<string, unknown>>(query, [from, to])));
  return tables.flat().map(rowLine).sort();
}

function rowLine(row: Record<string, unknown>): string {
  return Object.values(row)
    .map((value) => (value instanceof Date ? value.toISOString() : value))
    .join(' ');
}

/** Names what differs: a diff of two whole years takes minutes and is read by nobody. */
function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  const [told, wanted] = [actual, expected].map((list) => list.map((item) => JSON.stringify(item)));
  const only = (a: string[], b: string[]): string[] => {
    const known = new Set(b);
    return a.filter((line) => !known.has(line));
  };
  const differences = { unforeseen: only(told!, wanted!), foreseen: only(wanted!, told!) };
  expect(differences).toEqual({ unforeseen: [], foreseen: [] });
  expect(told).toHaveLength(wanted!.length);
}

/** What has to come up in the year, so that the comparison means something. */
const CODES = [
  'scheduled',
  'blackout_over',
  'pause',
  'reauthorize',
  'blackout_held',
  'channel_disabled',
  'empty',
  'not_scheduled',
  'empty_allowed',
  'slot_inactive',
  'slot_archived',
  'skipped_by_hand',
  'skipped_because',
  'blackout',
  'blackout_no_free_day',
];

beforeEach(async () => {
  await plantVariedBrand(service);
});

it('foresees two brands’ year date for date as the scheduler lives through it, and says the same half-way', async () => {
  const entries = await simulate();
  expect([...new Set(entries.map(({ reason }) => reason.code))].sort()).toEqual([...CODES].sort());
  const shifted = entries.filter(({ shiftedFrom }) => shiftedFrom !== null);
  expect(new Set(shifted.map(({ outcome }) => outcome))).toEqual(new Set(['published', 'empty']));

  await liveThrough(service, new Date(MIDDLE));
  expectSame(
    await simulate(MIDDLE),
    entries.filter(({ at }) => at >= MIDDLE),
  );

  await liveThrough(service, new Date(AFTERWARDS));
  const lines = foreseen(entries);
  expect(lines.length).toBeGreaterThan(650);
  expectSame(await happened(START, END), lines);
}, 300_000);

it('asks nothing that the scheduler wrote: with a horizon, without one, whole or in parts', async () => {
  const entries = await simulate();
  await service.pass('extend-horizon');
  expectSame(await simulate(), entries);

  const now = '2027-02-20T05:00:00Z';
  service.clock.set(now);
  const later = await simulate(now);
  await service.pass('extend-horizon');
  expectSame(await simulate(now), later);
  await service.sql('delete from occurrence where version = 1 and starts_at > $1', [now]);
  await service.sql('update slot set horizon = $1', [now]);
  expectSame(await simulate(now), later);

  const cuts = [now, '2027-03-28T01:00:00Z', '2027-08-05T06:30:00Z', '2027-08-14T06:30:00Z', END];
  const parts: Entry[] = [];
  for (const [index, to] of cuts.slice(1).entries()) parts.push(...(await simulate(cuts[index], to)));
  expectSame(parts, later);
});
