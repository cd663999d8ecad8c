import type {
  AdapterError,
  AdapterIo,
  JsonObject,
  NetworkAdapter,
  PublishState,
  Step,
  StepResult,
} from '../../contract.js';
import { textAt, unreadable } from '../../http/answers.js';
import { validatePlan } from '../../validate-plan.js';
import { check } from './account.js';
import { linked, reconcile, remove, verify } from './afterwards.js';
import { post } from './call.js';
import type { Told } from './classify.js';
import { readCredentials, type SlackCredentials } from './credentials.js';
import { countedPlan, renderSlackPost, slackIssues } from './format.js';
import { lookFor } from './look.js';
import { manifest } from './manifest.js';
import { isTimestamp, MARKER_TYPE } from './messages.js';
import { prepare, readState, SHARED_WITHIN, type SlackState } from './state.js';
import { upload } from './upload.js';

const POST: Step = { id: 'post', kind: 'create', effect: 'irreversible' };
// Sharing files is what makes the message.
const COMPLETE: Step = { id: 'complete', kind: 'create', effect: 'irreversible' };
const LOCATE: Step = { id: 'locate', kind: 'poll', effect: 'none' };
const LINK: Step = { id: 'permalink', kind: 'finalize', effect: 'none' };

/** Milliseconds between two looks for files that are being shared. */
const LOOK_EVERY = 5_000;

export const slackAdapter: NetworkAdapter = {
  manifest,
  validate: (plan, capabilities) => [
    ...validatePlan(countedPlan(plan), capabilities, manifest.name),
    ...slackIssues(plan),
  ],
  render: renderSlackPost,
  prepare,
  nextStep,
  run,
  reconcile,
  verify,
  remove,
  check,
};

function nextStep(state: PublishState): Step | null {
  const { remote, ts, sharedAt, files, wire } = readState(state);
  if (remote) return null;
  if (ts !== null) return LINK;
  if (sharedAt !== null) return LOCATE;
  if (files.length < wire.media.length) return { id: `upload_${files.length + 1}`, kind: 'upload', effect: 'harmless' };
  return wire.media.length > 0 ? COMPLETE : POST;
}

async function run(step: Step, stored: PublishState, io: AdapterIo): Promise<StepResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const state = readState(stored);
  switch (step.id) {
    case POST.id:
    case COMPLETE.id:
      return create(step, state, credentials, io);
    case LOCATE.id:
      return locate(state, credentials, io);
    case LINK.id:
      return { kind: 'done', ...(await linked(state, credentials, io)) };
    default:
      return uploadNext(state, credentials, io);
  }
}

async function uploadNext(state: SlackState, credentials: SlackCredentials, io: AdapterIo): Promise<StepResult> {
  const medium = state.wire.media[state.files.length];
  if (!medium) throw new Error('slack: there is no medium left to upload');
  const uploaded = await upload(medium, credentials, io);
  if ('error' in uploaded) return { kind: 'failed', error: uploaded.error };
  return { kind: 'advanced', state: { ...state, files: [...state.files, uploaded.fileId] } };
}

async function create(
  step: Step,
  state: SlackState,
  credentials: SlackCredentials,
  io: AdapterIo,
): Promise<StepResult> {
  if (state.reply && state.threadTs === null) return { kind: 'failed', error: PARENT_UNKNOWN };
  const already = state.doubtedAt === null ? null : await seenAlready(state, credentials, io);
  if (already) return already;
  const told =
    step.id === POST.id
      ? await post(credentials, 'chat.postMessage', messageOf(state, credentials), step.effect, io)
      : await post(credentials, 'files.completeUploadExternal', completionOf(state, credentials), step.effect, io);
  return settle(step, state, told, io);
}

const PARENT_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'slack.parent_unknown',
  phase: 'before_send',
  detail: 'Nobody knows which message this one answers.',
};

/** What was lost may have arrived after all since it was last looked for. */
async function seenAlready(
  state: SlackState,
  credentials: SlackCredentials,
  io: AdapterIo,
): Promise<StepResult | null> {
  const seen = await lookFor(state, credentials, io);
  if (seen.kind === 'found') return { kind: 'advanced', state: { ...state, ts: seen.ts } };
  // Nothing was sent yet: whatever went wrong with the look, this step may be taken again.
  return seen.kind === 'failed' ? { kind: 'failed', error: { ...seen.error, phase: 'before_send' } } : null;
}

function messageOf({ key, wire, threadTs }: SlackState, { channelId }: SlackCredentials): JsonObject {
  return {
    channel: channelId,
    text: wire.text,
    unfurl_links: wire.unfurlLinks,
    unfurl_media: wire.unfurlMedia,
    metadata: { event_type: MARKER_TYPE, event_payload: { publication: key } },
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
  };
}

function completionOf({ wire, files, threadTs }: SlackState, { channelId }: SlackCredentials): JsonObject {
  return {
    files: files.map((id) => ({ id })),
    channel_id: channelId,
    ...(wire.text === '' ? {} : { initial_comment: wire.text }),
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
  };
}

function settle(step: Step, state: SlackState, told: Told, io: AdapterIo): StepResult {
  const now = io.now.toISOString();
  if (told.kind === 'refused') return refused(state, told.error, now);
  if (step.id === COMPLETE.id) return { kind: 'advanced', state: { ...state, sharedAt: now } };
  const ts = textAt(told.body, 'ts');
  if (ts === undefined || !isTimestamp(ts)) return refused(state, unreadable('slack', step.effect, 200), now);
  return { kind: 'advanced', state: { ...state, ts } };
}

function refused(state: SlackState, error: AdapterError, now: string): StepResult {
  // Uploads that were never completed are dropped by Slack: nothing was shared, and they can be made again, once.
  if (error.code === 'slack.upload_gone' && !state.restarted)
    return { kind: 'advanced', state: { ...state, files: [], restarted: true }, nothingOut: true };
  if (error.class !== 'unknown_outcome') return { kind: 'failed', error };
  return { kind: 'failed', error, state: { ...state, doubtedAt: now } };
}

/** Slack shares files when it has scanned them, and says nowhere which message that makes. */
async function locate(state: SlackState, credentials: SlackCredentials, io: AdapterIo): Promise<StepResult> {
  const seen = await lookFor(state, credentials, io);
  if (seen.kind === 'failed') return { kind: 'failed', error: seen.error };
  if (seen.kind === 'found') return { kind: 'advanced', state: { ...state, ts: seen.ts } };
  const notBefore = new Date(io.now.getTime() + LOOK_EVERY);
  const giveUpAt = new Date(Date.parse(state.sharedAt ?? state.createdAt) + SHARED_WITHIN);
  return { kind: 'wait', state, notBefore, giveUpAt };
}
