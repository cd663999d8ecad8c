import type { Issue, PlannedMedia, PublishPlan, RenderedPost } from '../../contract.js';
import type { ContainerMedium, ContainerWire } from '../../graph/container-state.js';
import { kindOf } from '../../graph/media-fit.js';
import { referencesIn } from '../../shaping/references.js';

/** One unit for the post and one for the first comment. */
export function renderInstagramPost(plan: PublishPlan): RenderedPost {
  const { text, media, firstComment } = plan;
  const post: ContainerWire = { kind: 'post', text, params: postParams(plan), media: media.map(mediumOf) };
  if (firstComment === null) return { units: [{ kind: 'post', wire: post }] };
  const comment: ContainerWire = { kind: 'first_comment', text: firstComment, params: {}, media: [] };
  return {
    units: [
      { kind: 'post', wire: post },
      { kind: 'first_comment', wire: comment },
    ],
  };
}

function mediumOf({ mediaId, mimeType, altText }: PlannedMedia): ContainerMedium {
  return { mediaId, kind: kindOf(mimeType), altText };
}

function postParams(plan: PublishPlan): Record<string, string> {
  const { collaborators, shareToFeed } = plan.options;
  const named = Array.isArray(collaborators) && collaborators.length > 0;
  return {
    ...(plan.text === '' ? {} : { caption: plan.text }),
    ...(named ? { collaborators: JSON.stringify(collaborators) } : {}),
    ...(typeof shareToFeed === 'boolean' && isReel(plan) ? { share_to_feed: String(shareToFeed) } : {}),
  };
}

/** Every video that stands alone becomes one. */
function isReel({ media }: PublishPlan): boolean {
  return media.length === 1 && kindOf(media[0]!.mimeType) === 'video';
}

/** What only Instagram knows. */
export function instagramIssues(plan: PublishPlan, network: string): Issue[] {
  return [
    ...deadLinks(plan, network),
    ...silentVideos(plan, network),
    ...(plan.options['shareToFeed'] !== undefined && !isReel(plan) ? [unfit('shareToFeed', network)] : []),
  ];
}

/** Links can be read there and not followed. */
function deadLinks({ text, firstComment }: PublishPlan, network: string): Issue[] {
  const texts: [string, string][] = [
    ['/text', text],
    ['/firstComment', firstComment ?? ''],
  ];
  return texts.flatMap(([path, written]): Issue[] =>
    referencesIn(written).links > 0 ? [{ level: 'warn', path, code: 'network.link_refused', params: { network } }] : [],
  );
}

/** Alternative texts are for images: reels have none. */
function silentVideos({ media }: PublishPlan, network: string): Issue[] {
  return media.flatMap(({ mimeType, altText }, index): Issue[] => {
    const params = { network, reason: 'video: altText' };
    const lost = altText !== null && kindOf(mimeType) === 'video';
    return lost ? [{ level: 'warn', path: `/media/${index}/altText`, code: 'network.beyond_our_means', params }] : [];
  });
}

function unfit(option: string, network: string): Issue {
  const params = { network, reason: option };
  return { level: 'warn', path: `/options/${option}`, code: 'network.option_unfit', params };
}
