import { type BrandScope, newId } from '#kernel';
import { preparedRows, type Tx, withinScope } from '#persistence';
import { clearedKeys, keysToClear } from './clearances.js';
import { PostReviewEntity } from './post-review.entity.js';
import type { Review } from './review.js';

/** A review on its way into the database. */
export interface NewReview {
  post: { id: string; agencyId: string; brandId: string };
  charterId: string;
  review: Review;
}

/** The current reviews of posts that the caller may see, by post; those without one are absent. */
export async function reviewsOf(
  tx: Tx,
  scope: BrandScope,
  postIds: readonly string[],
): Promise<Map<string, PostReviewEntity>> {
  if (postIds.length === 0) return new Map();
  const query = tx.createQueryBuilder(PostReviewEntity, 'review').where('review.postId = any(:postIds)', { postIds });
  const rows = await withinScope(query, scope).getMany();
  return new Map(rows.map((row) => [row.postId, row]));
}

/**
 * Makes these the current reviews of locked posts, with an entry in the history of each whose answer is another. Two
 * statements for any number. Answers which of the posts may go out.
 */
export async function storeReviews(tx: Tx, reviews: readonly NewReview[]): Promise<Map<string, boolean>> {
  if (reviews.length === 0) return new Map();
  const passes = await passesOf(tx, reviews);
  const rows = reviews.map(({ post, charterId, review }) => ({
    post_id: post.id,
    agency_id: post.agencyId,
    brand_id: post.brandId,
    review_hash: review.reviewHash,
    charter_id: charterId,
    charter_number: review.charterVersion,
    engine_version: review.engineVersion,
    verdict: review.verdict,
    passes: passes.get(post.id)!,
    findings: review.findings,
    axes: review.axes,
    waiver_ids: review.waiverIds,
    valid_until: review.validUntil,
    checked_at: review.checkedAt,
    entry_id: newId(),
  }));
  await preparedRows(tx, STORE, [JSON.stringify(rows)]);
  return passes;
}

/** Which of the posts may go out, by what was said of them and what people approved. One query for any number. */
export async function passesOf(
  tx: Tx,
  reviews: readonly { post: { id: string }; review: Review }[],
): Promise<Map<string, boolean>> {
  const asking = reviews.filter(({ review }) => review.verdict === 'review');
  const cleared = await clearedKeys(
    tx,
    asking.map(({ post: { id }, review: { reviewHash } }) => ({ id, reviewHash })),
  );
  return new Map(
    reviews.map(({ post: { id }, review }) => {
      if (review.verdict === 'block') return [id, false];
      return [id, keysToClear(review).every((key) => cleared.get(id)?.has(key))];
    }),
  );
}

const ANSWER = 'review_hash, charter_id, charter_number, engine_version, verdict, passes, findings';
const COLUMNS = `post_id, agency_id, brand_id, ${ANSWER}, axes, waiver_ids, valid_until, checked_at`;
const of = (alias: string, columns: string): string =>
  columns
    .split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');

const STORE = `
  with given as (
    select given.* from jsonb_to_recordset($1::jsonb) as given (post_id uuid, agency_id uuid, brand_id uuid, review_hash text,
      charter_id uuid, charter_number integer, engine_version text, verdict text, passes boolean, findings jsonb, axes jsonb,
      waiver_ids uuid[], valid_until timestamptz, checked_at timestamptz, entry_id uuid)
  ), noted as (
    insert into post_review_entry (id, post_id, agency_id, brand_id, ${ANSWER}, checked_at)
    select entry_id, ${of('given', `post_id, agency_id, brand_id, ${ANSWER}, checked_at`)}
    from given left join post_review as known using (post_id)
    where known.post_id is null or (${of('known', ANSWER)}) is distinct from (${of('given', ANSWER)})
  )
  insert into post_review (${COLUMNS}) select ${COLUMNS} from given
  on conflict (post_id) do update set (${ANSWER}, axes, waiver_ids, valid_until, checked_at)
    = row (${of('excluded', `${ANSWER}, axes, waiver_ids, valid_until, checked_at`)})`;
