import type { AdapterIo, NetworkAdapter, PublishState, Step, StepEffect, StepResult } from '../../contract.js';
import { textAt, unreadable } from '../../http/answers.js';
import { accountsLinkedIn, type Author, checkLinkedIn, readAuthor, renewLinkedIn } from './account.js';
import { callLinkedIn, jsonCall, type LinkedInAnswer } from './api.js';
import { commentBody, type CommentWire, postBody, type PostWire, renderLinkedInPost } from './format.js';
import {
  commentUrnOf,
  judgeDuplicate,
  MESSAGE_UNKNOWN,
  reconcileLinkedIn,
  removeLinkedIn,
  verifyLinkedIn,
} from './lookup.js';
import { manifest } from './manifest.js';
import { commentUrl, postUrl, urnsOf } from './posts.js';
import { type LinkedInState, type LinkedInUpload, prepareLinkedIn, readState } from './state.js';
import { runUpload } from './upload.js';
import { validateLinkedIn } from './validate.js';

export const linkedinAdapter: NetworkAdapter = {
  manifest,
  validate: validateLinkedIn,
  render: renderLinkedInPost,
  prepare: prepareLinkedIn,
  nextStep,
  run,
  reconcile: reconcileLinkedIn,
  verify: verifyLinkedIn,
  remove: removeLinkedIn,
  check: checkLinkedIn,
  renew: renewLinkedIn,
  accounts: accountsLinkedIn,
};

// Nobody sees a file that no post names.
const UPLOADS: Readonly<Record<Exclude<LinkedInUpload['next'], 'ready'>, Step>> = {
  upload: { id: 'upload', kind: 'upload', effect: 'harmless' },
  initialize: { id: 'initialize', kind: 'upload', effect: 'harmless' },
  put: { id: 'put', kind: 'upload', effect: 'harmless' },
  finalize: { id: 'finalize', kind: 'finalize', effect: 'harmless' },
  processing: { id: 'processing', kind: 'poll', effect: 'none' },
};

const CREATE: Step = { id: 'create', kind: 'create', effect: 'irreversible' };
const COMMENT: Step = { id: 'comment', kind: 'create', effect: 'irreversible' };

function nextStep(state: PublishState): Step | null {
  const { uploads, wire, remote } = readState(state);
  if (remote) return null;
  const next = uploads.map((upload) => upload.next).find((one) => one !== 'ready');
  if (next !== undefined) return UPLOADS[next];
  return 'comment' in wire ? COMMENT : CREATE;
}

async function run(step: Step, stored: PublishState, io: AdapterIo): Promise<StepResult> {
  const author = readAuthor(io.account.credentials);
  if ('class' in author) return { kind: 'failed', error: author };
  const state = readState(stored);
  if (step.id === CREATE.id) return create(state, author, io, step.effect);
  if (step.id === COMMENT.id) return comment(state, author, io, step.effect);
  return runUpload(state, io, author.urn, step.effect);
}

async function create(state: LinkedInState, author: Author, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  const body = postBody(state.wire as PostWire, author.urn, urnsOf(state));
  const answer = await callLinkedIn(io, effect, jsonCall('/rest/posts', body));
  if (answer.kind === 'failed') return refused(state, author, io, answer);
  const id = answer.answer.headers['x-restli-id'];
  if (!id?.startsWith('urn:li:'))
    return { kind: 'failed', error: unreadable('linkedin', effect, answer.answer.status) };
  return done(state, { id, url: postUrl(id) });
}

/** LinkedIn refuses content it has seen, and names the first one, which may be ours from a try without an answer. */
async function refused(
  state: LinkedInState,
  author: Author,
  io: AdapterIo,
  { error, body }: Extract<LinkedInAnswer, { kind: 'failed' }>,
): Promise<StepResult> {
  const [id] = /urn:li:(?:share|ugcPost):\d+/.exec(textAt(body, 'message') ?? '') ?? [];
  if (error.code !== 'linkedin.duplicate' || id === undefined) return { kind: 'failed', error };
  const judgement = await judgeDuplicate(id, state, author, io);
  if (judgement === 'ours') return done(state, { id, url: postUrl(id) });
  return { kind: 'failed', error: judgement === 'unknown' ? { ...error, class: 'unknown_outcome' } : error };
}

/** Milliseconds that a fresh post may take until comments find it, and between tries. */
const LONGEST_WAIT = 10 * 60_000;
const TRY_AGAIN = 10_000;

async function comment(state: LinkedInState, author: Author, io: AdapterIo, effect: StepEffect): Promise<StepResult> {
  const on = state.on ?? '';
  if (on === '') return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const path = `/rest/socialActions/${encodeURIComponent(on)}/comments`;
  const answer = await callLinkedIn(io, effect, jsonCall(path, commentBody(state.wire as CommentWire, author.urn, on)));
  if (answer.kind === 'failed')
    return isTooEarly(answer) ? later(state, io.now) : { kind: 'failed', error: answer.error };
  const number = answer.answer.headers['x-restli-id'] ?? textAt(answer.body, 'id');
  const id = commentUrnOf(answer.body) ?? (number === undefined ? undefined : `urn:li:comment:(${on},${number})`);
  if (id === undefined) return { kind: 'failed', error: unreadable('linkedin', effect, answer.answer.status) };
  return done(state, { id, url: commentUrl(id) });
}

/** A post that was made a moment ago is not there yet for those who comment: nothing has been done. */
function isTooEarly({ error, body }: Extract<LinkedInAnswer, { kind: 'failed' }>): boolean {
  return error.httpStatus === 404 && /unable to obtain activity/i.test(textAt(body, 'message') ?? '');
}

function later(state: LinkedInState, now: Date): StepResult {
  const since = state.waitingSince ?? now.toISOString();
  const giveUpAt = new Date(new Date(since).getTime() + LONGEST_WAIT);
  return {
    kind: 'wait',
    state: { ...state, waitingSince: since },
    notBefore: new Date(now.getTime() + TRY_AGAIN),
    giveUpAt,
  };
}

function done(state: LinkedInState, remote: { id: string; url: string }): StepResult {
  return { kind: 'done', state: { ...state, remote }, remote };
}
