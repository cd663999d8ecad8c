import { collectDefaultMetrics, Registry } from 'prom-client';
import { type AppConfig, ConfigError, readConfig } from '#config';
import { failureText } from '#kernel';
import { migrations } from '#migrations';
import { adapters } from '#networks';
import { MigrationsPendingError, openFoundation, prepareSchema } from '#persistence';
import { createScheduler } from './create-scheduler.js';
import { schedulerEntities } from './entities.js';
import { schedulerLog } from './log.js';
import { type MetricsServer, startMetricsServer } from './metrics-server.js';

/** A scheduler of its own, beside others on one PostgreSQL. */
async function main(): Promise<void> {
  const config = readConfig();
  if (!config.database)
    throw new ConfigError([
      'DATABASE_URL: expected a postgres:// URL; `npm start` runs everything with a database of its own',
    ]);
  const log = schedulerLog(config.logLevel);
  await prepareSchema(config.database.owner, migrations, config.migrate);
  const url = config.database.scheduler ?? config.database.owner;
  const foundation = await openFoundation(config, { url, role: 'scheduler', entities: schedulerEntities });
  const metrics = new Registry();
  const scheduler = createScheduler({ foundation, url, adapters, metrics, log });
  const server = await serveMetrics(config, metrics);
  await scheduler.start();
  const stop = (): void => {
    log.info('Stopping: finishing what is in flight');
    scheduler
      .stop()
      .then(() => server?.stop())
      .then(() => foundation.dataSource.destroy())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('Stopped with an error', error);
          process.exit(1);
        },
      );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

function serveMetrics({ metricsPort, host }: AppConfig, metrics: Registry): Promise<MetricsServer> | null {
  if (metricsPort === null) return null;
  collectDefaultMetrics({ register: metrics });
  return startMetricsServer(metrics, metricsPort, host);
}

main().catch((error: unknown) => {
  console.error(failureText(error, [ConfigError, MigrationsPendingError]));
  process.exit(1);
});
