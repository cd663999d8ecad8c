import pg from 'pg';
import { FakeClock, newId } from '#kernel';
import { readConfig } from '#config';
import { createScriptedNetwork, type ScriptedNetwork } from '#networks/testing';
import { brandsEntities } from '#brands';
import { channelsEntities, openNetworkAccess } from '#channels';
import { createMediaLibrary, mediaEntities } from '#media';
import { outboxEntities } from '#outbox';
import { AesGcmSecretBox, createDataSource, UnitOfWork } from '#persistence';
import { postsEntities } from '#posts';
import { slotsEntities } from '#slots';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { publishingEntities } from '../index.js';
import { publishSettings } from '../publish-settings.js';
import { claim, type Claimant } from './claim.js';
import { dispatchDue, promoteNext } from './dispatch-due.js';
import { markMissed } from './mark-missed.js';
import { openLedger } from './open-ledger.js';
import { type Engine, publishPublication } from './publish-publication.js';
import { releaseHeld } from './release-held.js';
import { LEASE_CLASS, releaseStale, reviveQueued } from './release-stale.js';
import { LeaseLost } from './store-unit.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const WORKER = 'worker-under-test';
const entities = [
  ...outboxEntities,
  ...brandsEntities,
  ...mediaEntities,
  ...channelsEntities,
  ...slotsEntities,
  ...postsEntities,
  ...publishingEntities,
];

let database: TestDatabase;
let dataSource: DataSource;
let owner: pg.Pool;
let network: ScriptedNetwork;
let engine: Engine;
let clock: FakeClock;

beforeAll(async () => {
  database = await openTestDatabase();
  dataSource = await createDataSource({
    url: database.schedulerUrl,
    role: 'scheduler',
    poolSize: 6,
    entities,
  }).initialize();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
});
beforeEach(async () => {
  await database.truncate();
  network = createScriptedNetwork({ canBeAsked: true });
  clock = new FakeClock(NOW);
  const foundation = { config: readConfig({}), clock, secretBox: new AesGcmSecretBox(Buffer.alloc(32)), dataSource };
  const parts = {
    uow: new UnitOfWork(dataSource),
    clock,
    settings: { ...publishSettings(30_000), random: () => 0 },
    worker: WORKER,
  };
  engine = {
    ...parts,
    access: openNetworkAccess(foundation, [network.adapter], createMediaLibrary(foundation)),
    ledger: openLedger(parts),
    calling: (call) => call(),
    behind: (work) => work(),
  };
});
afterAll(async () => {
  await owner.end();
  await dataSource.destroy();
  await database.close();
});

const claimant = (): Claimant => ({ worker: WORKER, now: NOW, settings: engine.settings });

const ACTOR = JSON.stringify({ kind: 'system', id: null, label: 'test' });
const HASH = 'v1:0';

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row);
  const marks = columns.map((_, index) => `$${index + 1}`);
  await owner.query(`insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')})`, Object.values(row));
}

interface Planned {
  agencyId: string;
  brandId: string;
}

async function brand(): Promise<Planned> {
  const agencyId = newId();
  const brandId = newId();
  await insert('agency', { id: agencyId, name: 'a', created_at: NOW });
  await insert('brand', {
    id: brandId,
    agency_id: agencyId,
    name: 'b',
    slug: `b-${brandId}`,
    timezone: 'UTC',
    languages: ['fr'],
    settings: JSON.stringify({ approval: 'none', defaults: { lateWindow: 'PT2H' } }),
    created_by: ACTOR,
    created_at: NOW,
    updated_at: NOW,
  });
  return { agencyId, brandId };
}

async function channel({ agencyId, brandId }: Planned): Promise<string> {
  const id = newId();
  await insert('channel', {
    id,
    agency_id: agencyId,
    brand_id: brandId,
    network_id: 'scripted',
    display_name: 'c',
    health: 'ok',
    created_by: ACTOR,
    created_at: NOW,
    updated_at: NOW,
  });
  return id;
}

async function publication(of: Planned, channelId: string, dueAt = NOW): Promise<string> {
  const [postId, versionId, id] = [newId(), newId(), newId()];
  const content = { text: `texte ${id}`, link: null, mediaIds: [], poll: null, thread: [], firstComment: null };
  const snapshot = {
    title: null,
    content,
    variants: {},
    channelIds: [channelId],
    media: {},
    format: null,
    purpose: {},
    language: 'fr',
    sponsored: false,
    labels: [],
    occurrenceId: null,
    scheduledAt: null,
  };
  await insert('post', {
    id: postId,
    agency_id: of.agencyId,
    brand_id: of.brandId,
    scheduled_at: dueAt,
    content: JSON.stringify(content),
    variants: '{}',
    sponsored: false,
    labels: [],
    state: 'scheduled',
    content_hash: HASH,
    review_hash: HASH,
    current_version_id: versionId,
    created_by: ACTOR,
    created_at: NOW,
    updated_at: NOW,
  });
  await insert('post_channel', { post_id: postId, channel_id: channelId, brand_id: of.brandId, position: 0 });
  await insert('post_version', {
    id: versionId,
    post_id: postId,
    brand_id: of.brandId,
    number: 1,
    snapshot: JSON.stringify(snapshot),
    content_hash: HASH,
    actor: ACTOR,
    created_at: NOW,
  });
  await insert('publication', {
    id,
    agency_id: of.agencyId,
    brand_id: of.brandId,
    post_id: postId,
    channel_id: channelId,
    state: 'scheduled',
    due_at: dueAt,
    late_until: new Date(dueAt.getTime() + 7_200_000),
    run_at: dueAt,
    created_at: NOW,
    updated_at: NOW,
  });
  return id;
}

async function rowOf(id: string): Promise<Record<string, unknown>> {
  return (await owner.query(`select * from publication where id = $1`, [id])).rows[0] as Record<string, unknown>;
}

/** Until a statement of another connection waits for a lock. */
async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select from pg_locks where not granted`;
  while ((await owner.query(waiting)).rows.length === 0);
}

async function jobs(): Promise<{ id: string; priority: number }[]> {
  const { rows } = await owner.query(
    `select payload->>'publicationId' as id, priority from graphile_worker._private_jobs order by priority, id`,
  );
  return rows as { id: string; priority: number }[];
}

/** Holds a worker's sign of life while `work` runs. */
async function alive<T>(worker: string, work: () => Promise<T>): Promise<T> {
  const client = await owner.connect();
  await client.query('select pg_advisory_lock($1::int, hashtext($2))', [LEASE_CLASS, worker]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1::int, hashtext($2))', [LEASE_CLASS, worker]);
    client.release();
  }
}

describe('dispatch-due', () => {
  it('queues one due publication per channel, the earliest, and is idempotent', async () => {
    const of = await brand();
    const one = await channel(of);
    const early = await publication(of, one, new Date(NOW.getTime() - 2000));
    await publication(of, one, new Date(NOW.getTime() - 1000));
    await publication(of, await channel(of), new Date(NOW.getTime() + 1));
    expect(await dispatchDue(engine.uow, NOW)).toEqual({ queued: 1, looks: 0 });
    expect(await dispatchDue(engine.uow, NOW)).toEqual({ queued: 0, looks: 0 });
    expect((await jobs()).map((job) => job.id)).toEqual([early]);
    expect(await rowOf(early)).toMatchObject({ state: 'queued' });
  });

  it('gives brands turns whatever the length of their queues', async () => {
    const big = await brand();
    for (let i = 0; i < 5; i++) await publication(big, await channel(big), new Date(NOW.getTime() - 60_000));
    const small = await brand();
    const lone = await publication(small, await channel(small));
    await dispatchDue(engine.uow, NOW);
    const order = await jobs();
    expect(order.map((job) => job.priority)).toEqual([1, 1, 2, 3, 4, 5]);
    expect(order.slice(0, 2).map((job) => job.id)).toContain(lone);
  });

  it('adds each job once when several schedulers beat at the same instant', async () => {
    const of = await brand();
    for (let i = 0; i < 8; i++) await publication(of, await channel(of));
    const reports = await Promise.all(Array.from({ length: 4 }, () => dispatchDue(engine.uow, NOW)));
    expect(reports.reduce((sum, report) => sum + report.queued, 0)).toBe(8);
    expect(await jobs()).toHaveLength(8);
  });
});

describe('dispatch-due beside others that write', () => {
  let other: pg.PoolClient;
  beforeEach(async () => {
    other = await owner.connect();
    await other.query('begin');
  });
  afterEach(async () => {
    await other.query('rollback');
    other.release();
  });

  it('waits for its next beat when it meets another’s publication in a channel that was free', async () => {
    const of = await brand();
    const [contested, free] = [await channel(of), await channel(of)];
    await publication(of, contested);
    const elsewhere = await publication(of, free);
    // Its row appears after the dispatcher has looked, as does that of a person who schedules now.
    const late = await publication(of, await channel(of));
    await other.query(`update publication set channel_id = $2, state = 'queued', queued_at = $3 where id = $1`, [
      late,
      contested,
      NOW,
    ]);
    const dispatched = dispatchDue(engine.uow, NOW);
    await untilSomebodyWaits();
    await other.query('commit');
    expect(await dispatched).toMatchObject({ queued: 1 });
    expect(await rowOf(elsewhere)).toMatchObject({ state: 'queued' });
  });

  it('never takes a channel’s second for a first that somebody holds', async () => {
    const of = await brand();
    const channelId = await channel(of);
    const first = await publication(of, channelId, new Date(NOW.getTime() - 1));
    const second = await publication(of, channelId);
    await other.query('select from publication where id = $1 for update', [first]);
    await promoteNext(engine.uow, [{ channelId, turn: 1 }], NOW);
    expect(await rowOf(second)).toMatchObject({ state: 'scheduled' });
    await other.query('commit');
    await promoteNext(engine.uow, [{ channelId, turn: 1 }], NOW);
    expect(await rowOf(first)).toMatchObject({ state: 'queued' });
    expect(await rowOf(second)).toMatchObject({ state: 'scheduled' });
  });
});

describe('claim', () => {
  it('is won by one of many workers, and counts one attempt', async () => {
    const of = await brand();
    const id = await publication(of, await channel(of));
    await dispatchDue(engine.uow, NOW);
    const claims = await Promise.all(
      Array.from({ length: 5 }, (_, index) => claim(engine.uow, id, { ...claimant(), worker: `w${index}` })),
    );
    expect(claims.filter((won) => won !== null)).toHaveLength(1);
    const attempts = await owner.query('select number, outcome from attempt where publication_id = $1', [id]);
    expect(attempts.rows).toEqual([{ number: 1, outcome: null }]);
  });

  it('holds what a pause covers and misses what is late', async () => {
    const of = await brand();
    const paused = await publication(of, await channel(of));
    const late = await publication(of, await channel(of), new Date(NOW.getTime() - 7_200_001));
    await insert('pause', {
      id: newId(),
      agency_id: of.agencyId,
      brand_id: of.brandId,
      reason: 'r',
      created_by: ACTOR,
      created_at: NOW,
    });
    await dispatchDue(engine.uow, NOW);
    expect(await claim(engine.uow, paused, claimant())).toBeNull();
    expect(await claim(engine.uow, late, claimant())).toBeNull();
    expect(await rowOf(paused)).toMatchObject({ state: 'held', reason: 'pause' });
    expect(await rowOf(late)).toMatchObject({ state: 'missed', reason: 'late' });
  });
});

describe('a worker that lost its lease', () => {
  it('writes nothing, and the row is queued again with its job when nothing was armed', async () => {
    const of = await brand();
    const id = await publication(of, await channel(of));
    await dispatchDue(engine.uow, NOW);
    const held = await claim(engine.uow, id, claimant());
    expect(await releaseStale(engine.uow, NOW, 5000)).toMatchObject({ requeued: 1, reconciling: 0 });
    const nothing = { unit: null, step: null, state: null, exposedAt: null, remote: null, error: null };
    await expect(
      engine.ledger.settle({
        claim: held!,
        settlement: { to: 'published', differences: [] },
        record: nothing,
        now: NOW,
      }),
    ).rejects.toThrow(LeaseLost);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', lease_token: null });
    const { rows } = await owner.query('select outcome from attempt where publication_id = $1', [id]);
    expect(rows).toEqual([{ outcome: 'interrupted' }]);
    expect(await jobs()).toHaveLength(2);
  });

  it('sends nothing when the lease was taken over while it waited for its turn at the networks', async () => {
    const of = await brand();
    const id = await publication(of, await channel(of));
    await dispatchDue(engine.uow, NOW);
    const late: Engine = {
      ...engine,
      async calling(call) {
        const later = new Date(NOW.getTime() + engine.settings.lease + 1);
        expect(await alive(WORKER, () => releaseStale(engine.uow, later, 5000))).toMatchObject({ requeued: 1 });
        return call();
      },
    };
    await publishPublication(late, id);
    expect(network.log).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', started: false });
  });

  it('is followed by a try that adapters can tell from its own', async () => {
    const of = await brand();
    const id = await publication(of, await channel(of));
    const told: number[] = [];
    const { run } = network.adapter;
    network.adapter.run = (step, state, io) => {
      told.push(io.attempt);
      return run(step, state, io);
    };
    network.script.next({ kind: 'rate_limit', seconds: 0 });
    await dispatchDue(engine.uow, NOW);
    await publishPublication(engine, id);
    clock.advance(60_000);
    await dispatchDue(engine.uow, clock.now());
    await claim(engine.uow, id, { ...claimant(), now: clock.now() });
    await releaseStale(engine.uow, clock.now(), 5000);
    await publishPublication(engine, id);
    expect(told).toEqual([1, 3]);
  });

  it('is left alone while it lives and its lease runs', async () => {
    const of = await brand();
    const id = await publication(of, await channel(of));
    await dispatchDue(engine.uow, NOW);
    await claim(engine.uow, id, claimant());
    const report = await alive(WORKER, () => releaseStale(engine.uow, NOW, 5000));
    expect(report).toMatchObject({ requeued: 0, reconciling: 0 });
    const later = new Date(NOW.getTime() + engine.settings.lease + 1);
    expect(await alive(WORKER, () => releaseStale(engine.uow, later, 5000))).toMatchObject({ requeued: 1 });
  });
});

describe('publish', () => {
  it('records attempt, unit, state and event, and queues the channel’s next one thereafter', async () => {
    const of = await brand();
    const channelId = await channel(of);
    const first = await publication(of, channelId);
    const second = await publication(of, channelId, new Date(NOW.getTime() - 1));
    await dispatchDue(engine.uow, NOW);
    await publishPublication(engine, second);
    expect(await rowOf(second)).toMatchObject({ state: 'published', remote_id: 'post-1', lease_token: null });
    expect(await rowOf(first)).toMatchObject({ state: 'queued' });
    const { rows: units } = await owner.query(
      'select key, armed, remote_id from publication_unit where publication_id = $1',
      [second],
    );
    expect(units).toEqual([{ key: `${second}.0`, armed: null, remote_id: 'post-1' }]);
    const { rows: events } = await owner.query('select type from outbox_event order by seq');
    expect(events.map((event: { type: string }) => event.type)).toEqual(['publication.published', 'post.published']);
  });

  it('waits as long as a limit says, with the whole channel, and spends no failure', async () => {
    const of = await brand();
    const channelId = await channel(of);
    const id = await publication(of, channelId);
    const next = await publication(of, channelId, new Date(NOW.getTime() + 1));
    network.script.next({ kind: 'rate_limit', seconds: 90 });
    await dispatchDue(engine.uow, NOW);
    await publishPublication(engine, id);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', failures: 0, run_at: new Date(NOW.getTime() + 90_000) });
    expect(await dispatchDue(engine.uow, new Date(NOW.getTime() + 60_000))).toMatchObject({ queued: 0 });
    expect(await dispatchDue(engine.uow, new Date(NOW.getTime() + 90_001))).toMatchObject({ queued: 1 });
    expect(await rowOf(next)).toMatchObject({ state: 'queued' });
  });

  it('never loses a queued row whose job is gone', async () => {
    const of = await brand();
    const id = await publication(of, await channel(of));
    await dispatchDue(engine.uow, NOW);
    await owner.query('delete from graphile_worker._private_jobs');
    const later = new Date(NOW.getTime() + 60_000);
    expect(await reviveQueued(engine.uow, later, new Date(later.getTime() - 30_000))).toBe(1);
    expect((await jobs()).map((job) => job.id)).toEqual([id]);
  });
});

it('revives a queued row whose job is locked by a living worker that never heard of it, and no row that waits its turn', async () => {
  const of = await brand();
  const lost = await publication(of, await channel(of));
  await dispatchDue(engine.uow, NOW);
  await owner.query(
    `update graphile_worker._private_jobs set locked_at = now() - interval '10 seconds', locked_by = 'alive'`,
  );
  const waiting = await publication(of, await channel(of));
  await dispatchDue(engine.uow, NOW);
  const later = new Date(NOW.getTime() + 10_000);
  expect(await reviveQueued(engine.uow, later, new Date(later.getTime() - 5_000))).toBe(1);
  const { rows } = await owner.query(
    `select payload->>'publicationId' as id from graphile_worker._private_jobs where is_available order by 1`,
  );
  expect(rows.map((row: { id: string }) => row.id)).toEqual([lost, waiting].sort());
});

describe('mark-missed', () => {
  it('misses what is late, tells each and one digest per agency, and nothing twice', async () => {
    const of = await brand();
    const late = new Date(NOW.getTime() - 3 * 86_400_000);
    const ids = [await publication(of, await channel(of), late), await publication(of, await channel(of), late)];
    expect(await markMissed(engine.uow, NOW)).toBe(2);
    expect(await markMissed(engine.uow, NOW)).toBe(0);
    for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: 'missed', reason: 'late' });
    const { rows } = await owner.query('select type, count(*)::int as count from outbox_event group by 1 order by 1');
    expect(rows).toEqual([
      { type: 'post.missed', count: 2 },
      { type: 'publication.missed', count: 2 },
      { type: 'publishing.missed_digest', count: 1 },
    ]);
  });
});

describe('release-held', () => {
  it('waits for no post that somebody holds: its own goes at the next beat, all others now', async () => {
    const of = await brand();
    const ids = [await publication(of, await channel(of)), await publication(of, await channel(of))];
    await owner.query(`update publication set state = 'held', reason = 'reauthorize' where id = any($1)`, [ids]);
    const other = await owner.connect();
    try {
      await other.query('begin');
      await other.query(
        'select from post where id = (select post_id from publication where id = $1) for no key update',
        [ids[0]],
      );
      expect(await releaseHeld(engine.uow, NOW)).toBe(1);
      expect(await rowOf(ids[1]!)).toMatchObject({ state: 'scheduled', reason: null });
      await other.query('commit');
    } finally {
      other.release();
    }
    expect(await releaseHeld(engine.uow, NOW)).toBe(1);
    expect(await rowOf(ids[0]!)).toMatchObject({ state: 'scheduled' });
  });
});
