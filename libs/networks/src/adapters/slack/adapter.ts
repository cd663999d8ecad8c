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
  StepResult,
  VerifyResult,
} from '../../contract.js';
import { textAt, unreadable } from '../../http/answers.js';
import { validatePlan } from '../../validate-plan.js';
import { check } from './account.js';
import { get, post } from './call.js';
import type { Told } from './classify.js';
import { readCredentials, type SlackCredentials } from './credentials.js';
import { countedPlan, renderSlackPost, slackIssues, type SlackWire } from './format.js';
import { lookFor, readMessage } from './look.js';
import { manifest } from './manifest.js';
import { differencesIn, isTimestamp, MARKER_TYPE, timestampOf } from './messages.js';
import { upload } from './upload.js';

type SlackState = {
  v: 1;
  key: string;
  createdAt: string;
  wire: SlackWire;
  reply: boolean;
  /** The post that a reply stands under. */
  threadTs: string | null;
  /** Files handed over, in the order of the media. */
  files: string[];
  /** Uploads were lost once and made again. */
  restarted: boolean;
  /** When an answer was lost. RFC 3339 */
  doubtedAt: string | null;
  /** When Slack took on to share the files. RFC 3339 */
  sharedAt: string | null;
  ts: string | null;
  remote: { id: string; url: string | null } | null;
};

const POST: Step = { id: 'post', kind: 'create', effect: 'irreversible' };
// Sharing files is what makes the message.
const COMPLETE: Step = { id: 'complete', kind: 'create', effect: 'irreversible' };
const LOCATE: Step = { id: 'locate', kind: 'poll', effect: 'none' };
const LINK: Step = { id: 'permalink', kind: 'finalize', effect: 'none' };

/** Milliseconds between two looks for files that are being shared, and until it is doubted that they will be. */
const LOOK_EVERY = 5_000;
const SHARED_WITHIN = 600_000;

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

function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  return {
    v: 1,
    key: seed.key,
    createdAt: seed.createdAt,
    wire: unit.wire as SlackWire,
    reply: unit.kind !== 'post',
    // “Never use a reply’s ts value; use its parent instead.”
    threadTs: seed.root && timestampOf(seed.root),
    files: [],
    restarted: false,
    doubtedAt: null,
    sharedAt: null,
    ts: null,
    remote: null,
  } satisfies SlackState;
}

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
    return { kind: 'advanced', state: { ...state, files: [], restarted: true } };
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

/** Where readers find the message; no live post fails for the lack of it. */
async function linked(
  state: SlackState,
  credentials: SlackCredentials,
  io: AdapterIo,
): Promise<{ state: SlackState; remote: Remote }> {
  const ts = state.ts ?? '';
  const told = await get(credentials, 'chat.getPermalink', { channel: credentials.channelId, message_ts: ts }, io);
  const url = told.kind === 'told' ? textAt(told.body, 'permalink') : undefined;
  const remote = { id: ts, url: url?.startsWith('https://') ? url : null };
  return { state: { ...state, remote }, remote };
}

async function reconcile(stored: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const state = readState(stored);
  const seen = await lookFor(state, credentials, io);
  switch (seen.kind) {
    case 'found':
      return { kind: 'found', ...(await linked({ ...state, ts: seen.ts }, credentials, io)) };
    case 'too_much':
      return { kind: 'undecidable', reason: 'The channel got too many messages since to be read.' };
    case 'absent':
      return { kind: 'absent', certainty: certaintyOf(state, io.now) };
    case 'failed':
      return seen.error.class === 'permanent'
        ? { kind: 'undecidable', reason: `The channel cannot be read: ${seen.error.code}.` }
        : seen;
  }
}

/** A message is there at once or never; files that Slack took may be shared minutes later. */
function certaintyOf({ files, sharedAt, doubtedAt, wire }: SlackState, now: Date): 'certain' | 'likely' {
  if (files.length < wire.media.length || wire.media.length === 0) return 'certain';
  const waited = doubtedAt !== null && now.getTime() - Date.parse(doubtedAt) >= SHARED_WITHIN;
  return sharedAt === null && waited ? 'certain' : 'likely';
}

/** A message that cannot be read just now is taken for what its answer said. */
async function verify(remote: Remote, stored: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'faithful' };
  const { threadTs, wire } = readState(stored);
  const read = await readMessage(remote.id, threadTs, credentials, io);
  if ('error' in read) return { kind: 'faithful' };
  const differences = read.message === null ? ['missing'] : differencesIn(read.message, wire);
  return differences.length === 0 ? { kind: 'faithful' } : { kind: 'degraded', differences };
}

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const message = { channel: credentials.channelId, ts: timestampOf(remote) ?? remote.id };
  const told = await post(credentials, 'chat.delete', message, 'guarded', io);
  if (told.kind === 'told') return { kind: 'removed' };
  return told.error.code === 'slack.message_gone' ? { kind: 'already_gone' } : { kind: 'failed', error: told.error };
}

function readState(state: PublishState): SlackState {
  if (state.v !== 1) throw new Error(`unknown slack state version: ${state.v}`);
  return state as SlackState;
}
