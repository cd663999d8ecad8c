import { setTimeout as wait } from 'node:timers/promises';
import type { ScriptedPost } from '#networks/testing';
import { assertEachOnce, CALL, drained } from './burst.js';
import { type Figure, round } from './figures.js';
import { seedAgency, seedBrands, seedDue } from './seed.js';
import { createSlowNetwork } from './slow-network.js';
import { CONCURRENCY, type Stage, startScheduler } from './stage.js';

/** T28, whole: 20,000 due at one second; a brand with 10,000, nine with 1,111 each, one with a single one. */
export async function measureFairness(stage: Stage): Promise<Figure[]> {
  const database = await stage.database('fairness');
  const network = createSlowNetwork(CALL);
  const now = new Date();
  const agencyId = await seedAgency(database.sql, now);
  const dueAt = new Date(Math.ceil(now.getTime() / 1000 + 18) * 1000);
  const brandsOf = async (brands: number, channelsEach: number, postsEach: number): Promise<string[]> => {
    const shape = { agencyId, brands, channelsEach, networkId: network.adapter.manifest.id, now };
    const brandIds = await seedBrands(database.sql, shape);
    await seedDue(database.sql, { brandIds, now, postsEach, dueAt });
    return brandIds;
  };
  // The big one first: on equal terms its rows would come first everywhere.
  const [big] = await brandsOf(1, 500, 20);
  await brandsOf(9, 101, 11);
  const [lone] = await brandsOf(1, 1, 1);
  await database.sql('vacuum analyze');
  if (new Date() > dueAt) throw new Error('seeding took longer than planned');
  const scheduler = await startScheduler(stage, database, network.adapter);
  await wait(dueAt.getTime() - new Date().getTime());
  const seconds = await drained(stage, database, network, 20_000, dueAt);
  await scheduler.stop();
  await assertEachOnce(database, network, 20_000);
  const channels = await database.sql<{ id: string; brand_id: string }>('select id, brand_id from channel');
  const brandOf = new Map(channels.map((channel) => [channel.id, channel.brand_id]));
  return figuresOf(network.log, (post) => brandOf.get(post.channelId)!, big!, lone!, seconds);
}

function figuresOf(
  log: readonly ScriptedPost[],
  brandOf: (post: ScriptedPost) => string,
  big: string,
  lone: string,
  seconds: number,
): Figure[] {
  const place = log.findIndex((post) => brandOf(post) === lone) + 1;
  const othersDone = log.findLastIndex((post) => brandOf(post) !== big);
  const share = log.slice(0, othersDone).filter((post) => brandOf(post) === big).length / othersDone;
  return [
    {
      what: `T28: 20,000 due at one second, each published once in ${round(seconds, 1)} s; place of the brand with a single one`,
      measured: `${place}`,
      goal: `<= ${2 * CONCURRENCY}`,
      met: place <= 2 * CONCURRENCY,
    },
    {
      what: 'T28: share of the brand with 10,000 while ten brands are at it (an equal turn is 10 %)',
      measured: `${round(share * 100)} %`,
      goal: '5 to 20 %',
      met: share >= 0.05 && share <= 0.2,
    },
  ];
}
