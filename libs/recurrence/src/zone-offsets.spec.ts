import fc from 'fast-check';
import { DateTime } from 'luxon';
import { DAY, MINUTE, toFloating } from './floating-time.js';
import { resolveLocal } from './zone-offsets.js';

const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
];
const floatingAt = (zone: string, instant: number): number => {
  const shown = DateTime.fromMillis(instant, { zone });
  return instant + shown.offset * MINUTE;
};

describe('resolveLocal', () => {
  it('finds the first instant at which the clock shows the time, or the time after the gap', () => {
    const minutes = fc.integer({
      min: toFloating('2005-01-01T00:00') / MINUTE,
      max: toFloating('2037-01-01T00:00') / MINUTE,
    });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minutes, (zone, minute) => {
        const asked = minute * MINUTE;
        const { instant, floating, adjusted } = resolveLocal(zone, asked);
        expect(floatingAt(zone, instant)).toBe(floating);
        const shows: number[] = [];
        for (let guess = asked - DAY; guess <= asked + DAY; guess += 15 * MINUTE)
          if (floatingAt(zone, guess) === asked) shows.push(guess);
        const kinds = ['gap', null, 'overlap'] as const;
        expect(adjusted).toBe(kinds[shows.length]);
        expect(instant).toBe(shows[0] ?? instant);
        expect(floating > asked).toBe(adjusted === 'gap');
      }),
      {
        numRuns: 100,
        examples: [
          ['Europe/Paris', toFloating('2026-03-29T02:30') / MINUTE],
          ['Europe/Paris', toFloating('2026-10-25T02:30') / MINUTE],
          ['Pacific/Apia', toFloating('2011-12-30T12:00') / MINUTE],
        ],
      },
    );
  });
});
