import { createScriptedNetwork } from '#networks/testing';
import { expectStatus, scenario, startTestService } from '../harness/index.js';

/** T15: pause during a publishing burst; later resume. */
it('stops every publication not yet in flight; resuming sends nothing late by itself', async () => {
  const network = createScriptedNetwork({ canBeAsked: true });
  const service = await startTestService({ networks: [network.adapter] });
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const channels = await Promise.all(Array.from({ length: 4 }, () => to.channel(brandId, 'scripted')));
    const burst: string[] = [];
    for (const { id } of channels) {
      for (let i = 0; i < 3; i++)
        burst.push((await to.scheduled(brandId, { scheduledAt: '2026-11-24T09:00:00Z', channelIds: [id] })).id);
    }
    const later = await to.scheduled(brandId, { scheduledAt: '2026-11-24T12:00:00Z', channelIds: [channels[0]!.id] });

    network.script.next({ kind: 'hang', accepted: true });
    service.clock.set('2026-11-24T09:00:00Z');
    await service.pass('dispatch-due');
    const sending = service.runJobs();
    await network.script.hanging();
    const pause = expectStatus(
      await service.call('POST', '/v1/pauses', { body: { scope: { brandId }, reason: 'Deuil national' } }),
      201,
    ).body;
    const sentBefore = network.log.length;
    network.script.release();
    await sending;
    await service.advanceTo('2026-11-24T09:30:00Z');

    // What was in flight when the pause stood may finish; nothing else leaves.
    expect(network.log.length).toBeLessThanOrEqual(sentBefore + 3);
    const sent = network.log.length;
    const states = await Promise.all(burst.map((id) => to.postState(id)));
    expect(states.filter((state) => state === 'published')).toHaveLength(sent);
    expect(states.filter((state) => state === 'held')).toHaveLength(burst.length - sent);

    const lifted = expectStatus(await service.call('POST', `/v1/pauses/${pause.id}/lift`), 200).body;
    expect(lifted).toMatchObject({ settledAt: lifted.liftedAt, triage: `/v1/triage?pauseId=${pause.id}` });
    await service.advanceTo('2026-11-24T11:59:00Z');
    expect(network.log).toHaveLength(sent);
    const missed = await service.call('GET', '/v1/publications?state=missed');
    expect(missed.body.data).toHaveLength(burst.length - sent);
    expect(missed.body.data[0]).toMatchObject({ reason: 'pause' });
    const waiting = expectStatus(await service.call('GET', lifted.triage), 200).body.data;
    expect(waiting).toHaveLength(burst.length - sent);
    await service.advanceTo('2026-11-24T12:00:00Z');
    expect(await to.postState(later.id)).toBe('published');
  } finally {
    await service.close();
  }
});
