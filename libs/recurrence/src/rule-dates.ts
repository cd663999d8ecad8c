import { DAY, type Floating, toFloating } from './floating-time.js';
import { isClamped } from './month-end.js';
import { type Pattern, patternOf } from './pattern.js';
import { daysBetween, nthDay } from './pattern-days.js';
import type { Rule } from './rule.js';
import { untilToFloating } from './until.js';

/** No date is looked for beyond; every search ends. */
export const END_OF_TIME = toFloating('2200-01-01T00:00');

/** The dates of one rule, before EXDATE and RDATE. */
export interface RuleDates {
  /** The dates in `[from, to]`, ascending, each once. */
  between(from: Floating, to: Floating): Floating[];
  /** Whether the rule gives `date`, which it does give, only because its month is too short. */
  clamped(date: Floating): boolean;
}

/** The dates of `rule` counted from `start`. */
export function datesOfRule(rule: Rule, start: Floating, monthEnd: 'skip' | 'clamp'): RuleDates {
  const pattern = patternOf(rule, start, monthEnd);
  const startDay = Math.floor(start / DAY) * DAY;
  const timeOfDay = start - startDay;
  const lastDay = Math.floor((lastMoment(rule, pattern, startDay) - timeOfDay) / DAY) * DAY;
  return {
    between: (from, to) => {
      const first = Math.max(startDay, Math.ceil((from - timeOfDay) / DAY) * DAY);
      const last = Math.min(lastDay, Math.floor((to - timeOfDay) / DAY) * DAY);
      return daysBetween(pattern, first, last).map((day) => day + timeOfDay);
    },
    clamped: (date) => monthEnd === 'clamp' && isClamped(pattern.rule, date),
  };
}

/** UNTIL, or the end of the day on which COUNT is used up. */
function lastMoment(rule: Rule, pattern: Pattern, startDay: Floating): Floating {
  if (rule.until !== null) return Math.min(untilToFloating(rule.until), END_OF_TIME);
  const lastDay = rule.count === null ? null : nthDay(pattern, rule.count, startDay, END_OF_TIME);
  return lastDay === null ? END_OF_TIME : Math.min(lastDay + DAY - 1, END_OF_TIME);
}
