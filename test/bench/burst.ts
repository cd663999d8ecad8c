import { setTimeout as wait } from 'node:timers/promises';
import type { ScriptedNetwork } from '#networks/testing';
import { type Figure, machineCpu, round, serverCpu } from './figures.js';
import { seedAgency, seedBrands, seedDue } from './seed.js';
import { createSlowNetwork } from './slow-network.js';
import { type BenchDatabase, CONCURRENCY, type Stage, startScheduler } from './stage.js';

export const CALL = 50;
export const IDEAL = CONCURRENCY / (CALL / 1000);
const GOAL = 310;

const BRANDS = 50;
const CHANNELS_EACH = 20;

export interface BurstResult {
  figures: Figure[];
  /** Publications per second. */
  rate: number;
}

/** 10,000 publications due at one second on 1,000 channels of 50 brands, through the real heartbeat and workers. */
export async function measureBurst(stage: Stage, postsEach = 10): Promise<BurstResult> {
  const database = await stage.database('burst');
  const network = createSlowNetwork(CALL);
  const now = new Date();
  const agencyId = await seedAgency(database.sql, now);
  const shape = { agencyId, brands: BRANDS, channelsEach: CHANNELS_EACH, networkId: network.adapter.manifest.id, now };
  const brandIds = await seedBrands(database.sql, shape);
  const total = BRANDS * CHANNELS_EACH * postsEach;
  // Seeding takes some seconds; all of it is due on one second thereafter.
  const dueAt = new Date(Math.ceil(now.getTime() / 1000 + 10 + total / 2500) * 1000);
  await seedDue(database.sql, { brandIds, now, postsEach, dueAt });
  await database.sql('vacuum analyze');
  if (new Date() > dueAt) throw new Error('seeding took longer than planned');
  const scheduler = await startScheduler(stage, database, network.adapter);
  await wait(dueAt.getTime() - new Date().getTime());
  const spent = processorTime(stage);
  const seconds = await drained(stage, database, network, total, dueAt);
  const cpu = spent();
  await scheduler.stop();
  await assertEachOnce(database, network, total);
  const rate = total / seconds;
  return { rate, figures: figuresOf(total, seconds, rate, cpu) };
}

interface ProcessorTime {
  node: number;
  server: number | null;
  machine: number | null;
}

function figuresOf(total: number, seconds: number, rate: number, cpu: ProcessorTime): Figure[] {
  const each = (milliseconds: number | null): string =>
    milliseconds === null ? 'unknown' : `${round(milliseconds / total, 2)} ms`;
  return [
    {
      what: `${total} due at once, ${BRANDS * CHANNELS_EACH} channels, ${CALL} ms calls, concurrency ${CONCURRENCY}`,
      measured: `${round(rate)}/s (${round(seconds, 1)} s; ideal ${IDEAL}/s)`,
      goal: `>= ${GOAL}/s`,
      met: rate >= GOAL,
    },
    {
      what: 'processor time per publication in that burst; cores taken by other programs meanwhile',
      measured: `Node ${each(cpu.node)}, PostgreSQL ${each(cpu.server)}; ${others(cpu, seconds)}`,
      goal: '',
      met: null,
    },
  ];
}

/** What others took says how far a run on a shared machine can be trusted. */
function others({ node, server, machine }: ProcessorTime, seconds: number): string {
  return server === null || machine === null ? 'unknown' : round((machine - server - node) / seconds / 1000, 2);
}

function processorTime(stage: Stage): () => ProcessorTime {
  const node = process.cpuUsage();
  const before = { server: serverCpu(stage.serverPid), machine: machineCpu() };
  const since = (earlier: number | null, now: number | null): number | null =>
    earlier === null || now === null ? null : now - earlier;
  return () => {
    const { user, system } = process.cpuUsage(node);
    const server = since(before.server, serverCpu(stage.serverPid));
    return { node: (user + system) / 1000, server, machine: since(before.machine, machineCpu()) };
  };
}

/** Seconds from the due instant to the last commit. */
export async function drained(
  stage: Stage,
  database: BenchDatabase,
  network: ScriptedNetwork,
  total: number,
  dueAt: Date,
): Promise<number> {
  const deadline = performance.now() + 600_000;
  while (network.log.length < total) {
    if (stage.failure) throw stage.failure;
    if (performance.now() > deadline) throw new Error(`only ${network.log.length} of ${total} after ten minutes`);
    await wait(20);
  }
  for (;;) {
    const [row] = await database.sql<{ open: boolean; last: Date }>(
      `select exists (select from publication where state <> 'published') as open, max(published_at) as last from publication`,
    );
    if (!row!.open) return (row!.last.getTime() - dueAt.getTime()) / 1000;
    await wait(50);
  }
}

export async function assertEachOnce(database: BenchDatabase, network: ScriptedNetwork, total: number): Promise<void> {
  const keys = new Set(network.log.map(({ key }) => key));
  const [row] = await database.sql<{ published: number; attempts: number }>(
    `select (select count(*)::int from publication where state = 'published') as published, (select count(*)::int from attempt) as attempts`,
  );
  const counts = { accepted: network.log.length, distinct: keys.size, ...row };
  if (Object.values(counts).some((count) => count !== total))
    throw new Error(`expected ${total} of each: ${JSON.stringify(counts)}`);
}
