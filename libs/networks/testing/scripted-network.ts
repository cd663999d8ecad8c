import type {
  AdapterError,
  AdapterIo,
  JsonObject,
  NetworkAdapter,
  PublishState,
  ReconcileResult,
  Remote,
  RemoveResult,
  RenderedUnit,
  Seed,
  Step,
  StepEffect,
  StepResult,
  UnitKind,
} from '../src/contract.js';
import { failed } from '../src/http/answers.js';
import { validatePlan } from '../src/validate-plan.js';
import { type Behaviour, createScript, type Script, type ScriptReader } from './script.js';
import { publishStep, renderScriptedPost, scriptedManifest } from './scripted-format.js';

export interface ScriptedNetworkOptions {
  /** Default `scripted`. */
  id?: string;
  /** `irreversible` (default): the network does not know our keys. `guarded`: it keeps one post per key. */
  effect?: Extract<StepEffect, 'guarded' | 'irreversible'>;
  /** Whether a look at the network tells what it has. */
  canBeAsked: boolean;
  /** Default true. */
  removable?: boolean;
}

/** One post the network accepted. */
export interface ScriptedPost {
  id: string;
  key: string;
  channelId: string;
  kind: UnitKind;
  wire: JsonObject;
  parentId: string | null;
  at: Date;
}

export interface ScriptedNetwork {
  adapter: NetworkAdapter;
  script: Script;
  /** Everything the network ever accepted, in order. Nothing is ever taken out. */
  readonly log: readonly ScriptedPost[];
  /** How many times the network accepted `key`. */
  count(key: string): number;
}

type ScriptedState = {
  v: 1;
  key: string;
  kind: UnitKind;
  wire: JsonObject;
  parentId: string | null;
  /** Accepted, and not yet ready to be seen. */
  pending: { id: string; url: string | null } | null;
  remote: { id: string; url: string | null } | null;
};

interface Network {
  effect: StepEffect;
  canBeAsked: boolean;
  script: ScriptReader;
  log: ScriptedPost[];
  removed: Set<string>;
}

/** A network in memory that does what the test says, call by call, and remembers what it accepted. */
export function createScriptedNetwork(options: ScriptedNetworkOptions): ScriptedNetwork {
  const { id = 'scripted', effect = 'irreversible', canBeAsked, removable = true } = options;
  const network: Network = { effect, canBeAsked, script: createScript(), log: [], removed: new Set() };
  const manifest = scriptedManifest({ id, effect, canBeAsked, removable, credentials: [TOKEN] });
  const adapter: NetworkAdapter = {
    manifest,
    validate: (plan, capabilities) => validatePlan(plan, capabilities, manifest.name),
    render: renderScriptedPost,
    prepare,
    nextStep: (state) => nextStep(readState(state), effect),
    run: (step, state, io) => act({ network, step, state: readState(state), io }),
    reconcile: (state) => Promise.resolve(look(network, readState(state))),
    check: (io) => Promise.resolve({ kind: 'ok', account: io.account.channelId, url: null }),
    ...(removable ? { remove: (remote: Remote) => Promise.resolve(remove(network, remote)) } : {}),
  };
  const count = (key: string) => network.log.filter((post) => post.key === key).length;
  return { adapter, script: network.script, log: network.log, count };
}

const TOKEN = {
  name: 'token',
  label: { en: 'Token', fr: 'Jeton' },
  secret: true,
  required: false,
  format: 'text',
} as const;

function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  const parentId = seed.parent?.id ?? null;
  const state: ScriptedState = { v: 1, key: seed.key, ...unit, parentId, pending: null, remote: null };
  return state;
}

function nextStep(state: ScriptedState, effect: StepEffect): Step | null {
  if (state.remote) return null;
  return state.pending ? { id: 'poll', kind: 'poll', effect: 'harmless' } : publishStep(effect);
}

interface Call {
  network: Network;
  step: Step;
  state: ScriptedState;
  io: AdapterIo;
}

async function act(call: Call): Promise<StepResult> {
  const behaviour = call.network.script.takeBehaviour();
  switch (behaviour.kind) {
    case 'accept':
      return done(call.state, accept(call));
    case 'accept_then_lose_answer':
      accept(call);
      return failed(lost(call.step));
    case 'lose_answer':
      return failed(lost(call.step));
    case 'arrive_late':
      call.network.script.delay(() => void accept(call));
      return failed(lost(call.step));
    case 'unreachable':
      return failed({ class: 'retryable', code: 'scripted.unreachable', phase: 'before_send', detail: 'No way.' });
    case 'refuse':
      return failed(refusal(behaviour));
    case 'rate_limit':
      return failed(limit(behaviour, call.io.now));
    case 'process':
      return wait(behaviour, { ...call.state, pending: { ...accept(call) } }, call.io.now);
    case 'hang':
      if (behaviour.accepted) accept(call);
      await call.network.script.hang();
      return failed(lost(call.step));
    case 'throw':
      if (behaviour.accepted) accept(call);
      throw new Error('the scripted adapter breaks as told');
  }
}

function accept({ network, state, io }: Call): Remote {
  if (state.pending) return state.pending;
  const known = network.effect === 'guarded' ? network.log.find(({ key }) => key === state.key) : undefined;
  if (known) return toRemote(known);
  const { key, kind, wire, parentId } = state;
  const id = `post-${network.log.length + 1}`;
  const post: ScriptedPost = { id, key, channelId: io.account.channelId, kind, wire, parentId, at: io.now };
  network.log.push(post);
  return toRemote(post);
}

function look(network: Network, state: ScriptedState): ReconcileResult {
  const told = network.script.takeReconcile();
  if (told) return told;
  if (!network.canBeAsked) return { kind: 'undecidable', reason: 'This network cannot be asked.' };
  const post = network.log.find(({ key, id }) => key === state.key && !network.removed.has(id));
  return post ? { kind: 'found', remote: toRemote(post) } : { kind: 'absent', certainty: 'certain' };
}

function remove(network: Network, remote: Remote): RemoveResult {
  const there = network.log.some(({ id }) => id === remote.id) && !network.removed.has(remote.id);
  network.removed.add(remote.id);
  return { kind: there ? 'removed' : 'already_gone' };
}

function done(state: ScriptedState, remote: Remote): StepResult {
  return { kind: 'done', state: { ...state, remote: { ...remote } }, remote };
}

function wait(behaviour: Extract<Behaviour, { kind: 'process' }>, state: ScriptedState, now: Date): StepResult {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const giveUpAt = after(behaviour.giveUpSeconds ?? behaviour.seconds + 3_600);
  return { kind: 'wait', state, notBefore: after(behaviour.seconds), giveUpAt };
}

function lost(step: Step): AdapterError {
  const kind = step.effect === 'irreversible' ? 'unknown_outcome' : 'retryable';
  return { class: kind, code: 'scripted.answer_lost', phase: 'sent', detail: 'The answer never came.' };
}

function refusal(behaviour: Extract<Behaviour, { kind: 'refuse' }>): AdapterError {
  const { class: kind = 'permanent', code = 'scripted.refused' } = behaviour;
  return { class: kind, code, phase: 'answered', detail: 'The network refused.' };
}

function limit(behaviour: Extract<Behaviour, { kind: 'rate_limit' }>, now: Date): AdapterError {
  const { seconds, scope = 'account' } = behaviour;
  const wait = seconds === null ? {} : { retryAfter: new Date(now.getTime() + seconds * 1000) };
  return {
    class: 'rate_limited',
    code: 'scripted.rate_limited',
    phase: 'answered',
    scope,
    detail: 'Too many.',
    ...wait,
  };
}

function toRemote({ id }: ScriptedPost): Remote {
  return { id, url: `https://scripted.example/posts/${id}` };
}

function readState(state: PublishState): ScriptedState {
  return state as ScriptedState;
}
