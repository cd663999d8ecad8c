import type {
  AdapterError,
  AdapterIo,
  PublishState,
  ReconcileResult,
  Remote,
  RemoveResult,
  VerifyResult,
} from '../../contract.js';
import { verdict } from '../../differences.js';
import { textAt } from '../../http/answers.js';
import { get, post } from './call.js';
import { readCredentials, type SlackCredentials } from './credentials.js';
import { lookFor, readMessage } from './look.js';
import { differencesIn, timestampOf } from './messages.js';
import { readState, SHARED_WITHIN, type SlackState } from './state.js';

/** Where readers find the message; no live post fails for the lack of it. */
export async function linked(
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

export async function reconcile(stored: PublishState, io: AdapterIo): Promise<ReconcileResult> {
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
export async function verify(remote: Remote, stored: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'faithful' };
  const { threadTs, wire } = readState(stored);
  const read = await readMessage(remote.id, threadTs, credentials, io);
  if ('error' in read) return { kind: 'faithful' };
  return verdict(read.message === null ? ['missing'] : differencesIn(read.message, wire));
}

export async function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  const credentials = readCredentials(io.account.credentials);
  if ('class' in credentials) return { kind: 'failed', error: credentials };
  const ts = timestampOf(remote);
  if (ts === null) return { kind: 'failed', error: MESSAGE_UNKNOWN };
  const message = { channel: credentials.channelId, ts };
  const told = await post(credentials, 'chat.delete', message, 'guarded', io);
  if (told.kind === 'told') return { kind: 'removed' };
  return told.error.code === 'slack.message_gone' ? { kind: 'already_gone' } : { kind: 'failed', error: told.error };
}

const MESSAGE_UNKNOWN: AdapterError = {
  class: 'permanent',
  code: 'slack.message_unknown',
  phase: 'before_send',
  detail: 'Neither the timestamp nor the address of the message is known.',
};
