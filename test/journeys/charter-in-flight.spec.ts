import type { ScriptedNetwork } from '#networks/testing';
import { expectStatus, layCharter, type Scenario, startScriptedStage, type TestService } from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

/** What has left is never stopped half-way; what is certainly not out is asked about before it is sent again. */
describe('a charter that changes while a post goes out', () => {
  let service: TestService;
  let network: ScriptedNetwork;
  let to: Scenario;
  let brandId: string;
  let channelId: string;

  beforeEach(async () => {
    ({ network, service, to, brandId, channelId } = await startScriptedStage());
  });
  afterEach(() => service.close());

  const schedule = async (content: object) =>
    (await to.scheduled(brandId, { channelIds: [channelId], scheduledAt: DUE, content, language: 'fr' })).id;
  const forbid = () => layCharter(service, brandId, [{ id: 'A1', rule: 'tone.shouting' }]);
  const only = async (postId: string) => (await to.publicationsOf(postId))[0]!;

  it('lets the rest of a thread follow what is out', async () => {
    const id = await schedule({ text: 'Un.', thread: [{ text: 'VENEZ TOUS VITE.' }] });
    network.script.next({ kind: 'accept' });
    network.script.next({ kind: 'unreachable' });
    await service.advanceTo(DUE);
    expect(await only(id)).toMatchObject({ state: 'waiting' });
    expect(network.log).toHaveLength(1);
    await forbid();
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'published' });
    expect(network.log).toHaveLength(2);
  });

  it('looks for what may be out without asking the charter', async () => {
    network.script.next({ kind: 'accept_then_lose_answer' });
    const id = await schedule({ text: 'VENEZ TOUS VITE.' });
    await service.advanceTo(DUE);
    expect(await only(id)).toMatchObject({ state: 'reconciling' });
    await forbid();
    await service.advanceTo('2026-11-24T09:00:10Z');
    expect(await only(id)).toMatchObject({ state: 'published', remoteId: 'post-1' });
    expect(network.log).toHaveLength(1);
  });

  it('holds what certainly is not out before it is sent again', async () => {
    network.script.next({ kind: 'lose_answer' });
    const id = await schedule({ text: 'VENEZ TOUS VITE.' });
    await service.advanceTo('2026-11-24T09:00:10Z');
    expect(await only(id)).toMatchObject({ state: 'reconciling', reason: 'absent' });
    await forbid();
    await service.advanceTo('2026-11-24T09:05:00Z');
    expect(await only(id)).toMatchObject({ state: 'held', reason: 'charter' });
    expect(network.log).toHaveLength(0);
  });

  describe('on a network where a step may be repeated', () => {
    beforeEach(async () => {
      await service.close();
      ({ network, service, to, brandId, channelId } = await startScriptedStage({
        effect: 'guarded',
        canBeAsked: true,
      }));
    });

    it('asks for what may be out instead of repeating it', async () => {
      network.script.next({ kind: 'accept_then_lose_answer' });
      const id = await schedule({ text: 'VENEZ TOUS VITE.' });
      await service.advanceTo(DUE);
      expect(await only(id)).toMatchObject({ state: 'waiting' });
      await forbid();
      await service.advanceTo('2026-11-24T09:05:00Z');
      const outcomes = (await only(id)).attempts.map(({ outcome }) => outcome);
      expect([(await only(id)).state, outcomes, network.log.length]).toEqual(['published', ['reconciled_found'], 1]);
    });

    it('holds what is not out, once the network said so', async () => {
      network.script.next({ kind: 'lose_answer' });
      const id = await schedule({ text: 'VENEZ TOUS VITE.' });
      await service.advanceTo(DUE);
      await forbid();
      await service.advanceTo('2026-11-24T09:10:00Z');
      expect(await only(id)).toMatchObject({ state: 'held', reason: 'charter' });
      expect(network.log).toHaveLength(0);
    });
  });

  it('holds a retry that a person asks for', async () => {
    network.script.next({ kind: 'refuse', class: 'permanent', code: 'scripted.bad_text' });
    const id = await schedule({ text: 'VENEZ TOUS VITE.' });
    await service.advanceTo(DUE);
    const failed = await only(id);
    expect(failed).toMatchObject({ state: 'failed' });
    await forbid();
    expectStatus(await service.call('POST', `/v1/publications/${failed.id}/retry`), 200);
    await service.beat();
    expect(await only(id)).toMatchObject({ state: 'held', reason: 'charter' });
    expect(network.log).toHaveLength(0);
  });
});
