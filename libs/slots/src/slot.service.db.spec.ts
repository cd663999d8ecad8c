import { newId, SYSTEM } from '#kernel';
import { type Bakery, codeOf, openSlotsFixture, type SlotsFixture } from '../testing/slots-fixture.js';
import { filledAhead, type OccurrencePatch, type SlotPatch, type SlotView } from './index.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const SPAN = ['2026-11-23T00:00:00Z', '2026-12-22T00:00:00Z'] as const;
const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
const AT_TEN = { ...recurrence, startsAt: '2026-11-30T10:00' };
const TUESDAYS = { ...recurrence, rrule: 'FREQ=WEEKLY;BYDAY=TU' };

describe('slots', () => {
  let fixture: SlotsFixture;
  let bakery: Bakery;
  let slot: SlotView;

  beforeAll(async () => {
    fixture = await openSlotsFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    await fixture.reset();
    bakery = await fixture.bakery(NOW);
    slot = await fixture.slot(bakery, { channelIds: [bakery.channelId], externalId: 'cms-1' }, NOW);
  });

  const request = (now = NOW, scope = bakery.scope) => ({ scope, actor: SYSTEM, now, expectedVersion: null });
  const patch = (changes: SlotPatch, pinned?: ReadonlySet<string>) =>
    fixture.run((tx) => fixture.slots.patch(tx, slot.id, changes, { ...request(), pinned }));
  const touch = (id: string, changes: OccurrencePatch) =>
    fixture.run((tx) => fixture.occurrences.patch(tx, id, changes, request()));
  const list = async () => fixture.list(bakery, slot.id, ...SPAN);
  const times = async () => (await list()).map(({ localTime, state }) => `${localTime} ${state}`);
  const idOf = (start: string) => `${slot.id}_${start.replaceAll(/[-:]/g, '')}`;

  describe('made and read', () => {
    it('come with their next dates, a description and a tag', async () => {
      expect(slot).toMatchObject({
        brandId: bakery.brandId,
        channelIds: [bakery.channelId],
        recurrence: { ...recurrence, exdates: [], rdates: [], monthEnd: 'skip' },
        leadTimes: ['P1D'],
        lateWindow: 'PT2H',
        whenEmpty: 'alert',
        requires: { media: [], poll: false, link: false },
        active: true,
        warnings: [],
        etag: '"1"',
      });
      expect(slot.nextOccurrences.map(({ id, startsAt }) => [id, startsAt])).toEqual([
        [idOf('2026-11-30T09:00'), '2026-11-30T08:00:00.000Z'],
        [idOf('2026-12-07T09:00'), '2026-12-07T08:00:00.000Z'],
        [idOf('2026-12-14T09:00'), '2026-12-14T08:00:00.000Z'],
      ]);
      expect(slot.description.fr).toMatch(/lundi/);
      expect(await fixture.run((tx) => fixture.slots.get(tx, slot.id, request()))).toEqual(slot);
    });

    it.each([
      ['slot.evergreen_unsupported', { whenEmpty: 'evergreen' as const }],
      ['field.duration_invalid', { leadTimes: ['P1D', 'soon'] }],
      ['field.invalid', { leadTimes: Array.from({ length: 11 }, (_, index) => `P${index}D`) }],
      ['field.invalid', { lateWindow: 'P32D' }],
      ['slot.rrule_never_occurs', { recurrence: { ...recurrence, rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' } }],
      ['field.zone_unknown', { recurrence: { ...recurrence, timezone: 'Europe/Lutetia' } }],
      ['channel.other_brand', { channelIds: [newId()] }],
      ['member.not_found', { ownerId: newId() }],
      ['slot.external_id_taken', { externalId: 'cms-1' }],
    ])('are refused with %s', async (code, input) => {
      expect(await codeOf(fixture.slot(bakery, input, NOW))).toBe(code);
    });

    it('refuse another brand’s channel', async () => {
      const scope = bakery.scope;
      const [other] = await fixture.query<{ id: string }>(
        `insert into brand select gen_random_uuid(), agency_id, name, 'other', timezone, languages, country, settings,
           null, 1, created_by, created_at, updated_at, null from brand where id = $1 returning id`,
        [bakery.brandId],
      );
      const elsewhere = { ...bakery, scope, brandId: other!.id };
      expect(await codeOf(fixture.slot(elsewhere, { channelIds: [bakery.channelId] }, NOW))).toBe(
        'channel.other_brand',
      );
    });

    it('are listed page by page, narrowed by their filters', async () => {
      const others = [
        await fixture.slot(bakery, { pillar: 'product' }, NOW),
        await fixture.slot(bakery, { active: false }, NOW),
      ];
      const find = (filter: object, cursor: string | null = null) =>
        fixture.run((tx) => fixture.slots.list(tx, bakery.brandId, filter, { limit: 2, cursor }, request()));
      const page = await find({});
      expect(page.data.map(({ id }) => id)).toEqual([slot.id, others[0]?.id]);
      expect((await find({}, page.nextCursor)).data.map(({ id }) => id)).toEqual([others[1]?.id]);
      expect((await find({ pillar: 'product' })).data.map(({ id }) => id)).toEqual([others[0]?.id]);
      expect((await find({ active: false })).data.map(({ id }) => id)).toEqual([others[1]?.id]);
      expect((await find({ externalId: 'cms-1' })).data.map(({ id }) => id)).toEqual([slot.id]);
    });

    it('are upserted by their external id, in one slot and without an edit that changes nothing', async () => {
      const upsert = (externalId: string, title: string) => {
        const input = { title, format: 'video' as const, recurrence };
        return fixture.run((tx) => fixture.slots.upsert(tx, bakery.brandId, externalId, input, request()));
      };
      const again = await upsert('cms-1', 'Démonstration');
      expect(again).toMatchObject({ created: false, slot: { id: slot.id, title: 'Démonstration', plan: null } });
      const both = await Promise.all([upsert('cms-2', 'A'), upsert('cms-2', 'B')]);
      expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
      expect(new Set(both.map((result) => result.slot.id)).size).toBe(1);
    });

    it('tell the world', async () => {
      await patch({ title: 'Autre' });
      const events = await fixture.query<{ type: string; title: string }>(
        `select type, data->>'title' as title from outbox_event order by seq`,
      );
      expect(events).toEqual([
        { type: 'slot.created', title: 'Vidéo du lundi' },
        { type: 'slot.updated', title: 'Autre' },
      ]);
    });
  });

  describe('edited', () => {
    it('regenerate what nobody touched', async () => {
      const edited = await patch({ recurrence: AT_TEN });
      expect(edited).toMatchObject({ plan: { mapped: [] }, conflicts: [], etag: '"2"' });
      expect(await times()).toEqual([
        '2026-11-30T10:00 open',
        '2026-12-07T10:00 open',
        '2026-12-14T10:00 open',
        '2026-12-21T10:00 open',
      ]);
    });

    it('move what was filled, skipped, moved or assigned to the new start of its day, and double no day', async () => {
      await fixture.fill(idOf('2026-11-30T09:00'), NOW);
      await touch(idOf('2026-12-07T09:00'), { skip: true, reason: 'férié' });
      await touch(idOf('2026-12-14T09:00'), { move: '2026-12-15T11:00' });
      await touch(idOf('2026-12-21T09:00'), { assigneeId: bakery.memberId });
      const edited = await patch({ recurrence: AT_TEN });
      expect(edited.conflicts).toEqual([]);
      expect(edited.plan?.mapped.map(({ occurrenceId }) => occurrenceId)).toEqual([
        idOf('2026-11-30T09:00'),
        idOf('2026-12-07T09:00'),
        idOf('2026-12-21T09:00'),
      ]);
      expect(await times()).toEqual([
        '2026-11-30T10:00 filled',
        '2026-12-07T10:00 skipped',
        '2026-12-15T11:00 open',
        '2026-12-21T10:00 open',
      ]);
      const byOldId = await fixture.run((tx) => fixture.occurrences.get(tx, bakery.scope, idOf('2026-11-30T09:00')));
      const byNewId = await fixture.run((tx) => fixture.occurrences.get(tx, bakery.scope, idOf('2026-11-30T10:00')));
      expect(byNewId).toEqual(byOldId);
    });

    it('list what no longer has a date as a conflict, and lose nothing', async () => {
      await fixture.fill(idOf('2026-11-30T09:00'), NOW);
      const edited = await patch({ recurrence: TUESDAYS });
      expect(edited.conflicts).toEqual([
        {
          occurrenceId: idOf('2026-11-30T09:00'),
          state: 'filled',
          localTime: '2026-11-30T09:00',
          startsAt: '2026-11-30T08:00:00.000Z',
          reason: 'no_date',
        },
      ]);
      expect((await times()).slice(0, 3)).toEqual([
        '2026-11-30T09:00 filled',
        '2026-12-01T09:00 open',
        '2026-12-08T09:00 open',
      ]);
    });

    it('leave what is in flight where it is', async () => {
      await fixture.fill(idOf('2026-11-30T09:00'), NOW);
      const edited = await patch({ recurrence: AT_TEN }, new Set([idOf('2026-11-30T09:00')]));
      expect(edited.conflicts).toMatchObject([{ reason: 'in_flight' }]);
      expect((await times())[0]).toBe('2026-11-30T09:00 filled');
    });

    it('change this and the following dates only', async () => {
      const edited = await patch({ recurrence: AT_TEN, applyTo: 'following', from: '2026-12-14T00:00' });
      expect(edited.recurrence.startsAt).toBe('2026-11-30T09:00');
      expect(edited.upcomingRecurrences).toMatchObject([
        { from: '2026-12-14T00:00', recurrence: { startsAt: '2026-11-30T10:00' } },
      ]);
      expect((await times()).map((time) => time.slice(0, 16))).toEqual([
        '2026-11-30T09:00',
        '2026-12-07T09:00',
        '2026-12-14T10:00',
        '2026-12-21T10:00',
      ]);
    });

    it('take a second edit from the same date, and one of all dates that undoes both', async () => {
      await patch({ recurrence: AT_TEN, applyTo: 'following', from: '2026-12-14T00:00' });
      await patch({ recurrence: TUESDAYS, applyTo: 'following', from: '2026-12-14T00:00' });
      expect((await times()).at(-1)).toBe('2026-12-15T09:00 open');
      await patch({ recurrence });
      expect((await times()).at(-1)).toBe('2026-12-21T09:00 open');
      expect((await fixture.run((tx) => fixture.slots.get(tx, slot.id, request()))).upcomingRecurrences).toEqual([]);
    });

    it('show the plan and keep nothing when rehearsed', async () => {
      await fixture.fill(idOf('2026-11-30T09:00'), NOW);
      const before = await list();
      const plan = await fixture.uow.rehearse((tx) =>
        fixture.slots.patch(tx, slot.id, { recurrence: AT_TEN }, request()),
      );
      expect(plan.plan?.mapped).toHaveLength(1);
      expect(await list()).toEqual(before);
    });

    it('keep wall clocks when the zone changes', async () => {
      await patch({ recurrence: { ...recurrence, timezone: 'America/New_York' } });
      const [first] = await list();
      expect(first).toMatchObject({
        id: idOf('2026-11-30T09:00'),
        localTime: '2026-11-30T09:00',
        timezone: 'America/New_York',
        startsAt: '2026-11-30T14:00:00.000Z',
      });
    });

    it('need `from` for the following dates, and a recurrence for either', async () => {
      expect(await codeOf(patch({ recurrence: AT_TEN, applyTo: 'following' }))).toBe('field.required');
      expect(await codeOf(patch({ applyTo: 'all' }))).toBe('field.required');
    });

    it('are refused on a version that is no longer the current one', async () => {
      const stale = fixture.run((tx) =>
        fixture.slots.patch(tx, slot.id, { title: 'x' }, { ...request(), expectedVersion: 7 }),
      );
      expect(await codeOf(stale)).toBe('request.precondition_failed');
    });

    it('give no dates while inactive, nor those they slept through', async () => {
      await patch({ active: false });
      expect(await times()).toEqual([]);
      await fixture.run((tx) =>
        fixture.slots.patch(tx, slot.id, { active: true }, request(new Date('2026-12-08T12:00:00Z'))),
      );
      expect((await times()).map((time) => time.slice(0, 10))).toEqual(['2026-12-14', '2026-12-21']);
    });
  });

  describe('archived', () => {
    it('lose their untouched dates, keep the others, and are found no more', async () => {
      await fixture.fill(idOf('2026-11-30T09:00'), NOW);
      await touch(idOf('2026-12-07T09:00'), { note: 'avec Paul' });
      expect(await fixture.run((tx) => filledAhead(tx, bakery.scope, slot.id, NOW))).toEqual([
        idOf('2026-11-30T09:00'),
      ]);
      await fixture.run((tx) => fixture.slots.archive(tx, slot.id, request()));
      expect(await fixture.query('select id, state, state_reason from occurrence order by id')).toEqual([
        { id: idOf('2026-11-30T09:00'), state: 'filled', state_reason: null },
        { id: idOf('2026-12-07T09:00'), state: 'skipped', state_reason: 'slot_archived' },
      ]);
      expect(await codeOf(fixture.run((tx) => fixture.slots.get(tx, slot.id, request())))).toBe('slot.not_found');
      expect(await codeOf(fixture.slot(bakery, { externalId: 'cms-1' }, NOW))).toBe('accepted');
    });
  });

  describe('of others', () => {
    it('are as unknown as those that do not exist', async () => {
      const { scope } = await fixture.bakery(NOW);
      const limited = { agencyId: bakery.scope.agencyId, brands: [newId()] };
      for (const stranger of [scope, limited]) {
        const by = request(NOW, stranger);
        const attempts = [
          fixture.run((tx) => fixture.slots.get(tx, slot.id, by)),
          fixture.run((tx) => fixture.slots.patch(tx, slot.id, { title: 'x' }, by)),
          fixture.run((tx) => fixture.slots.archive(tx, slot.id, by)),
        ];
        expect(await Promise.all(attempts.map(codeOf))).toEqual(Array(3).fill('slot.not_found'));
        const list = fixture.run((tx) => fixture.slots.list(tx, bakery.brandId, {}, { limit: 5 }, by));
        expect(await codeOf(list)).toBe('brand.not_found');
      }
    });
  });
});
