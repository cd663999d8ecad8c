import { jest } from '@jest/globals';
import pg from 'pg';
import { createDatabase } from '#testing';
import { countStates, makeDue, outcomes, planBurst, untilSettled } from './burst.js';
import { startNetwork } from './scripted-log.js';
import { openStage, type Stage } from './stage.js';
import { until } from './until.js';

jest.setTimeout(120_000);

let stage: Stage;
beforeEach(async () => {
  stage = await openStage(await createDatabase('lost_connections'));
});
afterEach(() => stage.clear());

/** Ends every connection whose application is named like `name`; answers how many. A role may end its own. */
async function terminate(name: string): Promise<number> {
  const client = new pg.Client({ connectionString: stage.urls.schedulerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like $1`,
      [name],
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

it.each([
  ['the job engine', 'marronnier-worker'],
  ['the ledger', 'marronnier-scheduler'],
  ['the lease', 'marronnier-lease %'],
])('goes on when the connections of %s break again and again', async (_, application) => {
  const network = await startNetwork(stage.directory, 50);
  const service = await stage.startService({ WORKER_CONCURRENCY: '8' });
  await planBurst(
    service,
    [
      { networkId: 'feed', channels: 8, postsPerChannel: 5 },
      { networkId: 'scripted_asked', channels: 8, postsPerChannel: 5 },
    ],
    network.baseUrl,
  );
  await makeDue(stage);
  let broken = 0;
  for (const through of [5, 15, 25, 35, 45]) {
    let states: Record<string, number> = {};
    await until(
      `${through} are through`,
      async () => {
        states = await countStates(stage);
        return (states['published'] ?? 0) >= through;
      },
      30_000,
      () => JSON.stringify(states),
    );
    broken += await terminate(application);
  }
  await untilSettled(stage, 60_000);

  const all = await outcomes(stage, await network.counts());
  console.log(`lost-connections: ${broken} of ${application} broken, ${all.length} due`);
  expect(broken).toBeGreaterThan(0);
  expect(all).toHaveLength(80);
  expect(all.filter(({ state, out }) => state !== 'published' || out !== 1)).toEqual([]);
  expect(service.exitCode()).toBeNull();
  expect(await service.stop()).toBe(0);
});
