import { request } from 'undici';
import { FEED_STORE } from '#channels';
import { adapters, createRegistry, type FeedStore } from '#networks';
import { samplePlan } from '#networks/testing';
import { startTestApi, type TestApi } from '../../../../test/harness/index.js';

const feedAdapter = createRegistry(adapters).get('feed')!;

describe('public feeds over HTTP', () => {
  let api: TestApi;
  let brand: { id: string; slug: string };
  let channelId: string;

  beforeAll(async () => {
    api = await startTestApi({ environment: { PUBLIC_URL: 'https://calendar.example' } });
    const body = { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' };
    brand = (await api.call('POST', '/v1/brands', { body })).body;
    const channel = { networkId: 'feed', displayName: 'Site' };
    channelId = (await api.call('POST', `/v1/brands/${brand.id}/channels`, { body: channel })).body.id;
  });
  afterAll(() => api.close());

  const publish = (key: string, title: string) => {
    const wire = feedAdapter.render(samplePlan({ title }), feedAdapter.manifest.capabilities).units[0]!.wire;
    const account = { channelId, agencyId: api.agencyId, brandId: brand.id, credentials: {} };
    return api.get<FeedStore>(FEED_STORE).put(account, { key, title, content: wire, publishedAt: api.clock.now() });
  };
  const get = async (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => {
    const answer = await request(`${api.url}${path}`, { headers, method });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  };

  it('is there, empty, as soon as a brand has a feed channel, and not before', async () => {
    expect(await get('/feeds/boulangerie-lefevre')).toMatchObject({ status: 200 });
    await api.call('POST', '/v1/brands', { body: { name: 'Discrète', timezone: 'Europe/Paris' } });
    for (const path of ['discrete', 'discrete.atom', 'nobody', 'nobody.json', 'boulangerie-lefevre/nothing', 'a%00b']) {
      expect([path, (await get(`/feeds/${path}`)).status]).toEqual([path, 404]);
    }
  });

  it('shows what was published in every form', async () => {
    const { slug } = await publish('k1', 'Zoom sur la veste Lise');
    const types = {
      '/feeds/boulangerie-lefevre.atom': 'application/atom+xml; charset=utf-8',
      '/feeds/boulangerie-lefevre.json': 'application/feed+json; charset=utf-8',
      '/feeds/boulangerie-lefevre': 'text/html; charset=utf-8',
      [`/feeds/boulangerie-lefevre/${slug}`]: 'text/html; charset=utf-8',
    };
    for (const [path, type] of Object.entries(types)) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers['content-type']]).toEqual([path, 200, type]);
      expect(answer.text).toContain('Zoom sur la veste Lise');
      expect(answer.text).toContain(`https://calendar.example/feeds/boulangerie-lefevre/${slug}`);
      expect(answer.headers['cache-control']).toMatch(/^public, max-age=60/);
      const head = await get(path, {}, 'HEAD');
      expect([head.status, head.text, head.headers['etag']]).toEqual([200, '', answer.headers['etag']]);
    }
  });

  it('answers 304 until something changes', async () => {
    const path = '/feeds/boulangerie-lefevre.atom';
    const first = await get(path);
    const tag = String(first.headers['etag']);
    const date = String(first.headers['last-modified']);
    const again = await get(path, { 'if-none-match': tag });
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', tag]);
    expect((await get(path, { 'if-modified-since': date })).status).toBe(304);
    api.clock.advance(60_000);
    await publish('k2', 'Le pain du lundi');
    for (const [name, value] of [
      ['if-none-match', tag],
      ['if-modified-since', date],
    ] as const) {
      const changed = await get(path, { [name]: value });
      expect(changed.status).toBe(200);
      expect(changed.text.indexOf('Le pain du lundi')).toBeLessThan(changed.text.indexOf('Zoom sur la veste'));
    }
  });
});
