import { type CalendarDay, calendarDay, DAY, type Floating } from './floating-time.js';
import type { Pattern } from './pattern.js';
import { type Rule, WEEKDAYS, type WeekdayPick } from './rule.js';

const WEEK = 7 * DAY;

/**
 * The days of a yearly pattern in one year, ascending: RFC 5545 §3.3.10 read as conditions that a day meets all
 * together, then BYSETPOS. With BYWEEKNO it is a year of weeks. rrule-temporal 2.2.8 is not asked, for of two parts
 * of a yearly rule (BYYEARDAY + BYDAY, BYWEEKNO + BYMONTHDAY, BYDAY=MO,1TU and more) it overlooks one.
 */
export function daysOfYear({ rule, phase, monthEnd }: Pattern, year: number): Floating[] {
  if ((year - phase) % rule.interval !== 0) return [];
  const [first, end] = [startOfYear(rule, year), startOfYear(rule, year + 1)];
  const days: Floating[] = [];
  for (let day = first; day < end; day += DAY) {
    const [week, fromLast] = [Math.floor((day - first) / WEEK) + 1, Math.floor((day - end) / WEEK)];
    if (among(rule.byWeekNo, week, fromLast) && meetsAll(rule, day, monthEnd)) days.push(day);
  }
  return atPositions(days, rule.bySetPos);
}

/** The year to which a yearly rule counts `day`: with BYWEEKNO the first days of January may be last year's. */
export function yearOf(rule: Rule, day: Floating): number {
  const year = new Date(day).getUTCFullYear();
  if (rule.byWeekNo.length === 0) return year;
  if (day < startOfYear(rule, year)) return year - 1;
  return day < startOfYear(rule, year + 1) ? year : year + 1;
}

/** Week 1 is the first with four days in its year, hence the one of 4 January. */
function startOfYear(rule: Rule, year: number): Floating {
  if (rule.byWeekNo.length === 0) return Date.UTC(year, 0, 1);
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((calendarDay(fourth).weekday - WEEKDAYS.indexOf(rule.wkst) + 7) % 7) * DAY;
}

function meetsAll(rule: Rule, date: Floating, monthEnd: Pattern['monthEnd']): boolean {
  const day = calendarDay(date);
  return (
    (rule.byMonth.length === 0 || rule.byMonth.includes(day.month)) &&
    isMonthDay(rule, day, monthEnd) &&
    (rule.byYearDay.length === 0 || isYearDay(rule, day, date)) &&
    (rule.byDay.length === 0 || rule.byDay.some((pick) => isPicked(rule, pick, day, date)))
  );
}

function isMonthDay({ byMonthDay }: Rule, { day, monthLength }: CalendarDay, monthEnd: Pattern['monthEnd']): boolean {
  if (among(byMonthDay, day, day - monthLength - 1)) return true;
  return monthEnd === 'clamp' && day === monthLength && byMonthDay.some((wanted) => wanted > monthLength);
}

function isYearDay({ byYearDay }: Rule, day: CalendarDay, date: Floating): boolean {
  const { index, length } = placeInYear(day, date);
  return among(byYearDay, index, index - length - 1);
}

/** BYDAY's `nth` counts within the month where BYMONTH is given, else within the year. */
function isPicked(rule: Rule, { weekday, nth }: WeekdayPick, day: CalendarDay, date: Floating): boolean {
  if (WEEKDAYS[day.weekday] !== weekday) return false;
  if (nth === null) return true;
  const inMonth = { index: day.day, length: day.monthLength };
  const { index, length } = rule.byMonth.length > 0 ? inMonth : placeInYear(day, date);
  return nth === Math.ceil(index / 7) || nth === -Math.ceil((length - index + 1) / 7);
}

function placeInYear({ year }: CalendarDay, date: Floating): { index: number; length: number } {
  const first = Date.UTC(year, 0, 1);
  return { index: (date - first) / DAY + 1, length: (Date.UTC(year + 1, 0, 1) - first) / DAY };
}

/** Each day has two names: its number from the start, and from the end. */
function among(list: readonly number[], fromStart: number, fromEnd: number): boolean {
  return list.length === 0 || list.includes(fromStart) || list.includes(fromEnd);
}

function atPositions(days: Floating[], positions: readonly number[]): Floating[] {
  if (positions.length === 0) return days;
  return days.filter((_, i) => positions.includes(i + 1) || positions.includes(i - days.length));
}
