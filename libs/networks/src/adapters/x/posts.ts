import type { Difference, Json, JsonObject } from '../../contract.js';
import { differing } from '../../differences.js';
import { at, textAt } from '../../http/answers.js';
import type { XState } from './state.js';

/** What of a post we ask for; a long one has its whole text in `note_tweet`. */
export const POST_FIELDS = 'created_at,text,entities,attachments,referenced_tweets,note_tweet';

/** A post as X shows it. */
export interface SeenPost {
  id: string;
  /** Canonical. */
  text: string;
  media: number;
  poll: boolean;
  replyTo: string | null;
  createdAt: Date;
}

/** A post of an answer; null for what is none. */
export function readPost(value: Json | undefined): SeenPost | null {
  const id = textAt(value, 'id');
  const createdAt = Date.parse(textAt(value, 'created_at') ?? '');
  if (id === undefined || Number.isNaN(createdAt)) return null;
  const note = at(value, 'note_tweet');
  return {
    id,
    text: canonicalText(expanded(textAt(note, 'text') === undefined ? value : note)),
    media: listAt(value, 'attachments', 'media_keys').length,
    poll: listAt(value, 'attachments', 'poll_ids').length > 0,
    replyTo: repliedTo(value),
    createdAt: new Date(createdAt),
  };
}

/** What is on X differs from what was sent, by name. */
export function differencesOf(seen: SeenPost, { wire, replyTo }: XState): Difference[] {
  return differing({
    text: saysSame(seen, canonicalText(wire.text)),
    media: seen.media === wire.media.length,
    poll: seen.poll === (wire.poll !== null),
    reply: seen.replyTo === replyTo,
  });
}

/** X puts whom a reply answers in front of it, and nobody twice (xdevplatform/twitter-api-typescript-sdk#93). */
function saysSame(seen: SeenPost, ours: string): boolean {
  if (seen.text === ours) return true;
  if (seen.replyTo === null) return false;
  const [there, asked] = [withoutMentions(seen.text), withoutMentions(ours)];
  return there.rest === asked.rest && asked.names.every((name) => there.names.includes(name));
}

const LEADING_MENTIONS = /^(?:@\w+(?: |$))*/u;

/** A canonical text, and whom it begins with. */
function withoutMentions(text: string): { names: string[]; rest: string } {
  const [leading = ''] = LEADING_MENTIONS.exec(text) ?? [];
  return { names: leading.toLowerCase().split(' ').filter(Boolean), rest: text.slice(leading.length) };
}

/** Clocks differ, and X's counts. */
const SKEW = 2 * 60_000;

/** Not before this may a post be ours. RFC 3339, in whole seconds as `start_time` wants it. */
export function earliest({ createdAt }: XState): string {
  return `${new Date(new Date(createdAt).getTime() - SKEW).toISOString().slice(0, 19)}Z`;
}

/** Whether it may be ours: everything a reader sees is the same, and it is no older than our intent. */
export function isOurs(seen: SeenPost, state: XState): boolean {
  return differencesOf(seen, state).length === 0 && seen.createdAt >= new Date(earliest(state));
}

/** A text without what X does to it: links lose their scheme and last slash, spaces count as one. */
export function canonicalText(text: string): string {
  return text
    .normalize()
    .replace(/https?:\/\/\S+/gu, (link) => plainLink(link))
    .replace(/\s+/gu, ' ')
    .trim();
}

function plainLink(link: string): string {
  const bare = link.replace(/^https?:\/\//u, '').replace(/\/$/u, '');
  try {
    return decodeURI(bare);
  } catch {
    return bare;
  }
}

/** The text as it was written: X shortens links, adds one for media, and escapes three characters. */
function expanded(value: Json | undefined): string {
  const links = listAt(value, 'entities', 'urls');
  const whole = links.reduce<string>((text, link) => withLink(text, link), textAt(value, 'text') ?? '');
  return whole.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function withLink(text: string, link: Json): string {
  const [short, target] = [textAt(link, 'url'), textAt(link, 'expanded_url')];
  if (short === undefined || target === undefined) return text;
  const isMedia = textAt(link, 'media_key') !== undefined;
  // A function, for `$` in a link means nothing; escaped, for what follows unescapes the whole.
  return text.replace(short, () => (isMedia ? '' : target.replaceAll('&', '&amp;')));
}

function repliedTo(value: Json | undefined): string | null {
  const answered = listAt(value, 'referenced_tweets').find((one) => textAt(one, 'type') === 'replied_to');
  return textAt(answered, 'id') ?? null;
}

function listAt(value: Json | undefined, ...path: string[]): Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Alternative texts of the media an answer includes, in the order of the post. */
export function altTextsOf(body: JsonObject | undefined): (string | null)[] {
  const media = listAt(body, 'includes', 'media');
  return listAt(body, 'data', 'attachments', 'media_keys').map((key) => {
    const found = media.find((one) => at(one, 'media_key') === key);
    return textAt(found, 'alt_text') ?? null;
  });
}

/** The options of the poll an answer includes. */
export function pollOptionsOf(body: JsonObject | undefined): string[] {
  return listAt(body, 'includes', 'polls').flatMap((poll) =>
    listAt(poll, 'options').map((one) => textAt(one, 'label') ?? ''),
  );
}
