import { expectStatus, scenario, startTestService, type TestService } from '../harness/index.js';

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ now: '2026-11-20T08:00:00Z' });
});
afterEach(() => service.close());

/** T1: a weekly slot is created 10 days before its first date. */
it('publishes once on the first date, and the next exactly seven local days later', async () => {
  const { brand, channel, slot } = scenario(service);
  const { id: brandId, slug } = await brand();
  const { id: channelId } = await channel(brandId);
  const { id: slotId } = await slot(brandId, { channelIds: [channelId] });
  await service.beat();

  const window = 'from=2026-11-20T00:00:00Z&to=2026-12-10T00:00:00Z';
  const dates = expectStatus(await service.call('GET', `/v1/slots/${slotId}/occurrences?${window}`), 200).body.data;
  expect(dates.map((date: { startsAt: string }) => date.startsAt)).toEqual([
    '2026-11-30T08:00:00.000Z',
    '2026-12-07T08:00:00.000Z',
  ]);

  for (const [index, { id }] of dates.entries()) {
    const body = { content: { text: `Vidéo ${index + 1}` } };
    const filled = expectStatus(await service.call('POST', `/v1/occurrences/${id}/fill`, { body }), 200).body;
    expectStatus(await service.call('POST', `/v1/posts/${filled.postId ?? filled.id}/schedule`), 200);
  }

  await service.advanceTo('2026-11-30T07:59:59Z');
  expect(await entries(slug)).toEqual([]);
  await service.advanceTo('2026-11-30T08:00:00Z');
  expect(await entries(slug)).toEqual(['Vidéo 1']);
  await service.advanceTo('2026-12-07T07:59:59Z');
  expect(await entries(slug)).toEqual(['Vidéo 1']);
  await service.advanceTo('2026-12-20T00:00:00Z');
  expect(await entries(slug)).toEqual(['Vidéo 2', 'Vidéo 1']);
});

async function entries(slug: string): Promise<string[]> {
  const feed = expectStatus(await service.call('GET', `/feeds/${slug}.json`, { key: null }), 200);
  return feed.body.items.map((item: { content_text: string }) => item.content_text);
}
