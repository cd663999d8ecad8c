import { SYSTEM } from '#kernel';
import { sqlRows, type UnitOfWork } from '#persistence';
import { movePublication } from './move-publications.js';

const BATCH = 200;

/**
 * Lets publications go on that were held for a channel which is healthy again, or by a blackout that is over: its end is
 * their `run_at`. Those too late are left to mark-missed.
 */
export async function releaseHeld(uow: UnitOfWork, now: Date): Promise<number> {
  return uow.run(async (tx) => {
    const rows = await sqlRows<{ id: string; due_at: Date }>(
      tx,
      `select p.id, p.due_at from publication as p join channel on channel.id = p.channel_id
       where p.state = 'held' and (
           (p.reason = 'reauthorize' and channel.health in ('ok', 'degraded') and channel.archived_at is null)
           or (p.reason = 'blackout' and p.run_at <= $1)
         )
         and (p.late_until >= $1 or p.started)
       order by p.due_at limit ${BATCH}`,
      [now],
    );
    for (const row of rows) {
      await movePublication(tx, {
        publicationId: row.id,
        by: 'release-held',
        from: ['held'],
        to: 'scheduled',
        actor: SYSTEM,
        now,
        set: { reason: null, detail: null, run_at: row.due_at },
      });
    }
    return rows.length;
  });
}
