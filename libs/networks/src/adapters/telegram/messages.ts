import type { Difference, Json, Remote } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, isObject, textAt } from '../../http/answers.js';
import type { TelegramWire } from './format.js';

/** What was made, with what differs from what was asked for. */
export interface Sent {
  remote: { id: string; url: string | null };
  differences: Difference[];
}

/** The messages of an answer: one, or those of an album. Null for anything else. */
export function readSent(result: Json, wire: TelegramWire): Sent | null {
  const messages = Array.isArray(result) ? result : [result];
  const ids = messages.map((message) => at(message, 'message_id'));
  if (ids.length === 0 || !ids.every((id) => typeof id === 'number')) return null;
  const remote = { id: ids.join(','), url: permalink(messages[0], ids[0] ?? 0) };
  return { remote, differences: differencesIn(messages, wire) };
}

/** The numbers of the messages that a publication is made of; from its address where a person settled it. */
export function messageIds({ id, url }: Remote): number[] {
  if (IDS.test(id)) return id.split(',').map(Number);
  const named = ADDRESS.exec(url ?? '')?.groups?.['message'];
  return named === undefined ? [] : [Number(named)];
}

const IDS = /^\d+(?:, *\d+)*$/;
const ADDRESS = /^https:\/\/(?:t|telegram)\.me\/(?:c\/(?<inner>\d+)|(?<name>\w+))(?:\/\d+)?\/(?<message>\d+)(?:\?|$)/;

/** A person's address is of another chat, as far as a name can be told from a number: ours has a message of that number too. */
export function isElsewhere({ id, url }: Remote, chatId: string): boolean {
  const named = IDS.test(id) ? undefined : ADDRESS.exec(url ?? '')?.groups;
  if (!named) return false;
  const [ours, theirs] = chatId.startsWith('@')
    ? [chatId.slice(1).toLowerCase(), named['name']?.toLowerCase()]
    : [/^-100(\d+)$/.exec(chatId)?.[1], named['inner']];
  return ours !== undefined && theirs !== undefined && ours !== theirs;
}

/** t.me addresses exist for public chats, and for members of private supergroups and channels. */
function permalink(message: Json | undefined, id: number): string | null {
  const username = textAt(message, 'chat', 'username');
  if (username !== undefined) return `https://t.me/${encodeURIComponent(username)}/${id}`;
  const inner = /^-100(\d+)$/.exec(String(at(message, 'chat', 'id')))?.[1];
  return inner === undefined ? null : `https://t.me/c/${inner}/${id}`;
}

function differencesIn(messages: readonly Json[], wire: TelegramWire): Difference[] {
  const [first] = messages;
  const shown = textAt(first, 'text') ?? textAt(first, 'caption') ?? textAt(first, 'poll', 'description') ?? '';
  const pictures = messages.filter((message) => at(message, 'photo') ?? at(message, 'video')).length;
  return differing({
    text: plain(shown) === plain(wire.text),
    media: pictures === wire.media.length,
    poll: pollOptions(first).join('\n') === (wire.poll?.options ?? []).map(plain).join('\n'),
  });
}

function pollOptions(message: Json | undefined): string[] {
  const options = at(message, 'poll', 'options');
  return Array.isArray(options) ? options.filter(isObject).map((option) => plain(textAt(option, 'text') ?? '')) : [];
}

/** Telegram trims texts and drops control characters. */
function plain(text: string): string {
  return text
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ *\r?\n */gu, '\n')
    .trim();
}
