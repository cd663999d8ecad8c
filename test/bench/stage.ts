import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '#config';
import { migrations } from '#migrations';
import type { NetworkAdapter } from '#networks';
import { ensureDatabase, type Foundation, migrateDatabase, openFoundation, startEmbeddedPostgres } from '#persistence';
import { createScheduler, schedulerEntities } from '#scheduler';
import type { Sql } from './seed.js';

export interface Stage {
  /** An empty database with the schema of today. */
  database(name: string): Promise<BenchDatabase>;
  serverPid: number;
  dataDir: string;
  /** What a scheduler first complained of. */
  failure: Error | null;
  close(): Promise<void>;
}

export interface BenchDatabase {
  appUrl: string;
  schedulerUrl: string;
  /** As a superuser. */
  sql: Sql;
}

/** A PostgreSQL of its own, in a temporary directory, with the settings that `npm start` gives it. */
export async function openStage(settings: Record<string, string> = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'marronnier-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, settings, log: () => undefined });
  const clients: pg.Client[] = [];
  const connect = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    return client;
  };
  const superuser = await connect(server.superuserUrl());
  return {
    dataDir,
    serverPid: server.pid,
    failure: null,
    async database(name) {
      await ensureDatabase(superuser, name);
      await migrateDatabase(server.url('owner', name), migrations);
      const client = await connect(server.superuserUrl(name));
      const sql: Sql = async (text, values) => (await client.query(text, values)).rows as never;
      return { appUrl: server.url('app', name), schedulerUrl: server.url('scheduler', name), sql };
    },
    async close() {
      for (const client of clients) await client.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface RunningScheduler {
  foundation: Foundation;
  stop(): Promise<void>;
}

export const CONCURRENCY = 20;

/** Heartbeat and workers exactly as the product makes them, on an adapter of the bench's. */
export async function startScheduler(
  stage: Stage,
  database: BenchDatabase,
  adapter: NetworkAdapter,
  concurrency = CONCURRENCY,
): Promise<RunningScheduler> {
  const config = readConfig({
    MARRONNIER_DATA_DIR: stage.dataDir,
    MARRONNIER_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'silent',
    WORKER_CONCURRENCY: String(concurrency),
  });
  const url = database.schedulerUrl;
  const foundation = await openFoundation(config, { url, role: 'scheduler', entities: schedulerEntities });
  // Nothing here goes wrong on purpose: the first error ends the measurement.
  const fail = (message: string, error?: unknown): void => {
    stage.failure ??= new Error(message, { cause: error });
  };
  const scheduler = createScheduler({
    foundation,
    url,
    adapters: [adapter],
    log: { info: () => undefined, error: fail },
  });
  await scheduler.start();
  return {
    foundation,
    async stop() {
      await scheduler.stop();
      await foundation.dataSource.destroy();
    },
  };
}
