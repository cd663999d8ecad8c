import { quietIn, throttledUntil } from './usage.js';

const now = new Date('2026-11-24T08:00:05.000Z');
const usage = (minutes: unknown) => ({
  'x-business-use-case-usage': JSON.stringify({
    '123456789': [
      { type: 'pages', call_count: 12, total_cputime: 3, total_time: 4, estimated_time_to_regain_access: 0 },
      { type: 'pages', call_count: 100, total_cputime: 3, total_time: 4, estimated_time_to_regain_access: minutes },
    ],
  }),
});

describe('the usage that a Graph API reports', () => {
  it.each<[string, Record<string, string>, Date | undefined]>([
    ['minutes until access comes back', usage(19), new Date('2026-11-24T08:19:05.000Z')],
    ['no more than a day', usage(1e9), new Date('2026-11-25T08:00:05.000Z')],
    ['nothing while access is there', usage(0), undefined],
    ['nothing in place of a number', usage('soon'), undefined],
    ['nothing without the header', {}, undefined],
    ['nothing in what is no JSON', { 'x-business-use-case-usage': '{' }, undefined],
    ['nothing in a list', { 'x-business-use-case-usage': '[1]' }, undefined],
  ])('tells %s', (_name, headers, until) => {
    expect(throttledUntil(headers, now)).toEqual(until);
    expect(quietIn(headers, now)).toEqual(until && { scope: 'account', until });
  });
});
