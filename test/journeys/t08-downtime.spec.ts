import { scenario, startTestService, type TestService } from '../harness/index.js';

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
});
afterEach(() => service.close());

/** T8: everything is down for three days, then starts. */
it('sends nothing outside its late window, lists what was missed, and tells it in one digest', async () => {
  const to = scenario(service);
  const { id: brandId, slug } = await to.brand();
  const { id: channelId } = await to.channel(brandId);
  const stale: string[] = [];
  for (const hour of ['09', '10', '11', '12']) {
    stale.push((await to.scheduled(brandId, { scheduledAt: `2026-11-24T${hour}:00:00Z`, channelIds: [channelId] })).id);
  }
  // Due 30 minutes before the restart: still inside its two hours.
  const fresh = await to.scheduled(brandId, { scheduledAt: '2026-11-27T08:30:00Z', channelIds: [channelId] });

  service.clock.set('2026-11-27T09:00:00Z');
  await service.beat();

  for (const id of stale) expect(await to.postState(id)).toBe('missed');
  expect(await to.postState(fresh.id)).toBe('published');
  const feed = await service.call('GET', `/feeds/${slug}.json`, { key: null });
  expect(feed.body.items).toHaveLength(1);
  const missed = await service.call('GET', '/v1/publications?state=missed');
  expect(missed.body.data).toHaveLength(4);
  expect(missed.body.data[0]).toMatchObject({ reason: 'late', attempts: [] });
  const digests = await service.call('GET', '/v1/events?type=publishing.missed_digest');
  expect(digests.body.data).toEqual([expect.objectContaining({ data: expect.objectContaining({ count: 4 }) })]);
});
