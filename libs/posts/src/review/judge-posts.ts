import { compiledCharters } from '#brands';
import { NO_FACTS } from '#charter';
import type { Tx } from '#persistence';
import { storeReviews } from './review.repository.js';
import { reviewPost } from './review-post.js';
import type { Review } from './review.js';
import { calendarsOf, needsCalendar, readReviewables, type Reviewable } from './reviewable.js';
import { type StoredReview, toStored } from './stored-review.js';

/** A post as it was judged just now, with the answer. */
export interface JudgedPost {
  post: Reviewable;
  review: Review;
  stored: StoredReview;
}

/**
 * Asks the charters now in force about posts as they stand, keeps what they say, and answers it by post; those of brands
 * without a charter are absent. For posts whose locks the caller holds; `at` stands for the time they have.
 */
export async function judgePosts(
  tx: Tx,
  postIds: readonly string[],
  now: Date,
  at: Date | null = null,
): Promise<Map<string, JudgedPost>> {
  const posts = (await readReviewables(tx, postIds)).map((post) => (at ? { ...post, dueAt: at } : post));
  const charters = await compiledCharters(
    tx,
    posts.map(({ brandId }) => brandId),
  );
  const judged = posts.filter(({ brandId }) => charters.has(brandId));
  const asking = judged.filter(({ brandId }) => needsCalendar(charters.get(brandId)!.compiled));
  const calendars = await calendarsOf(tx, asking);
  const reviews = judged.map((post) => {
    const { compiled, charterId, number } = charters.get(post.brandId)!;
    const { snapshot, channels, waivers, hashes } = post;
    const facts = { ...NO_FACTS, calendar: calendars.get(post.id) ?? null };
    const review = reviewPost(compiled, snapshot, channels, { charterVersion: number, now, facts, waivers, hashes });
    return { post, charterId, review };
  });
  const passes = await storeReviews(tx, reviews);
  return new Map(
    reviews.map(({ post, review }) => [post.id, { post, review, stored: toStored(review, passes.get(post.id)!) }]),
  );
}
