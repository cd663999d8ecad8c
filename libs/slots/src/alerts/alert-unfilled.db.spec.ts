import { SYSTEM } from '#kernel';
import { type Bakery, openSlotsFixture, type SlotsFixture } from '../../testing/slots-fixture.js';
import { alertUnfilled, closePastOccurrences, markOccurrence, type OccurrencePatch, type SlotPatch } from '../index.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const at = (instant: string) => new Date(instant);

describe('alerts about empty dates', () => {
  let fixture: SlotsFixture;
  let bakery: Bakery;

  beforeAll(async () => {
    fixture = await openSlotsFixture();
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    await fixture.reset();
    bakery = await fixture.bakery(NOW);
  });

  const pass = (instant: string) => alertUnfilled(fixture.scheduler, at(instant));
  /** What was told since the last look, as `reason lead times @ start`. */
  let heard = 0;
  beforeEach(() => (heard = 0));
  const news = async () => {
    const all = await fixture.query<{ data: { reason: string; leadTimes: string[]; startsAt: string } }>(
      `select data from outbox_event where type = 'slot.unfilled' order by seq`,
    );
    const fresh = all.slice(heard);
    heard = all.length;
    return fresh.map(({ data }) => [data.reason, ...data.leadTimes, '@', data.startsAt.slice(0, 16)].join(' '));
  };
  const tell = async (instant: string) => {
    await pass(instant);
    return news();
  };
  const request = (now: string) => ({ scope: bakery.scope, actor: SYSTEM, now: at(now), expectedVersion: null });
  const editSlot = (id: string, patch: SlotPatch, now: string) =>
    fixture.run((tx) => fixture.slots.patch(tx, id, patch, request(now)));
  const patchDate = (id: string, patch: OccurrencePatch, now: string) =>
    fixture.run((tx) => fixture.occurrences.patch(tx, id, patch, request(now)));
  const mark = (id: string, state: 'filled' | 'open', now: string) =>
    fixture.run((tx) => markOccurrence(tx, id, state, null, at(now)));
  /** The slot of one Monday, 30 November at nine in Paris. */
  const monday = async (fields: object = {}, now = NOW) => {
    const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: null };
    const slot = await fixture.slot(bakery, { recurrence, leadTimes: ['P3D', 'P1D', 'PT2H'], ...fields }, now);
    return { slotId: slot.id, dateId: `${slot.id}_20261130T0900` };
  };
  const view = (dateId: string) => fixture.run((tx) => fixture.occurrences.get(tx, bakery.scope, dateId));

  it('tells at each lead time once, with the date and what it is for', async () => {
    const { slotId, dateId } = await monday({ brief: 'Une minute', ownerId: bakery.memberId, effortMinutes: 90 });
    expect(await tell('2026-11-27T07:59:59Z')).toEqual([]);
    expect(await tell('2026-11-27T08:00:00Z')).toEqual(['lead_time P3D @ 2026-11-30T08:00']);
    expect(await tell('2026-11-27T08:00:10Z')).toEqual([]);
    expect(await tell('2026-11-29T08:00:00Z')).toEqual(['lead_time P1D @ 2026-11-30T08:00']);
    expect(await tell('2026-11-30T06:00:00Z')).toEqual(['lead_time PT2H @ 2026-11-30T08:00']);
    expect(await tell('2026-11-30T07:59:00Z')).toEqual([]);
    const [first] = await fixture.query<object>(
      `select subject_id, brand_id, data from outbox_event where type = 'slot.unfilled' order by seq limit 1`,
    );
    expect(first).toMatchObject({
      subject_id: slotId,
      brand_id: bakery.brandId,
      data: {
        ...(await view(dateId)),
        reason: 'lead_time',
        leadTime: 'P3D',
        leadTimes: ['P3D'],
        slot: {
          id: slotId,
          title: 'Vidéo du lundi',
          format: 'video',
          ownerId: bakery.memberId,
          effortMinutes: 90,
          brief: 'Une minute',
        },
      },
    });
  });

  it('leaves the date as nobody has touched it', async () => {
    const { dateId } = await monday();
    const before = await view(dateId);
    await pass('2026-11-29T10:00:00Z');
    expect(await view(dateId)).toEqual(before);
  });

  it('ends with the event of the past, which says so', async () => {
    await monday();
    await tell('2026-11-30T07:00:00Z');
    await closePastOccurrences(fixture.scheduler, at('2026-11-30T10:00:01Z'));
    expect(await tell('2026-11-30T10:00:01Z')).toEqual(['past @ 2026-11-30T08:00']);
  });

  it('gives the same rows for one run as for the ten it replaces, in one event', async () => {
    const { dateId } = await monday();
    expect(await tell('2026-11-30T07:00:00Z')).toEqual(['lead_time P3D P1D PT2H @ 2026-11-30T08:00']);
    expect(await fixture.query('select occurrence_id, lead_time from alert order by lead_time')).toEqual(
      ['P1D', 'P3D', 'PT2H'].map((lead_time) => ({ occurrence_id: dateId, lead_time })),
    );
    expect(await tell('2026-11-30T07:30:00Z')).toEqual([]);
  });

  it('says of a date that has begun nothing but that it is over', async () => {
    await monday();
    expect(await tell('2026-11-30T08:00:00Z')).toEqual([]);
    await closePastOccurrences(fixture.scheduler, at('2026-12-03T00:00:00Z'));
    expect(await tell('2026-12-03T00:00:00Z')).toEqual(['past @ 2026-11-30T08:00']);
  });

  it('combines what a slot made inside its lead windows has missed', async () => {
    await monday({}, at('2026-11-29T12:00:00Z'));
    expect(await tell('2026-11-29T12:00:10Z')).toEqual(['lead_time P3D P1D @ 2026-11-30T08:00']);
    expect(await tell('2026-11-30T06:00:00Z')).toEqual(['lead_time PT2H @ 2026-11-30T08:00']);
  });

  it('says nothing more once the date is filled, and takes up the rest when it is let go', async () => {
    const { dateId } = await monday();
    await tell('2026-11-27T08:00:00Z');
    await mark(dateId, 'filled', '2026-11-28T09:00:00Z');
    expect(await tell('2026-11-28T10:00:00Z')).toEqual([]);
    await mark(dateId, 'open', '2026-11-28T11:00:00Z');
    expect(await tell('2026-11-28T11:00:10Z')).toEqual([]);
    expect(await tell('2026-11-29T08:00:00Z')).toEqual(['lead_time P1D @ 2026-11-30T08:00']);
  });

  it('tells at once, and once, of a date that is let go after its lead times', async () => {
    const { dateId } = await monday();
    await mark(dateId, 'filled', '2026-11-26T09:00:00Z');
    expect(await tell('2026-11-29T10:00:00Z')).toEqual([]);
    await mark(dateId, 'open', '2026-11-30T07:00:00Z');
    expect(await tell('2026-11-30T07:00:10Z')).toEqual(['lead_time P3D P1D PT2H @ 2026-11-30T08:00']);
    await mark(dateId, 'filled', '2026-11-30T07:01:00Z');
    await mark(dateId, 'open', '2026-11-30T07:02:00Z');
    expect(await tell('2026-11-30T07:02:10Z')).toEqual([]);
  });

  it('follows a date that is moved; what was told stays told', async () => {
    const { dateId } = await monday();
    expect(await tell('2026-11-27T08:00:00Z')).toEqual(['lead_time P3D @ 2026-11-30T08:00']);
    await patchDate(dateId, { move: '2026-12-04T18:00' }, '2026-11-27T09:00:00Z');
    expect(await tell('2026-12-01T17:00:00Z')).toEqual([]);
    expect(await tell('2026-12-03T16:59:59Z')).toEqual([]);
    expect(await tell('2026-12-03T17:00:00Z')).toEqual(['lead_time P1D @ 2026-12-04T17:00']);
    await patchDate(dateId, { move: '2026-12-03T20:00' }, '2026-12-03T17:30:00Z');
    expect(await tell('2026-12-03T18:00:00Z')).toEqual(['lead_time PT2H @ 2026-12-03T19:00']);
  });

  it('is silent while a date is skipped, and where the slot asks for it, sleeps or is archived', async () => {
    const skipped = await monday();
    await patchDate(skipped.dateId, { skip: true }, '2026-11-21T09:00:00Z');
    await monday({ whenEmpty: 'skip' });
    const asleep = await monday();
    // Somebody touched it: it stays when its slot sleeps.
    await patchDate(asleep.dateId, { note: 'À voir' }, '2026-11-21T09:00:00Z');
    await editSlot(asleep.slotId, { active: false }, '2026-11-21T10:00:00Z');
    const gone = await monday();
    await fixture.run((tx) => fixture.slots.archive(tx, gone.slotId, request('2026-11-21T10:00:00Z')));
    expect(await tell('2026-11-29T10:00:00Z')).toEqual([]);
    await editSlot(asleep.slotId, { active: true }, '2026-11-29T11:00:00Z');
    expect(await tell('2026-11-29T11:00:10Z')).toEqual(['lead_time P3D P1D @ 2026-11-30T08:00']);
  });

  it('goes by the lead times as they now are, for what was not told', async () => {
    const { slotId } = await monday({ leadTimes: ['P3D'] });
    expect(await tell('2026-11-27T08:00:00Z')).toEqual(['lead_time P3D @ 2026-11-30T08:00']);
    await editSlot(slotId, { leadTimes: ['P5D', 'P3D', 'P2D', 'PT72H'] }, '2026-11-27T09:00:00Z');
    expect(await tell('2026-11-27T09:00:10Z')).toEqual(['lead_time P5D PT72H @ 2026-11-30T08:00']);
    expect(await tell('2026-11-28T08:00:00Z')).toEqual(['lead_time P2D @ 2026-11-30T08:00']);
    await editSlot(slotId, { leadTimes: ['P3D', 'P14D'], whenEmpty: 'skip' }, '2026-11-28T09:00:00Z');
    expect(await tell('2026-11-28T09:00:10Z')).toEqual([]);
    await editSlot(slotId, { whenEmpty: 'alert' }, '2026-11-28T09:01:00Z');
    expect(await tell('2026-11-28T09:01:10Z')).toEqual(['lead_time P14D @ 2026-11-30T08:00']);
  });

  it('keeps to the wall clock of the zone a slot is moved to, and repeats nothing', async () => {
    const { slotId } = await monday({ leadTimes: ['P3D', 'P1D'] });
    expect(await tell('2026-11-27T08:00:00Z')).toEqual(['lead_time P3D @ 2026-11-30T08:00']);
    const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'America/New_York', rrule: null };
    await editSlot(slotId, { recurrence }, '2026-11-27T09:00:00Z');
    expect(await tell('2026-11-29T13:59:59Z')).toEqual([]);
    expect(await tell('2026-11-29T14:00:00Z')).toEqual(['lead_time P1D @ 2026-11-30T14:00']);
  });

  it('does not tell again of a date that an edited rule puts in the place of another of its day', async () => {
    const { slotId } = await monday({ leadTimes: ['P3D', 'P1D'] });
    expect(await tell('2026-11-27T08:00:00Z')).toEqual(['lead_time P3D @ 2026-11-30T08:00']);
    const recurrence = { startsAt: '2026-11-30T10:00', timezone: 'Europe/Paris', rrule: null };
    await editSlot(slotId, { recurrence }, '2026-11-28T09:00:00Z');
    expect(await tell('2026-11-28T09:00:10Z')).toEqual([]);
    await editSlot(slotId, { recurrence: { ...recurrence, startsAt: '2026-11-30T11:00' } }, '2026-11-28T10:00:00Z');
    expect(await tell('2026-11-28T10:00:10Z')).toEqual([]);
    expect(await tell('2026-11-29T10:00:00Z')).toEqual(['lead_time P1D @ 2026-11-30T10:00']);
  });

  it('tells of two dates on one day by themselves', async () => {
    const recurrence = {
      startsAt: '2026-11-30T09:00',
      timezone: 'Europe/Paris',
      rrule: null,
      rdates: ['2026-11-30T17:00'],
    };
    await monday({ recurrence, leadTimes: ['P1D'] });
    expect(await tell('2026-11-29T08:00:00Z')).toEqual(['lead_time P1D @ 2026-11-30T08:00']);
    expect(await tell('2026-11-29T16:00:00Z')).toEqual(['lead_time P1D @ 2026-11-30T16:00']);
  });

  it('tells each date once, however many passes run at once', async () => {
    for (let count = 0; count < 20; count++) await monday();
    const reports = await Promise.all([1, 2, 3].map(() => pass('2026-11-29T10:00:00Z')));
    expect(reports.reduce((sum, { alerted }) => sum + alerted, 0)).toBe(20);
    expect(await news()).toHaveLength(20);
  });

  it('passes over a date that somebody is just filling', async () => {
    const { dateId } = await monday();
    await fixture.run(async (tx) => {
      await markOccurrence(tx, dateId, 'filled', null, at('2026-11-29T10:00:00Z'));
      expect(await pass('2026-11-29T10:00:00Z')).toEqual({ watched: 0, alerted: 0 });
    });
    expect(await tell('2026-11-29T10:00:10Z')).toEqual([]);
  });

  it('looks at a date again only when its next moment comes', async () => {
    await fixture.slot(bakery, { leadTimes: ['P3D'] }, NOW);
    expect((await pass('2026-11-20T10:00:00Z')).watched).toBe(12);
    expect((await pass('2026-11-27T07:59:00Z')).watched).toBe(0);
    expect(await pass('2026-11-27T08:00:00Z')).toEqual({ watched: 1, alerted: 1 });
  });
});
