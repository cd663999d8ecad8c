import { jest } from '@jest/globals';
import pg from 'pg';
import { createDatabase } from '#testing';
import type { Child } from './child.js';
import { countStates, makeDue, outcomes, planBurst, untilSettled } from './burst.js';
import { startNetwork } from './scripted-log.js';
import { FAST, openStage, type Stage } from './stage.js';
import { until } from './until.js';

jest.setTimeout(60_000);

/** Promised: 2 s on a quiet machine. */
const RESTARTED_WITHIN = 5_000;
const WORKERS = { WORKER_CONCURRENCY: '4' };
/** More than one process takes for itself: six times what it sends at once. */
const DUE = 32;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage(await createDatabase('kill_worker'));
});
afterEach(() => stage.clear());

interface Worker {
  child: Child;
  /** As `publication.lease_owner` names it. */
  pool: string;
}

async function livingPools(): Promise<string[]> {
  const rows = await stage.sql<{ pool: string }>(
    `select split_part(application_name, ' ', 2) as pool from pg_stat_activity
     where datname = current_database() and application_name like 'marronnier-lease %'`,
  );
  return rows.map(({ pool }) => pool);
}

async function startTwoWorkers(): Promise<[Worker, Worker]> {
  const first = await stage.startScheduler(WORKERS);
  const [firstPool = ''] = await livingPools();
  const second = await stage.startScheduler(WORKERS);
  const secondPool = (await livingPools()).find((pool) => pool !== firstPool) ?? '';
  return [
    { child: first, pool: firstPool },
    { child: second, pool: secondPool },
  ];
}

/** Plans through a service that then goes away: the two workers are alone. */
async function plan(networkId: 'feed' | 'scripted_asked', baseUrl: string): Promise<void> {
  const service = await stage.startService();
  await planBurst(service, [{ networkId, channels: DUE, postsPerChannel: 1 }], baseUrl);
  expect(await service.stop()).toBe(0);
}

async function heldBy(pool: string, armed: boolean): Promise<string[]> {
  const rows = await stage.sql<{ id: string }>(
    `select p.id from publication as p where p.state = 'publishing' and p.lease_owner = $1
       and $2 = exists (select from publication_unit as u where u.publication_id = p.id and u.armed is not null)`,
    [pool, armed],
  );
  return rows.map(({ id }) => id);
}

async function looksOf(pool: string): Promise<string[]> {
  const rows = await stage.sql<{ id: string }>(
    `select id from publication where state = 'reconciling' and lease_owner = $1`,
    [pool],
  );
  return rows.map(({ id }) => id);
}

async function untilNoneHeldBy(pool: string): Promise<void> {
  await until('what the dead worker held restarts', async () => {
    const held = await stage.sql(`select from publication where state = 'publishing' and lease_owner = $1`, [pool]);
    return held.length === 0;
  });
}

async function expectEachOutOnce(log: ReadonlyMap<string, number>): Promise<void> {
  const all = await outcomes(stage, log);
  expect(all).toHaveLength(DUE);
  expect(all.filter(({ state, out }) => state !== 'published' || out !== 1)).toEqual([]);
}

it('goes on with the calls of a killed worker by asking the network, at once', async () => {
  const network = await startNetwork(stage.directory, 1_000);
  await plan('scripted_asked', network.baseUrl);
  const [victim] = await startTwoWorkers();
  await makeDue(stage);
  const held = await until('the victim is in the middle of three calls', async () => {
    const armed = await heldBy(victim.pool, true);
    return armed.length >= 3 && armed;
  });

  const killed = performance.now();
  await victim.child.kill();
  await untilNoneHeldBy(victim.pool);
  const restarted = performance.now() - killed;
  const settled = await until('one of them is settled', async () => {
    const rows = await stage.sql(`select from publication where id = any($1) and state = 'published'`, [held]);
    return rows.length > 0 && performance.now() - killed;
  });
  console.log(
    `kill-worker: ${held.length} armed calls, in question after ${restarted.toFixed(0)} ms, first one settled after ${settled.toFixed(0)} ms`,
  );

  expect(restarted).toBeLessThan(RESTARTED_WITHIN);
  await untilSettled(stage, 20_000);
  await expectEachOutOnce(await network.counts());
});

it('repeats the steps of a killed worker that may be repeated, at once', async () => {
  await plan('feed', '');
  const [victim, survivor] = await startTwoWorkers();
  const table = new pg.Client({ connectionString: stage.urls.ownerUrl });
  await table.connect();
  try {
    // Every worker that appends to the feed now waits in the middle of its step.
    await table.query('begin');
    await table.query('lock table feed_entry in exclusive mode');
    await makeDue(stage);
    const held = await until('the victim is in the middle of three steps', async () => {
      const steps = await heldBy(victim.pool, false);
      return steps.length >= 3 && steps;
    });

    const killed = performance.now();
    await victim.child.kill();
    await table.query('rollback');
    await untilNoneHeldBy(victim.pool);
    const restarted = performance.now() - killed;
    await untilSettled(stage, 20_000);
    const settled = performance.now() - killed;
    console.log(
      `kill-worker: ${held.length} repeatable steps, again in the queue after ${restarted.toFixed(0)} ms, all settled after ${settled.toFixed(0)} ms`,
    );

    expect(restarted).toBeLessThan(RESTARTED_WITHIN);
    await expectEachOutOnce(new Map());
    const again = (await outcomes(stage, new Map())).filter(({ id }) => held.includes(id));
    expect(again.map(({ attempts }) => attempts)).toEqual(
      again.map(() => [
        { number: 1, outcome: 'interrupted', worker: victim.pool },
        { number: 2, outcome: 'published', worker: survivor.pool },
      ]),
    );
  } finally {
    await table.end();
  }
});

it('asks again at once what a killed worker was asking', async () => {
  // Time to freeze the network between the last answer and the first question.
  await stage.clear();
  stage = await openStage(await createDatabase('kill_worker'), { ...FAST, looks: [1_500, 1_000, 1_000, 1_000] });
  const network = await startNetwork(stage.directory, 50);
  await plan('scripted_asked', network.baseUrl);
  const [victim] = await startTwoWorkers();
  await network.loseAnswers(8);
  await makeDue(stage);
  await until('every answer is lost', async () => (await countStates(stage))['reconciling'] === 8);
  process.kill(network.child.pid, 'SIGSTOP');
  const asking = await until('the victim asks', async () => {
    const ids = await looksOf(victim.pool);
    return ids.length >= 2 && ids;
  });

  const killed = performance.now();
  await victim.child.kill();
  process.kill(network.child.pid, 'SIGCONT');
  await until(
    'what it asked is answered',
    async () => {
      const open = await stage.sql(`select from publication where id = any($1) and state <> 'published'`, [asking]);
      return open.length === 0;
    },
    30_000,
  );
  const answered = performance.now() - killed;
  console.log(`kill-worker: ${asking.length} questions, answered ${answered.toFixed(0)} ms after the kill`);

  expect(answered).toBeLessThan(RESTARTED_WITHIN);
  await untilSettled(stage, 20_000);
  await expectEachOutOnce(await network.counts());
});
