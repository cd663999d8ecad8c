import type {
  AdapterError,
  AdapterIo,
  Difference,
  MediaFile,
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
import { mediaError, unreadable } from '../../http/answers.js';
import { textWithLink } from '../../shaping/text-with-link.js';
import { validatePlan } from '../../validate-plan.js';
import { check } from './account.js';
import { call } from './call.js';
import type { Told } from './classify.js';
import { readCredentials } from './credentials.js';
import { kindOf, methodCall, renderTelegramPost, telegramIssues, type TelegramWire } from './format.js';
import { manifest } from './manifest.js';
import { isElsewhere, messageIds, readSent } from './messages.js';

type TelegramState = {
  v: 1;
  wire: TelegramWire;
  replyTo: number | null;
  /** Where the group moved to while this was sent. */
  movedTo: string | null;
  remote: { id: string; url: string | null } | null;
  differences: Difference[];
};

// Nothing keeps a message single, and nobody can be asked afterwards.
const SEND: Step = { id: 'send', kind: 'create', effect: 'irreversible' };

export const telegramAdapter: NetworkAdapter = {
  manifest,
  validate: (plan, capabilities) => [
    ...validatePlan({ ...plan, text: textWithLink(plan) }, capabilities, manifest.name),
    ...telegramIssues(plan),
  ],
  render: renderTelegramPost,
  prepare,
  nextStep: (state) => (readState(state).remote ? null : SEND),
  run,
  reconcile,
  verify,
  remove,
  check,
};

function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  const parent = seed.parent && readParent(seed.parent.state);
  return {
    v: 1,
    wire: unit.wire as TelegramWire,
    replyTo: (seed.parent && messageIds(seed.parent)[0]) ?? null,
    movedTo: parent?.movedTo ?? null,
    remote: null,
    differences: [],
  } satisfies TelegramState;
}

function readParent(state: PublishState | null): TelegramState | null {
  return state && readState(state);
}

async function run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const { wire, replyTo, movedTo } = readState(state);
  const files = await openFiles(wire, io);
  if ('error' in files) return { kind: 'failed', error: files.error };
  const to = { chatId: movedTo ?? credentials.chatId, topicId: credentials.topicId, replyTo };
  const { method, parameters } = methodCall(wire, to);
  return settle(step, readState(state), await call(credentials, method, parameters, step.effect, io, files.files));
}

function settle(step: Step, state: TelegramState, told: Told): StepResult {
  if (told.kind === 'refused') return { kind: 'failed', error: told.error };
  if (told.kind === 'moved') return follow(state, told.chatId, told.error);
  const sent = readSent(told.result, state.wire);
  if (!sent) return { kind: 'failed', error: unreadable('telegram', step.effect, 200) };
  return { kind: 'done', state: { ...state, ...sent }, remote: sent.remote };
}

/** The refusal names the group's new number and proves that nothing was sent: the same step goes there, once. */
function follow(state: TelegramState, chatId: string, error: AdapterError): StepResult {
  if (state.movedTo !== null) return { kind: 'failed', error };
  return { kind: 'advanced', state: { ...state, movedTo: chatId }, nothingOut: true };
}

async function openFiles(wire: TelegramWire, io: AdapterIo): Promise<{ files: MediaFile[] } | { error: AdapterError }> {
  const { mimeTypes, image } = io.account.capabilities.media;
  const files: MediaFile[] = [];
  for (const { mediaId, kind } of wire.media) {
    const fitting = mimeTypes.filter((type) => type === '*/*' || kindOf(type) === kind);
    const fit = kind === 'photo' ? { ...image, mimeTypes: fitting } : { mimeTypes: fitting };
    const opened = await io.media.open(io.account, mediaId, fit);
    if (opened.kind === 'failed') return { error: mediaError('telegram', opened) };
    files.push(opened.file);
  }
  return { files };
}

function reconcile(): Promise<ReconcileResult> {
  const reason = 'Bots cannot read a channel: look in Telegram for the message, then say whether it is live.';
  return Promise.resolve({ kind: 'undecidable', reason });
}

/** The answer to the send holds the message as Telegram took it, and is all that a bot ever gets to read of it. */
function verify(_remote: Remote, state: PublishState): Promise<VerifyResult> {
  return Promise.resolve(verdict(readState(state).differences));
}

/** Message by message: `deleteMessages` passes over those it does not find without a word. */
async function remove(remote: Remote, io: AdapterIo, unit?: RenderedUnit): Promise<RemoveResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const ids = isElsewhere(remote, credentials.chatId) ? [] : messageIds(remote);
  if (ids.length === 0) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  // An address names one message, and nothing tells which others are of its album.
  if (ids.length < ((unit?.wire as TelegramWire | undefined)?.media.length ?? 0))
    return { kind: 'failed', error: ALBUM_UNKNOWN };
  let kind: 'removed' | 'already_gone' = 'already_gone';
  for (const id of ids) {
    const parameters = { chat_id: credentials.chatId, message_id: id };
    const told = await call(credentials, 'deleteMessage', parameters, 'harmless', io);
    if (told.kind === 'told') kind = 'removed';
    else if (told.error.code !== 'telegram.message_gone') return { kind: 'failed', error: told.error };
  }
  return { kind };
}

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'telegram.message_unknown',
  phase: 'before_send',
  detail: 'Neither the number nor an address of the message in this chat is known: delete it in Telegram.',
};

const ALBUM_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'telegram.album_unknown',
  phase: 'before_send',
  detail: 'It is an album, of which one message alone is known: delete it in Telegram.',
};

function readState(state: PublishState): TelegramState {
  if (state.v !== 1) throw new Error(`unknown telegram state version: ${state.v}`);
  return state as TelegramState;
}
