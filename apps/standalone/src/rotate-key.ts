import { ConfigError, readConfig } from '#config';
import { failureText, SystemClock } from '#kernel';
import { migrations } from '#migrations';
import {
  createDataSource,
  EmbeddedPostgresError,
  followDatabaseClock,
  KeyRotationError,
  MigrationsPendingError,
  prepareSchema,
  rotateKey,
  startEmbeddedPostgres,
} from '#persistence';

/** `npm run rotate-key`: seals every secret under a new key. Every service must be stopped. */
async function main(): Promise<void> {
  const config = readConfig();
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  // Refused while a service holds the data directory.
  const embedded = config.database
    ? null
    : await startEmbeddedPostgres({ dataDir: config.dataDir, log: print, pgBin: config.pgBin });
  try {
    const url = config.database?.owner ?? embedded!.url('owner');
    await prepareSchema(url, migrations, config.migrate);
    const { values, from, to } = await rotateAt(url, config);
    print(`Sealed ${values} values anew. The key ${from} is replaced by ${to}.`);
    if (config.secretKey !== null)
      print('Now set MARRONNIER_SECRET_KEY to the value of MARRONNIER_NEW_SECRET_KEY, everywhere, then start.');
  } finally {
    await embedded?.stop();
  }
}

async function rotateAt(url: string, config: ReturnType<typeof readConfig>): ReturnType<typeof rotateKey> {
  const dataSource = await createDataSource({ url, role: 'owner', poolSize: 1, entities: [] }).initialize();
  try {
    const clock = new SystemClock();
    await followDatabaseClock(clock, dataSource);
    const { dataDir, secretKey, newSecretKey } = config;
    return await rotateKey({ dataSource, dataDir, secretKey, newSecretKey, now: clock.now() });
  } finally {
    await dataSource.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(failureText(error, [ConfigError, EmbeddedPostgresError, KeyRotationError, MigrationsPendingError]));
  process.exitCode = 1;
});
