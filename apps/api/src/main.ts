import { type AppConfig, ConfigError, readConfig } from '#config';
import { failureText } from '#kernel';
import { migrations } from '#migrations';
import { MigrationsPendingError, openFoundation, pendingMigrations, prepareSchema } from '#persistence';
import { apiEntities, createApi, firstStart } from './index.js';

/** What an operator can act on, said in a sentence. */
class CannotStart extends Error {}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** The api alone, on a database that is there. */
async function main(): Promise<void> {
  const config = readConfig();
  const urls = databaseOf(config);
  await prepareSchema(urls.owner, migrations, config.migrate);
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
  const first = await firstStart(app, foundation);
  await app.listen(config.port, config.host);
  print(`The Marronnier API listens on ${await app.getUrl()}`);
  print(`  Reference  ${config.publicUrl}/docs`);
  print(`  Health     ${config.publicUrl}/readyz`);
  if (first) print(`  Admin key  ${first.adminKey}   (shown this once; kept in ${config.dataDir}/admin.key)`);
}

function databaseOf(config: AppConfig): NonNullable<AppConfig['database']> {
  if (config.database) return config.database;
  throw new CannotStart(
    'The api alone needs DATABASE_URL: the postgres:// URL of the role that owns the tables. `npm start` brings its own database.',
  );
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
  console.error(failureText(error, [ConfigError, CannotStart, MigrationsPendingError]));
  process.exit(1);
}

main().catch(fail);
