import type { AdapterError, AdapterIo, Json } from '../../contract.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { get } from './call.js';
import type { SlackCredentials } from './credentials.js';
import { carries, type Marker } from './messages.js';

export interface Sought extends Marker {
  /** The message it answers. */
  threadTs: string | null;
  /** RFC 3339; nothing older is ours. */
  createdAt: string;
}

export type Seen =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  /** More was written meanwhile than is worth reading. */
  | { kind: 'too_much' }
  | { kind: 'failed'; error: AdapterError };

const PAGE = '200';
const MOST_PAGES = 5;
/** Milliseconds by which Slack's clock may be behind ours. */
const SKEW = 120_000;

/** Reads what the channel, or the thread, got since the unit was prepared. */
export async function lookFor(sought: Sought, credentials: SlackCredentials, io: AdapterIo): Promise<Seen> {
  const oldest = ((Date.parse(sought.createdAt) - SKEW) / 1_000).toFixed(6);
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const read = await readPage(sought.threadTs, { oldest, limit: PAGE, ...(cursor && { cursor }) }, credentials, io);
    if ('error' in read) return { kind: 'failed', error: read.error };
    const ts = textAt(
      read.messages.find((message) => carries(message, sought)),
      'ts',
    );
    if (ts !== undefined) return { kind: 'found', ts };
    if (read.next === '') return { kind: 'absent' };
    cursor = read.next;
  }
  return { kind: 'too_much' };
}

/** One message; null where it is no more. */
export async function readMessage(
  ts: string,
  threadTs: string | null,
  credentials: SlackCredentials,
  io: AdapterIo,
): Promise<{ message: Json | null } | { error: AdapterError }> {
  const read = await readPage(threadTs, { oldest: ts, latest: ts, inclusive: 'true', limit: '1' }, credentials, io);
  if ('error' in read) return read;
  return { message: read.messages.find((message) => textAt(message, 'ts') === ts) ?? null };
}

async function readPage(
  threadTs: string | null,
  range: Readonly<Record<string, string>>,
  credentials: SlackCredentials,
  io: AdapterIo,
): Promise<{ messages: readonly Json[]; next: string } | { error: AdapterError }> {
  const query = { channel: credentials.channelId, include_all_metadata: 'true', ...range };
  const told =
    threadTs === null
      ? await get(credentials, 'conversations.history', query, io)
      : await get(credentials, 'conversations.replies', { ...query, ts: threadTs }, io);
  if (told.kind === 'refused') return { error: told.error };
  const messages = at(told.body, 'messages');
  if (!Array.isArray(messages)) return { error: unreadable('slack', 'none', 200) };
  const next = at(told.body, 'has_more') === true ? textAt(told.body, 'response_metadata', 'next_cursor') : '';
  return { messages, next: next ?? '' };
}
