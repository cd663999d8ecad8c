import { type Actor, newId } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { ReviewClearanceEntity } from './review-clearance.entity.js';
import type { Review, ReviewFinding } from './review.js';

/** What needs an approver and has no waiver, one key for each. */
export function keysToClear({ findings }: Pick<Review, 'findings'>): string[] {
  const open = findings.filter(({ severity, waivedBy }) => severity === 'review' && waivedBy === null);
  return [...new Set(open.map(keyOf))].sort();
}

function keyOf({ articleId, fingerprint }: ReviewFinding): string {
  return `${articleId} ${fingerprint}`;
}

/**
 * The findings of each post that somebody approved in the words it now has. Those of an earlier charter count too: a
 * new version asks anew only for what it finds besides.
 */
export async function clearedKeys(
  tx: Tx,
  posts: readonly { id: string; reviewHash: string }[],
): Promise<Map<string, ReadonlySet<string>>> {
  if (posts.length === 0) return new Map();
  const rows = await sqlRows<{ id: string; findings: string[] }>(
    tx,
    `select wanted.id, array_agg(finding) as findings
     from jsonb_to_recordset($1::jsonb) as wanted (id uuid, "reviewHash" text)
     join review_clearance as cleared on cleared.post_id = wanted.id and cleared.review_hash = wanted."reviewHash"
     cross join unnest(cleared.findings) as finding group by wanted.id`,
    [JSON.stringify(posts)],
  );
  return new Map(rows.map(({ id, findings }) => [id, new Set(findings)]));
}

/** Records that somebody approved a locked post with what the review found. */
export async function recordClearance(
  tx: Tx,
  post: { id: string; agencyId: string; brandId: string },
  review: Pick<Review, 'findings' | 'reviewHash'>,
  { verb, actor, now }: { verb: string; actor: Actor; now: Date },
): Promise<void> {
  const { id: postId, agencyId, brandId } = post;
  const { reviewHash } = review;
  const row = { id: newId(), postId, agencyId, brandId, reviewHash, findings: keysToClear(review) };
  await tx.insert(ReviewClearanceEntity, { ...row, verb, actor, createdAt: now });
}

/**
 * Who wrote what a post now says: whoever made it, and whoever first put down the words that leave. Moving it, or
 * giving it another label, makes nobody its author.
 */
export async function authorsOf(tx: Tx, postId: string): Promise<Actor[]> {
  const rows = await sqlRows<{ actor: Actor }>(
    tx,
    `(select created_by as actor from post where id = $1)
     union all
     (select said.actor from post join post_version as said on said.post_id = post.id and said.content_hash = post.content_hash
      where post.id = $1 and said.number > coalesce((select max(other.number) from post_version as other
        where other.post_id = post.id and other.content_hash <> post.content_hash), 0)
      order by said.number limit 1)`,
    [postId],
  );
  return rows.map(({ actor }) => actor);
}

/** Whether two actors are one: a key that acts for a member is that member. */
export function isSameActor(one: Actor, other: Actor): boolean {
  return identityOf(one) === identityOf(other);
}

function identityOf({ kind, id, onBehalfOf }: Actor): string {
  return onBehalfOf ? `member ${onBehalfOf}` : `${kind} ${id}`;
}
