import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Floating, growingWindows, toFloating } from './floating-time.js';
import { clampToMonthEnd, isClamped, withDayOfStart } from './month-end.js';
import { refuseMisread } from './misread-rules.js';
import type { Rule } from './rule.js';
import { untilToFloating } from './until.js';

/** No date is looked for beyond; every search ends. */
export const END_OF_TIME = toFloating('2200-01-01T00:00');

/** The dates in `[from, to]`, ascending, each once. */
type DatesBetween = (from: Floating, to: Floating) => Floating[];

/** The dates of one rule, before EXDATE and RDATE. */
export interface RuleDates {
  between: DatesBetween;
  /** Whether the rule gives `date`, which it does give, only because its month is too short. */
  clamped(date: Floating): boolean;
}

/** The dates of `rule` counted from `start`. Refuses what month-end clamping cannot express. */
export function datesOfRule(rule: Rule, start: Floating, monthEnd: 'skip' | 'clamp'): RuleDates {
  refuseMisread(rule, start);
  const full = withDayOfStart(rule, start);
  const pieces = monthEnd === 'clamp' ? clampToMonthEnd(full) : [full];
  const between = pieces.length === 1 ? datesOfOne(pieces[0]!, start) : datesOfMany(pieces, start, rule.count);
  const last = Math.min(END_OF_TIME, rule.until === null ? END_OF_TIME : untilToFloating(rule.until));
  return {
    between: (from, to) => between(Math.max(from, start), Math.min(to, last)),
    clamped: (date) => monthEnd === 'clamp' && isClamped(full, date),
  };
}

function datesOfOne(rule: Rule, start: Floating): DatesBetween {
  const engine = startEngine(rule, start);
  return (from, to) => (from > to ? [] : askEngine(engine, from, to));
}

/** The union of several rules; it alone can be counted, so COUNT is turned into the date on which it is used up. */
function datesOfMany(rules: Rule[], start: Floating, count: number | null): DatesBetween {
  const engines = rules.map((rule) => startEngine({ ...rule, count: null }, start));
  const endless: DatesBetween = (from, to) =>
    [...new Set(engines.flatMap((engine) => askEngine(engine, from, to)))].sort((a, b) => a - b);
  const last = count === null ? END_OF_TIME : lastOfCount(endless, start, count);
  return (from, to) => (from > Math.min(to, last) ? [] : endless(from, Math.min(to, last)));
}

/** The library's engine on the floating calendar. UNTIL stays with us. */
function startEngine(rule: Rule, start: Floating): RRuleTemporal<Temporal.ZonedDateTime> {
  return new RRuleTemporal({
    dtstart: Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC'),
    freq: rule.freq,
    interval: rule.interval,
    ...(rule.count === null ? {} : { count: rule.count }),
    wkst: rule.wkst,
    ...optional('byMonth', rule.byMonth),
    ...optional('byWeekNo', rule.byWeekNo),
    ...optional('byYearDay', rule.byYearDay),
    ...optional('byMonthDay', rule.byMonthDay),
    ...optional(
      'byDay',
      rule.byDay.map(({ nth, weekday }) => `${nth ?? ''}${weekday}`),
    ),
    ...optional('bySetPos', rule.bySetPos),
    // Our windows bound the search; the library's own bound throws on sparse daily rules.
    maxIterations: 1_000_000,
    cache: false,
  });
}

function optional<Name extends string, Item>(name: Name, list: readonly Item[]): Partial<Record<Name, Item[]>> {
  return list.length > 0 ? ({ [name]: [...list] } as Record<Name, Item[]>) : {};
}

function askEngine(engine: RRuleTemporal<Temporal.ZonedDateTime>, from: Floating, to: Floating): Floating[] {
  return engine.between(new Date(from), new Date(to), true).map((date) => date.epochMilliseconds);
}

function lastOfCount(dates: DatesBetween, start: Floating, count: number): Floating {
  let left = count;
  for (const [from, to] of growingWindows(start, END_OF_TIME)) {
    const found = dates(from, to - 1);
    if (found.length >= left) return found[left - 1]!;
    left -= found.length;
  }
  return END_OF_TIME;
}
