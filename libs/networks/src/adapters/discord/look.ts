import type { AdapterError, AdapterIo, HttpOutcome, Json, JsonObject, StepEffect } from '../../contract.js';
import { type Answered, readJson, readObject, textAt, unreadable } from '../../http/answers.js';
import { transportError } from '../../transport-error.js';
import { call, placePath } from './call.js';
import { discordError } from './classify.js';
import type { Connection } from './credentials.js';
import { type Likeness, likeness, type Sought } from './messages.js';

type Bot = Extract<Connection, { kind: 'bot' }>;

/** One unit, and since when it may be there. */
export interface Search extends Sought {
  /** The unit before; nothing older is ours. */
  previous: string | null;
  /** RFC 3339; nor is anything older than this. */
  createdAt: string;
}

export type Seen =
  | { kind: 'found'; message: Json; id: string }
  | { kind: 'absent' }
  /** Something is there that may be ours as well as another's. */
  | { kind: 'unsure' }
  /** The bot may not be shown what is there. */
  | { kind: 'blind' }
  /** More was written than is looked through. */
  | { kind: 'busy' }
  | { kind: 'failed'; error: AdapterError };

const PAGE = 100;
const MOST_PAGES = 5;
/** Milliseconds by which Discord's clock may be behind ours. What it dates within them before our try may be another's. */
const SKEW = 10_000;
const ANSWER_BYTES = 4 * 1_048_576;

/** Looks through what the channel got since the unit was prepared. */
export async function lookFor(search: Search, bot: Bot, io: AdapterIo): Promise<Seen> {
  const me = await ask(bot, '/users/@me', io);
  if ('error' in me) return { kind: 'failed', error: me.error };
  const seen = await lookThrough(search, me.body, bot, io);
  // What somebody wrote between the empty list and the word on the last message is on the next list.
  return seen.kind === 'blind' ? lookThrough(search, me.body, bot, io) : seen;
}

async function lookThrough(search: Search, me: JsonObject, bot: Bot, io: AdapterIo): Promise<Seen> {
  const start = startOf(search);
  let after = start;
  let unsure = false;
  for (let page = 0; page < MOST_PAGES; page++) {
    const messages = await listAfter(after, bot, io);
    if ('error' in messages) return { kind: 'failed', error: messages.error };
    const likes = messages.list.map((message) => (isOwn(message, me) ? likenessTo(search, message) : 'other'));
    const found = messages.list[likes.indexOf('ours')];
    const id = textAt(found, 'id');
    if (found !== undefined && id !== undefined) return { kind: 'found', message: found, id };
    if (messages.list.length === 0 && page === 0) return emptiness(start, bot, io);
    unsure ||= likes.includes('silent');
    if (messages.list.length < PAGE) return { kind: unsure ? 'unsure' : 'absent' };
    after = newest(messages.list) ?? after;
  }
  return { kind: 'busy' };
}

/** The unit before is by Discord's clock; without one, what that clock dates before our try is in doubt. */
function likenessTo({ previous, createdAt, ...sought }: Search, message: Json): Likeness {
  const since = BigInt(previous ?? snowflakeAt(Date.parse(createdAt)));
  return likeness(message, sought, BigInt(textAt(message, 'id') ?? 0) >= since);
}

function startOf({ previous, createdAt }: Search): string {
  return previous ?? snowflakeAt(Date.parse(createdAt) - SKEW);
}

function isOwn(message: Json, me: JsonObject): boolean {
  return textAt(message, 'author', 'id') === me['id'] && textAt(message, 'webhook_id') === undefined;
}

/** Without the right to read the history the list is empty, not refused: the channel's last message tells which. */
async function emptiness(start: string, bot: Bot, io: AdapterIo): Promise<Seen> {
  const channel = await ask(bot, placePath(bot), io);
  if ('error' in channel) return { kind: 'failed', error: channel.error };
  // Null: nothing was ever written there.
  const last = channel.body['last_message_id'] === null ? start : idAt(channel.body, 'last_message_id');
  return last !== undefined && BigInt(last) <= BigInt(start) ? { kind: 'absent' } : { kind: 'blind' };
}

async function listAfter(after: string, bot: Bot, io: AdapterIo): Promise<{ list: Json[] } | { error: AdapterError }> {
  const path = `/channels/${bot.channelId}/messages?after=${after}&limit=${PAGE}`;
  const answer = answerOf(await call(bot, 'GET', path, io, { maxAnswerBytes: ANSWER_BYTES }), io, 'none');
  if ('error' in answer) return answer;
  const list = readJson(answer.answer.body);
  // What holds something else than messages proves nothing.
  const isRead = Array.isArray(list) && list.every((message) => idAt(message, 'id') !== undefined);
  return isRead ? { list } : { error: unreadable('discord', 'none', answer.answer.status) };
}

function idAt(value: Json, name: string): string | undefined {
  const id = textAt(value, name);
  return id !== undefined && /^\d+$/.test(id) ? id : undefined;
}

/** What a GET tells as an object. */
export async function ask(
  connection: Connection,
  path: string,
  io: AdapterIo,
): Promise<{ body: JsonObject } | { error: AdapterError }> {
  const answer = answerOf(await call(connection, 'GET', path, io), io, 'none');
  if ('error' in answer) return answer;
  const body = readObject(answer.answer.body);
  return body ? { body } : { error: unreadable('discord', 'none', answer.answer.status) };
}

/** An outcome as an answer of success, or as the error it is. */
export function answerOf(
  outcome: HttpOutcome,
  io: AdapterIo,
  effect: StepEffect,
): { answer: Answered } | { error: AdapterError } {
  if (outcome.kind === 'failed') return { error: transportError('discord', effect, outcome) };
  const went = outcome.status >= 200 && outcome.status < 300;
  return went ? { answer: outcome } : { error: discordError(outcome, effect, io.now) };
}

function newest(messages: readonly Json[]): string | undefined {
  const ids = messages.flatMap((message) => textAt(message, 'id') ?? []);
  return ids.reduce<string | undefined>((high, id) => (high && BigInt(high) > BigInt(id) ? high : id), undefined);
}

/** Discord's epoch, 2015-01-01, in milliseconds (reference, Snowflakes). */
const EPOCH = 1_420_070_400_000;

/** The smallest id that a message of this instant can have. */
export function snowflakeAt(millis: number): string {
  return (BigInt(Math.max(millis - EPOCH, 0)) << 22n).toString();
}
