import { type Bakery, openSlotsFixture, type SlotsFixture } from '../testing/slots-fixture.js';
import { closePastOccurrences } from './index.js';

const NOW = new Date('2026-11-28T10:00:00Z');
/** The Monday's 09:00 in Paris and the end of its two hours' late window. */
const START = new Date('2026-11-30T08:00:00Z');
const OVER = new Date('2026-11-30T10:00:00.001Z');

describe('closing past occurrences', () => {
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

  const first = async (slotId: string) =>
    (await fixture.list(bakery, slotId, '2026-11-30T00:00:00Z', '2026-12-01T00:00:00Z'))[0]!;
  const events = () =>
    fixture.query<{ subject_id: string; data: object }>(
      `select subject_id, data from outbox_event where type = 'slot.unfilled'`,
    );

  it('waits for the end of the late window, then says once that the date stayed empty', async () => {
    const slot = await fixture.slot(bakery, { ownerId: bakery.memberId }, NOW);
    expect(await closePastOccurrences(fixture.scheduler, new Date('2026-11-30T10:00:00Z'))).toEqual({
      missed: 0,
      skipped: 0,
    });
    expect(await closePastOccurrences(fixture.scheduler, OVER)).toEqual({ missed: 1, skipped: 0 });
    expect(await first(slot.id)).toMatchObject({ state: 'missed', stateReason: 'empty' });
    expect(await closePastOccurrences(fixture.scheduler, OVER)).toEqual({ missed: 0, skipped: 0 });
    expect(await events()).toMatchObject([
      {
        subject_id: slot.id,
        data: {
          slotId: slot.id,
          startsAt: START.toISOString(),
          state: 'missed',
          slot: { title: 'Vidéo du lundi', ownerId: bakery.memberId },
        },
      },
    ]);
  });

  it('goes by each slot’s own window', async () => {
    await fixture.slot(bakery, { lateWindow: 'P1W2D' }, NOW);
    await fixture.slot(bakery, { lateWindow: 'PT0S' }, NOW);
    expect(await closePastOccurrences(fixture.scheduler, OVER)).toEqual({ missed: 1, skipped: 0 });
  });

  it('is quiet where the slot asks for it or sleeps', async () => {
    const quiet = await fixture.slot(bakery, { whenEmpty: 'skip' }, NOW);
    const asleep = await fixture.slot(bakery, {}, NOW);
    await fixture.query('update slot set active = false where id = $1', [asleep.id]);
    expect(await closePastOccurrences(fixture.scheduler, OVER)).toEqual({ missed: 0, skipped: 2 });
    expect(await first(quiet.id)).toMatchObject({ state: 'skipped', stateReason: 'empty' });
    expect(await events()).toEqual([]);
  });

  it('leaves what is filled or skipped as it is', async () => {
    const slot = await fixture.slot(bakery, {}, NOW);
    await fixture.fill((await first(slot.id)).id, NOW);
    expect(await closePastOccurrences(fixture.scheduler, OVER)).toEqual({ missed: 0, skipped: 0 });
    expect(await first(slot.id)).toMatchObject({ state: 'filled' });
  });

  it('tells each date once, however many passes run at once', async () => {
    for (let count = 0; count < 20; count++) await fixture.slot(bakery, {}, NOW);
    const reports = await Promise.all([1, 2, 3].map(() => closePastOccurrences(fixture.scheduler, OVER)));
    expect(reports.reduce((sum, { missed }) => sum + missed, 0)).toBe(20);
    expect(await events()).toHaveLength(20);
  });
});
