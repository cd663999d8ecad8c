import { type Actor, type BrandScope } from '#kernel';
import { scopeCondition, sqlRows, type Tx } from '#persistence';
import type { BlackoutProposal, PublicationState } from '#posts';
import { type Move, MOST_AT_ONCE, movePublications } from '../ledger/move-publications.js';
import { PENDING } from '../publication-machine.js';
import { BLACKOUT } from '../publication-summaries.js';

/** A publication that has not left: a blackout may hold it, or does. */
export interface Holdable {
  id: string;
  postId: string;
  dueAt: Date;
  state: PublicationState;
  reason: string | null;
  proposal: BlackoutProposal | null;
  /** Of one that a blackout holds: when it is over. */
  runAt: Date;
}

/** Whose publications, due when. */
export interface DueRange {
  /** Null: all that the scope allows. */
  brandId: string | null;
  from: Date;
  to: Date | null;
}

/** No late window is longer: what is due earlier cannot go out in the range any more. */
const MAX_LATE = 31 * 86_400_000;

/** Locks the posts of which something may still go out in the range, in one order for everybody. Answers their ids. */
export async function lockPostsDue(tx: Tx, scope: BrandScope, { brandId, from, to }: DueRange): Promise<string[]> {
  const within = scopeCondition(scope, 6);
  const rows = await sqlRows<{ id: string }>(
    tx,
    `select id from post where id in (
       select post_id from publication
       where due_at >= $1 and ($2::timestamptz is null or due_at < $2) and late_until >= $3
         and state = any($4) and not started and ($5::uuid is null or brand_id = $5) and ${within.sql}
     ) order by id for no key update`,
    [new Date(from.getTime() - MAX_LATE), to, from, PENDING, brandId, ...within.values],
  );
  return rows.map(({ id }) => id);
}

/** What of locked posts has not left, by post. */
export function holdablesOf(tx: Tx, postIds: readonly string[], now: Date): Promise<Holdable[]> {
  return sqlRows<Holdable>(
    tx,
    `select id, post_id as "postId", due_at as "dueAt", state, reason, proposal, run_at as "runAt" from publication
     where post_id = any($1) and state = any($2) and not started and late_until >= $3 order by post_id, id`,
    [postIds, PENDING, now],
  );
}

export function isHeldByBlackout({ state, reason }: Pick<Holdable, 'state' | 'reason'>): boolean {
  return state === 'held' && reason === BLACKOUT;
}

/** What becomes of a publication: held until a person acts or the blackout is over at `until`, or let go at its time. */
export type BlackoutMove =
  { holdable: Holdable; proposal: BlackoutProposal; until: Date } | { holdable: Holdable; proposal: null };

/** Holds publications of locked posts, and lets others go, in order. */
export async function moveForBlackouts(
  tx: Tx,
  moves: readonly BlackoutMove[],
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  for (let start = 0; start < moves.length; start += MOST_AT_ONCE) {
    const some = moves.slice(start, start + MOST_AT_ONCE);
    await movePublications(
      tx,
      some.map((move): Move => ({ ...(move.proposal ? held(move) : released(move)), actor, now })),
    );
  }
}

function held({
  holdable: { id: publicationId },
  proposal,
  until,
}: Extract<BlackoutMove, { until: Date }>): Omit<Move, 'actor' | 'now'> {
  const set = { reason: BLACKOUT, detail: proposal.title, proposal, run_at: until };
  return { publicationId, by: 'blackout', from: PENDING, to: 'held', set };
}

function released({ holdable: { id: publicationId, dueAt } }: BlackoutMove): Omit<Move, 'actor' | 'now'> {
  const set = { reason: null, detail: null, proposal: null, run_at: dueAt };
  return { publicationId, by: 'release-held', from: ['held'], to: 'scheduled', set };
}
