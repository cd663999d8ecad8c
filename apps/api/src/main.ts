import { type AppConfig, ConfigError, readConfig } from '#config';
import { migrations } from '#migrations';
import { createDataSource, migrateDatabase, openFoundation, pendingMigrations } from '#persistence';
import { apiEntities, createApi } from './index.js';

/** What an operator can act on, said in a sentence. */
class CannotStart extends Error {}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** The api alone, on a database that is there. */
async function main(): Promise<void> {
  const config = readConfig();
  const urls = databaseOf(config);
  await prepareSchema(config, urls.owner);
  const foundation = await openFoundation(config, {
    url: urls.app ?? urls.owner,
    role: 'app',
    entities: apiEntities,
    applicationName: 'marronnier-api',
  });
  const migrationsPending = (): Promise<string[]> =>
    pendingMigrations((sql) => foundation.dataSource.query(sql), migrations);
  const app = await createApi({ ...foundation, migrationsPending });
  closeOnSignal(() => app.close());
  await app.listen(config.port, config.host);
  print(`The Marronnier API listens on ${await app.getUrl()}`);
  print(`  Reference  ${config.publicUrl}/docs`);
  print(`  Health     ${config.publicUrl}/readyz`);
}

function databaseOf(config: AppConfig): NonNullable<AppConfig['database']> {
  if (config.database) return config.database;
  throw new CannotStart(
    'The api alone needs DATABASE_URL: the postgres:// URL of the role that owns the tables. `npm start` brings its own database.',
  );
}

async function prepareSchema(config: AppConfig, ownerUrl: string): Promise<void> {
  if (config.migrate) {
    await migrateDatabase(ownerUrl, migrations);
    return;
  }
  const missing = await pending(ownerUrl);
  if (missing.length > 0) {
    throw new CannotStart(`MIGRATE=false, and the database lacks these migrations: ${missing.join(', ')}`);
  }
}

async function pending(ownerUrl: string): Promise<string[]> {
  const owner = await createDataSource({ url: ownerUrl, role: 'owner', poolSize: 1, entities: [] }).initialize();
  try {
    return await pendingMigrations((sql) => owner.query(sql), migrations);
  } finally {
    await owner.destroy();
  }
}

function closeOnSignal(close: () => Promise<void>): void {
  const end = (): void => {
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGTERM', end).once('SIGINT', end);
}

function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof CannotStart;
  console.error(expected ? error.message : error);
  process.exit(1);
}

main().catch(fail);
