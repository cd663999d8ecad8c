import type { Actor } from '#kernel';
import type { Tx } from '#persistence';
import { type JudgedPost, judgePosts } from '#posts';
import { holdForCharter } from '#publishing';

/**
 * Asks the charters now in force about locked posts and holds what they no longer let pass. What they let pass again
 * goes on by the next `release-held`. Answers what they say, by post; a handful of statements, and some five for every
 * twenty publications that are held.
 */
export async function holdRefused(
  tx: Tx,
  postIds: readonly string[],
  request: { actor: Actor; now: Date },
): Promise<Map<string, JudgedPost>> {
  const judged = await judgePosts(tx, postIds, request.now);
  await holdJudged(tx, [...judged.values()], request);
  return judged;
}

/** The same for posts that were judged just now. Answers how many publications are held. */
export function holdJudged(
  tx: Tx,
  judged: readonly JudgedPost[],
  request: { actor: Actor; now: Date },
): Promise<number> {
  const refused = judged.filter(({ stored }) => !stored.passes);
  return holdForCharter(
    tx,
    refused.map(({ post: { id, agencyId, brandId }, stored }) => ({ id, agencyId, brandId, review: stored })),
    request,
  );
}
