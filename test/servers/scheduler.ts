import { readConfig } from '#config';
import { openFoundation } from '#persistence';
import { createScheduler, schedulerEntities, schedulerLog } from '#scheduler';
import { watchCommits } from './failpoints.js';
import { adapters, settingsFromEnvironment } from './scripted-settings.js';

/**
 * A scheduler and its workers, nothing else, on a migrated database:
 * node dist/test/servers/scheduler.js, configured by the product's variables and `TEST_PUBLISH_SETTINGS`.
 * Says `beating` once it works; SIGTERM and SIGINT end it in order; on standard input it is told where to die (failpoints.ts).
 */
const config = readConfig();
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

async function stop(): Promise<void> {
  await scheduler.stop();
  await foundation.dataSource.destroy();
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
