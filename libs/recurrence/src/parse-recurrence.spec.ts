import { DomainError } from '#kernel';
import { parseRecurrence } from './parse-recurrence.js';
import type { RecurrenceInput } from './recurrence.js';

const MONDAY = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };

/** Code, pointer and params of the refusal, which must name one field. */
function refusal(input: Partial<RecurrenceInput>): unknown[] {
  try {
    parseRecurrence({ ...MONDAY, ...input });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.fields).toHaveLength(1);
    return [error.code, error.fields[0]!.pointer, error.params];
  }
  return ['accepted'];
}

describe('parseRecurrence', () => {
  it('answers plain data with every field filled', () => {
    const recurrence = parseRecurrence(MONDAY);
    expect(recurrence).toEqual({ ...MONDAY, exdates: [], rdates: [], monthEnd: 'skip' });
    expect(parseRecurrence(JSON.parse(JSON.stringify(recurrence)))).toEqual(recurrence);
  });

  it.each([
    ['RRULE:FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO'],
    [' rrule:freq=weekly;byday=mo,th; ', 'FREQ=WEEKLY;BYDAY=MO,TH'],
    ['FREQ=MONTHLY;BYDAY=+1MO,-1FR', 'FREQ=MONTHLY;BYDAY=+1MO,-1FR'],
    ['FREQ=DAILY;UNTIL=20261231', 'FREQ=DAILY;UNTIL=20261231'],
    ['FREQ=DAILY;UNTIL=20261231T090000', 'FREQ=DAILY;UNTIL=20261231T090000'],
    ['FREQ=DAILY;UNTIL=20261231T080015Z;INTERVAL=2', 'FREQ=DAILY;UNTIL=20261231T090015;INTERVAL=2'],
    ['FREQ=DAILY;UNTIL=20271231T233000Z', 'FREQ=DAILY;UNTIL=20280101T003000'],
    ['FREQ=DAILY;UNTIL=20270701T080000z', 'FREQ=DAILY;UNTIL=20270701T100000'],
    ['FREQ=DAILY;UNTIL=99991231T235959Z', 'FREQ=DAILY;UNTIL=99991231T235959'],
  ])('normalises %p to %p, and once more to itself', (sent, kept) => {
    expect(parseRecurrence({ ...MONDAY, rrule: sent }).rrule).toBe(kept);
    expect(parseRecurrence({ ...MONDAY, rrule: kept }).rrule).toBe(kept);
  });

  it.each([
    // 01:15Z shows 02:15 for the second time, after the date at 02:30, which is the first.
    ['Europe/Paris', '2026-10-01T02:30', '20261025T011500Z', '20261025T023000'],
    ['Europe/Paris', '2026-10-01T02:30', '20261025T001500Z', '20261025T021500'],
    ['Europe/Paris', '2026-10-01T02:30', '20261025T013000Z', '20261025T023000'],
    // 01:15Z shows 03:15, before the date at 02:30 that the gap moves to 03:30.
    ['Europe/Paris', '2026-03-01T02:30', '20260329T011500Z', '20260329T022959'],
    ['Europe/Paris', '2026-03-01T02:30', '20260329T013000Z', '20260329T033000'],
    ['Europe/Paris', '2026-03-01T03:10', '20260329T011500Z', '20260329T031500'],
    ['Pacific/Apia', '2011-12-01T09:00', '20111230T120000Z', '20111230T085959'],
    ['Pacific/Apia', '2011-12-01T09:00', '20111230T190000Z', '20111231T090000'],
  ])('keeps in %s, from %s, UNTIL=%s on the same side of its dates as %s', (timezone, startsAt, until, kept) => {
    expect(parseRecurrence({ startsAt, timezone, rrule: `FREQ=DAILY;UNTIL=${until}` }).rrule).toBe(
      `FREQ=DAILY;UNTIL=${kept}`,
    );
  });

  it('sorts listed dates and keeps each once', () => {
    const dates = ['2026-12-07T09:00', '2026-11-30T09:00', '2026-12-07T09:00'];
    const { exdates, rdates } = parseRecurrence({ ...MONDAY, exdates: dates, rdates: dates });
    expect([exdates, rdates]).toEqual([dates.slice(0, 2).reverse(), dates.slice(0, 2).reverse()]);
  });

  const LONG_RULE = `FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 150 }, (_, i) => i + 100).join()}`;
  const manyDates = (count: number) => Array.from({ length: count }, () => '2026-12-07T09:00');

  it('accepts what lies just within the bounds', () => {
    const rules = ['FREQ=YEARLY;INTERVAL=1000', 'FREQ=DAILY;COUNT=10000', LONG_RULE.slice(0, 499)];
    expect(rules.map((rrule) => refusal({ rrule }))).toEqual([['accepted'], ['accepted'], ['accepted']]);
    expect(refusal({ rdates: manyDates(1000), exdates: manyDates(1000) })).toEqual(['accepted']);
  });

  it.each([
    [{ startsAt: '2026-11-30T09:00:00' }, '/recurrence/startsAt'],
    [{ startsAt: '2026-11-30T09:00Z' }, '/recurrence/startsAt'],
    [{ startsAt: '2026-11-30T09:00+01:00' }, '/recurrence/startsAt'],
    [{ startsAt: '2026-02-29T09:00' }, '/recurrence/startsAt'],
    [{ startsAt: '2026-11-30T24:00' }, '/recurrence/startsAt'],
    [{ startsAt: '' }, '/recurrence/startsAt'],
    [{ exdates: ['2026-12-07'] }, '/recurrence/exdates/0'],
    [{ rdates: ['2026-12-07T09:00', '2026-12-07T08:00:00Z'] }, '/recurrence/rdates/1'],
  ])('wants local time: %j', (input, pointer) => {
    expect(refusal(input)).toEqual(['field.local_time_required', pointer, {}]);
  });

  it.each(['Paris', 'Europe/Lutetia', 'europe/paris', '+01:00', '', 'local'])('wants a known zone: %p', (timezone) => {
    expect(refusal({ timezone })).toEqual(['field.zone_unknown', '/recurrence/timezone', { value: timezone }]);
  });

  it.each([
    [{ rrule: LONG_RULE }, 'field.too_long', '/recurrence/rrule', { max: 500 }],
    [{ exdates: manyDates(1001) }, 'field.invalid', '/recurrence/exdates', { reason: '1001 > 1000' }],
    [{ rdates: manyDates(1001) }, 'field.invalid', '/recurrence/rdates', { reason: '1001 > 1000' }],
    [{ startsAt: '2101-01-01T09:00' }, 'field.invalid', '/recurrence/startsAt', { reason: '2101 (1800..2100)' }],
    [{ rdates: ['0026-01-01T09:00'] }, 'field.invalid', '/recurrence/rdates/0', { reason: '0026 (1800..2100)' }],
  ])('is bounded (%#)', (input, ...expected) => {
    expect(refusal(input)).toEqual(expected);
  });

  it.each([
    ['', 'FREQ=?'],
    ['every monday', 'EVERY MONDAY'],
    ['FREQ', 'FREQ'],
    ['INTERVAL=2', 'FREQ=? (DAILY, WEEKLY, MONTHLY, YEARLY)'],
    ['FREQ=FORTNIGHTLY', 'FREQ=FORTNIGHTLY (DAILY, WEEKLY, MONTHLY, YEARLY)'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ × 2'],
    ['FREQ=DAILY;BYEASTER=0', 'BYEASTER=0'],
    ['FREQ=DAILY;;COUNT=2', 'FREQ=?'],
    ['FREQ=DAILY; COUNT=2', ' COUNT=2'],
    ['DTSTART:20260101T090000\nRRULE:FREQ=DAILY', 'DTSTART:20260101T090000\nRRULE:FREQ=DAILY'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL=0 (1..1000)'],
    ['FREQ=DAILY;INTERVAL=1001', 'INTERVAL=1001 (1..1000)'],
    ['FREQ=DAILY;INTERVAL=1.5', 'INTERVAL=1.5 (1..1000)'],
    ['FREQ=DAILY;COUNT=10001', 'COUNT=10001 (1..10000)'],
    ['FREQ=DAILY;COUNT=-1', 'COUNT=-1 (1..10000)'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', 'COUNT + UNTIL'],
    ['FREQ=DAILY;UNTIL=20260230', 'UNTIL=20260230 (YYYYMMDD, YYYYMMDDTHHMMSS, YYYYMMDDTHHMMSSZ)'],
    ['FREQ=DAILY;UNTIL=2026-12-31', 'UNTIL=2026-12-31 (YYYYMMDD, YYYYMMDDTHHMMSS, YYYYMMDDTHHMMSSZ)'],
    ['FREQ=DAILY;UNTIL=', 'UNTIL= (YYYYMMDD, YYYYMMDDTHHMMSS, YYYYMMDDTHHMMSSZ)'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY=XX (MO, 1MO, -1FR)'],
    ['FREQ=WEEKLY;BYDAY=MO,', 'BYDAY=MO, (MO, 1MO, -1FR)'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY=0MO (MO, 1MO, -1FR)'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'FREQ=WEEKLY + BYDAY=1…'],
    ['FREQ=MONTHLY;BYDAY=6MO', 'FREQ=MONTHLY + BYDAY (±1..5)'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY=32 (±1..31)'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY=0 (±1..31)'],
    ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH=13 (1..12)'],
    ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH=-1 (1..12)'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'FREQ=WEEKLY + BYMONTHDAY'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'FREQ=MONTHLY + BYYEARDAY'],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'FREQ=MONTHLY + BYWEEKNO'],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', 'BYWEEKNO + BYDAY=1…'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS - BYxxx'],
    ['FREQ=WEEKLY;WKST=XX', 'WKST=XX (MO, TU, WE, TH, FR, SA, SU)'],
  ])('cannot read %p', (rrule, reason) => {
    expect(refusal({ rrule })).toEqual(['slot.rrule_invalid', '/recurrence/rrule', { reason }]);
  });

  it.each([
    ['FREQ=HOURLY', 'FREQ=HOURLY'],
    ['FREQ=MINUTELY;INTERVAL=30', 'FREQ=MINUTELY'],
    ['FREQ=SECONDLY', 'FREQ=SECONDLY'],
    ['FREQ=DAILY;BYHOUR=9,17', 'BYHOUR=9,17'],
    ['FREQ=DAILY;BYMINUTE=30', 'BYMINUTE=30'],
    ['FREQ=DAILY;BYSECOND=0', 'BYSECOND=0'],
    ['RSCALE=HEBREW;FREQ=YEARLY', 'RSCALE=HEBREW'],
  ])('does not support %p', (rrule, reason) => {
    expect(refusal({ rrule, monthEnd: 'clamp' })).toEqual(['slot.rrule_unsupported', '/recurrence/rrule', { reason }]);
  });

  it.each([
    [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }],
    [{ rrule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31' }],
    [{ rrule: 'FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31' }],
    [{ rrule: 'FREQ=WEEKLY;UNTIL=20261129' }],
    [{ rrule: 'FREQ=DAILY;COUNT=1', exdates: ['2026-11-30T09:00'] }],
    [{ rrule: null, exdates: ['2026-11-30T09:00'] }],
    [{ startsAt: '2073-01-01T09:00', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO' }],
  ])('says that %j never occurs', (input) => {
    expect(refusal(input)).toEqual(['slot.rrule_never_occurs', '/recurrence/rrule', {}]);
  });

  it.each([
    [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', monthEnd: 'clamp' as const }],
    [{ rrule: 'FREQ=DAILY;COUNT=1', exdates: ['2026-11-30T09:00'], rdates: ['2027-01-01T09:00'] }],
    // 29 February 2044 to 2072: a Monday again after the 28 years of the calendar's cycle.
    [{ startsAt: '2044-02-29T09:01', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO' }],
    [{ startsAt: '2044-03-01T09:00', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO' }],
  ])('takes %j, which does occur', (input) => {
    expect(refusal(input)).toEqual(['accepted']);
  });
});
