import pg from 'pg';
import { newId, SYSTEM } from '#kernel';
import { brandsEntities } from '#brands';
import { channelsEntities } from '#channels';
import { mediaEntities } from '#media';
import { outboxEntities } from '#outbox';
import { createDataSource, UnitOfWork } from '#persistence';
import { postsEntities } from '#posts';
import { slotsEntities } from '#slots';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { publishingEntities } from '../index.js';
import { PauseService } from './pause.service.js';
import { settlePauses } from './settle-pauses.js';

const DUE = new Date('2026-11-24T09:00:00Z');
const LIFT = new Date('2026-11-24T10:00:00Z');
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
let app: DataSource;
let scheduler: DataSource;
let owner: pg.Pool;
let pauses: PauseService;

beforeAll(async () => {
  database = await openTestDatabase();
  const open = (url: string, role: 'app' | 'scheduler'): Promise<DataSource> =>
    createDataSource({ url, role, poolSize: 3, entities }).initialize();
  app = await open(database.appUrl, 'app');
  scheduler = await open(database.schedulerUrl, 'scheduler');
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  pauses = new PauseService(new UnitOfWork(app));
});
beforeEach(() => database.truncate());
afterAll(async () => {
  await app.destroy();
  await scheduler.destroy();
  await owner.end();
  await database.close();
});

interface Laid {
  agencyId: string;
  brandId: string;
  channelId: string;
}

/** A brand with one channel and `count` posts on it, due at `DUE`, in `state`. */
async function lay(count: number, state: string, reason: string | null = null): Promise<Laid> {
  const [agencyId, brandId, channelId] = [newId(), newId(), newId()];
  const actor = JSON.stringify(SYSTEM);
  await owner.query(`insert into agency (id, name, created_at) values ($1, 'a', $2)`, [agencyId, DUE]);
  await owner.query(
    `insert into brand (id, agency_id, name, slug, timezone, languages, settings, created_by, created_at, updated_at)
     values ($1, $2, 'b', $3, 'UTC', '{fr}', $4, $5, $6, $6)`,
    [brandId, agencyId, `b-${brandId}`, { approval: 'none', defaults: { lateWindow: 'PT2H' } }, actor, DUE],
  );
  await owner.query(
    `insert into channel (id, agency_id, brand_id, network_id, display_name, health, created_by, created_at, updated_at)
     values ($1, $2, $3, 'feed', 'c', 'ok', $4, $5, $5)`,
    [channelId, agencyId, brandId, actor, DUE],
  );
  await owner.query(
    `insert into post (id, agency_id, brand_id, scheduled_at, content, variants, sponsored, labels, state, held_reason,
       attention, content_hash, review_hash, current_version_id, created_by, created_at, updated_at)
     select uuidv7(), $1, $2, $3, '{"text":"t"}', '{}', false, '{}', $4, $5,
       case when $4 = 'held' then array['held'] else array[]::text[] end, 'v1:h', 'v1:h', uuidv7(), $6, $3, $3
     from generate_series(1, $7)`,
    [agencyId, brandId, DUE, state === 'held' ? 'held' : 'scheduled', reason, actor, count],
  );
  await owner.query(
    `insert into publication (id, agency_id, brand_id, post_id, channel_id, state, reason, due_at, late_until, run_at, created_at, updated_at)
     select uuidv7(), agency_id, brand_id, id, $2, $3, $4, $5, $5::timestamptz + interval '2 hours', $5, $5, $5
     from post where brand_id = $1`,
    [brandId, channelId, state, reason, DUE],
  );
  return { agencyId, brandId, channelId };
}

const context = ({ agencyId }: Laid, now: Date) => ({
  scope: { agencyId, brands: 'all' as const },
  actor: SYSTEM,
  now,
});
const passes = (): Promise<number> => settlePauses(new UnitOfWork(scheduler), LIFT);
async function states(of: Laid): Promise<Record<string, number>> {
  const { rows } = await owner.query(
    `select p.state || ' ' || coalesce(p.reason, '') || ', post ' || post.state as state, count(*)::int from publication as p
     join post on post.id = p.post_id where p.brand_id = $1 group by 1`,
    [of.brandId],
  );
  return Object.fromEntries(rows.map((row: { state: string; count: number }) => [row.state, row.count]));
}

it('settles thousands in batches, each of them once, and tells when the list is complete', async () => {
  const of = await lay(1_500, 'held', 'pause');
  const pause = await pauses.create(context(of, DUE), { brandId: of.brandId }, 'r');
  const lifted = await pauses.lift(context(of, LIFT), pause.id);
  expect(lifted).toMatchObject({ liftedAt: LIFT.toISOString(), settledAt: null });
  expect(await states(of)).toEqual({ 'missed pause, post missed': 250, 'held pause, post held': 1_250 });
  await Promise.all([passes(), passes()]);
  while ((await passes()) > 0);
  expect(await states(of)).toEqual({ 'missed pause, post missed': 1_500 });
  const { rows } = await owner.query(`select type, count(*)::int from outbox_event group by 1 order by 1`);
  expect(rows).toEqual([
    { type: 'pause.lifted', count: 1 },
    { type: 'pause.settled', count: 1 },
    { type: 'pause.started', count: 1 },
    { type: 'post.missed', count: 1_500 },
    { type: 'publication.missed', count: 1_500 },
  ]);
});

it('takes what nobody had claimed yet, and leaves what is another’s to decide', async () => {
  const of = await lay(4, 'scheduled');
  const later = new Date(LIFT.getTime() + 60_000);
  const { rows } = await owner.query(`select id from publication where brand_id = $1 order by id`, [of.brandId]);
  const [plain, future, waiting, started] = rows.map((row: { id: string }) => row.id);
  await owner.query(`update publication set due_at = $2, run_at = $2 where id = $1`, [future, later]);
  await owner.query(`update publication set state = 'waiting', run_at = $2 where id = $1`, [waiting, later]);
  await owner.query(`update publication set state = 'waiting', started = true, run_at = $2 where id = $1`, [
    started,
    later,
  ]);
  const reauthorize = await lay(1, 'held', 'reauthorize');
  const pause = await pauses.create(context(of, DUE), {}, 'r');
  const other = await pauses.create(context(reauthorize, DUE), {}, 'r');
  expect(await pauses.lift(context(of, LIFT), pause.id)).toMatchObject({ settledAt: LIFT.toISOString() });
  await pauses.lift(context(reauthorize, LIFT), other.id);
  const of1 = async (id: string): Promise<string> =>
    (await owner.query(`select state from publication where id = $1`, [id])).rows[0].state as string;
  expect(await Promise.all([plain!, future!, waiting!, started!].map(of1))).toEqual([
    'missed',
    'scheduled',
    'missed',
    'waiting',
  ]);
  expect(await states(reauthorize)).toEqual({ 'held reauthorize, post held': 1 });
});

it('leaves to a later beat the posts that somebody is changing, and is not done before', async () => {
  const of = await lay(2, 'held', 'pause');
  const pause = await pauses.create(context(of, DUE), { brandId: of.brandId }, 'r');
  const busy = await owner.connect();
  try {
    await busy.query('begin');
    await busy.query(`select from post where id = (select min(id::text)::uuid from post) for update`);
    expect(await pauses.lift(context(of, LIFT), pause.id)).toMatchObject({ settledAt: null });
    await busy.query('commit');
  } finally {
    busy.release();
  }
  expect(await passes()).toBe(1);
  expect(await states(of)).toEqual({ 'missed pause, post missed': 2 });
  expect((await pauses.list(context(of, LIFT).scope, {}, { limit: 1 })).data[0]).toMatchObject({
    settledAt: LIFT.toISOString(),
  });
});
