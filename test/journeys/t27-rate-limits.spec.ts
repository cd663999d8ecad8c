import { startMastodonHarness } from '#networks/testing';
import { scenario, startTestService } from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

it('T27: a network that answers 429, then 503, then 200 gets one post, its channel waits as told and no other does', async () => {
  const mastodon = await startMastodonHarness();
  const service = await startTestService({ environment: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const busy = await to.channel(brandId, 'mastodon', mastodon.credentials);
    const feed = await to.channel(brandId);
    const first = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [busy.id], content: { text: 'Un' } });
    const second = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [busy.id], content: { text: 'Deux' } });
    const elsewhere = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [feed.id] });
    mastodon.simulator.plan(
      {
        method: 'POST',
        path: '/api/v1/statuses',
        when: 'before',
        answer: { status: 429, headers: { 'retry-after': '120' }, body: { error: 'Too many requests' } },
      },
      {
        method: 'POST',
        path: '/api/v1/statuses',
        when: 'before',
        answer: { status: 503, body: { error: 'Service unavailable' } },
      },
    );

    await service.advanceTo(DUE);
    expect((await to.publicationsOf(elsewhere.id))[0]).toMatchObject({
      state: 'published',
      publishedAt: '2026-11-24T09:00:00.000Z',
    });
    expect(mastodon.simulator.network.things()).toEqual([]);
    // Whoever was first told everybody on the channel: nobody else tries before the two minutes are over.
    const posts = () =>
      mastodon.simulator.requests.filter(({ method, path }) => method === 'POST' && path === '/api/v1/statuses');
    expect(posts()).toHaveLength(1);
    await service.advanceTo('2026-11-24T09:01:59Z');
    expect(posts()).toHaveLength(1);

    await service.advanceTo('2026-11-24T09:30:00Z');
    const [one] = await to.publicationsOf(first.id);
    const [two] = await to.publicationsOf(second.id);
    expect([one!.state, two!.state]).toEqual(['published', 'published']);
    expect(
      mastodon.simulator.network
        .things()
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Deux', 'Un']);
    const tries = [...one!.attempts, ...two!.attempts].map(({ outcome }) => outcome);
    expect(tries.filter((outcome) => outcome === 'rate_limited')).toHaveLength(1);
    expect(tries.filter((outcome) => outcome === 'published')).toHaveLength(2);
  } finally {
    await service.close();
    await mastodon.close();
  }
});
