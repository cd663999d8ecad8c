import type { Json, JsonObject, PublishPlan, RenderedPost, RenderedUnit } from '../../contract.js';
import { textWithLink } from '../../shaping/text-with-link.js';

/** A video as YouTube is told of it. */
export type VideoWire = {
  version: 1;
  mediaId: string;
  mimeType: string;
  title: string;
  description: string;
  tags: string[];
  categoryId: string | null;
  language: string | null;
  /** What it is in the end: everything goes up privately. */
  privacy: 'public' | 'unlisted' | 'private';
  /** RFC 3339: when YouTube makes it public by itself. */
  publishAt: string | null;
  madeForKids: boolean;
  syntheticMedia: boolean;
  notifySubscribers: boolean;
};

export type CommentWire = { version: 1; comment: string };

export function renderYouTubePost(plan: PublishPlan): RenderedPost {
  const video: RenderedUnit = { kind: 'post', wire: videoWire(plan) };
  if (plan.firstComment === null) return { units: [video] };
  const wire: CommentWire = { version: 1, comment: plan.firstComment.trim() };
  return { units: [video, { kind: 'first_comment', wire }] };
}

/** The description, with the link where the text does not hold it yet. */
export function composedText({ text, link }: PublishPlan): string {
  return textWithLink({ text: text.trim(), link });
}

/** The title asked for on this network, else the post's. */
export function titleOf({ title, options }: PublishPlan): string {
  const given = options['title'];
  return (typeof given === 'string' ? given.trim() : '') || title?.trim() || '';
}

export function tagsOf({ tags }: JsonObject): string[] {
  return Array.isArray(tags)
    ? tags.flatMap((tag: Json) => (typeof tag === 'string' && tag.trim() ? [tag.trim()] : []))
    : [];
}

/** Characters as YouTube counts its tags: with commas between them, and quotes around those with a space. */
export function tagsLength(tags: readonly string[]): number {
  return tags.map((tag) => (tag.includes(' ') ? `"${tag}"` : tag)).join(',').length;
}

/** Titles and descriptions may not hold angle brackets: single quotation marks look the same. */
export function withoutBrackets(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}

export function privacyOf({ privacy, publishAt }: JsonObject): VideoWire['privacy'] {
  // What YouTube is to make public later has to be private until then.
  if (typeof publishAt === 'string') return 'private';
  return privacy === 'unlisted' || privacy === 'private' ? privacy : 'public';
}

function videoWire(plan: PublishPlan): VideoWire {
  const { options, language } = plan;
  const { categoryId, publishAt } = options;
  const video = plan.media.find(({ mimeType }) => mimeType.startsWith('video/'));
  return {
    version: 1,
    mediaId: video?.mediaId ?? '',
    mimeType: video?.mimeType ?? '',
    title: withoutBrackets(titleOf(plan)),
    description: withoutBrackets(composedText(plan)),
    tags: tagsOf(options),
    categoryId: typeof categoryId === 'string' ? categoryId : null,
    language,
    privacy: privacyOf(options),
    publishAt: typeof publishAt === 'string' ? publishAt : null,
    madeForKids: options['madeForKids'] === true,
    syntheticMedia: options['syntheticMedia'] === true,
    notifySubscribers: options['notifySubscribers'] !== false,
  };
}

/** The body of `videos.insert`: private, so that nobody sees a video before all of it is there. */
export function insertBody(wire: VideoWire): JsonObject {
  const { title, description, tags, categoryId, language } = wire;
  return {
    snippet: {
      title,
      description,
      tags,
      ...(categoryId === null ? {} : { categoryId }),
      ...(language === null ? {} : { defaultLanguage: language }),
    },
    status: statusOf(wire, { privacyStatus: 'private' }),
  };
}

/** The body of `videos.update`: a part that is sent replaces the whole of it. */
export function updateBody(id: string, wire: VideoWire): JsonObject {
  const { privacy, publishAt } = wire;
  return { id, status: statusOf(wire, { privacyStatus: privacy, ...(publishAt === null ? {} : { publishAt }) }) };
}

function statusOf({ madeForKids, syntheticMedia }: VideoWire, privacy: JsonObject): JsonObject {
  return { ...privacy, selfDeclaredMadeForKids: madeForKids, containsSyntheticMedia: syntheticMedia };
}

/** The body of `commentThreads.insert`. */
export function commentBody({ comment }: CommentWire, videoId: string): JsonObject {
  return { snippet: { videoId, topLevelComment: { snippet: { textOriginal: comment } } } };
}
