import type { JsonObject, PublishPlan, RenderedPost, RenderedUnit } from '../../contract.js';
import { durationSeconds } from '../../shaping/duration.js';
import { textWithLink } from '../../shaping/text-with-link.js';

/** One post of X, before its media have ids. */
export type XWire = {
  version: 1;
  text: string;
  media: XMedia[];
  poll: { options: string[]; minutes: number } | null;
  /** Parts of the request that are passed on as they are. */
  settings: JsonObject;
};

export type XMedia = { mediaId: string; mimeType: string; altText: string | null };

/** The post, then each further part of the thread, then the first comment: all of them posts. */
export function renderXPost(plan: PublishPlan): RenderedPost {
  const post: RenderedUnit = { kind: 'post', wire: postWire(plan) };
  const thread = plan.thread.map(({ text }): RenderedUnit => ({ kind: 'thread', wire: textWire(text) }));
  const comment: RenderedUnit[] =
    plan.firstComment === null ? [] : [{ kind: 'first_comment', wire: textWire(plan.firstComment) }];
  return { units: [post, ...thread, ...comment] };
}

/**
 * What the post reads as: X has no field for a link, which makes a card from wherever it stands in the text, nor for a
 * poll's question. What the text already says is not said twice.
 */
export function composedText({ text, poll, link }: PublishPlan): string {
  const question = poll?.question.trim() ?? '';
  const asked = text.includes(question) ? text.trim() : `${text.trim()}\n\n${question}`.trim();
  return textWithLink({ text: asked, link });
}

function postWire(plan: PublishPlan): XWire {
  return {
    version: 1,
    text: composedText(plan),
    media: plan.media.map(({ mediaId, mimeType, altText }) => ({ mediaId, mimeType, altText: said(altText) })),
    poll: plan.poll && {
      options: [...plan.poll.options],
      minutes: Math.round(durationSeconds(plan.poll.duration) / 60),
    },
    settings: settings(plan.options),
  };
}

function textWire(text: string): XWire {
  return { version: 1, text: text.trim(), media: [], poll: null, settings: {} };
}

function said(altText: string | null): string | null {
  return altText?.trim() || null;
}

function settings({ replySettings, madeWithAi, paidPartnership }: JsonObject): JsonObject {
  return {
    ...(typeof replySettings === 'string' ? { reply_settings: replySettings } : {}),
    ...(madeWithAi === true ? { made_with_ai: true } : {}),
    ...(paidPartnership === true ? { paid_partnership: true } : {}),
  };
}

/** The body of `POST /2/tweets`. */
export function createBody(wire: XWire, mediaIds: readonly string[], replyTo: string | null): JsonObject {
  return {
    // Left out rather than empty: a post of media alone has no text.
    ...(wire.text === '' ? {} : { text: wire.text }),
    ...(mediaIds.length > 0 ? { media: { media_ids: [...mediaIds] } } : {}),
    ...(wire.poll ? { poll: { options: wire.poll.options, duration_minutes: wire.poll.minutes } } : {}),
    ...(replyTo === null ? {} : { reply: { in_reply_to_tweet_id: replyTo } }),
    ...wire.settings,
  };
}

/** Only images and animated GIFs can be described through the API. */
export function takesAltText(mimeType: string): boolean {
  return mimeType.startsWith('image/');
}

export function isGif(mimeType: string): boolean {
  return mimeType === 'image/gif';
}
