import { expectStatus, scenario, startTestService } from '../harness/index.js';

/** The README's numbered life of a post, line by line. */
it('goes from a slot to the feed, and every step can be read afterwards', async () => {
  const service = await startTestService({ now: '2026-11-24T08:00:00Z' });
  try {
    const to = scenario(service);
    const { id: brandId, slug } = await to.brand();
    const { id: channelId } = await to.channel(brandId);
    const { id: slotId } = await to.slot(brandId, { channelIds: [channelId], pillar: 'atelier' });

    // 2: the horizon holds 90 days of Mondays; the thirteenth is just beyond.
    await service.pass('extend-horizon');
    const [{ n }] = (await service.sql<{ n: number }>('select count(*)::int as n from occurrence where slot_id = $1', [
      slotId,
    ])) as [{ n: number }];
    expect(n).toBe(12);

    // 3: a post fills the first date and takes over what the slot is for.
    const dates = await service.call(
      'GET',
      `/v1/slots/${slotId}/occurrences?from=2026-11-24T00:00:00Z&to=2026-12-01T00:00:00Z`,
    );
    const { id: occurrenceId } = expectStatus(dates, 200).body.data[0];
    const filled = await service.call('POST', `/v1/occurrences/${occurrenceId}/fill`, {
      body: { content: { text: 'Le pli creux' } },
    });
    const post = expectStatus(filled, [200, 201].includes(filled.status) ? filled.status : 201).body;
    expect(post).toMatchObject({
      state: 'draft',
      objective: 'awareness',
      pillar: 'atelier',
      channelIds: [channelId],
      scheduledAt: '2026-11-30T08:00:00.000Z',
    });
    expect(expectStatus(await service.call('GET', `/v1/occurrences/${occurrenceId}`), 200).body).toMatchObject({
      state: 'filled',
      postId: post.id,
    });

    // 4: one publication per channel.
    expectStatus(await service.call('POST', `/v1/posts/${post.id}/schedule`), 200);
    expect(await to.publicationsOf(post.id)).toMatchObject([{ state: 'scheduled', dueAt: '2026-11-30T08:00:00.000Z' }]);

    // 5-9: on the second, once.
    await service.advanceTo('2026-11-30T08:00:00Z');
    const [publication] = await to.publicationsOf(post.id);
    expect(publication).toMatchObject({
      state: 'published',
      publishedAt: '2026-11-30T08:00:00.000Z',
      attempts: [{ number: 1, outcome: 'published' }],
    });
    const entry = await fetch(publication!.remoteUrl!.replace(/^https?:\/\/[^/]+/, service.url));
    expect(await entry.text()).toContain('Le pli creux');
    expect((await service.call('GET', `/feeds/${slug}.json`, { key: null })).body.items).toHaveLength(1);

    // Afterwards: the calendar, the occurrence, the history and the events tell the same story.
    expect((await service.call('GET', `/v1/occurrences/${occurrenceId}`)).body.state).toBe('done');
    const events = (await service.call('GET', '/v1/events?limit=200')).body.data.map(
      (event: { type: string }) => event.type,
    );
    expect(events.filter((type: string) => /^(post|publication)\./.test(type))).toEqual([
      'post.scheduled',
      'publication.published',
      'post.published',
    ]);
    const history = expectStatus(await service.call('GET', `/v1/posts/${post.id}/history`), 200);
    expect(history.text).toContain('schedule');
  } finally {
    await service.close();
  }
});
