import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createScriptedHttpAdapter } from '#networks/testing';
import { startChild } from '../faults/child.js';
import { type Figure, round } from './figures.js';
import { runLoop } from './hand-written-loop.js';
import { measureJobs } from './peer.js';
import { seedAgency, seedBrands, seedDue } from './seed.js';
import { type BenchDatabase, CONCURRENCY, type Stage, startScheduler } from './stage.js';

const BRANDS = 50;
const CHANNELS_EACH = 20;
const GOAL = 0.8;
const JOBS = 20_000;

const adapter = createScriptedHttpAdapter({ canBeAsked: true });

/**
 * 20,000 publications due at one second to a network in a process of its own that answers at once: the product whole
 * (heartbeat, job engine, claim, attempt, call, settlement, events) beside a loop written by hand for the same rows and
 * the same calls, and beside jobs that do nothing. Each on a fresh database of the same server.
 */
export async function measureHttpBurst(stage: Stage, postsEach = 20): Promise<Figure[]> {
  const total = BRANDS * CHANNELS_EACH * postsEach;
  const jobs = await measureJobs(stage, 'no_op', JOBS, () => Promise.resolve());
  const loop = await measureOne(stage, 'loop', postsEach, (database, dueAt) => runLoop(database, dueAt));
  let memory: Memory = { before: 0, peak: 0 };
  const product = await measureOne(stage, 'http', postsEach, async (database, dueAt) => {
    const watched = watchMemory();
    const seconds = await runProduct(stage, database, dueAt);
    memory = watched();
    return seconds;
  });
  const ratio = loop / product;
  return [
    {
      what: `${total} due at once to a local HTTP network, ${BRANDS * CHANNELS_EACH} channels, concurrency ${CONCURRENCY}`,
      measured: `${round(total / product)}/s (${round(product, 1)} s)`,
      goal: '',
      met: null,
    },
    {
      what: 'the same rows and calls by a loop written by hand, without queue, gates, turns or leases',
      measured: `${round(total / loop)}/s (${round(loop, 1)} s); the product reaches ${round(ratio, 2)} x that`,
      goal: `>= ${GOAL} x`,
      met: ratio >= GOAL,
    },
    {
      what: `${JOBS} graphile-worker jobs that do nothing, same concurrency, same server`,
      measured: `${round(jobs)}/s`,
      goal: '',
      met: null,
    },
    {
      what: 'memory of the process (heartbeat and workers, and this bench around them) in that burst',
      measured: `${round(memory.before)} MB before, ${round(memory.peak)} MB at most`,
      goal: '',
      met: null,
    },
  ];
}

/** Seconds from the due instant to the last commit; throws unless each is out once, by the network's own account. */
async function measureOne(
  stage: Stage,
  name: string,
  postsEach: number,
  publishAll: (database: BenchDatabase, dueAt: Date) => Promise<number>,
): Promise<number> {
  const database = await stage.database(name);
  const directory = await mkdtemp(join(tmpdir(), 'marronnier-bench-network-'));
  const network = await startChild({
    program: 'test/servers/scripted-network.js',
    arguments: ['--log', join(directory, 'log'), '--delay-after-accept', '0'],
    ready: /^listening (\d+)$/,
  });
  try {
    const url = `http://127.0.0.1:${network.told}`;
    const dueAt = await seed(database, postsEach, url);
    const seconds = await publishAll(database, dueAt);
    await assertOnce(database, url, BRANDS * CHANNELS_EACH * postsEach);
    return seconds;
  } finally {
    await network.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** All of it due already: what is measured begins when the work does. */
async function seed(database: BenchDatabase, postsEach: number, url: string): Promise<Date> {
  const now = new Date();
  const agencyId = await seedAgency(database.sql, now);
  const shape = { agencyId, brands: BRANDS, channelsEach: CHANNELS_EACH, networkId: adapter.manifest.id, now };
  const brandIds = await seedBrands(database.sql, shape);
  await database.sql(`update channel set public_settings = jsonb_build_object('baseUrl', $1::text)`, [url]);
  await seedDue(database.sql, { brandIds, now, postsEach, dueAt: now });
  await database.sql('vacuum analyze');
  return new Date();
}

async function runProduct(stage: Stage, database: BenchDatabase, begun: Date): Promise<number> {
  const scheduler = await startScheduler(stage, database, adapter);
  for (;;) {
    if (stage.failure) throw stage.failure;
    const [row] = await database.sql<{ open: boolean; last: Date }>(
      `select exists (select from publication where state <> 'published') as open, max(published_at) as last from publication`,
    );
    if (!row!.open) {
      await scheduler.stop();
      return (row!.last.getTime() - begun.getTime()) / 1000;
    }
    await wait(250);
  }
}

async function assertOnce(database: BenchDatabase, url: string, total: number): Promise<void> {
  const [row] = await database.sql<Record<string, number>>(
    `select (select count(*)::int from publication where state = 'published') as published,
       (select count(*)::int from attempt where outcome = 'published') as attempts,
       (select count(*)::int from publication_unit where done_at is not null and armed is null) as units,
       (select count(*)::int from post where state = 'published') as posts,
       (select count(*)::int / 2 from post_transition) as transitions,
       (select count(*)::int / 2 from outbox_event) as events`,
  );
  const { posts: accepted } = (await (await fetch(`${url}/health`)).json()) as { posts: number };
  const counts = { ...row, accepted };
  if (Object.values(counts).some((count) => count !== total))
    throw new Error(`expected ${total} of each: ${JSON.stringify(counts)}`);
}

interface Memory {
  /** Megabytes. */
  before: number;
  peak: number;
}

/** Looks at it until it is asked. */
function watchMemory(): () => Memory {
  const rss = (): number => process.memoryUsage.rss() / 1e6;
  const before = rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, rss())), 50);
  return () => {
    clearInterval(timer);
    return { before, peak };
  };
}
