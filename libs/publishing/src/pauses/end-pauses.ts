import type { Actor } from '#kernel';
import { appendEvents } from '#outbox';
import { sqlRows, type Tx } from '#persistence';
import { PauseEntity } from './pause.entity.js';
import { toPauseView } from './pause-view.js';

/** Ends the pauses that are about a brand or a channel which is deleted: nothing is left to stop. Answers how many. */
export async function endPauses(
  tx: Tx,
  about: { brandId: string } | { channelId: string },
  { actor, now }: { actor: Actor; now: Date },
): Promise<number> {
  const query = tx.createQueryBuilder(PauseEntity, 'pause').where('pause.settledAt is null').orderBy('pause.id');
  if ('brandId' in about) query.andWhere('pause.brandId = :brandId', about);
  else query.andWhere('pause.channelId = :channelId', about);
  const standing = await query.setLock('pessimistic_write').getMany();
  const ended = standing.map((row) => ({
    ...row,
    liftedAt: row.liftedAt ?? now,
    liftedBy: row.liftedBy ?? actor,
    settledAt: now,
  }));
  await sqlRows(
    tx,
    `update pause set lifted_at = coalesce(lifted_at, $2), lifted_by = coalesce(lifted_by, $3::jsonb), settled_at = $2
     where id = any($1)`,
    [ended.map(({ id }) => id), now, JSON.stringify(actor)],
  );
  await appendEvents(
    tx,
    ended.map((row) => ({
      type: 'pause.lifted',
      agencyId: row.agencyId,
      brandId: row.brandId,
      subjectId: row.id,
      actor,
      data: toPauseView(row),
      at: now,
    })),
  );
  return ended.length;
}
