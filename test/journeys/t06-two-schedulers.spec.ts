import { jest } from '@jest/globals';
import { createDatabase } from '#testing';
import { makeDue, outcomes, planBurst, untilSettled } from '../faults/burst.js';
import { startNetwork } from '../faults/scripted-log.js';
import { openStage, type Stage } from '../faults/stage.js';

jest.setTimeout(60_000);

let stage: Stage;
beforeEach(async () => {
  stage = await openStage(await createDatabase('t06'));
});
afterEach(() => stage.clear());

/** T6, a tenth of it: two schedulers and four workers on one database, 100 due publications. */
it('publishes each of 100 once with two schedulers and four workers on one database', async () => {
  const network = await startNetwork(stage.directory, 50);
  const service = await stage.startService();
  await planBurst(service, [{ networkId: 'scripted_asked', channels: 20, postsPerChannel: 5 }], network.baseUrl);
  expect(await service.stop()).toBe(0);

  const two = { WORKER_CONCURRENCY: '2' };
  const schedulers = [await stage.startScheduler(two), await stage.startScheduler(two)];
  await makeDue(stage);
  await untilSettled(stage, 40_000);

  const log = await network.counts();
  const all = await outcomes(stage, log);
  expect(all).toHaveLength(100);
  expect(log.size).toBe(100);
  expect(all.filter(({ state, out, attempts }) => state !== 'published' || out !== 1 || attempts.length !== 1)).toEqual(
    [],
  );
  expect(new Set(all.flatMap(({ attempts }) => attempts.map(({ worker }) => worker))).size).toBe(2);
  for (const scheduler of schedulers) expect(await scheduler.stop()).toBe(0);
});
