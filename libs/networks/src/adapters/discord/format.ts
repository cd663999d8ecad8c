import type { Issue, Json, JsonObject, PlannedPoll, PublishPlan, RenderedPost } from '../../contract.js';
import { durationSeconds } from '../../shaping/duration.js';
import { textWithLink } from '../../shaping/text-with-link.js';
import { FILES_MAX, FILES_ROOM, manifest, STILL_ROOM } from './manifest.js';

/** One message as the adapter stores it. The text is Discord's Markdown, as the author wrote it. */
export type DiscordWire = {
  version: 1;
  content: string;
  media: { mediaId: string; mimeType: string; bytes: number; altText: string | null }[];
  poll: JsonObject | null;
  /** Kinds of mentions that ring; none unless the author says so. */
  mentions: string[];
  flags: number;
  username: string | null;
  avatarUrl: string | null;
  /** The forum thread that a webhook opens with the post. */
  threadName: string | null;
};

/** Message flags (resources/message): no previews of links, no notification. */
const SUPPRESS_EMBEDS = 4;
const SUPPRESS_NOTIFICATIONS = 4_096;

export function renderDiscordPost(plan: PublishPlan): RenderedPost {
  const { options } = plan;
  const post: DiscordWire = {
    ...plainMessage(textWithLink(plan), options),
    media: plan.media.map(({ mediaId, mimeType, bytes, altText }) => ({ mediaId, mimeType, bytes, altText })),
    poll: plan.poll && pollOf(plan.poll, options),
    threadName: textOption(options, 'threadName'),
  };
  const thread = plan.thread.map(({ text }) => ({ kind: 'thread' as const, wire: plainMessage(text, options) }));
  const comments = plan.firstComment === null ? [] : [plan.firstComment];
  const comment = comments.map((text) => ({ kind: 'first_comment' as const, wire: plainMessage(text, options) }));
  return { units: [{ kind: 'post', wire: post }, ...thread, ...comment] };
}

function plainMessage(text: string, options: JsonObject): DiscordWire {
  const quiet = options['silent'] === true ? SUPPRESS_NOTIFICATIONS : 0;
  const bare = options['linkPreview'] === false ? SUPPRESS_EMBEDS : 0;
  return {
    version: 1,
    content: text.trim(),
    media: [],
    poll: null,
    mentions: listOption(options['mentions']),
    flags: quiet + bare,
    username: textOption(options, 'username'),
    avatarUrl: textOption(options, 'avatarUrl'),
    threadName: null,
  };
}

function textOption(options: JsonObject, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}

function listOption(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Poll create request: durations are whole hours. */
function pollOf({ question, options: answers, duration }: PlannedPoll, options: JsonObject): JsonObject {
  return {
    question: { text: question },
    answers: answers.map((text) => ({ poll_media: { text } })),
    duration: Math.ceil(durationSeconds(duration) / 3_600),
    allow_multiselect: options['multipleAnswers'] === true,
  };
}

/** The message as JSON, but for what depends on the connection and the family. */
export function messageBody(wire: DiscordWire, fileNames: readonly string[]): JsonObject {
  const { content, poll, mentions, flags } = wire;
  const attachments = wire.media.map(({ altText }, id) => attachment(id, fileNames[id] ?? '', altText));
  return {
    allowed_mentions: { parse: mentions, replied_user: false },
    flags,
    ...(content === '' ? {} : { content }),
    ...(poll === null ? {} : { poll }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/**
 * The name a file goes under: with a mark of the unit's, by which a message that shows nothing but files is told from
 * others. `nonce`: the unit's.
 */
export function markedName(fileName: string, index: number, nonce: string): string {
  const [, stem = fileName, extension = ''] = /^(.+)(\.[^.]*)$/.exec(fileName) ?? [];
  return `${index}-${stem}-${markOf(nonce)}${extension}`;
}

/** Whose files a message shows, by the marks in their names; null: they have none. */
export function namesAreOf(nonce: string, names: readonly string[]): boolean | null {
  const marks = names.map((name) => /-([0-9a-f]{8})(?:\.[^.]*)?$/.exec(name)?.[1]);
  if (marks.length === 0 || marks.includes(undefined)) return null;
  return marks.every((mark) => mark === markOf(nonce));
}

function markOf(nonce: string): string {
  return Buffer.from(nonce, 'base64url').toString('hex').slice(0, 8);
}

function attachment(id: number, filename: string, altText: string | null): JsonObject {
  return altText === null || altText === '' ? { id, filename } : { id, filename, description: altText };
}

/** What only Discord knows: files count together, polls run for whole hours, and some names are not taken. */
export function discordIssues(plan: PublishPlan): Issue[] {
  return [...crowdedMedia(plan), ...brokenHours(plan.poll), ...refusedName(plan.options), ...markup(plan)];
}

function crowdedMedia({ media }: PublishPlan): Issue[] {
  const { network, used } = { network: manifest.name, used: media.length };
  const least = bytesAsTheyAre(media) + stillsIn(media) * STILL_ROOM;
  const many = { network, max: FILES_MAX, used, kind: 'file' };
  const large = { network, max: FILES_ROOM, used: least };
  return [
    ...(used > FILES_MAX ? [issue('error', '/media', 'network.media_too_many', many)] : []),
    ...(least > FILES_ROOM ? [issue('error', '/media', 'network.media_too_large', large)] : []),
  ];
}

type Sized = readonly { mimeType: string; bytes: number }[];

/** Bytes that each still image of a message may have, so that one request holds all of its files. */
export function stillBudget(media: Sized): number {
  const left = FILES_ROOM - bytesAsTheyAre(media);
  return Math.max(Math.floor(left / Math.max(stillsIn(media), 1)), STILL_ROOM);
}

/** Videos and moving images go out as they are; everything else is re-encoded where it must be. */
function bytesAsTheyAre(media: Sized): number {
  return media.reduce((sum, { mimeType, bytes }) => sum + (isStill(mimeType) ? 0 : bytes), 0);
}

function stillsIn(media: Sized): number {
  return media.filter(({ mimeType }) => isStill(mimeType)).length;
}

export function isStill(mimeType: string): boolean {
  return mimeType.startsWith('image/') && mimeType !== 'image/gif';
}

function brokenHours(poll: PlannedPoll | null): Issue[] {
  const broken = poll !== null && durationSeconds(poll.duration) % 3_600 !== 0;
  const params = { network: manifest.name, choices: 'PT1H, PT2H … P32D' };
  return broken ? [issue('error', '/poll/duration', 'network.poll_duration', params)] : [];
}

/** Webhook names may not hold these (resources/webhook, Usernames). */
const RESERVED = /clyde|discord|```/i;

function refusedName(options: JsonObject): Issue[] {
  const refused = RESERVED.test(textOption(options, 'username') ?? '');
  const params = { network: manifest.name, reason: 'username' };
  return refused ? [issue('error', '/options/username', 'network.option_unfit', params)] : [];
}

/** Marks that readers do not see as they were typed. */
const MARKUP =
  /\*[^\s*][^*\n]*\*|(?<![\p{L}\p{N}])_[^\s_][^_\n]*_(?![\p{L}\p{N}])|~~[^~\n]+~~|`[^`\n]+`|\|\|[^|\n]+\|\||^(?:#{1,3}|-#|>{1,3}) /mu;

function markup({ text, thread, firstComment }: PublishPlan): Issue[] {
  const parts = thread.map((part, index): [string, string] => [`/thread/${index}/text`, part.text]);
  const texts: [string, string][] = [['/text', text], ...parts, ['/firstComment', firstComment ?? '']];
  return texts.flatMap(([path, written]) =>
    MARKUP.test(written.replace(/https?:\/\/\S+/g, ''))
      ? [issue('info', path, 'network.text_altered', { network: manifest.name, reason: 'Markdown' })]
      : [],
  );
}

function issue(level: Issue['level'], path: string, code: string, params: Issue['params']): Issue {
  return { level, path, code, params };
}
