import fc from 'fast-check';
import { parseRecurrence, type RecurrenceInput } from '#recurrence';
import type { OccurrenceState } from './occurrence-states.js';
import { type EditableRow, planEdit } from './plan-edit.js';
import { keep } from './blackouts/place-dates.js';
import { datesBetween, EVER, placeLocal, type SlotCalendar } from './slot-calendar.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const UNTIL = new Date('2026-12-21T00:00:00Z');
const FAR = new Date('2027-06-01T00:00:00Z');

function calendar(recurrence: Partial<RecurrenceInput> = {}): SlotCalendar {
  const whole = { startsAt: '2026-11-02T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
  return [{ fromLocal: EVER, recurrence: parseRecurrence({ ...whole, ...recurrence }) }];
}

function row(originalStart: string, changes: Partial<EditableRow> = {}): EditableRow {
  const timezone = changes.timezone ?? 'Europe/Paris';
  const localTime = changes.localTime ?? originalStart;
  const { startsAt } = placeLocal(localTime, timezone);
  const base = { id: originalStart, originalStart, localTime, timezone, startsAt, moved: false };
  return { ...base, state: 'open', stateReason: null, blackout: null, touched: false, ...changes };
}

const filled = (originalStart: string, changes: Partial<EditableRow> = {}) =>
  row(originalStart, { state: 'filled', touched: true, ...changes });

function plan(rows: EditableRow[], after: SlotCalendar, pinned: string[] = []) {
  const from = new Date('2026-11-22T00:00:00Z');
  return planEdit({
    now: NOW,
    rows,
    oldDates: datesBetween(calendar(), from, FAR),
    newDates: datesBetween(after, from, FAR).map(keep),
    materialiseUntil: UNTIL,
    pinned: new Set(pinned),
  });
}

const AT_TEN = calendar({ startsAt: '2026-11-02T10:00' });
const TUESDAYS = calendar({ rrule: 'FREQ=WEEKLY;BYDAY=TU' });
const untouched = ['2026-11-30T09:00', '2026-12-07T09:00', '2026-12-14T09:00'].map((start) => row(start));
const added = (result: ReturnType<typeof plan>) => result.add.map(({ originalStart }) => originalStart);

describe('the plan of an edit', () => {
  it('is empty when the rule says the same', () => {
    const [, second, third] = untouched;
    const rows = [filled('2026-11-30T09:00'), second!, third!];
    expect(plan(rows, calendar())).toEqual({ remove: [], add: [], map: [], conflicts: [] });
  });

  it('regenerates what nobody touched', () => {
    const result = plan(untouched, AT_TEN);
    expect(result.remove).toEqual(untouched.map(({ id }) => id));
    expect(added(result)).toEqual(['2026-11-30T10:00', '2026-12-07T10:00', '2026-12-14T10:00']);
    expect(result.map).toEqual([]);
  });

  it('maps what was filled to the new start of its day, and makes no second date there', () => {
    const result = plan([filled('2026-11-30T09:00'), ...untouched.slice(1)], AT_TEN);
    expect(result.map).toEqual([
      {
        occurrenceId: '2026-11-30T09:00',
        state: 'filled',
        from: { localTime: '2026-11-30T09:00', timezone: 'Europe/Paris', startsAt: new Date('2026-11-30T08:00:00Z') },
        to: { localTime: '2026-11-30T10:00', timezone: 'Europe/Paris', startsAt: new Date('2026-11-30T09:00:00Z') },
      },
    ]);
    expect(added(result)).toEqual(['2026-12-07T10:00', '2026-12-14T10:00']);
    expect(result.conflicts).toEqual([]);
  });

  it('keeps a skipped day skipped', () => {
    const skipped = row('2026-11-30T09:00', { state: 'skipped', touched: true });
    const result = plan([skipped], AT_TEN);
    expect(result.map).toMatchObject([{ state: 'skipped', to: { localTime: '2026-11-30T10:00' } }]);
    expect(added(result)).not.toContain('2026-11-30T10:00');
  });

  it('leaves a moved one where a person put it, still standing for its day', () => {
    const moved = row('2026-11-30T09:00', { localTime: '2026-12-02T11:00', moved: true, touched: true });
    const result = plan([moved], AT_TEN);
    expect(result.map).toEqual([]);
    expect(result.conflicts).toEqual([]);
    expect(added(result)).not.toContain('2026-11-30T10:00');
  });

  it('detaches what has no date on its day any more, and says so', () => {
    const result = plan([filled('2026-11-30T09:00'), ...untouched.slice(1)], TUESDAYS);
    expect(result.conflicts).toEqual([
      {
        occurrenceId: '2026-11-30T09:00',
        state: 'filled',
        localTime: '2026-11-30T09:00',
        startsAt: new Date('2026-11-30T08:00:00Z'),
        reason: 'no_date',
      },
    ]);
    expect(result.remove).not.toContain('2026-11-30T09:00');
  });

  it('says so once: an exception of an earlier edit is no news', () => {
    expect(plan([filled('2026-12-02T09:00')], AT_TEN).conflicts).toEqual([]);
  });

  it('never moves what is in flight', () => {
    const result = plan([filled('2026-11-30T09:00')], AT_TEN, ['2026-11-30T09:00']);
    expect(result.map).toEqual([]);
    expect(result.conflicts).toMatchObject([{ occurrenceId: '2026-11-30T09:00', reason: 'in_flight' }]);
    expect(added(result)).not.toContain('2026-11-30T10:00');
  });

  it('moves instants, not wall clocks, when the zone changes', () => {
    const result = plan([filled('2026-11-30T09:00'), row('2026-12-07T09:00')], calendar({ timezone: 'Europe/London' }));
    expect(result.map).toMatchObject([
      { to: { localTime: '2026-11-30T09:00', timezone: 'Europe/London', startsAt: new Date('2026-11-30T09:00:00Z') } },
    ]);
    expect(result.remove).toEqual(['2026-12-07T09:00']);
    expect(result.add.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-12-14T09:00:00.000Z',
      '2026-12-07T09:00:00.000Z',
    ]);
  });

  it('maps beyond the watermark without materialising there', () => {
    const result = plan([filled('2027-03-01T09:00')], AT_TEN);
    expect(result.map).toMatchObject([{ occurrenceId: '2027-03-01T09:00', to: { localTime: '2027-03-01T10:00' } }]);
    expect(added(result)).toEqual(['2026-11-30T10:00', '2026-12-07T10:00', '2026-12-14T10:00']);
  });

  it('leaves the past alone', () => {
    const past = [filled('2026-11-23T09:00', { state: 'done' }), row('2026-11-23T09:00', { id: 'open' })];
    const result = plan(past, TUESDAYS);
    expect([result.remove, result.map, result.conflicts]).toEqual([[], [], []]);
    expect(added(result)[0]).toBe('2026-11-24T09:00');
  });

  it('loses nothing that anybody touched and doubles no day, whatever the edit', () => {
    const days = datesBetween(calendar(), NOW, UNTIL).map(({ originalStart }) => originalStart);
    const state = fc.constantFrom<OccurrenceState[]>('open', 'filled', 'skipped');
    const someRow = fc
      .record({ touched: fc.boolean(), state, moved: fc.boolean() })
      .map((changes) => (changes.touched ? changes : { touched: false, state: 'open' as const, moved: false }));
    const edits = fc.record({
      startsAt: fc.constantFrom('2026-11-02T09:00', '2026-11-02T10:00'),
      rrule: fc.constantFrom('FREQ=WEEKLY;BYDAY=MO', 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;INTERVAL=2'),
      timezone: fc.constantFrom('Europe/Paris', 'Europe/London'),
    });
    fc.assert(
      fc.property(fc.array(someRow, { minLength: days.length, maxLength: days.length }), edits, (changes, edit) => {
        const rows = days.map((day, index) => row(day, changes[index]));
        const result = plan(rows, calendar(edit));
        const touched = rows.filter((each) => each.touched).map(({ id }) => id);
        expect(result.remove.filter((id) => touched.includes(id))).toEqual([]);
        const kept = rows
          .filter(({ id }) => !result.remove.includes(id))
          .map((each) => each.originalStart.slice(0, 10));
        const all = [...kept, ...added(result).map((start) => start.slice(0, 10))];
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});
