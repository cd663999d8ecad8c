import { createScriptedNetwork } from '#networks/testing';
import { expectStatus, scenario, startTestService } from '../harness/index.js';

/** T7: reschedule or edit while publishing. */
it('refuses every change of a post that is being sent, and sends it once', async () => {
  const network = createScriptedNetwork({ canBeAsked: true });
  const service = await startTestService({ networks: [network.adapter] });
  try {
    const { brand, channel, scheduled, postState } = scenario(service);
    const { id: brandId } = await brand();
    const { id: channelId } = await channel(brandId, 'scripted');
    const { id } = await scheduled.call(scenario(service), brandId, {
      scheduledAt: '2026-11-24T09:00:00Z',
      channelIds: [channelId],
    });
    network.script.next({ kind: 'hang', accepted: true });
    service.clock.set('2026-11-24T09:00:00Z');
    await service.pass('dispatch-due');
    const sending = service.runJobs();
    await network.script.hanging();

    expect(await postState(id)).toBe('publishing');
    const changes = [
      service.call('PATCH', `/v1/posts/${id}`, { body: { content: { text: 'Trop tard' } } }),
      service.call('PATCH', `/v1/posts/${id}`, { body: { scheduledAt: '2026-11-25T09:00:00Z' } }),
      service.call('POST', `/v1/posts/${id}/unschedule`),
      service.call('POST', `/v1/posts/${id}/cancel`),
      service.call('DELETE', `/v1/posts/${id}`),
    ];
    for (const answer of await Promise.all(changes)) expectStatus(answer, 409);

    network.script.release();
    await sending;
    await service.advanceTo('2026-11-24T10:00:00Z');
    expect(await postState(id)).toBe('published');
    expect(network.log).toHaveLength(1);
    expect(network.log[0]!.wire).not.toMatchObject({ text: 'Trop tard' });
  } finally {
    await service.close();
  }
});

it('sends the edited text when the edit comes before the claim', async () => {
  const network = createScriptedNetwork({ canBeAsked: true });
  const service = await startTestService({ networks: [network.adapter] });
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'scripted');
    const { id } = await to.scheduled(brandId, { scheduledAt: '2026-11-24T09:00:00Z', channelIds: [channelId] });
    service.clock.set('2026-11-24T09:00:00Z');
    await service.pass('dispatch-due');
    expectStatus(await service.call('PATCH', `/v1/posts/${id}`, { body: { content: { text: 'À temps' } } }), 200);
    await service.beat();
    expect(network.log.map((post) => post.wire)).toEqual([expect.objectContaining({ text: 'À temps' })]);
    expect(await to.postState(id)).toBe('published');
  } finally {
    await service.close();
  }
});
