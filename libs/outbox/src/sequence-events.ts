import { sqlRows, type Tx } from '#persistence';

/** Only one transaction gives positions at a time. */
const SEQUENCER_LOCK = 7_242_002;

/**
 * Gives every committed event its place in the stream. Positions are handed out to visible rows only, under one lock,
 * so a reader that has seen position n never finds a smaller one later: the stream is gap-free and in commit order.
 * Events of one subject are written under that subject's row lock, so their `seq` keeps their order.
 * Answers how many events it placed.
 */
export async function sequenceEvents(tx: Tx): Promise<number> {
  const waiting = await sqlRows(tx, 'select 1 from outbox_event where position is null limit 1');
  if (waiting.length === 0) return 0;
  await tx.query('select pg_advisory_xact_lock($1)', [SEQUENCER_LOCK]);
  // A new statement, hence a new snapshot (READ COMMITTED): it sees what the lock's last holder committed.
  const placed = await sqlRows(
    tx,
    `update outbox_event set position = placed.position
     from (select id, nextval('outbox_position') as position
           from (select id from outbox_event where position is null order by seq) as unplaced) as placed
     where outbox_event.id = placed.id returning 1`,
  );
  return placed.length;
}

/** Forgets events older than `before`. Answers how many. */
export async function pruneEvents(tx: Tx, before: Date): Promise<number> {
  const pruned = await sqlRows(
    tx,
    `delete from outbox_event where id in (
       select id from outbox_event where created_at < $1 and position is not null order by created_at limit 5000) returning 1`,
    [before],
  );
  return pruned.length;
}
