import fc from 'fast-check';
import { SYSTEM } from '#kernel';
import { type Bakery, MONDAY_VIDEO, openSlotsFixture, type SlotsFixture } from '../../testing/slots-fixture.js';
import { extendHorizon } from '../extend-horizon.js';
import type { OccurrenceView } from '../occurrence-view.js';
import { calendarOf } from '../slot.repository.js';
import type { BlackoutInput, BlackoutPatch } from './blackout-input.js';
import { readClosures, spanOf } from './blackout.repository.js';
import { BlackoutService, type ChangedBlackout } from './blackout.service.js';
import { columnsOf } from './occurrence-blackout.js';
import { startingBetween } from './place-dates.js';
import { replaceDates } from './replace-dates.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const WINDOW = { window: { from: new Date('2026-12-07T00:00:00Z'), to: new Date('2026-12-08T00:00:00Z') } };
const HOLIDAYS = { holidays: { country: 'FR', region: '67' } };

describe('blackouts and the dates of slots', () => {
  let fixture: SlotsFixture;
  let bakery: Bakery;
  const blackouts = new BlackoutService();

  beforeAll(async () => {
    fixture = await openSlotsFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    await fixture.reset();
    bakery = await fixture.bakery(NOW);
  });

  const request = (now = NOW) => ({ scope: bakery.scope, actor: SYSTEM, now, expectedVersion: null });
  /** As planning does it, without posts. */
  const follow = (
    change: (tx: Parameters<Parameters<SlotsFixture['run']>[0]>[0]) => Promise<ChangedBlackout>,
    now = NOW,
  ) =>
    fixture.run(async (tx) => {
      const { before, after, view } = await change(tx);
      const spans = [before, after].flatMap((version) => (version ? [spanOf(version)] : []));
      const ends = spans.map(({ from, to }) => [from?.getTime() ?? -Infinity, to?.getTime() ?? Infinity] as const);
      const [first, last] = [Math.min(...ends.map(([from]) => from)), Math.max(...ends.map(([, to]) => to))];
      const span = {
        from: first === -Infinity ? null : new Date(first),
        to: last === Infinity ? null : new Date(last),
      };
      const reach = Math.max(before?.shift?.maxDays ?? 0, after?.shift?.maxDays ?? 0);
      const affected = { blackoutId: view.id, agencyId: bakery.scope.agencyId, brandId: view.brandId, ...span, reach };
      return { id: view.id, changes: await replaceDates(tx, affected, now) };
    });
  const create = (input: Partial<BlackoutInput>, brandId: string | null = bakery.brandId, now = NOW) =>
    follow((tx) => blackouts.create(tx, brandId, { title: 'Fermé', action: 'skip', ...input }, request(now)), now);
  const patch = (id: string, input: BlackoutPatch, now = NOW) =>
    follow((tx) => blackouts.patch(tx, id, input, request(now)), now);
  const remove = (id: string, now = NOW) => follow((tx) => blackouts.archive(tx, id, request(now)), now);
  const list = (slotId: string, from = '2026-11-24T00:00:00Z', to = '2026-12-22T00:00:00Z') =>
    fixture.list(bakery, slotId, from, to);
  const short = ({ originalStart, localTime, state, blackout }: OccurrenceView) =>
    [originalStart.slice(5, 10), state, localTime.slice(5, 10), blackout?.action ?? '-'].join(' ');
  const PLAIN = ['11-30 open 11-30 -', '12-07 open 12-07 -', '12-14 open 12-14 -', '12-21 open 12-21 -'];

  it('skip a date, say why, and give it back when they end', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    const { id, changes } = await create({ title: 'Deuil', ...WINDOW });
    expect(changes).toMatchObject([{ change: 'skip', to: { state: 'skipped', blackout: { title: 'Deuil' } } }]);
    const [, skipped] = await list(slot.id);
    expect(skipped).toMatchObject({
      state: 'skipped',
      stateReason: 'blackout',
      blackout: { id, title: 'Deuil', action: 'skip', from: null },
      etag: '"1"',
    });
    expect((await patch(id, { title: 'Deuil national' })).changes).toEqual([]);
    expect((await list(slot.id))[1]!.blackout).toMatchObject({ title: 'Deuil national' });
    expect((await remove(id)).changes).toMatchObject([{ change: 'restore', to: { state: 'open', blackout: null } }]);
    expect((await list(slot.id)).map(short)).toEqual(PLAIN);
    expect((await list(slot.id))[1]).toMatchObject({ stateReason: null });
  });

  it('shift a date, and another way when they change', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    const { id } = await create({ action: 'shift', ...WINDOW });
    expect((await list(slot.id)).map(short)[1]).toBe('12-07 open 12-08 shift');
    expect((await list(slot.id))[1]!.blackout).toMatchObject({ from: '2026-12-07T09:00' });
    await patch(id, { shift: { direction: 'before', avoidWeekend: true } });
    expect((await list(slot.id)).map(short)[1]).toBe('12-07 open 12-04 shift');
    await patch(id, { action: 'require_approval' });
    expect((await list(slot.id)).map(short)[1]).toBe('12-07 open 12-07 require_approval');
    await patch(id, { window: { from: new Date('2026-12-14T00:00:00Z'), to: new Date('2026-12-15T00:00:00Z') } });
    expect((await list(slot.id)).map(short)).toEqual([
      PLAIN[0],
      PLAIN[1],
      '12-14 open 12-14 require_approval',
      PLAIN[3],
    ]);
  });

  it('leave alone what somebody touched, but say on it what closes it', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    const [, second] = await list(slot.id);
    await fixture.fill(second!.id, NOW);
    expect((await create(WINDOW)).changes).toEqual([]);
    expect((await list(slot.id))[1]).toMatchObject({
      state: 'filled',
      localTime: '2026-12-07T09:00',
      blackout: { action: 'skip' },
    });
  });

  it('let a person bring a date back, for good', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    const { id } = await create(WINDOW);
    const [, skipped] = await list(slot.id);
    await fixture.run((tx) => fixture.occurrences.patch(tx, skipped!.id, { skip: false }, request()));
    expect((await patch(id, { title: 'Autre' })).changes).toEqual([]);
    expect((await list(slot.id))[1]).toMatchObject({ state: 'open', moved: false, blackout: { action: 'skip' } });
    const back = await fixture.run((tx) =>
      fixture.occurrences.patch(tx, skipped!.id, { move: '2026-12-09T10:00' }, request()),
    );
    expect(back).toMatchObject({ moved: true, blackout: null });
    const into = await fixture.run((tx) =>
      fixture.occurrences.patch(tx, skipped!.id, { move: '2026-12-07T11:00' }, request()),
    );
    expect(into.blackout).toMatchObject({ id, from: null });
  });

  it('hold for slots that are made afterwards, for what the horizon brings, and beyond it', async () => {
    await create({ action: 'shift', ...HOLIDAYS });
    const slot = await fixture.slot(
      bakery,
      { recurrence: { startsAt: '2026-12-01T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=DAILY;INTERVAL=2' } },
      NOW,
    );
    const christmas = () => list(slot.id, '2026-12-23T00:00:00Z', '2026-12-31T00:00:00Z');
    expect((await christmas()).map(short)).toEqual(
      [
        '12-23 open 12-23 -',
        // The 26th is a holiday in Alsace, the 27th a date of its own.
        '12-25 open 12-28 shift',
        '12-27 open 12-27 -',
        '12-29 open 12-29 -',
      ].sort((a, b) => (a.split(' ')[2]! < b.split(' ')[2]! ? -1 : 1)),
    );
    const easter = () => list(slot.id, '2027-03-24T00:00:00Z', '2027-04-05T00:00:00Z');
    const virtual = await easter();
    expect(virtual.map(short)).toContain('03-29 open 03-30 shift');
    await extendHorizon(fixture.scheduler, new Date('2027-02-01T00:00:00Z'));
    const rows = await fixture.query<{ local_time: string }>(
      `select local_time from occurrence where slot_id = $1 and original_start = '2027-03-29T09:00'`,
      [slot.id],
    );
    expect(rows).toEqual([{ local_time: '2027-03-30T09:00' }]);
    expect(await easter()).toEqual(virtual);
  });

  it('show on a virtual date what will stand in the database', async () => {
    await create({ action: 'shift', shift: { direction: 'before' }, ...HOLIDAYS });
    const slot = await fixture.slot(bakery, {}, NOW);
    // Easter Monday comes before Good Friday, on the Thursday: Saturday and Sunday are free, Good Friday is closed.
    const [only] = await list(slot.id, '2027-03-28T00:00:00Z', '2027-03-29T00:00:00Z');
    expect(short(only!)).toBe('03-29 open 03-28 shift');
    expect(await list(slot.id, '2027-03-29T00:00:00Z', '2027-03-30T00:00:00Z')).toEqual([]);
    expect(await fixture.run((tx) => fixture.occurrences.get(tx, bakery.scope, only!.id))).toEqual(only);
    const noted = await fixture.run((tx) => fixture.occurrences.patch(tx, only!.id, { note: 'tôt' }, request()));
    expect(noted).toMatchObject({ localTime: '2027-03-28T09:00', note: 'tôt', blackout: { action: 'shift' } });
    const moved = await fixture.run((tx) =>
      fixture.occurrences.patch(tx, only!.id, { move: '2027-04-01T09:00' }, request()),
    );
    expect(moved.blackout).toBeNull();
    const back = await fixture.run((tx) => fixture.occurrences.patch(tx, only!.id, { move: null }, request()));
    expect(back).toMatchObject({ localTime: '2027-03-28T09:00', moved: false, blackout: { from: '2027-03-29T09:00' } });
  });

  it('are obeyed by an edited rule, which neither moves nor loses what they shifted', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    await create({ action: 'shift', ...WINDOW });
    const [, shifted] = await list(slot.id);
    await fixture.fill(shifted!.id, NOW);
    const edit = (startsAt: string) =>
      fixture.run((tx) =>
        fixture.slots.patch(tx, slot.id, { recurrence: { ...MONDAY_VIDEO.recurrence, startsAt } }, request()),
      );
    await edit('2026-11-02T09:00');
    expect((await list(slot.id)).map(short)[1]).toBe('12-07 filled 12-08 shift');
    await edit('2026-11-02T10:00');
    expect((await list(slot.id)).map(({ localTime }) => localTime)).toEqual([
      '2026-11-30T10:00',
      '2026-12-08T10:00',
      '2026-12-14T10:00',
      '2026-12-21T10:00',
    ]);
  });

  it('of the agency hold for every brand, those of a brand for it alone', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    await create(WINDOW, null);
    expect((await list(slot.id)).map(short)[1]).toBe('12-07 skipped 12-07 skip');
    const other = await fixture.bakery(NOW);
    const elsewhere = await fixture.slot(other, {}, NOW);
    expect(
      (await fixture.list(other, elsewhere.id, '2026-12-01T00:00:00Z', '2026-12-12T00:00:00Z')).map(short),
    ).toEqual([PLAIN[1]]);
  });

  it('never send anything back behind now', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    const { id } = await create({ action: 'shift', ...WINDOW });
    // Monday noon: the holiday's morning is gone, Tuesday's date stays.
    expect((await remove(id, new Date('2026-12-07T11:00:00Z'))).changes).toEqual([]);
    expect((await list(slot.id)).map(short)[1]).toBe('12-07 open 12-08 shift');
    const late = await fixture.slot(bakery, {}, NOW);
    const before = { action: 'shift' as const, shift: { direction: 'before' as const, maxDays: 2 }, ...WINDOW };
    await create(before, bakery.brandId, new Date('2026-12-06T12:00:00Z'));
    expect((await list(late.id)).map(short)[1]).toBe('12-07 skipped 12-07 shift');
    expect((await list(late.id))[1]).toMatchObject({ stateReason: 'blackout_no_free_day' });
  });

  it('leave, whatever is made, changed and deleted, what they would have given from the start', async () => {
    const day = (offset: number) => new Date(NOW.getTime() + offset * 86_400_000);
    const shift = fc.record({
      direction: fc.constantFrom('before' as const, 'after' as const),
      maxDays: fc.integer({ min: 1, max: 6 }),
      avoidWeekend: fc.boolean(),
    });
    const input = fc
      .record({
        action: fc.constantFrom('skip' as const, 'shift' as const, 'shift' as const, 'require_approval' as const),
        from: fc.integer({ min: 1, max: 50 }),
        length: fc.integer({ min: 1, max: 9 }),
        shift,
      })
      .map(({ action, from, length, shift: way }) => ({
        action,
        window: { from: day(from), to: day(from + length) },
        ...(action === 'shift' && { shift: way }),
      }));
    const step = fc.record({ verb: fc.constantFrom('create', 'create', 'patch', 'remove'), input });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
        await fixture.reset();
        bakery = await fixture.bakery(NOW);
        const rrules = ['FREQ=WEEKLY;BYDAY=MO,TU,SA', 'FREQ=DAILY;INTERVAL=3', 'FREQ=DAILY'];
        const slots: string[] = [];
        for (const rrule of rrules) {
          const recurrence = { startsAt: '2026-11-01T09:00', timezone: 'Europe/Paris', rrule };
          slots.push((await fixture.slot(bakery, { recurrence }, NOW)).id);
        }
        const standing: string[] = [];
        for (const { verb, input: fields } of steps) {
          const [first] = standing;
          if (verb === 'create' || first === undefined) standing.push((await create(fields)).id);
          else if (verb === 'patch') await patch(first, fields);
          else await remove(standing.shift()!);
        }
        const until = day(80);
        for (const slotId of slots) {
          const expected = await fixture.run(async (tx) => {
            const book = await readClosures(tx, [bakery.scope.agencyId], NOW, until);
            const closures = book.ofSlots({ agencyId: bakery.scope.agencyId, brandId: bakery.brandId });
            return startingBetween(await calendarOf(tx, slotId), closures, NOW, until, NOW).filter(
              ({ ruled }) => ruled.startsAt >= NOW,
            );
          });
          const rows = await list(slotId, NOW.toISOString(), until.toISOString());
          const byStart = (one: { localTime: string; originalStart: string }) =>
            `${one.localTime} ${one.originalStart}`;
          expect(rows.map((row) => `${byStart(row)} ${row.state} ${row.blackout?.id}`).sort()).toEqual(
            expected.map((date) => `${byStart(date)} ${columnsOf(date).state} ${date.blackout?.id}`).sort(),
          );
        }
      }),
      { numRuns: 6 },
    );
  });

  it('close hundreds of slots at once', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    await fixture.query(
      `with more as (insert into slot select (jsonb_populate_record(slot, jsonb_build_object('id', gen_random_uuid()))).*
         from slot, generate_series(1, 299) where id = $1 returning id, brand_id),
       rules as (insert into slot_revision select gen_random_uuid(), more.id, more.brand_id, r.from_local, r.recurrence, r.created_by, r.created_at
         from more, slot_revision as r where r.slot_id = $1)
       insert into occurrence (id, slot_id, agency_id, brand_id, original_start, local_time, timezone, starts_at, state, created_at, updated_at)
       select more.id || '_' || o.original_start, more.id, o.agency_id, o.brand_id, o.original_start, o.local_time, o.timezone, o.starts_at, o.state, o.created_at, o.updated_at
       from more, occurrence as o where o.slot_id = $1`,
      [slot.id],
    );
    const { changes } = await create({ action: 'shift', ...WINDOW });
    expect(changes).toHaveLength(300);
    const [row] = await fixture.query<{ count: number }>(
      `select count(*)::int as count from occurrence where original_start = '2026-12-07T09:00' and local_time = '2026-12-08T09:00'`,
    );
    expect(row).toEqual({ count: 300 });
  });
});
