import fc from 'fast-check';
import { parseRecurrence, type RecurrenceInput } from '#recurrence';
import { datesBetween, EVER, placeLocal, type SlotCalendar } from '../slot-calendar.js';
import type { Blackout } from './blackout.js';
import { closedBy, concerning, openAgainAt, resolveClosures } from './closures.js';
import { nextFreePlace, placedBetween, type PlacedDate, standingAt, startingBetween } from './place-dates.js';
import { dayOf, DAY } from './wall-clock.js';

const PARIS = 'Europe/Paris';
let made = 0;

function blackout(fields: Partial<Blackout> & Pick<Blackout, 'when'>): Blackout {
  const shift = { direction: 'after' as const, maxDays: 7, avoidWeekend: false };
  const action = fields.action ?? 'shift';
  return {
    id: String(++made).padStart(6, '0'),
    brandId: null,
    title: 'Fermé',
    appliesTo: 'slots',
    shift: action === 'shift' ? shift : null,
    ...fields,
    action,
  };
}

const window = (from: string, to: string): Blackout['when'] => ({
  kind: 'window',
  from: new Date(from),
  to: new Date(to),
});
const quiet = (startsAt: string, rrule: string, duration: string, timezone = PARIS): Blackout['when'] => ({
  kind: 'recurrence',
  recurrence: parseRecurrence({ startsAt, timezone, rrule }),
  duration,
});
const holidays = (country: string, region: string | null = null): Blackout['when'] => ({
  kind: 'holidays',
  holidays: { country, region, types: ['public'] },
});
const slot = (rrule: string | null, input: Partial<RecurrenceInput> = {}): SlotCalendar => [
  {
    fromLocal: EVER,
    recurrence: parseRecurrence({ startsAt: '2026-01-01T09:00', timezone: PARIS, rrule, ...input }),
  },
];

function place(calendar: SlotCalendar, blackouts: Blackout[], from: string, to: string, notBefore?: string) {
  const [start, end] = [new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`)];
  const closures = resolveClosures(blackouts, start, end);
  return placedBetween(calendar, closures, start, end, notBefore ? new Date(notBefore) : null);
}

const short = ({ originalStart, localTime, disposition }: PlacedDate) =>
  `${originalStart.slice(5)} ${disposition}${localTime === originalStart ? '' : ` ${localTime.slice(5)}`}`;

describe('a date that a blackout closes', () => {
  const mondays = slot('FREQ=WEEKLY;BYDAY=MO');

  it('is kept as the rule has it where nothing closes it', () => {
    const dates = place(mondays, [blackout({ when: holidays('FR') })], '2027-01-04', '2027-01-12');
    expect(dates.map(short)).toEqual(['01-04T09:00 keep', '01-11T09:00 keep']);
    expect(dates[0]).toMatchObject({ blackout: null, blackoutIds: [], reason: null });
  });

  it('is skipped, shifted or waits for approval, and says why', () => {
    const easter = ['2027-03-22', '2027-04-06'] as const;
    const at = (action: Blackout['action']) =>
      place(mondays, [blackout({ action, title: 'Jours fériés', when: holidays('FR') })], ...easter);
    expect(at('skip').map(short)).toEqual(['03-22T09:00 keep', '03-29T09:00 skip', '04-05T09:00 keep']);
    expect(at('skip')[1]).toMatchObject({ reason: 'blackout', blackout: { title: 'Jours fériés', action: 'skip' } });
    expect(at('require_approval').map(short)[1]).toBe('03-29T09:00 require_approval');
    const [, shifted] = at('shift');
    expect(short(shifted!)).toBe('03-29T09:00 shift 03-30T09:00');
    // The clocks went forward the day before: local time is kept.
    expect(shifted).toMatchObject({
      startsAt: new Date('2027-03-30T07:00Z'),
      ruled: { localTime: '2027-03-29T09:00', startsAt: new Date('2027-03-29T07:00Z') },
      reason: null,
    });
  });

  it('goes before, avoids weekends, and is skipped where no day is free near enough', () => {
    const fridays = slot('FREQ=WEEKLY;BYDAY=FR');
    const good = (shift: Partial<NonNullable<Blackout['shift']>>) =>
      place(
        fridays,
        [
          blackout({
            shift: { direction: 'after', maxDays: 7, avoidWeekend: false, ...shift },
            when: holidays('FR', '57'),
          }),
        ],
        '2027-03-25',
        '2027-03-27',
      ).map(short);
    expect(good({})).toEqual(['03-26T09:00 shift 03-27T09:00']);
    // Saturday and Sunday avoided, Easter Monday closed.
    expect(good({ avoidWeekend: true })).toEqual(['03-26T09:00 shift 03-30T09:00']);
    expect(good({ direction: 'before' })).toEqual(['03-26T09:00 shift 03-25T09:00']);
    expect(good({ avoidWeekend: true, maxDays: 3 })).toEqual(['03-26T09:00 skip']);
  });

  it('never goes back behind the given instant', () => {
    const before = blackout({
      shift: { direction: 'before', maxDays: 2, avoidWeekend: false },
      when: window('2027-02-01T00:00Z', '2027-02-02T00:00Z'),
    });
    const dates = (notBefore: string) => place(mondays, [before], '2027-02-01', '2027-02-02', notBefore).map(short);
    expect(dates('2027-01-31T07:00Z')).toEqual(['02-01T09:00 shift 01-31T09:00']);
    expect(dates('2027-01-31T08:00Z')).toEqual(['02-01T09:00 skip']);
  });

  it('follows the strictest where several close it', () => {
    const when = window('2027-02-01T00:00Z', '2027-02-02T00:00Z');
    const [shift, approval, skip] = (['shift', 'require_approval', 'skip'] as const).map((action) =>
      blackout({ action, when }),
    ) as [Blackout, Blackout, Blackout];
    const decided = (...all: Blackout[]) => place(mondays, all, '2027-02-01', '2027-02-02')[0]!;
    expect(decided(shift, approval)).toMatchObject({
      disposition: 'require_approval',
      blackout: { id: approval.id },
      blackoutIds: [shift.id, approval.id],
    });
    expect(decided(skip, shift, approval)).toMatchObject({ disposition: 'skip', blackout: { id: skip.id } });
    const near = blackout({ when, shift: { direction: 'before', maxDays: 1, avoidWeekend: true } });
    // The direction of the first made; Tuesday is within a day.
    expect(short(decided(near, shift))).toBe('02-01T09:00 shift 02-02T09:00');
  });

  it('does not land on a day that another blackout closes, or on which the slot has a date', () => {
    const closed = blackout({ when: window('2027-02-01T00:00Z', '2027-02-02T00:00Z') });
    const quietTuesday = blackout({ action: 'skip', when: quiet('2027-01-01T00:00', 'FREQ=WEEKLY;BYDAY=TU', 'P1D') });
    const dates = place(slot('FREQ=WEEKLY;BYDAY=MO,WE'), [closed, quietTuesday], '2027-02-01', '2027-02-04');
    expect(dates.map(short)).toEqual(['02-01T09:00 shift 02-04T09:00', '02-03T09:00 keep']);
  });

  it('keeps its place in the run when several are shifted together', () => {
    const days = blackout({ when: window('2027-02-01T00:00Z', '2027-02-03T00:00Z') });
    const twice = slot('FREQ=WEEKLY;BYDAY=MO,TU');
    expect(place(twice, [days], '2027-02-01', '2027-02-04').map(short)).toEqual([
      '02-01T09:00 shift 02-03T09:00',
      '02-02T09:00 shift 02-04T09:00',
    ]);
    const back = { ...days, shift: { direction: 'before' as const, maxDays: 7, avoidWeekend: false } };
    expect(place(twice, [back], '2027-02-01', '2027-02-04').map(short)).toEqual([
      '02-01T09:00 shift 01-30T09:00',
      '02-02T09:00 shift 01-31T09:00',
    ]);
    // A daily slot has a date on every day: there is nowhere to go.
    expect(place(slot('FREQ=DAILY'), [days], '2027-02-01', '2027-02-03').map(short)).toEqual([
      '02-01T09:00 skip',
      '02-02T09:00 skip',
    ]);
  });

  it('stays apart from a date that comes from the other direction', () => {
    const after = blackout({ when: window('2027-02-01T00:00Z', '2027-02-02T00:00Z') });
    const before = blackout({
      when: window('2027-02-03T00:00Z', '2027-02-04T00:00Z'),
      shift: { direction: 'before', maxDays: 1, avoidWeekend: false },
    });
    expect(place(slot('FREQ=WEEKLY;BYDAY=MO,WE'), [after, before], '2027-02-01', '2027-02-04').map(short)).toEqual([
      '02-01T09:00 shift 02-02T09:00',
      '02-03T09:00 skip',
    ]);
  });

  it('in quiet hours goes by the clock on the wall, also when the clocks change', () => {
    const night = blackout({ action: 'skip', when: quiet('2027-01-01T20:00', 'FREQ=DAILY', 'PT12H') });
    const at = (time: string) =>
      place(slot('FREQ=DAILY', { startsAt: `2027-01-01T${time}` }), [night], '2027-03-27', '2027-03-29').map(short);
    expect(at('07:59')).toEqual(['03-27T07:59 skip', '03-28T07:59 skip']);
    expect(at('08:00')).toEqual(['03-27T08:00 keep', '03-28T08:00 keep']);
    expect(at('20:00')).toEqual(['03-27T20:00 skip', '03-28T20:00 skip']);
    // 08:30 in London is 09:30 in Paris; 06:30 is still night there.
    const london = (time: string) =>
      place(
        slot('FREQ=DAILY', { startsAt: `2027-01-01T${time}`, timezone: 'Europe/London' }),
        [night],
        '2027-01-10',
        '2027-01-11',
      ).map(short);
    expect([london('06:30'), london('07:00')]).toEqual([['01-10T06:30 skip'], ['01-10T07:00 keep']]);
  });

  it('is a holiday by the local day of the slot, wherever that day lies on the time line', () => {
    const newYear = blackout({ action: 'skip', when: holidays('FR') });
    const auckland = slot('FREQ=DAILY', { startsAt: '2026-12-01T08:00', timezone: 'Pacific/Auckland' });
    expect(place(auckland, [newYear], '2026-12-30', '2027-01-02').map(short)).toEqual([
      '12-31T08:00 keep',
      '01-01T08:00 skip',
      '01-02T08:00 keep',
    ]);
  });

  it('counts by the hour it is asked for, although the clocks skip it that day', () => {
    const nightly = slot('FREQ=WEEKLY;BYDAY=SU', { startsAt: '2027-01-01T02:30' });
    const closed = blackout({ when: window('2027-03-28T00:00Z', '2027-03-29T00:00Z') });
    expect(place(nightly, [closed], '2027-03-28', '2027-03-29').map(short)).toEqual(['03-28T02:30 shift 03-29T02:30']);
  });
});

describe('what concerns whom', () => {
  const when = window('2027-02-01T00:00Z', '2027-02-02T00:00Z');
  const noon = { localTime: '2027-02-01T12:00', timezone: PARIS, startsAt: new Date('2027-02-01T11:00Z') };

  it('is told by brand and by what the blackout applies to', () => {
    const [agency, brand, all] = [
      blackout({ when }),
      blackout({ when, brandId: 'b1' }),
      blackout({ when, appliesTo: 'all' }),
    ];
    const closures = resolveClosures([agency, brand, all], noon.startsAt, noon.startsAt);
    const ids = (brandId: string, inSlot: boolean) =>
      closedBy(concerning(closures, { brandId, inSlot }), noon).map(({ id }) => id);
    expect(ids('b1', true)).toEqual([agency.id, brand.id, all.id]);
    expect(ids('b2', true)).toEqual([agency.id, all.id]);
    expect(ids('b1', false)).toEqual([all.id]);
  });

  it('ends when the last of what follows without a break does', () => {
    const night = blackout({ action: 'skip', when: quiet('2027-01-01T20:00', 'FREQ=DAILY', 'PT12H') });
    const morning = blackout({ action: 'skip', when: window('2027-02-02T07:00Z', '2027-02-02T08:15Z') });
    const closures = resolveClosures([night, morning], noon.startsAt, new Date('2027-02-03T00:00Z'));
    const late = { localTime: '2027-02-01T21:00', timezone: PARIS, startsAt: new Date('2027-02-01T20:00Z') };
    expect(openAgainAt(closures, late)).toEqual(new Date('2027-02-02T08:15Z'));
    expect(openAgainAt(closures, noon)).toEqual(noon.startsAt);
  });

  it('proposes the next free day that is not taken', () => {
    const closures = resolveClosures([blackout({ when })], noon.startsAt, noon.startsAt);
    const propose = (...taken: string[]) =>
      nextFreePlace(noon, standingAt(closures, noon)!, closures, new Set(taken), noon.startsAt)?.localTime;
    expect(propose()).toBe('2027-02-02T12:00');
    expect(propose('2027-02-02')).toBe('2027-02-03T12:00');
  });
});

describe('the placing of dates', () => {
  const START = Date.parse('2027-01-01T00:00Z');
  const at = (day: number) => new Date(START + day * DAY);
  const shifts = fc.record({
    direction: fc.constantFrom('before' as const, 'after' as const),
    maxDays: fc.integer({ min: 1, max: 9 }),
    avoidWeekend: fc.boolean(),
  });
  const whens = fc.oneof(
    fc
      .tuple(fc.integer({ min: -20, max: 100 }), fc.double({ min: 0.05, max: 12, noNaN: true }))
      .map(([day, length]): Blackout['when'] => ({ kind: 'window', from: at(day), to: at(day + length) })),
    fc
      .tuple(
        fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=SA,SU', 'FREQ=WEEKLY;BYDAY=MO'),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom('PT4H', 'PT12H', 'P1D', 'P3D'),
      )
      .map(([rrule, hour, duration]) => quiet(`2026-11-01T${String(hour).padStart(2, '0')}:00`, rrule, duration)),
    fc.constantFrom(holidays('FR', '57'), holidays('GB', 'SCT')),
  );
  const blackouts = fc.array(
    fc
      .tuple(fc.constantFrom('skip' as const, 'shift' as const, 'require_approval' as const), whens, shifts)
      .map(([action, when, shift]) => blackout({ action, when, shift: action === 'shift' ? shift : null })),
    { maxLength: 4 },
  );
  const calendars = fc
    .record({
      rrule: fc.constantFrom(
        'FREQ=DAILY',
        'FREQ=WEEKLY;BYDAY=MO,TU',
        'FREQ=WEEKLY;BYDAY=SA,SU',
        'FREQ=DAILY;INTERVAL=3',
        'FREQ=MONTHLY;BYMONTHDAY=1,2,3,28',
      ),
      hour: fc.integer({ min: 0, max: 23 }),
      timezone: fc.constantFrom(PARIS, 'America/New_York', 'Pacific/Auckland'),
    })
    .map(({ rrule, hour, timezone }) =>
      slot(rrule, { startsAt: `2026-11-01T${String(hour).padStart(2, '0')}:30`, timezone }),
    );
  const [FROM, TO] = [at(0), at(60)];
  const placed = (calendar: SlotCalendar, all: readonly Blackout[], from = FROM, to = TO) =>
    placedBetween(calendar, resolveClosures(all, from, to), from, to);

  it('plans nothing where a blackout says skip or shift, and only what is to be approved where one says so', () => {
    fc.assert(
      fc.property(calendars, blackouts, (calendar, all) => {
        const closures = resolveClosures(all, FROM, TO);
        for (const date of placed(calendar, all)) {
          if (date.disposition === 'skip') continue;
          const actions = closedBy(closures, date).map(({ action }) => action);
          expect(actions).not.toContain('skip');
          if (date.disposition !== 'require_approval') expect(actions).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('obeys the strictest, and gives back the rule’s own dates when there is no blackout', () => {
    fc.assert(
      fc.property(calendars, blackouts, (calendar, all) => {
        const closures = resolveClosures(all, FROM, TO);
        const raw = datesBetween(calendar, FROM, TO);
        const dates = placed(calendar, all);
        expect(dates.map(({ originalStart }) => originalStart)).toEqual(raw.map(({ originalStart }) => originalStart));
        raw.forEach((date, index) => {
          const actions = closedBy(closures, date).map(({ action }) => action);
          const { disposition, ruled } = dates[index]!;
          expect(ruled).toEqual({ localTime: date.localTime, startsAt: date.startsAt });
          if (actions.includes('skip')) expect(disposition).toBe('skip');
          else if (actions.includes('require_approval')) expect(disposition).toBe('require_approval');
          else if (actions.includes('shift')) expect(['shift', 'skip']).toContain(disposition);
          else expect(disposition).toBe('keep');
        });
        const free = placed(calendar, []).map(({ localTime, startsAt }) => ({ localTime, startsAt }));
        expect(free).toEqual(raw.map(({ localTime, startsAt }) => ({ localTime, startsAt })));
      }),
      { numRuns: 60 },
    );
  });

  it('never puts two dates of a slot on one day, nor one further away than it may go', () => {
    fc.assert(
      fc.property(calendars, blackouts, (calendar, all) => {
        const planned = placed(calendar, all).filter(({ disposition }) => disposition !== 'skip');
        const days = planned.map(({ localTime }) => dayOf(localTime));
        expect(new Set(days).size).toBe(days.length);
        for (const { originalStart, localTime, timezone, disposition } of planned) {
          // Where the clocks skip the hour it moves on, as every date does.
          expect(localTime).toBe(placeLocal(`${dayOf(localTime)}T${originalStart.slice(11)}`, timezone).localTime);
          const distance = Math.abs(Date.parse(`${dayOf(localTime)}Z`) - Date.parse(`${dayOf(originalStart)}Z`)) / DAY;
          expect(distance <= 9 && distance > 0).toBe(disposition === 'shift');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('answers the same whatever the range it is asked in', () => {
    fc.assert(
      fc.property(calendars, blackouts, fc.integer({ min: 1, max: 59 }), (calendar, all, cut) => {
        const whole = placed(calendar, all);
        expect([...placed(calendar, all, FROM, at(cut)), ...placed(calendar, all, at(cut), TO)]).toEqual(whole);
        const closures = resolveClosures(all, FROM, TO);
        const starting = [
          ...startingBetween(calendar, closures, FROM, at(cut)),
          ...startingBetween(calendar, closures, at(cut), TO),
        ];
        const wide = placed(calendar, all, at(-20), at(100));
        const inside = wide.filter(({ startsAt }) => startsAt >= FROM && startsAt < TO);
        expect(starting).toHaveLength(inside.length);
        expect(new Set(starting.map((date) => JSON.stringify(date)))).toEqual(
          new Set(inside.map((date) => JSON.stringify(date))),
        );
      }),
      { numRuns: 60 },
    );
  });
});
