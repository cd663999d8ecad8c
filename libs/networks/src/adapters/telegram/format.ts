import type { Issue, JsonObject, PlannedMedia, PlannedPoll, PublishPlan, RenderedPost } from '../../contract.js';
import { durationSeconds } from '../../shaping/duration.js';
import { textWithLink } from '../../shaping/text-with-link.js';
import { ALBUM_MAX, CAPTION_MAX, manifest } from './manifest.js';

/** One message, or one album, as stored. Plain text: Telegram finds links, hashtags and mentions itself. */
export type TelegramWire = {
  version: 1;
  text: string;
  /** The address whose preview is shown; null: the first of the text. */
  link: string | null;
  preview: boolean;
  media: { mediaId: string; kind: MediaKind }[];
  poll: TelegramPoll | null;
  silent: boolean;
  protect: boolean;
  captionAbove: boolean;
  spoiler: boolean;
};

export type MediaKind = 'photo' | 'video';
type TelegramPoll = { question: string; options: string[]; seconds: number; multiple: boolean };

export function renderTelegramPost(plan: PublishPlan): RenderedPost {
  const post: TelegramWire = {
    ...plainMessage(textWithLink(plan), plan.options),
    link: plan.link,
    media: plan.media.map(({ mediaId, mimeType }) => ({ mediaId, kind: kindOf(mimeType) })),
    poll: plan.poll && pollOf(plan.poll, plan.options),
  };
  const thread = plan.thread.map(({ text }) => ({ kind: 'thread' as const, wire: plainMessage(text, plan.options) }));
  return { units: [{ kind: 'post', wire: post }, ...thread] };
}

function plainMessage(text: string, options: JsonObject): TelegramWire {
  return {
    version: 1,
    text: text.trim(),
    link: null,
    preview: options['linkPreview'] !== false,
    media: [],
    poll: null,
    silent: options['silent'] === true,
    protect: options['protectContent'] === true,
    captionAbove: options['captionAboveMedia'] === true,
    spoiler: options['spoiler'] === true,
  };
}

function pollOf({ question, options: answers, duration }: PlannedPoll, options: JsonObject): TelegramPoll {
  const multiple = options['multipleAnswers'] === true;
  return { question, options: [...answers], seconds: durationSeconds(duration), multiple };
}

export function kindOf(mimeType: string): MediaKind {
  return mimeType.startsWith('video/') ? 'video' : 'photo';
}

/** What only Telegram knows: an album counts photos and videos together, and a poll's text has a caption's room. */
export function telegramIssues(plan: PublishPlan): Issue[] {
  return [...crowdedAlbum(plan.media), ...(plan.poll ? longDescription(textWithLink(plan)) : [])];
}

function crowdedAlbum({ length: used }: readonly PlannedMedia[]): Issue[] {
  const params = { network: manifest.name, max: ALBUM_MAX, used, kind: 'album' };
  return used > ALBUM_MAX ? [{ level: 'error', path: '/media', code: 'network.media_too_many', params }] : [];
}

function longDescription({ length: used }: string): Issue[] {
  const params = { network: manifest.name, max: CAPTION_MAX, unit: 'utf16_units', used };
  return used > CAPTION_MAX ? [{ level: 'error', path: '/text', code: 'network.text_too_long', params }] : [];
}

/** Where a message goes. */
export interface Destination {
  chatId: string;
  topicId: number | null;
  replyTo: number | null;
}

/** The Bot API's method for a message and its parameters, files left out. */
export function methodCall(wire: TelegramWire, to: Destination): { method: string; parameters: JsonObject } {
  const common = { ...addressed(to), disable_notification: wire.silent, protect_content: wire.protect };
  if (wire.poll) return { method: 'sendPoll', parameters: { ...common, ...pollParameters(wire, wire.poll) } };
  if (wire.media.length > 1) return { method: 'sendMediaGroup', parameters: { ...common, media: album(wire) } };
  const [only] = wire.media;
  if (!only) return { method: 'sendMessage', parameters: { ...common, ...textParameters(wire) } };
  const parameters = { ...common, ...caption(wire), ...looks(wire, only.kind) };
  return { method: only.kind === 'video' ? 'sendVideo' : 'sendPhoto', parameters };
}

function addressed({ chatId, topicId, replyTo }: Destination): JsonObject {
  return {
    chat_id: chatId,
    ...(topicId === null ? {} : { message_thread_id: topicId }),
    ...(replyTo === null ? {} : { reply_parameters: { message_id: replyTo } }),
  };
}

function textParameters({ text, link, preview }: TelegramWire): JsonObject {
  const shown: JsonObject = link === null ? {} : { url: link };
  return { text, link_preview_options: preview ? { is_disabled: false, ...shown } : { is_disabled: true } };
}

function caption({ text }: TelegramWire): JsonObject {
  return text === '' ? {} : { caption: text };
}

function looks({ captionAbove, spoiler }: TelegramWire, kind: MediaKind): JsonObject {
  const streamed: JsonObject = kind === 'video' ? { supports_streaming: true } : {};
  return { show_caption_above_media: captionAbove, has_spoiler: spoiler, ...streamed };
}

/** The caption of the first is shown as the album's. */
function album(wire: TelegramWire): JsonObject[] {
  return wire.media.map(({ kind }, index) => ({
    type: kind,
    media: `attach://${filePartName(index)}`,
    ...looks(wire, kind),
    ...(index === 0 ? caption(wire) : {}),
  }));
}

export function filePartName(index: number): string {
  return `file${index}`;
}

function pollParameters({ text }: TelegramWire, { question, options, seconds, multiple }: TelegramPoll): JsonObject {
  return {
    question,
    options: options.map((option) => ({ text: option })),
    open_period: seconds,
    allows_multiple_answers: multiple,
    ...(text === '' ? {} : { description: text }),
  };
}
