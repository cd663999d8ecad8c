import type { ScriptedNetwork, ScriptedNetworkOptions } from '#networks/testing';
import { expectStatus, layCharter, type Scenario, startScriptedStage, type TestService } from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

/** What may be out is neither forgotten nor sent twice, whatever comes between. */
describe('a post whose answer was lost', () => {
  let service: TestService;
  let network: ScriptedNetwork;
  let to: Scenario;
  let brandId: string;
  let channelId: string;

  async function on(options: ScriptedNetworkOptions): Promise<void> {
    ({ network, service, to, brandId, channelId } = await startScriptedStage(options));
  }
  afterEach(() => service.close());

  const schedule = async (text = 'Un') =>
    (await to.scheduled(brandId, { channelIds: [channelId], scheduledAt: DUE, content: { text }, language: 'fr' })).id;
  const only = async (postId: string) => (await to.publicationsOf(postId))[0]!;
  const pause = async () =>
    expectStatus(await service.call('POST', '/v1/pauses', { body: { scope: { brandId }, reason: 'Deuil' } }), 201).body
      .id as string;
  const lift = async (id: string) => expectStatus(await service.call('POST', `/v1/pauses/${id}/lift`), 200);

  it('is looked for once more when the call is dead, before it is sent again: it may have arrived late', async () => {
    await on({ canBeAsked: true });
    network.script.next({ kind: 'arrive_late' });
    const id = await schedule();
    await service.advanceTo('2026-11-24T09:00:20Z');
    expect(await only(id)).toMatchObject({ state: 'reconciling', reason: 'absent' });
    network.script.arrive();
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'published', remoteId: 'post-1' });
    expect(network.log).toHaveLength(1);
  });

  it('is found although it arrived after a pause began and the network was asked', async () => {
    await on({ effect: 'guarded', canBeAsked: true });
    network.script.next({ kind: 'arrive_late' });
    const id = await schedule();
    await service.advanceTo(DUE);
    await pause();
    await service.advanceTo('2026-11-24T09:00:20Z');
    network.script.arrive();
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'published' });
    expect(network.log).toHaveLength(1);
  });

  it('is missed where a pause began and the network says that it is not there, though the pause was lifted meanwhile', async () => {
    await on({ effect: 'guarded', canBeAsked: true });
    network.script.next({ kind: 'lose_answer' });
    const id = await schedule();
    await service.advanceTo(DUE);
    const standing = await pause();
    await service.advanceTo('2026-11-24T09:00:20Z');
    expect(await only(id)).toMatchObject({ state: 'reconciling', reason: 'paused_in_doubt' });
    await lift(standing);
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'missed', reason: 'pause' });
    expect(network.log).toEqual([]);
    const settled = (await service.call('GET', '/v1/events?limit=200')).body.data as { type: string }[];
    expect(settled.filter(({ type }) => type === 'pause.settled')).toHaveLength(1);
  });

  it('keeps no other pause from being settled while its network does not take the question', async () => {
    await on({ effect: 'guarded', canBeAsked: true });
    const other = (await to.brand({ name: 'Autre' })).id;
    const elsewhere = (await to.channel(other, 'scripted')).id;
    const limit = { class: 'rate_limited', code: 'scripted.limit', phase: 'answered', detail: '' } as const;
    const retryAfter = new Date('2026-11-25T05:00:00Z');
    network.script.next({ kind: 'lose_answer' });
    network.script.nextReconcile({ kind: 'failed', error: { ...limit, scope: 'account', retryAfter } });
    const id = await schedule();
    await service.advanceTo(DUE);
    const first = await pause();
    await service.advanceTo('2026-11-24T09:01:00Z');
    await lift(first);
    const fields = { channelIds: [elsewhere], scheduledAt: '2026-11-24T09:02:00Z', content: { text: 'Deux' } };
    const second = (await to.scheduled(other, fields)).id;
    const body = { scope: { brandId: other }, reason: 'Deuil' };
    const another = expectStatus(await service.call('POST', '/v1/pauses', { body }), 201).body.id as string;
    await service.advanceTo('2026-11-24T09:03:00Z');
    expect(await only(second)).toMatchObject({ state: 'held', reason: 'pause' });
    await lift(another);
    await service.advanceTo('2026-11-24T09:04:00Z');
    expect(await only(second)).toMatchObject({ state: 'missed', reason: 'pause' });
    expect((await service.call('GET', `/v1/pauses/${another}`)).body.settledAt).not.toBeNull();
    expect(await only(id)).toMatchObject({ state: 'reconciling' });
  });

  describe('at a network that cannot be asked', () => {
    it.each(['accept_then_lose_answer', 'lose_answer'] as const)(
      'is held by a pause, and repeated after it, for its key makes it one: %s',
      async (kind) => {
        await on({ effect: 'guarded', canBeAsked: false });
        network.script.next({ kind });
        const id = await schedule();
        await service.advanceTo(DUE);
        const standing = await pause();
        await service.advanceTo('2026-11-24T09:30:00Z');
        expect(await only(id)).toMatchObject({ state: 'held', reason: 'pause', detail: standing });
        expect(network.log).toHaveLength(kind === 'lose_answer' ? 0 : 1);
        await lift(standing);
        await service.advanceTo('2026-11-24T09:40:00Z');
        expect(await only(id)).toMatchObject({ state: 'published' });
        expect(network.log).toHaveLength(1);
      },
    );

    it('is left to a person where its pause lasted beyond the late window: nothing leaves late by itself', async () => {
      await on({ effect: 'guarded', canBeAsked: false });
      network.script.next({ kind: 'lose_answer' });
      const id = await schedule();
      await service.advanceTo(DUE);
      const standing = await pause();
      await service.advanceTo('2026-12-01T09:00:00Z');
      expect(await only(id)).toMatchObject({ state: 'held', reason: 'pause' });
      await lift(standing);
      await service.advanceTo('2026-12-01T09:10:00Z');
      expect(await only(id)).toMatchObject({ state: 'unconfirmed' });
      expect(network.log).toEqual([]);
    });

    it('is held by the charter with its finding, and ends where a person drops it: unconfirmed', async () => {
      await on({ effect: 'guarded', canBeAsked: false });
      network.script.next({ kind: 'lose_answer' });
      const id = await schedule('VENEZ TOUS VITE.');
      await service.advanceTo(DUE);
      await layCharter(service, brandId, [{ id: 'A1', rule: 'tone.shouting' }]);
      await service.advanceTo('2026-11-24T09:30:00Z');
      const held = await only(id);
      expect(held).toMatchObject({ state: 'held', reason: 'charter', detail: 'A1 tone.shouting' });
      const body = { items: [{ publicationId: held.id, action: 'drop' }] };
      expectStatus(await service.call('POST', '/v1/triage:batch', { body }), 200);
      expect(await only(id)).toMatchObject({ state: 'unconfirmed' });
      expect(network.log).toEqual([]);
    });

    it('is not in doubt for a refusal that is worth another try', async () => {
      await on({ canBeAsked: false });
      network.script.next({ kind: 'unreachable' });
      const id = await schedule();
      await service.advanceTo(DUE);
      await pause();
      await service.advanceTo('2026-11-24T09:10:00Z');
      expect(await only(id)).toMatchObject({ state: 'held', reason: 'pause' });
      expect(network.log).toEqual([]);
    });
  });
});
