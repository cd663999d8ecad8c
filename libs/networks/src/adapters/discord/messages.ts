import type { Difference, Json, Remote } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, textAt } from '../../http/answers.js';
import type { DiscordWire } from './format.js';

/** What names a message, and the forum thread a webhook opened for it; from its address where a person settled it. */
export function readId({ id, url }: Remote): { threadId: string | null; id: string | null } {
  const [, threadId = null, own] = /^(?:(\d+)\/)?(\d+)$/.exec(id) ?? [];
  if (own !== undefined) return { threadId, id: own };
  const named = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/\d+\/\d+\/(\d+)\/?$/.exec(url ?? '')?.[1];
  return { threadId: null, id: named ?? null };
}

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

/**
 * Whether a message of the bot's is the one that was to be sent. The nonce would tell, but is not kept with a message
 * (Rapptz/discord.py#2451), so that contents are compared, whatever readers added to them since.
 */
export function isOurs(message: Json, wire: DiscordWire, replyTo: string | null): boolean {
  const answers = textAt(message, 'message_reference', 'message_id') ?? null;
  const differences = differencesIn(message, wire).filter((name) => name !== 'alt_text');
  return differences.length === 0 && answers === replyTo;
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
