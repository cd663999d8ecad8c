import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpClient } from '../src/http/http-client.js';
import type { AdapterIo, Ancestor, NetworkAdapter, PublishState, Seed, StepResult } from '../src/contract.js';
import { contractSuite, type ContractHarness } from './contract-suite.js';
import { drive, type Settled } from './drive.js';
import type { Fault } from './faults.js';
import { SAMPLE_SEED, samplePlan } from './sample-plan.js';
import type { Behaviour } from './script.js';
import { createScriptedHttpAdapter } from './scripted-http-adapter.js';
import { createScriptedNetwork, type ScriptedNetwork, type ScriptedNetworkOptions } from './scripted-network.js';
import { type ScriptedServer, type ServerFaults, startScriptedServer } from './scripted-server.js';
import { testAccount, testIo } from './test-io.js';

const TOKEN = 'scripted-secret-token';

function memoryHarness(options: ScriptedNetworkOptions): ContractHarness {
  const network = createScriptedNetwork(options);
  return {
    adapter: network.adapter,
    io: testIo({ account: testAccount({ token: TOKEN }) }),
    count: () => new Set(network.log.map(({ id }) => id)).size,
    offline: {
      faults: [unreachable(network)],
      loseNextAnswer: () => network.script.next({ kind: 'accept_then_lose_answer' }),
    },
    secrets: [TOKEN],
    close: () => Promise.resolve(),
  };
}

/** The behaviour is taken when the call is made, so the fault arms the script as its io is read. */
function unreachable(network: ScriptedNetwork): Fault {
  const io = testIo({ account: testAccount({ token: TOKEN }) });
  return {
    name: 'unreachable',
    get io() {
      network.script.next({ kind: 'unreachable' });
      return io;
    },
    expected: 'retryable',
  };
}

contractSuite('a scripted network that can be asked', () => memoryHarness({ canBeAsked: true }));
contractSuite('a scripted network that cannot be asked', () => memoryHarness({ canBeAsked: false }));
contractSuite('a scripted network with keys', () => memoryHarness({ canBeAsked: true, effect: 'guarded' }));
contractSuite('a scripted network over HTTP that can be asked', () => httpHarness(true));
contractSuite('a scripted network over HTTP that cannot be asked', () => httpHarness(false));

interface Rig {
  server: ScriptedServer;
  log: string;
  io: AdapterIo;
  close(): Promise<void>;
}

async function startRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'scripted-'));
  const log = join(folder, 'posts.jsonl');
  const server = await startScriptedServer({ port: 0, log, delayAfterAccept: 0, now: () => new Date() });
  const close = async () => {
    await server.close();
    await rm(folder, { recursive: true });
  };
  const account = testAccount({ baseUrl: `http://127.0.0.1:${server.port}`, token: TOKEN });
  const http = createHttpClient({ allowPrivate: false, userAgent: 'test' });
  return { server, log, io: testIo({ account, http }), close };
}

async function httpHarness(canBeAsked: boolean): Promise<ContractHarness> {
  const rig = await startRig();
  return {
    adapter: createScriptedHttpAdapter({ canBeAsked }),
    io: rig.io,
    count: () => linesOf(rig.log).length,
    // Its page instead of JSON is not its 201.
    classes: (fault) => (fault === 'a page instead of JSON' ? 'unknown_outcome' : undefined),
    secrets: [TOKEN],
    close: rig.close,
  };
}

function linesOf(log: string): { key: string; kind: string; parentId: string | null }[] {
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as { key: string; kind: string; parentId: string | null });
}

async function control(server: ScriptedServer, faults: ServerFaults): Promise<void> {
  await fetch(`http://127.0.0.1:${server.port}/control`, { method: 'POST', body: JSON.stringify(faults) });
}

function prepared(adapter: NetworkAdapter): PublishState {
  const [unit] = adapter.render(samplePlan(), adapter.manifest.capabilities).units;
  return adapter.prepare(unit ?? { kind: 'post', wire: {} }, SAMPLE_SEED);
}

function runOnce(adapter: NetworkAdapter, io: AdapterIo, state = prepared(adapter)): Promise<StepResult> {
  const step = adapter.nextStep(state);
  if (!step) throw new Error('nothing to run');
  return adapter.run(step, state, io);
}

describe('the script of a network', () => {
  const table: [Behaviour, object, number][] = [
    [{ kind: 'accept' }, { kind: 'done' }, 1],
    [{ kind: 'accept_then_lose_answer' }, { error: { class: 'unknown_outcome', phase: 'sent' } }, 1],
    [{ kind: 'lose_answer' }, { error: { class: 'unknown_outcome', phase: 'sent' } }, 0],
    [{ kind: 'unreachable' }, { error: { class: 'retryable', phase: 'before_send' } }, 0],
    [{ kind: 'refuse' }, { error: { class: 'permanent' } }, 0],
    [
      { kind: 'refuse', class: 'auth', code: 'scripted.expired' },
      { error: { class: 'auth', code: 'scripted.expired' } },
      0,
    ],
    [{ kind: 'rate_limit', seconds: 30, scope: 'day' }, { error: { class: 'rate_limited', scope: 'day' } }, 0],
    [{ kind: 'process', seconds: 10 }, { kind: 'wait' }, 1],
  ];
  it.each(table)('%j', async (behaviour, expected, accepted) => {
    const network = createScriptedNetwork({ canBeAsked: true });
    network.script.next(behaviour);
    expect(await runOnce(network.adapter, testIo())).toMatchObject(expected);
    expect(network.log.length).toBe(accepted);
  });

  it('polls what the network works on, and does not send it again', async () => {
    const network = createScriptedNetwork({ canBeAsked: false });
    network.script.next({ kind: 'process', seconds: 10 }, { kind: 'process', seconds: 20 });
    const first = await runOnce(network.adapter, testIo());
    const state = first.kind === 'wait' ? first.state : prepared(network.adapter);
    expect(network.adapter.nextStep(state)).toEqual({ id: 'poll', kind: 'poll', effect: 'harmless' });
    expect(await runOnce(network.adapter, testIo(), state)).toMatchObject({ kind: 'wait' });
    expect(await runOnce(network.adapter, testIo(), state)).toMatchObject({ kind: 'done', remote: { id: 'post-1' } });
    expect(network.log.length).toBe(1);
  });

  it('hangs until released', async () => {
    const network = createScriptedNetwork({ canBeAsked: true });
    network.script.next({ kind: 'hang', accepted: true });
    const call = runOnce(network.adapter, testIo());
    await network.script.hanging();
    expect(network.count(SAMPLE_SEED.key)).toBe(1);
    network.script.release();
    expect(await call).toMatchObject({ error: { class: 'unknown_outcome' } });
  });

  it('breaks, and looks, as told', async () => {
    const network = createScriptedNetwork({ canBeAsked: true });
    network.script.next({ kind: 'throw', accepted: true });
    await expect(runOnce(network.adapter, testIo())).rejects.toThrow('breaks as told');
    network.script.nextReconcile({ kind: 'absent', certainty: 'likely' });
    const look = () => network.adapter.reconcile(prepared(network.adapter), testIo());
    expect(await look()).toEqual({ kind: 'absent', certainty: 'likely' });
    expect(await look()).toMatchObject({ kind: 'found', remote: { id: 'post-1' } });
  });

  it('gives each part of a thread and the first comment a unit with its parent', async () => {
    const network = createScriptedNetwork({ canBeAsked: true });
    const plan = samplePlan({ thread: [{ text: 'two' }], firstComment: 'three' });
    const { units } = network.adapter.render(plan, network.adapter.manifest.capabilities);
    let parent: Ancestor | null = null;
    for (const [index, unit] of units.entries()) {
      const seed: Seed = { ...SAMPLE_SEED, key: `k${index}`, parent };
      const settled: Settled = await drive(network.adapter, unit, seed, testIo());
      parent = settled.kind === 'published' ? { ...settled.remote, state: settled.state } : null;
    }
    expect(network.log.map(({ kind, parentId }) => [kind, parentId])).toEqual([
      ['post', null],
      ['thread', 'post-1'],
      ['first_comment', 'post-2'],
    ]);
  });
});

describe('the scripted server', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.close());
  const adapter = createScriptedHttpAdapter({ canBeAsked: true });

  it('publishes the same key as often as it comes, and logs each', async () => {
    await runOnce(adapter, rig.io);
    await runOnce(adapter, rig.io);
    expect(linesOf(rig.log).map(({ key }) => key)).toEqual([SAMPLE_SEED.key, SAMPLE_SEED.key]);
  });

  it('refuses as told, as often as told, and accepts again', async () => {
    await control(rig.server, { status: 429, retryAfter: 7, times: 1 });
    const retryAfter = new Date(rig.io.now.getTime() + 7_000);
    expect(await runOnce(adapter, rig.io)).toMatchObject({ error: { class: 'rate_limited', retryAfter } });
    expect(await runOnce(adapter, rig.io)).toMatchObject({ kind: 'done' });
  });

  it.each<[string, ServerFaults, string]>([
    ['cuts the connection', { drop: 1 }, 'sent'],
    ['answers 500', { fail: 1 }, 'answered'],
  ])('accepts and %s: the outcome is unknown, and a look finds the post', async (_name, faults, phase) => {
    await control(rig.server, faults);
    expect(await runOnce(adapter, rig.io)).toMatchObject({ error: { class: 'unknown_outcome', phase } });
    expect(await adapter.reconcile(prepared(adapter), rig.io)).toMatchObject({ kind: 'found' });
    expect(linesOf(rig.log).length).toBe(1);
  });
});
