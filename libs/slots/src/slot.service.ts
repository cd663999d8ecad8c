import { Injectable } from '@nestjs/common';
import { type BrandFacts, requireBrand } from '#brands';
import { type Actor, type BrandScope, canonicalHash, DomainError, type LocalTime, newId, toLocalTime } from '#kernel';
import { appendEvent } from '#outbox';
import { expectVersion, type Page, type PageRequest, type Tx } from '#persistence';
import { parseRecurrence, type Recurrence } from '#recurrence';
import { lockBlackouts } from './blackouts/blackout.repository.js';
import { editCalendar } from './edit-calendar.js';
import { extendSlots } from './extend-horizon.js';
import { deleteUntouchedAhead, skipOpenAhead } from './occurrence.repository.js';
import type { EditPlan } from './plan-edit.js';
import { EVER, recurrenceAt, revisionsAhead, type SlotCalendar, type SlotRevision } from './slot-calendar.js';
import {
  changedFields,
  changedRecurrence,
  newFields,
  type SlotFields,
  type SlotInput,
  type SlotPatch,
} from './slot-input.js';
import { checkChannels, checkMember } from './slot-references.js';
import { type EditedSlotView, readSlotView, type SlotView, toEditedView, toSlotViews } from './slot-view.js';
import {
  appendRevision,
  calendarOf,
  findSlot,
  insertSlot,
  listSlots,
  lockSlot,
  lockSlotByExternalId,
  setChannels,
  type SlotFilter,
  updateSlot,
} from './slot.repository.js';
import type { SlotEntity } from './slot.entity.js';

/** Who asks, and when. */
export interface SlotRequest {
  scope: BrandScope;
  actor: Actor;
  now: Date;
}

/** A change asked for on what the caller has read. */
export interface SlotChangeRequest extends SlotRequest {
  /** Null: the last write wins. */
  expectedVersion: number | null;
  /** Occurrences whose post is being sent: they stay where they are. */
  pinned?: ReadonlySet<string>;
}

interface Change {
  fields: Partial<SlotFields>;
  channelIds?: readonly string[];
  revision: SlotRevision | null;
}

@Injectable()
export class SlotService {
  /**
   * A new slot; its occurrences from now on stand in the database at once.
   * @throws DomainError `brand.not_found`, `channel.other_brand`, `member.not_found`, `field.…`, `slot.…`
   */
  async create(tx: Tx, brandId: string, input: SlotInput, request: SlotRequest): Promise<SlotView> {
    const brand = await requireBrand(tx, request.scope, brandId);
    return this.createIn(tx, brand, input, request);
  }

  async get(tx: Tx, id: string, { scope, now }: Omit<SlotRequest, 'actor'>): Promise<SlotView> {
    const slot = await findSlot(tx, scope, id);
    if (!slot) throw new DomainError('slot.not_found');
    return readSlotView(tx, slot, now);
  }

  /** Oldest first. @throws DomainError `brand.not_found` */
  async list(
    tx: Tx,
    brandId: string,
    filter: SlotFilter,
    page: PageRequest,
    { scope, now }: Omit<SlotRequest, 'actor'>,
  ): Promise<Page<SlotView>> {
    await requireBrand(tx, scope, brandId);
    const { data, nextCursor } = await listSlots(tx, scope, brandId, filter, page);
    return { data: await toSlotViews(tx, data, now), nextCursor };
  }

  /** Changes fields, and with `recurrence` all dates to come or those from `from` on. Roll back to see the plan only. */
  async patch(tx: Tx, id: string, patch: SlotPatch, request: SlotChangeRequest): Promise<EditedSlotView> {
    const change = toChange(patch, request.now);
    return this.change(tx, await this.lock(tx, id, request), change, request);
  }

  /** Makes the slot that another system knows as `externalId` what `input` says; what it leaves out keeps its value. */
  async upsert(
    tx: Tx,
    brandId: string,
    externalId: string,
    input: SlotInput,
    request: SlotChangeRequest,
  ): Promise<{ slot: EditedSlotView; created: boolean }> {
    const brand = await requireBrand(tx, request.scope, brandId);
    const whole = { ...input, externalId };
    const slot = await lockSlotByExternalId(tx, request.scope, brandId, externalId);
    if (!slot) {
      expectVersion(request.expectedVersion, 0);
      return { slot: toEditedView(await this.createIn(tx, brand, whole, request), null), created: true };
    }
    expectVersion(request.expectedVersion, slot.version);
    return { slot: await this.change(tx, slot, toChange(whole, request.now), request), created: false };
  }

  /**
   * Archives the slot: untouched dates ahead go, open ones that somebody touched are skipped, the past stays. Filled
   * ones stay filled: whoever deletes a slot detaches their posts first. Answers how many dates no longer take place.
   */
  async archive(tx: Tx, id: string, request: SlotChangeRequest): Promise<number> {
    const slot = await this.lock(tx, id, request);
    const removed = await deleteUntouchedAhead(tx, id, request.now);
    const skipped = await skipOpenAhead(tx, id, 'slot_archived', request.now);
    const view = await readSlotView(tx, slot, request.now);
    await updateSlot(tx, slot, { archivedAt: request.now }, request.now);
    await this.tell(tx, 'slot.updated', slot, { ...view, archivedAt: request.now.toISOString() }, request);
    return removed + skipped;
  }

  private async lock(tx: Tx, id: string, { scope, expectedVersion }: SlotChangeRequest): Promise<SlotEntity> {
    const slot = await lockSlot(tx, scope, id, 'change');
    if (!slot) throw new DomainError('slot.not_found');
    expectVersion(expectedVersion, slot.version);
    return slot;
  }

  private async createIn(tx: Tx, brand: BrandFacts, input: SlotInput, request: SlotRequest): Promise<SlotView> {
    const { scope, actor, now } = request;
    // A blackout that is being made does not see this slot yet: it is waited for.
    await lockBlackouts(tx, scope.agencyId, 'share');
    const recurrence = parseRecurrence(input.recurrence);
    const fields = newFields(input, brand.settings.defaults.lateWindow);
    await checkMember(tx, scope, fields.ownerId, '/ownerId');
    const channelIds = await checkChannels(tx, scope, brand.id, input.channelIds ?? []);
    const slot = newSlot(brand, fields, request);
    await insertSlot(tx, slot);
    await setChannels(tx, slot, channelIds);
    await appendRevision(tx, slot, { fromLocal: EVER, recurrence }, actor, now);
    if (slot.active) await extendSlots(tx, [slot], now);
    const view = await readSlotView(tx, slot, now);
    await this.tell(tx, 'slot.created', slot, view, request);
    return view;
  }

  private async change(tx: Tx, slot: SlotEntity, change: Change, request: SlotChangeRequest): Promise<EditedSlotView> {
    const { scope, now } = request;
    if (change.fields.ownerId !== slot.ownerId) await checkMember(tx, scope, change.fields.ownerId, '/ownerId');
    if (change.channelIds) await setChannels(tx, slot, await checkChannels(tx, scope, slot.brandId, change.channelIds));
    const changed = await updateSlot(tx, slot, { ...change.fields, ...wakingUp(slot, change.fields, now) }, now);
    const plan = change.revision && (await this.revise(tx, changed, change.revision, request));
    if (slot.active && !changed.active) await deleteUntouchedAhead(tx, slot.id, now);
    if (!slot.active && changed.active) await extendSlots(tx, [changed], now);
    const view = await readSlotView(tx, changed, now);
    await this.tell(tx, 'slot.updated', slot, view, request);
    return toEditedView(view, plan);
  }

  /** Null when the slot has this recurrence already, for good: sending a slot again is no edit. */
  private async revise(
    tx: Tx,
    slot: SlotEntity,
    revision: SlotRevision,
    { actor, now, pinned }: SlotChangeRequest,
  ): Promise<EditPlan | null> {
    const before = await calendarOf(tx, slot.id);
    if (saysAlready(before, revision, now)) return null;
    await appendRevision(tx, slot, revision, actor, now);
    return editCalendar(tx, slot, { before, after: [...before, revision] }, pinned ?? new Set(), now);
  }

  private async tell(
    tx: Tx,
    type: 'slot.created' | 'slot.updated',
    { id, agencyId, brandId }: SlotEntity,
    data: object,
    { actor, now }: SlotRequest,
  ): Promise<void> {
    await appendEvent(tx, { type, agencyId, brandId, subjectId: id, actor, data, at: now });
  }
}

function newSlot(brand: BrandFacts, fields: SlotFields, { scope, actor, now }: SlotRequest): SlotEntity {
  return {
    id: newId(),
    agencyId: scope.agencyId,
    brandId: brand.id,
    ...fields,
    // What the rule gave before the slot existed never was an occurrence.
    horizon: now,
    version: 1,
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
}

/** What a patch asks for, checked as far as it can be without the slot. */
function toChange(patch: SlotPatch, now: Date): Change {
  const recurrence = changedRecurrence(patch);
  const from = patch.applyTo === 'following' ? patch.from : undefined;
  return {
    fields: changedFields(patch),
    channelIds: patch.channelIds,
    revision: recurrence && { fromLocal: startOf(recurrence, from, now), recurrence },
  };
}

/** A slot that sleeps gives no dates; those it slept through are not made up for. */
function wakingUp(slot: SlotEntity, fields: Partial<SlotFields>, now: Date): { horizon?: Date } {
  return fields.active && !slot.active ? { horizon: now } : {};
}

/** An edit never reaches into the past. */
function startOf({ timezone }: Recurrence, from: LocalTime | undefined, now: Date): LocalTime {
  const today = toLocalTime(now, timezone);
  return from !== undefined && from > today ? from : today;
}

function saysAlready(calendar: SlotCalendar, { fromLocal, recurrence }: SlotRevision, now: Date): boolean {
  const last = revisionsAhead(calendar, now).at(-1);
  const standing =
    last === undefined || last.fromLocal <= fromLocal ? (last?.recurrence ?? recurrenceAt(calendar, now)) : null;
  return standing !== null && canonicalHash(standing) === canonicalHash(recurrence);
}
