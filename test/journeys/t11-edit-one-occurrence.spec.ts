import { expectStatus, scenario, startTestService, type TestService } from '../harness/index.js';

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ now: '2026-11-24T08:00:00Z' });
});
afterEach(() => service.close());

/** T11: the text of one occurrence's post is edited. */
it('makes no further date of it, ever', async () => {
  const to = scenario(service);
  const { id: brandId, slug } = await to.brand();
  const { id: channelId } = await to.channel(brandId);
  const { id: slotId } = await to.slot(brandId, { channelIds: [channelId] });
  const dates = async () => {
    const window = 'from=2026-11-24T00:00:00Z&to=2027-03-01T00:00:00Z';
    const { data } = expectStatus(await service.call('GET', `/v1/slots/${slotId}/occurrences?${window}`), 200).body;
    return (data as { id: string; startsAt: string }[]).map(({ id, startsAt }) => `${id} ${startsAt}`);
  };
  const entries = async () => {
    const { data } = expectStatus(
      await service.call('GET', '/v1/calendar?from=2026-11-24T00:00:00Z&to=2027-03-01T00:00:00Z'),
      200,
    ).body;
    return (data as { occurrence: { id: string } | null; startsAt: string }[]).map(
      ({ occurrence, startsAt }) => `${occurrence?.id} ${startsAt}`,
    );
  };
  const planned = await dates();
  expect(planned).toHaveLength(13);

  const second = `${slotId}_20261207T0900`;
  const body = { content: { text: 'Le pli creux' } };
  const post = expectStatus(await service.call('POST', `/v1/occurrences/${second}/fill`, { body }), 200).body;
  const edit = async (patch: object) => {
    expectStatus(await service.call('PATCH', `/v1/posts/${post.id}`, { body: patch }), 200);
    expect(await dates()).toEqual(planned);
    expect(await entries()).toEqual(planned);
  };
  await edit({ content: { text: 'Le pli creux, repris' } });
  expectStatus(await service.call('POST', `/v1/posts/${post.id}/schedule`), 200);
  await edit({ content: { text: 'Le pli creux, encore' } });
  await edit({ variants: { [channelId]: { text: 'Le pli creux, pour le fil' } } });
  // Once more after the passes have looked at everything, and once the horizon has moved.
  await service.advanceTo('2026-11-30T10:30:00Z');
  await edit({ title: 'Le pli' });

  await service.advanceTo('2026-12-15T00:00:00Z');
  expect(await dates()).toEqual(planned);
  expect(await entries()).toEqual(planned);
  const feed = expectStatus(await service.call('GET', `/feeds/${slug}.json`, { key: null }), 200).body.items;
  expect(feed.map((item: { content_text: string }) => item.content_text)).toEqual(['Le pli creux, pour le fil']);
  const [{ n }] = (await service.sql<{ n: number }>(
    `select count(*)::int as n from occurrence where slot_id = $1 and local_time like '2026-12-07%'`,
    [slotId],
  )) as [{ n: number }];
  expect(n).toBe(1);
});
