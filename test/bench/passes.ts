import type { DataSource } from 'typeorm';
import { SystemClock } from '#kernel';
import { openMediaFiles } from '#media';
import { createDataSource, type Tx, UnitOfWork } from '#persistence';
import { publishSettings } from '#publishing';
import { PASSES, schedulerEntities } from '#scheduler';
import { type Figure, median, round } from './figures.js';
import { layWork } from './lay-work.js';
import { seedAgency, seedBrands, seedFuture } from './seed.js';
import { explain, pagesOf, type Plan, StatementLog } from './statement-log.js';
import type { BenchDatabase, Stage } from './stage.js';

const GOAL = 0.2;
/** Milliseconds: a difference below it says nothing on a machine that does other things too. */
const NOISE = 0.3;
const FUTURE = 1_000_000;

/** One pass, on a database without and on one with a million future publications. */
interface PassResult {
  name: string;
  idle: Pair;
  laden: Pair;
  /** Of its slowest statement with work to do; null when it sent none. */
  plans: { without: Plan; with: Plan } | null;
}

/** Medians in milliseconds. */
interface Pair {
  without: number;
  with: number;
}

export interface PassesResult {
  figures: Figure[];
  passes: PassResult[];
}

interface Side {
  database: BenchDatabase;
  dataSource: DataSource;
  uow: UnitOfWork;
  statements: StatementLog;
}

/**
 * Every pass on two databases that differ in a million future publications only, turn by turn, so that whatever else
 * the machine does hits both alike; idle, then with the same work laid before both. A run is rolled back at its end.
 */
export async function measurePasses(stage: Stage): Promise<PassesResult> {
  const now = new Date();
  const without = await openSide(stage, 'without_future', now, 0);
  const filled = await openSide(stage, 'with_future', now, FUTURE);
  const idle = await timeAll(without, filled, 61);
  for (const side of [without, filled]) await layWork(side.database.sql, now);
  const laden = await timeAll(without, filled, 21);
  const passes: PassResult[] = [];
  for (const { name } of PASSES) {
    const plans = await plansOf(name, without, filled);
    passes.push({ name, idle: idle.get(name)!, laden: laden.get(name)!, plans });
  }
  for (const side of [without, filled]) await side.dataSource.destroy();
  return { passes, figures: passes.map(figureOf) };
}

async function openSide(stage: Stage, name: string, now: Date, future: number): Promise<Side> {
  const database = await stage.database(name);
  const agencyId = await seedAgency(database.sql, now);
  const shape = { agencyId, brands: 50, channelsEach: 20, networkId: 'scripted', now };
  const brandIds = await seedBrands(database.sql, shape);
  if (future > 0) {
    // The rows are made from one another; checking each of their foreign keys would take longer than all the rest.
    await database.sql(`set session_replication_role = replica`);
    const postsPerBrand = future / 4 / brandIds.length;
    await seedFuture(database.sql, { brandIds, now, postsPerBrand });
    await database.sql(`reset session_replication_role`);
  }
  await database.sql('vacuum analyze');
  await database.sql('checkpoint');
  const statements = new StatementLog();
  const options = { url: database.schedulerUrl, role: 'scheduler' as const, poolSize: 2, entities: schedulerEntities };
  const dataSource = createDataSource(options).setOptions({ logger: statements });
  await dataSource.initialize();
  return { database, dataSource, uow: new UnitOfWork(dataSource), statements };
}

async function timeAll(without: Side, filled: Side, rounds: number): Promise<Map<string, Pair>> {
  const medians = new Map<string, Pair>();
  for (const { name } of PASSES) {
    const times = { without: [] as number[], with: [] as number[] };
    for (let i = -3; i < rounds; i++) {
      const took = { without: await timeOne(name, without), with: await timeOne(name, filled) };
      if (i < 0) continue;
      times.without.push(took.without);
      times.with.push(took.with);
    }
    medians.set(name, { without: median(times.without), with: median(times.with) });
    // What was rolled back leaves dead rows, which the next pass should not have to step over.
    for (const side of [without, filled])
      await side.database.sql('vacuum publication, post, occurrence, slot, attempt');
  }
  return medians;
}

/** Milliseconds, without the rollback. */
async function timeOne(name: string, side: Side): Promise<number> {
  return side.uow.rehearse(async (tx) => {
    await tx.query('select');
    const begun = performance.now();
    await runPass(name, side);
    return performance.now() - begun;
  });
}

async function runPass(name: string, { uow }: Side): Promise<void> {
  const pass = PASSES.find((candidate) => candidate.name === name)!;
  await pass.run(
    {
      uow,
      settings: publishSettings(30_000),
      clockTrusted: true,
      files: openMediaFiles({ dataDir: '/nonexistent', mediaS3: null }),
    },
    new SystemClock().now(),
  );
}

async function plansOf(name: string, without: Side, filled: Side): Promise<PassResult['plans']> {
  const sent = await filled.statements.during(() => filled.uow.rehearse(() => runPass(name, filled)));
  const plans: { index: number; plan: Plan }[] = [];
  for (const [index, statement] of sent.entries())
    plans.push({ index, plan: await filled.uow.rehearse((tx: Tx) => explain(tx, statement)) });
  const slowest = plans.sort((a, b) => b.plan.milliseconds - a.plan.milliseconds)[0];
  if (!slowest) return null;
  // The same statement, with the values the pass gave it on the other side.
  const there = await without.statements.during(() => without.uow.rehearse(() => runPass(name, without)));
  const same = there.find(({ sql }) => sql === sent[slowest.index]!.sql);
  if (!same) return null;
  return { with: slowest.plan, without: await without.uow.rehearse((tx) => explain(tx, same)) };
}

function figureOf({ name, idle, laden, plans }: PassResult): Figure {
  return {
    what: `pass ${name}, without -> with ${FUTURE} future publications`,
    measured:
      `idle ${change(idle)}; with work ${change(laden)}` +
      (plans ? `; pages of its slowest statement ${pagesOf(plans.without)} -> ${pagesOf(plans.with)}` : ''),
    goal: `<= ${GOAL * 100} % slower, or <= ${NOISE} ms`,
    met: isSteady(idle) && isSteady(laden),
  };
}

export function change(pair: Pair): string {
  const percent = (pair.with / pair.without - 1) * 100;
  return `${round(pair.without, 2)} -> ${round(pair.with, 2)} ms (${percent >= 0 ? '+' : ''}${round(percent)} %)`;
}

function isSteady(pair: Pair): boolean {
  return pair.with - pair.without <= Math.max(NOISE, GOAL * pair.without);
}
