import { Webhook } from 'standardwebhooks';
import type {
  AdapterIo,
  CheckResult,
  HttpOutcome,
  HttpRequest,
  NetworkAdapter,
  PublishState,
  ReconcileResult,
  RenderedUnit,
  Seed,
  Step,
  StepResult,
} from '../../contract.js';
import { transportError } from '../../transport-error.js';
import { validatePlan } from '../../validate-plan.js';
import { classifyRefusal } from './classify.js';
import { isHttpUrl } from '../../http/http-url.js';
import { readCredentials, type WebhookCredentials } from './credentials.js';
import { deliveryBody, renderWebhookPost } from './format.js';
import { manifest } from './manifest.js';

type WebhookState = { v: 1; id: string; body: string; remote: { id: string; url: string | null } | null };

// At least once by contract: the receiver keeps a delivery single by its id, so it may be repeated.
const DELIVER: Step = { id: 'deliver', kind: 'create', effect: 'guarded' };

export const webhookAdapter: NetworkAdapter = {
  manifest,
  validate: (plan, capabilities) => validatePlan(plan, capabilities, manifest.name),
  render: renderWebhookPost,
  prepare,
  nextStep: (state) => (readState(state).remote ? null : DELIVER),
  run,
  reconcile,
  check,
};

function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  return { v: 1, id: seed.key, body: deliveryBody(unit, seed), remote: null } satisfies WebhookState;
}

async function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const outcome = await io.http.send(delivery(readState(state), credentials, io));
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError('webhook', step.effect, outcome) };
  return settle(state, outcome, io);
}

function delivery(state: WebhookState, credentials: WebhookCredentials, io: AdapterIo): HttpRequest {
  const { id, body } = state;
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': id,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(io.now.getTime() / 1000)),
    'webhook-signature': new Webhook(credentials.secret).sign(id, io.now, body),
  };
  return { method: 'POST', url: credentials.url, headers, body, ...userSupplied(io) };
}

/** A receiver says everything with its status; a long or broken body must not turn a delivery into a failure. */
function userSupplied(io: AdapterIo): Pick<HttpRequest, 'deadline' | 'userSuppliedHost' | 'discardBody'> {
  return { deadline: io.deadline, userSuppliedHost: true, discardBody: true };
}

function settle(
  state: PublishState,
  { status, headers }: Extract<HttpOutcome, { kind: 'answered' }>,
  io: AdapterIo,
): StepResult {
  if (status < 200 || status > 299) return { kind: 'failed', error: classifyRefusal(status, headers, io.now) };
  const remote = { id: readState(state).id, url: permalink(headers['location']) };
  return { kind: 'done', state: { ...state, remote }, remote };
}

/** The receiver may name what it made of the delivery, by an absolute URL. */
function permalink(location: string | undefined): string | null {
  return location !== undefined && location.length <= 2_048 && isHttpUrl(location) ? location : null;
}

function reconcile(): Promise<ReconcileResult> {
  const reason = 'A receiver cannot be asked; a delivery is repeated with the same webhook-id instead.';
  return Promise.resolve({ kind: 'undecidable', reason });
}

/**
 * Looks without delivering anything: the shape of both credentials, then a GET, which is safe by definition
 * (RFC 9110 §9.2.1), to see that the address is allowed, resolves and speaks HTTP. Any status will do, since a
 * receiver need not know GET. No `ping` is posted: a receiver that publishes whatever it gets would publish it.
 */
async function check(io: AdapterIo): Promise<CheckResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const outcome = await io.http.send({ method: 'GET', url: credentials.url, ...userSupplied(io) });
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError('webhook', 'none', outcome) };
  // The host alone: paths of webhook addresses often hold a token.
  return { kind: 'ok', account: new URL(credentials.url).host, url: null };
}

function readState(state: PublishState): WebhookState {
  if (state.v !== 1) throw new Error(`unknown webhook state version: ${state.v}`);
  return state as WebhookState;
}
