import { parseRecurrence } from './parse-recurrence.js';
import type { RecurrenceInput } from './recurrence.js';
import { recurrenceWarnings } from './warnings.js';

const warnings = (rrule: string | null, more: Partial<RecurrenceInput> = {}) =>
  recurrenceWarnings(parseRecurrence({ startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule, ...more }));
const codes = (...input: Parameters<typeof warnings>): string[] => warnings(...input).map(({ code }) => code);

describe('recurrenceWarnings', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO', {}],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', {}],
    ['FREQ=MONTHLY;BYMONTHDAY=30', { monthEnd: 'clamp' as const }],
    ['FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30', {}],
    ['FREQ=WEEKLY', { exdates: ['2026-12-07T09:00'] }],
    ['FREQ=WEEKLY', { exdates: ['2026-12-08T09:00'], rdates: ['2026-12-08T09:00'] }],
    [null, {}],
  ])('has none for %s %j', (rrule, more) => {
    expect(warnings(rrule, more)).toEqual([]);
  });

  it('names a start that is not an occurrence', () => {
    expect(warnings('FREQ=WEEKLY;BYDAY=TU')).toEqual([
      {
        code: 'recurrence.start_not_an_occurrence',
        message: {
          en: 'The start 2026-11-30T09:00 is not one of the dates.',
          fr: 'Le début 2026-11-30T09:00 n’est pas l’une des dates.',
        },
      },
    ]);
    expect(codes('FREQ=WEEKLY', { exdates: ['2026-11-30T09:00'] })).toEqual(['recurrence.start_not_an_occurrence']);
  });

  it('names the days that make months drop out', () => {
    expect(warnings('FREQ=MONTHLY;BYMONTHDAY=15,30,31')).toEqual([
      {
        code: 'recurrence.months_skipped',
        message: {
          en: 'Months without day 30, 31 are skipped; monthEnd "clamp" takes their last day instead.',
          fr: 'Les mois sans jour 30, 31 sont sautés ; monthEnd « clamp » prend leur dernier jour.',
        },
      },
    ]);
    expect(codes('FREQ=YEARLY', { startsAt: '2028-02-29T09:00' })).toEqual(['recurrence.months_skipped']);
  });

  it('names exdates that hit nothing', () => {
    const exdates = ['2026-12-07T09:00', '2026-12-07T10:00', '2026-12-08T09:00'];
    expect(warnings('FREQ=WEEKLY', { exdates }).map(({ message }) => message.en)).toEqual([
      'These exdates are none of the dates: 2026-12-07T10:00, 2026-12-08T09:00.',
    ]);
  });

  it('names the first date whose time the clocks skip', () => {
    expect(warnings('FREQ=DAILY', { startsAt: '2026-11-30T02:30' }).map(({ message }) => message.en)).toEqual([
      'The clocks skip 2027-03-28T02:30: that day it takes place at 2027-03-28T03:30.',
    ]);
    expect(codes('FREQ=DAILY', { startsAt: '2026-11-30T02:30', timezone: 'Asia/Tokyo' })).toEqual([]);
  });
});
