import { parseArgs } from 'node:util';
import { createDataSource, UnitOfWork } from '#persistence';
import { schedulerEntities } from '#scheduler';
import { extendHorizon } from '#slots';
import { type Figure, median, round } from './figures.js';
import { ACTOR, seedAgency, seedBrands, type Sql } from './seed.js';
import { openStage } from './stage.js';

/** node dist/test/bench/horizon.js [--slots N]. Ends with 1 when a goal is missed. */
const { values } = parseArgs({ options: { slots: { type: 'string', default: '10000' } } });

const BRANDS = 200;
const DAY = 86_400_000;
/** Milliseconds for a pass that finds nothing to do. */
const GOAL = 300;
const IDLE_ROUNDS = 21;

const RULES = [
  'FREQ=WEEKLY;BYDAY=MO',
  'FREQ=WEEKLY;BYDAY=TU,TH',
  'FREQ=MONTHLY;BYMONTHDAY=1',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
];

/** A slot's horizon through the real pass, rows and all: from nothing, with nothing to do, and a day later. */
async function measureHorizon(slots: number): Promise<Figure[]> {
  const stage = await openStage();
  try {
    const { sql, schedulerUrl } = await stage.database('horizon');
    const now = new Date();
    const agencyId = await seedAgency(sql, now);
    await seedBrands(sql, { agencyId, brands: BRANDS, channelsEach: 1, networkId: 'feed', now });
    await seedSlots(sql, slots / BRANDS, now);
    await sql('vacuum analyze');
    const source = createDataSource({ url: schedulerUrl, role: 'scheduler', poolSize: 2, entities: schedulerEntities });
    const uow = new UnitOfWork(await source.initialize());
    const first = await timed(() => extendHorizon(uow, now));
    await sql('vacuum analyze');
    const idle: number[] = [];
    for (let i = 0; i < IDLE_ROUNDS; i++) idle.push((await timed(() => extendHorizon(uow, now))).milliseconds);
    const later = await timed(() => extendHorizon(uow, new Date(now.getTime() + DAY + 1)));
    await source.destroy();
    return [
      figure(`${slots} new slots, 90 days from nothing`, first),
      {
        what: `${slots} slots with nothing to do`,
        measured: `${round(median(idle), 1)} ms`,
        goal: `< ${GOAL} ms`,
        met: median(idle) < GOAL,
      },
      figure(`${slots} slots, one day later`, later),
    ];
  } finally {
    await stage.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ milliseconds: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { milliseconds: performance.now() - begun, result };
}

function figure(
  what: string,
  { milliseconds, result }: { milliseconds: number; result: { slots: number; occurrences: number } },
): Figure {
  const measured = `${round(milliseconds / 1000, 2)} s; ${result.slots} slots taken up, ${result.occurrences} rows`;
  return { what, measured, goal: '', met: null };
}

async function seedSlots(sql: Sql, each: number, now: Date): Promise<void> {
  await sql(
    `with made as (
       insert into slot (id, agency_id, brand_id, title, format, lead_times, late_window, when_empty, requires, active, created_by, created_at, updated_at)
       select uuidv7(), agency_id, id, 'Créneau ' || n, 'tip', '{P1D}', 'PT2H', 'alert', '{"media": [], "poll": false, "link": false}', true, ${ACTOR}, $1, $1
       from brand cross join generate_series(1, $2::int) as n
       returning id, brand_id, regexp_replace(title, '\\D', '', 'g')::int as n
     )
     insert into slot_revision (id, slot_id, brand_id, from_local, recurrence, created_by, created_at)
     select uuidv7(), id, brand_id, '0001-01-01T00:00', jsonb_build_object('startsAt', $3::text, 'timezone', 'Europe/Paris',
       'rrule', ($4::text[])[1 + n % array_length($4::text[], 1)], 'exdates', '[]'::jsonb, 'rdates', '[]'::jsonb, 'monthEnd', 'skip'),
       ${ACTOR}, $1
     from made`,
    [now, each, '2026-01-01T09:00', RULES],
  );
}

const figures = await measureHorizon(Number(values.slots));
for (const { what, measured, goal, met } of figures)
  console.log(`${met === null ? '    ' : met ? 'ok  ' : 'MISS'} ${what}: ${measured}${goal && ` (goal ${goal})`}`);
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
