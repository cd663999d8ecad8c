import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Runner, type RunnerOptions, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import pLimit from 'p-limit';
import pg from 'pg';
import { connectionOptions, jobEngineLogger } from '#persistence';
import { type PublicationJob, PUBLISH_TASK, RECONCILE_TASK } from '../ledger/jobs.js';
import { openLedger } from '../ledger/open-ledger.js';
import { type Engine, publishPublication } from '../ledger/publish-publication.js';
import { reconcilePublication } from '../ledger/reconcile-publication.js';
import { Behind } from './behind.js';
import { WorkerLease } from './worker-lease.js';

export interface WorkerPoolOptions {
  /** A database URL of the scheduler's role. */
  url: string;
  /** Most calls at networks at once. */
  concurrency: number;
  /** Everything but what the pool itself brings. */
  engine: Omit<Engine, 'worker' | 'ledger' | 'calling' | 'behind'>;
  /** The pool is of no use any more: its lease or its engine broke, and its rows are others' now. Called once. */
  onLost(error: Error): void;
  log(message: string): void;
}

/** Workers that share a lease. */
export interface WorkerPool {
  id: string;
  /** Gives up without waiting for anything: for a pool that is lost. */
  abandon(): void;
  /** Takes no more jobs, finishes those at hand (within `grace` ms), waits for their last commit, then closes. */
  stop(grace: number): Promise<void>;
}

/** Milliseconds by which settlements gather, and a channel's next publication at most waits. */
const SETTLE_PACE = 50;

/** Starts workers that publish and reconcile; resolves once their lease is held, rejects when it cannot be. */
export async function startWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool> {
  // A few are claimed beyond the calls, so that none of these waits for the database.
  const jobs = Math.ceil(1.25 * options.concurrency);
  const behind = new Behind(2 * options.concurrency, (error) =>
    options.log(`A settlement failed, its publication stays leased: ${String(error)}`),
  );
  const pool = openPool(options.url, jobs);
  const onLost = once(options.onLost);
  const events: WorkerEvents = new EventEmitter();
  const lease = deferred<WorkerLease>();
  // Awaited below; until then its failure is nobody's.
  lease.promise.catch(() => undefined);
  const id = new Promise<string>((resolve) => {
    events.once('pool:create', ({ workerPool }) => {
      resolve(workerPool.id);
      WorkerLease.take(options.url, connectionOptions('scheduler'), workerPool.id, onLost).then(
        lease.resolve,
        lease.reject,
      );
    });
  });
  const runner = await run({
    preset: inBatches(jobs),
    pgPool: pool,
    concurrency: jobs,
    noHandleSignals: true,
    pollInterval: 2000,
    events,
    logger: jobEngineLogger(options.log),
    taskList: tasks(options, behind, id, lease.promise),
  }).catch((error: unknown) => {
    pool.end().catch(() => undefined);
    throw error;
  });
  const held = await lease.promise.catch((error: unknown) => {
    for (const closing of [runner.kill(), pool.end()]) closing.catch(() => undefined);
    throw error;
  });
  const poolId = await id;
  // The engine gives up when it cannot record that a job ended, and then ends as if in order (0.17.3, runner.ts).
  runner.promise.then(() => onLost(new Error('The job engine stopped')), onLost);
  return {
    id: poolId,
    abandon: () => abandon(runner, pool, held),
    stop: (grace) => stop({ runner, pool, lease: held, poolId, behind }, grace),
  };
}

/**
 * Jobs are fetched and put away by the batch. Left to itself the engine fetches each alone, and drops the promise that
 * records its end: a database that goes away at that moment ends the process (graphile-worker 0.17.3, worker.ts). In
 * batches, even of one, the failure ends the pool instead.
 */
function inBatches(jobs: number): RunnerOptions['preset'] {
  return { worker: { localQueue: { size: jobs }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
}

/**
 * The engine's own bookkeeping may be lost with the machine: a job that runs once more finds nothing to claim. Its table
 * is empty one minute and full the next, so plans are made anew each time and keep to the index in which jobs stand in
 * order: statistics from the empty minute would have it read and sort all of them for each batch.
 */
const JOB_ENGINE_SETTINGS = [
  'synchronous_commit=off',
  'plan_cache_mode=force_custom_plan',
  'enable_bitmapscan=off',
  'enable_sort=off',
];

function openPool(url: string, jobs: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    options: [connectionOptions('scheduler'), ...JOB_ENGINE_SETTINGS].join(' -c '),
    max: jobs + 2,
    connectionTimeoutMillis: 10_000,
    application_name: 'marronnier-worker',
  });
  // Broken connections are replaced by the next query; jobs of broken transactions run again.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function once(callback: (error: Error) => void): (error: unknown) => void {
  let called = false;
  return (error) => {
    if (called) return;
    called = true;
    callback(error instanceof Error ? error : new Error(String(error)));
  };
}

/** No job runs before the lease is held: release-stale would take it for a dead worker's. */
function tasks(
  { engine, concurrency }: WorkerPoolOptions,
  behind: Behind,
  id: Promise<string>,
  lease: Promise<unknown>,
): TaskList {
  const calling = pLimit(concurrency);
  let whole: Engine | null = null;
  const ready = async (): Promise<Engine> => {
    await lease;
    const worker = await id;
    return (whole ??= {
      ...{ ...engine, worker, ledger: openLedger({ ...engine, worker, pace: SETTLE_PACE }) },
      calling: (call) => calling(call),
      behind: (work) => behind.take(work),
    });
  };
  return {
    [PUBLISH_TASK]: async (payload) => publishPublication(await ready(), (payload as PublicationJob).publicationId),
    [RECONCILE_TASK]: async (payload) => reconcilePublication(await ready(), (payload as PublicationJob).publicationId),
  };
}

function abandon(runner: Runner, pool: pg.Pool, lease: WorkerLease): void {
  for (const closing of [runner.kill(), lease.release(), pool.end()]) closing.catch(() => undefined);
}

interface Running {
  runner: Runner;
  pool: pg.Pool;
  lease: WorkerLease;
  poolId: string;
  behind: Behind;
}

async function stop({ runner, pool, lease, poolId, behind }: Running, grace: number): Promise<void> {
  const atRest = runner.stop().then(() => behind.atRest());
  await Promise.race([atRest, wait(grace, undefined, { ref: false })]);
  // Without a database there is nothing to wait for: whoever comes next frees what is locked.
  await untilNothingLocked(pool, poolId).catch(() => undefined);
  await lease.release();
  await pool.end();
}

/** `runner.stop()` resolves before the last job's delete commits; ending the pool then would leave it locked. */
async function untilNothingLocked(pool: pg.Pool, poolId: string): Promise<void> {
  for (let i = 0; i < 40; i++) {
    const { rows } = await pool.query('select 1 from graphile_worker._private_jobs where locked_by = $1 limit 1', [
      poolId,
    ]);
    if (rows.length === 0) return;
    await wait(25);
  }
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function deferred<T>(): Deferred<T> {
  const handlers: Partial<Deferred<T>> = {};
  const promise = new Promise<T>((resolve, reject) => Object.assign(handlers, { resolve, reject }));
  return { ...handlers, promise } as Deferred<T>;
}
