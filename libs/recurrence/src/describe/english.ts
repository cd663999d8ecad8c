import type { CalendarDay } from '../floating-time.js';
import { headNamesMonths, type Meaning, type MonthDates, type NthWeekday } from './meaning.js';
import {
  datesByMonth,
  enumerate,
  isMonthly,
  isWeekdayOnDay,
  type Limit,
  mayBeLacking,
  type MonthEndNote,
  sayMonths,
  type Wording,
} from './wording.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const NTH = ['', 'first', 'second', 'third', 'fourth', 'fifth'];
const WORKDAYS = '0,1,2,3,4';
const LACKING = ' (if there is one)';

type Conjunction = 'and' | 'or';

const and = (items: readonly string[]): string => enumerate(items, 'and');
const month = (number: number): string => MONTHS[number - 1]!;
const weekday = (number: number): string => WEEKDAYS[number]!;
const date = (day: CalendarDay): string => `${day.day} ${month(day.month)} ${day.year}`;
const dates = (days: readonly CalendarDay[]): string =>
  datesByMonth(days, 'and', (inMonth, number) => `${and(inMonth.map(String))} ${month(number)}`);
const every = (interval: number, unit: string): string => `Every ${interval === 1 ? unit : `${interval} ${unit}s`}`;

/** `1st`, `last`, `22nd-to-last`. */
function ordinal(number: number): string {
  if (number < 0) return number === -1 ? 'last' : `${nth(-number)}-to-last`;
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${(!teen && { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10]) || 'th'}`;
}

/** `first`, `last`, `20th`. */
function nth(number: number): string {
  return NTH[number] ?? ordinal(number);
}

function nthWeekday(pick: NthWeekday, scope: Meaning['scope']): string {
  const among =
    pick.among.join() === WORKDAYS ? 'weekday (Monday to Friday)' : enumerate(pick.among.map(weekday), 'or');
  return `the ${nth(pick.nth)} ${among}${mayBeLacking(pick, scope) ? LACKING : ''}`;
}

/** `the 1st and 15th`, `the 3rd and last day`. */
function daysOfMonth(numbers: readonly number[], conjunction: Conjunction = 'and'): string {
  const lacking = numbers.some((day) => day < -28) ? LACKING : '';
  return `the ${enumerate(numbers.map(ordinal), conjunction)}${numbers.some((day) => day < 0) ? ' day' : ''}${lacking}`;
}

function daysOfYear(numbers: readonly number[], conjunction: Conjunction = 'and'): string {
  const lacking = numbers.some((day) => Math.abs(day) === 366) ? LACKING : '';
  return `the ${enumerate(numbers.map(ordinal), conjunction)} day of the year${lacking}`;
}

function daysOfMonths({ days, months }: MonthDates): string[] {
  const [day] = days;
  return days.length === 1 && day! > 0 && months.length < 4
    ? months.map((number) => `${day} ${month(number)}`)
    : [daysOfMonth(days) + ofMonths(months)];
}

function weeksOfYear(numbers: readonly number[], conjunction: Conjunction = 'and'): string {
  const lacking = numbers.some((week) => Math.abs(week) === 53) ? LACKING : '';
  const names = numbers.map((week) => (week > 0 ? `week ${week}` : `the ${ordinal(week)} week of the year`));
  return enumerate(names, conjunction) + lacking;
}

function inMonths(months: readonly number[]): string {
  if (months.length === 0) return '';
  const said = sayMonths(months);
  if (said.kind === 'span') return ` from ${month(said.first)} to ${month(said.last)}`;
  return `${said.kind === 'except' ? ' except' : ''} in ${and(said.months.map(month))}`;
}

/** ` of January and July`, ` of every month except August`. */
function ofMonths(months: readonly number[]): string {
  const said = sayMonths(months);
  if (said.kind === 'except') return ` of every month except ${and(said.months.map(month))}`;
  return ` of ${and(months.map(month))}`;
}

function everyWeekday(days: readonly number[]): string {
  if (days.length === 0) return 'every day';
  return `every ${days.join() === WORKDAYS ? 'weekday (Monday to Friday)' : and(days.map(weekday))}`;
}

/** The days, as they follow "on". */
function what(meaning: Meaning): string {
  const { weekdays, picks, scope, monthDays, monthDates } = meaning;
  switch (meaning.head) {
    case 'pick': {
      const plain = weekdays.map((day) => `every ${weekday(day)}`);
      return and([...picks.map((pick) => nthWeekday(pick, scope)), ...plain]) + ofScope(meaning);
    }
    case 'yearDay':
      return daysOfYear(meaning.yearDays);
    case 'monthDay':
      return monthDates.length > 0 ? and(monthDates.flatMap(daysOfMonths)) : daysOfMonth(monthDays) + ofScope(meaning);
    case 'week':
      return `${weekdays.length === 0 ? 'every day' : and(weekdays.map(weekday))} of ${weeksOfYear(meaning.weeks)}`;
    case 'weekday':
    case 'day':
      if (meaning.period === 'week' && meaning.interval > 1) return and(weekdays.map(weekday));
      return everyWeekday(weekdays) + (headNamesMonths(meaning) ? inMonths(meaning.months) : '');
  }
}

function ofScope(meaning: Meaning): string {
  if (meaning.head === 'pick' && meaning.scope === 'year') return ' of the year';
  if (meaning.months.length > 0 && headNamesMonths(meaning)) return ofMonths(meaning.months);
  return meaning.period === 'month' && meaning.interval > 1 ? '' : ' of every month';
}

function head(meaning: Meaning): string {
  const { period, interval, weekdays } = meaning;
  if (interval === 1) return headOfEach(meaning);
  if (period === 'day') return interval === 2 ? 'Every other day' : every(interval, 'day');
  if (period === 'week' && interval === 2 && weekdays.length === 1) return `Every other ${weekday(weekdays[0]!)}`;
  return `${every(interval, period)} on ${what(meaning)}`;
}

function headOfEach(meaning: Meaning): string {
  if (isWeekdayOnDay(meaning)) return `Every ${weekday(meaning.weekdays[0]!)} ${daysOfMonth(meaning.monthDays)}`;
  const days = what(meaning);
  if (meaning.head === 'weekday' || meaning.head === 'day') return `E${days.slice(1)}`;
  return isMonthly(meaning) ? `On ${days}` : `Every year on ${days}`;
}

function limit(kind: Limit, { head, weekdays, monthDays, yearDays, weeks, months }: Meaning): string {
  switch (kind) {
    case 'weekdays':
      if (head === 'day') return `, only on ${and(weekdays.map((day) => `${weekday(day)}s`))}`;
      return `, only when it is ${enumerate(
        weekdays.map((day) => `a ${weekday(day)}`),
        'or',
      )}`;
    case 'monthDays':
      if (head === 'day') return `, only on ${daysOfMonth(monthDays)} of the month`;
      return `, only when it is ${daysOfMonth(monthDays, 'or')} of the month`;
    case 'yearDays':
      return `, only when it is ${daysOfYear(yearDays, 'or')}`;
    case 'weeks':
      return `, only in ${weeksOfYear(weeks, 'or')}`;
    case 'months':
      return sayMonths(months).kind === 'except' ? `,${inMonths(months)}` : `, only${inMonths(months)}`;
  }
}

function monthEnd(note: MonthEndNote): string {
  switch (note.kind) {
    case 'clamped':
      return ' (or the last day of a shorter month)';
    case 'leapYears':
      return ' (29 February in leap years only)';
    case 'skipped': {
      const them = note.days.length === 1 ? 'it' : 'them';
      return ` (${note.all ? '' : `${daysOfMonth(note.days)} `}only in months that have ${them})`;
    }
  }
}

export const ENGLISH: Wording = {
  head,
  limit,
  positions: (positions, period) => `, only the ${and(positions.map(nth))} of these dates each ${period}`,
  time: (hour, minute) => ` at ${hour}:${String(minute).padStart(2, '0')}`,
  monthEnd,
  weekStart: (day, numbered) =>
    numbered
      ? ` (week 1 is the first with four days in the year; weeks start on ${weekday(day)})`
      : ` (weeks start on ${weekday(day)})`,
  once: (day) => `Once, on ${weekday(day.weekday)} ${date(day)}`,
  onDates: (days) => `On ${dates(days)}`,
  from: (day) => `, from ${date(day)}`,
  fromUntil: (first, last) => `, from ${date(first)} until ${date(last)} inclusive`,
  times: (count, first, last) => `, ${count} times, from ${date(first)} to ${date(last)}`,
  except: (days) => `, except on ${dates(days)}`,
  plus: (timed) => `, plus ${and(timed)}`,
  dates,
};
