import { parseRetryAfter } from './retry-after.js';

const now = new Date('2026-11-24T08:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    ['0', '2026-11-24T08:00:00Z'],
    [' 120 ', '2026-11-24T08:02:00Z'],
    ['Tue, 24 Nov 2026 08:01:30 GMT', '2026-11-24T08:01:30Z'],
    ['Tuesday, 24-Nov-26 08:01:30 GMT', '2026-11-24T08:01:30Z'],
    ['Tue Nov 24 08:01:30 2026', '2026-11-24T08:01:30Z'],
    // Already over: at once.
    ['Mon, 23 Nov 2026 08:00:00 GMT', '2026-11-24T08:00:00Z'],
    // Bounded to 30 days.
    ['99999999999999', '2026-12-24T08:00:00Z'],
  ])('%s', (value, expected) => {
    expect(parseRetryAfter(value, now)).toEqual(new Date(expected));
  });

  it.each([undefined, '', 'soon', '-5', '1.5', '2026-11-24T08:01:30Z'])('%s says nothing', (value) => {
    expect(parseRetryAfter(value, now)).toBeUndefined();
  });
});
