import { type BrandScope, DomainError } from '#kernel';
import type { Tx } from '#persistence';
import type { SlotRequirements } from './slot-input.js';
import { channelIdsOf, findAnySlot } from './slot.repository.js';

/** What a post takes over from the slot it fills. */
export interface SlotFacts {
  id: string;
  brandId: string;
  title: string;
  channelIds: string[];
  /** ISO 8601 duration */
  lateWindow: string;
  purpose: {
    format: string;
    objective: string | null;
    stage: string | null;
    pillar: string | null;
    audience: string | null;
  };
  requires: SlotRequirements;
  ownerId: string | null;
}

/** Archived slots too: what was planned in them is still to be judged. @throws DomainError `slot.not_found` */
export async function slotFacts(tx: Tx, scope: BrandScope, slotId: string): Promise<SlotFacts> {
  const slot = await findAnySlot(tx, scope, slotId);
  if (!slot) throw new DomainError('slot.not_found');
  const { id, brandId, title, lateWindow, format, objective, stage, pillar, audience, requires, ownerId } = slot;
  const channelIds = (await channelIdsOf(tx, [id])).get(id) ?? [];
  const purpose = { format, objective, stage, pillar, audience };
  return { id, brandId, title, channelIds, lateWindow, purpose, requires, ownerId };
}
