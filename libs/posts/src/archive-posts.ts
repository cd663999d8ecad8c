import { appendEvents } from '#outbox';
import { newId } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { eventOf, type PostRequest } from './change-post.js';
import { toPostView } from './post-view.js';
import { lockMany, withFacts } from './post.repository.js';
import type { PostEntity } from './post.entity.js';
import { type PostState, postStateOf } from './post-state.js';
import { LEDGER } from './post-states.js';
import type { PublicationsOfPosts, PublicationSummary } from './publication-state.js';

/** Locks what a brand has of posts, in one order for everybody. */
export async function lockPostsOfBrand(tx: Tx, brandId: string): Promise<void> {
  await sqlRows(
    tx,
    `with locked as (select 1 from post where brand_id = $1 and archived_at is null order by id for no key update)
     select count(*) from locked`,
    [brandId],
  );
}

/** Posts archived by one round of statements. */
const BATCH = 500;
const OVER: readonly PostState[] = ['published', 'partially_published', 'cancelled'];

/**
 * Archives all posts of a brand that is deleted, whose publications are cancelled already: what is not out is cancelled
 * with them, what is out stays as it is written. Answers how many of each.
 */
export async function archivePosts(
  tx: Tx,
  publications: PublicationsOfPosts,
  brandId: string,
  request: PostRequest,
): Promise<{ cancelled: number; archived: number }> {
  let last: string | null = null;
  for (let cancelled = 0, archived = 0; ;) {
    const rows: { id: string }[] = await sqlRows(
      tx,
      'select id from post where brand_id = $1 and archived_at is null and ($2::uuid is null or id > $2) order by id limit $3',
      [brandId, last, BATCH],
    );
    last = rows.at(-1)?.id ?? null;
    archived += rows.length;
    cancelled += await archiveBatch(
      tx,
      publications,
      rows.map(({ id }) => id),
      request,
    );
    if (rows.length < BATCH) return { cancelled, archived };
  }
}

interface End {
  row: PostEntity;
  to: PostState;
}

/** Answers how many were cancelled. */
async function archiveBatch(
  tx: Tx,
  publications: PublicationsOfPosts,
  ids: readonly string[],
  { scope, actor, now }: PostRequest,
): Promise<number> {
  const open = (await lockMany(tx, ids)).filter(({ state }) => !OVER.includes(state));
  const openIds = open.map(({ id }) => id);
  const summaries = await publications.summariesOf(tx, scope, openIds);
  const ends = open.map((row) => ({ row, to: endOf(summaries.get(row.id) ?? []) }));
  await writeEnds(tx, ids, ends, { actor, now });
  const settled = { heldReason: null, attention: [], archivedAt: now, updatedAt: now };
  const posts = await withFacts(
    tx,
    ends.map(({ row, to }) => ({ ...row, ...settled, state: to, version: row.version + 1 })),
  );
  await appendEvents(
    tx,
    posts.flatMap((post, index) => {
      const type = eventOf(ends[index]!.row.state, verbOf(post.state), post.state);
      const { id: subjectId, agencyId, brandId } = post;
      const data = toPostView(post, summaries.get(post.id) ?? []);
      return type ? [{ type, agencyId, brandId, subjectId, actor, data, at: now }] : [];
    }),
  );
  return ends.filter(({ to }) => to === 'cancelled').length;
}

/** Nothing of it is under way: either some of it is out, or none. */
function endOf(summaries: readonly PublicationSummary[]): PostState {
  return summaries.some(({ state }) => state === 'published') ? postStateOf(summaries).state : 'cancelled';
}

function verbOf(to: PostState): string {
  return to === 'cancelled' ? 'delete' : LEDGER;
}

async function writeEnds(
  tx: Tx,
  ids: readonly string[],
  ends: readonly End[],
  { actor, now }: Pick<PostRequest, 'actor' | 'now'>,
): Promise<void> {
  await sqlRows(tx, 'update post set archived_at = $2, updated_at = $2, version = version + 1 where id = any($1)', [
    ids,
    now,
  ]);
  const moves = ends.map(({ row, to }) => ({ id: newId(), post: row.id, from: row.state, to, verb: verbOf(to) }));
  await sqlRows(
    tx,
    `with move as (
       select * from jsonb_to_recordset($1::jsonb) as move (id uuid, post uuid, "from" text, "to" text, verb text)
     ), ended as (
       update post set state = move."to", held_reason = null, attention = '{}' from move where post.id = move.post
     )
     insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, reason, actor, created_at)
     select move.id, post.id, post.brand_id, move."from", move."to", move.verb, 'brand_deleted', $2::jsonb, $3
     from move join post on post.id = move.post`,
    [JSON.stringify(moves), JSON.stringify(actor), now],
  );
}
