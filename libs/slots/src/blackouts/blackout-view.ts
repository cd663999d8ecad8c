import type { Actor } from '#kernel';
import { etagOf } from '#persistence';
import type { Recurrence } from '#recurrence';
import type { Blackout, BlackoutAction, BlackoutShift, BlackoutWhen, HolidayCalendar } from './blackout.js';
import type { BlackoutEntity } from './blackout.entity.js';

/** A blackout as the api and receivers of events see it; instants are RFC 3339 in UTC. */
export interface BlackoutView {
  id: string;
  /** Null: every brand of the agency. */
  brandId: string | null;
  title: string;
  /** Exactly one of window, recurrence and holidays is not null. */
  window: { from: string; to: string } | null;
  recurrence: Recurrence | null;
  duration: string | null;
  holidays: HolidayCalendar | null;
  appliesTo: 'slots' | 'all';
  action: BlackoutAction;
  shift: BlackoutShift | null;
  createdBy: Actor;
  createdAt: string;
  updatedAt: string;
  etag: string;
}

export function toBlackoutView(row: BlackoutEntity): BlackoutView {
  const { windowFrom, windowTo } = row;
  return {
    id: row.id,
    brandId: row.brandId,
    title: row.title,
    window: windowFrom && windowTo && { from: windowFrom.toISOString(), to: windowTo.toISOString() },
    recurrence: row.recurrence,
    duration: row.duration,
    holidays: row.holidays,
    appliesTo: row.appliesTo,
    action: row.action,
    shift: row.shift,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    etag: etagOf(row.version),
  };
}

export function toBlackout(row: BlackoutEntity): Blackout {
  const { id, brandId, title, action, appliesTo, shift } = row;
  return { id, brandId, title, action, appliesTo, shift, when: whenOf(row) };
}

function whenOf({ windowFrom, windowTo, recurrence, duration, holidays }: BlackoutEntity): BlackoutWhen {
  if (windowFrom && windowTo) return { kind: 'window', from: windowFrom, to: windowTo };
  if (recurrence && duration !== null) return { kind: 'recurrence', recurrence, duration };
  if (holidays) return { kind: 'holidays', holidays };
  throw new Error('A blackout holds at some time');
}

export type WhenColumns = Pick<BlackoutEntity, 'windowFrom' | 'windowTo' | 'recurrence' | 'duration' | 'holidays'>;

export function whenColumns(when: BlackoutWhen): WhenColumns {
  const none = { windowFrom: null, windowTo: null, recurrence: null, duration: null, holidays: null };
  switch (when.kind) {
    case 'window':
      return { ...none, windowFrom: when.from, windowTo: when.to };
    case 'recurrence':
      return { ...none, recurrence: when.recurrence, duration: when.duration };
    case 'holidays':
      return { ...none, holidays: when.holidays };
  }
}
