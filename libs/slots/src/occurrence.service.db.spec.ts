import { newId } from '#kernel';
import { type Bakery, codeOf, openSlotsFixture, type SlotsFixture } from '../testing/slots-fixture.js';
import {
  extendHorizon,
  fillable,
  markOccurrence,
  materialise,
  type OccurrencePatch,
  slotFacts,
  type SlotView,
} from './index.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const LATE = new Date('2026-11-30T10:00:00.001Z');

describe('occurrences', () => {
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
    slot = await fixture.slot(bakery, {}, NOW);
  });

  const idOf = (start: string) => `${slot.id}_${start.replaceAll(/[-:]/g, '')}`;
  const get = (id: string, scope = bakery.scope) => fixture.run((tx) => fixture.occurrences.get(tx, scope, id));
  const patch = (id: string, changes: OccurrencePatch, now = NOW, more: object = {}) =>
    fixture.run((tx) =>
      fixture.occurrences.patch(tx, id, changes, { scope: bakery.scope, now, expectedVersion: null, ...more }),
    );
  const fill = (id: string, now = NOW) =>
    fixture.run(async (tx) => {
      const found = await fillable(tx, bakery.scope, id, now);
      await markOccurrence(tx, found.id, 'filled', null, now);
      return found;
    });
  const count = async () => (await fixture.query('select from occurrence')).length;
  const FIRST = '2026-11-30T09:00';
  /** Beyond the 90 days that stand in the database. */
  const FAR = '2027-06-07T09:00';

  it('are the same to their readers whether they stand in the database or not', async () => {
    const shape = { moved: false, state: 'open', postId: null, adjusted: null, etag: '"1"', timezone: 'Europe/Paris' };
    expect(await get(idOf(FIRST))).toMatchObject({ ...shape, startsAt: '2026-11-30T08:00:00.000Z' });
    const virtual = await get(idOf(FAR));
    expect(virtual).toMatchObject({ ...shape, startsAt: '2027-06-07T07:00:00.000Z' });
    const rows = await count();
    await fixture.run((tx) => materialise(tx, bakery.scope, idOf(FAR), NOW));
    expect(await count()).toBe(rows + 1);
    expect(await get(idOf(FAR))).toEqual(virtual);
  });

  it('are listed without hole or double where rows end and the rule goes on', async () => {
    const list = () => fixture.list(bakery, slot.id, '2026-11-23T00:00:00Z', '2027-11-23T00:00:00Z');
    const before = await list();
    expect(before).toHaveLength(52);
    expect(before.map(({ startsAt }) => startsAt)).toEqual(before.map(({ startsAt }) => startsAt).sort());
    await patch(idOf(FAR), { move: '2027-06-08T11:00' });
    await fixture.run((tx) => materialise(tx, bakery.scope, idOf('2027-08-02T09:00'), NOW));
    const after = await list();
    expect(after).toHaveLength(52);
    expect(after.filter(({ moved }) => moved)).toMatchObject([{ id: idOf(FAR), localTime: '2027-06-08T11:00' }]);
  });

  it('moved out of a window leave nothing behind in it', async () => {
    await patch(idOf(FAR), { move: '2027-07-20T11:00' });
    expect(await fixture.list(bakery, slot.id, '2027-06-07T00:00:00Z', '2027-06-08T00:00:00Z')).toEqual([]);
    await extendHorizon(fixture.scheduler, new Date('2027-05-01T00:00:00Z'));
    expect(await fixture.list(bakery, slot.id, '2027-06-07T00:00:00Z', '2027-06-08T00:00:00Z')).toEqual([]);
  });

  it('are none where the rule has no date, before the slot was made, or in other brands', async () => {
    const { scope } = await fixture.bakery(NOW);
    const unknown = [idOf('2026-12-01T09:00'), idOf('2026-11-23T09:00'), `${newId()}_20261130T0900`];
    expect(await Promise.all(unknown.map((id) => codeOf(get(id))))).toEqual(Array(3).fill('occurrence.not_found'));
    expect(await codeOf(get(idOf(FIRST), scope))).toBe('occurrence.not_found');
    expect(await codeOf(get(idOf(FAR), { ...bakery.scope, brands: [newId()] }))).toBe('occurrence.not_found');
    const touch = fixture.run((tx) => fillable(tx, scope, idOf(FIRST), NOW));
    expect(await codeOf(touch)).toBe('occurrence.not_found');
  });

  it('refuse windows longer than two years', async () => {
    const list = (to: string) => codeOf(fixture.list(bakery, slot.id, '2026-11-23T00:00:00Z', to));
    expect(await list('2028-11-23T00:00:00Z')).toBe('accepted');
    expect(await list('2028-11-24T00:00:01Z')).toBe('request.range_invalid');
    expect(await list('2026-11-23T00:00:00Z')).toBe('request.range_invalid');
  });

  it('name the post that fills them', async () => {
    const postId = newId();
    fixture.posts.set(idOf(FIRST), postId);
    expect(await get(idOf(FIRST))).toMatchObject({ postId });
    const [first] = await fixture.list(bakery, slot.id, '2026-11-23T00:00:00Z', '2026-12-23T00:00:00Z');
    expect(first).toMatchObject({ postId });
  });

  describe('filled', () => {
    it('take one post only, however many try at once', async () => {
      const codes = await Promise.all([1, 2, 3].map(() => codeOf(fill(idOf(FAR)))));
      expect(codes.sort()).toEqual(['accepted', 'occurrence.already_filled', 'occurrence.already_filled']);
    });

    it('take it until the late window ends', async () => {
      expect(await fill(idOf(FIRST), new Date('2026-11-30T10:00:00Z'))).toMatchObject({
        id: idOf(FIRST),
        slotId: slot.id,
        startsAt: new Date('2026-11-30T08:00:00Z'),
      });
      expect(await codeOf(fill(idOf('2026-12-07T09:00'), new Date('2026-12-07T10:00:01Z')))).toBe('occurrence.past');
    });

    it('follow their post along the state table and no other way', async () => {
      const mark = (state: 'filled' | 'open' | 'done' | 'missed', reason: string | null = null) =>
        fixture.run((tx) => markOccurrence(tx, idOf(FIRST), state, reason, NOW));
      expect(await codeOf(mark('done'))).toBe('occurrence.not_open');
      await fill(idOf(FIRST));
      expect(await mark('open', 'post_cancelled')).toBe('open');
      await fill(idOf(FIRST));
      expect(await mark('missed', 'paused')).toBe('missed');
      expect(await mark('open')).toBe('missed');
      expect(await mark('done')).toBe('done');
      expect(await mark('done')).toBe('done');
      expect(await codeOf(mark('missed'))).toBe('occurrence.not_open');
    });

    it('know what their slot is for', async () => {
      const facts = await fixture.run((tx) => slotFacts(tx, bakery.scope, slot.id));
      expect(facts).toMatchObject({
        lateWindow: 'PT2H',
        channelIds: [],
        purpose: { format: 'video', objective: null },
      });
    });
  });

  describe('changed by hand', () => {
    it('are skipped with a reason and taken in again', async () => {
      expect(await patch(idOf(FIRST), { skip: true, reason: 'férié' })).toMatchObject({
        state: 'skipped',
        stateReason: 'férié',
        etag: '"2"',
      });
      expect(await codeOf(fill(idOf(FIRST)))).toBe('occurrence.not_open');
      expect(await patch(idOf(FIRST), { skip: false })).toMatchObject({ state: 'open', stateReason: null });
      expect(await codeOf(patch(idOf(FIRST), { reason: 'x' }))).toBe('field.required');
    });

    it.each([
      ['a local time', '2026-12-01T11:30', '2026-12-01T11:30', '2026-12-01T10:30:00.000Z'],
      ['an instant', '2026-12-01T10:30:00Z', '2026-12-01T11:30', '2026-12-01T10:30:00.000Z'],
      ['an instant elsewhere', '2026-12-01T05:30:20-05:00', '2026-12-01T11:30', '2026-12-01T10:30:00.000Z'],
    ])('are moved to %s and back under their rule', async (_, move, localTime, startsAt) => {
      const moved = { moved: true, originalStart: FIRST, localTime, startsAt };
      expect(await patch(idOf(FIRST), { move })).toMatchObject(moved);
      expect(await patch(idOf(FIRST), { move: null })).toMatchObject({ moved: false, localTime: FIRST });
    });

    it('take an assignee of the agency and a note, and nothing else changes', async () => {
      const before = await get(idOf(FIRST));
      const after = await patch(idOf(FIRST), { assigneeId: bakery.memberId, note: 'avec Paul' });
      expect(after).toEqual({ ...before, assigneeId: bakery.memberId, note: 'avec Paul', etag: '"2"' });
      expect(await codeOf(patch(idOf(FIRST), { assigneeId: newId() }))).toBe('member.not_found');
    });

    it('are left alone once they are over, but for a note', async () => {
      expect(await codeOf(patch(idOf(FIRST), { skip: true }, LATE))).toBe('occurrence.past');
      expect(await codeOf(patch(idOf(FIRST), { move: '2026-12-02T09:00' }, LATE))).toBe('occurrence.past');
      expect(await codeOf(patch(idOf(FIRST), { move: '2026-11-22T09:00' }))).toBe('occurrence.past');
      expect(await codeOf(patch(idOf(FIRST), { note: 'dommage' }, LATE))).toBe('accepted');
    });

    it('are not skipped under their post, and moved only by who moves it along', async () => {
      await fill(idOf(FIRST));
      expect(await codeOf(patch(idOf(FIRST), { skip: true }))).toBe('occurrence.already_filled');
      expect(await codeOf(patch(idOf(FIRST), { move: '2026-12-02T09:00' }))).toBe('occurrence.not_open');
      expect(await patch(idOf(FIRST), { move: '2026-12-02T09:00' }, NOW, { movesPost: true })).toMatchObject({
        state: 'filled',
        startsAt: '2026-12-02T08:00:00.000Z',
      });
    });

    it('are refused on a version that is no longer the current one', async () => {
      await patch(idOf(FAR), { note: 'a' }, NOW, { expectedVersion: 1 });
      expect(await codeOf(patch(idOf(FAR), { note: 'b' }, NOW, { expectedVersion: 1 }))).toBe(
        'request.precondition_failed',
      );
    });
  });

  it('made beyond the horizon are not made again when it comes', async () => {
    const rows = await count();
    await fill(idOf('2027-03-01T09:00'));
    const report = await extendHorizon(fixture.scheduler, new Date('2026-12-30T12:00:00Z'));
    // 22 February to 29 March, less the one that is there.
    expect(report).toEqual({ slots: 1, occurrences: 5 });
    expect(await count()).toBe(rows + 6);
  });
});
