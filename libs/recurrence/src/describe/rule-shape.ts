import { type CalendarDay } from '../floating-time.js';
import { type Rule, WEEKDAYS } from '../rule.js';

/** A weekday of the month: `nth` counts from the end when negative; `workday` stands for Monday to Friday. */
export interface NthWeekday {
  nth: number;
  /** Monday 0 to Sunday 6. */
  weekday: number | 'workday';
}

/**
 * The rules that have a sentence of their own. Weekdays count from Monday 0, months from 1; an empty `months` means
 * all. A rule is only given a shape that says all of it: whatever has a part more is `other`.
 */
export type RuleShape =
  | { kind: 'daily'; interval: number; months: readonly number[] }
  | { kind: 'weekly'; interval: number; weekdays: readonly number[]; months: readonly number[]; weekStart: number }
  | { kind: 'monthly'; interval: number; days: readonly number[] }
  | { kind: 'monthlyWeekday'; interval: number; picks: readonly NthWeekday[] }
  | { kind: 'yearly'; interval: number; days: readonly number[]; months: readonly number[] }
  | { kind: 'yearlyWeekday'; interval: number; picks: readonly NthWeekday[]; months: readonly number[] }
  | { kind: 'other' };

const OTHER: RuleShape = { kind: 'other' };

type Shaper = (rule: Rule, start: CalendarDay) => RuleShape;

/** Keyed by the frequency and exactly the BY parts that are present. */
const SHAPERS: Readonly<Record<string, Shaper>> = {
  DAILY: daily,
  'DAILY MONTH': daily,
  'DAILY DAY': everySuchDay,
  'DAILY MONTH DAY': everySuchDay,
  WEEKLY: weekly,
  'WEEKLY DAY': weekly,
  'WEEKLY MONTH': weekly,
  'WEEKLY MONTH DAY': weekly,
  MONTHLY: monthly,
  'MONTHLY MONTH': monthlyInSomeMonths,
  'MONTHLY MONTHDAY': monthly,
  'MONTHLY MONTH MONTHDAY': monthlyInSomeMonths,
  'MONTHLY DAY': (rule, start) => (plainDays(rule) ? everySuchDay(rule, start) : monthlyWeekday(rule)),
  'MONTHLY DAY SETPOS': monthlyPosition,
  YEARLY: yearly,
  'YEARLY MONTH': yearly,
  'YEARLY MONTH MONTHDAY': yearly,
  'YEARLY DAY': (rule, start) => (plainDays(rule) ? everySuchDay(rule, start) : OTHER),
  'YEARLY MONTH DAY': (rule, start) => (plainDays(rule) ? everySuchDay(rule, start) : yearlyWeekday(rule)),
};

/** What `rule` says when it starts on the day `start`. */
export function shapeOf(rule: Rule, start: CalendarDay): RuleShape {
  return SHAPERS[partsOf(rule)]?.(rule, start) ?? OTHER;
}

function partsOf(rule: Rule): string {
  const parts: [string, readonly unknown[]][] = [
    ['MONTH', rule.byMonth],
    ['WEEKNO', rule.byWeekNo],
    ['YEARDAY', rule.byYearDay],
    ['MONTHDAY', rule.byMonthDay],
    ['DAY', rule.byDay],
    ['SETPOS', rule.bySetPos],
  ];
  return [rule.freq, ...parts.filter(([, list]) => list.length > 0).map(([name]) => name)].join(' ');
}

function daily({ interval, byMonth }: Rule): RuleShape {
  return interval > 1 && byMonth.length > 0 ? OTHER : { kind: 'daily', interval, months: byMonth };
}

/** A plain BYDAY in each day, month or year comes to every such weekday. */
function everySuchDay(rule: Rule, start: CalendarDay): RuleShape {
  return rule.interval > 1 ? OTHER : weekly(rule, start);
}

function weekly(rule: Rule, start: CalendarDay): RuleShape {
  const { interval, byMonth: months } = rule;
  if (interval > 1 && months.length > 0) return OTHER;
  const weekdays = rule.byDay.length > 0 ? unique(rule.byDay.map(weekdayOf)) : [start.weekday];
  return { kind: 'weekly', interval, weekdays, months, weekStart: WEEKDAYS.indexOf(rule.wkst) };
}

function monthly({ interval, byMonthDay }: Rule, start: CalendarDay): RuleShape {
  const days = daysOrStart(byMonthDay, start);
  return days.every(hasName) ? { kind: 'monthly', interval, days } : OTHER;
}

function monthlyInSomeMonths(rule: Rule, start: CalendarDay): RuleShape {
  return rule.interval > 1 ? OTHER : yearly(rule, start);
}

function yearly({ interval, byMonth, byMonthDay }: Rule, start: CalendarDay): RuleShape {
  const days = daysOrStart(byMonthDay, start);
  const months = byMonth.length > 0 ? byMonth : [start.month];
  return days.every(hasName) && days.length * months.length <= 12 ? { kind: 'yearly', interval, days, months } : OTHER;
}

function monthlyWeekday({ interval, byDay }: Rule): RuleShape {
  const picks = nthWeekdays(byDay.map((pick) => ({ nth: pick.nth, weekday: weekdayOf(pick) })));
  return picks ? { kind: 'monthlyWeekday', interval, picks } : OTHER;
}

function yearlyWeekday({ interval, byDay, byMonth: months }: Rule): RuleShape {
  const picks = nthWeekdays(byDay.map((pick) => ({ nth: pick.nth, weekday: weekdayOf(pick) })));
  return picks && picks.length * months.length <= 12 ? { kind: 'yearlyWeekday', interval, picks, months } : OTHER;
}

/** One weekday, or Monday to Friday, and the positions to take among them. */
function monthlyPosition(rule: Rule): RuleShape {
  const weekdays = unique(rule.byDay.map(weekdayOf));
  const weekday = weekdays.length === 1 ? weekdays[0]! : weekdays.join() === '0,1,2,3,4' ? 'workday' : null;
  if (weekday === null || !plainDays(rule)) return OTHER;
  const picks = nthWeekdays(rule.bySetPos.map((nth) => ({ nth, weekday })));
  return picks ? { kind: 'monthlyWeekday', interval: rule.interval, picks } : OTHER;
}

function nthWeekdays(picks: { nth: number | null; weekday: NthWeekday['weekday'] }[]): NthWeekday[] | null {
  const named = picks.flatMap(({ nth, weekday }) => (nth !== null && nth >= -2 && nth <= 5 ? [{ nth, weekday }] : []));
  return named.length === picks.length ? named.sort((a, b) => inMonthOrder(a.nth, b.nth)) : null;
}

function daysOrStart(days: readonly number[], start: CalendarDay): number[] {
  return days.length > 0 ? [...days].sort(inMonthOrder) : [start.day];
}

/** 1, 2, … then those counted from the end, the last one last. */
function inMonthOrder(a: number, b: number): number {
  return Math.sign(b) - Math.sign(a) || a - b;
}

/** Days before the last but one are counted, not named. */
function hasName(day: number): boolean {
  return day >= -2;
}

function plainDays(rule: Rule): boolean {
  return rule.byDay.every((pick) => pick.nth === null);
}

function weekdayOf(pick: Rule['byDay'][number]): number {
  return WEEKDAYS.indexOf(pick.weekday);
}

function unique(numbers: number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
