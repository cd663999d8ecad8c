import type {
  AdapterError,
  AdapterIo,
  HttpOutcome,
  Json,
  NetworkAdapter,
  PublishState,
  ReconcileResult,
  Remote,
  RemoveResult,
  Step,
  StepResult,
  VerifyResult,
} from '../../contract.js';
import { verdict } from '../../differences.js';
import { readObject, textAt } from '../../http/answers.js';
import { accounts, check, ownAccount, register } from './account.js';
import { call, readServer, type Server } from './api.js';
import { identified, quietOf, read } from './classify.js';
import { formBody, jsonBody, renderMastodonPost, validateMastodonPlan } from './format.js';
import { findStatus, ownStatuses } from './lookup.js';
import { manifest } from './manifest.js';
import { softwareOf } from './software.js';
import {
  type Look,
  type MastodonState,
  type Newest,
  prepare,
  readState,
  statusId,
  statusParts,
  toState,
} from './state.js';
import { differencesOf, remoteOf } from './status.js';
import { awaitUpload, haveExpired, upload } from './upload.js';

const UPLOAD: Step = { id: 'upload', kind: 'upload', effect: 'harmless' };
const PROCESS: Step = { id: 'process', kind: 'poll', effect: 'none' };
const LOOK: Step = { id: 'look', kind: 'poll', effect: 'none' };
/**
 * Irreversible on every server, Mastodon itself included. Its key is written after the status, for an hour, in another
 * store (PostStatusService#with_idempotency), so that a server that dies in between, or is asked too late, publishes
 * twice; servers that only speak its interface know the key badly or not at all. The key goes along with every try and
 * makes a second one safe for 50 minutes; whether there is to be one is found out by listing.
 */
const CREATE: Step = { id: 'create', kind: 'create', effect: 'irreversible' };

export const mastodonAdapter: NetworkAdapter = {
  manifest,
  validate: validateMastodonPlan,
  render: renderMastodonPost,
  prepare,
  nextStep: (state) => stepOf(readState(state)),
  run,
  reconcile,
  verify,
  remove,
  check,
  accounts,
  register,
};

function stepOf({ wire, uploads, look, remote }: MastodonState): Step | null {
  if (remote) return null;
  if (uploads.some(({ ready }) => !ready)) return PROCESS;
  if (uploads.length < wire.media.length) return UPLOAD;
  return look ? CREATE : LOOK;
}

async function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const server = readServer(io);
  if ('class' in server) return { kind: 'failed', error: server };
  if (readState(state).replyTo === '') return { kind: 'failed', error: MESSAGE_UNKNOWN };
  return STEPS[step.id]!(step, readState(state), server, io);
}

type StepRun = (step: Step, state: MastodonState, server: Server, io: AdapterIo) => Promise<StepResult>;

const STEPS: Readonly<Record<string, StepRun>> = { upload, process: awaitUpload, look: lookAround, create };

/** Whose token it is, what the server runs, and what its newest status is before ours. */
async function lookAround(_step: Step, state: MastodonState, server: Server, io: AdapterIo): Promise<StepResult> {
  const account = await ownAccount(server, io);
  if (account.kind === 'failed') return account;
  const software = await softwareOf(server.origin, io);
  if (software.kind === 'failed') return software;
  const { id } = account.value;
  const latest = await ownStatuses(id, { limit: 1, before: null }, server, io);
  if (latest.kind === 'failed') return latest;
  const now = io.now.toISOString();
  const newest = newestOf(latest.value[0]);
  const compat = { keyed: software.name === 'mastodon', form: software.name === 'snac' };
  return {
    kind: 'advanced',
    state: toState({ ...state, look: { account: id, newest, ...compat, firstTry: now, lastTry: now } }),
  };
}

function newestOf(status: Json | undefined): Newest | null {
  const id = textAt(status, 'id');
  return id === undefined ? null : { id, at: textAt(status, 'created_at') ?? null };
}

/** A try that comes later than this after the first is no longer the first. */
const FIRST_TRY_LASTS = 30_000;

async function create(step: Step, state: MastodonState, server: Server, io: AdapterIo): Promise<StepResult> {
  const look = state.look!;
  const earlier = isRepeat(look, io.now) ? await earlierTry(state, look, server, io) : null;
  if (earlier) return earlier;
  if (haveExpired(state, io.now))
    return { kind: 'advanced', state: toState({ ...state, uploads: [] }), nothingOut: true };
  const made = read(await call(server, statusRequest(state, look), io), step.effect, io, identified);
  if (made.kind === 'failed') return failedCreate(made.error, state, look, io.now);
  const remote = remoteOf(made.value)!;
  const scheduled = textAt(made.value, 'scheduled_at') !== undefined;
  return { kind: 'done', state: toState({ ...state, remote, scheduled }), remote, ...quietOf(made.answer, io.now) };
}

function isRepeat({ firstTry, lastTry }: Look, now: Date): boolean {
  return firstTry !== lastTry || now.getTime() - Date.parse(firstTry) > FIRST_TRY_LASTS;
}

/** What an earlier try left behind; null when it left nothing. Of this try nothing has left, whatever becomes of the look. */
async function earlierTry(state: MastodonState, look: Look, server: Server, io: AdapterIo): Promise<StepResult | null> {
  const finding = await findStatus(state, look, server, io);
  switch (finding.kind) {
    case 'found':
      return { kind: 'done', state: toState({ ...state, remote: finding.remote }), remote: finding.remote };
    case 'similar':
      return { kind: 'failed', error: SIMILAR };
    case 'absent':
      return null;
    case 'failed':
      return { kind: 'failed', error: { ...finding.error, phase: 'before_send' } };
  }
}

const SIMILAR: AdapterError = {
  class: 'unknown_outcome',
  code: 'mastodon.similar_found',
  phase: 'answered',
  detail: 'A status much like this one appeared after the first try.',
};

function statusRequest(state: MastodonState, { form }: Look): Parameters<typeof call>[1] {
  const parts = statusParts(state);
  return {
    method: 'POST',
    path: '/api/v1/statuses',
    headers: {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'idempotency-key': state.key,
    },
    body: form ? formBody(parts) : jsonBody(parts),
  };
}

function failedCreate(error: AdapterError, state: MastodonState, look: Look, now: Date): StepResult {
  if (error.httpStatus === 404 && state.replyTo !== null)
    return { kind: 'failed', error: { ...error, code: 'mastodon.parent_gone' } };
  if (error.class !== 'unknown_outcome') return { kind: 'failed', error };
  return { kind: 'failed', error, state: toState({ ...state, look: { ...look, lastTry: now.toISOString() } }) };
}

/** For so long a further try under the same key is the same status; the server forgets it after an hour. */
const KEY_LIVES = 50 * 60_000;
/** A call that was not dead by then would be a wonder: what is not listed now will not be. */
const CALL_LIVES = 2 * 60_000;

async function reconcile(stored: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const state = readState(stored);
  if (!state.look) return { kind: 'absent', certainty: 'certain' };
  const server = readServer(io);
  if ('class' in server) return { kind: 'failed', error: server };
  const finding = await findStatus(state, state.look, server, io);
  switch (finding.kind) {
    case 'found':
      return { ...finding, state: toState({ ...state, remote: finding.remote }) };
    case 'similar':
      return { kind: 'undecidable', reason: SIMILAR.detail };
    case 'absent':
      return {
        kind: 'absent',
        certainty: finding.whole && mayBeRepeated(state, state.look, io.now) ? 'certain' : 'likely',
      };
    case 'failed':
      return finding;
  }
}

/** Where another try cannot make a second status: the key still holds, or the one before is over and would be listed. */
function mayBeRepeated({ wire }: MastodonState, { keyed, firstTry, lastTry }: Look, now: Date): boolean {
  const since = (instant: string): number => now.getTime() - Date.parse(instant);
  if (keyed && since(firstTry) < KEY_LIVES) return true;
  // snac lists public notes alone, even to their author.
  const isListed = keyed || ((wire.visibility ?? 'public') === 'public' && wire.poll === null);
  return isListed && since(lastTry) >= CALL_LIVES;
}

async function verify(remote: Remote, stored: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const { wire, replyTo, scheduled } = readState(stored);
  if (scheduled) return verdict(['scheduled']);
  const server = readServer(io);
  if ('class' in server) return { kind: 'faithful' };
  const outcome = await call(server, { method: 'GET', path: statusPath(remote.id) }, io);
  const found = read(outcome, 'none', io, identified);
  if (found.kind === 'failed') return verdict((await isGone(outcome, server, io)) ? ['missing'] : []);
  return verdict(differencesOf(found.value, wire, replyTo));
}

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const server = readServer(io);
  if ('class' in server) return { kind: 'failed', error: server };
  const id = statusId(remote);
  if (id === null) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const outcome = await call(server, { method: 'DELETE', path: statusPath(id) }, io);
  const removed = read(outcome, 'guarded', io, readObject);
  if (removed.kind === 'read') return { kind: 'removed' };
  return (await isGone(outcome, server, io)) ? { kind: 'already_gone' } : removed;
}

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'mastodon.message_unknown',
  phase: 'before_send',
  detail: 'Neither the id nor the address of the post is known.',
};

function statusPath(id: string): string {
  return `/api/v1/statuses/${encodeURIComponent(id)}`;
}

/** A page says so as well where something else answers for the server: then it does not know the account either. */
async function isGone(outcome: HttpOutcome, server: Server, io: AdapterIo): Promise<boolean> {
  if (outcome.kind === 'failed' || (outcome.status !== 404 && outcome.status !== 410)) return false;
  return readObject(outcome.body) !== null || (await ownAccount(server, io)).kind === 'read';
}
