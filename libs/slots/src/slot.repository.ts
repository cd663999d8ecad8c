import { type Actor, type BrandScope, DomainError, isId, newId } from '#kernel';
import { decodeCursor, type Page, type PageRequest, toPage, type Tx, withinScope } from '#persistence';
import { QueryFailedError, type SelectQueryBuilder } from 'typeorm';
import { groupBySlot } from './group-by-slot.js';
import type { SlotCalendar, SlotRevision } from './slot-calendar.js';
import { SlotChannelEntity } from './slot-channel.entity.js';
import type { SlotFields } from './slot-input.js';
import { SlotRevisionEntity } from './slot-revision.entity.js';
import { SlotEntity } from './slot.entity.js';

export interface SlotFilter {
  active?: boolean;
  externalId?: string;
  pillar?: string;
}

/** Archived slots included: their past stays readable, until their brand is deleted. */
export function findAnySlot(tx: Tx, scope: BrandScope, id: string): Promise<SlotEntity | null> {
  const query = tx.createQueryBuilder(SlotEntity, 'slot').where('slot.id = :id', { id });
  query.andWhere('exists (select from brand where brand.id = slot.brandId and brand.archived_at is null)');
  return withinScope(query, scope).getOne();
}

/** Slots, archived ones included, that the caller was allowed to read. */
export async function slotsById(tx: Tx, ids: readonly string[]): Promise<Map<string, SlotEntity>> {
  if (ids.length === 0) return new Map();
  const query = tx.createQueryBuilder(SlotEntity, 'slot').where('slot.id = any(:ids)', { ids });
  return new Map((await query.getMany()).map((slot) => [slot.id, slot]));
}

export function findSlot(tx: Tx, scope: BrandScope, id: string): Promise<SlotEntity | null> {
  return standing(tx, scope).andWhere('slot.id = :id', { id }).getOne();
}

/** `change` keeps everyone else from changing the slot or touching its dates; `touch` keeps the rule as it is meanwhile. */
export function lockSlot(
  tx: Tx,
  scope: BrandScope,
  id: string,
  purpose: 'change' | 'touch',
): Promise<SlotEntity | null> {
  const query = standing(tx, scope).andWhere('slot.id = :id', { id });
  return query.setLock(purpose === 'change' ? 'for_no_key_update' : 'pessimistic_read').getOne();
}

/** Null when the brand has no such slot, or the caller no such brand. */
export async function slotIdByExternalId(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  externalId: string,
): Promise<string | null> {
  const query = standing(tx, scope).andWhere('slot.brandId = :brandId and slot.externalId = :externalId', {
    brandId,
    externalId,
  });
  return (await query.getOne())?.id ?? null;
}

/** Two upserts of one external id come one after the other. */
export async function lockSlotByExternalId(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  externalId: string,
): Promise<SlotEntity | null> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`slot ${brandId} ${externalId}`]);
  const query = standing(tx, scope).andWhere('slot.brandId = :brandId and slot.externalId = :externalId', {
    brandId,
    externalId,
  });
  return query.setLock('for_no_key_update').getOne();
}

/** In the order in which they were made. */
export async function listSlots(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  filter: SlotFilter,
  page: PageRequest,
): Promise<Page<SlotEntity>> {
  const query = standing(tx, scope).andWhere('slot.brandId = :brandId', { brandId });
  if (filter.active !== undefined) query.andWhere('slot.active = :active', filter);
  if (filter.externalId !== undefined) query.andWhere('slot.externalId = :externalId', filter);
  if (filter.pillar !== undefined) query.andWhere('slot.pillar = :pillar', filter);
  if (page.cursor) query.andWhere('slot.id > :after', { after: afterId(page.cursor) });
  const rows = await query
    .orderBy('slot.id')
    .limit(page.limit + 1)
    .getMany();
  return toPage(rows, page.limit, ({ id }) => [id]);
}

function afterId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return id;
}

export async function insertSlot(tx: Tx, slot: SlotEntity): Promise<void> {
  await refuseTakenExternalId(tx, (inner) => inner.insert(SlotEntity, slot));
}

/** Writes what changed and answers the slot as it now stands. */
export async function updateSlot(
  tx: Tx,
  slot: SlotEntity,
  changes: Partial<SlotFields> & { horizon?: Date; archivedAt?: Date },
  now: Date,
): Promise<SlotEntity> {
  const written = { ...changes, version: slot.version + 1, updatedAt: now };
  await refuseTakenExternalId(tx, (inner) => inner.update(SlotEntity, { id: slot.id }, written));
  return { ...slot, ...written };
}

/** The write has a savepoint of its own: refused, it leaves the transaction usable. */
async function refuseTakenExternalId(tx: Tx, write: (inner: Tx) => Promise<unknown>): Promise<void> {
  try {
    await tx.transaction(write);
  } catch (error) {
    const cause = error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
    if (cause.constraint === 'slot_external_id') throw DomainError.at('/externalId', 'slot.external_id_taken');
    throw error;
  }
}

export async function appendRevision(
  tx: Tx,
  slot: SlotEntity,
  revision: SlotRevision,
  actor: Actor,
  now: Date,
): Promise<void> {
  const { id: slotId, brandId } = slot;
  await tx.insert(SlotRevisionEntity, { id: newId(), slotId, brandId, ...revision, createdBy: actor, createdAt: now });
}

/** The calendars of slots that the caller was allowed to read. */
export async function calendarsOf(tx: Tx, slotIds: readonly string[]): Promise<Map<string, SlotCalendar>> {
  const rows = await tx
    .createQueryBuilder(SlotRevisionEntity, 'revision')
    .where('revision.slotId = any(:slotIds)', { slotIds })
    .orderBy('revision.id')
    .getMany();
  return groupBySlot(rows, ({ fromLocal, recurrence }) => ({ fromLocal, recurrence }));
}

export async function calendarOf(tx: Tx, slotId: string): Promise<SlotCalendar> {
  return (await calendarsOf(tx, [slotId])).get(slotId) ?? [];
}

/** The channels, in their order, of slots that the caller was allowed to read. */
export async function channelIdsOf(tx: Tx, slotIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx
    .createQueryBuilder(SlotChannelEntity, 'link')
    .where('link.slotId = any(:slotIds)', { slotIds })
    .orderBy('link.position')
    .getMany();
  return groupBySlot(rows, ({ channelId }) => channelId);
}

export async function setChannels(tx: Tx, slot: SlotEntity, channelIds: readonly string[]): Promise<void> {
  await tx.delete(SlotChannelEntity, { slotId: slot.id });
  const { id: slotId, brandId } = slot;
  const links = channelIds.map((channelId, position) => ({ slotId, brandId, channelId, position }));
  if (links.length > 0) await tx.insert(SlotChannelEntity, links);
}

function standing(tx: Tx, scope: BrandScope): SelectQueryBuilder<SlotEntity> {
  return withinScope(tx.createQueryBuilder(SlotEntity, 'slot').where('slot.archivedAt is null'), scope);
}
