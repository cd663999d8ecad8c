import sharp from 'sharp';
import { startBlueskyHarness, startTelegramHarness } from '#networks/testing';
import { expectStatus, scenario, type Scenario, startTestService, type TestService } from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

let service: TestService;
let bluesky: Awaited<ReturnType<typeof startBlueskyHarness>>;
beforeEach(async () => {
  bluesky = await startBlueskyHarness();
  const hosts = { bluesky: { api: bluesky.simulator.url, video: bluesky.simulator.url } };
  service = await startTestService({
    environment: { NETWORK_HOSTS: JSON.stringify(hosts), WEBHOOK_ALLOW_PRIVATE: 'true' },
  });
});
afterEach(async () => {
  await service.close();
  await bluesky.close();
});

async function upload(brandId: string): Promise<string> {
  const bytes = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#b5651d' } })
    .jpeg()
    .toBuffer();
  const form = new FormData();
  form.set('brandId', brandId);
  form.set('altText', 'Un pain de campagne');
  form.set('file', new Blob([new Uint8Array(bytes)]), 'pain.jpg');
  return expectStatus(await service.call('POST', '/v1/media', { body: form }), 201).body.id as string;
}

describe('a post of several units', () => {
  it('goes out as a thread with a comment, each part under the one before, the image with its alternative text', async () => {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'bluesky', bluesky.credentials);
    const content = {
      text: 'La fournée du lundi',
      mediaIds: [await upload(brandId)],
      thread: [{ text: 'Le levain' }, { text: 'La cuisson' }],
      firstComment: 'La recette est au magasin',
    };
    const { id } = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [channelId], content });
    await service.advanceTo(DUE);

    const [publication] = await to.publicationsOf(id);
    expect(publication).toMatchObject({ state: 'published', reason: null });
    expect(publication!.attempts.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'waiting', 'published']);
    const things = bluesky.simulator.network.things();
    expect(things.map(({ text }) => text)).toEqual([content.text, 'Le levain', 'La cuisson', content.firstComment]);
    const [post, sourdough, baking, comment] = things;
    expect(post).toMatchObject({ parentId: null, media: 1, altTexts: ['Un pain de campagne'] });
    expect([sourdough!.parentId, baking!.parentId]).toEqual([post!.id, sourdough!.id]);
    expect(comment!.parentId).not.toBeNull();
    // What a reader follows is the post itself.
    expect(publication!.remoteId).toContain(post!.id);
  });

  it('never restarts an earlier unit when a later one is lost on the way', async () => {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'bluesky', bluesky.credentials);
    const content = { text: 'Un', thread: [{ text: 'Deux' }, { text: 'Trois' }] };
    const { id } = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [channelId], content });
    const lost = { method: 'POST', path: 'putRecord', answer: 'drop' } as const;
    bluesky.simulator.plan({ ...lost, after: 1, when: 'after' }, { ...lost, when: 'before' });
    await service.advanceTo('2026-11-24T10:00:00Z');

    expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'published' });
    expect(bluesky.simulator.network.things().map(({ text }) => text)).toEqual(['Un', 'Deux', 'Trois']);
  });

  it('renews a session that ends in the middle, and nothing goes out twice', async () => {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'bluesky', bluesky.credentials);
    const content = { text: 'Un', thread: [{ text: 'Deux' }] };
    const { id } = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [channelId], content });
    const expired = { status: 400, body: { error: 'ExpiredToken', message: 'Token has expired' } };
    bluesky.simulator.plan({ method: 'POST', path: 'putRecord', after: 1, when: 'before', answer: expired });
    await service.advanceTo(DUE);

    expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'published' });
    expect(bluesky.simulator.network.things().map(({ text }) => text)).toEqual(['Un', 'Deux']);
    const renewals = bluesky.simulator.requests.filter(({ path }) => /refreshSession|createSession/.test(path));
    expect(renewals.length).toBeGreaterThanOrEqual(2);
  });
});

describe('a post whose answer was lost on a step that may be repeated', () => {
  const lostAfter = { method: 'POST', path: 'putRecord', answer: 'drop', when: 'after' } as const;

  async function lose(
    when: 'before' | 'after' = 'after',
  ): Promise<{ id: string; publicationId: string; to: Scenario }> {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'bluesky', bluesky.credentials);
    const fields = { scheduledAt: DUE, channelIds: [channelId], content: { text: 'Un' } };
    const { id } = await to.scheduled(brandId, fields);
    bluesky.simulator.plan({ ...lostAfter, when });
    await service.advanceTo(DUE);
    const [publication] = await to.publicationsOf(id);
    expect(publication).toMatchObject({ state: 'waiting' });
    return { id, publicationId: publication!.id, to };
  }

  const texts = () => bluesky.simulator.network.things().map(({ text }) => text);

  it('is neither changed, cancelled nor planned anew meanwhile, for it may be out, and is out once', async () => {
    const { id, publicationId, to } = await lose();
    const edit = await service.call('PATCH', `/v1/posts/${id}`, { body: { content: { text: 'Deux' } } });
    expect([edit.status, edit.body.code]).toEqual([409, 'post.in_flight']);
    expect((await service.call('POST', `/v1/publications/${publicationId}/cancel`)).status).toBe(409);
    expect((await service.call('POST', `/v1/posts/${id}/unschedule`)).status).toBe(409);
    await service.advanceTo('2026-11-24T09:05:00Z');
    expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'published' });
    expect(texts()).toEqual(['Un']);
  });

  it('is not repeated where a pause begins meanwhile: the network is asked what became of it', async () => {
    const { id, to } = await lose();
    expectStatus(await service.call('POST', '/v1/pauses', { body: { scope: {}, reason: 'Deuil' } }), 201);
    const calls = () => bluesky.simulator.requests.filter(({ path }) => path.includes('putRecord')).length;
    const before = calls();
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'published' });
    expect([texts(), calls()]).toEqual([['Un'], before]);
  });

  it('is held by a pause that begins meanwhile where it did not arrive', async () => {
    const { id, to } = await lose('before');
    expectStatus(await service.call('POST', '/v1/pauses', { body: { scope: {}, reason: 'Deuil' } }), 201);
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'held', reason: 'pause' });
    expect(texts()).toEqual([]);
  });

  it('is not missed, and not failed before the network was asked, where it stays silent beyond the late window', async () => {
    const { id, to } = await lose();
    for (let lost = 0; lost < 20; lost++) bluesky.simulator.plan({ ...lostAfter, when: 'before' });
    await service.advanceTo('2026-11-24T13:00:00Z');
    expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'published' });
    expect(texts()).toEqual(['Un']);
  });
});

describe('a thread of which a person says what became of a part', () => {
  let telegram: Awaited<ReturnType<typeof startTelegramHarness>>;
  beforeEach(async () => {
    telegram = await startTelegramHarness();
    await service.close();
    const hosts = { telegram: { api: telegram.simulator.url } };
    service = await startTestService({ environment: { NETWORK_HOSTS: JSON.stringify(hosts) } });
  });
  afterEach(() => telegram.close());

  it('goes on below the part that they saw, and is taken back whole', async () => {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'telegram', telegram.credentials);
    const content = { text: 'Un', thread: [{ text: 'Deux' }, { text: 'Trois' }] };
    const { id } = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [channelId], content });
    telegram.simulator.plan({ method: 'POST', path: 'sendMessage', answer: 'drop', when: 'after' });
    await service.advanceTo('2026-11-24T09:10:00Z');
    const [parked] = await to.publicationsOf(id);
    expect(parked).toMatchObject({ state: 'unconfirmed' });

    const seen = telegram.simulator.network.things();
    const remoteUrl = `https://t.me/fournil/${seen[0]!.id}`;
    const body = { outcome: 'published', remoteUrl };
    const resolved = await service.call('POST', `/v1/publications/${parked!.id}/resolve`, { body });
    expect(expectStatus(resolved, 200).body).toMatchObject({ state: 'waiting', reason: 'units_left' });
    await service.advanceTo('2026-11-24T09:11:00Z');
    expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'published', remoteUrl });
    const things = telegram.simulator.network.things();
    expect(things.map(({ text }) => text)).toEqual(['Un', 'Deux', 'Trois']);
    expect(things.map(({ parentId }) => parentId)).toEqual([null, things[0]!.id, things[1]!.id]);

    expectStatus(await service.call('POST', `/v1/publications/${parked!.id}/remove`), 200);
    expect(telegram.simulator.network.things()).toEqual([]);
  });

  it.each([
    [undefined, 502, 1],
    ['101,102', 200, 0],
  ])('that was an album is taken back whole or not at all: %j', async (remoteId, status, left) => {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'telegram', telegram.credentials);
    const mediaIds = [await upload(brandId), await upload(brandId)];
    const fields = { scheduledAt: DUE, channelIds: [channelId], content: { text: 'Un', mediaIds } };
    const { id } = await to.scheduled(brandId, fields);
    telegram.simulator.plan({ method: 'POST', path: 'sendMediaGroup', answer: 'drop', when: 'after' });
    await service.advanceTo('2026-11-24T09:10:00Z');
    const [parked] = await to.publicationsOf(id);
    const body = { outcome: 'published', remoteUrl: 'https://t.me/fournil/101', remoteId };
    expectStatus(await service.call('POST', `/v1/publications/${parked!.id}/resolve`, { body }), 200);
    expectStatus(await service.call('POST', `/v1/publications/${parked!.id}/remove`), status);
    expect(telegram.simulator.network.things()).toHaveLength(left);
  });
});
