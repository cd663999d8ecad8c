import fc from 'fast-check';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const someOf = <T>(values: readonly T[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength });
const monthDays = [1, 2, 15, 27, 28, 29, 29, 30, 30, 31, 31, -1, -2, -3, -30, -31];
const months = [1, 2, 2, 3, 4, 6, 8, 11, 12];
const list = (name: string, values: readonly (string | number)[] | null): string[] =>
  values ? [`${name}=${values.join()}`] : [];
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 1 });

/** Legal rules of every shape, leaning towards the ends of months. */
const rules = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY'),
    interval: fc.constantFrom(1, 1, 2, 3, 5),
    end: fc.constantFrom('', '', 'COUNT=1', 'COUNT=7', 'UNTIL=20280229', 'UNTIL=20271231T090000'),
    months: maybe(someOf(months, 3)),
    monthDays: maybe(someOf(monthDays, 3)),
    yearDays: fc.option(someOf([1, 59, 60, 100, 366, -1, -306], 3), { nil: null, freq: 4 }),
    weekNumbers: fc.option(someOf([1, 2, 20, 52, 53, -1], 2), { nil: null, freq: 4 }),
    weekdays: maybe(someOf(weekdays, 5)),
    nths: maybe(someOf(['1MO', '5FR', '-1FR', '-2TU', '3SA', 'WE'], 2)),
    positions: fc.option(someOf([1, 2, -1, -2], 2), { nil: null, freq: 3 }),
    wkst: fc.constantFrom('', 'WKST=SU', 'WKST=WE'),
  })
  .map((r) => {
    const coarse = r.freq === 'MONTHLY' || r.freq === 'YEARLY';
    const weekNumbers = r.freq === 'YEARLY' ? r.weekNumbers : null;
    const by = [
      ...list('BYMONTH', r.months),
      ...list('BYMONTHDAY', r.freq === 'WEEKLY' ? null : r.monthDays),
      ...list('BYYEARDAY', r.freq === 'YEARLY' ? r.yearDays : null),
      ...list('BYWEEKNO', weekNumbers),
      ...list('BYDAY', coarse && !weekNumbers ? (r.nths ?? r.weekdays) : r.weekdays),
    ];
    const positions = by.length > 0 ? list('BYSETPOS', r.positions) : [];
    const parts = [`FREQ=${r.freq}`, `INTERVAL=${r.interval}`, r.end, ...by, ...positions, r.wkst];
    return parts.filter((part) => part !== '').join(';');
  });
const starts = fc.constantFrom('2024-02-29', '2026-01-31', '2026-03-28', '2026-08-30', '2026-12-31', '2027-05-12');
/** Recurrences as they are sent, without listed dates. */
export const recurrenceInputs = fc.record({
  startsAt: fc.tuple(starts, fc.constantFrom('T09:00', 'T02:30', 'T00:00', 'T23:45')).map((parts) => parts.join('')),
  timezone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'),
  rrule: rules,
  monthEnd: fc.constantFrom<'skip' | 'clamp'>('skip', 'clamp'),
});
