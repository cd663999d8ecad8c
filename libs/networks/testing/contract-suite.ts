import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  AdapterError,
  AdapterIo,
  Ancestor,
  ErrorClass,
  HttpRequest,
  JsonObject,
  NetworkAdapter,
  PublishPlan,
  PublishState,
  RenderedUnit,
  Seed,
  Step,
} from '../src/contract.js';
import { createRegistry } from '../src/registry.js';
import { drive, type Settled, stored, type Turn, withSession } from './drive.js';
import { type Fault, HTTP_FAULTS, type HttpFault } from './faults.js';
import { samplePlans } from './sample-plans.js';
import { SAMPLE_SEED, samplePlan } from './sample-plan.js';
import { recorded, spoiled } from './spoil.js';

/** One adapter with a network behind it. Made anew for every test, and several times in some. */
export interface ContractHarness {
  adapter: NetworkAdapter;
  /** Credentials that work and a network that answers; the session is got by `renew`. */
  io: AdapterIo;
  /** How many things readers of the network can see. */
  count(): number | Promise<number>;
  /** Whatever must never be seen in an error, a state or a payload. */
  secrets: readonly string[];
  /** What the sample's plans need besides, such as a title. */
  options?: JsonObject;
  /** Where the network's statuses, or its page instead of JSON, mean something else than HTTP says; by name of the fault. */
  classes?(fault: string, step: Step, request: HttpRequest): ErrorClass | 'wait' | 'any' | undefined;
  /** For an adapter that does not talk HTTP: its faults on the first step, and how its next answer is lost. */
  offline?: { faults: readonly Fault[]; loseNextAnswer(): void };
  close(): Promise<void>;
}

/**
 * What the ledger relies on, run over every adapter: pure and repeatable preparation, state that survives storage,
 * errors told apart at every call of every step, no secret in them, and exactly one thing on the network for each unit
 * whichever answer is lost. Imported by specs only.
 */
export function contractSuite(name: string, makeHarness: () => ContractHarness | Promise<ContractHarness>): void {
  describe(`${name} keeps the adapter contract`, () => {
    const open: ContractHarness[] = [];
    let harness: ContractHarness;
    const make = async (): Promise<ContractHarness> => {
      const made = await makeHarness();
      open.push(made);
      return made;
    };
    beforeEach(async () => {
      harness = await make();
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((made) => made.close()));
    });
    const current = () => harness;

    describeManifest(current);
    describePurity(current);
    describePublishing(current, make);
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

  it('declares the reconciliation that its steps need', async () => {
    const walks = await Promise.all(
      plansOf(current()).map(({ plan }) => walk(current(), unitsOf(current(), plan)[0]!)),
    );
    const irreversible = walks.flat().some(({ step }) => step.effect === 'irreversible');
    const single = ['atomic_key', 'repeatable'].includes(current().adapter.manifest.reconciliation.kind);
    expect(irreversible).toBe(!single);
  });
}

function describePurity(current: () => ContractHarness): void {
  it('validates every plan it can carry without an error and an empty one with', () => {
    const { adapter } = current();
    for (const { name, plan } of plansOf(current())) {
      const errors = adapter.validate(plan, adapter.manifest.capabilities).filter(({ level }) => level === 'error');
      expect({ name, errors }).toEqual({ name, errors: [] });
    }
    const empty = samplePlan({ title: null, text: ' \n', link: null, media: [], labels: [], options: {} });
    const issues = adapter.validate(empty, adapter.manifest.capabilities);
    expect(issues).toContainEqual(expect.objectContaining({ level: 'error' }));
  });

  it('refuses what its manifest says it cannot carry', () => {
    const { adapter, options = {} } = current();
    const { poll, thread, firstComment } = adapter.manifest.capabilities;
    const asked = {
      poll: poll ? null : { question: 'Butter?', options: ['Yes', 'No'], duration: 'P1D' },
      thread: thread ? [] : [{ text: 'Two.' }],
      firstComment: firstComment ? null : 'Three.',
    };
    const paths = adapter
      .validate(samplePlan({ ...asked, options }), adapter.manifest.capabilities)
      .map(({ path }) => path);
    const expected = [
      ...(poll ? [] : ['/poll']),
      ...(thread ? [] : ['/thread']),
      ...(firstComment ? [] : ['/firstComment']),
    ];
    expect(paths).toEqual(expect.arrayContaining(expected));
  });

  it('renders and prepares the same thing twice, and leaves its input alone', () => {
    const { adapter } = current();
    for (const { plan } of plansOf(current())) {
      const frozen = deepFrozen(plan);
      const render = () => adapter.render(frozen, adapter.manifest.capabilities);
      expect(render()).toEqual(render());
      const units = deepFrozen(render()).units;
      expect(units[0]?.kind).toBe('post');
      const prepare = () => units.map((unit) => adapter.prepare(unit, deepFrozen(seedOf('k'))));
      expect(prepare()).toEqual(prepare());
      // A payload that went through storage leads to the same state, down to any bytes it holds.
      expect(units.map((unit) => adapter.prepare(stored(unit), seedOf('k')))).toEqual(prepare());
    }
  });

  it('prepares plain JSON with a version, and reads it back from storage', () => {
    const { adapter } = current();
    const state = prepared(current());
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(Number.isInteger(state.v)).toBe(true);
    expect(adapter.nextStep(stored(state))).toEqual(adapter.nextStep(state));
    expect(adapter.nextStep(deepFrozen(state))).not.toBeNull();
  });
}

function describePublishing(current: () => ContractHarness, make: () => Promise<ContractHarness>): void {
  it('publishes each unit of every plan once, and has no step left for a stored state that is done', async () => {
    for (const { plan } of plansOf(current())) {
      const harness = await make();
      const units = unitsOf(harness, plan);
      let family: Family = { parent: null, root: null };
      for (const [index, unit] of units.entries()) {
        const settled = await published(harness, unit, seedOf(`k${index}`, family));
        expect(settled.remote.id).toEqual(expect.any(String));
        expect(harness.adapter.nextStep(stored(settled.state))).toBeNull();
        expect(await harness.count()).toBe(index + 1);
        family = {
          parent: { ...settled.remote, state: settled.state },
          root: family.root ?? { ...settled.remote, state: settled.state },
        };
      }
    }
  });

  it('runs from a frozen state and gives a new one', async () => {
    const { adapter } = current();
    const io = await withSession(adapter, current().io);
    const state = deepFrozen(prepared(current()));
    const step = adapter.nextStep(state);
    expect(step && (await adapter.run(step, state, io)).kind).not.toBe('failed');
  });

  it('gives one thing when each step that may be repeated is taken three times', async () => {
    for (const { plan } of plansOf(current())) {
      const harness = await make();
      const [unit] = unitsOf(harness, plan);
      const thrice = async ({ step, state, io }: Turn): Promise<void> => {
        if (step.effect === 'irreversible') return;
        for (let i = 0; i < 2; i++) await harness.adapter.run(step, stored(state), io);
      };
      await driveThrough(harness, unit!, thrice);
      expect(await harness.count()).toBe(1);
    }
  });

  it('ends with exactly one thing whichever answer is lost, or none that is counted as one', async () => {
    const kind = current().adapter.manifest.reconciliation.kind;
    for (const { name, plan } of plansOf(current())) {
      const calls = await callsOf(await make(), plan);
      for (const { turn, index, step } of calls) {
        for (const spoiling of ['answer_lost', 'never_arrives'] as const) {
          const harness = await make();
          const [unit] = unitsOf(harness, plan);
          const before = ({ io }: Turn, at: number): AdapterIo => (at === turn ? spoiled(io, index, spoiling) : io);
          const settled = await drive(harness.adapter, unit!, seedOf('k'), harness.io, { before });
          const there = await harness.count();
          const told = { name, step: step.id, call: index, spoiling, settled: settled.kind, there };
          const parked = settled.kind === 'unconfirmed';
          expect(told).toEqual({ ...told, there: parked ? expect.any(Number) : 1 });
          expect(there).toBeLessThanOrEqual(1);
          // A network that can be asked leaves nothing that is out to a person.
          if (parked) expect(step.effect === 'irreversible' && (kind === 'none' || there === 0)).toBe(true);
        }
      }
    }
  });

  it('ends with exactly one thing when an answer is lost that is no HTTP', async () => {
    const { adapter, io, offline } = current();
    if (!offline) return;
    offline.loseNextAnswer();
    const settled = await drive(adapter, unitsOf(current(), plansOf(current())[0]!.plan)[0]!, seedOf('k'), io);
    expect(await current().count()).toBe(1);
    expect(settled.kind).toBe(adapter.manifest.reconciliation.kind === 'none' ? 'unconfirmed' : 'published');
  });

  it('answers a look before anything was sent without inventing a post', async () => {
    const { adapter } = current();
    const answer = await adapter.reconcile(prepared(current()), await withSession(adapter, current().io));
    const allowed = {
      atomic_key: ['absent'],
      lookup: ['absent'],
      repeatable: ['absent', 'undecidable'],
      none: ['undecidable'],
    };
    expect(allowed[adapter.manifest.reconciliation.kind]).toContain(answer.kind);
  });
}

function describeFaults(current: () => ContractHarness): void {
  it('classes every fault of every call at every step, and throws at none', async () => {
    const harness = current();
    const { adapter } = harness;
    const wrong: object[] = [];
    const judge = async ({ step, state, io }: Turn): Promise<void> => {
      const { calls } = await dryRun(adapter, step, state, io);
      for (const [index, request] of calls.entries()) {
        for (const fault of HTTP_FAULTS) {
          const result = await adapter.run(step, stored(state), spoiled(io, index, fault.outcome));
          const seen = result.kind === 'failed' ? result.error.class : result.kind;
          if (result.kind === 'failed') expectSound(result.error, io.now);
          const expected = expectedClass(harness, fault, step, request);
          if (expected !== 'any' && !expected.includes(seen))
            wrong.push({ fault: fault.name, step: step.id, call: index, seen, expected });
        }
      }
    };
    for (const { plan } of plansOf(harness)) if (!harness.offline) await judgeSteps(harness, plan, judge);
    for (const fault of harness.offline?.faults ?? []) {
      const result = await adapter.run(adapter.nextStep(prepared(harness))!, prepared(harness), fault.io);
      if (result.kind !== 'failed' || result.error.class !== fault.expected) wrong.push({ fault: fault.name, result });
    }
    expect(wrong).toEqual([]);
  });

  it('neither reconciles, checks, renews nor removes with an exception, and shows no secret', async () => {
    const { adapter, secrets, offline } = current();
    const state = prepared(current());
    const io = await withSession(adapter, current().io);
    const ios = offline
      ? offline.faults.map((fault) => fault.io)
      : HTTP_FAULTS.map(({ outcome }) => ({ ...io, http: { send: () => Promise.resolve(outcome) } }));
    const shown: unknown[] = [state];
    for (const faulty of ios) {
      const step = adapter.nextStep(state)!;
      shown.push(
        await adapter.run(step, state, faulty),
        await adapter.reconcile(state, faulty),
        await adapter.check(faulty),
      );
      if (adapter.remove) shown.push(await adapter.remove({ id: 'x', url: null }, faulty));
      if (adapter.renew) shown.push(await adapter.renew(faulty));
    }
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(JSON.stringify(shown)).not.toContain(secret);
  });
}

function describeAfterwards(current: () => ContractHarness): void {
  it('checks credentials that work, without publishing', async () => {
    const { adapter, count } = current();
    expect(await adapter.check(await withSession(adapter, current().io))).toMatchObject({ kind: 'ok' });
    expect(await count()).toBe(0);
  });

  it('finds faithful what it has just published, and takes it back once, as far as it says it can', async () => {
    const { adapter } = current();
    const io = await withSession(adapter, current().io);
    const [unit] = unitsOf(current(), plansOf(current())[0]!.plan);
    const { state, remote } = await published(current(), unit!, seedOf('k'));
    const verified = adapter.verify ? await adapter.verify(remote, stored(state), io) : { kind: 'faithful' };
    expect(verified).toEqual({ kind: 'faithful' });
    const removals = adapter.remove ? [await adapter.remove(remote, io), await adapter.remove(remote, io)] : [];
    expect(removals.map(({ kind }) => kind)).toEqual(adapter.manifest.removable ? ['removed', 'already_gone'] : []);
  });
}

interface Family {
  parent: Ancestor | null;
  root: Ancestor | null;
}

function seedOf(key: string, family: Family = { parent: null, root: null }): Seed {
  return { ...SAMPLE_SEED, key: `${SAMPLE_SEED.key}.${key}`, ...family };
}

function plansOf({ adapter, options }: ContractHarness): { name: string; plan: PublishPlan }[] {
  return samplePlans(adapter.manifest.capabilities, options);
}

function unitsOf({ adapter }: ContractHarness, plan: PublishPlan): readonly RenderedUnit[] {
  return adapter.render(plan, adapter.manifest.capabilities).units;
}

function prepared(harness: ContractHarness): PublishState {
  const [unit] = unitsOf(harness, plansOf(harness)[0]!.plan);
  return harness.adapter.prepare(unit!, seedOf('k'));
}

async function published(
  { adapter, io }: ContractHarness,
  unit: RenderedUnit,
  seed: Seed,
): Promise<Extract<Settled, { kind: 'published' }>> {
  const settled = await drive(adapter, unit, seed, io);
  if (settled.kind !== 'published') throw new Error('left to a person although nothing went wrong');
  return settled;
}

/** Every step of a unit, in order. */
async function walk(harness: ContractHarness, unit: RenderedUnit): Promise<Turn[]> {
  const turns: Turn[] = [];
  const before = (turn: Turn): AdapterIo => {
    turns.push(turn);
    return turn.io;
  };
  await drive(harness.adapter, unit, seedOf('k'), harness.io, { before });
  return turns;
}

/** Every call of every step that publishing the plan's post makes. */
async function callsOf(
  harness: ContractHarness,
  plan: PublishPlan,
): Promise<{ turn: number; index: number; step: Step }[]> {
  if (harness.offline) return [];
  const ios: { turn: Turn; io: AdapterIo & { calls: HttpRequest[] } }[] = [];
  const before = (turn: Turn): AdapterIo => {
    const io = recorded(turn.io);
    ios.push({ turn, io });
    return io;
  };
  await drive(harness.adapter, unitsOf(harness, plan)[0]!, seedOf('k'), harness.io, { before });
  return ios.flatMap(({ turn, io }, at) => io.calls.map((_call, index) => ({ turn: at, index, step: turn.step })));
}

/** Publishes with `aside` done before each step. */
async function driveThrough(
  harness: ContractHarness,
  unit: RenderedUnit,
  aside: (turn: Turn) => Promise<void>,
): Promise<void> {
  const adapter: NetworkAdapter = {
    ...harness.adapter,
    run: async (step, state, io) => {
      await aside({ step, state, io });
      return harness.adapter.run(step, state, io);
    },
  };
  await drive(adapter, unit, seedOf('k'), harness.io);
}

async function judgeSteps(
  harness: ContractHarness,
  plan: PublishPlan,
  judge: (turn: Turn) => Promise<void>,
): Promise<void> {
  await driveThrough(harness, unitsOf(harness, plan)[0]!, judge);
}

/** The calls a step makes when the network never hears of the first that would change something. */
async function dryRun(
  adapter: NetworkAdapter,
  step: Step,
  state: PublishState,
  io: AdapterIo,
): Promise<{ calls: HttpRequest[] }> {
  const calls: HttpRequest[] = [];
  const send: AdapterIo['http']['send'] = (request) => {
    calls.push(request);
    return request.method === 'GET'
      ? io.http.send(request)
      : Promise.resolve({ kind: 'failed', bytesSent: true, code: 'reset' });
  };
  await adapter.run(step, stored(state), { ...io, http: { send } });
  return { calls };
}

/** What the class may be: a lost look before an irreversible call leaves nothing unknown. */
function expectedClass(harness: ContractHarness, fault: HttpFault, step: Step, request: HttpRequest): string[] | 'any' {
  const own = harness.classes?.(fault.name, step, request);
  if (own !== undefined) return own === 'any' ? 'any' : [own];
  if (fault.expected !== null) return [fault.expected];
  if (step.effect !== 'irreversible') return ['retryable'];
  return request.method === 'GET' ? ['retryable', 'unknown_outcome'] : ['unknown_outcome'];
}

function expectSound(error: AdapterError, now: Date): void {
  expect(error.code).toMatch(/^[a-z][a-z0-9_]*\.[a-z0-9_]+$/);
  expect(error.detail).not.toBe('');
  if (error.class === 'rate_limited') expect(error.scope).toBeDefined();
  if (error.retryAfter) expect(error.retryAfter.getTime()).toBeGreaterThanOrEqual(now.getTime());
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
