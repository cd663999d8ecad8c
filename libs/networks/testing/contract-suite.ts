import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  AdapterError,
  AdapterIo,
  NetworkAdapter,
  PublishPlan,
  PublishState,
  StepResult,
} from '../src/contract.js';
import { createRegistry } from '../src/registry.js';
import { drive, stored } from './drive.js';
import type { Fault } from './faults.js';
import { SAMPLE_SEED, samplePlan } from './sample-plan.js';

/** One adapter with a network behind it that a test can spoil and count. Made anew for every test. */
export interface ContractHarness {
  adapter: NetworkAdapter;
  /** Credentials that work and a network that answers. */
  io: AdapterIo;
  /** How many things readers of the network can see for `key`. */
  count(key: string): number | Promise<number>;
  /** The network takes the next call, and its answer is lost. */
  loseNextAnswer(): void | Promise<void>;
  faults: readonly Fault[];
  /** Whatever must never be seen in an error, a state or a payload. */
  secrets: readonly string[];
  close(): Promise<void>;
}

/**
 * What the ledger relies on, run over every adapter: pure and repeatable preparation, state that survives storage,
 * errors told apart, no secret in them, and exactly one thing on the network whatever happens to the answers.
 * Imported by specs only.
 */
export function contractSuite(name: string, makeHarness: () => ContractHarness | Promise<ContractHarness>): void {
  describe(`${name} keeps the adapter contract`, () => {
    let harness: ContractHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.close());
    const current = () => harness;

    describeManifest(current);
    describePurity(current);
    describePublishing(current);
    describeFaults(current);
    describeAfterwards(current);
  });
}

function describeManifest(current: () => ContractHarness): void {
  it('has a complete manifest that is plain JSON', () => {
    const { adapter } = current();
    expect(() => createRegistry([adapter])).not.toThrow();
    expect(JSON.parse(JSON.stringify(adapter.manifest))).toEqual(adapter.manifest);
    expect(adapter.manifest.sources.length).toBeGreaterThan(0);
  });

  it('declares the reconciliation that its steps need', () => {
    const { adapter } = current();
    const effects = new Set([adapter.nextStep(prepared(adapter))?.effect]);
    const single = ['atomic_key', 'repeatable'].includes(adapter.manifest.reconciliation.kind);
    expect(effects.has('irreversible')).toBe(!single);
  });
}

function describePurity(current: () => ContractHarness): void {
  it('validates a plan it can carry without an error and an empty one with', () => {
    const { adapter } = current();
    expect(adapter.validate(carried(adapter), adapter.manifest.capabilities)).toEqual([]);
    const issues = adapter.validate(emptyPlan(), adapter.manifest.capabilities);
    expect(issues).toContainEqual(expect.objectContaining({ level: 'error', code: 'network.content_empty' }));
  });

  it('renders and prepares the same thing twice, and leaves its input alone', () => {
    const { adapter } = current();
    const plan = deepFrozen(carried(adapter));
    const render = () => adapter.render(plan, adapter.manifest.capabilities);
    expect(render()).toEqual(render());
    const units = deepFrozen(render()).units;
    expect(units.length).toBeGreaterThan(0);
    expect(units[0]?.kind).toBe('post');
    const prepare = () => units.map((unit) => adapter.prepare(unit, deepFrozen(SAMPLE_SEED)));
    expect(prepare()).toEqual(prepare());
    // A payload that went through storage leads to the same state, down to any bytes it holds.
    expect(units.map((unit) => adapter.prepare(stored(unit), SAMPLE_SEED))).toEqual(prepare());
  });

  it('prepares plain JSON with a version, and reads it back from storage', () => {
    const { adapter } = current();
    const state = prepared(adapter);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(Number.isInteger(state.v)).toBe(true);
    expect(adapter.nextStep(stored(state))).toEqual(adapter.nextStep(state));
    expect(adapter.nextStep(deepFrozen(state))).not.toBeNull();
  });
}

function describePublishing(current: () => ContractHarness): void {
  it('publishes each unit once, and has no step left for a stored state that is done', async () => {
    const { adapter, io, count } = current();
    const units = adapter.render(carried(adapter), adapter.manifest.capabilities).units;
    for (const [index, unit] of units.entries()) {
      const seed = { ...SAMPLE_SEED, key: `${SAMPLE_SEED.key}_${index}` };
      const result = await lastResult(adapter, adapter.prepare(unit, seed), io);
      expect(result.remote.id).toEqual(expect.any(String));
      expect(adapter.nextStep(stored(result.state))).toBeNull();
      expect(await count(seed.key)).toBe(1);
    }
  });

  it('runs from a frozen state and gives a new one', async () => {
    const { adapter, io } = current();
    const state = deepFrozen(prepared(adapter));
    const step = adapter.nextStep(state);
    expect(step && (await adapter.run(step, state, io)).kind).not.toBe('failed');
  });

  it('gives one thing when a guarded step is repeated, and the same one', async () => {
    const { adapter, io, count } = current();
    const state = prepared(adapter);
    const step = adapter.nextStep(state);
    const repeats = step?.effect === 'irreversible' ? 1 : 3;
    const remotes = new Set<string>();
    for (let i = 0; i < repeats; i++) remotes.add((await lastResult(adapter, stored(state), io)).remote.id);
    expect(remotes.size).toBe(1);
    expect(await count(SAMPLE_SEED.key)).toBe(1);
  });

  it('ends with exactly one thing when the answer is lost', async () => {
    const { adapter, io, count, loseNextAnswer } = current();
    await loseNextAnswer();
    const settled = await drive(adapter, firstUnit(adapter), SAMPLE_SEED, io);
    expect(await count(SAMPLE_SEED.key)).toBe(1);
    expect(settled.kind).toBe(adapter.manifest.reconciliation.kind === 'none' ? 'unconfirmed' : 'published');
  });

  it('answers a look before anything was sent without inventing a post', async () => {
    const { adapter, io } = current();
    const answer = await adapter.reconcile(prepared(adapter), io);
    const askable = ['atomic_key', 'lookup'].includes(adapter.manifest.reconciliation.kind);
    expect(answer.kind).toBe(askable ? 'absent' : 'undecidable');
  });
}

function describeFaults(current: () => ContractHarness): void {
  it('classes every fault, throws at none and repeats nothing by itself', async () => {
    const { adapter, faults } = current();
    const state = prepared(adapter);
    const step = adapter.nextStep(state);
    const seen: Record<string, string> = {};
    for (const fault of faults) {
      const result = step && (await adapter.run(step, stored(state), fault.io));
      seen[fault.name] = result?.kind === 'failed' ? result.error.class : String(result?.kind);
      if (result?.kind === 'failed') expectSound(result.error, fault.io.now);
    }
    expect(faults.length).toBeGreaterThan(0);
    expect(seen).toEqual(Object.fromEntries(faults.map(({ name, expected }) => [name, expected])));
  });

  it('neither reconciles, checks nor removes with an exception', async () => {
    const { adapter, faults } = current();
    for (const { io } of faults) {
      await expect(adapter.reconcile(prepared(adapter), io)).resolves.toHaveProperty('kind');
      await expect(adapter.check(io)).resolves.toHaveProperty('kind');
      if (adapter.remove) await expect(adapter.remove({ id: 'x', url: null }, io)).resolves.toHaveProperty('kind');
    }
  });

  it('shows no secret in its errors, its states and its payloads', async () => {
    const { adapter, faults, secrets } = current();
    const state = prepared(adapter);
    const step = adapter.nextStep(state);
    const shown: unknown[] = [state];
    for (const { io } of faults) {
      shown.push(step && (await adapter.run(step, state, io)), await adapter.reconcile(state, io));
      shown.push(await adapter.check(io));
    }
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(JSON.stringify(shown)).not.toContain(secret);
  });
}

function describeAfterwards(current: () => ContractHarness): void {
  it('checks credentials that work, without publishing', async () => {
    const { adapter, io, count } = current();
    expect(await adapter.check(io)).toMatchObject({ kind: 'ok' });
    expect(await count(SAMPLE_SEED.key)).toBe(0);
  });

  it('finds faithful what it has just published, and takes it back once, as far as it says it can', async () => {
    const { adapter, io } = current();
    const { state, remote } = await lastResult(adapter, prepared(adapter), io);
    const verified = adapter.verify ? await adapter.verify(remote, stored(state), io) : { kind: 'faithful' };
    expect(verified).toEqual({ kind: 'faithful' });
    const removals = adapter.remove ? [await adapter.remove(remote, io), await adapter.remove(remote, io)] : [];
    expect(removals.map(({ kind }) => kind)).toEqual(adapter.manifest.removable ? ['removed', 'already_gone'] : []);
  });
}

function expectSound(error: AdapterError, now: Date): void {
  expect(error.code).toMatch(/^[a-z][a-z0-9_]*\.[a-z0-9_]+$/);
  expect(error.detail).not.toBe('');
  if (error.class === 'rate_limited') expect(error.scope).toBeDefined();
  if (error.retryAfter) expect(error.retryAfter.getTime()).toBeGreaterThanOrEqual(now.getTime());
}

async function lastResult(
  adapter: NetworkAdapter,
  state: PublishState,
  io: AdapterIo,
): Promise<Extract<StepResult, { kind: 'done' }>> {
  const step = adapter.nextStep(state);
  if (!step) throw new Error('nothing to run');
  const result = await adapter.run(step, state, io);
  if (result.kind === 'failed') throw new Error(`${result.error.code}: ${result.error.detail}`);
  return result.kind === 'done' ? result : lastResult(adapter, stored(result.state), io);
}

function prepared(adapter: NetworkAdapter): PublishState {
  return adapter.prepare(firstUnit(adapter), SAMPLE_SEED);
}

function firstUnit(adapter: NetworkAdapter) {
  const [unit] = adapter.render(carried(adapter), adapter.manifest.capabilities).units;
  if (!unit) throw new Error('rendered nothing');
  return unit;
}

/** The sample plan with all that the network says it can carry. */
function carried(adapter: NetworkAdapter): PublishPlan {
  const { poll, link, thread, firstComment, media } = adapter.manifest.capabilities;
  const sample = samplePlan();
  return {
    ...sample,
    link: link ? sample.link : null,
    media: media.maxImages > 0 ? sample.media : [],
    poll: poll ? { question: 'Butter or jam?', options: ['Butter', 'Jam'], duration: 'P1D' } : null,
    thread: thread ? [{ text: 'Part two.' }, { text: 'Part three.' }] : [],
    firstComment: firstComment ? 'The recipe is in the link.' : null,
  };
}

function emptyPlan(): PublishPlan {
  return samplePlan({ title: null, text: ' \n', link: null, media: [], labels: [] });
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
