import { runMigrations as migrateJobEngine } from 'graphile-worker';
import pg from 'pg';
import { createDataSource } from './database.js';
import { jobEngineLogger } from './job-engine-log.js';
import type { MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** Two processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_242_001;

/**
 * Brings the database at `ownerUrl` to the newest schema: the job engine's own first, then ours, each migration in a
 * transaction. Safe to run from several processes at once. Answers the names of the migrations that ran.
 */
export async function migrateDatabase(ownerUrl: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrateJobEngine({ connectionString: ownerUrl, logger: jobEngineLogger() });
    return await runOurs(ownerUrl, migrations);
  } finally {
    await lock.end();
  }
}

async function runOurs(ownerUrl: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const dataSource = createDataSource({ url: ownerUrl, role: 'owner', poolSize: 1, entities: [] });
  dataSource.setOptions({ migrations: [...migrations], migrationsTableName: 'migration' });
  await dataSource.initialize();
  try {
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

/** The database lacks migrations and the settings forbid to run them. */
export class MigrationsPendingError extends Error {
  constructor(readonly missing: readonly string[]) {
    super(`MIGRATE=false, and the database lacks these migrations: ${missing.join(', ')}`);
    this.name = 'MigrationsPendingError';
  }
}

/** Migrates, or, where `mayMigrate` is false, throws `MigrationsPendingError` unless there is nothing to do. */
export async function prepareSchema(
  ownerUrl: string,
  migrations: readonly MigrationClass[],
  mayMigrate: boolean,
): Promise<void> {
  if (mayMigrate) {
    await migrateDatabase(ownerUrl, migrations);
    return;
  }
  const owner = await createDataSource({ url: ownerUrl, role: 'owner', poolSize: 1, entities: [] }).initialize();
  const missing = await pendingMigrations((sql) => owner.query(sql), migrations).finally(() => owner.destroy());
  if (missing.length > 0) throw new MigrationsPendingError(missing);
}

/** Names of the migrations of this build that the database has not seen. */
export async function pendingMigrations(
  query: (sql: string) => Promise<{ name: string }[]>,
  migrations: readonly MigrationClass[],
): Promise<string[]> {
  const known = await query(`select to_regclass('public.migration')::text as name`);
  const done = known[0]?.name ? new Set((await query('select name from migration')).map((row) => row.name)) : new Set();
  return migrations.map((migration) => migration.name).filter((name) => !done.has(name));
}
