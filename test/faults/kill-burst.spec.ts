import { jest } from '@jest/globals';
import { createDatabase } from '#testing';
import { countStates, makeDue, type Outcome, outcomes, planBurst, untilSettled } from './burst.js';
import { startNetwork } from './scripted-log.js';
import { openStage, type Service, type Stage } from './stage.js';
import { until } from './until.js';

jest.setTimeout(120_000);

const DUE = 200;
/** Publications that are through when the service is killed for the first, second and third time. */
const KILLED_AFTER = [20, 70, 120];
const ENVIRONMENT = { WORKER_CONCURRENCY: '12' };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage(await createDatabase('kill_burst'));
});
afterEach(() => stage.clear());

/** Kills it while at least one call is armed, so that every kill hits something; answers how many were under way. */
async function killDuring(service: Service, through: number): Promise<number> {
  await until(`${through} are through and one is armed`, async () => {
    const { published = 0, unconfirmed = 0, reconciling = 0 } = await countStates(stage);
    const armed = await stage.sql(
      `select from publication as p join publication_unit as u on u.publication_id = p.id and u.armed is not null
       where p.state = 'publishing' limit 1`,
    );
    return published + unconfirmed + reconciling >= through && armed.length > 0;
  });
  await service.kill();
  return (await countStates(stage))['publishing'] ?? 0;
}

function of(all: readonly Outcome[], networkId: string): Outcome[] {
  return all.filter((outcome) => outcome.networkId === networkId);
}

it('loses none and doubles none of 200 due publications when the service is killed three times in a row', async () => {
  const network = await startNetwork(stage.directory, 50);
  let service = await stage.startService(ENVIRONMENT);
  await planBurst(
    service,
    [
      { networkId: 'feed', channels: 16, postsPerChannel: 5 },
      { networkId: 'scripted_asked', channels: 12, postsPerChannel: 5 },
      { networkId: 'scripted_mute', channels: 12, postsPerChannel: 5 },
    ],
    network.baseUrl,
  );
  await makeDue(stage);
  const began = performance.now();
  const interrupted: number[] = [];
  for (const through of KILLED_AFTER) {
    interrupted.push(await killDuring(service, through));
    service = await stage.startService(ENVIRONMENT);
  }
  await untilSettled(stage, 60_000);
  const seconds = (performance.now() - began) / 1000;

  const log = await network.counts();
  const all = await outcomes(stage, log);
  const [feed, asked, mute] = ['feed', 'scripted_asked', 'scripted_mute'].map((id) => of(all, id)) as [
    Outcome[],
    Outcome[],
    Outcome[],
  ];
  const unconfirmed = mute.filter(({ state }) => state === 'unconfirmed');
  console.log(
    `kill-burst: ${all.length} due, killed with ${interrupted.join(' + ')} under way, settled in ${seconds.toFixed(1)} s; ` +
      `feed ${count(feed)}, can be asked ${count(asked)}, cannot be asked ${count(mute)} ` +
      `(${unconfirmed.length} unconfirmed, ${unconfirmed.filter(({ out }) => out === 1).length} of them out)`,
  );

  expect(all).toHaveLength(DUE);
  expect([...log.values()].reduce((sum, times) => sum + times, 0)).toBe(
    asked.concat(mute).reduce((sum, { out }) => sum + out, 0),
  );
  expect([...feed, ...asked].filter(({ state, out }) => state !== 'published' || out !== 1)).toEqual([]);
  expect(mute.filter(({ out }) => out > 1)).toEqual([]);
  expect(mute.filter(({ state, out }) => state !== 'unconfirmed' && !(state === 'published' && out === 1))).toEqual([]);
  for (const outcome of unconfirmed) {
    expect(outcome.armed).toMatchObject({ step: 'publish', attempt: outcome.attempts.length });
    expect(outcome.attempts.at(-1)).toMatchObject({ outcome: 'reconciled_undecidable' });
  }
  // Otherwise the kills came too late to prove anything.
  expect(Math.min(...interrupted)).toBeGreaterThan(0);
  expect(unconfirmed.length).toBeGreaterThan(0);

  const parked = await service.call<{ data: object[] }>('GET', '/v1/publications?state=unconfirmed&limit=200');
  expect(parked.data).toHaveLength(unconfirmed.length);
  expect(await service.stop()).toBe(0);
});

/** `out / due`. */
function count(outcomes: readonly Outcome[]): string {
  return `${outcomes.reduce((sum, { out }) => sum + out, 0)}/${outcomes.length}`;
}
