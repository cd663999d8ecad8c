import { DomainError } from '#kernel';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A weekday, or with `nth` the nth of its month or year, counted from the end when negative. */
export interface WeekdayPick {
  weekday: Weekday;
  nth: number | null;
}

/** An RRULE of RFC 5545 §3.3.10, by the day or slower; an absent list is empty. */
export interface Rule {
  /** The rule as text, upper case, UNTIL in local time; parts and lists in the order they were sent. */
  text: string;
  freq: Frequency;
  interval: number;
  count: number | null;
  /** `YYYYMMDD` (the whole day) or `YYYYMMDDTHHMMSS`, wall-clock time. */
  until: string | null;
  byMonth: readonly number[];
  byWeekNo: readonly number[];
  byYearDay: readonly number[];
  byMonthDay: readonly number[];
  byDay: readonly WeekdayPick[];
  bySetPos: readonly number[];
  wkst: Weekday;
}

export const RRULE_POINTER = '/recurrence/rrule';

/**
 * Refuses the rule. The reason is the offending part in the notation of the rule itself, with what is accepted in
 * brackets, so that it reads the same in every language.
 */
export function refuseRule(code: 'slot.rrule_invalid' | 'slot.rrule_unsupported', reason: string): never {
  throw DomainError.at(RRULE_POINTER, code, { reason });
}

/** Reads an upper-case RRULE without prefix whose UNTIL is local already. */
export function readRule(text: string): Rule {
  const parts = splitParts(text);
  refuseOtherParts(parts);
  const rule: Rule = {
    text: [...parts].map(([name, value]) => `${name}=${value}`).join(';'),
    freq: readFrequency(parts),
    interval: readNumber(parts, 'INTERVAL', 1000) ?? 1,
    count: readNumber(parts, 'COUNT', 10_000),
    until: parts.get('UNTIL') ?? null,
    byMonth: readList(parts, 'BYMONTH', 12, false),
    byWeekNo: readList(parts, 'BYWEEKNO', 53, true),
    byYearDay: readList(parts, 'BYYEARDAY', 366, true),
    byMonthDay: readList(parts, 'BYMONTHDAY', 31, true),
    byDay: readWeekdays(parts),
    bySetPos: readList(parts, 'BYSETPOS', 366, true),
    wkst: readWeekStart(parts),
  };
  refuseCombinations(rule);
  return rule;
}

function splitParts(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.replace(/;$/, '').split(';')) {
    const [, name, value] = /^([A-Z-]+)=([^=\s]+)$/.exec(part) ?? refuseRule('slot.rrule_invalid', part || 'FREQ=?');
    if (parts.has(name!)) refuseRule('slot.rrule_invalid', `${name} × 2`);
    parts.set(name!, value!);
  }
  return parts;
}

const KNOWN = new Set('FREQ INTERVAL COUNT UNTIL BYMONTH BYWEEKNO BYYEARDAY BYMONTHDAY BYDAY BYSETPOS WKST'.split(' '));
/** Parts of RFC 5545 and RFC 7529 that have no place in a slot: its time is that of startsAt, its calendar Gregorian. */
const UNSUPPORTED = new Set(['BYHOUR', 'BYMINUTE', 'BYSECOND', 'RSCALE', 'SKIP']);

function refuseOtherParts(parts: Map<string, string>): void {
  for (const [name, value] of parts) {
    if (UNSUPPORTED.has(name)) refuseRule('slot.rrule_unsupported', `${name}=${value}`);
    if (!KNOWN.has(name)) refuseRule('slot.rrule_invalid', `${name}=${value}`);
  }
}

function readFrequency(parts: Map<string, string>): Frequency {
  const value = parts.get('FREQ') ?? '?';
  switch (value) {
    case 'DAILY':
    case 'WEEKLY':
    case 'MONTHLY':
    case 'YEARLY':
      return value;
    case 'HOURLY':
    case 'MINUTELY':
    case 'SECONDLY':
      return refuseRule('slot.rrule_unsupported', `FREQ=${value}`);
    default:
      return refuseRule('slot.rrule_invalid', `FREQ=${value} (DAILY, WEEKLY, MONTHLY, YEARLY)`);
  }
}

function readNumber(parts: Map<string, string>, name: string, max: number): number | null {
  const value = parts.get(name);
  if (value === undefined) return null;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max) refuseRule('slot.rrule_invalid', `${name}=${value} (1..${max})`);
  return number;
}

function readList(parts: Map<string, string>, name: string, max: number, signed: boolean): number[] {
  const value = parts.get(name);
  if (value === undefined) return [];
  const numbers = value.split(',').map((item) => (/^[+-]?\d{1,3}$/.test(item) ? Number(item) : 0));
  const min = signed ? -max : 1;
  if (numbers.some((number) => number === 0 || number < min || number > max))
    refuseRule('slot.rrule_invalid', `${name}=${value} (${signed ? `±1..${max}` : `1..${max}`})`);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function readWeekdays(parts: Map<string, string>): WeekdayPick[] {
  const value = parts.get('BYDAY');
  if (value === undefined) return [];
  const picks = new Map(value.split(',').map((item) => [item, readPick(item, value)]));
  return [...picks.values()].sort((a, b) => WEEKDAYS.indexOf(a.weekday) - WEEKDAYS.indexOf(b.weekday));
}

function readPick(item: string, whole: string): WeekdayPick {
  const [, nth, weekday] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item) ?? [];
  if (!isWeekday(weekday) || Number(nth) === 0 || Math.abs(Number(nth)) > 53)
    return refuseRule('slot.rrule_invalid', `BYDAY=${whole} (MO, 1MO, -1FR)`);
  return { weekday, nth: nth === undefined ? null : Number(nth) };
}

function readWeekStart(parts: Map<string, string>): Weekday {
  const value = parts.get('WKST') ?? 'MO';
  return isWeekday(value) ? value : refuseRule('slot.rrule_invalid', `WKST=${value} (${WEEKDAYS.join(', ')})`);
}

function isWeekday(value: string | undefined): value is Weekday {
  return WEEKDAYS.some((weekday) => weekday === value);
}

/** The combinations that RFC 5545 §3.3.10 forbids. */
function refuseCombinations(rule: Rule): void {
  const { freq } = rule;
  const nths = rule.byDay.flatMap((pick) => pick.nth ?? []);
  const other = rule.byMonth.length + rule.byWeekNo.length + rule.byYearDay.length + rule.byMonthDay.length;
  const forbidden: [boolean, string][] = [
    [rule.count !== null && rule.until !== null, 'COUNT + UNTIL'],
    [freq === 'WEEKLY' && rule.byMonthDay.length > 0, 'FREQ=WEEKLY + BYMONTHDAY'],
    [freq !== 'YEARLY' && rule.byYearDay.length > 0, `FREQ=${freq} + BYYEARDAY`],
    [freq !== 'YEARLY' && rule.byWeekNo.length > 0, `FREQ=${freq} + BYWEEKNO`],
    [freq !== 'YEARLY' && freq !== 'MONTHLY' && nths.length > 0, `FREQ=${freq} + BYDAY=${nths[0]}…`],
    [freq === 'MONTHLY' && nths.some((nth) => Math.abs(nth) > 5), 'FREQ=MONTHLY + BYDAY (±1..5)'],
    [nths.length > 0 && rule.byWeekNo.length > 0, `BYWEEKNO + BYDAY=${nths[0]}…`],
    [rule.bySetPos.length > 0 && rule.byDay.length + other === 0, 'BYSETPOS - BYxxx'],
  ];
  const found = forbidden.find(([applies]) => applies);
  if (found) refuseRule('slot.rrule_invalid', found[1]);
}
