import type { CalendarDay } from '../floating-time.js';
import { headNamesMonths, type Meaning, type NthWeekday } from './meaning.js';

/** A condition that the head of the sentence does not say. */
export type Limit = 'weekdays' | 'monthDays' | 'yearDays' | 'weeks' | 'months';

/** What happens to days that a month lacks, where the sentence must say so; the days concerned, ascending. */
export type MonthEndNote =
  { kind: 'clamped' } | { kind: 'skipped'; days: number[]; all: boolean } | { kind: 'leapYears' };

/** The wording of one language; the order of the pieces is common to all. */
export interface Wording {
  /** `Every Monday in July`, without time. */
  head(meaning: Meaning): string;
  /** `, only when it is a Friday`. */
  limit(limit: Limit, meaning: Meaning): string;
  /** `, only the first of these dates each month`. */
  positions(positions: readonly number[], period: Meaning['period']): string;
  /** ` at 9:00`. */
  time(hour: number, minute: number): string;
  monthEnd(note: MonthEndNote): string;
  weekStart(weekday: number, numbered: boolean): string;
  /** `Once, on Monday 30 November 2026`. */
  once(day: CalendarDay): string;
  /** `On 7 and 14 December 2026`. */
  onDates(days: readonly CalendarDay[]): string;
  from(day: CalendarDay): string;
  fromUntil(first: CalendarDay, last: CalendarDay): string;
  times(count: number, first: CalendarDay, last: CalendarDay): string;
  except(days: readonly CalendarDay[]): string;
  /** `timed`: the days with their own time of day. */
  plus(timed: readonly string[]): string;
  /** `7 and 14 December 2026`, as part of `plus`. */
  dates(days: readonly CalendarDay[]): string;
}

/** `a, b and c`. */
export function enumerate(items: readonly string[], and: string): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
}

/** "Every Friday the 13th": one weekday on one day of any month. */
export function isWeekdayOnDay({ head, interval, weekdays, monthDays, months }: Meaning): boolean {
  const plain = head === 'monthDay' && interval === 1 && months.length === 0;
  return plain && weekdays.length === 1 && monthDays.length === 1 && monthDays[0]! > 0;
}

/** The conditions that the head leaves over, in the order in which they are said. */
export function limitsOf(meaning: Meaning): Limit[] {
  const { head } = meaning;
  const said: Record<Limit, boolean> = {
    weekdays: head === 'pick' || head === 'week' || head === 'weekday' || isWeekdayOnDay(meaning),
    monthDays: head === 'monthDay',
    yearDays: head === 'yearDay',
    weeks: head === 'week',
    months: meaning.head === 'day' && meaning.interval > 1 ? false : headNamesMonths(meaning),
  };
  const limits: Limit[] = ['weekdays', 'monthDays', 'yearDays', 'weeks', 'months'];
  return limits.filter((limit) => !said[limit] && meaning[limit].length > 0);
}

/** Whether the head says "of every month", be it with exceptions, so that the year need not be named. */
export function isMonthly({ head, scope, period, interval, months, monthDates }: Meaning): boolean {
  const counted = head === 'monthDay' || (head === 'pick' && scope === 'month');
  const all = months.length === 0 || (sayMonths(months).kind === 'except' && monthDates.length < 2);
  return counted && all && !(period === 'month' && interval > 1);
}

/** Whether a month or year may lack the pick: in 28 days every weekday comes four times, in 365 fifty-two times. */
export function mayBeLacking({ nth, among }: NthWeekday, scope: Meaning['scope']): boolean {
  return Math.abs(nth) > (scope === 'month' ? 4 : 52) * among.length;
}

/** The note on days 29 to 31, if one is due. */
export function monthEndNote(meaning: Meaning): MonthEndNote | null {
  const { head, monthDays, monthDates, monthEnd } = meaning;
  const late = monthDays.filter((day) => day > 28);
  if (monthDates.length > 0) return has29February(monthDates) ? { kind: 'leapYears' } : null;
  if (late.length === 0) return null;
  if (monthEnd === 'clamp') return { kind: 'clamped' };
  return head === 'monthDay' && !isWeekdayOnDay(meaning)
    ? { kind: 'skipped', days: late, all: late.length === monthDays.length }
    : null;
}

function has29February(monthDates: Meaning['monthDates']): boolean {
  return monthDates.some(({ days, months }) => months.includes(2) && days.some((day) => Math.abs(day) === 29));
}

/** Months as people say them: the few left out, a span (over the new year too), or one by one. */
export type MonthsSaid =
  | { kind: 'except'; months: number[] }
  | { kind: 'span'; first: number; last: number }
  | { kind: 'list'; months: readonly number[] };

export function sayMonths(months: readonly number[]): MonthsSaid {
  const others = Array.from({ length: 12 }, (_, index) => index + 1).filter((month) => !months.includes(month));
  const firsts = months.filter((month) => !months.includes(month === 1 ? 12 : month - 1));
  const [first] = firsts;
  if (months.length > 9) return { kind: 'except', months: others };
  if (firsts.length === 1 && months.length > 2)
    return { kind: 'span', first: first!, last: ((first! + months.length - 2) % 12) + 1 };
  return months.length > 7 ? { kind: 'except', months: others } : { kind: 'list', months };
}

/** Days by the year and month they share, in order. */
export function byMonth(days: readonly CalendarDay[]): { year: number; month: number; days: number[] }[] {
  const groups: { year: number; month: number; days: number[] }[] = [];
  for (const { year, month, day } of days) {
    const last = groups.at(-1);
    if (last?.year === year && last.month === month) last.days.push(day);
    else groups.push({ year, month, days: [day] });
  }
  return groups;
}

/** `7 and 14 December 2026, 4 January 2027`: the year stands where it changes, the months of one year together. */
export function datesByMonth(
  days: readonly CalendarDay[],
  and: string,
  inMonth: (days: number[], month: number) => string,
): string {
  const groups = byMonth(days);
  const items = groups.map(({ year, month, days }, index) => {
    const ends = groups[index + 1]?.year !== year;
    return inMonth(days, month) + (ends ? ` ${year}` : '');
  });
  return enumerate(items, and);
}
