import { DomainError, type LocalTime, type Zone } from '#kernel';
import { compile } from '../compile.js';
import { ENGLISH } from '../describe/english.js';
import { FRENCH } from '../describe/french.js';
import { calendarDay, DAY, type Floating, growingWindows, MINUTE, toFloating, toLocal } from '../floating-time.js';
import { parseRecurrence } from '../parse-recurrence.js';
import type { RecurrenceInput } from '../recurrence.js';
import { END_OF_TIME } from '../rule-dates.js';
import { inheritYears } from './clauses/limits.js';
import { resolveTime } from './clauses/time.js';
import type { Draft, Reading, WrittenDate } from './draft.js';
import { refuseAmbiguous, refuseNever } from './refuse.js';
import { lacksDays, type PhraseRule, refuseImpossible, rruleText, toRule } from './to-rule.js';
import type { Unit } from './vocabulary.js';

const DEFAULT_TIME = { hour: 9, minute: 0 };

/** What the dates are placed by. */
interface Place {
  draft: Draft;
  timezone: Zone;
  startsFrom: Floating;
  /** Midnight of the day the search begins on: the one that the phrase names, or that of `startsFrom`. */
  day: Floating;
  /** Minutes since midnight, in milliseconds. */
  time: number;
}

/** The recurrence that a reading means for somebody at `startsFrom`, beginning with its first date. */
export function placeDraft(reading: Reading, timezone: Zone, startsFrom: LocalTime): RecurrenceInput {
  const { draft } = reading;
  const start = toFloating(startsFrom);
  const place: Place = {
    draft,
    timezone,
    startsFrom: start,
    day: fromDay(draft, midnight(start)),
    time: timeOf(reading),
  };
  const rule = toRule(draft, calendarDay(place.day));
  return rule ? placeRule(rule, place) : placeDates(place);
}

function timeOf(reading: Reading): number {
  const time = resolveTime(reading);
  const { hour, minute } = time ?? DEFAULT_TIME;
  if (!time) {
    const value = { en: ENGLISH.time(hour, minute).trim(), fr: FRENCH.time(hour, minute).trim() };
    reading.draft.assumptions.push({ code: 'time_assumed', value });
  }
  return (hour * 60 + minute) * MINUTE;
}

function placeDates({ draft, timezone, time }: Place): RecurrenceInput {
  const { said, dates, dateWeekday } = draft;
  if (draft.from ?? draft.until ?? draft.count ?? draft.duration) refuseAmbiguous('two_rules', null);
  const days = inheritYears(dates).map((date) => dayOf(date, draft));
  if (dateWeekday !== null && calendarDay(days[0]!).weekday !== dateWeekday)
    refuseAmbiguous('weekday_mismatch', null, said.dates, said.dates);
  const [first, ...others] = [...new Set(days)].sort((a, b) => a - b).map((day) => toLocal(day + time));
  return { startsAt: first!, timezone, rrule: null, exdates: [], rdates: [...others, ...plusDates(draft, time)], monthEnd: 'skip' }; // prettier-ignore
}

function placeRule(rule: PhraseRule, place: Place): RecurrenceInput {
  const { draft, timezone, time } = place;
  if (draft.dateWeekday !== null) refuseAmbiguous('weekday_mismatch', null, draft.said.dates, draft.said.dates);
  const monthEnd = monthEndOf(rule, draft);
  const first = firstDate(rule, monthEnd, place);
  if (rule.interval > 1 && !draft.from) noteDate(draft, 'first_date', first);
  const input: RecurrenceInput = {
    startsAt: toLocal(first),
    timezone,
    rrule: rruleText(rule) + endOf(rule, monthEnd, first, place),
    exdates: draft.exceptDates.map((date) => toLocal(dayOf(date, draft) + time)),
    rdates: plusDates(draft, time),
    monthEnd,
  };
  datesFrom(input);
  return input;
}

function plusDates(draft: Draft, time: number): LocalTime[] {
  return draft.plusDates.map((date) => toLocal(dayOf(date, draft) + time));
}

/** Somebody who says "every month" means every month; « vendredi 31 » is another day when moved. */
function monthEndOf(rule: PhraseRule, draft: Draft): 'skip' | 'clamp' {
  if (draft.monthEnd) return draft.monthEnd;
  if (rule.days || !lacksDays(rule)) return 'skip';
  draft.assumptions.push({ code: 'month_end' });
  return 'clamp';
}

/** The first date on or after the start; INTERVAL is counted from it. */
function firstDate(rule: PhraseRule, monthEnd: 'skip' | 'clamp', place: Place): Floating {
  const startsAt = toLocal(searchStart(place));
  const rrule = rruleText({ ...rule, interval: 1 });
  const dates = datesFrom({ startsAt, timezone: place.timezone, rrule, monthEnd });
  for (const [from, to] of growingWindows(toFloating(startsAt), END_OF_TIME)) {
    const [first] = dates(from, to - 1);
    if (first !== undefined) return first;
  }
  return refuseNever('no_dates_left');
}

/** Today no more when its hour is past. */
function searchStart({ draft, startsFrom, day, time }: Place): Floating {
  return !draft.from && day + time < startsFrom ? day + DAY + time : day + time;
}

function fromDay(draft: Draft, today: Floating): Floating {
  const { from } = draft;
  if (from === null) return today;
  if ('inDays' in from) return today + from.inDays * DAY;
  if ('day' in from) return dayInYear(from, today, draft);
  return today + (((from.weekday ?? 0) - calendarDay(today).weekday + 7) % 7) * DAY;
}

/** The dates of a recurrence between two times; refuses one without any. */
function datesFrom(input: RecurrenceInput): (from: Floating, to: Floating) => Floating[] {
  try {
    return compile(parseRecurrence(input)).between;
  } catch (error) {
    if (error instanceof DomainError) return refuseNever('no_date');
    throw error;
  }
}

/** `;UNTIL=…` or `;COUNT=…`, or nothing. */
function endOf(rule: PhraseRule, monthEnd: 'skip' | 'clamp', first: Floating, place: Place): string {
  const { draft, timezone } = place;
  const { count, duration, said } = draft;
  if (draft.until && duration) refuseAmbiguous('two_bounds', null, said.until, said.until);
  const last = draft.until ? untilDay(draft, draft.until, first) : duration ? durationEnd(first, duration) : null;
  if (last !== null && last < midnight(first)) refuseNever('no_dates_left', said.until);
  if (count === null) return last === null ? '' : `;UNTIL=${toLocal(last).slice(0, 10).replaceAll('-', '')}`;
  if (last !== null) {
    // "10 times, from … to …": both are right or one is wrong.
    const dates = datesFrom({ startsAt: toLocal(first), timezone, rrule: rruleText(rule), monthEnd });
    if (dates(first, last + DAY - 1).length !== count) refuseAmbiguous('two_bounds', null, said.until, said.until);
  }
  return `;COUNT=${count}`;
}

function untilDay(draft: Draft, until: WrittenDate, first: Floating): Floating {
  return dayInYear(until, midnight(first), draft);
}

const MONTHS_IN: Readonly<Partial<Record<Unit, number>>> = { month: 1, quarter: 3, semester: 6, year: 12 };

/** "10 weeks" from the first date: the last day of the tenth. */
function durationEnd(first: Floating, { n, unit }: { n: number; unit: Unit }): Floating {
  const end = new Date(midnight(first));
  const months = MONTHS_IN[unit];
  if (months === undefined) return midnight(first) + n * (unit === 'week' ? 7 : 1) * DAY - DAY;
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + n * months);
  return end.getTime() + (Math.min(day, calendarDay(end.getTime()).monthLength) - 2) * DAY;
}

/** The day itself, or without a year the first one on or after `earliest`. */
function dayInYear(date: WrittenDate, earliest: Floating, draft: Draft): Floating {
  if (date.year !== null) return dayOf(date, draft);
  const { year } = calendarDay(earliest);
  // 29 February may be eight years away.
  for (let later = year; later <= year + 8; later++) {
    const day = dayOrNull({ ...date, year: later });
    if (day === null || day < earliest) continue;
    noteDate(draft, 'year_assumed', day);
    return day;
  }
  return refuseNever('no_date', draft.said.until);
}

function noteDate(draft: Draft, code: 'year_assumed' | 'first_date', date: Floating): void {
  const day = [calendarDay(date)];
  draft.assumptions.push({ code, value: { en: ENGLISH.dates(day), fr: FRENCH.dates(day) } });
}

function dayOf(date: WrittenDate, draft: Draft): Floating {
  refuseImpossible(date, draft);
  if (date.year === null) return refuseAmbiguous('which_year', null, draft.said.except, draft.said.except);
  return dayOrNull(date) ?? refuseNever('no_date', draft.said.dates);
}

/** Midnight of the date; the last day of its month for -1. */
function dayOrNull({ day, month, year }: WrittenDate): Floating | null {
  const first = Date.UTC(year!, month - 1, 1);
  const { monthLength } = calendarDay(first);
  if (day > monthLength || month < 1 || month > 12) return null;
  return first + ((day < 0 ? monthLength : day) - 1) * DAY;
}

function midnight(date: Floating): Floating {
  return Math.floor(date / DAY) * DAY;
}
