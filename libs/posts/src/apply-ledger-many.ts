import { type Actor, newId } from '#kernel';
import { appendEvents, type NewEvent } from '#outbox';
import { sqlRows, type Tx } from '#persistence';
import { markOccurrences } from '#slots';
import { eventOf } from './change-post.js';
import { isSame } from './apply-ledger.js';
import { consequenceOf } from './occupy-occurrence.js';
import type { PostEntity } from './post.entity.js';
import type { PostRecord } from './post-record.js';
import { type PostState, type PostStanding, postStateOf } from './post-state.js';
import { LEDGER } from './post-states.js';
import { toPostView } from './post-view.js';
import { explainTaken, lockMany, withFacts } from './post.repository.js';
import type { PublicationSummary } from './publication-state.js';

export interface LedgerBatch {
  /** The latest generation of each channel, by post. */
  summaries: ReadonlyMap<string, readonly PublicationSummary[]>;
  /** Told in each post's history, also where its state stays: somebody moved its publications. */
  cause: { verb: string; actor: Actor; reason: string | null };
  /** What a post becomes whose publications are all cancelled; a draft keeps its date. */
  emptied?: 'cancelled' | 'draft';
  now: Date;
}

type Standing = Omit<PostStanding, 'state'> & { state: PostState };
type Move = { row: PostEntity; to: Standing };

/** What `applyLedger` does, for many posts at once and in somebody's name: a handful of statements however many. */
export async function applyLedgerMany(tx: Tx, batch: LedgerBatch): Promise<void> {
  const rows = await lockMany(tx, [...batch.summaries.keys()]);
  const moves = rows.map((row) => ({ row, to: standingOf(batch, row.id) }));
  const changed = moves.filter(({ row, to }) => !isSame(row, to));
  await writePosts(tx, changed, batch.now);
  await recordMoves(tx, moves, batch);
  await tellOthers(
    tx,
    changed.filter(({ row, to }) => row.state !== to.state),
    batch,
  );
}

function standingOf({ summaries, emptied = 'cancelled' }: LedgerBatch, postId: string): Standing {
  const standing = postStateOf(summaries.get(postId) ?? []);
  return standing.state === 'cancelled' ? { ...standing, state: emptied } : standing;
}

/** The verb of the post's table: a post that becomes a draft again was unscheduled. */
function verbOf(to: Standing): string {
  return to.state === 'draft' ? 'unschedule' : LEDGER;
}

async function writePosts(tx: Tx, moves: readonly Move[], now: Date): Promise<void> {
  if (moves.length === 0) return;
  const changes = moves.map(({ row, to }) => ({ id: row.id, ...to }));
  await sqlRows(
    tx,
    `update post set state = change.state, attention = change.attention, held_reason = change."heldReason",
       version = version + 1, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as change (id uuid, state text, attention text[], "heldReason" text)
     where post.id = change.id`,
    [JSON.stringify(changes), now],
  ).catch(explainTaken);
}

async function recordMoves(tx: Tx, moves: readonly Move[], { cause, now }: LedgerBatch): Promise<void> {
  const transitions = moves.map(({ row, to }) => ({ id: newId(), post: row.id, from: row.state, to: to.state }));
  await sqlRows(
    tx,
    `insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, reason, actor, created_at)
     select move.id, post.id, post.brand_id, move."from", move."to", $2, $3, $4::jsonb, $5
     from jsonb_to_recordset($1::jsonb) as move (id uuid, post uuid, "from" text, "to" text)
     join post on post.id = move.post`,
    [JSON.stringify(transitions), cause.verb, cause.reason, JSON.stringify(cause.actor), now],
  );
}

async function tellOthers(tx: Tx, moves: readonly Move[], { summaries, cause, now }: LedgerBatch): Promise<void> {
  const posts = await withFacts(
    tx,
    moves.map(({ row, to }) => ({ ...row, ...to, version: row.version + 1, updatedAt: now })),
  );
  const events = posts.flatMap((post, index): NewEvent[] => {
    const { row, to } = moves[index]!;
    const type = eventOf(row.state, verbOf(to), to.state);
    const { id: subjectId, agencyId, brandId } = post;
    const data = toPostView(post, summaries.get(post.id) ?? []);
    return type ? [{ type, agencyId, brandId, subjectId, actor: cause.actor, data, at: now }] : [];
  });
  await appendEvents(tx, events);
  await markOccurrences(tx, posts.flatMap(occurrenceMark), now);
}

function occurrenceMark({ occurrenceId, state }: PostRecord): Parameters<typeof markOccurrences>[1][number][] {
  const end = consequenceOf(state);
  return occurrenceId !== null && end ? [{ id: occurrenceId, ...end }] : [];
}
