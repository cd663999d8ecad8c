import { setTimeout as wait } from 'node:timers/promises';
import { run } from 'graphile-worker';
import pg from 'pg';
import { connectionOptions, jobEngineLogger } from '#persistence';
import { CALL } from './burst.js';
import { CONCURRENCY, type Stage } from './stage.js';

/** The same wait as bare jobs of the job engine, without claim, ledger or settlement. Answers jobs per second. */
export function measurePeer(stage: Stage, total: number): Promise<number> {
  return measureJobs(stage, 'peer', total, () => wait(CALL));
}

/** Bare jobs of the job engine, as many at once as the product publishes. Answers jobs per second. */
export async function measureJobs(
  stage: Stage,
  name: string,
  total: number,
  work: () => Promise<void>,
): Promise<number> {
  const database = await stage.database(name);
  const pool = new pg.Pool({
    connectionString: database.schedulerUrl,
    options: connectionOptions('scheduler'),
    max: CONCURRENCY / 2 + 2,
  });
  // Else the job engine complains of a pool whose idle connections may end the process.
  pool.on('error', (error) => (stage.failure ??= error));
  let done = 0;
  const runner = await run({
    pgPool: pool,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: jobEngineLogger(),
    taskList: {
      work: async () => {
        await work();
        done++;
      },
    },
  });
  const begun = performance.now();
  await database.sql(
    `select from graphile_worker.add_jobs(array(
       select ('work', json_build_object('n', n), null, null, 25, null, 1, null)::graphile_worker.job_spec
       from generate_series(1, $1::int) as n))`,
    [total],
  );
  while (done < total) await wait(5);
  const seconds = (performance.now() - begun) / 1000;
  await runner.stop();
  await pool.end();
  return total / seconds;
}
