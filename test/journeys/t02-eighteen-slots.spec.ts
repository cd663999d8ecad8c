import { jest } from '@jest/globals';
import { toLocalTime } from '#kernel';
import { expectStatus, scenario, startTestService } from '../harness/index.js';

jest.setTimeout(120_000);

const ZONE = 'Europe/Paris';
const SLOTS = 18;
const WEEKS = 10;
const MINUTE = 60_000;
/** The first, the one that begins the day after summer time ends, and the last. */
const PUBLISHED_WEEKS = [0, 7, 9];

/** T2: 18 slots created in one minute. */
it('keeps 18 distinct times for ten weeks, each post at its own, never a burst', async () => {
  const service = await startTestService({ now: '2026-09-01T06:00:00Z' });
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand({ timezone: ZONE });
    const { id: channelId } = await to.channel(brandId);
    const times = Array.from({ length: SLOTS }, (_, index) => {
      const minutes = 8 * 60 + index * 37;
      return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    });
    const slotIds: string[] = [];
    for (const [index, time] of times.entries()) {
      const recurrence = { startsAt: `2026-09-07T${time}`, timezone: ZONE, rrule: 'FREQ=WEEKLY;BYDAY=MO' };
      slotIds.push(
        (await to.slot(brandId, { title: `Créneau ${index}`, channelIds: [channelId], recurrence, leadTimes: [] })).id,
      );
      service.clock.advance((MINUTE / SLOTS) | 0);
    }

    const planned = await Promise.all(
      slotIds.map(async (id) => {
        const window = 'from=2026-09-01T00:00:00Z&to=2026-11-15T00:00:00Z';
        const { data } = expectStatus(await service.call('GET', `/v1/slots/${id}/occurrences?${window}`), 200).body;
        return data as { id: string; localTime: string; startsAt: string }[];
      }),
    );
    for (const [index, dates] of planned.entries()) {
      expect(dates).toHaveLength(WEEKS);
      expect(new Set(dates.map(({ localTime }) => localTime.slice(11)))).toEqual(new Set([times[index]]));
    }
    const filled = planned.flatMap((dates) => PUBLISHED_WEEKS.map((week) => dates[week]!));
    for (const { id } of filled) {
      const body = { content: { text: `Pour ${id}` } };
      const { id: postId } = expectStatus(await service.call('POST', `/v1/occurrences/${id}/fill`, { body }), 200).body;
      expectStatus(await service.call('POST', `/v1/posts/${postId}/schedule`), 200);
    }

    await service.advanceTo('2026-11-15T00:00:00Z');
    const out = await service.sql<{ text: string; at: Date }>(
      `select content ->> 'text' as text, published_at as at from feed_entry order by published_at`,
    );
    expect(out).toHaveLength(filled.length);
    const due = new Map(filled.map(({ id, startsAt }) => [`Pour ${id}`, startsAt]));
    expect(out.filter(({ text, at }) => due.get(text) !== at.toISOString())).toEqual([]);
    const gaps = out.slice(1).map(({ at }, index) => at.getTime() - out[index]!.at.getTime());
    expect(Math.min(...gaps)).toBe(37 * MINUTE);
    expect(new Set(out.map(({ at }) => toLocalTime(at, ZONE).slice(11)))).toEqual(new Set(times));
  } finally {
    await service.close();
  }
});
