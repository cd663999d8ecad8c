import { setTimeout as wait } from 'node:timers/promises';
import { InFlight } from './in-flight.js';
import { startWorkerPool, type WorkerPool, type WorkerPoolOptions } from './worker-pool.js';

/** The workers of one process, for as long as it lives. */
export interface Workers {
  stop(grace: number): Promise<void>;
}

const RETRY_AFTER = 500;

/**
 * Keeps a worker pool running: one that lost its lease or its engine, as when PostgreSQL restarts, is abandoned, and a
 * new one with a lease of its own takes its place. What an old one without its lease still does is fenced off by the
 * tokens of its claims. The first start must succeed.
 */
export async function keepWorkers(options: Omit<WorkerPoolOptions, 'onLost'>): Promise<Workers> {
  let stopping = false;
  let replacing: Promise<void> = Promise.resolve();
  let current: WorkerPool | null = null;
  const leaving = new InFlight();

  const start = async (): Promise<void> => {
    const broken: Error[] = [];
    const onLost = (error: Error): void => {
      broken.push(error);
      if (current !== null && current === pool) replacing = replace(error);
    };
    const pool: WorkerPool = await startWorkerPool({ ...options, onLost });
    // Lost before it was handed over.
    if (broken[0]) {
      void leaving.add(pool.abandon());
      throw broken[0];
    }
    current = pool;
  };
  const replace = async (reason: Error): Promise<void> => {
    if (stopping) return;
    options.log(`The workers are lost (${reason.message}); starting others`);
    if (current) void leaving.add(current.abandon());
    current = null;
    while (!stopping && current === null) await start().catch(() => wait(RETRY_AFTER));
  };

  await start();
  return {
    async stop(grace) {
      stopping = true;
      await replacing;
      const left = Promise.race([leaving.atRest(), wait(grace, undefined, { ref: false })]);
      await Promise.all([current?.stop(grace), left]);
    },
  };
}
