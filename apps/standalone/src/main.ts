import { ConfigError, readConfig } from '#config';
import { EmbeddedPostgresError, MigrationsPendingError } from '#persistence';
import { startMarronnier } from './start-marronnier.js';

async function main(): Promise<void> {
  const running = await startMarronnier({ config: readConfig(), print: (line) => process.stdout.write(`${line}\n`) });
  const stop = (): void => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

/** What an operator can act on is said in a sentence; anything else keeps its stack. */
main().catch((error: unknown) => {
  const expected =
    error instanceof ConfigError || error instanceof MigrationsPendingError || error instanceof EmbeddedPostgresError;
  console.error(expected ? error.message : error);
  process.exit(1);
});
