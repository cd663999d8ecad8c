import type {
  AdapterError,
  AdapterIo,
  CheckResult,
  HttpOutcome,
  JsonObject,
  NetworkAdapter,
  PublishState,
  ReconcileResult,
  RenderedUnit,
  Seed,
  Step,
  StepEffect,
  StepResult,
  UnitKind,
} from '../src/contract.js';
import { failed } from '../src/http/answers.js';
import { parseRetryAfter } from '../src/http/retry-after.js';
import { transportError } from '../src/transport-error.js';
import { validatePlan } from '../src/validate-plan.js';
import { publishStep, renderScriptedPost, scriptedManifest } from './scripted-format.js';

export interface ScriptedHttpOptions {
  /** Default `scripted_http`. */
  id?: string;
  /** Whether the adapter may ask the server by key. The server itself never keeps a key single. */
  canBeAsked: boolean;
}

type Answered = Extract<HttpOutcome, { kind: 'answered' }>;

type HttpState = {
  v: 1;
  key: string;
  kind: UnitKind;
  wire: JsonObject;
  parentId: string | null;
  remote: { id: string; url: string | null } | null;
};

/**
 * The scripted network in another process (test/servers/scripted-network.ts): `POST {baseUrl}/posts` publishes,
 * irreversibly and as often as it is called; `GET {baseUrl}/posts?key=` tells what is there.
 */
export function createScriptedHttpAdapter(options: ScriptedHttpOptions): NetworkAdapter {
  const { id = 'scripted_http', canBeAsked } = options;
  const effect: StepEffect = 'irreversible';
  const manifest = scriptedManifest({ id, effect, canBeAsked, removable: false, credentials: [BASE_URL, TOKEN] });
  return {
    manifest,
    validate: (plan, capabilities) => validatePlan(plan, capabilities, manifest.name),
    render: renderScriptedPost,
    prepare,
    nextStep: (state) => (readState(state).remote ? null : publishStep(effect)),
    run,
    reconcile: (state, io) => (canBeAsked ? ask(readState(state), io) : undecidable()),
    check,
  };
}

const BASE_URL = {
  name: 'baseUrl',
  label: { en: 'Server', fr: 'Serveur' },
  secret: false,
  required: true,
  format: 'url',
} as const;

const TOKEN = {
  name: 'token',
  label: { en: 'Token', fr: 'Jeton' },
  secret: true,
  required: false,
  format: 'text',
} as const;

function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  return { v: 1, key: seed.key, ...unit, parentId: seed.parent?.id ?? null, remote: null } satisfies HttpState;
}

async function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const { key, kind, wire, parentId } = readState(state);
  const body = JSON.stringify({ key, kind, wire, parentId, channelId: io.account.channelId });
  const outcome = await call(io, 'POST', '/posts', body);
  if (outcome.kind === 'failed') return failed(transportError('scripted', step.effect, outcome));
  if (outcome.status !== 201) return failed(refusal(outcome, step.effect, io.now));
  const remote = readPost(outcome.body);
  if (!remote) return failed(unreadable('unknown_outcome'));
  return { kind: 'done', state: { ...state, remote }, remote };
}

async function ask(state: HttpState, io: AdapterIo): Promise<ReconcileResult> {
  const outcome = await call(io, 'GET', `/posts?key=${encodeURIComponent(state.key)}`);
  if (outcome.kind === 'failed') return failed(transportError('scripted', 'none', outcome));
  if (outcome.status !== 200) return failed(refusal(outcome, 'none', io.now));
  const posts = readPosts(outcome.body);
  if (!posts) return failed(unreadable('retryable'));
  const [first] = posts;
  return first ? { kind: 'found', remote: first } : { kind: 'absent', certainty: 'certain' };
}

function undecidable(): Promise<ReconcileResult> {
  return Promise.resolve({ kind: 'undecidable', reason: 'This network cannot be asked.' });
}

async function check(io: AdapterIo): Promise<CheckResult> {
  const outcome = await call(io, 'GET', '/posts?key=');
  if (outcome.kind === 'failed') return failed(transportError('scripted', 'none', outcome));
  if (outcome.status !== 200) return failed(refusal(outcome, 'none', io.now));
  return { kind: 'ok', account: io.account.channelId, url: null };
}

function call(io: AdapterIo, method: 'GET' | 'POST', path: string, body?: string): Promise<HttpOutcome> {
  const { baseUrl = '', token = '' } = io.account.credentials;
  const authorization: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  const content = body === undefined ? {} : { body };
  return io.http.send({
    method,
    url: `${baseUrl}${path}`,
    headers: { 'content-type': 'application/json', ...authorization },
    deadline: io.deadline,
    userSuppliedHost: false,
    ...content,
  });
}

function refusal({ status, headers }: Answered, effect: StepEffect, now: Date): AdapterError {
  const common = { phase: 'answered', httpStatus: status, detail: `The network answered ${status}.` } as const;
  const retryAfter = parseRetryAfter(headers['retry-after'], now);
  if (status === 429)
    return {
      ...common,
      class: 'rate_limited',
      code: 'scripted.rate_limited',
      scope: 'account',
      ...(retryAfter && { retryAfter }),
    };
  if (status === 401 || status === 403) return { ...common, class: 'auth', code: 'scripted.unauthorized' };
  if (status >= 400 && status < 500 && status !== 408 && status !== 425)
    return { ...common, class: 'permanent', code: 'scripted.refused' };
  // A status nobody knows, or a server that broke somewhere: on an irreversible step it may have published first.
  const lost = effect === 'irreversible';
  return { ...common, class: lost ? 'unknown_outcome' : 'retryable', code: 'scripted.unavailable' };
}

function unreadable(kind: 'unknown_outcome' | 'retryable'): AdapterError {
  return { class: kind, code: 'scripted.unreadable', phase: 'answered', detail: 'The answer cannot be read.' };
}

function readPost(body: string): { id: string; url: string | null } | null {
  return toRemote(parseJson(body));
}

function readPosts(body: string): { id: string; url: string | null }[] | null {
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null || !('items' in value) || !Array.isArray(value.items)) return null;
  return value.items.flatMap((item: unknown) => toRemote(item) ?? []);
}

function toRemote(value: unknown): { id: string; url: string | null } | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string') return null;
  return { id: value.id, url: 'url' in value && typeof value.url === 'string' ? value.url : null };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function readState(state: PublishState): HttpState {
  return state as HttpState;
}
