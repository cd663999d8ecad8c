import { createHash } from 'node:crypto';
import type {
  AdapterError,
  AdapterIo,
  Ancestor,
  JsonObject,
  MediaFile,
  MediaFit,
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
import { verdict } from '../../differences.js';
import { mediaError, readObject, textAt, unreadable } from '../../http/answers.js';
import { type FormPart, multipart } from '../../http/multipart.js';
import { textWithLink } from '../../shaping/text-with-link.js';
import { transportError } from '../../transport-error.js';
import { validatePlan } from '../../validate-plan.js';
import { check, permalink } from './account.js';
import { call, messagePath, messagesPath, placePath } from './call.js';
import { discordError, quietOf, saysGone } from './classify.js';
import { type Connection, readConnection } from './credentials.js';
import {
  discordIssues,
  type DiscordWire,
  isStill,
  markedName,
  messageBody,
  renderDiscordPost,
  stillBudget,
} from './format.js';
import { answerOf, ask, lookFor } from './look.js';
import { manifest } from './manifest.js';
import { differencesIn, type MessageName, readId } from './messages.js';

type DiscordState = {
  v: 1;
  nonce: string;
  createdAt: string;
  wire: DiscordWire;
  replyTo: string | null;
  /** The unit before: whatever is older is not this one. */
  previous: string | null;
  /** The forum thread that a webhook's post opened. */
  threadId: string | null;
  message: { id: string; channelId: string } | null;
  remote: { id: string; url: string | null } | null;
};

// Nonces are kept single for “the past few minutes” only, and webhooks have none.
const CREATE: Step = { id: 'create', kind: 'create', effect: 'irreversible' };
const LINK: Step = { id: 'permalink', kind: 'finalize', effect: 'none' };

export const discordAdapter: NetworkAdapter = {
  manifest,
  validate: (plan, capabilities) => [
    ...validatePlan({ ...plan, text: textWithLink(plan) }, capabilities, manifest.name),
    ...discordIssues(plan),
  ],
  render: renderDiscordPost,
  prepare,
  nextStep,
  run,
  reconcile,
  verify,
  remove,
  check,
};

function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  // The parts of a thread answer each other; a comment answers the post.
  const answered = unit.kind === 'first_comment' ? seed.root : seed.parent;
  return {
    v: 1,
    nonce: nonceOf(seed.key),
    createdAt: seed.createdAt,
    wire: unit.wire as DiscordWire,
    replyTo: answered && readId(answered).id,
    previous: seed.parent && readId(seed.parent).id,
    threadId: seed.root && openedBy(seed.root),
    message: null,
    remote: null,
  } satisfies DiscordState;
}

/** At most 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}

/** A post that a person settled by its address stands in the thread that it was to open. */
function openedBy(root: Ancestor): string | null {
  const { threadId, placeId } = readId(root);
  const opens = root.state !== null && readState(root.state).wire.threadName !== null;
  return threadId ?? (opens ? placeId : null);
}

function nextStep(state: PublishState): Step | null {
  const { message, remote } = readState(state);
  if (remote) return null;
  return message ? LINK : CREATE;
}

async function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const connection = readConnection(io.account.credentials);
  if ('class' in connection) return { kind: 'failed', error: connection };
  return step.id === LINK.id
    ? { kind: 'done', ...(await linked(readState(state), connection, io)) }
    : create(readState(state), connection, io);
}

async function create(state: DiscordState, connection: Connection, io: AdapterIo): Promise<StepResult> {
  const files = await openFiles(state.wire, io);
  if ('error' in files) return { kind: 'failed', error: files.error };
  const content = contentOf(state, connection, files.files);
  const outcome = await call(connection, 'POST', messagesPath(connection, state.threadId), io, content);
  const told = answerOf(outcome, io, CREATE.effect);
  if ('error' in told) return { kind: 'failed', error: told.error };
  const created = withMessage(state, readObject(told.answer.body));
  if (!created) return { kind: 'failed', error: unreadable('discord', CREATE.effect, told.answer.status) };
  return { kind: 'advanced', state: created, ...quietOf(told.answer, io.now) };
}

function withMessage(state: DiscordState, message: JsonObject | null): DiscordState | null {
  const [id, channelId] = [textAt(message ?? undefined, 'id'), textAt(message ?? undefined, 'channel_id')];
  if (id === undefined || channelId === undefined) return null;
  // A forum post is a thread of its own, named like the channel it is.
  const threadId = state.wire.threadName === null ? state.threadId : channelId;
  return { ...state, threadId, message: { id, channelId } };
}

function contentOf(state: DiscordState, connection: Connection, files: readonly MediaFile[]) {
  const names = files.map(({ fileName }, index) => markedName(fileName, index, state.nonce));
  const body = JSON.stringify({ ...messageBody(state.wire, names), ...ownPart(state, connection) });
  if (files.length === 0) return { headers: { 'content-type': 'application/json' }, body };
  const parts = files.map((file, index) => [`files[${index}]`, named(file, names[index]!)] as const);
  return multipart([['payload_json', body], ...parts]);
}

function named(file: MediaFile, fileName: string): FormPart {
  const { mimeType, bytes: length } = file;
  return { fileName, mimeType, bytes: { length, open: () => file.stream() } };
}

/** What only a bot or only a webhook may say. */
function ownPart({ wire, nonce, replyTo, threadId }: DiscordState, { kind }: Connection): JsonObject {
  if (kind === 'bot')
    return { nonce, enforce_nonce: true, ...(replyTo === null ? {} : { message_reference: { message_id: replyTo } }) };
  const { username, avatarUrl, threadName } = wire;
  return {
    ...(username === null ? {} : { username }),
    ...(avatarUrl === null ? {} : { avatar_url: avatarUrl }),
    ...(threadName === null || threadId !== null ? {} : { thread_name: threadName }),
  };
}

async function openFiles(wire: DiscordWire, io: AdapterIo): Promise<{ files: MediaFile[] } | { error: AdapterError }> {
  const files: MediaFile[] = [];
  for (const { mediaId, mimeType } of wire.media) {
    const opened = await io.media.open(io.account, mediaId, fitOf(mimeType, wire, io));
    if (opened.kind === 'failed') return { error: mediaError('discord', opened) };
    files.push(opened.file);
  }
  return { files };
}

/** Only still images share what one request holds: whatever moves goes out as it is. */
function fitOf(mimeType: string, { media }: DiscordWire, io: AdapterIo): MediaFit {
  const { mimeTypes, image = {} } = io.account.capabilities.media;
  if (!mimeType.startsWith('image/')) return { mimeTypes };
  if (!isStill(mimeType)) return { ...image, mimeTypes };
  return { ...image, maxBytes: Math.min(image.maxBytes ?? Infinity, stillBudget(media)), mimeTypes };
}

async function linked(
  state: DiscordState,
  connection: Connection,
  io: AdapterIo,
): Promise<{ state: DiscordState; remote: Remote }> {
  const message = state.message ?? { id: '', channelId: '' };
  const url = await permalink(connection, message, io);
  const opened = state.wire.threadName !== null && connection.kind === 'webhook';
  const remote = { id: opened ? `${message.channelId}/${message.id}` : message.id, url };
  return { state: { ...state, remote }, remote };
}

async function reconcile(state: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  const connection = readConnection(io.account.credentials);
  if ('class' in connection) return { kind: 'failed', error: connection };
  if (connection.kind === 'webhook') return { kind: 'undecidable', reason: 'A webhook cannot read its channel.' };
  const seen = await lookFor(readState(state), connection, io);
  switch (seen.kind) {
    case 'failed':
      return seen;
    case 'blind':
      return { kind: 'undecidable', reason: 'The bot is not shown the history of the channel (Read Message History).' };
    case 'busy':
      return { kind: 'undecidable', reason: 'The channel got more messages since than are looked through.' };
    case 'unsure':
      return { kind: 'undecidable', reason: 'A message much like this one appeared in the channel about then.' };
    case 'absent':
      return { kind: 'absent', certainty: 'certain' };
    case 'found': {
      const message = { id: seen.id, channelId: connection.channelId };
      return { kind: 'found', ...(await linked({ ...readState(state), message }, connection, io)) };
    }
  }
}

/** A message that cannot be read just now is taken for what its answer said. */
async function verify(remote: Remote, state: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const connection = readConnection(io.account.credentials);
  if ('class' in connection) return { kind: 'faithful' };
  const { threadId, placeId, id } = readId(remote);
  if (id === null) return { kind: 'faithful' };
  const outcome = await call(connection, 'GET', messagePath(connection, id, threadId), io);
  if (outcome.kind === 'failed') return { kind: 'faithful' };
  const message = readObject(outcome.body);
  if (saysGone(outcome, placeId === null)) return verdict(['missing']);
  return verdict(outcome.status === 200 && message ? differencesIn(message, readState(state).wire) : []);
}

async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const connection = readConnection(io.account.credentials);
  if ('class' in connection) return { kind: 'failed', error: connection };
  const name = readId(remote);
  if (name.id === null || isElsewhere(name, connection)) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const thread = await threadOf(name, connection, io);
  if ('error' in thread) return { kind: 'failed', error: thread.error };
  const outcome = await call(connection, 'DELETE', messagePath(connection, name.id, thread.id), io);
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError('discord', 'guarded', outcome) };
  if (saysGone(outcome, name.placeId === null)) return { kind: 'already_gone' };
  if (outcome.status === 204) return { kind: 'removed' };
  return { kind: 'failed', error: discordError(outcome, 'guarded', io.now) };
}

/** A bot is asked within its channel alone, where a message of another is unknown and would be taken for gone. */
function isElsewhere({ placeId }: MessageName, connection: Connection): boolean {
  return connection.kind === 'bot' && placeId !== null && placeId !== connection.channelId;
}

/** The thread that a webhook must name with the message; an address does not tell a thread from the webhook's channel. */
async function threadOf(
  { threadId, placeId }: MessageName,
  connection: Connection,
  io: AdapterIo,
): Promise<{ id: string | null } | { error: AdapterError }> {
  if (placeId === null || connection.kind === 'bot') return { id: threadId };
  const webhook = await ask(connection, placePath(connection), io);
  if ('error' in webhook) return webhook;
  return { id: textAt(webhook.body, 'channel_id') === placeId ? null : placeId };
}

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'discord.message_unknown',
  phase: 'before_send',
  detail: 'Neither the number nor an address of the message in this channel is known.',
};

function readState(state: PublishState): DiscordState {
  if (state.v !== 1) throw new Error(`unknown discord state version: ${state.v}`);
  return state as DiscordState;
}
