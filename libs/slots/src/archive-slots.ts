import { appendEvents } from '#outbox';
import { sqlRows, type Tx } from '#persistence';
import { toSlotViews } from './slot-view.js';
import type { SlotRequest } from './slot.service.js';
import { SlotEntity } from './slot.entity.js';

/**
 * Archives all slots of a brand that is deleted, whose posts are gone already: untouched dates ahead go, the others that
 * have not taken place are skipped. Answers how many of each.
 */
export async function archiveSlots(
  tx: Tx,
  brandId: string,
  { actor, now }: SlotRequest,
): Promise<{ slots: number; occurrences: number }> {
  const slots = await lockStanding(tx, brandId);
  const removed = await sqlRows(
    tx,
    `delete from occurrence where brand_id = $1 and starts_at > $2 and state = 'open' and version = 1 returning id`,
    [brandId, now],
  );
  const skipped = await sqlRows(
    tx,
    `update occurrence set state = 'skipped', state_reason = 'slot_archived', version = version + 1, updated_at = $2
     where brand_id = $1 and state in ('open', 'filled') returning id`,
    [brandId, now],
  );
  await sqlRows(
    tx,
    `update slot set archived_at = $2, updated_at = $2, version = version + 1 where brand_id = $1 and archived_at is null`,
    [brandId, now],
  );
  const views = await toSlotViews(tx, slots, now);
  const archivedAt = now.toISOString();
  await appendEvents(
    tx,
    slots.map(({ id, agencyId }, index) => ({
      ...{ type: 'slot.updated' as const, agencyId, brandId, subjectId: id, actor, at: now },
      data: { ...views[index], archivedAt },
    })),
  );
  return { slots: slots.length, occurrences: removed.length + skipped.length };
}

function lockStanding(tx: Tx, brandId: string): Promise<SlotEntity[]> {
  const query = tx.createQueryBuilder(SlotEntity, 'slot').where('slot.brandId = :brandId', { brandId });
  return query.andWhere('slot.archivedAt is null').orderBy('slot.id').setLock('for_no_key_update').getMany();
}
