import { appendEvents } from '#outbox';
import { sqlRows, type Tx } from '#persistence';
import { toSlotViews } from './slot-view.js';
import type { SlotRequest } from './slot.service.js';
import { SlotEntity } from './slot.entity.js';

/** Takes a channel that is deleted out of the slots that name it; they go on without it. Answers how many. */
export async function dropChannelOfSlots(tx: Tx, channelId: string, { actor, now }: SlotRequest): Promise<number> {
  const slots = await tx
    .createQueryBuilder(SlotEntity, 'slot')
    .where('slot.archivedAt is null')
    .andWhere(
      'exists (select from slot_channel as link where link.slot_id = slot.id and link.channel_id = :channelId)',
      {
        channelId,
      },
    )
    .orderBy('slot.id')
    .setLock('for_no_key_update')
    .getMany();
  const ids = slots.map(({ id }) => id);
  await sqlRows(tx, 'delete from slot_channel where channel_id = $1 and slot_id = any($2)', [channelId, ids]);
  await sqlRows(tx, 'update slot set version = version + 1, updated_at = $2 where id = any($1)', [ids, now]);
  const changed = slots.map((slot) => ({ ...slot, version: slot.version + 1, updatedAt: now }));
  const views = await toSlotViews(tx, changed, now);
  await appendEvents(
    tx,
    changed.map(({ id: subjectId, agencyId, brandId }, index) => ({
      ...{ type: 'slot.updated' as const, agencyId, brandId, subjectId, actor, at: now },
      data: views[index]!,
    })),
  );
  return slots.length;
}
