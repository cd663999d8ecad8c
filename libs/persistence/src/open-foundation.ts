import type { AppConfig } from '#config';
import { SystemClock } from '#kernel';
import type { DataSource } from 'typeorm';
import { createDataSource, type DatabaseOptions } from './database.js';
import type { Foundation } from './foundation.module.js';
import { assertSecretKey, finishKeyChange, openSecretBox } from './secret-key.js';
import type { SecretBox } from './secret-box.js';
import { sqlRows } from './sql.js';

/**
 * Opens what an application stands on: the pool, a clock set by PostgreSQL, the secret box. Throws, naming the
 * variable, when the database holds secrets of another key.
 */
export async function openFoundation(
  config: AppConfig,
  database: Omit<DatabaseOptions, 'poolSize'> & { poolSize?: number },
): Promise<Foundation> {
  const dataSource = await createDataSource({ poolSize: 15, ...database }).initialize();
  try {
    const secretBox = await openKey(config, dataSource, database.role);
    const clock = new SystemClock();
    await followDatabaseClock(clock, dataSource);
    return { config, clock, secretBox, dataSource };
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function openKey(
  { secretKey, dataDir }: Pick<AppConfig, 'secretKey' | 'dataDir'>,
  dataSource: DataSource,
  role: DatabaseOptions['role'],
): Promise<SecretBox> {
  if (secretKey === null) await finishKeyChange(dataSource, role, dataDir);
  const box = await openSecretBox(secretKey, dataDir);
  await assertSecretKey(dataSource, role, box);
  return box;
}

/** Sets a `SystemClock` by PostgreSQL's, which every process of an installation shares; leaves other clocks alone. */
export async function followDatabaseClock(clock: unknown, dataSource: DataSource): Promise<void> {
  if (!(clock instanceof SystemClock)) return;
  await clock.follow(async () => {
    const [row] = await sqlRows<{ now: Date }>(dataSource.manager, 'select clock_timestamp() as now');
    return row!.now;
  });
}
