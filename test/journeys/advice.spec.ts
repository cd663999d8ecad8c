import { type Behaviour, createScriptedNetwork, type ScriptedNetwork } from '#networks/testing';
import { expectStatus, scenario, startTestService, type TestService } from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';
const ADVICE = { 'scripted.bad_text': { en: 'Write it anew.', fr: 'Réécrivez-le.' } };

describe('what can be done about a publication', () => {
  let network: ScriptedNetwork;
  let service: TestService;

  beforeEach(async () => {
    network = createScriptedNetwork({ canBeAsked: false });
    const { adapter } = network;
    service = await startTestService({
      networks: [{ ...adapter, manifest: { ...adapter.manifest, advice: ADVICE } }],
    });
  });
  afterEach(() => service.close());

  async function publish(behaviour: Behaviour): Promise<string> {
    const { brand, channel, scheduled, publicationsOf } = scenario(service);
    const { id: brandId } = await brand();
    const { id: channelId } = await channel(brandId, 'scripted');
    network.script.next(behaviour);
    const post = await scheduled.call(scenario(service), brandId, { scheduledAt: DUE, channelIds: [channelId] });
    await service.advanceTo(DUE);
    const [publication] = await publicationsOf(post.id);
    return publication!.id;
  }

  const read = async (id: string, language: string) => {
    const headers = { 'accept-language': language };
    return expectStatus(await service.call('GET', `/v1/publications/${id}`, { headers }), 200).body as object;
  };

  it('is the network’s own advice where it has one', async () => {
    const id = await publish({ kind: 'refuse', class: 'permanent', code: 'scripted.bad_text' });
    for (const [language, advice] of [
      ['fr', 'Réécrivez-le.'],
      ['en', 'Write it anew.'],
    ] as const)
      expect(await read(id, language)).toMatchObject({ state: 'failed', advice, attempts: [{ advice }] });
    const [listed] = (await service.call('GET', '/v1/publications')).body.data;
    expect(listed).toMatchObject({ advice: 'Write it anew.' });
  });

  it('is to connect the channel again where the network refuses the account', async () => {
    const id = await publish({ kind: 'refuse', class: 'auth', code: 'scripted.unauthorized' });
    expect(await read(id, 'en')).toMatchObject({
      ...{ state: 'held', reason: 'reauthorize' },
      advice: expect.stringMatching(/^Scripted .* no longer accepts this account’s access\./),
    });
  });

  it('says in words what is out otherwise than asked', async () => {
    const id = await publish({ kind: 'accept' });
    expect(await read(id, 'fr')).toMatchObject({ state: 'published', differences: [], advice: null });
    await service.sql(`update publication set differences = '{alt_text}'`);
    expect(await read(id, 'fr')).toMatchObject({
      advice: expect.stringMatching(/comme prévu : le texte alternatif\./),
    });
  });

  it('is to look where nobody knows whether it is out', async () => {
    const id = await publish({ kind: 'accept_then_lose_answer' });
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect(await read(id, 'fr')).toMatchObject({
      state: 'unconfirmed',
      advice: expect.stringMatching(/^Personne ne sait si la publication est partie\./),
    });
  });

  it('is nothing where all is well', async () => {
    expect(await read(await publish({ kind: 'accept' }), 'en')).toMatchObject({ state: 'published', advice: null });
  });
});
