import { newId, SYSTEM } from '#kernel';
import { appendEvent } from '#outbox';
import { sqlRows, type Tx } from '#persistence';
import { eventOf } from './change-post.js';
import { followLedger } from './occupy-occurrence.js';
import type { PostRecord } from './post-record.js';
import type { PublicationSummary } from './publication-state.js';
import { type PostStanding, type PostState, postStateOf } from './post-state.js';
import { LEDGER } from './post-states.js';
import { toPostView } from './post-view.js';
import { explainTaken, readLocked, withFacts } from './post.repository.js';

export interface LedgerReport {
  postId: string;
  /** The latest generation of each channel. */
  summaries: readonly PublicationSummary[];
  now: Date;
}

/**
 * Brings a post in line with its publications, in the transaction that changed them: state, transition, event,
 * occurrence. Locks the post, which callers have locked before the publication. One statement when nothing changes,
 * four when the state does, two more with an occurrence.
 */
export async function applyLedger(tx: Tx, { postId, summaries, now }: LedgerReport): Promise<PostState> {
  const row = await readLocked(tx, postId);
  const standing = postStateOf(summaries);
  if (isSame(row, standing)) return row.state;
  await write(tx, postId, row.state, standing, now);
  if (row.state === standing.state) return row.state;
  const [post] = await withFacts(tx, [{ ...row, ...standing, version: row.version + 1, updatedAt: now }]);
  await tellOthers(tx, row.state, post!, summaries, now);
  return standing.state;
}

type Standing = Pick<PostRecord, keyof PostStanding>;

/** Whether a post already says what its publications make of it. */
export function isSame(post: Standing, standing: Standing): boolean {
  return (
    post.state === standing.state &&
    post.heldReason === standing.heldReason &&
    post.attention.join() === standing.attention.join()
  );
}

/** Both rows in one statement; the transition only where the state changes. */
async function write(tx: Tx, postId: string, from: PostState, standing: PostStanding, now: Date): Promise<void> {
  // A cancelled post whose publication is sent after all may find its occurrence taken.
  await sqlRows(
    tx,
    `with changed as (
       update post set state = $2, attention = $3, held_reason = $4, version = version + 1, updated_at = $5
       where id = $1 returning id, brand_id
     )
     insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, reason, actor, created_at)
     select $6, id, brand_id, $7, $2, '${LEDGER}', $4, $8::jsonb, $5 from changed where $2 <> $7`,
    [postId, standing.state, standing.attention, standing.heldReason, now, newId(), from, JSON.stringify(SYSTEM)],
  ).catch(explainTaken);
}

async function tellOthers(
  tx: Tx,
  from: PostState,
  post: PostRecord,
  summaries: readonly PublicationSummary[],
  now: Date,
): Promise<void> {
  const type = eventOf(from, LEDGER, post.state);
  const { id: subjectId, agencyId, brandId } = post;
  if (type) {
    const data = toPostView(post, summaries);
    await appendEvent(tx, { type, agencyId, brandId, subjectId, actor: SYSTEM, data, at: now });
  }
  await followLedger(tx, post, post.state, now);
}
