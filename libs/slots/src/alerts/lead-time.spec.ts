import fc from 'fast-check';
import { toLocalTime } from '#kernel';
import { placeLocal } from '../slot-calendar.js';
import { alertInstant, leadTimeKey } from './lead-time.js';

const before = (localTime: string, leadTime: string, timezone = 'Europe/Paris') => {
  const { startsAt } = placeLocal(localTime, timezone);
  return alertInstant({ localTime, timezone, startsAt }, leadTime);
};

describe('the instant a lead time before a start', () => {
  it.each([
    ['the day before', '2026-11-30T09:00', 'P1D', '2026-11-29T08:00:00.000Z'],
    ['over the change to summer time, 23 hours earlier', '2026-03-29T09:00', 'P1D', '2026-03-28T08:00:00.000Z'],
    ['over the change to winter time, 25 hours earlier', '2026-10-25T09:00', 'P1D', '2026-10-24T07:00:00.000Z'],
    ['24 hours are 24 hours', '2026-03-29T09:00', 'PT24H', '2026-03-28T07:00:00.000Z'],
    ['two hours over the skipped one', '2026-03-29T03:30', 'PT2H', '2026-03-28T23:30:00.000Z'],
    ['in the skipped hour: shifted forward', '2026-03-30T02:30', 'P1D', '2026-03-29T01:30:00.000Z'],
    ['in the doubled hour: the first', '2026-10-26T02:30', 'P1D', '2026-10-25T00:30:00.000Z'],
    ['days by the clock, then hours exactly', '2026-03-29T09:00', 'P1DT2H', '2026-03-28T06:00:00.000Z'],
    ['over the end of a month', '2028-03-01T09:00', 'P1D', '2028-02-29T08:00:00.000Z'],
    ['weeks', '2026-11-30T09:00', 'P2W', '2026-11-16T08:00:00.000Z'],
  ])('%s', (_, localTime, leadTime, instant) => {
    expect(before(localTime, leadTime).toISOString()).toBe(instant);
  });

  it('knows zones that only the planner’s side names', () => {
    expect(before('2026-11-30T09:00', 'P1D', 'JST').toISOString()).toBe('2026-11-29T00:00:00.000Z');
  });

  it('follows the wall clock, not the rule, once somebody has moved the start into the doubled hour’s second pass', () => {
    const place = {
      localTime: '2026-10-25T02:30',
      timezone: 'Europe/Paris',
      startsAt: new Date('2026-10-25T01:30:00Z'),
    };
    expect(alertInstant(place, 'PT1H').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(alertInstant(place, 'P1D').toISOString()).toBe('2026-10-24T00:30:00.000Z');
  });

  it('keeps the wall-clock time for any number of days, wherever the clock shows it', () => {
    const zone = fc.constantFrom(
      'Europe/Paris',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Africa/Casablanca',
    );
    const hour = fc.integer({ min: 4, max: 23 });
    const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(zone, hour, day, fc.integer({ min: 1, max: 84 }), (timezone, h, date, days) => {
        const time = `${String(h).padStart(2, '0')}:15`;
        const told = toLocalTime(before(`${date.toISOString().slice(0, 10)}T${time}`, `P${days}D`, timezone), timezone);
        const nominal = new Date(Date.parse(date.toISOString().slice(0, 10)) - days * 86_400_000);
        expect(told).toBe(`${nominal.toISOString().slice(0, 10)}T${time}`);
      }),
    );
  });
});

it.each([
  ['P1W', 'P7D'],
  ['P1W2DT0S', 'P9D'],
  ['PT90M', 'PT1H30M'],
  ['PT24H', 'PT24H'],
  ['PT86400S', 'PT24H'],
  ['P1DT60S', 'P1DT1M'],
])('%s is kept as %s', (leadTime, key) => {
  expect(leadTimeKey(leadTime)).toBe(key);
});
