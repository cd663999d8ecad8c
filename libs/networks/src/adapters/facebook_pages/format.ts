import type { Issue, PublishPlan, RenderedPost } from '../../contract.js';
import { kindOf } from '../../graph/media-fit.js';

export type PhotoWire = { mediaId: string; altText: string | null };

export type FacebookWire = {
  kind: 'post' | 'first_comment';
  message: string;
  /** Where Facebook makes a card of it; elsewhere it stands in the message. */
  link: string | null;
  /** Of a video. */
  title: string | null;
  photos: PhotoWire[];
  video: string | null;
};

/** One unit for the post and one for the first comment. */
export function renderFacebookPost(plan: PublishPlan): RenderedPost {
  const post = { kind: 'post' as const, wire: postWire(plan) };
  if (plan.firstComment === null) return { units: [post] };
  const comment: FacebookWire = { ...BARE, kind: 'first_comment', message: plan.firstComment };
  return { units: [post, { kind: 'first_comment', wire: comment }] };
}

const BARE: Omit<FacebookWire, 'kind' | 'message'> = { link: null, title: null, photos: [], video: null };

function postWire(plan: PublishPlan): FacebookWire {
  const ofKind = (kind: 'image' | 'video') => plan.media.filter(({ mimeType }) => kindOf(mimeType) === kind);
  const video = ofKind('video')[0]?.mediaId ?? null;
  return {
    kind: 'post',
    message: wholeMessage(plan),
    link: plan.media.length === 0 ? plan.link : null,
    title: video === null ? null : plan.title,
    photos: ofKind('image').map(({ mediaId, altText }) => ({ mediaId, altText })),
    video,
  };
}

/** The text as it is sent: a post shows photos or a card, so that a link beside photos is written out. */
export function wholeMessage({ text, link, media }: PublishPlan): string {
  const written = link !== null && media.length > 0 && !text.includes(link) ? [link] : [];
  return [text, ...written].filter((part) => part.trim() !== '').join('\n\n');
}

/** A post has one video, which is how it is made and no number; videos have no alternative text. */
export function facebookIssues(issues: readonly Issue[], { media }: PublishPlan, network: string): Issue[] {
  const certain = issues.map((issue) => (isAboutVideos(issue) ? { ...issue, level: 'error' as const } : issue));
  const silent = media.flatMap(({ mimeType, altText }, index): Issue[] => {
    const params = { network, reason: 'video: altText' };
    const lost = altText !== null && kindOf(mimeType) === 'video';
    return lost ? [{ level: 'warn', path: `/media/${index}/altText`, code: 'network.beyond_our_means', params }] : [];
  });
  return [...certain, ...silent];
}

function isAboutVideos({ code, params }: Issue): boolean {
  return code === 'network.media_too_many' && params['kind'] === 'video';
}
