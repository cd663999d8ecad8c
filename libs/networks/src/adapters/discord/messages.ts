import type { Difference, Json, Remote } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, textAt } from '../../http/answers.js';
import { type DiscordWire, namesAreOf } from './format.js';

/** What names a message. */
export interface MessageName {
  /** Null: not known. */
  id: string | null;
  /** The forum thread that a webhook opened for it. */
  threadId: string | null;
  /** Where its address has it: a channel or a thread, which the address does not tell. */
  placeId: string | null;
}

/** By the id that an adapter gave, or by the address where a person settled it. */
export function readId({ id, url }: Remote): MessageName {
  const [, threadId = null, own] = /^(?:(\d+)\/)?(\d+)$/.exec(id) ?? [];
  if (own !== undefined) return { id: own, threadId, placeId: null };
  const [, placeId = null, named = null] = ADDRESS.exec(url ?? '') ?? [];
  return { id: named, threadId: null, placeId };
}

const ADDRESS = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/\d+\/(\d+)\/(\d+)\/?$/;

/** Names of what differs between a message as Discord shows it and as it was sent. */
export function differencesIn(message: Json, wire: DiscordWire): Difference[] {
  const shown = attachmentsOf(message);
  const described = shown.map((one) => textAt(one, 'description') ?? '');
  return differing({
    text: plain(textAt(message, 'content') ?? '') === plain(wire.content),
    media: shown.length === wire.media.length,
    alt_text:
      shown.length !== wire.media.length ||
      wire.media.every(({ altText }, i) => plain(altText ?? '') === plain(described[i] ?? '')),
    poll: pollOf(message) === pollOf({ poll: wire.poll }),
  });
}

/** What is sought: contents, what they answer and the nonce of the unit. */
export interface Sought {
  wire: DiscordWire;
  replyTo: string | null;
  nonce: string;
}

/** Whose a message of the bot's may be: `silent` looks like ours, and so would another of the same content. */
export type Likeness = 'ours' | 'silent' | 'other';

/**
 * Whether a message of the bot's is the one that was to be sent. The nonce would tell, but is not kept with a message
 * (Rapptz/discord.py#2451), so that contents are compared, whatever readers added to them since; files are told apart
 * by their names. `isLater`: it is surely of after the unit was prepared.
 */
export function likeness(message: Json, { wire, replyTo, nonce }: Sought, isLater: boolean): Likeness {
  const answers = textAt(message, 'message_reference', 'message_id') ?? null;
  const differences = differencesIn(message, wire).filter((name) => name !== 'alt_text');
  const byName = namesAreOf(
    nonce,
    attachmentsOf(message).map((one) => textAt(one, 'filename') ?? ''),
  );
  if (differences.length > 0 || answers !== replyTo || byName === false) return 'other';
  const hasWords = wire.content !== '' || wire.poll !== null;
  return byName || (hasWords && isLater) ? 'ours' : 'silent';
}

function attachmentsOf(message: Json): readonly Json[] {
  const attachments = at(message, 'attachments');
  return Array.isArray(attachments) ? attachments : [];
}

/** The question and the answers of a poll as one text; empty without one. */
function pollOf(message: Json): string {
  const answers = at(message, 'poll', 'answers');
  if (!Array.isArray(answers)) return '';
  const texts = answers.map((answer) => textAt(answer, 'poll_media', 'text') ?? '');
  return [textAt(message, 'poll', 'question', 'text') ?? '', ...texts].map(plain).join('\n');
}

/** Discord trims messages and may strip invisible characters. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, (found) => (found.includes('\n') ? '\n' : ''))
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}
