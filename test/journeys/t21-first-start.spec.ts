import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type Child, killChildren, runChild, startChild } from '../faults/child.js';
import { until } from '../faults/until.js';

jest.setTimeout(180_000);

const PROGRAM = 'apps/standalone/src/main.js';

let parent: string;
let dataDir: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'marronnier-t21-'));
  // Passable for the user root lowers the server to.
  await chmod(parent, 0o711);
  dataDir = join(parent, 'data');
});
afterEach(async () => {
  await killChildren();
  await killDatabase();
  await rm(parent, { recursive: true, force: true });
});

function start(): Promise<Child> {
  return startChild({
    program: PROGRAM,
    environment: { MARRONNIER_DATA_DIR: dataDir, PORT: '0' },
    ready: /^Marronnier is running at (http\S+)$/,
    within: 60_000,
  });
}

/** As the database's own file names it; null when there is none, as after an orderly stop. */
async function databasePid(): Promise<number | null> {
  const file = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(file.split('\n')[0]) || null;
}

async function databaseAnswers(): Promise<boolean> {
  const { port } = JSON.parse(await readFile(join(dataDir, 'cluster.json'), 'utf8')) as { port: number };
  const socket = connect(port, '127.0.0.1');
  return once(socket, 'connect').then(
    () => Boolean(socket.destroy()),
    () => false,
  );
}

/** What a failed test left running. */
async function killDatabase(): Promise<void> {
  const pid = await databasePid();
  if (pid === null) return;
  process.kill(pid, 'SIGQUIT');
  await until('the database is gone', async () => (await databasePid()) === null);
}

function untilReady(url: string, millis: number): Promise<boolean> {
  return until('ready', async () => (await fetch(`${url}/readyz`)).status === 200, millis);
}

async function entries(url: string): Promise<{ content_text: string }[]> {
  const answer = await fetch(`${url}/feeds/fournil-des-lilas.json`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: { content_text: string }[] }).items;
}

async function modeOf(name: string): Promise<number> {
  return (await stat(join(dataDir, name))).mode & 0o777;
}

/** T21: a fresh machine, one command, no service. */
it('is healthy in a minute, publishes the first post of its demo, and survives what happens to processes', async () => {
  const began = performance.now();
  const first = await start();
  await untilReady(first.told, 60_000);
  const ready = performance.now() - began;
  const published = await until(
    'the first post is on the feed',
    async () => {
      const { length } = await entries(first.told);
      return length > 0 && performance.now() - began;
    },
    90_000,
  );
  console.log(`t21: ready after ${(ready / 1000).toFixed(1)} s, first post after ${(published / 1000).toFixed(1)} s`);
  expect(ready).toBeLessThan(60_000);
  expect(published).toBeLessThan(90_000);

  const key = (await readFile(join(dataDir, 'admin.key'), 'utf8')).trim();
  expect(await modeOf('admin.key')).toBe(0o600);
  expect(await modeOf('secret.key')).toBe(0o600);
  expect(first.output()).toContain(key);
  expect(first.output()).toContain(join(dataDir, 'admin.key'));
  expect(first.output()).toContain(`${first.told}/docs`);
  const me = await fetch(`${first.told}/v1/me`, { headers: { authorization: `Bearer ${key}` } });
  expect(me.status).toBe(200);

  const second = await runChild({ program: PROGRAM, environment: { MARRONNIER_DATA_DIR: dataDir, PORT: '0' } });
  expect(second.exitCode).toBe(1);
  expect(second.output).toContain(`in use by another service (process ${first.pid})`);
  await untilReady(first.told, 5_000);

  await first.kill();
  expect(await databaseAnswers()).toBe(true);
  const orphan = await databasePid();
  const again = await start();
  await untilReady(again.told, 60_000);
  expect(await databasePid()).toBe(orphan);
  expect((await entries(again.told)).length).toBeGreaterThan(0);
  expect(again.output()).not.toContain(key);

  expect(await again.stop()).toBe(0);
  expect(await databaseAnswers()).toBe(false);
  expect(await databasePid()).toBeNull();
});
