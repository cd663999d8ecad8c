import { DateTime } from 'luxon';
import { datesDayByDay } from '../testing/day-by-day.js';
import { DAY, toFloating, toLocal } from './floating-time.js';
import { nextOccurrences, occurrenceAt, type OccurrenceDate, occurrencesBetween } from './occurrences.js';
import { parseRecurrence } from './parse-recurrence.js';
import type { Recurrence, RecurrenceInput } from './recurrence.js';
import { readRule } from './rule.js';

const paris = (startsAt: string, rrule: string | null, more: Partial<RecurrenceInput> = {}): Recurrence =>
  parseRecurrence({ startsAt, timezone: 'Europe/Paris', rrule, ...more });
const between = (recurrence: Recurrence, from: string, to: string): OccurrenceDate[] =>
  occurrencesBetween(recurrence, new Date(from), new Date(to));
const originals = (dates: OccurrenceDate[]): string[] => dates.map(({ originalStart }) => originalStart);
const days = (dates: OccurrenceDate[]): string[] => dates.map(({ originalStart }) => originalStart.slice(0, 10));
const plain = (date: OccurrenceDate | null | undefined) =>
  date && [date.originalStart, date.localTime, date.startsAt.toISOString().slice(0, 16) + 'Z', date.adjusted];

describe('occurrences over clock changes (T9)', () => {
  it.each(['Europe/Paris', 'America/New_York'])('keep 09:00 in %s through ten years', (timezone) => {
    const recurrence = parseRecurrence({ startsAt: '2026-01-01T09:00', timezone, rrule: 'FREQ=DAILY' });
    const dates = between(recurrence, '2026-01-01T00:00Z', '2036-01-01T00:00Z');
    expect(dates).toHaveLength(3652);
    const offsets = new Set<number>();
    for (const date of dates) {
      const shown = DateTime.fromJSDate(date.startsAt, { zone: timezone });
      expect(shown.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(date.originalStart);
      expect([date.localTime, date.adjusted]).toEqual([date.originalStart, null]);
      offsets.add(shown.offset);
    }
    expect(offsets.size).toBe(2);
  });

  it.each([
    // Gaps: forward by their length, the next day at the old time again.
    ['Europe/Paris', '2026-03-29T02:30', '2026-03-29T03:30', '2026-03-29T01:30Z', 'gap'],
    ['Europe/Paris', '2026-03-29T02:00', '2026-03-29T03:00', '2026-03-29T01:00Z', 'gap'],
    ['Europe/Paris', '2026-03-29T01:59', '2026-03-29T01:59', '2026-03-29T00:59Z', null],
    ['Europe/Paris', '2026-03-29T03:00', '2026-03-29T03:00', '2026-03-29T01:00Z', null],
    ['Europe/Paris', '2026-03-30T02:30', '2026-03-30T02:30', '2026-03-30T00:30Z', null],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T03:30', '2026-03-08T07:30Z', 'gap'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-04T02:45', '2026-10-03T15:45Z', 'gap'],
    ['Australia/Lord_Howe', '2026-10-04T02:30', '2026-10-04T02:30', '2026-10-03T15:30Z', null],
    ['Pacific/Apia', '2011-12-30T09:00', '2011-12-31T09:00', '2011-12-30T19:00Z', 'gap'],
    ['Pacific/Apia', '2011-12-29T09:00', '2011-12-29T09:00', '2011-12-29T19:00Z', null],
    ['Pacific/Apia', '2011-12-31T09:00', '2011-12-31T09:00', '2011-12-30T19:00Z', null],
    ['America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T01:00', '2018-11-04T03:00Z', 'gap'],
    // Overlaps: the first.
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T02:30', '2026-10-25T00:30Z', 'overlap'],
    ['Europe/Paris', '2026-10-25T02:00', '2026-10-25T02:00', '2026-10-25T00:00Z', 'overlap'],
    ['Europe/Paris', '2026-10-25T03:00', '2026-10-25T03:00', '2026-10-25T02:00Z', null],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T01:30', '2026-11-01T05:30Z', 'overlap'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-05T01:45', '2026-04-04T14:45Z', 'overlap'],
    ['Australia/Lord_Howe', '2026-04-05T01:15', '2026-04-05T01:15', '2026-04-04T14:15Z', null],
  ])('%s %s shows %s at %s (%s)', (timezone, original, local, instant, adjusted) => {
    const recurrence = parseRecurrence({ startsAt: '2010-01-01' + original.slice(10), timezone, rrule: 'FREQ=DAILY' });
    expect(plain(occurrenceAt(recurrence, original))).toEqual([original, local, instant, adjusted]);
  });

  it('keeps two dates that a gap brings to one instant apart', () => {
    const apia = parseRecurrence({ startsAt: '2011-12-28T09:00', timezone: 'Pacific/Apia', rrule: 'FREQ=DAILY' });
    const dates = between(apia, '2011-12-30T00:00Z', '2012-01-01T00:00Z');
    expect(originals(dates)).toEqual(['2011-12-30T09:00', '2011-12-31T09:00', '2012-01-01T09:00']);
    expect(dates.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2011-12-30T19:00:00.000Z',
      '2011-12-30T19:00:00.000Z',
      '2011-12-31T19:00:00.000Z',
    ]);
  });

  it('sorts by instant where a shifted date passes an unshifted one', () => {
    const recurrence = paris('2026-03-29T02:30', null, { rdates: ['2026-03-29T03:15'] });
    expect(originals(between(recurrence, '2026-03-29T00:00Z', '2026-03-30T00:00Z'))).toEqual([
      '2026-03-29T03:15',
      '2026-03-29T02:30',
    ]);
    expect(originals(nextOccurrences(recurrence, new Date('2026-03-29T00:00Z'), 1))).toEqual(['2026-03-29T03:15']);
  });
});

describe('occurrences at the end of the month (T10)', () => {
  const in2027 = (startsAt: string, rrule: string, monthEnd: 'skip' | 'clamp' = 'skip'): string =>
    between(paris(startsAt, rrule, { monthEnd }), '2027-01-01T00:00Z', '2027-12-31T22:00Z')
      .map(({ originalStart, adjusted }) => originalStart.slice(5, 10) + (adjusted === 'clamp' ? '*' : ''))
      .join(' ');

  it.each([
    ['skip', 'FREQ=MONTHLY', '01-31 03-31 05-31 07-31 08-31 10-31 12-31'],
    ['clamp', 'FREQ=MONTHLY', '01-31 02-28* 03-31 04-30* 05-31 06-30* 07-31 08-31 09-30* 10-31 11-30* 12-31'],
    ['skip', 'FREQ=MONTHLY;BYMONTHDAY=31', '01-31 03-31 05-31 07-31 08-31 10-31 12-31'],
    ['clamp', 'FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=2', '01-31 03-31 05-31 07-31 09-30* 11-30*'],
    ['clamp', 'FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=3;COUNT=3', '01-31 04-30* 07-31'],
    ['skip', 'FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=3;COUNT=3', '01-31 07-31 10-31'],
    ['clamp', 'FREQ=MONTHLY;BYMONTHDAY=30,31;BYMONTH=1,2,4', '01-31 02-28* 04-30'],
    ['skip', 'FREQ=MONTHLY;BYMONTHDAY=30,31;BYMONTH=1,2,4', '01-31 04-30'],
    ['clamp', 'FREQ=MONTHLY;BYMONTHDAY=15,29,31;COUNT=5', '01-31 02-15 02-28* 03-15 03-29'],
    ['clamp', 'FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=SU', '01-31 02-28* 10-31'],
    ['skip', 'FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=2,4', '02-28 04-30'],
    ['clamp', 'FREQ=MONTHLY;BYMONTHDAY=-1,31;BYMONTH=2,4', '02-28 04-30'],
    ['skip', 'FREQ=MONTHLY;BYDAY=-1FR;BYMONTH=1,2,3,4', '02-26 03-26 04-30'],
    ['skip', 'FREQ=MONTHLY;BYDAY=5MO', '03-29 05-31 08-30 11-29'],
    ['skip', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2', '02-26 03-31'],
    ['clamp', 'FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=6', '06-30*'],
    ['clamp', 'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=6,7', '06-30* 07-31'],
  ] as const)('%s %s', (monthEnd, rrule, expected) => {
    expect(in2027('2027-01-31T09:00', rrule, monthEnd)).toBe(expected);
  });

  it.each([
    ['skip', 'FREQ=YEARLY', ['2024-02-29', '2028-02-29', '2032-02-29']],
    ['clamp', 'FREQ=YEARLY;INTERVAL=2', ['2024-02-29', '2026-02-28', '2028-02-29', '2030-02-28', '2032-02-29']],
    ['clamp', 'FREQ=YEARLY;COUNT=3', ['2024-02-29', '2025-02-28', '2026-02-28']],
    ['skip', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2', ['2024-02-29', '2028-02-29']],
    ['clamp', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2', ['2024-02-29', '2025-02-28']],
  ] as const)('29 February, %s: %s', (monthEnd, rrule, expected) => {
    const dates = between(paris('2024-02-29T09:00', rrule, { monthEnd }), '2024-01-01T00:00Z', '2033-01-01T00:00Z');
    expect(days(dates)).toEqual(expected);
  });
});

describe('occurrences', () => {
  it('keep 18 distinct times when 18 slots start in one minute (T2)', () => {
    const times = Array.from({ length: 18 }, (_, i) => `2026-11-${10 + i}T${String(6 + (i % 12)).padStart(2, '0')}:30`);
    const starts = times.map((startsAt) =>
      originals(nextOccurrences(paris(startsAt, 'FREQ=WEEKLY'), new Date('2026-11-09T00:00Z'), 10)),
    );
    expect(new Set(starts.flat()).size).toBe(180);
    for (const [i, dates] of starts.entries())
      expect(dates).toEqual(Array.from({ length: 10 }, (_, week) => toLocal(toFloating(times[i]!) + week * 7 * DAY)));
  });

  it('start only where the rule gives a date', () => {
    const recurrence = paris('2026-11-30T09:00', 'FREQ=WEEKLY;BYDAY=TU');
    expect(occurrenceAt(recurrence, '2026-11-30T09:00')).toBeNull();
    expect(days(nextOccurrences(recurrence, new Date('2026-01-01T00:00Z'), 2))).toEqual(['2026-12-01', '2026-12-08']);
  });

  it('count the rule’s dates before EXDATE, and leave RDATE out of the count', () => {
    const recurrence = paris('2026-11-30T09:00', 'FREQ=WEEKLY;COUNT=3', {
      exdates: ['2026-12-07T09:00'],
      rdates: ['2026-12-24T18:00', '2026-12-14T09:00'],
    });
    expect(originals(between(recurrence, '2026-01-01T00:00Z', '2028-01-01T00:00Z'))).toEqual([
      '2026-11-30T09:00',
      '2026-12-14T09:00',
      '2026-12-24T18:00',
    ]);
  });

  it('let EXDATE win over RDATE, and match starts to the minute only', () => {
    const recurrence = paris('2026-11-30T09:00', 'FREQ=DAILY;COUNT=2', {
      exdates: ['2026-12-24T18:00', '2026-11-30T10:00'],
      rdates: ['2026-12-24T18:00'],
    });
    expect(days(nextOccurrences(recurrence, new Date('2026-01-01T00:00Z'), 9))).toEqual(['2026-11-30', '2026-12-01']);
  });

  it.each([
    ['UNTIL=20261203', '2026-12-03'],
    ['UNTIL=20261203T090000', '2026-12-03'],
    ['UNTIL=20261203T085959', '2026-12-02'],
    ['UNTIL=20261203T080000Z', '2026-12-03'],
    ['UNTIL=20261203T075959Z', '2026-12-02'],
  ])('end with %s on %s', (until, last) => {
    const recurrence = paris('2026-11-30T09:00', `FREQ=DAILY;${until}`);
    expect(days(nextOccurrences(recurrence, new Date('2026-01-01T00:00Z'), 9)).at(-1)).toBe(last);
  });

  it('answer a single date for a recurrence without rule', () => {
    const recurrence = paris('2026-11-30T09:00', null);
    expect(nextOccurrences(recurrence, new Date('2026-01-01T00:00Z'), 5).map(plain)).toEqual([
      ['2026-11-30T09:00', '2026-11-30T09:00', '2026-11-30T08:00Z', null],
    ]);
    expect(nextOccurrences(recurrence, new Date('2026-11-30T08:00Z'), 5)).toEqual([]);
  });

  it('are half-open by instant', () => {
    const recurrence = paris('2026-11-30T09:00', 'FREQ=DAILY');
    expect(days(between(recurrence, '2026-12-01T08:00Z', '2026-12-03T08:00Z'))).toEqual(['2026-12-01', '2026-12-02']);
    expect(between(recurrence, '2026-12-01T08:00Z', '2026-12-01T08:00Z')).toEqual([]);
    expect(between(recurrence, '2026-12-03T08:00Z', '2026-12-01T08:00Z')).toEqual([]);
  });

  it.each([
    '',
    'tomorrow',
    '2026-13-01T09:00',
    '2026-11-30T09:00:00',
    '2026-11-30T09:01',
    '2026-12-01T09:00',
    '2026-12-06T24:00',
  ])('has none at %p', (originalStart) => {
    expect(
      occurrenceAt(paris('2026-11-30T09:00', 'FREQ=WEEKLY', { rdates: ['2026-12-07T00:00'] }), originalStart),
    ).toBeNull();
  });

  it('keeps its phase a century from its start', () => {
    const recurrence = paris('1926-11-29T09:00', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;WKST=SU');
    const rule = readRule(recurrence.rrule!);
    const all = datesDayByDay(rule, toFloating('1926-11-29T09:00'), toFloating('2027-02-01T00:00'), 'skip');
    const recent = all.map(toLocal).filter((date) => date >= '2026-11-01' && date < '2027-01-31');
    expect(originals(between(recurrence, '2026-11-01T00:00Z', '2027-01-31T00:00Z'))).toEqual(recent);
  });
});
