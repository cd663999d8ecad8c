import { jest } from '@jest/globals';
import { createScriptedNetwork } from '#networks/testing';
import { seedBrands, seedDue } from '../bench/seed.js';
import { startTestService } from '../harness/index.js';

jest.setTimeout(120_000);

const DUE = new Date('2026-11-24T09:00:00Z');

/** T28, a tenth of it: 2,000 due at one second, half of them one brand's. The whole stands in test/bench. */
it('drains a burst in order of due time, and no brand waits behind a big one', async () => {
  const network = createScriptedNetwork({ canBeAsked: true });
  const service = await startTestService({ networks: [network.adapter] });
  try {
    const now = service.clock.now();
    const [agency] = await service.sql<{ id: string }>('select id from agency');
    const brandsOf = async (
      brands: number,
      channelsEach: number,
      postsEach: number,
      dueAt = DUE,
    ): Promise<string[]> => {
      const shape = { agencyId: agency!.id, brands, channelsEach, networkId: 'scripted', now };
      const brandIds = await seedBrands(service.sql, shape);
      await seedDue(service.sql, { brandIds, now, postsEach, dueAt });
      return brandIds;
    };
    // The big one first: on equal terms its rows would come first everywhere.
    const [big] = await brandsOf(1, 50, 20);
    await brandsOf(9, 37, 3);
    const [lone] = await brandsOf(1, 1, 1);
    const [early] = await brandsOf(1, 1, 1, new Date(DUE.getTime() - 60_000));
    service.clock.set(DUE);
    await service.beat();

    const channels = await service.sql<{ id: string; brand_id: string }>('select id, brand_id from channel');
    const brandOf = new Map(channels.map((channel) => [channel.id, channel.brand_id]));
    const order = network.log.map(({ channelId }) => brandOf.get(channelId));
    expect(new Set(network.log.map(({ key }) => key)).size).toBe(2001);
    expect(order).toHaveLength(2001);
    // Twelve brands take turns; four workers at once blur a place.
    expect(order.indexOf(early)).toBeLessThan(16);
    expect(order.indexOf(lone)).toBeLessThan(16);
    const others = order.findLastIndex((brandId) => brandId !== big);
    const share = order.slice(0, others).filter((brandId) => brandId === big).length / others;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.2);
  } finally {
    await service.close();
  }
});
