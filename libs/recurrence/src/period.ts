import { calendarDay, DAY, type Floating } from './floating-time.js';
import { type Rule, WEEKDAYS } from './rule.js';

/**
 * The number of the period of `rule` (day, week, month or year) in which `day` lies; INTERVAL takes every nth of them.
 * Years are calendar years here even where BYWEEKNO counts weeks.
 */
export function periodOf(rule: Rule, day: Floating): number {
  const { year, month } = calendarDay(day);
  switch (rule.freq) {
    case 'DAILY':
      return Math.floor(day / DAY);
    case 'WEEKLY':
      return Math.floor((day / DAY - firstWeekStart(rule)) / 7);
    case 'MONTHLY':
      return year * 12 + month - 1;
    case 'YEARLY':
      return year;
  }
}

/** The first day of a period. */
export function startOfPeriod(rule: Rule, period: number): Floating {
  switch (rule.freq) {
    case 'DAILY':
      return period * DAY;
    case 'WEEKLY':
      return (period * 7 + firstWeekStart(rule)) * DAY;
    case 'MONTHLY':
      return Date.UTC(Math.floor(period / 12), period % 12, 1);
    case 'YEARLY':
      return Date.UTC(period, 0, 1);
  }
}

/** Days are counted from 1970-01-01, a Thursday: the Monday of that week is day -3. */
function firstWeekStart(rule: Rule): number {
  return WEEKDAYS.indexOf(rule.wkst) - 3;
}
