import fc from 'fast-check';
import { DateTime } from 'luxon';
import { recurrenceInputs } from '../testing/arbitrary-recurrences.js';
import { datesDayByDay } from '../testing/day-by-day.js';
import { DAY, MINUTE, toFloating, toLocal } from './floating-time.js';
import { nextOccurrences, occurrenceAt, type OccurrenceDate, occurrencesBetween } from './occurrences.js';
import { parseRecurrence } from './parse-recurrence.js';
import type { Recurrence, RecurrenceInput } from './recurrence.js';
import { readRule } from './rule.js';

/** Null for the one refusal there is for legal rules: that they never occur. */
function parseOrNull(input: RecurrenceInput): Recurrence | null {
  try {
    return parseRecurrence(input);
  } catch (error) {
    expect(error).toMatchObject({ code: 'slot.rrule_never_occurs' });
    return null;
  }
}

const originals = (dates: OccurrenceDate[]): string[] => dates.map(({ originalStart }) => originalStart);

/** A window of up to 200 days somewhere about the start, in minutes. */
const windows = fc.record({
  offset: fc.integer({ min: -400 * 24 * 60, max: 1500 * 24 * 60 }),
  length: fc.integer({ min: 0, max: 200 * 24 * 60 }),
});

function windowOf({ startsAt }: RecurrenceInput, { offset, length }: { offset: number; length: number }): [Date, Date] {
  const from = toFloating(startsAt) + offset * MINUTE;
  return [new Date(from), new Date(from + length * MINUTE)];
}

/** All that any such window can hold. */
function wholeOf(recurrence: Recurrence): OccurrenceDate[] {
  const start = toFloating(recurrence.startsAt);
  return occurrencesBetween(recurrence, new Date(start - 500 * DAY), new Date(start + 1800 * DAY));
}

describe('any rule', () => {
  it('gives the dates that a look at each day gives', () => {
    let compared = 0;
    fc.assert(
      fc.property(recurrenceInputs, (input) => {
        const recurrence = parseOrNull(input);
        if (!recurrence) return;
        const start = toFloating(input.startsAt);
        const limit = start + 5 * 366 * DAY;
        const expected = datesDayByDay(readRule(recurrence.rrule!), start, limit, recurrence.monthEnd).map(toLocal);
        const actual = occurrencesBetween(recurrence, new Date(start - 2 * DAY), new Date(limit + 2 * DAY));
        const upToLimit = originals(actual).filter((date) => date <= toLocal(limit));
        compared += expected.length;
        expect(upToLimit.sort()).toEqual(expected);
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  it('is asked for a window and answers the part of the whole that lies in it', () => {
    fc.assert(
      fc.property(recurrenceInputs, windows, (input, window) => {
        const recurrence = parseOrNull(input);
        if (!recurrence) return;
        const [from, to] = windowOf(input, window);
        const whole = wholeOf(recurrence);
        const part = whole.filter(({ startsAt }) => startsAt >= from && startsAt < to);
        expect(occurrencesBetween(recurrence, from, to)).toEqual(part);
        const later = whole.filter(({ startsAt }) => startsAt > from).slice(0, 3);
        expect(nextOccurrences(recurrence, from, later.length)).toEqual(later);
      }),
      { numRuns: 100 },
    );
  });

  it('gives in two adjacent windows what it gives in both as one', () => {
    fc.assert(
      fc.property(recurrenceInputs, windows, fc.double({ min: 0, max: 1, noNaN: true }), (input, window, share) => {
        const recurrence = parseOrNull(input);
        if (!recurrence) return;
        const [from, to] = windowOf(input, window);
        const middle = new Date(from.getTime() + Math.floor((to.getTime() - from.getTime()) * share));
        const halves = [...occurrencesBetween(recurrence, from, middle), ...occurrencesBetween(recurrence, middle, to)];
        expect(halves).toEqual(occurrencesBetween(recurrence, from, to));
      }),
      { numRuns: 100 },
    );
  });

  it('has an occurrence exactly where its list says', () => {
    fc.assert(
      fc.property(recurrenceInputs, windows, (input, window) => {
        const recurrence = parseOrNull(input);
        if (!recurrence) return;
        const [from] = windowOf(input, window);
        const listed = new Map(wholeOf(recurrence).map((date) => [date.originalStart, date]));
        const midnight = Math.floor(from.getTime() / DAY) * DAY;
        const days = Array.from({ length: 70 }, (_, i) => toLocal(midnight + i * DAY).slice(0, 10));
        const asked = days.map((day) => day + recurrence.startsAt.slice(10));
        expect(asked.map((date) => occurrenceAt(recurrence, date))).toEqual(
          asked.map((date) => listed.get(date) ?? null),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is normalised once and for all', () => {
    const sent = fc.record({
      input: recurrenceInputs,
      until: fc.option(fc.date({ min: new Date('2029-01-01'), max: new Date('2033-01-01'), noInvalidDate: true })),
      listed: fc.uniqueArray(fc.constantFrom('2027-03-28T02:30', '2026-10-25T02:30', '2028-02-29T09:00')),
    });
    fc.assert(
      fc.property(sent, ({ input, until, listed }) => {
        const utc = until?.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
        const bare = input.rrule.replaceAll(/;(COUNT|UNTIL)=[^;]*/g, '');
        const rrule = utc ? ` rrule:${bare.toLowerCase()};until=${utc}z;` : input.rrule;
        const once = parseOrNull({ ...input, rrule, exdates: listed, rdates: [...listed].reverse() });
        if (once) expect(parseRecurrence(JSON.parse(JSON.stringify(once)) as RecurrenceInput)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  it('loses a date to an EXDATE, that date alone, and has it back without', () => {
    fc.assert(
      fc.property(recurrenceInputs, fc.nat(), (input, seed) => {
        const recurrence = parseOrNull(input);
        if (!recurrence) return;
        const whole = wholeOf(recurrence);
        if (whole.length < 2) return;
        const gone = whole[seed % whole.length]!.originalStart;
        const without: Recurrence = parseRecurrence({ ...recurrence, exdates: [gone] });
        expect(wholeOf(without)).toEqual(whole.filter(({ originalStart }) => originalStart !== gone));
        expect(wholeOf(parseRecurrence({ ...without, exdates: [] }))).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('is sorted and never names a start twice', () => {
    const listed = fc.subarray(['2026-12-31T09:00', '2027-03-28T02:30', '2027-03-28T03:00']);
    fc.assert(
      fc.property(recurrenceInputs, listed, (input, rdates) => {
        const recurrence = parseOrNull({ ...input, rdates });
        if (!recurrence) return;
        const dates = occurrencesBetween(recurrence, new Date('2026-06-01T00:00Z'), new Date('2028-06-01T00:00Z'));
        expect(new Set(originals(dates)).size).toBe(dates.length);
        const instants = dates.map(({ startsAt }) => startsAt.getTime());
        expect(instants).toEqual([...instants].sort((a, b) => a - b));
        for (const { startsAt, localTime } of dates)
          expect(DateTime.fromJSDate(startsAt, { zone: input.timezone }).toFormat("yyyy-MM-dd'T'HH:mm")).toBe(
            localTime,
          );
      }),
      { numRuns: 100 },
    );
  });
});
