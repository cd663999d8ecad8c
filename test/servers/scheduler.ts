import { type AppConfig, readConfig } from '#config';
import { openFoundation } from '#persistence';
import { createScheduler, schedulerEntities, schedulerLog } from '#scheduler';
import { watchCommits } from './failpoints.js';
import { adapters, settingsFromEnvironment } from './scripted-settings.js';

/**
 * A scheduler and its workers, nothing else, on a migrated database:
 * node dist/test/servers/scheduler.js, configured by the product's variables and `TEST_PUBLISH_SETTINGS`.
 * Says `beating` once it works; SIGTERM and SIGINT end it in order; on standard input it is told where to die (failpoints.ts).
 */
async function main(config: AppConfig): Promise<void> {
  const url = config.database?.scheduler;
  if (!url) {
    process.stderr.write('DATABASE_SCHEDULER_URL is missing\n');
    process.exit(2);
  }
  watchCommits();
  const foundation = await openFoundation(config, { url, role: 'scheduler', entities: schedulerEntities });
  const scheduler = createScheduler({
    foundation,
    url,
    adapters,
    settings: settingsFromEnvironment(),
    log: schedulerLog(config.logLevel),
  });
  await scheduler.start();
  process.stdout.write('beating\n');
  const stop = async (): Promise<void> => {
    await scheduler.stop();
    await foundation.dataSource.destroy();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

// Not awaited: a bundle of it (faults/matrix/bundle.ts) is a script, which cannot.
void main(readConfig());
