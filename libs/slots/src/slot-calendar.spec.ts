import { parseRecurrence, type RecurrenceInput } from '#recurrence';
import {
  dateAt,
  datesBetween,
  EVER,
  nextDates,
  recurrenceAt,
  revisionsAhead,
  type SlotRevision,
} from './slot-calendar.js';

const revision = (fromLocal: string, recurrence: Partial<RecurrenceInput>): SlotRevision => ({
  fromLocal,
  recurrence: parseRecurrence({
    startsAt: '2026-11-02T09:00',
    timezone: 'Europe/Paris',
    rrule: 'FREQ=WEEKLY;BYDAY=MO',
    ...recurrence,
  }),
});
const MONDAYS = revision(EVER, {});
const TUESDAYS_FROM_16 = revision('2026-11-16T00:00', { rrule: 'FREQ=WEEKLY;BYDAY=TU' });
const starts = (dates: { originalStart: string }[]) => dates.map(({ originalStart }) => originalStart);
const november = [new Date('2026-11-01T00:00:00Z'), new Date('2026-12-01T00:00:00Z')] as const;

describe('the calendar of a slot', () => {
  it('is its rule as long as nobody edits it', () => {
    expect(starts(datesBetween([MONDAYS], ...november))).toEqual([
      '2026-11-02T09:00',
      '2026-11-09T09:00',
      '2026-11-16T09:00',
      '2026-11-23T09:00',
      '2026-11-30T09:00',
    ]);
  });

  it('follows a revision from its start on', () => {
    expect(starts(datesBetween([MONDAYS, TUESDAYS_FROM_16], ...november))).toEqual([
      '2026-11-02T09:00',
      '2026-11-09T09:00',
      '2026-11-17T09:00',
      '2026-11-24T09:00',
    ]);
  });

  it('lets a later edit of an earlier date undo what was planned', () => {
    const daily = revision('2026-11-10T00:00', { rrule: 'FREQ=DAILY' });
    const calendar = [MONDAYS, TUESDAYS_FROM_16, daily];
    expect(starts(datesBetween(calendar, ...november)).slice(0, 4)).toEqual([
      '2026-11-02T09:00',
      '2026-11-09T09:00',
      '2026-11-10T09:00',
      '2026-11-11T09:00',
    ]);
    expect(revisionsAhead(calendar, november[0])).toEqual([daily]);
  });

  it('lets the second of two edits from the same date win', () => {
    const fridays = revision('2026-11-16T00:00', { rrule: 'FREQ=WEEKLY;BYDAY=FR' });
    const calendar = [MONDAYS, TUESDAYS_FROM_16, fridays];
    expect(starts(datesBetween(calendar, ...november)).at(-1)).toBe('2026-11-27T09:00');
    expect(revisionsAhead(calendar, november[0])).toEqual([fridays]);
  });

  it('leaves neither hole nor overlap when the zone changes', () => {
    const daily = revision(EVER, { rrule: 'FREQ=DAILY', timezone: 'America/New_York' });
    // At 10:00 in New York it is 16:00 in Paris: the next date is tomorrow morning, in Paris.
    const moved = revision('2026-11-10T16:00', { rrule: 'FREQ=DAILY' });
    const dates = datesBetween([daily, moved], new Date('2026-11-09T00:00:00Z'), new Date('2026-11-12T00:00:00Z'));
    expect(dates.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-11-09T14:00:00.000Z',
      '2026-11-10T14:00:00.000Z',
      '2026-11-11T08:00:00.000Z',
    ]);
  });

  it('names each original start once, though the clock of a new zone passes it again', () => {
    const daily = revision(EVER, { rrule: 'FREQ=DAILY' });
    const moved = revision('2026-11-10T03:30', { rrule: 'FREQ=DAILY', timezone: 'America/New_York' });
    const dates = datesBetween([daily, moved], new Date('2026-11-10T00:00:00Z'), new Date('2026-11-11T00:00:00Z'));
    expect(dates.map(({ originalStart, timezone }) => [originalStart, timezone])).toEqual([
      ['2026-11-10T09:00', 'Europe/Paris'],
    ]);
  });

  it('finds one date, only in the revision that has the say', () => {
    const calendar = [MONDAYS, TUESDAYS_FROM_16];
    expect(dateAt(calendar, '2026-11-09T09:00')).toMatchObject({ startsAt: new Date('2026-11-09T08:00:00Z') });
    expect(dateAt(calendar, '2026-11-16T09:00')).toBeNull();
    expect(dateAt(calendar, '2026-11-17T09:00')).toMatchObject({ timezone: 'Europe/Paris' });
    expect(dateAt(calendar, '2026-11-10T09:00')).toBeNull();
  });

  it('tells the next dates across revisions', () => {
    const calendar = [MONDAYS, TUESDAYS_FROM_16];
    const after = new Date('2026-11-02T08:00:00Z');
    expect(starts(nextDates(calendar, after, 3))).toEqual(['2026-11-09T09:00', '2026-11-17T09:00', '2026-11-24T09:00']);
  });

  it('knows which recurrence holds at an instant', () => {
    const calendar = [MONDAYS, TUESDAYS_FROM_16];
    expect(recurrenceAt(calendar, new Date('2026-11-15T22:59:59Z'))).toBe(MONDAYS.recurrence);
    expect(recurrenceAt(calendar, new Date('2026-11-15T23:00:00Z'))).toBe(TUESDAYS_FROM_16.recurrence);
  });

  it('keeps 09:00 at 09:00 over the autumn change of clocks, and the first of two 02:30', () => {
    const night = revision(EVER, { startsAt: '2026-10-24T02:30', rrule: 'FREQ=DAILY' });
    const dates = datesBetween([night], new Date('2026-10-24T00:00:00Z'), new Date('2026-10-26T12:00:00Z'));
    expect(dates.map(({ startsAt, adjusted }) => [startsAt.toISOString(), adjusted])).toEqual([
      ['2026-10-24T00:30:00.000Z', null],
      ['2026-10-25T00:30:00.000Z', 'overlap'],
      ['2026-10-26T01:30:00.000Z', null],
    ]);
  });
});
