import { setTimeout as wait } from 'node:timers/promises';
import { drained } from './burst.js';
import { type Figure, percentile, round } from './figures.js';
import { seedAgency, seedBrands, seedDue } from './seed.js';
import { createSlowNetwork } from './slow-network.js';
import { type Stage, startScheduler } from './stage.js';

const GOAL = 100;

/** One publication on each whole second, on channels of their own: from its due instant to claim and call. */
export async function measureLateness(stage: Stage, count = 60): Promise<Figure[]> {
  const database = await stage.database('lateness');
  const network = createSlowNetwork(50);
  const scheduler = await startScheduler(stage, database, network.adapter);
  // By the clock that the product dates its rows with.
  const now = scheduler.foundation.clock.now();
  const agencyId = await seedAgency(database.sql, now);
  const dueAt = new Date(Math.ceil(now.getTime() / 1000 + 3) * 1000);
  for (let i = 0; i < count; i++) {
    const shape = { agencyId, brands: 1, channelsEach: 1, networkId: network.adapter.manifest.id, now };
    const brandIds = await seedBrands(database.sql, shape);
    await seedDue(database.sql, { brandIds, now, postsEach: 1, dueAt: new Date(dueAt.getTime() + i * 1000) });
  }
  await wait(count * 1000);
  await drained(stage, database, network, count, dueAt);
  await scheduler.stop();
  const rows = await database.sql<{ late: number; key: string; due_at: Date }>(
    `select publication_id || '.0' as key, due_at, extract(epoch from started_at - due_at)::float8 * 1000 as late
     from attempt join publication on publication.id = attempt.publication_id`,
  );
  const called = rows.map(
    ({ key, due_at }) => network.log.find((post) => post.key === key)!.at.getTime() - due_at.getTime(),
  );
  return [
    figure(
      `${count} lone publications on whole seconds: due to claim`,
      rows.map(({ late }) => late),
    ),
    figure('the same: due to the call itself, its step armed', called),
  ];
}

function figure(what: string, late: readonly number[]): Figure {
  const p99 = percentile(late, 0.99);
  return {
    what,
    measured: `p50 ${round(percentile(late, 0.5))} ms, p99 ${round(p99)} ms`,
    goal: `p99 <= ${GOAL} ms`,
    met: p99 <= GOAL,
  };
}
