import type { Reading, WrittenDate } from '../draft.js';
import { refuseAmbiguous } from '../refuse.js';
import { is, skip, type Term } from '../terms.js';

interface DatesAt {
  dates: WrittenDate[];
  next: number;
}

/** A number that can be a day of the month, plain or as an ordinal; -1 is the last. */
export interface DayNumber {
  day: number;
  ordinal: boolean;
  next: number;
}

export function dayNumberAt(terms: readonly Term[], at: number): DayNumber | null {
  const { ordinal, number } = terms[at]?.sense ?? {};
  if (ordinal !== undefined)
    return ordinal <= 31 && ordinal !== 0 ? { day: ordinal, ordinal: true, next: at + 1 } : null;
  // "a" counts weeks, not days.
  if (number === undefined || number < 1 || number > 31 || is(terms, at, 'per') || isPartOfSomething(terms, at))
    return null;
  return { day: number, ordinal: false, next: at + 1 };
}

/** 9 h, 9:30, 9 am, 10 times, 2 weeks, 24/12. */
function isPartOfSomething(terms: readonly Term[], at: number): boolean {
  const { meridiem, unit } = terms[at + 1]?.sense ?? {};
  return (
    meridiem !== undefined ||
    unit !== undefined ||
    is(terms, at + 1, 'hour', 'colon', 'point', 'times', 'slash', 'outOf')
  );
}

/** A list of day numbers: "1st and 15th", « le 1er, le 11 et le dernier ». */
export function dayNumbersAt(terms: readonly Term[], at: number): { numbers: DayNumber[]; next: number } | null {
  const first = dayNumberAt(terms, skip(terms, at, 'the'));
  if (!first) return null;
  const numbers = [first];
  for (;;) {
    const { next } = numbers.at(-1)!;
    const after = skip(terms, next, 'and');
    const more = after > next ? dayNumberAt(terms, skip(terms, after, 'the', 'in')) : null;
    if (!more) return { numbers, next };
    numbers.push(more);
  }
}

/** One or more dates of one month and year at `at`, or null: "24 and 25 December 2026", « 1er mai », 24/12, 2026-12-24. */
export function datesAt(reading: Reading, at: number): DatesAt | null {
  const { terms } = reading;
  return numericDateAt(reading, at) ?? dayThenMonth(terms, at) ?? monthThenDay(reading, at);
}

function dayThenMonth(terms: readonly Term[], at: number): DatesAt | null {
  const list = dayNumbersAt(terms, at);
  if (!list) return null;
  const month = terms[skip(terms, list.next, 'of', 'the')]?.sense.month;
  if (month === undefined) return null;
  return withYear(terms, list.numbers, month, skip(terms, list.next, 'of', 'the') + 1);
}

function monthThenDay({ terms, lexicon }: Reading, at: number): DatesAt | null {
  if (!lexicon.vocabulary.dateOrders.includes('monthDay')) return null;
  const month = terms[at]?.sense.month;
  if (month === undefined) return null;
  const list = dayNumbersAt(terms, at + 1);
  // "in March 9 weeks", "May 2027": no day.
  return list && withYear(terms, list.numbers, month, list.next);
}

function withYear(terms: readonly Term[], numbers: DayNumber[], month: number, at: number): DatesAt {
  const yearAt = yearNumber(terms, at) === null && is(terms, at, 'and') ? at + 1 : at;
  const year = yearNumber(terms, yearAt);
  return { dates: numbers.map(({ day }) => ({ day, month, year })), next: year === null ? at : yearAt + 1 };
}

export function yearNumber(terms: readonly Term[], at: number): number | null {
  const number = terms[at]?.sense.number;
  return number !== undefined && number >= 1900 && number <= 2200 ? number : null;
}

function numericDateAt(reading: Reading, at: number): DatesAt | null {
  const { terms } = reading;
  const [a, b, c] = [0, 2, 4].map((offset) => terms[at + offset]?.sense.number);
  if (a === undefined || b === undefined) return null;
  if (is(terms, at + 1, 'dash') && is(terms, at + 3, 'dash') && c !== undefined && a > 31)
    return { dates: [{ day: c, month: b, year: a }], next: at + 5 };
  const sign = (['slash', 'point'] as const).find((role) => is(terms, at + 1, role));
  const hasYear = c !== undefined && sign !== undefined && is(terms, at + 3, sign);
  if (!sign || (sign === 'point' && !hasYear)) return null;
  const year = hasYear ? (c < 100 ? 2000 + c : c) : null;
  const last = at + (hasYear ? 4 : 2);
  return { dates: [{ ...dayAndMonth(reading, a, b, at, last), year }], next: last + 1 };
}

function dayAndMonth(reading: Reading, a: number, b: number, at: number, last: number): { day: number; month: number } {
  const both = reading.lexicon.vocabulary.dateOrders.includes('monthDay');
  if (both && a <= 12 && b <= 12 && a !== b)
    refuseAmbiguous('day_month_order', null, reading.terms[at], reading.terms[last]);
  return both && b > 12 ? { day: b, month: a } : { day: a, month: b };
}
