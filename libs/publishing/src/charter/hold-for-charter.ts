import type { Actor } from '#kernel';
import { appendEvents } from '#outbox';
import { sqlRows, type Tx } from '#persistence';
import type { ReviewFinding, StoredReview } from '#posts';
import { type Move, MOST_AT_ONCE, type MoveColumns, movePublications } from '../ledger/move-publications.js';
import { CHARTER } from '../publication-summaries.js';

/** A locked post that its review does not let go out. */
export interface RefusedPost {
  id: string;
  agencyId: string;
  brandId: string;
  review: StoredReview;
}

interface Row {
  id: string;
  postId: string;
  channelId: string;
}

/** What is held already stays as it is: when that ends, the claim asks the charter. */
const HOLDABLE = ['scheduled', 'queued', 'waiting'] as const;

/** Of a publication `p`: something of it is out, or may be. */
export const BEGUN = `(p.started and exists (
  select from publication_unit as u where u.publication_id = p.id and (u.exposed_at is not null or u.done_at is not null)))`;

/** Of the same: a part of it is out for certain, and the rest follows. */
export const PARTLY_OUT = `(p.started and exists (
  select from publication_unit as u where u.publication_id = p.id and u.done_at is not null))`;

/** Holds what of refused posts has not begun to leave, and says so, once for each post. Answers how many publications. */
export async function holdForCharter(
  tx: Tx,
  posts: readonly RefusedPost[],
  request: { actor: Actor; now: Date },
): Promise<number> {
  if (posts.length === 0) return 0;
  const rows = await sqlRows<Row>(
    tx,
    `select p.id, p.post_id as "postId", p.channel_id as "channelId" from publication as p
     where p.post_id = any($1) and p.state = any($2) and not ${BEGUN} order by p.post_id, p.id`,
    [posts.map(({ id }) => id), HOLDABLE],
  );
  const byId = new Map(posts.map((post) => [post.id, post]));
  for (let start = 0; start < rows.length; start += MOST_AT_ONCE) {
    const moves = rows.slice(start, start + MOST_AT_ONCE).map((row): Move => {
      const set = heldBy(byId.get(row.postId)!.review, row.channelId);
      return { publicationId: row.id, by: 'charter', from: HOLDABLE, to: 'held', set, ...request };
    });
    await movePublications(tx, moves);
  }
  const held = new Set(rows.map(({ postId }) => postId));
  await tellViolations(
    tx,
    posts.filter(({ id }) => held.has(id)),
    request,
  );
  return rows.length;
}

/** What a publication that the charter holds shows: the first finding that stands in its way, of its channel if any is. */
export function heldBy(review: StoredReview, channelId: string): Partial<MoveColumns> {
  const standing = standingFindings(review);
  const finding = standing.find(({ channelIds }) => channelIds.includes(channelId)) ?? standing[0] ?? null;
  return { reason: CHARTER, detail: finding && `${finding.articleId} ${finding.ruleId}`, finding };
}

/** What makes the verdict. */
function standingFindings({ verdict, findings }: StoredReview): ReviewFinding[] {
  return findings.filter(({ severity, waivedBy }) => severity === verdict && waivedBy === null);
}

/** The posts with what the charter has against them. */
export async function tellViolations(
  tx: Tx,
  posts: readonly RefusedPost[],
  { actor, now: at }: { actor: Actor; now: Date },
): Promise<void> {
  await appendEvents(
    tx,
    posts.map(({ id: postId, agencyId, brandId, review }) => {
      const { verdict, charterVersion } = review;
      const data = { postId, brandId, verdict, charterVersion, findings: standingFindings(review) };
      return { type: 'charter.violation' as const, agencyId, brandId, subjectId: postId, actor, data, at };
    }),
  );
}
