import type { CalendarDay } from '../floating-time.js';
import { combine, enumerate, type NamedShape, type Phrases } from './phrases.js';
import type { NthWeekday } from './rule-shape.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const NTH: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
  [-2]: 'second-to-last',
};

const and = (items: readonly string[]): string => enumerate(items, 'and');
const month = (number: number): string => MONTHS[number - 1]!;
const date = (day: CalendarDay): string => `${day.day} ${month(day.month)} ${day.year}`;
const dateWithWeekday = (day: CalendarDay): string => `${WEEKDAYS[day.weekday]} ${date(day)}`;
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const every = (interval: number, unit: string): string => `Every ${interval === 1 ? unit : plural(interval, unit)}`;

function ordinal(day: number): string {
  if (day < 0) return `${NTH[day]} day`;
  const teen = day >= 11 && day <= 13;
  return `${day}${(!teen && { 1: 'st', 2: 'nd', 3: 'rd' }[day % 10]) || 'th'}`;
}

function nthWeekday({ nth, weekday }: NthWeekday): string {
  const name = weekday === 'workday' ? 'weekday (Monday to Friday)' : WEEKDAYS[weekday]!;
  return `the ${NTH[nth]} ${name}${nth === 5 && weekday !== 'workday' ? ' (if there is one)' : ''}`;
}

function weekdays(days: readonly number[]): string {
  return and(days.map((day) => WEEKDAYS[day]!));
}

function inMonths(months: readonly number[]): string {
  return months.length === 0 ? '' : ` in ${and(months.map(month))}`;
}

function dayOfMonth(day: number, inMonth: number): string {
  return day > 0 ? `${day} ${month(inMonth)}` : `the ${ordinal(day)} of ${month(inMonth)}`;
}

function ofEveryMonth(interval: number, what: string): string {
  return interval === 1 ? `On ${what} of every month` : `Every ${interval} months on ${what}`;
}

function weekly({ interval, weekdays: days, months }: Extract<NamedShape, { kind: 'weekly' }>): string {
  if (interval > 1) return `${every(interval, 'week')} on ${weekdays(days)}`;
  if (days.length === 7) return `Every day${inMonths(months)}`;
  if (days.join() === '0,1,2,3,4') return `Every weekday (Monday to Friday)${inMonths(months)}`;
  return `Every ${weekdays(days)}${inMonths(months)}`;
}

function rule(shape: NamedShape): string {
  switch (shape.kind) {
    case 'daily':
      return every(shape.interval, 'day') + inMonths(shape.months);
    case 'weekly':
      return weekly(shape);
    case 'monthly':
      return ofEveryMonth(shape.interval, `the ${and(shape.days.map(ordinal))}`);
    case 'monthlyWeekday':
      return ofEveryMonth(shape.interval, and(shape.picks.map(nthWeekday)));
    case 'yearly':
      return `${every(shape.interval, 'year')} on ${and(combine(shape.days, shape.months, dayOfMonth))}`;
    case 'yearlyWeekday': {
      const picks = combine(shape.picks, shape.months, (pick, inMonth) => `${nthWeekday(pick)} of ${month(inMonth)}`);
      return `${every(shape.interval, 'year')} on ${and(picks)}`;
    }
  }
}

const MONTH_END = {
  clamped: ' (the last day of a month that is too short)',
  skipped: ' (only in months that have it)',
  leapYears: ' (leap years only)',
};

export const ENGLISH: Phrases = {
  rule,
  ruleText: (rrule) => `By the rule ${rrule}`,
  once: (day) => `Once, on ${dateWithWeekday(day)}`,
  dates: (count, first, last) => `On ${count} dates from ${dateWithWeekday(first)} to ${dateWithWeekday(last)}`,
  time: (hour, minute) => ` at ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  monthEnd: (note) => MONTH_END[note],
  weekStart: (weekday) => ` (weeks starting on ${WEEKDAYS[weekday]})`,
  from: (day) => `, from ${date(day)}`,
  until: (day) => `, until ${date(day)}`,
  times: (count) => `, ${plural(count, 'time')}`,
  except: (count) => `, except ${plural(count, 'date')}`,
  plus: (count) => `, plus ${plural(count, 'date')}`,
};
