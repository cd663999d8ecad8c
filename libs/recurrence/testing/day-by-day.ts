import { calendarDay, DAY, type Floating } from '../src/floating-time.js';
import { type Rule, WEEKDAYS } from '../src/rule.js';
import { untilToFloating } from '../src/until.js';

/**
 * A second opinion on what a rule means: looks at every day and asks RFC 5545 §3.3.10, read as a set of conditions,
 * whether it belongs. Slow, and with nothing in common with the engine that is tested against it.
 */
export function datesDayByDay(rule: Rule, start: Floating, limit: Floating, monthEnd: 'skip' | 'clamp'): Floating[] {
  const timeOfDay = ((start % DAY) + DAY) % DAY;
  // Weeks are counted in years of weeks, from the calendar year of the start on.
  const startPeriod = rule.freq === 'YEARLY' ? calendarDay(start).year : periodOf(rule, start - timeOfDay);
  const periods = new Map<number, Floating[]>();
  // A period begins up to a year before the start, and BYSETPOS counts from there.
  for (let date = start - 366 * DAY; date <= limit + 366 * DAY; date += DAY) {
    const period = periodOf(rule, date - timeOfDay) - startPeriod;
    if (period % rule.interval !== 0 || !belongs(rule, date, start, monthEnd)) continue;
    periods.set(period, [...(periods.get(period) ?? []), date]);
  }
  const until = rule.until === null ? Infinity : untilToFloating(rule.until);
  return [...periods.values()]
    .flatMap((dates) => atPositions(dates, rule.bySetPos))
    .filter((date) => date >= start && date <= until)
    .slice(0, rule.count ?? Infinity)
    .filter((date) => date <= limit);
}

function periodOf(rule: Rule, midnight: Floating): number {
  const { year, month } = calendarDay(midnight);
  // The epoch was a Thursday: day -3 was a Monday.
  const days = midnight / DAY;
  switch (rule.freq) {
    case 'DAILY':
      return days;
    case 'WEEKLY':
      return Math.floor((days + 3 - WEEKDAYS.indexOf(rule.wkst)) / 7);
    case 'MONTHLY':
      return year * 12 + month;
    case 'YEARLY':
      return rule.byWeekNo.length > 0 ? weekOf(rule, midnight).year : year;
  }
}

function belongs(rule: Rule, date: Floating, start: Floating, monthEnd: 'skip' | 'clamp'): boolean {
  const [day, first] = [calendarDay(date), calendarDay(start)];
  const noDay = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length + rule.byWeekNo.length === 0;
  const dayOfStart = noDay && (rule.freq === 'MONTHLY' || rule.freq === 'YEARLY');
  const months = dayOfStart && rule.freq === 'YEARLY' && rule.byMonth.length === 0 ? [first.month] : rule.byMonth;
  const weekOnly = rule.byWeekNo.length > 0 && rule.byMonthDay.length + rule.byYearDay.length === 0;
  const weekdayOfStart = rule.freq === 'WEEKLY' || weekOnly;
  const monthDays = dayOfStart ? [first.day] : rule.byMonthDay;
  const wanted = monthEnd === 'clamp' ? monthDays.map((n) => Math.min(n, day.monthLength)) : monthDays;
  return (
    among(months, day.month) &&
    among(wanted, day.day, day.day - day.monthLength - 1) &&
    among(rule.byYearDay, dayOfYear(date), dayOfYear(date) - yearLength(day.year) - 1) &&
    (rule.byWeekNo.length === 0 || isInWeek(rule, date)) &&
    (rule.byDay.length === 0
      ? !weekdayOfStart || day.weekday === first.weekday
      : rule.byDay.some((pick) => isPicked(rule, pick, date)))
  );
}

function among(list: readonly number[], ...names: number[]): boolean {
  return list.length === 0 || names.some((name) => list.includes(name));
}

function isPicked(rule: Rule, { weekday, nth }: Rule['byDay'][number], date: Floating): boolean {
  const day = calendarDay(date);
  if (WEEKDAYS[day.weekday] !== weekday) return false;
  if (nth === null) return true;
  const inMonth = rule.freq === 'MONTHLY' || rule.byMonth.length > 0;
  const [index, length] = inMonth ? [day.day, day.monthLength] : [dayOfYear(date), yearLength(day.year)];
  return nth === Math.ceil(index / 7) || nth === -Math.ceil((length - index + 1) / 7);
}

/** Week 1 is the first with four days in its year; a week at the turn of the year may belong to the year beside. */
function weekOf(rule: Rule, date: Floating): { year: number; number: number; count: number } {
  const weekday = (calendarDay(date).weekday - WEEKDAYS.indexOf(rule.wkst) + 7) % 7;
  const fourthDay = date + (3 - weekday) * DAY;
  const { year } = calendarDay(fourthDay);
  const number = Math.ceil(dayOfYear(fourthDay) / 7);
  return { year, number, count: number + Math.floor((yearLength(year) - dayOfYear(fourthDay)) / 7) };
}

function isInWeek(rule: Rule, date: Floating): boolean {
  const { number, count } = weekOf(rule, date);
  return among(rule.byWeekNo, number, number - count - 1);
}

function atPositions(dates: Floating[], positions: readonly number[]): Floating[] {
  if (positions.length === 0) return dates;
  return dates.filter((_, i) => positions.includes(i + 1) || positions.includes(i - dates.length));
}

function dayOfYear(date: Floating): number {
  return Math.floor((date - Date.UTC(calendarDay(date).year, 0, 1)) / DAY) + 1;
}

function yearLength(year: number): number {
  return (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY;
}
