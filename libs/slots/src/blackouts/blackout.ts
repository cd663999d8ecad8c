import type { Recurrence } from '#recurrence';

export const BLACKOUT_ACTIONS = ['skip', 'require_approval', 'shift'] as const;
/** Strictest first: where several blackouts meet, the first of these counts. */
export type BlackoutAction = (typeof BLACKOUT_ACTIONS)[number];

export const HOLIDAY_TYPES = ['public', 'bank', 'school', 'optional', 'observance'] as const;
export type HolidayType = (typeof HOLIDAY_TYPES)[number];

/** A calendar of holidays, by the codes of the library `date-holidays`. */
export interface HolidayCalendar {
  /** ISO 3166-1 alpha-2 */
  country: string;
  /** A state, `57`, or a region of one, `BY-A`; null: what the whole country keeps. */
  region: string | null;
  types: readonly HolidayType[];
}

/** Where a closed date goes: the next free day on that side, at its local time. */
export interface BlackoutShift {
  direction: 'before' | 'after';
  /** 1-31 */
  maxDays: number;
  /** Saturday and Sunday are no free days. */
  avoidWeekend: boolean;
}

/** When a blackout holds. */
export type BlackoutWhen =
  /** Instants, half-open. */
  | { kind: 'window'; from: Date; to: Date }
  /** Each start of the recurrence opens a span of wall-clock time in its zone: 20:00 and PT12H end at 08:00 on the clock. */
  | { kind: 'recurrence'; recurrence: Recurrence; duration: string }
  /** Whole local days, in the zone of what is planned. */
  | { kind: 'holidays'; holidays: HolidayCalendar };

/** A stretch of the calendar in which slots skip, shift or need approval. Plain data. */
export interface Blackout {
  /** UUIDv7: of two that say the same, the one made first is named. */
  id: string;
  /** Null: every brand of the agency. */
  brandId: string | null;
  title: string;
  action: BlackoutAction;
  /** `slots`: dates of slots only; `all`: posts with a time of their own, too. */
  appliesTo: 'slots' | 'all';
  /** Null unless the action is `shift`. */
  shift: BlackoutShift | null;
  when: BlackoutWhen;
}
