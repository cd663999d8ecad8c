import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Runner, type RunnerOptions, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import pLimit from 'p-limit';
import type pg from 'pg';
import { loggedError, toldError } from '#kernel';
import { connectionOptions, jobEngineLogger } from '#persistence';
import { type PublicationJob, PUBLISH_TASK, RECONCILE_TASK } from '../ledger/jobs.js';
import { openLedger } from '../ledger/open-ledger.js';
import { type Engine, publishPublication } from '../ledger/publish-publication.js';
import { reconcilePublication } from '../ledger/reconcile-publication.js';
import { Behind } from './behind.js';
import { InFlight } from './in-flight.js';
import { PatientPool } from './patient-pool.js';
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
  /**
   * Takes no more jobs: for a pool that is lost. Without its lease it gives up at once, its rows being others' already;
   * with it, when what is at hand has ended.
   */
  abandon(): Promise<void>;
  /** Takes no more jobs, finishes those at hand (within `grace` ms), waits for their last commit, then closes. */
  stop(grace: number): Promise<void>;
}

/** Milliseconds by which settlements gather, and a channel's next publication at most waits. */
const SETTLE_PACE = 50;

/** Starts workers that publish and reconcile; resolves once their lease is held, rejects when it cannot be. */
export async function startWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool> {
  // A few are claimed beyond the calls, so that none of these waits for the database.
  const jobs = Math.ceil(1.25 * options.concurrency);
  const atHand = new InFlight();
  const behind = new Behind(2 * options.concurrency, (error) =>
    options.log(`A settlement failed, its publication stays leased: ${loggedError(error).message}`),
  );
  const pool = openPool(options.url, jobs);
  const onLost = once(options.onLost);
  const events: WorkerEvents = new EventEmitter();
  // The engine gives up when it cannot record that a job ended, and may then wait for ever for its own end.
  events.once('pool:gracefulShutdown', () => onLost(new Error('The job engine stopped')));
  const lease = deferred<WorkerLease>();
  // Awaited below; until then its failure is nobody's.
  lease.promise.catch(() => undefined);
  const id = new Promise<string>((resolve) => {
    events.once('pool:create', ({ workerPool }) => {
      pool.bePatient();
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
    taskList: tasks(options, { atHand, behind }, id, lease.promise),
  }).catch((error: unknown) => {
    pool.close().catch(() => undefined);
    throw error;
  });
  const held = await lease.promise.catch((error: unknown) => {
    for (const closing of [runner.kill(), pool.close()]) closing.catch(() => undefined);
    throw error;
  });
  runner.promise.then(() => onLost(new Error('The job engine ended')), onLost);
  const running: Running = { runner, pool, lease: held, poolId: await id, atHand, behind };
  return {
    id: running.poolId,
    abandon: () => abandon(running, options.engine.settings.lease),
    stop: (grace) => stop(running, grace),
  };
}

/** Jobs are fetched and put away by the batch, which costs less than each alone. */
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

function openPool(url: string, jobs: number): PatientPool {
  const pool = new PatientPool({
    connectionString: url,
    options: [connectionOptions('scheduler'), ...JOB_ENGINE_SETTINGS].join(' -c '),
    max: jobs + 2,
    connectionTimeoutMillis: 10_000,
    application_name: 'marronnier-worker',
  });
  // Broken connections are replaced by the next query.
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
  { atHand, behind }: Pick<Running, 'atHand' | 'behind'>,
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
  // The engine logs what a job failed with, and keeps it.
  const fail = (error: unknown): never => {
    throw toldError(error);
  };
  const task =
    (work: (engine: Engine, publicationId: string) => Promise<void>) =>
    (payload: unknown): Promise<void> =>
      atHand.add(ready().then((whole) => work(whole, (payload as PublicationJob).publicationId))).catch(fail);
  return { [PUBLISH_TASK]: task(publishPublication), [RECONCILE_TASK]: task(reconcilePublication) };
}

interface Running {
  runner: Runner;
  pool: PatientPool;
  lease: WorkerLease;
  poolId: string;
  /** Jobs. */
  atHand: InFlight;
  /** What jobs left to be written. */
  behind: Behind;
}

async function abandon({ runner, pool, lease, atHand, behind }: Running, grace: number): Promise<void> {
  if (lease.isHeld) {
    const atRest = atHand.atRest().then(() => behind.atRest());
    await Promise.race([atRest, wait(grace, undefined, { ref: false })]);
  }
  for (const closing of [runner.kill(), lease.release(), pool.close()]) closing.catch(() => undefined);
}

async function stop({ runner, pool, lease, poolId, behind }: Running, grace: number): Promise<void> {
  const atRest = runner.stop().then(() => behind.atRest());
  await Promise.race([atRest, wait(grace, undefined, { ref: false })]);
  // Without a database there is nothing to wait for: whoever comes next frees what is locked.
  await untilNothingLocked(pool, poolId).catch(() => undefined);
  await lease.release();
  await pool.close();
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
