import type { NetworkAdapter, StepResult } from '#networks';
import { createScriptedNetwork, type ScriptedNetwork } from '#networks/testing';
import {
  expectStatus,
  layCharter,
  scenario,
  type Scenario,
  startTestService,
  type TestService,
} from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

/** A video that its network is still working on: nothing of the post is out, nor can be. */
describe('a post whose media are still being processed', () => {
  let service: TestService;
  let network: ScriptedNetwork;
  let to: Scenario;
  let brandId: string;
  let channelId: string;
  let isReady: boolean;
  let answer: 'working' | 'refused';

  beforeEach(async () => {
    network = createScriptedNetwork({ canBeAsked: false });
    [isReady, answer] = [false, 'working'];
    const adapter: NetworkAdapter = {
      ...network.adapter,
      nextStep: (state) =>
        isReady ? network.adapter.nextStep(state) : { id: 'upload', kind: 'poll', effect: 'harmless' },
      run: (step, state, io) => {
        if (step.id !== 'upload') return network.adapter.run(step, state, io);
        const after = (minutes: number) => new Date(io.now.getTime() + minutes * 60_000);
        const result: StepResult =
          answer === 'working'
            ? { kind: 'wait', state, notBefore: after(1), giveUpAt: giveUpAt ?? after(60) }
            : { kind: 'failed', error: { class: 'auth', code: 'scripted.auth', phase: 'answered', detail: '' } };
        return Promise.resolve(result);
      },
    };
    giveUpAt = null;
    service = await startTestService({ networks: [adapter] });
    to = scenario(service);
    brandId = (await to.brand()).id;
    channelId = (await to.channel(brandId, 'scripted')).id;
  });
  afterEach(() => service.close());

  let giveUpAt: Date | null;
  const only = async (postId: string) => (await to.publicationsOf(postId))[0]!;
  const processing = async (text = 'Le four') => {
    const fields = { channelIds: [channelId], scheduledAt: DUE, content: { text }, language: 'fr' };
    const { id } = await to.scheduled(brandId, fields);
    await service.advanceTo('2026-11-24T09:02:30Z');
    expect(await only(id)).toMatchObject({ state: 'processing' });
    return id;
  };

  it('is held by a pause, and missed when that is lifted', async () => {
    const id = await processing();
    const body = { scope: { brandId }, reason: 'Deuil' };
    const pause = expectStatus(await service.call('POST', '/v1/pauses', { body }), 201).body.id;
    isReady = true;
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'held', reason: 'pause' });
    expectStatus(await service.call('POST', `/v1/pauses/${pause}/lift`), 200);
    await service.advanceTo('2026-11-24T09:20:00Z');
    expect(await only(id)).toMatchObject({ state: 'missed', reason: 'pause' });
    expect(network.log).toEqual([]);
  });

  it('does not go out days later because its channel was reconnected then', async () => {
    const id = await processing();
    answer = 'refused';
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'held', reason: 'reauthorize' });
    await service.advanceTo('2026-11-27T09:00:00Z');
    [isReady, answer] = [true, 'working'];
    expectStatus(await service.call('POST', `/v1/channels/${channelId}/verify`), 200);
    await service.beat();
    expect(await only(id)).toMatchObject({ state: 'missed', reason: 'reauthorize' });
    expect(network.log).toEqual([]);
  });

  it('is edited while the charter holds it, for that is what it is held for', async () => {
    const id = await processing('VENEZ TOUS VITE.');
    await layCharter(service, brandId, [{ id: 'A1', rule: 'tone.shouting' }]);
    await service.advanceTo('2026-11-24T09:04:30Z');
    expect(await only(id)).toMatchObject({ state: 'held', reason: 'charter' });
    isReady = true;
    const body = { content: { text: 'Venez nous voir.' } };
    expectStatus(await service.call('PATCH', `/v1/posts/${id}`, { body }), 200);
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'published' });
    expect(network.log.map(({ wire }) => JSON.stringify(wire))).toEqual([expect.stringContaining('Venez nous voir.')]);
  });

  it('is planned anew where its channel was disabled meanwhile', async () => {
    const id = await processing();
    await service.sql(`update channel set health = 'disabled'`);
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(id)).toMatchObject({ state: 'failed', reason: 'channel_disabled' });
    await service.sql(`update channel set health = 'ok'`);
    isReady = true;
    const body = { scheduledAt: '2026-11-24T10:00:00Z' };
    expectStatus(await service.call('POST', `/v1/posts/${id}/unschedule`), 200);
    expectStatus(await service.call('PATCH', `/v1/posts/${id}`, { body }), 200);
    expectStatus(await service.call('POST', `/v1/posts/${id}/schedule`), 200);
    await service.advanceTo('2026-11-24T10:00:00Z');
    expect(await only(id)).toMatchObject({ state: 'published' });
  });

  it('is missed where its publication is then put off for a day: nothing of it is out', async () => {
    const id = await processing();
    isReady = true;
    network.script.next({ kind: 'rate_limit', seconds: 15 * 3_600, scope: 'day' });
    await service.advanceTo('2026-11-24T09:04:00Z');
    expect(await only(id)).toMatchObject({ state: 'waiting' });
    await service.advanceTo('2026-11-25T09:00:00Z');
    expect((await only(id)).state).toBe('missed');
    expect(network.log).toEqual([]);
  });

  it('is not given up for the time in which nobody could ask', async () => {
    const id = await processing();
    isReady = true;
    service.clock.set('2026-11-24T10:30:00Z');
    await service.beat();
    expect(await only(id)).toMatchObject({ state: 'published' });
  });

  it('fails when it takes far too long, for nothing of it is out', async () => {
    giveUpAt = new Date('2026-11-24T09:05:00Z');
    const id = await processing();
    await service.advanceTo('2026-11-25T09:00:00Z');
    expect(await only(id)).toMatchObject({ state: 'failed', reason: 'network.gave_up_waiting' });
    expect(network.log).toEqual([]);
  });
});
