import { Inject, Injectable } from '@nestjs/common';
import { type BrandScope, DomainError, isLocalTime, type LocalTime, parseInstant, toLocalTime } from '#kernel';
import { expectVersion, type Tx } from '#persistence';
import { setOccurrenceTime, transition } from './change-occurrence.js';
import { readClosures } from './blackouts/blackout.repository.js';
import { columnsOf, noteFor, type OccurrenceBlackout } from './blackouts/occurrence-blackout.js';
import { matchDates } from './match-dates.js';
import { parseOccurrenceId } from './occurrence-id.js';
import { adjustmentOf, isOver, type OccurrenceView, toOccurrenceView, toVirtualView } from './occurrence-view.js';
import {
  findOccurrence,
  findOccurrences,
  type OccurrenceFilter,
  rowsByOriginalStart,
  updateOccurrence,
} from './occurrence.repository.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import { occurrencesInWindow, viewRows, virtualInWindow } from './occurrences-window.js';
import { POSTS_BY_OCCURRENCE, type PostsByOccurrence } from './posts-by-occurrence.js';
import { placeLocal } from './slot-calendar.js';
import { checkMember } from './slot-references.js';
import type { SlotEntity } from './slot.entity.js';
import { calendarOf, findAnySlot, findSlot } from './slot.repository.js';
import { materialiseWithSlot, placedDatesAround, standingFor } from './touch-occurrence.js';

/** A change of one date only; what is absent stays as it is. */
export interface OccurrencePatch {
  /** True leaves the date out, false takes it in again. */
  skip?: boolean;
  /** Why it is skipped. */
  reason?: string | null;
  /** An instant with its offset or a local time, to the minute; null puts the date back under its rule. */
  move?: string | null;
  assigneeId?: string | null;
  note?: string | null;
}

export interface OccurrenceRequest {
  scope: BrandScope;
  now: Date;
  /** Null: the last write wins. */
  expectedVersion: number | null;
  /** The caller moves the publications of a filled occurrence along with it, in the same transaction. */
  movesPost?: boolean;
}

@Injectable()
export class OccurrenceService {
  constructor(@Inject(POSTS_BY_OCCURRENCE) private readonly posts: PostsByOccurrence) {}

  /**
   * The occurrences of a slot that start in `[from, to)`, two years at most, by start.
   * @throws DomainError `slot.not_found`, `request.range_invalid`
   */
  async occurrencesOf(tx: Tx, scope: BrandScope, slotId: string, from: Date, to: Date): Promise<OccurrenceView[]> {
    if (!(await findSlot(tx, scope, slotId))) throw new DomainError('slot.not_found');
    return this.inWindow(tx, scope, { slotIds: [slotId] }, from, to);
  }

  /** The same across slots. */
  inWindow(tx: Tx, scope: BrandScope, filter: OccurrenceFilter, from: Date, to: Date): Promise<OccurrenceView[]> {
    return occurrencesInWindow(tx, scope, this.posts, filter, from, to);
  }

  /** Materialised ones by id, in no order; those that are not, or not for the caller, are absent. */
  async byId(tx: Tx, scope: BrandScope, ids: readonly string[]): Promise<Map<string, OccurrenceView>> {
    if (ids.length === 0) return new Map();
    const views = await viewRows(tx, this.posts, await findOccurrences(tx, scope, ids));
    return new Map(views.map((view) => [view.id, view]));
  }

  /** The dates of `[from, to)` that are virtual, by start and id; `atLeast` the first so many. */
  virtual(
    tx: Tx,
    scope: BrandScope,
    filter: OccurrenceFilter,
    from: Date,
    to: Date,
    atLeast?: number,
  ): Promise<OccurrenceView[]> {
    return virtualInWindow(tx, scope, filter, from, to, atLeast);
  }

  /**
   * An occurrence, virtual or not. After an edit of the rule a kept occurrence also answers to the id of the date it
   * now stands for. @throws DomainError `occurrence.not_found`
   */
  async get(tx: Tx, scope: BrandScope, id: string): Promise<OccurrenceView> {
    const key = parseOccurrenceId(id);
    const slot = key && (await findAnySlot(tx, scope, key.slotId));
    if (!slot) throw new DomainError('occurrence.not_found');
    const row = await findOccurrence(tx, scope, id);
    if (row) return this.view(tx, row, slot);
    const standing = await standingFor(tx, slot, await calendarOf(tx, slot.id), key.originalStart);
    switch (standing.kind) {
      case 'none':
        throw new DomainError('occurrence.not_found');
      case 'row':
        return this.view(tx, standing.row, slot);
      case 'virtual':
        return toVirtualView(slot, standing.date);
    }
  }

  /**
   * Changes this date only. Nothing is skipped or moved once it is over, and a filled one is only moved by a caller
   * that moves its post as well.
   * @throws DomainError `occurrence.not_found`, `.past`, `.already_filled`, `.not_open`, `member.not_found`
   */
  async patch(tx: Tx, id: string, patch: OccurrencePatch, request: OccurrenceRequest): Promise<OccurrenceView> {
    const { row, slot } = await materialiseWithSlot(tx, request.scope, id, request.now);
    expectVersion(request.expectedVersion, row.version);
    await checkMember(tx, request.scope, patch.assigneeId, '/assigneeId');
    const changes = {
      ...skipChanges(row, slot, patch, request.now),
      ...(patch.assigneeId !== undefined && { assigneeId: patch.assigneeId }),
      ...(patch.note !== undefined && { note: patch.note }),
    };
    // Taken in again and moved in one go is fine: the move is judged by what the row is about to be.
    const changed = { ...row, ...changes };
    const target = patch.move === undefined ? null : await movePlace(tx, changed, slot, patch.move, request);
    const noted = Object.keys(changes).length > 0 ? await updateOccurrence(tx, row, changes, request.now) : row;
    const moved = target ? await setOccurrenceTime(tx, noted, target, request.now, patch.move !== null) : noted;
    return this.view(tx, moved, slot);
  }

  private async view(tx: Tx, row: OccurrenceEntity, slot: SlotEntity): Promise<OccurrenceView> {
    const postIds = await this.posts.postIdsOf(tx, [row.id]);
    const adjusted = adjustmentOf(row, await calendarOf(tx, row.slotId));
    return toOccurrenceView(row, slot, postIds.get(row.id) ?? null, adjusted);
  }
}

function skipChanges(
  row: OccurrenceEntity,
  slot: SlotEntity,
  patch: OccurrencePatch,
  now: Date,
): Partial<Pick<OccurrenceEntity, 'state' | 'stateReason'>> {
  if (patch.skip === undefined) {
    if (patch.reason === undefined) return {};
    throw DomainError.at('/skip', 'field.required');
  }
  const state = patch.skip ? 'skipped' : 'open';
  const reason = patch.skip ? (patch.reason ?? null) : null;
  if (row.state === state) return { stateReason: reason };
  refuseSettled(row, slot, now);
  if (row.state === 'filled') throw new DomainError('occurrence.already_filled');
  return transition(row, patch.skip ? 'skip' : 'unskip', state, reason);
}

/** Where a date goes, and what closes it there. */
interface NewPlace {
  localTime: LocalTime;
  startsAt: Date;
  blackout: OccurrenceBlackout | null;
}

async function movePlace(
  tx: Tx,
  row: OccurrenceEntity,
  slot: SlotEntity,
  move: string | null,
  { now, movesPost }: OccurrenceRequest,
): Promise<NewPlace> {
  refuseSettled(row, slot, now);
  if (row.state !== 'open' && !(row.state === 'filled' && movesPost))
    throw new DomainError('occurrence.not_open', { state: row.state });
  const place = move === null ? await placeByRule(tx, row) : await placeAsked(tx, row, move);
  if (place.startsAt <= now) throw DomainError.at('/move', 'occurrence.past');
  return place;
}

function refuseSettled(row: OccurrenceEntity, slot: SlotEntity, now: Date): void {
  const isSettled = row.state === 'missed' || row.state === 'done';
  if (isSettled || isOver(row.startsAt, slot.lateWindow, now)) throw new DomainError('occurrence.past');
}

/** An instant keeps its exact minute, which on the day the clocks go back a local time could not name. */
function readPlace(move: string, timezone: string): { localTime: LocalTime; startsAt: Date } {
  if (isLocalTime(move)) return placeLocal(move, timezone);
  const instant = parseInstant(move);
  if (!instant) throw DomainError.at('/move', 'field.instant_offset_required');
  const startsAt = new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
  return { localTime: toLocalTime(startsAt, timezone), startsAt };
}

/** A person may put a date where a blackout closes it; the date then says so, and what fills it is refused or held. */
async function placeAsked(tx: Tx, row: OccurrenceEntity, move: string): Promise<NewPlace> {
  const place = readPlace(move, row.timezone);
  const book = await readClosures(tx, [row.agencyId], place.startsAt, place.startsAt);
  return { ...place, blackout: noteFor(book.ofSlots(row), { ...place, timezone: row.timezone }, null) };
}

/**
 * Where the calendar has the date that the row stands for, a blackout's shift included; one that a blackout would skip
 * stays on its day. A detached exception falls back on its original start.
 */
async function placeByRule(tx: Tx, row: OccurrenceEntity): Promise<NewPlace> {
  const original = placeLocal(row.originalStart, row.timezone);
  const day = row.originalStart.slice(0, 10);
  const rows = await rowsByOriginalStart(tx, [row.slotId], `${day}T00:00`, `${day}T23:59`);
  const keepers = rows.map(({ id, originalStart }) => ({ id, originalStart, touched: true }));
  const dates = await placedDatesAround(tx, row, await calendarOf(tx, row.slotId), original.startsAt);
  const date = matchDates(keepers, dates).pairs.find((pair) => pair.row.id === row.id)?.date;
  return date ? columnsOf(date) : { ...original, blackout: null };
}
