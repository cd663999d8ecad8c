import { ConfigError, readConfig } from '#config';
import { failureText } from '#kernel';
import { EmbeddedPostgresError, MigrationsPendingError } from '#persistence';
import { startMarronnier } from './start-marronnier.js';

async function main(): Promise<void> {
  const running = await startMarronnier({ config: readConfig(), print: (line) => process.stdout.write(`${line}\n`) });
  const stop = (): void => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(failureText(error, []));
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(failureText(error, [ConfigError, MigrationsPendingError, EmbeddedPostgresError]));
  process.exit(1);
});
