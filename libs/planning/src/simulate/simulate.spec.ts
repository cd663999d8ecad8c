import fc from 'fast-check';
import { parseRecurrence } from '#recurrence';
import { type Blackout, formatOccurrenceId, type OccurrenceState } from '#slots';
import { simulate } from './simulate.js';
import { compareEntries } from './simulation-entry.js';
import type { KnownDate, SimulatedPublication, SimulatedSlot, SimulationInput } from './simulation-input.js';
import { splitByBrand } from './split-by-brand.js';

const SLOT = '01a00000-0000-7000-8000-000000000001';
const BRAND = '01a00000-0000-7000-8000-0000000000b1';
const NOW = new Date('2027-01-10T06:00:00Z');
const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const PARIS = 'Europe/Paris';

function slot(rrule: string, changes: Partial<SimulatedSlot> & { time?: string } = {}): SimulatedSlot {
  const { time = '09:00', ...fields } = changes;
  const recurrence = parseRecurrence({ startsAt: `2026-01-05T${time}`, timezone: PARIS, rrule });
  return {
    ...{ id: SLOT, brandId: BRAND, calendar: [{ fromLocal: '0001-01-01T00:00', recurrence }] },
    ...{ lateWindow: 7_200_000, whenEmpty: 'alert', active: true, archived: false, placedAt: LONG_AGO },
    ...fields,
  };
}

/** A row in winter, when Paris is an hour ahead of UTC. */
function date(originalStart: string, changes: Partial<KnownDate> & { localTime?: string } = {}): KnownDate {
  const localTime = changes.localTime ?? originalStart;
  return {
    ...{ id: formatOccurrenceId({ slotId: SLOT, originalStart }), slotId: SLOT, originalStart, localTime },
    ...{
      timezone: PARIS,
      startsAt: new Date(`${localTime}:00+01:00`),
      state: 'open',
      stateReason: null,
      touched: true,
    },
    ...changes,
  };
}

const NOTHING: SimulationInput = {
  ...{ slots: [], dates: [], posts: [], publications: [], channels: [], pauses: [], blackouts: [] },
};
const WEEK = { from: NOW, to: new Date('2027-01-24T00:00:00Z'), now: NOW };

function outcomes(input: Partial<SimulationInput>, window = WEEK): string[] {
  return simulate({ ...NOTHING, ...input }, window).map(
    ({ localTime, outcome, reason, shiftedFrom }) =>
      `${localTime} ${outcome} ${reason.code}${shiftedFrom ? ` from ${shiftedFrom}` : ''}`,
  );
}

function closed(action: Blackout['action'], from: string, to: string, shift: Blackout['shift'] = null): Blackout {
  const when = { kind: 'window', from: new Date(from), to: new Date(to) } as const;
  return { id: `01a${from}`, brandId: null, title: 'Fermé', action, appliesTo: 'slots', shift, when };
}

describe('the dates of a slot', () => {
  const mondays = slot('FREQ=WEEKLY;BYDAY=MO');

  it('come from its rule as long as nobody touched them, whether they have rows or not', () => {
    const expected = ['2027-01-11T09:00 empty empty', '2027-01-18T09:00 empty empty'];
    expect(outcomes({ slots: [mondays] })).toEqual(expected);
    const dates = ['2027-01-11T09:00', '2027-01-18T09:00'].map((start) => date(start, { touched: false }));
    expect(outcomes({ slots: [mondays], dates })).toEqual(expected);
  });

  it('are skipped where the slot lets empty dates pass or sleeps, and are none once it is gone', () => {
    expect(outcomes({ slots: [{ ...mondays, whenEmpty: 'skip' }] })).toEqual([
      '2027-01-11T09:00 skipped empty_allowed',
      '2027-01-18T09:00 skipped empty_allowed',
    ]);
    const dates = [date('2027-01-11T09:00')];
    expect(outcomes({ slots: [{ ...mondays, active: false }], dates })).toEqual([
      '2027-01-11T09:00 skipped slot_inactive',
    ]);
    expect(outcomes({ slots: [{ ...mondays, archived: true }], dates })).toEqual([
      '2027-01-11T09:00 skipped slot_archived',
    ]);
  });

  it('stand where people put them, each once', () => {
    const dates = [
      date('2027-01-11T09:00', { localTime: '2027-01-13T17:00' }),
      date('2027-01-18T09:00', { state: 'skipped', stateReason: 'Inventaire' }),
    ];
    expect(outcomes({ slots: [mondays], dates })).toEqual([
      '2027-01-13T17:00 empty empty',
      '2027-01-18T09:00 skipped skipped_because',
    ]);
  });

  it('are those of before an edit where somebody touched them and the day has a date still', () => {
    const noon = slot('FREQ=WEEKLY;BYDAY=MO', { time: '12:00' });
    const kept = date('2027-01-11T09:00', { localTime: '2027-01-11T12:00' });
    const expected = ['2027-01-11T12:00 empty empty', '2027-01-18T12:00 empty empty'];
    expect(outcomes({ slots: [noon], dates: [kept] })).toEqual(expected);
    // Left behind beside a date of that day: both stand.
    const left = [date('2027-01-11T09:00'), date('2027-01-11T12:00', { touched: false })];
    expect(outcomes({ slots: [noon], dates: left })).toEqual(['2027-01-11T09:00 empty empty', ...expected]);
  });

  it('end as the rows say once they are over', () => {
    const states: [OccurrenceState, string | null, string][] = [
      ['missed', 'empty', 'empty empty'],
      ['missed', 'post_missed', 'missed late'],
      ['skipped', 'empty', 'skipped empty_allowed'],
      ['skipped', null, 'skipped skipped_by_hand'],
      ['done', null, 'published already_published'],
      ['filled', null, 'unscheduled not_scheduled'],
    ];
    for (const [state, stateReason, told] of states) {
      const dates = [date('2027-01-04T09:00', { state, stateReason })];
      const window = { ...WEEK, from: new Date('2027-01-01T00:00:00Z'), to: NOW };
      expect(outcomes({ slots: [mondays], dates }, window)).toEqual([`2027-01-04T09:00 ${told}`]);
    }
  });

  it('are not made up for the past: what has no row there was none', () => {
    expect(outcomes({ slots: [mondays] }, { ...WEEK, from: LONG_AGO })).toHaveLength(2);
  });
});

describe('blackouts', () => {
  const daily = slot('FREQ=WEEKLY;BYDAY=MO,TU');
  const monday = ['2027-01-10T23:00:00Z', '2027-01-11T23:00:00Z'] as const;

  it('skip and shift dates that nobody touched, and only those', () => {
    const week = { ...WEEK, to: new Date('2027-01-16T00:00:00Z') };
    const shift = { direction: 'after', maxDays: 3, avoidWeekend: false } as const;
    expect(outcomes({ slots: [daily], blackouts: [closed('skip', ...monday)] }, week)).toEqual([
      '2027-01-11T09:00 skipped blackout',
      '2027-01-12T09:00 empty empty',
    ]);
    expect(outcomes({ slots: [daily], blackouts: [closed('shift', ...monday, shift)] }, week)).toEqual([
      '2027-01-12T09:00 empty empty',
      '2027-01-13T09:00 empty empty from 2027-01-11T09:00',
    ]);
    expect(
      outcomes({ slots: [daily], dates: [date('2027-01-11T09:00')], blackouts: [closed('skip', ...monday)] }, week),
    ).toEqual(['2027-01-11T09:00 empty empty', '2027-01-12T09:00 empty empty']);
  });

  it('leave a date that was shifted past now where its row is', () => {
    const shift = { direction: 'after', maxDays: 3, avoidWeekend: false } as const;
    const window = { ...WEEK, from: new Date('2027-01-12T06:00:00Z'), now: new Date('2027-01-12T06:00:00Z') };
    const moved = date('2027-01-11T09:00', { localTime: '2027-01-12T09:00', touched: false });
    const input = { slots: [slot('FREQ=WEEKLY;BYDAY=MO;UNTIL=20270112T000000')], dates: [moved] };
    expect(outcomes({ ...input, blackouts: [closed('shift', ...monday, shift)] }, window)).toEqual([
      '2027-01-12T09:00 empty empty from 2027-01-11T09:00',
    ]);
    // The blackout is gone meanwhile: the row is not sent back behind now.
    expect(outcomes(input, window)).toEqual(['2027-01-12T09:00 empty empty']);
  });
});

describe('posts', () => {
  const draft = { id: 'p1', brandId: BRAND, occurrenceId: null, timezone: PARIS, state: 'draft' } as const;

  it('that nobody has scheduled stand on their date, or at their own time', () => {
    const dates = [date('2027-01-11T09:00', { state: 'filled' })];
    const onDate = { ...draft, id: 'p2', occurrenceId: dates[0]!.id, scheduledAt: null };
    const own = { ...draft, scheduledAt: new Date('2027-01-12T08:00:00Z') };
    const slots = [slot('FREQ=WEEKLY;BYDAY=MO;UNTIL=20270112T000000')];
    expect(outcomes({ slots, dates, posts: [onDate, own] })).toEqual([
      '2027-01-11T09:00 unscheduled not_scheduled',
      '2027-01-12T09:00 unscheduled not_scheduled',
    ]);
  });

  it('that are scheduled have an entry per channel, and their date none', () => {
    const dates = [date('2027-01-11T09:00', { state: 'filled' })];
    const occurrenceId = dates[0]!.id;
    const post = { ...draft, occurrenceId, scheduledAt: null, state: 'scheduled' } as const;
    const shared: Omit<SimulatedPublication, 'id' | 'channelId'> = {
      ...{
        postId: 'p1',
        brandId: BRAND,
        occurrenceId,
        slotId: SLOT,
        pillar: null,
        timezone: PARIS,
      },
      state: 'scheduled',
      ...{ reason: null, detail: null, started: false, publishedAt: null, resumesAt: null, refusal: null },
      ...{ dueAt: dates[0]!.startsAt, lateUntil: new Date('2027-01-11T10:00:00Z') },
    };
    const channel = { networkId: 'feed', archived: false, networkKnown: true };
    const entries = simulate(
      {
        ...NOTHING,
        ...{ slots: [slot('FREQ=WEEKLY;BYDAY=MO;UNTIL=20270112T000000')], dates, posts: [post] },
        publications: [
          { ...shared, id: '1', channelId: 'c1' },
          { ...shared, id: '2', channelId: 'c2' },
        ],
        channels: [
          { ...channel, id: 'c1', health: 'ok' },
          { ...channel, id: 'c2', health: 'disabled' },
        ],
      },
      WEEK,
    );
    expect(entries.map(({ channelId, outcome }) => [channelId, outcome])).toEqual([
      ['c1', 'published'],
      ['c2', 'failed'],
    ]);
  });
});

describe('any simulation', () => {
  const instant = fc.integer({ min: 0, max: 120 * 24 }).map((hours) => new Date(NOW.getTime() + hours * 3_600_000));
  const rrule = fc.constantFrom(
    'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR',
    'FREQ=MONTHLY;BYMONTHDAY=1',
  );
  const shift = fc.record({
    direction: fc.constantFrom('before' as const, 'after' as const),
    maxDays: fc.integer({ min: 1, max: 9 }),
    avoidWeekend: fc.boolean(),
  });
  const blackout = fc
    .record({
      id: fc.uuid(),
      action: fc.constantFrom('skip' as const, 'shift' as const, 'require_approval' as const),
      shift,
      start: instant,
      hours: fc.integer({ min: 1, max: 24 * 12 }),
    })
    .map(({ id, action, start, hours, ...rest }): Blackout => {
      const when = { kind: 'window', from: start, to: new Date(start.getTime() + hours * 3_600_000) } as const;
      const base = { id, brandId: null, title: id, action, appliesTo: 'slots', when } as const;
      return { ...base, shift: action === 'shift' ? rest.shift : null };
    });
  const touched = fc
    .record({
      day: fc.integer({ min: 0, max: 60 }),
      moved: fc.integer({ min: -20, max: 20 }),
      state: fc.constantFrom('open' as const, 'skipped' as const, 'filled' as const),
    })
    .map(({ day, moved, state }) => {
      const localDay = (offset: number) => new Date(NOW.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
      return date(`${localDay(day)}T09:00`, { localTime: `${localDay(Math.max(0, day + moved))}T09:00`, state });
    });
  const input = fc
    .record({
      rrule,
      dates: fc.uniqueArray(touched, { maxLength: 6, selector: ({ id }) => id }),
      blackouts: fc.uniqueArray(blackout, { maxLength: 4, selector: ({ id }) => id }),
    })
    .map((made): SimulationInput => ({ ...NOTHING, ...made, slots: [slot(made.rrule)] }));
  const cuts = fc
    .uniqueArray(instant, { minLength: 3, maxLength: 3, selector: (cut) => cut.getTime() })
    .map((made) => made.sort((a, b) => a.getTime() - b.getTime()) as [Date, Date, Date]);

  it('of a window is what the simulations of its parts are together', () => {
    fc.assert(
      fc.property(input, cuts, (made, [from, cut, to]) => {
        const whole = simulate(made, { from, to, now: NOW });
        const parts = [simulate(made, { from, to: cut, now: NOW }), simulate(made, { from: cut, to, now: NOW })];
        expect(parts.flat()).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it('of several brands is what those of each are together', () => {
    const [one, other] = ['01a00000-0000-7000-8000-0000000000b1', '01a00000-0000-7000-8000-0000000000b2'] as const;
    const slots = [
      slot('FREQ=DAILY', { brandId: one }),
      slot('FREQ=WEEKLY;BYDAY=MO', { id: SLOT.replace(/1$/, '2'), brandId: other }),
    ];
    const own = { id: 'p', brandId: other, occurrenceId: null, scheduledAt: WEEK.from, timezone: PARIS } as const;
    const blackouts = [
      { ...closed('skip', '2027-01-11T00:00:00Z', '2027-01-12T00:00:00Z'), brandId: one },
      closed('skip', '2027-01-18T00:00:00Z', '2027-01-19T00:00:00Z'),
    ];
    const all = {
      ...NOTHING,
      slots,
      blackouts,
      dates: [date('2027-01-13T09:00')],
      posts: [{ ...own, state: 'draft' as const }],
    };
    const parts = splitByBrand(all).flatMap((part) => simulate(part, WEEK));
    expect(parts.sort(compareEntries)).toEqual(simulate(all, WEEK));
    expect(new Set(parts.map(({ brandId }) => brandId))).toEqual(new Set([one, other]));
  });

  it('is the same a second time, and whatever the order of what it is told', () => {
    fc.assert(
      fc.property(input, cuts, (made, [from, , to]) => {
        const window = { from, to, now: NOW };
        const once = simulate(made, window);
        expect(simulate(made, window)).toEqual(once);
        const turned = { ...made, dates: [...made.dates].reverse(), blackouts: [...made.blackouts].reverse() };
        expect(simulate(turned, window)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  it('has each date once, in its window, and says nothing of what a touched row does not', () => {
    fc.assert(
      fc.property(input, cuts, (made, [from, , to]) => {
        const entries = simulate(made, { from, to, now: NOW });
        const ids = entries.map(({ occurrenceId }) => occurrenceId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(entries.every(({ at }) => at >= from && at < to)).toBe(true);
        for (const row of made.dates.filter(({ startsAt }) => startsAt >= from && startsAt < to))
          expect(entries.find(({ occurrenceId }) => occurrenceId === row.id)?.at).toEqual(row.startsAt);
      }),
      { numRuns: 150 },
    );
  });
});
