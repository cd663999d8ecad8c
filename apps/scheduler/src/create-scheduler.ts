import { hostname } from 'node:os';
import type { Registry } from 'prom-client';
import { openNetworkAccess } from '#channels';
import { newId } from '#kernel';
import { createMediaLibrary, openMediaFiles } from '#media';
import { callMetrics, type NetworkAdapter } from '#networks';
import { followDatabaseClock, type Foundation, sqlRows, UnitOfWork } from '#persistence';
import { type PublishSettings, publishSettings, keepWorkers, type Workers } from '#publishing';
import { beat, runPasses } from './beat.js';
import { Heartbeat } from './heartbeat.js';
import { ASKING_PASSES } from './passes.js';

export interface SchedulerOptions {
  /** Its dataSource works under the scheduler's role. */
  foundation: Foundation;
  /** The same database and role, for the workers' own connections. */
  url: string;
  adapters: readonly NetworkAdapter[];
  settings?: Partial<PublishSettings>;
  /** Without workers a scheduler beats but publishes nothing itself. */
  workers?: boolean;
  /** Where the figures of its calls at networks go; absent: nowhere. */
  metrics?: Registry;
  log: SchedulerLog;
}

export interface SchedulerLog {
  info(message: string): void;
  error(message: string, error?: unknown): void;
}

export interface Scheduler {
  start(): Promise<void>;
  /** Stops beating, then taking jobs, finishes what is in flight within the grace period. The pool stays open. */
  stop(): Promise<void>;
}

const CLOCK_EVERY = 60;

/** Heartbeat and workers of one process; any number of such processes may share one database. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { foundation, log } = options;
  const uow = new UnitOfWork(foundation.dataSource);
  const settings = { ...publishSettings(foundation.config.callDeadline), ...options.settings };
  const scheduler = `${hostname()}-${process.pid}-${newId().slice(-6)}`;
  const onError = (pass: string, error: unknown): void => log.error(`pass ${pass} failed`, error);
  const files = openMediaFiles(foundation.config);
  const access = openNetworkAccess(
    foundation,
    options.adapters,
    createMediaLibrary(foundation),
    options.metrics && callMetrics(options.metrics),
  );
  const context = { scheduler, uow, clock: foundation.clock, settings, files, access, onError };
  const heartbeat = new Heartbeat(async (number) => {
    if (number % CLOCK_EVERY === 0)
      await followDatabaseClock(foundation.clock, foundation.dataSource).catch((error: unknown) =>
        onError('clock', error),
      );
    await beat(context, number);
  });
  const asking = new Heartbeat(async (number) => {
    await runPasses(context, ASKING_PASSES, number);
  });
  let pool: Workers | undefined;
  return {
    async start() {
      if (options.workers !== false) {
        pool = await keepWorkers({
          url: options.url,
          concurrency: foundation.config.workerConcurrency,
          engine: { uow, clock: foundation.clock, access, settings },
          log: (message) => log.error(message),
        });
      }
      heartbeat.start();
      asking.start();
      log.info(
        `Scheduler ${scheduler} beats once a second${pool ? ` with ${foundation.config.workerConcurrency} workers` : ''}`,
      );
    },
    async stop() {
      await Promise.all([heartbeat.stop(), asking.stop()]);
      await pool?.stop(foundation.config.shutdownGrace);
      await sqlRows(foundation.dataSource.manager, 'delete from heartbeat where scheduler = $1', [scheduler]).catch(
        () => undefined,
      );
    },
  };
}
