import { escapeLinkedIn } from '#counting';
import type { JsonObject, PublishPlan, RenderedPost, RenderedUnit } from '../../contract.js';
import { durationSeconds } from '../../shaping/duration.js';
import { textWithLink } from '../../shaping/text-with-link.js';

/** A post of LinkedIn, before its media have URNs. */
export type PostWire = {
  version: 1;
  /** In little text format. */
  commentary: string;
  media: LinkedInMedia[];
  /** Of a video. */
  title: string | null;
  article: { source: string; title: string } | null;
  poll: { question: string; options: string[]; duration: string } | null;
  visibility: string;
  reshareDisabled: boolean;
};

/** A comment. Its text is plain: comments know no little text format. */
export type CommentWire = { version: 1; comment: string };

export type LinkedInMedia = { mediaId: string; mimeType: string; altText: string | null };

export function renderLinkedInPost(plan: PublishPlan): RenderedPost {
  const post: RenderedUnit = { kind: 'post', wire: postWire(plan) };
  if (plan.firstComment === null) return { units: [post] };
  const wire: CommentWire = { version: 1, comment: plan.firstComment.trim() };
  return { units: [post, { kind: 'first_comment', wire }] };
}

/** The text with the link where that gets no card of its own: beside media or a poll there is no room for one. */
export function composedText(plan: PublishPlan): string {
  const text = plan.text.trim();
  return hasCard(plan) ? text : textWithLink({ text, link: plan.link });
}

function hasCard({ link, media, poll }: PublishPlan): boolean {
  return link !== null && media.length === 0 && poll === null;
}

function postWire(plan: PublishPlan): PostWire {
  const title = titleOf(plan);
  return {
    version: 1,
    commentary: escapeLinkedIn(composedText(plan)),
    media: plan.media.map(({ mediaId, mimeType, altText }) => ({
      mediaId,
      mimeType,
      altText: altText?.trim() || null,
    })),
    title,
    // LinkedIn looks at no page itself, so that the card needs a title of ours.
    article: plan.link !== null && hasCard(plan) ? { source: plan.link, title: title ?? hostOf(plan.link) } : null,
    poll: plan.poll && {
      question: plan.poll.question.trim(),
      options: plan.poll.options.map((option) => option.trim()),
      duration: DURATIONS[durationSeconds(plan.poll.duration)] ?? 'THREE_DAYS',
    },
    visibility: VISIBILITIES[String(plan.options['visibility'])] ?? 'PUBLIC',
    reshareDisabled: plan.options['reshareDisabled'] === true,
  };
}

const DURATIONS: Readonly<Record<number, string>> = {
  86_400: 'ONE_DAY',
  259_200: 'THREE_DAYS',
  604_800: 'SEVEN_DAYS',
  1_209_600: 'FOURTEEN_DAYS',
};

const VISIBILITIES: Readonly<Record<string, string>> = { connections: 'CONNECTIONS', loggedIn: 'LOGGED_IN' };

function titleOf({ title, options }: PublishPlan): string | null {
  const given = options['title'];
  return (typeof given === 'string' ? given.trim() : '') || title?.trim() || null;
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).host : link;
}

/** The body of `POST /rest/posts`. `urns`: of the media, in their order. */
export function postBody(wire: PostWire, author: string, urns: readonly string[]): JsonObject {
  const content = contentOf(wire, urns);
  return {
    author,
    commentary: wire.commentary,
    visibility: wire.visibility,
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: wire.reshareDisabled,
    ...(content ? { content } : {}),
  };
}

function contentOf({ media, title, article, poll }: PostWire, urns: readonly string[]): JsonObject | null {
  const images = media.map(({ altText }, index) => ({
    id: urns[index] ?? '',
    ...(altText === null ? {} : { altText }),
  }));
  const [first] = images;
  if (media.length > 1) return { multiImage: { images } };
  if (first && isVideo(media[0]!)) return { media: { id: first.id, ...(title === null ? {} : { title }) } };
  if (first) return { media: first };
  if (article) return { article };
  if (!poll) return null;
  const options = poll.options.map((text) => ({ text }));
  return { poll: { question: poll.question, options, settings: { duration: poll.duration } } };
}

/** The body of `POST /rest/socialActions/{urn}/comments`. */
export function commentBody({ comment }: CommentWire, actor: string, object: string): JsonObject {
  return { actor, object, message: { text: comment } };
}

export function isVideo({ mimeType }: Pick<LinkedInMedia, 'mimeType'>): boolean {
  return mimeType.startsWith('video/');
}
