import { canonicalHash } from '#kernel';
import { resolveContent } from './content.js';
import { mediumOf, type PostSnapshot } from './post-snapshot.js';

/** Stands for every channel in a draft that has none yet. */
const ANY_CHANNEL = '';

export interface PostHashes {
  /** Of what leaves, per channel. */
  contentHash: string;
  /** Of what a review judges: what leaves, and why. */
  reviewHash: string;
}

/** Both carry their format's version. Title, labels and the time are in neither. */
export function hashesOf(snapshot: PostSnapshot): PostHashes {
  const contentHash = `v1:${canonicalHash(contents(snapshot))}`;
  const { purpose, format, sponsored, language, occurrenceId, channelIds } = snapshot;
  const slotId = occurrenceId?.split('_')[0] ?? null;
  const review = { contentHash, ...purpose, format, sponsored, language, slotId, channelIds: [...channelIds].sort() };
  return { contentHash, reviewHash: `v1:${canonicalHash(review)}` };
}

function contents(snapshot: PostSnapshot): Record<string, object> {
  const channelIds = snapshot.channelIds.length > 0 ? snapshot.channelIds : [ANY_CHANNEL];
  return Object.fromEntries(channelIds.map((id) => [id, contentOf(snapshot, id)]));
}

function contentOf(snapshot: PostSnapshot, channelId: string): object {
  const { mediaIds, ...resolved } = resolveContent(snapshot, channelId);
  const media = mediaIds.map((id) => mediumOf(snapshot, id)).map(({ checksum, altText }) => ({ checksum, altText }));
  return { ...resolved, media };
}
