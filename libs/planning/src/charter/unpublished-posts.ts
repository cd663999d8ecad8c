import { sqlRows, type Tx } from '#persistence';
import { type PostState, readReviewables, type Reviewable } from '#posts';

/** A post that a charter may still stop. */
export interface UnpublishedPost extends Reviewable {
  state: PostState;
  heldReason: string | null;
}

interface Row {
  id: string;
  brandId: string;
  state: PostState;
  heldReason: string | null;
}

/** Posts that are read at once. */
const BATCH = 100;

/** Partial index `post_unpublished`; a post of which a part is out has others that are not. */
export const UNPUBLISHED = `post.archived_at is null and post.state not in ('published', 'failed', 'missed', 'cancelled')`;

/** Those of a brand, or with null of a whole agency, by brand and age: two queries a batch, whatever their number. */
export async function* unpublishedPosts(
  tx: Tx,
  agencyId: string,
  brandId: string | null,
): AsyncGenerator<UnpublishedPost[]> {
  let after: [string, string] | null = null;
  for (;;) {
    const rows: Row[] = await sqlRows(tx, NEXT, [
      ...[agencyId, brandId, after?.[0] ?? null, after?.[1] ?? null, BATCH],
    ]);
    const last = rows.at(-1);
    if (!last) return;
    yield await withContents(tx, rows);
    if (rows.length < BATCH) return;
    after = [last.brandId, last.id];
  }
}

const NEXT = `
  select post.id, post.brand_id as "brandId", post.state, post.held_reason as "heldReason" from post
  where post.agency_id = $1 and ($2::uuid is null or post.brand_id = $2) and ${UNPUBLISHED}
    and ($3::uuid is null or (post.brand_id, post.id) > ($3::uuid, $4::uuid))
  order by post.brand_id, post.id limit $5`;

const NEWEST = 200;

/** The posts that were published last, by when they were made, newest first, at most 200. */
export async function publishedPosts(tx: Tx, agencyId: string, brandId: string | null): Promise<UnpublishedPost[]> {
  const newest = (state: PostState): string => `(
    select post.id, post.brand_id as "brandId", post.state, post.held_reason as "heldReason" from post
    where post.agency_id = $1 and ($2::uuid is null or post.brand_id = $2) and post.archived_at is null and post.state = '${state}'
    order by post.id desc limit ${NEWEST})`;
  const rows = await sqlRows<Row>(
    tx,
    `${newest('published')} union all ${newest('partially_published')} order by id desc limit ${NEWEST}`,
    [agencyId, brandId],
  );
  return (await withContents(tx, rows)).reverse();
}

async function withContents(tx: Tx, rows: readonly Row[]): Promise<UnpublishedPost[]> {
  const standings = new Map(rows.map(({ id, state, heldReason }) => [id, { state, heldReason }]));
  const posts = await readReviewables(
    tx,
    rows.map(({ id }) => id),
  );
  return posts.map((post) => ({ ...post, ...standings.get(post.id)! }));
}
