import type { Axes, Verdict } from '#charter';
import type { Review, ReviewFinding } from './review.js';

/** The current review of a post, as it is kept beside it. */
export interface StoredReview {
  verdict: Verdict;
  /** Whether it may go out: nothing stands against it, or somebody who may has approved what does. */
  passes: boolean;
  findings: ReviewFinding[];
  axes: Axes | null;
  charterVersion: number;
  engineVersion: string;
  reviewHash: string;
  /** ISO 8601; null: no waiver ends it. */
  validUntil: string | null;
  checkedAt: string;
}

/** Of `post_review` as `review`. */
export const STORED_REVIEW = `json_build_object('verdict', review.verdict, 'passes', review.passes, 'findings', review.findings,
      'axes', review.axes, 'charterVersion', review.charter_number, 'engineVersion', review.engine_version,
      'reviewHash', review.review_hash, 'validUntil', review.valid_until, 'checkedAt', review.checked_at)`;

export function toStored(review: Review, passes: boolean): StoredReview {
  const { verdict, findings, axes, charterVersion, engineVersion, reviewHash, validUntil, checkedAt } = review;
  const times = { validUntil: validUntil?.toISOString() ?? null, checkedAt: checkedAt.toISOString() };
  return { verdict, passes, findings, axes, charterVersion, engineVersion, reviewHash, ...times };
}

/** What the charter says of a post, as the api and receivers of events see it; instants are RFC 3339 in UTC. */
export interface PostReviewView extends Omit<StoredReview, 'reviewHash'> {
  contentHash: string;
}

export function toReviewView(
  { reviewHash: _, ...review }: StoredReview,
  { contentHash }: { contentHash: string },
): PostReviewView {
  const { validUntil, checkedAt } = review;
  return {
    ...review,
    contentHash,
    validUntil: validUntil && new Date(validUntil).toISOString(),
    checkedAt: new Date(checkedAt).toISOString(),
  };
}
