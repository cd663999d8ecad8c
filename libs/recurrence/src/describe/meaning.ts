import { calendarDay, type Floating } from '../floating-time.js';
import { withDayOfStart } from '../month-end.js';
import { type Rule, WEEKDAYS } from '../rule.js';

/** The nth day of its month or year that is one of the weekdays `among`; counted from the end when negative. */
export interface NthWeekday {
  nth: number;
  /** Monday 0 to Sunday 6, ascending. */
  among: readonly number[];
}

/** Days of the month, and the months they are taken from. */
export interface MonthDates {
  days: readonly number[];
  months: readonly number[];
}

/** What a sentence is built around; the other conditions follow as limits. */
export type Head = 'pick' | 'yearDay' | 'monthDay' | 'week' | 'weekday' | 'day';

/**
 * A rule as a person would tell it. An empty list sets no condition. Everything that RFC 5545 takes from the start is
 * spelt out, and what has no effect is gone.
 */
export interface Meaning {
  head: Head;
  /** What INTERVAL counts, and what BYSETPOS looks into. */
  period: 'day' | 'week' | 'month' | 'year';
  interval: number;
  weekdays: readonly number[];
  /** Beside `weekdays`: a date is one or the other. */
  picks: readonly NthWeekday[];
  /** What `picks` count in. */
  scope: 'month' | 'year';
  monthDays: readonly number[];
  /** `monthDays` in each of `months`, without days that no such month has; only when the head names the months. */
  monthDates: readonly MonthDates[];
  yearDays: readonly number[];
  weeks: readonly number[];
  months: readonly number[];
  positions: readonly number[];
  /** The first day of the week where it makes a difference to somebody. */
  weekStart: number | null;
  monthEnd: 'skip' | 'clamp';
}

const PERIODS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;

export function meaningOf(rule: Rule, start: Floating, monthEnd: 'skip' | 'clamp'): Meaning {
  const full = withDayOfStart(rule, start);
  const whole: Omit<Meaning, 'head' | 'monthDates' | 'weekStart'> = {
    period: PERIODS[rule.freq],
    interval: rule.interval,
    weekdays: everyWeekday(full, start),
    picks: nthWeekdays(full),
    scope: rule.freq === 'YEARLY' && rule.byMonth.length === 0 ? 'year' : 'month',
    monthDays: [...full.byMonthDay].sort(fromTheStart),
    yearDays: [...full.byYearDay].sort(fromTheStart),
    weeks: [...full.byWeekNo].sort(fromTheStart),
    months: full.byMonth.length === 12 ? [] : full.byMonth,
    positions: [...full.bySetPos].sort(fromTheStart),
    monthEnd,
  };
  const plain = withoutEmptyConditions(foldPositions(whole, full));
  const head = headOf(plain);
  return { ...plain, head, monthDates: monthDatesOf(plain, head), weekStart: tellingWeekStart(plain, rule) };
}

type Conditions = Omit<Meaning, 'head' | 'monthDates' | 'weekStart'>;

function everyWeekday(rule: Rule, start: Floating): number[] {
  if (rule.freq === 'WEEKLY' && rule.byDay.length === 0) return [calendarDay(start).weekday];
  const plain = rule.byDay.filter(({ nth }) => nth === null).map(({ weekday }) => WEEKDAYS.indexOf(weekday));
  return [...new Set(plain)].sort((a, b) => a - b);
}

function nthWeekdays(rule: Rule): NthWeekday[] {
  return rule.byDay
    .flatMap(({ nth, weekday }) => (nth === null ? [] : [{ nth, among: [WEEKDAYS.indexOf(weekday)] }]))
    .sort((a, b) => fromTheStart(a.nth, b.nth));
}

/** Positions among weekdays alone are what people call the first Monday, the last weekday, the second day. */
function foldPositions(whole: Conditions, { freq, byMonth }: Rule): Conditions {
  const { weekdays, positions } = whole;
  const oneDate = whole.period === 'day' || (whole.period === 'week' && weekdays.length === 1);
  if (oneDate && positions.some((nth) => Math.abs(nth) === 1)) return { ...whole, positions: [] };
  const others = [whole.picks, whole.monthDays, whole.yearDays, whole.weeks];
  const oneScope = freq === 'MONTHLY' || (freq === 'YEARLY' && byMonth.length < 2);
  if (!oneScope || positions.length === 0 || weekdays.length === 0 || others.some((list) => list.length > 0))
    return whole;
  const folded = { ...whole, weekdays: [], positions: [] };
  if (weekdays.length < 7) return { ...folded, picks: positions.map((nth) => ({ nth, among: weekdays })) };
  return whole.scope === 'year' ? { ...folded, yearDays: positions } : { ...folded, monthDays: positions };
}

/** All seven weekdays limit nothing, except that they answer "which days" of every second week. */
function withoutEmptyConditions(whole: Conditions): Conditions {
  if (whole.weekdays.length < 7 || (whole.period === 'week' && whole.interval > 1)) return whole;
  return { ...whole, weekdays: [], picks: [] };
}

function headOf(whole: Conditions): Head {
  if (whole.period === 'day' && whole.interval > 1) return 'day';
  if (whole.picks.length > 0) return 'pick';
  if (whole.yearDays.length > 0) return 'yearDay';
  if (whole.monthDays.length > 0) return 'monthDay';
  if (whole.weeks.length > 0) return 'week';
  return whole.weekdays.length > 0 ? 'weekday' : 'day';
}

/** Whether the head names the months; otherwise they limit it. */
export function headNamesMonths({ head, scope, period, interval }: Omit<Meaning, 'monthDates' | 'weekStart'>): boolean {
  if (head === 'yearDay' || head === 'week' || (head === 'pick' && scope === 'year')) return false;
  return interval === 1 || period === 'year';
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SHORTEST = LONGEST.map((days) => (days === 29 ? 28 : days));

function monthDatesOf(whole: Conditions, head: Head): MonthDates[] {
  if (head !== 'monthDay' || !headNamesMonths({ ...whole, head })) return [];
  const groups = new Map<string, { days: readonly number[]; months: number[] }>();
  for (const month of whole.months) {
    const days = daysIn(month, whole.monthDays, whole.monthEnd);
    const group = groups.get(days.join()) ?? { days, months: [] };
    group.months.push(month);
    groups.set(days.join(), group);
  }
  return [...groups.values()].filter(({ days }) => days.length > 0);
}

/** The days that the month has; with clamping a day that it may lack is its last day, always. */
function daysIn(month: number, days: readonly number[], monthEnd: 'skip' | 'clamp'): number[] {
  if (monthEnd === 'skip') return days.filter((day) => Math.abs(day) <= LONGEST[month - 1]!);
  return [...new Set(days.map((day) => (day > SHORTEST[month - 1]! ? -1 : day)))].sort(fromTheStart);
}

/**
 * Weeks are grouped by INTERVAL, numbered by BYWEEKNO, searched by BYSETPOS. Where they begin then matters if days on
 * both sides of that day are asked for; for weeks from Monday, as soon as a reader may count Sunday first.
 */
function tellingWeekStart({ period, interval, weekdays, weeks, positions }: Conditions, rule: Rule): number | null {
  const first = WEEKDAYS.indexOf(rule.wkst);
  if (weeks.length > 0) return first;
  const grouped = period === 'week' && (interval > 1 || positions.length > 0);
  const border = first === 0 ? 6 : first;
  return grouped && weekdays.some((day) => day < border) && weekdays.some((day) => day >= border) ? first : null;
}

/** 1, 2, … then those counted from the end, the last one last. */
function fromTheStart(a: number, b: number): number {
  return Math.sign(b) - Math.sign(a) || a - b;
}
