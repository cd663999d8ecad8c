import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#persistence';
import { countStates, makeDue, outcomes, planBurst, untilSettled } from '../faults/burst.js';
import { startNetwork } from '../faults/scripted-log.js';
import { openStage, type Service, type Stage } from '../faults/stage.js';
import { until } from '../faults/until.js';

jest.setTimeout(120_000);

let dataDir: string;
let server: EmbeddedPostgres;
let stage: Stage;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'marronnier-t26-'));
  // Passable for the user root lowers the server to.
  await chmod(dataDir, 0o711);
  server = await startServer();
  const urls = { ownerUrl: server.url('owner'), appUrl: server.url('app'), schedulerUrl: server.url('scheduler') };
  stage = await openStage(urls);
});
afterEach(async () => {
  await stage.clear();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function startServer(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log: () => undefined });
}

/** On the port it had. */
async function restart(how: 'killed' | 'stopped'): Promise<void> {
  const { port } = server;
  if (how === 'killed') process.kill(server.pid, 'SIGKILL');
  await server.stop();
  server = await startServer();
  expect(server).toMatchObject({ port, reused: false });
}

async function underWay(service: Service, through: number): Promise<void> {
  let states: Record<string, number> = {};
  await until(
    `${through} are through and something is under way`,
    async () => {
      states = await countStates(stage);
      return (states['published'] ?? 0) >= through && (states['publishing'] ?? 0) > 0;
    },
    30_000,
    () => `${JSON.stringify(states)}; the service: ${service.exitCode() ?? 'lives'} ${service.output()}`,
  );
}

/** T26: PostgreSQL restarts in the middle of a burst. */
it('recovers by itself when PostgreSQL is killed, then restarted, in the middle of a burst', async () => {
  const network = await startNetwork(stage.directory, 50);
  const service = await stage.startService({ WORKER_CONCURRENCY: '8' });
  await planBurst(
    service,
    [
      { networkId: 'feed', channels: 8, postsPerChannel: 5 },
      { networkId: 'scripted_asked', channels: 12, postsPerChannel: 5 },
    ],
    network.baseUrl,
  );
  await makeDue(stage);

  await underWay(service, 15);
  await restart('killed');
  const afterKill = performance.now();
  await underWay(service, 40);
  const resumed = performance.now() - afterKill;
  await restart('stopped');
  await untilSettled(stage, 60_000);

  expect(service.exitCode()).toBeNull();
  const all = await outcomes(stage, await network.counts());
  const again = all.filter(({ attempts }) => attempts.length > 1).length;
  console.log(
    `t26: ${all.length} due, two restarts, at work again ${resumed.toFixed(0)} ms after the first, ${again} tried again`,
  );
  expect(all).toHaveLength(100);
  expect(all.filter(({ state, out }) => state !== 'published' || out !== 1)).toEqual([]);
  const ready = await until('the service is ready', async () => {
    const { status } = await fetch(`${service.url}/readyz`);
    return status === 200 && status;
  });
  expect(ready).toBe(200);
  expect(await service.stop()).toBe(0);
});
