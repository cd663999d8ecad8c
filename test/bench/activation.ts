import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource, Logger } from 'typeorm';
import { apiEntities } from '#api';
import { CharterService } from '#brands';
import { assembleCharter, type CharterSource, RULES } from '#charter';
import { parseCharterFile } from '#charter/files';
import { SYSTEM } from '#kernel';
import { createDataSource, type Tx, UnitOfWork } from '#persistence';
import { ActivateCharter, type ImpactView, reviewCharters } from '#planning';
import { readReviewables, reviewPost } from '#posts';
import { schedulerEntities } from '#scheduler';
import { type Figure, round } from './figures.js';
import { seedAgency, seedBrands, seedDue, seedFuture, type Sql } from './seed.js';
import { createSlowNetwork } from './slow-network.js';
import { type BenchDatabase, openStage, type Stage, startScheduler } from './stage.js';

/** node dist/test/bench/activation.js [BRANDS…]: about two minutes. Ends with 1 when a goal is missed. */

const POSTS = 10_000;
const CHANNELS_EACH = 20;
/** Milliseconds. */
const ENGINE_GOAL = 1_000;
const STRETCH_GOAL = 50;
/** Publications that are due while the pass goes through the posts. */
const DUE = 2_000;
const CALL = 50;

interface Scene {
  database: BenchDatabase;
  dataSource: DataSource;
  uow: UnitOfWork;
  agencyId: string;
  brandIds: string[];
  now: Date;
}

/** Two or three of the rules' own examples each: as long as posts are, a good part of them with something to find. */
function texts(): string[] {
  const examples = [...RULES.values()].flatMap(({ meta: { examples } }) =>
    [examples.fr, examples.en].flatMap(({ valid, invalid }) => [...valid, ...invalid].map(({ text }) => text.trim())),
  );
  const written = examples.filter((text) => text.length > 20);
  return written.map((text, index) =>
    [text, written[(index * 7 + 3) % written.length], written[(index * 11 + 5) % written.length]].join(' '),
  );
}

async function openScene(stage: Stage, brands: number): Promise<Scene> {
  const database = await stage.database(`charter_${brands}`);
  const now = new Date();
  const agencyId = await seedAgency(database.sql, now);
  const shape = { agencyId, brands, channelsEach: CHANNELS_EACH, networkId: 'scripted', now };
  const brandIds = await seedBrands(database.sql, shape);
  await database.sql('set session_replication_role = replica');
  await seedFuture(database.sql, { brandIds, now, postsPerBrand: POSTS / brands });
  await writeTexts(database.sql);
  await database.sql('reset session_replication_role');
  await database.sql('vacuum analyze');
  const options = { url: database.appUrl, role: 'app' as const, poolSize: 4, entities: apiEntities };
  const dataSource = await createDataSource(options).initialize();
  return { database, dataSource, uow: new UnitOfWork(dataSource), agencyId, brandIds, now };
}

async function writeTexts(sql: Sql): Promise<void> {
  await sql(
    `with numbered as (
       select id, current_version_id, ($1::text[])[1 + (row_number() over (order by id)) % cardinality($1::text[])] as text from post
     ), posts as (
       update post set content = jsonb_set(content, '{text}', to_jsonb(text)) from numbered where post.id = numbered.id
     )
     update post_version set snapshot = jsonb_set(snapshot, '{content,text}', to_jsonb(text)) from numbered where post_version.id = current_version_id`,
    [texts()],
  );
}

/** The base charter for agencies, and the same with everything that only advises now asking for an approver. */
function baseCharter(): CharterSource {
  const file = parseCharterFile(readFileSync('libs/charter/charters/agency-base.yaml', 'utf8'), 'yaml');
  if ('problem' in file) throw new Error(file.problem.message.en);
  return file.value as CharterSource;
}

function stricter(source: CharterSource): CharterSource {
  const articles = source.articles.map((article) =>
    article.severity === 'advise' ? { ...article, severity: 'review' as const } : article,
  );
  return { ...source, articles };
}

/** Processor time alone, without reading or giving way: what the engine takes for all posts under one version. */
async function measureEngine({ uow, database, now }: Scene, source: CharterSource): Promise<Figure> {
  const { compiled, problems } = assembleCharter([source]);
  if (!compiled) throw new Error(problems[0]!.message.en);
  const rows = await database.sql<{ id: string }>('select id from post order by id');
  const posts = await uow.read((tx) =>
    readReviewables(
      tx,
      rows.map(({ id }) => id),
    ),
  );
  const judge = (): number => {
    const { user, system } = process.cpuUsage();
    for (const { snapshot, channels, hashes } of posts)
      reviewPost(compiled, snapshot, channels, { charterVersion: 1, now, hashes, axes: false });
    const after = process.cpuUsage();
    return (after.user + after.system - user - system) / 1000;
  };
  const [first, second] = [judge(), judge()];
  return {
    what: `engine alone: ${posts.length} posts of four channels under ${compiled.articles.length} articles, one version`,
    measured: `${round(second)} ms of processor time (${round(first)} the first time), ${round((second * 1000) / posts.length)} us a post`,
    goal: `<= ${ENGINE_GOAL} ms`,
    met: second <= ENGINE_GOAL,
  };
}

/** When statements were sent: how long claims were kept waiting. */
class LockWatch implements Logger {
  lockedAt = 0;
  statements = 0;

  logQuery(query: string): void {
    this.statements += 1;
    if (query.includes('FROM "charter"') && query.includes('FOR UPDATE')) this.lockedAt = performance.now();
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** Processor time between two turns of the event loop, collecting garbage included; answers the longest, in ms. */
function watchStretches(): () => number {
  let longest = 0;
  let last = process.cpuUsage();
  let next: NodeJS.Immediate;
  const turn = (): void => {
    const { user, system } = process.cpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.cpuUsage();
    next = setImmediate(turn);
  };
  next = setImmediate(turn);
  return () => {
    clearImmediate(next);
    return longest;
  };
}

interface Owner {
  brandId: string | null;
  verbs: { charters: CharterService; activation: ActivateCharter };
}

async function draft(scene: Scene, { brandId, verbs }: Owner, value: CharterSource): Promise<number> {
  const request = { scope: { agencyId: scene.agencyId, brands: 'all' as const }, actor: SYSTEM, now: scene.now };
  return (await scene.uow.run((tx) => verbs.charters.draft(tx, brandId, { source: { value, at: '' } }, request)))
    .number;
}

async function measureImpactOf(
  scene: Scene,
  owner: Owner,
  number: number,
): Promise<{ impact: ImpactView; figures: Figure[] }> {
  const request = { scope: { agencyId: scene.agencyId, brands: 'all' as const }, actor: SYSTEM, now: scene.now };
  const run = (tx: Tx): Promise<ImpactView> =>
    owner.verbs.activation.impact(tx, owner.brandId, number, { limit: 200 }, request);
  const watch = new LockWatch();
  scene.dataSource.setOptions({ logger: watch });
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const stretch = watchStretches();
  delays.enable();
  const { user, system } = process.cpuUsage();
  const begun = performance.now();
  const impact = await scene.uow.read(run);
  const wall = performance.now() - begun;
  const after = process.cpuUsage();
  delays.disable();
  const longest = stretch();
  const { counts } = impact;
  const cpu = (after.user + after.system - user - system) / 1000;
  const what = `impact over ${impact.posts} posts of ${scene.brandIds.length} brands`;
  return {
    impact,
    figures: [
      {
        what,
        measured: `${round(wall)} ms (${round(cpu)} of Node’s processor time), ${watch.statements} statements; ${counts.newly_blocked} newly blocked, ${counts.newly_free} free, ${counts.changed} changed`,
        goal: '',
        met: null,
      },
      {
        what: `${what}: longest stretch without giving way`,
        measured: `${round(longest)} ms of processor time (${round(delays.max / 1e6)} ms on the clock, of which others took their part)`,
        goal: `<= ${STRETCH_GOAL} ms`,
        met: longest <= STRETCH_GOAL,
      },
    ],
  };
}

async function measureActivation(scene: Scene, owner: Owner, number: number, impactHash: string): Promise<Figure> {
  const request = { scope: { agencyId: scene.agencyId, brands: 'all' as const }, actor: SYSTEM, now: scene.now };
  const watch = new LockWatch();
  scene.dataSource.setOptions({ logger: watch });
  const begun = performance.now();
  await scene.uow.run((tx) => owner.verbs.activation.run(tx, owner.brandId, number, { impactHash }, request));
  const end = performance.now();
  return {
    what: `activation for ${scene.brandIds.length} brands: claims wait, of the whole request`,
    measured: `${round(end - watch.lockedAt)} ms of ${round(end - begun)} ms`,
    goal: '',
    met: null,
  };
}

/** The pass by itself, without a scheduler: its batches one after the other. */
async function measurePass({ database, now }: Scene): Promise<Figure> {
  const options = { url: database.schedulerUrl, role: 'scheduler' as const, poolSize: 2, entities: schedulerEntities };
  const dataSource = await createDataSource(options).initialize();
  const uow = new UnitOfWork(dataSource);
  const begun = performance.now();
  let posts = 0;
  const runs: number[] = [];
  for (;;) {
    const start = performance.now();
    const looked = await reviewCharters(uow, now);
    if (looked === 0) break;
    runs.push(performance.now() - start);
    posts += looked;
  }
  await dataSource.destroy();
  const [{ held } = { held: 0 }] = await database.sql<{ held: number }>(
    `select count(*)::int as held from publication where state = 'held'`,
  );
  return {
    what: 'pass review-charter after that, by itself',
    measured: `${posts} posts in ${round((performance.now() - begun) / 1000, 1)} s, ${runs.length} turns of at most ${round(Math.max(...runs))} ms; ${held} publications held`,
    goal: '',
    met: null,
  };
}

/** Publications due at one second, through the real heartbeat and workers, while the pass has all posts to look at. */
async function measurePublishing(stage: Stage, scene: Scene, what: string): Promise<Figure> {
  const network = createSlowNetwork(CALL);
  const { database, brandIds } = scene;
  const now = new Date();
  const each = DUE / (Math.min(brandIds.length, 20) * CHANNELS_EACH);
  const dueAt = new Date(Math.ceil(now.getTime() / 1000 + 4) * 1000);
  await seedDue(database.sql, { brandIds: brandIds.slice(0, 20), now, postsEach: Math.ceil(each), dueAt });
  const [{ total } = { total: 0 }] = await database.sql<{ total: number }>(
    'select count(*)::int as total from publication where due_at = $1',
    [dueAt],
  );
  const scheduler = await startScheduler(stage, database, network.adapter);
  await wait(dueAt.getTime() - new Date().getTime());
  const open = async (): Promise<number> =>
    (
      await database.sql<{ open: number }>(
        `select count(*)::int as open from publication where due_at = $1 and not state in ('published', 'held', 'missed')`,
        [dueAt],
      )
    )[0]!.open;
  while ((await open()) > 0) await wait(50);
  const [last] = await database.sql<{ last: Date }>(
    'select max(published_at) as last from publication where due_at = $1',
    [dueAt],
  );
  await scheduler.stop();
  const seconds = (last!.last.getTime() - dueAt.getTime()) / 1000;
  return { what, measured: `${total} in ${round(seconds, 1)} s (${round(total / seconds)}/s)`, goal: '', met: null };
}

async function* measureScene(stage: Stage, brands: number): AsyncGenerator<Figure[]> {
  const scene = await openScene(stage, brands);
  const charters = new CharterService();
  const owner: Owner = {
    brandId: brands === 1 ? scene.brandIds[0]! : null,
    verbs: { charters, activation: new ActivateCharter(charters) },
  };
  const base = baseCharter();
  yield [await measureEngine(scene, base)];
  // The last one lets go again what the one before held.
  for (const source of [base, stricter(base), base]) {
    const number = await draft(scene, owner, source);
    const { impact, figures } = await measureImpactOf(scene, owner, number);
    yield figures;
    yield [await measureActivation(scene, owner, number, impact.impactHash)];
    yield [await measurePass(scene)];
  }
  yield [await measurePublishing(stage, scene, 'publishing with a charter, nothing else to do')];
  await scene.database.sql('delete from post_review');
  await scene.database.sql('update charter set reviewed_number = null');
  yield [await measurePublishing(stage, scene, 'publishing while the pass goes through every post')];
  await scene.dataSource.destroy();
}

/** Told one by one: a run takes minutes. */
function tell(figures: readonly Figure[]): readonly Figure[] {
  for (const { what, measured, goal, met } of figures)
    console.log(`${met === false ? 'MISSED ' : ''}${what}: ${measured}${goal ? ` (goal ${goal})` : ''}`);
  return figures;
}

const stage = await openStage();
try {
  for (const brands of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 500])
    for await (const figures of measureScene(stage, brands))
      if (tell(figures).some(({ met }) => met === false)) process.exitCode = 1;
} finally {
  await stage.close();
}
