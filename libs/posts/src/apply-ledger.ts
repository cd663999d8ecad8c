import { newId, SYSTEM } from '#kernel';
import { appendEvents, type NewEvent } from '#outbox';
import { preparedRows, type Tx } from '#persistence';
import { eventOf } from './change-post.js';
import { followLedger } from './occupy-occurrence.js';
import type { PostRecord } from './post-record.js';
import type { PublicationSummary } from './publication-state.js';
import { type PostStanding, type PostState, postStateOf } from './post-state.js';
import { LEDGER } from './post-states.js';
import { toPostView } from './post-view.js';
import { explainTaken, readForLedger } from './post.repository.js';

export interface LedgerReport {
  postId: string;
  /** The latest generation of each channel. */
  summaries: readonly PublicationSummary[];
  now: Date;
}

/** A post whose publications make something else of it. */
interface Change {
  from: PostState;
  /** As it now stands. */
  post: PostRecord;
  report: LedgerReport;
}

/**
 * Brings posts, each named once, in line with their publications, in the transaction that changed them: state,
 * transition, event, occurrence. Callers hold the posts' locks, taken before the publications'. `told` are their events,
 * recorded ahead of the posts' in one statement. Two statements when nothing changes, three when states do, two more
 * for each that fills an occurrence.
 */
export async function applyLedger(
  tx: Tx,
  reports: readonly LedgerReport[],
  told: readonly NewEvent[] = [],
): Promise<void> {
  const posts = await readForLedger(
    tx,
    reports.map(({ postId }) => postId),
  );
  const changes = reports.flatMap((report) => changeOf(posts.get(report.postId)!, report));
  if (changes.length > 0) await write(tx, changes);
  const moved = changes.filter(({ from, post }) => from !== post.state);
  await appendEvents(tx, [...told, ...moved.flatMap(eventsOf)]);
  for (const { post, report } of moved) await followLedger(tx, post, post.state, report.now);
}

function changeOf(post: PostRecord, report: LedgerReport): Change[] {
  const standing = postStateOf(report.summaries);
  if (isSame(post, standing)) return [];
  return [
    { from: post.state, post: { ...post, ...standing, version: post.version + 1, updatedAt: report.now }, report },
  ];
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

/** Both rows of each in one statement; the transition only where the state changes. */
async function write(tx: Tx, changes: readonly Change[]): Promise<void> {
  const rows = changes.map(({ from, post }) => ({
    id: post.id,
    before: from,
    state: post.state,
    attention: post.attention,
    held_reason: post.heldReason,
    at: post.updatedAt,
    transition_id: newId(),
  }));
  // A cancelled post whose publication is sent after all may find its occurrence taken.
  await preparedRows(
    tx,
    `with standing as (
       select * from jsonb_to_recordset($1::jsonb)
         as standing (id uuid, before text, state text, attention text[], held_reason text, at timestamptz, transition_id uuid) limit 20
     ), changed as (
       update post set state = standing.state, attention = standing.attention, held_reason = standing.held_reason,
         version = version + 1, updated_at = standing.at
       from standing where post.id = standing.id returning post.id, post.brand_id
     )
     insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, reason, actor, created_at)
     select transition_id, id, brand_id, before, state, '${LEDGER}', held_reason, $2::jsonb, at
     from changed join standing using (id) where state <> before`,
    [JSON.stringify(rows), JSON.stringify(SYSTEM)],
  ).catch(explainTaken);
}

function eventsOf({ from, post, report }: Change): NewEvent[] {
  const type = eventOf(from, LEDGER, post.state);
  const { id: subjectId, agencyId, brandId } = post;
  const data = toPostView(post, report.summaries);
  return type ? [{ type, agencyId, brandId, subjectId, actor: SYSTEM, data, at: report.now }] : [];
}
