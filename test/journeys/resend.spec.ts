import type { ScriptedNetwork } from '#networks/testing';
import {
  expectStatus,
  type Scenario,
  startScriptedStage,
  type TestAnswer,
  type TestService,
} from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

/** Sending again is sending: what a plan is checked for, `retry` and `republish` are checked for too. */
describe('a publication that a person sends again', () => {
  let service: TestService;
  let network: ScriptedNetwork;
  let to: Scenario;
  let brandId: string;
  let channelId: string;

  beforeEach(async () => {
    ({ network, service, to, brandId, channelId } = await startScriptedStage());
  });
  afterEach(() => service.close());

  const call = (method: string, path: string, body?: object): Promise<TestAnswer> =>
    service.call(method, path, body ? { body } : {});
  const schedule = async (channelIds = [channelId]) =>
    (await to.scheduled(brandId, { channelIds, scheduledAt: DUE, content: { text: 'Relu et approuvé' } })).id;
  const failed = async () => {
    network.script.next({ kind: 'refuse' });
    const id = await schedule();
    await service.advanceTo(DUE);
    const [publication] = await to.publicationsOf(id);
    expect(publication).toMatchObject({ state: 'failed' });
    return publication!.id;
  };
  const again = async (publicationId: string) => {
    const answers: unknown[] = [];
    for (const verb of ['retry', 'republish']) {
      const { status, body } = await call('POST', `/v1/publications/${publicationId}/${verb}`);
      answers.push([status, body.code]);
    }
    await service.beat();
    return answers;
  };

  it('goes out once more on purpose', async () => {
    const publicationId = await failed();
    expectStatus(await call('POST', `/v1/publications/${publicationId}/retry`), 200);
    await service.beat();
    expectStatus(await call('POST', `/v1/publications/${publicationId}/republish`), 200);
    await service.beat();
    expect(network.log).toHaveLength(2);
  });

  it('stays where its post was taken back and rewritten', async () => {
    const id = await schedule();
    const [publication] = await to.publicationsOf(id);
    expectStatus(await call('POST', `/v1/posts/${id}/unschedule`), 200);
    expectStatus(await call('PATCH', `/v1/posts/${id}`, { content: { text: 'Ni relu ni approuvé' } }), 200);
    const unplanned = [409, 'publication.unplanned'];
    expect(await again(publication!.id)).toEqual([unplanned, unplanned]);
    expect([network.log, await to.postState(id)]).toEqual([[], 'draft']);
  });

  it('stays where its post was deleted', async () => {
    const id = await schedule();
    const [publication] = await to.publicationsOf(id);
    expectStatus(await call('DELETE', `/v1/posts/${id}`), 204);
    const gone = [404, 'post.not_found'];
    expect(await again(publication!.id)).toEqual([gone, gone]);
    expect(network.log).toEqual([]);
  });

  it('stays where its channel was taken off the post', async () => {
    const { id: other } = await to.channel(brandId, 'scripted');
    const id = await schedule([channelId, other]);
    expectStatus(await call('PATCH', `/v1/posts/${id}`, { channelIds: [other] }), 200);
    const taken = (await to.publicationsOf(id)).find(({ state }) => state === 'cancelled');
    const unplanned = [409, 'publication.unplanned'];
    expect(await again(taken!.id)).toEqual([unplanned, unplanned]);
    expect(network.log).toEqual([]);
  });

  it('stays while a blackout closes the hour', async () => {
    const publicationId = await failed();
    const blackout = {
      ...{ brandId, title: 'Deuil national', action: 'skip', appliesTo: 'all' },
      window: { from: '2026-11-24T08:30:00Z', to: '2026-11-24T12:00:00Z' },
    };
    expectStatus(await call('POST', '/v1/blackouts', blackout), 201);
    const closed = [409, 'post.in_blackout'];
    expect(await again(publicationId)).toEqual([closed, closed]);
    expect(network.log).toEqual([]);
  });
});
