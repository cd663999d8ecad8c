import { type Bakery, openSlotsFixture, type SlotsFixture } from '../testing/slots-fixture.js';
import { closePastOccurrences, extendHorizon } from './index.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const DAY = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

describe('the horizon', () => {
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

  const rows = () =>
    fixture.query<{ id: string; starts_at: Date }>('select id, starts_at from occurrence order by starts_at, id');

  it('stands 90 days ahead as soon as a slot is made, and no date lies before the slot (T1)', async () => {
    await fixture.slot(
      bakery,
      { recurrence: { startsAt: '2025-01-06T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY' } },
      NOW,
    );
    const made = await rows();
    expect(made).toHaveLength(13);
    expect(made[0]?.starts_at).toEqual(new Date('2026-11-23T08:00:00Z'));
    expect(made[1]?.starts_at).toEqual(new Date('2026-11-30T08:00:00Z'));
  });

  it('gives the same rows after ten missed ticks as after one a day', async () => {
    await fixture.slot(bakery, {}, NOW);
    for (let day = 1; day <= 10; day++) await extendHorizon(fixture.scheduler, later(day));
    const daily = (await rows()).map((row) => row.starts_at.toISOString());
    await fixture.reset();
    bakery = await fixture.bakery(NOW);
    await fixture.slot(bakery, {}, NOW);
    await extendHorizon(fixture.scheduler, later(10));
    expect((await rows()).map((row) => row.starts_at.toISOString())).toEqual(daily);
  });

  it('does nothing twice, and looks at no slot before a day has passed', async () => {
    await fixture.slot(bakery, {}, NOW);
    expect(await extendHorizon(fixture.scheduler, later(0.9))).toEqual({ slots: 0, occurrences: 0 });
    expect(await extendHorizon(fixture.scheduler, later(8))).toEqual({ slots: 1, occurrences: 1 });
    expect(await extendHorizon(fixture.scheduler, later(8))).toEqual({ slots: 0, occurrences: 0 });
  });

  it('is extended by parallel passes without a double', async () => {
    for (let count = 0; count < 5; count++) await fixture.slot(bakery, {}, NOW);
    const reports = await Promise.all([1, 2, 3].map(() => extendHorizon(fixture.scheduler, later(28))));
    expect(reports.reduce((sum, report) => sum + report.slots, 0)).toBe(5);
    expect(reports.reduce((sum, report) => sum + report.occurrences, 0)).toBe(20);
  });

  it('leaves a slot that somebody holds to a later pass', async () => {
    const held = await fixture.slot(bakery, {}, NOW);
    await fixture.slot(bakery, {}, NOW);
    await fixture.run(async (tx) => {
      await tx.query('select from slot where id = $1 for no key update', [held.id]);
      expect(await extendHorizon(fixture.scheduler, later(8))).toMatchObject({ slots: 1 });
    });
    expect(await extendHorizon(fixture.scheduler, later(8))).toMatchObject({ slots: 1 });
  });

  it('makes up for months without a scheduler, and each empty date is told once', async () => {
    await fixture.slot(bakery, {}, NOW);
    const back = new Date('2027-06-01T12:00:00Z');
    await extendHorizon(fixture.scheduler, back);
    const report = await closePastOccurrences(fixture.scheduler, back);
    // Mondays from 30 November to 31 May.
    expect(report).toEqual({ missed: 27, skipped: 0 });
    expect(await closePastOccurrences(fixture.scheduler, back)).toEqual({ missed: 0, skipped: 0 });
    const told = await fixture.query(`select from outbox_event where type = 'slot.unfilled'`);
    expect(told).toHaveLength(27);
  });

  it('keeps 18 slots of one minute at 18 distinct times for ten weeks (T2)', async () => {
    const slots = await Promise.all(
      Array.from({ length: 18 }, (_, index) => {
        const startsAt = `2026-11-23T${String(6 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`;
        const recurrence = { startsAt, timezone: 'Europe/Paris', rrule: 'FREQ=DAILY' };
        return fixture.slot(bakery, { recurrence }, new Date(NOW.getTime() + index * 3_000));
      }),
    );
    for (let day = 1; day <= 70; day++) await extendHorizon(fixture.scheduler, later(day));
    const days = await fixture.query<{ day: string; times: string; dates: string }>(
      `select left(local_time, 10) as day, count(distinct starts_at) as times, count(*) as dates from occurrence
       where starts_at >= $1 and starts_at < $2 group by 1`,
      [new Date('2026-11-23T00:00:00Z'), new Date('2027-02-01T00:00:00Z')],
    );
    expect(days).toHaveLength(70);
    expect(days.filter(({ times, dates }) => times !== '18' || dates !== '18')).toEqual([]);
    const perSlot = await fixture.query<{ slot_id: string; times: string }>(
      'select slot_id, count(distinct right(local_time, 5)) as times from occurrence group by 1',
    );
    expect(perSlot).toHaveLength(slots.length);
    expect(perSlot.filter(({ times }) => times !== '1')).toEqual([]);
  });
});
