import type { Verdict } from '#charter';
import type { Actor, BrandScope } from '#kernel';
import { type Tx, withinScope } from '#persistence';
import { PostReviewEntryEntity } from './post-review-entry.entity.js';
import { ReviewClearanceEntity } from './review-clearance.entity.js';
import type { ReviewFinding } from './review.js';

/** What the charter said from `checkedAt` until the next one. */
export interface ReviewEntryView {
  verdict: Verdict;
  passes: boolean;
  findings: ReviewFinding[];
  charterVersion: number;
  engineVersion: string;
  checkedAt: string;
}

/** Somebody who may, other than the author, let pass what needs an approver. */
export interface ClearanceView {
  verb: string;
  findings: { articleId: string; fingerprint: string }[];
  actor: Actor;
  createdAt: string;
}

/** Of a post, oldest first. */
export async function reviewHistoryOf(
  tx: Tx,
  scope: BrandScope,
  postId: string,
): Promise<{ reviews: ReviewEntryView[]; clearances: ClearanceView[] }> {
  const entries = tx.createQueryBuilder(PostReviewEntryEntity, 'entry').where('entry.postId = :postId', { postId });
  const reviews = await withinScope(entries, scope).orderBy('entry.id').getMany();
  const cleared = tx.createQueryBuilder(ReviewClearanceEntity, 'cleared').where('cleared.postId = :postId', { postId });
  const clearances = await withinScope(cleared, scope).orderBy('cleared.id').getMany();
  return { reviews: reviews.map(toEntryView), clearances: clearances.map(toClearanceView) };
}

function toEntryView(row: PostReviewEntryEntity): ReviewEntryView {
  const { verdict, passes, findings, charterNumber: charterVersion, engineVersion, checkedAt } = row;
  return { verdict, passes, findings, charterVersion, engineVersion, checkedAt: checkedAt.toISOString() };
}

function toClearanceView({ verb, findings, actor, createdAt }: ReviewClearanceEntity): ClearanceView {
  const named = findings.map((key) => {
    const cut = key.lastIndexOf(' ');
    return { articleId: key.slice(0, cut), fingerprint: key.slice(cut + 1) };
  });
  return { verb, findings: named, actor, createdAt: createdAt.toISOString() };
}
