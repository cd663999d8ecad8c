import { calendarDay, type Floating } from './floating-time.js';
import { type Rule, WEEKDAYS } from './rule.js';

/** Months by the days they are sure to have. */
const MONTH_GROUPS = [
  { sureDays: 28, months: [2] },
  { sureDays: 30, months: [4, 6, 9, 11] },
  { sureDays: 31, months: [1, 3, 5, 7, 8, 10, 12] },
];

/**
 * Spells out what RFC 5545 takes from the start when the rule does not name it: the day, for a yearly rule the month
 * too, for one by weeks the weekday.
 */
export function withDayOfStart(rule: Rule, start: Floating): Rule {
  const named = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length > 0;
  if (named || rule.freq === 'DAILY') return rule;
  const { month, day, weekday } = calendarDay(start);
  if (rule.freq === 'WEEKLY' || rule.byWeekNo.length > 0)
    return { ...rule, byDay: [{ weekday: WEEKDAYS[weekday]!, nth: null }] };
  const byMonth = rule.freq === 'YEARLY' && rule.byMonth.length === 0 ? [month] : rule.byMonth;
  return { ...rule, byMonth, byMonthDay: [day] };
}

/**
 * Daily or monthly rules whose dates together are those of `rule` with each day 29-31 that a month lacks moved to that
 * month's last day. RFC 5545 has no such rule, but whether a day is lacking depends on the month alone: in February
 * the 29th and beyond is always the last day, in a month of 30 days the 31st is. So one rule for each length of month
 * says it, and INTERVAL, WKST and the weekday limits mean what they meant. (RFC 7529's SKIP=BACKWARD says the same,
 * but rrule-temporal 2.2.8 overlooks it where BYMONTHDAY is given.)
 */
export function clampToMonthEnd(rule: Rule): Rule[] {
  if (!rule.byMonthDay.some((day) => day > 28)) return [rule];
  return MONTH_GROUPS.flatMap((group) => restrict(rule, group));
}

function restrict(rule: Rule, group: (typeof MONTH_GROUPS)[number]): Rule[] {
  const byMonth = group.months.filter((month) => rule.byMonth.length === 0 || rule.byMonth.includes(month));
  const days = rule.byMonthDay.map((day) => (day > group.sureDays ? -1 : day));
  return byMonth.length > 0 ? [{ ...rule, byMonth, byMonthDay: [...new Set(days)] }] : [];
}

/** The days 29-31 asked for that some month of the rule may lack, ascending. */
export function daysLacking(rule: Rule, start: Floating): number[] {
  const { byMonth, byMonthDay } = withDayOfStart(rule, start);
  const sure = MONTH_GROUPS.filter(({ months }) => byMonth.length === 0 || months.some((m) => byMonth.includes(m)));
  return byMonthDay.filter((day) => sure.some(({ sureDays }) => day > sureDays));
}

/** Whether `date`, one of the clamped rule's, stands in for a day that its month lacks. */
export function isClamped(rule: Rule, date: Floating): boolean {
  const { day, monthLength } = calendarDay(date);
  if (day !== monthLength || rule.byMonthDay.includes(day) || rule.byMonthDay.includes(-1)) return false;
  return rule.byMonthDay.some((wanted) => wanted > monthLength);
}
