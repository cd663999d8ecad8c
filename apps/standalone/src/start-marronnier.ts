import { mkdir } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { apiEntities, createApi, type FirstStart, firstStart, Metrics } from '#api';
import type { AppConfig } from '#config';
import { migrations } from '#migrations';
import { adapters as builtIn, type NetworkAdapter } from '#networks';
import {
  type EmbeddedPostgres,
  type Foundation,
  openFoundation,
  pendingMigrations,
  prepareSchema,
  startEmbeddedPostgres,
  UnitOfWork,
} from '#persistence';
import type { PublishSettings } from '#publishing';
import { createScheduler, schedulerEntities, schedulerLog } from '#scheduler';
import { BAKERY } from './demo/bakery.js';
import { seedDemo } from './demo/seed-demo.js';

export interface MarronnierOptions {
  config: AppConfig;
  /** Words for the person at the terminal. */
  print(line: string): void;
  adapters?: readonly NetworkAdapter[];
  settings?: Partial<PublishSettings>;
}

export interface Marronnier {
  url: string;
  stop(): Promise<void>;
}

interface Urls {
  owner: string;
  app: string;
  scheduler: string;
}

/** What is running so far, closed in the opposite order. */
type Closers = (() => Promise<unknown>)[];

/** Database, api, scheduler and workers in one process: what `npm start` runs. */
export async function startMarronnier(options: MarronnierOptions): Promise<Marronnier> {
  const closers: Closers = [];
  try {
    const url = await startAll(options, closers);
    return {
      url,
      async stop() {
        options.print('Stopping: finishing what is in flight.');
        await closeAll(closers);
      },
    };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function closeAll(closers: Closers): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

async function startAll(options: MarronnierOptions, closers: Closers): Promise<string> {
  const { config, print, adapters = builtIn } = options;
  await mkdir(config.dataDir, { recursive: true });
  const embedded = config.database ? null : await startEmbedded(config, print);
  if (embedded) closers.push(() => embedded.stop());
  const urls = databaseUrls(config, embedded);
  await prepareSchema(urls.owner, migrations, config.migrate);
  const app = await openFoundation(config, { url: urls.app, role: 'app', entities: apiEntities });
  const migrationsPending = (): Promise<string[]> => pendingMigrations((sql) => app.dataSource.query(sql), migrations);
  const api = await createApi({ ...app, adapters, migrationsPending });
  closers.push(() => api.close());
  const first = await plantFirstStart(api, app, embedded !== null && config.demo);
  await api.listen(config.port, config.host);
  await startScheduler(options, urls.scheduler, api.get(Metrics).registry, closers);
  const url = publicUrl(config, await api.getUrl());
  welcome(print, url, config, first);
  return url;
}

/** Agency, key and demo together or not at all. */
async function plantFirstStart(
  api: INestApplicationContext,
  app: Foundation,
  withDemo: boolean,
): Promise<(FirstStart & { demo: boolean }) | null> {
  return api.get(UnitOfWork).run(async () => {
    const first = await firstStart(api, app);
    if (first && withDemo) await seedDemo(api, first, app.clock.now());
    return first && { ...first, demo: withDemo };
  });
}

async function startScheduler(
  options: MarronnierOptions,
  url: string,
  metrics: Registry,
  closers: Closers,
): Promise<void> {
  const { config, adapters = builtIn, settings } = options;
  const foundation = await openFoundation(config, { url, role: 'scheduler', entities: schedulerEntities });
  closers.push(() => foundation.dataSource.destroy());
  const log = schedulerLog(config.logLevel);
  const scheduler = createScheduler({ foundation, url, adapters, settings, metrics, log });
  await scheduler.start();
  closers.push(() => scheduler.stop());
}

function startEmbedded(config: AppConfig, print: (line: string) => void): Promise<EmbeddedPostgres> {
  print(`Starting PostgreSQL in ${config.dataDir} …`);
  return startEmbeddedPostgres({ dataDir: config.dataDir, log: print, pgBin: config.pgBin });
}

function databaseUrls(config: AppConfig, embedded: EmbeddedPostgres | null): Urls {
  if (embedded) return { owner: embedded.url('owner'), app: embedded.url('app'), scheduler: embedded.url('scheduler') };
  const { owner, app, scheduler } = config.database!;
  return { owner, app: app ?? owner, scheduler: scheduler ?? owner };
}

/** The configured address, with the port that was really taken when 0 asked for any. */
function publicUrl(config: AppConfig, listening: string): string {
  return config.port === 0 ? listening.replace('[::1]', 'localhost') : config.publicUrl;
}

function welcome(
  print: (line: string) => void,
  url: string,
  config: AppConfig,
  first: (FirstStart & { demo: boolean }) | null,
): void {
  print('');
  print(`Marronnier is running at ${url}`);
  print(`  API reference        ${url}/docs`);
  if (first) print(`  Your admin API key   ${first.adminKey}   (shown this once)`);
  print(`  The key is kept in   ${config.dataDir}/admin.key`);
  if (first?.demo) print(`  The demo's feed      ${url}/feeds/${BAKERY.slug}   (its first post comes within seconds)`);
  print(`  Is it well?          ${url}/readyz`);
  print('Press Ctrl-C to stop.');
  print('');
}
