import type { NotedAssumption } from './assumptions.js';
import type { Lexicon } from './lexicon.js';
import type { Term } from './terms.js';
import type { DayPart, Unit } from './vocabulary.js';

/** A date as it was written; a year that was not written is null. */
export interface WrittenDate {
  day: number;
  month: number;
  year: number | null;
}

/** Days from the day the phrase is read on. */
export interface RelativeDate {
  inDays: number;
}

/** The next such weekday, or the first of the next such month. */
export interface NextDate {
  weekday?: number;
  month?: number;
}

export interface Pick {
  nth: number;
  /** Weekdays, Monday 0. */
  among: readonly number[];
}

export interface WrittenTime {
  hour: number;
  minute: number;
  meridiem: 'am' | 'pm' | null;
  /** Written as a bare hour, which a twelve-hour clock shows twice a day. */
  bare: boolean;
}

/** What a phrase has said so far; clauses add to it in any order. */
export interface Draft {
  every: { n: number; unit: Unit } | null;
  /** "of the month": what days and picks are counted in. */
  scope: Unit | null;
  /** Something says that it comes again: "every", a plural, « le lundi ». */
  recurrent: boolean;
  weekdays: Set<number>;
  /** "every Monday", "Mondays": each of them, not one of a period. */
  eachWeekday: boolean;
  picks: Pick[];
  monthDays: number[];
  /** "Friday the 13th". */
  weekdayOnDay: boolean;
  dates: WrittenDate[];
  /** The weekday written before a date, to be checked. */
  dateWeekday: number | null;
  months: Set<number>;
  time: WrittenTime | null;
  dayPart: DayPart | null;
  from: WrittenDate | RelativeDate | NextDate | null;
  until: WrittenDate | null;
  count: number | null;
  duration: { n: number; unit: Unit } | null;
  exceptMonths: Set<number>;
  exceptWeekdays: Set<number>;
  exceptDates: WrittenDate[];
  plusDates: WrittenDate[];
  monthEnd: 'skip' | 'clamp' | null;
  assumptions: NotedAssumption[];
  /** The last place at which each part was said, to point at it. */
  said: Partial<Record<'every' | 'days' | 'dayPart' | 'until' | 'dates' | 'except', Term>>;
}

export function emptyDraft(): Draft {
  return {
    every: null,
    scope: null,
    recurrent: false,
    weekdays: new Set(),
    eachWeekday: false,
    picks: [],
    monthDays: [],
    weekdayOnDay: false,
    dates: [],
    dateWeekday: null,
    months: new Set(),
    time: null,
    dayPart: null,
    from: null,
    until: null,
    count: null,
    duration: null,
    exceptMonths: new Set(),
    exceptWeekdays: new Set(),
    exceptDates: [],
    plusDates: [],
    monthEnd: null,
    assumptions: [],
    said: {},
  };
}

/** A phrase being read. */
export interface Reading {
  terms: readonly Term[];
  lexicon: Lexicon;
  draft: Draft;
}

/**
 * Reads what it knows at `at` into the draft and answers where it ended; `at` itself when nothing there is its own.
 * Looks a bounded number of terms beyond what it reads, so that a phrase is read in linear time.
 */
export type Clause = (reading: Reading, at: number) => number;
