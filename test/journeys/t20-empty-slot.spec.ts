import { expectStatus, scenario, startTestService, type TestService } from '../harness/index.js';

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ now: '2026-11-20T08:00:00Z' });
});
afterEach(() => service.close());

/** What the stream of events says of empty dates, as `reason lead times @ start`, in order. */
async function alerts(): Promise<string[]> {
  const answer = expectStatus(await service.call('GET', '/v1/events?type=slot.unfilled&limit=200'), 200);
  return answer.body.data.map(({ data }: { data: { reason: string; leadTimes: string[]; startsAt: string } }) =>
    [data.reason, ...data.leadTimes, '@', data.startsAt.slice(0, 16)].join(' '),
  );
}

const monday = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: null };
const MONDAY = '2026-11-30T08:00';

async function emptySlot(fields: object = {}) {
  const to = scenario(service);
  const { id: brandId } = await to.brand();
  const { id: channelId } = await to.channel(brandId);
  const slot = { channelIds: [channelId], recurrence: monday, leadTimes: ['P3D', 'P1D', 'PT2H'], ...fields };
  const { id: slotId } = await to.slot(brandId, slot);
  const dateId = `${slotId}_20261130T0900`;
  return {
    brandId,
    slotId,
    dateId,
    async fill(): Promise<string> {
      const body = { content: { text: 'Le geste du lundi' } };
      return expectStatus(await service.call('POST', `/v1/occurrences/${dateId}/fill`, { body }), 200).body.id;
    },
    patch: async (body: object) =>
      expectStatus(await service.call('PATCH', `/v1/occurrences/${dateId}`, { body }), 200).body,
  };
}

/** T20: an empty slot at its lead times. */
describe('an empty slot', () => {
  it('is told of exactly once at each lead time, then that it is over', async () => {
    const { dateId, slotId } = await emptySlot({ brief: 'Une minute, une question', effortMinutes: 45 });
    await service.advanceTo('2026-11-27T07:59:59Z');
    expect(await alerts()).toEqual([]);
    await service.advanceTo('2026-11-27T08:00:00Z');
    expect(await alerts()).toEqual([`lead_time P3D @ ${MONDAY}`]);
    const { body: date } = await service.call('GET', `/v1/occurrences/${dateId}`);
    const { body: events } = await service.call('GET', '/v1/events?type=slot.unfilled');
    expect(events.data[0]).toMatchObject({
      createdAt: '2026-11-27T08:00:00.000Z',
      actor: { kind: 'system' },
      data: {
        ...date,
        slot: { ...date.slot, id: slotId, format: 'video', effortMinutes: 45, brief: 'Une minute, une question' },
        reason: 'lead_time',
        leadTime: 'P3D',
        leadTimes: ['P3D'],
      },
    });
    for (let beats = 0; beats < 3; beats++) await service.beat();
    await service.advanceTo('2026-11-30T07:59:59Z');
    const all = [`lead_time P3D @ ${MONDAY}`, `lead_time P1D @ ${MONDAY}`, `lead_time PT2H @ ${MONDAY}`];
    expect(await alerts()).toEqual(all);
    await service.advanceTo('2026-12-02T00:00:00Z');
    expect(await alerts()).toEqual([...all, `past @ ${MONDAY}`]);
  });

  it('is told of no more once it is filled, and again for what is left once its post is cancelled', async () => {
    const { fill } = await emptySlot();
    await service.advanceTo('2026-11-27T08:00:00Z');
    const postId = await fill();
    await service.advanceTo('2026-11-28T09:00:00Z');
    expect(await alerts()).toEqual([`lead_time P3D @ ${MONDAY}`]);
    expectStatus(await service.call('POST', `/v1/posts/${postId}/cancel`), 200);
    await service.beat();
    expect(await alerts()).toEqual([`lead_time P3D @ ${MONDAY}`]);
    await service.advanceTo('2026-11-29T08:00:00Z');
    expect(await alerts()).toEqual([`lead_time P3D @ ${MONDAY}`, `lead_time P1D @ ${MONDAY}`]);
    await fill();
    await service.advanceTo('2026-11-30T07:59:59Z');
    expect(await alerts()).toHaveLength(2);
  });

  it('made inside its lead windows is told of once for all that have begun', async () => {
    service.clock.set('2026-11-29T12:00:00Z');
    await emptySlot();
    await service.beat();
    expect(await alerts()).toEqual([`lead_time P3D P1D @ ${MONDAY}`]);
    await service.advanceTo('2026-11-30T07:00:00Z');
    expect(await alerts()).toEqual([`lead_time P3D P1D @ ${MONDAY}`, `lead_time PT2H @ ${MONDAY}`]);
  });

  it('that is moved keeps what was told and follows its new time with the rest', async () => {
    const { patch } = await emptySlot();
    await service.advanceTo('2026-11-27T08:00:00Z');
    await patch({ move: '2026-12-04T18:00' });
    await service.advanceTo('2026-12-03T16:59:59Z');
    expect(await alerts()).toEqual([`lead_time P3D @ ${MONDAY}`]);
    await service.advanceTo('2026-12-04T16:59:59Z');
    expect(await alerts()).toEqual([
      `lead_time P3D @ ${MONDAY}`,
      'lead_time P1D @ 2026-12-04T17:00',
      'lead_time PT2H @ 2026-12-04T17:00',
    ]);
  });

  it('is told of once by any number of schedulers at once', async () => {
    for (let count = 0; count < 5; count++) await emptySlot();
    service.clock.set('2026-11-29T08:00:00Z');
    await Promise.all([1, 2, 3, 4].map(() => service.pass('alert-unfilled')));
    expect(await alerts()).toEqual(Array(5).fill(`lead_time P3D P1D @ ${MONDAY}`));
  });

  it('gets one digest after three days of silence, not one per lead time; what is over is only over', async () => {
    await emptySlot({ recurrence: { ...monday, startsAt: '2026-11-21T09:00' } });
    await emptySlot({ recurrence: { ...monday, startsAt: '2026-11-24T09:00' } });
    service.clock.set('2026-11-23T20:00:00Z');
    await service.beat();
    expect((await alerts()).sort()).toEqual(['lead_time P3D P1D @ 2026-11-24T08:00', 'past @ 2026-11-21T08:00']);
  });

  it('with `whenEmpty: skip` is skipped in silence', async () => {
    const { dateId } = await emptySlot({ whenEmpty: 'skip' });
    await service.advanceTo('2026-12-01T00:00:00Z');
    expect(await alerts()).toEqual([]);
    expect((await service.call('GET', `/v1/occurrences/${dateId}`)).body).toMatchObject({ state: 'skipped' });
  });

  it('counts days on the wall clock over a change of the clocks', async () => {
    service.clock.set('2027-03-20T08:00:00Z');
    await emptySlot({ recurrence: { ...monday, startsAt: '2027-03-28T09:00' }, leadTimes: ['P1D'] });
    await service.advanceTo('2027-03-27T07:59:59Z');
    expect(await alerts()).toEqual([]);
    await service.advanceTo('2027-03-27T08:00:00Z');
    expect(await alerts()).toEqual(['lead_time P1D @ 2027-03-28T07:00']);
  });
});
