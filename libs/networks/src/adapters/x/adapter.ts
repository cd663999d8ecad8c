import type {
  AdapterError,
  AdapterIo,
  NetworkAdapter,
  PublishState,
  Remote,
  RemoveResult,
  Step,
  StepEffect,
  StepResult,
} from '../../contract.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { postId } from './address.js';
import { accountsX, checkX, renewX } from './account.js';
import { callX, jsonCall } from './api.js';
import { createBody, renderXPost } from './format.js';
import { findPost, reconcileX, toRemote, verifyX } from './lookup.js';
import { manifest } from './manifest.js';
import { prepareX, readState, type XState, type XUpload } from './state.js';
import { isForgotten, runUpload, uploadAgain } from './upload.js';
import { validateX } from './validate.js';

export const xAdapter: NetworkAdapter = {
  manifest,
  validate: validateX,
  render: renderXPost,
  prepare: prepareX,
  nextStep,
  run: (step, state, io) =>
    step.id === CREATE.id ? create(readState(state), io, step.effect) : runUpload(readState(state), io, step.effect),
  reconcile: reconcileX,
  verify: verifyX,
  remove,
  check: checkX,
  renew: renewX,
  accounts: accountsX,
};

// Nobody sees an upload, and X forgets the ones that no post names.
const UPLOADS: Readonly<Record<Exclude<XUpload['next'], 'ready'>, Step>> = {
  initialize: { id: 'initialize', kind: 'upload', effect: 'harmless' },
  append: { id: 'append', kind: 'upload', effect: 'harmless' },
  finalize: { id: 'finalize', kind: 'finalize', effect: 'harmless' },
  processing: { id: 'processing', kind: 'poll', effect: 'none' },
  describe: { id: 'describe', kind: 'upload', effect: 'harmless' },
};

const CREATE: Step = { id: 'create', kind: 'create', effect: 'irreversible' };

function nextStep(state: PublishState): Step | null {
  const { uploads, remote } = readState(state);
  if (remote) return null;
  const next = uploads.map((upload) => upload.next).find((one) => one !== 'ready');
  return next === undefined ? CREATE : UPLOADS[next];
}

async function create(state: XState, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  if (state.replyTo === '') return { kind: 'failed', error: MESSAGE_UNKNOWN };
  if (state.uploads.some((upload) => isForgotten(upload, io.now))) return uploadAgain(state);
  const mediaIds = state.uploads.flatMap(({ id }) => id ?? []);
  const answer = await callX(io, effect, jsonCall('/2/tweets', createBody(state.wire, mediaIds, state.replyTo)));
  if (answer.kind === 'failed') return refused(state, io, { kind: 'failed', error: answer.error });
  const id = textAt(answer.body, 'data', 'id');
  if (id === undefined) return { kind: 'failed', error: unreadable('x', effect, answer.status) };
  const remote = toRemote(id);
  return { kind: 'done', state: { ...state, remote }, remote, ...(answer.quiet ? { quiet: answer.quiet } : {}) };
}

/** Two refusals need not be the end: a duplicate may be ours, and media may only be too old. */
async function refused(
  state: XState,
  io: AdapterIo,
  failed: Extract<StepResult, { kind: 'failed' }>,
): Promise<StepResult> {
  if (failed.error.code === 'x.media_invalid' && !state.uploadedAgain) return uploadAgain(state);
  if (failed.error.code !== 'x.duplicate') return failed;
  const look = await findPost(state, io);
  if (look.kind === 'found') return { kind: 'done', state: { ...state, remote: look.remote }, remote: look.remote };
  if (look.kind === 'absent') return failed;
  // Something with this text is there, and nobody knows yet whether it is ours.
  return { kind: 'failed', error: { ...failed.error, class: 'unknown_outcome' } };
}

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'x.message_unknown',
  phase: 'before_send',
  detail: 'Neither the number nor the address of the post is known.',
};

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const id = postId(remote);
  if (id === null) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const answer = await callX(io, 'guarded', { method: 'DELETE', path: `/2/tweets/${id}` });
  if (answer.kind === 'failed') return answer.error.httpStatus === 404 ? { kind: 'already_gone' } : answer;
  const deleted = at(answer.body, 'data', 'deleted');
  if (typeof deleted !== 'boolean') return { kind: 'failed', error: unreadable('x', 'guarded', answer.status) };
  return { kind: deleted ? 'removed' : 'already_gone' };
}
