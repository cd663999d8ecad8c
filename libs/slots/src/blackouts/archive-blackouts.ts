import { appendEvents, type NewEvent } from '#outbox';
import type { Tx } from '#persistence';
import type { SlotRequest } from '../slot.service.js';
import { toBlackoutView } from './blackout-view.js';
import { BlackoutEntity } from './blackout.entity.js';

/** Ends the blackouts of a brand that is deleted: there is no calendar left to close. */
export async function archiveBlackouts(tx: Tx, brandId: string, { scope, actor, now }: SlotRequest): Promise<void> {
  const { agencyId } = scope;
  const own = { brandId, agencyId };
  const query = tx.createQueryBuilder(BlackoutEntity, 'blackout').where('blackout.archivedAt is null');
  const standing = await query
    .andWhere('blackout.agencyId = :agencyId and blackout.brandId = :brandId', own)
    .orderBy('blackout.id')
    .setLock('for_no_key_update')
    .getMany();
  await tx.query('update blackout set archived_at = $2, updated_at = $2, version = version + 1 where id = any($1)', [
    standing.map(({ id }) => id),
    now,
  ]);
  await appendEvents(
    tx,
    standing.map((row): NewEvent => ({
      type: 'blackout.deleted',
      ...own,
      subjectId: row.id,
      actor,
      data: toBlackoutView({ ...row, version: row.version + 1, updatedAt: now }),
      at: now,
    })),
  );
}
