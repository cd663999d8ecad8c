import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource, Logger } from 'typeorm';
import { seedDemo } from '../../apps/standalone/src/demo/seed-demo.js';
import { apiEntities, createApi, firstStart } from '#api';
import { readConfig } from '#config';
import { createDataSource, openFoundation, UnitOfWork } from '#persistence';
import { SimulateCalendar } from '#planning';
import { schedulerEntities } from '#scheduler';
import { extendHorizon } from '#slots';
import { type Figure, median, round } from './figures.js';
import { seedBrands, seedDue, type Sql } from './seed.js';
import { openStage, type Stage } from './stage.js';

/** node dist/test/bench/simulation.js: about half a minute. Ends with 1 when a goal is missed. */

const DAY = 86_400_000;
const YEAR = 365 * DAY;
/** Milliseconds. */
const GOAL = 2_000;
const ROUNDS = 5;

/** Counts what a pool sends to PostgreSQL. */
class StatementCount implements Logger {
  sent = 0;

  logQuery(): void {
    this.sent += 1;
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

interface Service {
  app: NestFastifyApplication;
  dataSource: DataSource;
  url: string;
  agencyId: string;
  key: string;
  now: Date;
}

/** The api as the product makes it, on an empty database with an agency. */
async function openService(stage: Stage, appUrl: string): Promise<Service> {
  const config = readConfig({
    MARRONNIER_DATA_DIR: stage.dataDir,
    MARRONNIER_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'silent',
  });
  const foundation = await openFoundation(config, { url: appUrl, role: 'app', entities: apiEntities });
  const app = await createApi({ ...foundation, migrationsPending: () => Promise.resolve([]) });
  await app.listen(0, '127.0.0.1');
  const first = await firstStart(app, foundation);
  if (!first) throw new Error('The database was not empty');
  const { agencyId, adminKey: key } = first;
  return {
    app,
    dataSource: foundation.dataSource,
    url: await app.getUrl(),
    agencyId,
    key,
    now: foundation.clock.now(),
  };
}

interface Measured {
  /** Milliseconds: the first time, and after. */
  first: number;
  later: number;
  entries: number;
  statements: number;
}

/** The verb alone: reading, foreseeing and counting. */
async function measureVerb({ app, dataSource, agencyId, now }: Service, brandIds: string[]): Promise<Measured> {
  const count = new StatementCount();
  dataSource.setOptions({ logger: count });
  const times: number[] = [];
  let entries = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    count.sent = 0;
    const begun = performance.now();
    const query = { brandIds, from: now, to: new Date(now.getTime() + YEAR) };
    const run = app
      .get(UnitOfWork)
      .read((tx) => app.get(SimulateCalendar).run(tx, { agencyId, brands: 'all' }, query, now));
    entries = (await run).summary.total;
    times.push(performance.now() - begun);
  }
  return { first: times[0]!, later: median(times.slice(1)), entries, statements: count.sent };
}

/** The whole request, as an integrator waits for it. */
async function measureRequest(
  { url, key, now }: Service,
  brandIds: string[],
): Promise<{ later: number; bytes: number }> {
  const body = JSON.stringify({ brandIds, from: now, to: new Date(now.getTime() + YEAR) });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    const answer = await fetch(`${url}/v1/simulations`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    times.push(performance.now() - begun);
    bytes = Buffer.byteLength(text);
  }
  return { later: median(times), bytes };
}

async function measureDemo(stage: Stage): Promise<Figure[]> {
  const { appUrl, sql } = await stage.database('simulation_demo');
  const service = await openService(stage, appUrl);
  await seedDemo(service.app, { agencyId: service.agencyId, adminKey: service.key }, service.now);
  const figures = await measureBrands(service, await brandsOf(sql), 'the demo brand’s year');
  await service.app.close();
  return figures;
}

const RULES = [
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY;BYDAY=MO',
  'FREQ=WEEKLY;BYDAY=TU,TH',
  'FREQ=WEEKLY;BYDAY=FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE',
  'FREQ=MONTHLY;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY;BYDAY=SA,SU',
];

/** Fifty brands with ten slots and forty scheduled posts each, public holidays, and a summer in which dates move. */
async function measureAgency(stage: Stage): Promise<Figure[]> {
  const { appUrl, schedulerUrl, sql } = await stage.database('simulation_agency');
  const service = await openService(stage, appUrl);
  const { agencyId, now } = service;
  const brandIds = await seedBrands(sql, { agencyId, brands: 50, channelsEach: 2, networkId: 'feed', now });
  await seedSlots(sql, brandIds, now);
  await seedDue(sql, { brandIds, now, postsEach: 20, dueAt: new Date(now.getTime() + DAY), spacing: 4 * DAY });
  await seedBlackouts(sql, agencyId, now);
  await materialise(schedulerUrl, now);
  await sql('vacuum analyze');
  const figures = await measureBrands(service, brandIds, '50 brands × 10 slots × a year');
  await service.app.close();
  return figures;
}

async function seedSlots(sql: Sql, brandIds: readonly string[], now: Date): Promise<void> {
  await sql(
    `with made as (
       insert into slot (id, agency_id, brand_id, title, format, lead_times, late_window, when_empty, requires, active, horizon, created_by, created_at, updated_at)
       select uuidv7(), agency_id, brand.id, rule, 'tip', '{}', 'PT2H', 'alert', '{}', true, $2::timestamptz, '{}', $2, $2
       from brand cross join unnest($3::text[]) as rule where brand.id = any($1)
       returning id, brand_id, title
     )
     insert into slot_revision (id, slot_id, brand_id, from_local, recurrence, created_by, created_at)
     select uuidv7(), id, brand_id, '0001-01-01T00:00', jsonb_build_object('startsAt', '2025-01-01T09:00', 'timezone', 'Europe/Paris',
       'rrule', title, 'exdates', '[]'::jsonb, 'rdates', '[]'::jsonb, 'monthEnd', 'skip'), '{}', $2 from made`,
    [brandIds, now, RULES],
  );
}

async function seedBlackouts(sql: Sql, agencyId: string, now: Date): Promise<void> {
  await sql(
    `insert into blackout (id, agency_id, title, action, applies_to, shift, window_from, window_to, holidays, created_by, created_at, updated_at)
     values (uuidv7(), $1, 'Jours fériés', 'skip', 'slots', null, null, null, '{"country": "FR", "region": null, "types": ["public"]}', '{}', $2, $2),
       (uuidv7(), $1, 'Congés', 'shift', 'slots', '{"direction": "after", "maxDays": 7, "avoidWeekend": true}',
        $2::timestamptz + interval '150 days', $2::timestamptz + interval '160 days', null, '{}', $2, $2)`,
    [agencyId, now],
  );
}

async function materialise(schedulerUrl: string, now: Date): Promise<void> {
  const options = { url: schedulerUrl, role: 'scheduler' as const, poolSize: 2, entities: schedulerEntities };
  const dataSource = await createDataSource(options).initialize();
  await extendHorizon(new UnitOfWork(dataSource), now);
  await dataSource.destroy();
}

async function brandsOf(sql: Sql): Promise<string[]> {
  return (await sql<{ id: string }>('select id from brand')).map(({ id }) => id);
}

async function measureBrands(service: Service, brandIds: string[], what: string): Promise<Figure[]> {
  const { first, later, entries, statements } = await measureVerb(service, brandIds);
  const request = await measureRequest(service, brandIds);
  return [
    {
      what: `${what}: ${entries} entries`,
      measured: `${round(first)} ms the first time, then ${round(later)} ms, ${statements} statements`,
      goal: brandIds.length === 1 ? `< ${GOAL / 1000} s` : '',
      met: brandIds.length === 1 ? first < GOAL : null,
    },
    {
      what: `${what}, as a request`,
      measured: `${round(request.later)} ms, ${round(request.bytes / 1024)} KiB`,
      goal: brandIds.length === 1 ? `< ${GOAL / 1000} s` : '',
      met: brandIds.length === 1 ? request.later < GOAL : null,
    },
  ];
}

const stage = await openStage();
const figures: Figure[] = [];
try {
  figures.push(...(await measureDemo(stage)), ...(await measureAgency(stage)));
} finally {
  await stage.close();
}
for (const { what, measured, goal, met } of figures)
  console.log(`${met === null ? '    ' : met ? 'ok  ' : 'MISS'} ${what}: ${measured}${goal && ` (goal ${goal})`}`);
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
