import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { DAY, type Floating } from './floating-time.js';
import { clampToMonthEnd } from './month-end.js';
import type { Pattern } from './pattern.js';
import { periodOf, startOfPeriod } from './period.js';
import type { Rule } from './rule.js';

/** The days of a daily, weekly or monthly pattern in one calendar year, ascending, by rrule-temporal in floating time. */
export function daysByLibrary({ rule, phase, monthEnd }: Pattern, year: number): Floating[] {
  const [first, last] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1) - DAY];
  const period = periodOf(rule, first);
  const wait = (((phase - period) % rule.interval) + rule.interval) % rule.interval;
  const start = startOfPeriod(rule, period + wait);
  if (start > last) return [];
  const rules = monthEnd === 'clamp' ? clampToMonthEnd(rule) : [rule];
  const days = rules.flatMap((each) => ask(each, start, first, last));
  return rules.length === 1 ? days : [...new Set(days)].sort((a, b) => a - b);
}

function ask(rule: Rule, start: Floating, first: Floating, last: Floating): Floating[] {
  const engine = new RRuleTemporal({
    dtstart: Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC'),
    freq: rule.freq,
    interval: rule.interval,
    wkst: rule.wkst,
    ...optional('byMonth', rule.byMonth),
    ...optional('byMonthDay', rule.byMonthDay),
    ...optional(
      'byDay',
      rule.byDay.map(({ nth, weekday }) => `${nth ?? ''}${weekday}`),
    ),
    ...optional('bySetPos', rule.bySetPos),
    cache: false,
  });
  return engine.between(new Date(first), new Date(last), true).map((date) => date.epochMilliseconds);
}

function optional<Name extends string, Item>(name: Name, list: readonly Item[]): Partial<Record<Name, Item[]>> {
  return list.length > 0 ? ({ [name]: [...list] } as Record<Name, Item[]>) : {};
}
