import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { createMediaLibrary } from '#media';
import { Agent, FormData as UploadForm, request } from 'undici';
import { startTestApi, type TestApi } from '../../../../test/harness/index.js';

const MAX = 100_000;
const ONE = Buffer.from(
  '47494638396101000100800000ff000000000021f90400000000002c00000000010001000002024401003b',
  'hex',
);
/** One pixel on a canvas of `width` × 20; what follows its end is never read. */
const gif = (width: number, size = ONE.length) => {
  const image = Buffer.concat([ONE, Buffer.alloc(size - ONE.length)]);
  image.writeUInt16LE(width, 6);
  image.writeUInt16LE(20, 8);
  return image;
};
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

describe('media over HTTP', () => {
  let root: string;
  let api: TestApi;
  let brandId: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'media-api-'));
    api = await startTestApi({
      environment: { MARRONNIER_DATA_DIR: root, MEDIA_MAX_BYTES: String(MAX), WEBHOOK_ALLOW_PRIVATE: 'true' },
    });
    const brand = { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' };
    brandId = (await api.call('POST', '/v1/brands', { body: brand })).body.id;
  });
  afterAll(async () => {
    await api.close();
    await rm(root, { recursive: true });
  });

  const form = (parts: Record<string, string | Blob>, fileName = 'Été 2026.gif') => {
    const data = new FormData();
    for (const [name, value] of Object.entries(parts)) {
      if (typeof value === 'string') data.append(name, value);
      else data.append(name, value, fileName);
    }
    return data;
  };
  const blob = (content: Buffer) => new Blob([new Uint8Array(content)], { type: 'text/html' });
  const upload = (
    content: Buffer,
    parts: Record<string, string> = {},
    headers: Record<string, string> = {},
    query = '',
  ) => api.call('POST', `/v1/media${query}`, { body: form({ brandId, ...parts, file: blob(content) }), headers });
  const files = async () => (await readdir(join(root, 'media'), { recursive: true })).filter((n) => n.length > 40);
  const incoming = async () => (await readdir(join(root, 'media', 'incoming'))).length;
  const read = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(new URL(new URL(url).pathname + new URL(url).search, api.url), { headers, method });

  it('uploads by content, and serves the file to anybody, whole or in part', async () => {
    const made = await upload(gif(10), { altText: 'Une brioche' });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({ mimeType: 'image/gif', bytes: ONE.length, width: 10, altText: 'Une brioche' });
    const whole = await read(made.body.url);
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(gif(10));
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/gif',
      'content-length': String(ONE.length),
      'content-disposition': `inline; filename*=UTF-8''%C3%89t%C3%A9%202026.gif`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const part = await read(made.body.url, { range: 'bytes=0-5' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 0-5/${ONE.length}`,
      'GIF89a',
    ]);
    const beyond = await read(made.body.url, { range: 'bytes=99-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${ONE.length}`]);
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toBe(`"${made.body.checksum}"`);
    const again = await read(made.body.url, { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await read(made.body.url, { range: 'bytes=0-5', 'if-range': etag })).status).toBe(206);
    expect((await read(made.body.url, { range: 'bytes=0-5', 'if-range': '"other"' })).status).toBe(200);
    const head = await read(made.body.url, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(ONE.length), '']);
    expect((await read(`${made.body.url}x`)).status).toBe(404);
    expect((await read(`${api.url}/media/nope/x.gif`)).status).toBe(404);
  });

  it('offers documents for download', async () => {
    const made = await upload(PDF);
    expect((await read(made.body.url)).headers.get('content-disposition')).toMatch(/^attachment; filename/);
  });

  it('refuses what it cannot take, and leaves nothing behind', async () => {
    const before = await files();
    const refused = async (answer: Promise<{ status: number; body: { code: string; errors?: object[] } }>) => {
      const { status, body } = await answer;
      return [status, body.code, ...(body.errors ?? []).map((error) => (error as { pointer: string }).pointer)];
    };
    const post = (body: unknown, headers = {}) => api.call('POST', '/v1/media', { body, headers });
    expect(await refused(upload(Buffer.from('<script>')))).toEqual([422, 'media.type_refused', '/file']);
    expect(await refused(upload(Buffer.alloc(0)))).toEqual([422, 'media.empty', '/file']);
    expect(await refused(upload(gif(10, MAX + 1)))).toEqual([413, 'request.too_large', '/file']);
    expect(await refused(upload(gif(10, 30 * MAX)))).toEqual([413, 'request.too_large', '/file']);
    expect(await refused(upload(gif(10), { altText: 'x'.repeat(1501) }))).toEqual([400, 'request.invalid', '/altText']);
    expect(await refused(upload(gif(10), { altText: 'a\0b' }))).toEqual([400, 'request.invalid', '/altText']);
    expect(await refused(upload(gif(10), { colour: 'red' }))).toEqual([400, 'request.invalid', '/colour']);
    expect(await refused(upload(gif(10), { brandId: 'x' }))).toEqual([400, 'request.invalid', '/brandId']);
    expect(await refused(post(form({ file: blob(gif(10)) })))).toEqual([400, 'request.invalid', '/brandId']);
    expect(await refused(post(form({ brandId })))).toEqual([400, 'request.invalid', '/file']);
    expect(await refused(post(form({ brandId, file: 'text' })))).toEqual([400, 'request.invalid', '/file']);
    expect(await refused(post({ url: 'https://example.org/a.png' }))).toEqual([400, 'request.invalid', '/brandId']);
    expect(await refused(post({ brandId, colour: 'red' }))).toEqual([400, 'request.invalid', '/colour', '/url']);
    expect(await refused(post(undefined))).toEqual([415, 'request.unsupported_media_type']);
    const stranger = await api.addAgency('Ailleurs');
    const foreign = api.call('POST', '/v1/media', {
      body: form({ brandId, file: blob(gif(10)) }),
      key: stranger.adminKey,
    });
    expect(await refused(foreign)).toEqual([404, 'brand.not_found']);
    expect(await files()).toEqual(before);
    expect(await incoming()).toBe(0);
  });

  it('lets a refused upload run dry, so that its connection can be used and closed', async () => {
    const dispatcher = new Agent({ connections: 1 });
    const headers = { authorization: `Bearer ${api.adminKey}` };
    for (const refused of ['/file', '/colour', '/file', '/colour']) {
      const body = new UploadForm();
      if (refused === '/colour') body.append('colour', 'red');
      body.append('file', new Blob([new Uint8Array(100 * MAX)]), 'x.gif');
      const answer = await request(`${api.url}/v1/media`, { method: 'POST', body, dispatcher, headers });
      expect(await answer.body.json()).toMatchObject({ errors: [{ pointer: refused }] });
    }
    await dispatcher.close();
  });

  it('takes a file of exactly the limit', async () => {
    expect((await upload(gif(12, MAX))).body.bytes).toBe(MAX);
  });

  it('lets nobody upload without a key, nor with one that may not', async () => {
    const key = await api.issueKey({ scopes: ['calendar:read'] });
    const body = () => form({ brandId, file: blob(gif(10)) });
    expect((await api.call('POST', '/v1/media', { body: body(), key })).status).toBe(403);
    expect((await api.call('POST', '/v1/media', { body: body(), key: null })).status).toBe(401);
    expect(await incoming()).toBe(0);
  });

  it('keeps nothing in a dry run', async () => {
    const before = await files();
    const made = await upload(gif(77), {}, {}, '?dryRun=true');
    expect([made.status, made.body.width]).toEqual([201, 77]);
    expect(await files()).toEqual(before);
    expect((await api.call('GET', `/v1/media/${made.body.id}`)).status).toBe(404);
    expect(await incoming()).toBe(0);
  });

  it('repeats the first answer for the same upload, and refuses another under the same key', async () => {
    const headers = { 'idempotency-key': 'upload-1' };
    const first = await upload(gif(31), {}, headers);
    const again = await upload(gif(31), {}, headers);
    expect([again.status, again.body.id, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      first.body.id,
      'true',
    ]);
    expect((await upload(gif(32), {}, headers)).body.code).toBe('idempotency.key_reused');
    expect((await upload(gif(31), { altText: 'x' }, headers)).body.code).toBe('idempotency.key_reused');
  });

  describe('by address', () => {
    let host: Server;
    let origin: string;
    let asked: string[];
    const served = new Map<string, { status?: number; headers?: Record<string, string>; body?: Buffer }>();

    beforeAll(async () => {
      host = createServer((incomingRequest, response) => {
        const path = incomingRequest.url ?? '/';
        asked.push(path);
        const { status = 200, headers = {}, body } = served.get(path) ?? { status: 404 };
        response.writeHead(status, headers).end(body);
      });
      await new Promise<void>((resolve) => void host.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise<void>((resolve) => void host.close(() => resolve())));
    beforeEach(() => (asked = []));

    const fetched = (body: object, headers = {}, on = api) =>
      on.call('POST', '/v1/media', { body: { brandId, ...body }, headers });
    const refused = async (path: string) => {
      const { status, body } = await fetched({ url: `${origin}${path}` });
      return [status, body.code, body.errors?.[0]?.pointer];
    };

    it('keeps what lies there, under its own name or the one given', async () => {
      served.set('/moved', { status: 302, headers: { location: '/a/%C3%A9t%C3%A9.gif' } });
      served.set('/a/%C3%A9t%C3%A9.gif', { body: gif(20) });
      const made = await fetched({ url: `${origin}/a/%C3%A9t%C3%A9.gif`, altText: 'Une brioche' });
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({
        fileName: 'été.gif',
        width: 20,
        altText: 'Une brioche',
        mimeType: 'image/gif',
      });
      const named = await fetched({ url: `${origin}/moved`, fileName: 'pain.gif', altText: '' });
      expect(named.body).toMatchObject({ fileName: 'pain.gif', checksum: made.body.checksum, altText: null });
      expect(Buffer.from(await (await read(named.body.url)).arrayBuffer())).toEqual(gif(20));
      expect(await incoming()).toBe(0);
    });

    it('says what is wrong with the address, the answer or the file, and leaves nothing behind', async () => {
      const before = await files();
      served.set('/text', { body: Buffer.from('Bonjour') });
      served.set('/empty', {});
      served.set('/large', { body: gif(10, MAX + 1) });
      served.set('/inside', { status: 302, headers: { location: 'file:///etc/passwd' } });
      served.set('/round', { status: 302, headers: { location: '/round' } });
      expect(await refused('/text')).toEqual([422, 'media.type_refused', '/url']);
      expect(await refused('/empty')).toEqual([422, 'media.empty', '/url']);
      expect(await refused('/large')).toEqual([413, 'request.too_large', '/url']);
      expect(await refused('/inside')).toEqual([422, 'media.url_refused', '/url']);
      expect(await refused('/round')).toEqual([422, 'media.fetch_failed', '/url']);
      expect(await refused('/nothing')).toEqual([422, 'media.fetch_failed', '/url']);
      const { body } = await fetched({ url: `${origin}/nothing` }, { 'accept-language': 'fr' });
      expect(body.errors[0].message).toBe('Cette adresse n’a pas donné le fichier (HTTP 404).');
      expect((await fetched({ url: 'not an address' })).body.code).toBe('media.url_refused');
      expect(await files()).toEqual(before);
      expect(await incoming()).toBe(0);
    });

    it('fetches nothing from inside unless the operator allows it, nor for who may not upload', async () => {
      const guarded = await startTestApi({
        environment: { MARRONNIER_DATA_DIR: root, WEBHOOK_ALLOW_PRIVATE: 'false' },
        database: api.database,
      });
      const headers = { authorization: `Bearer ${api.adminKey}` };
      const answer = await fetched({ url: `${origin}/text` }, headers, guarded).finally(() => guarded.close());
      expect([answer.status, answer.body.code]).toEqual([422, 'media.url_refused']);
      const key = await api.issueKey({ scopes: ['calendar:read'] });
      const body = { brandId, url: `${origin}/text` };
      expect((await api.call('POST', '/v1/media', { body, key })).status).toBe(403);
      expect(asked).toEqual([]);
    });

    it('repeats the first answer whatever lies at the address by then, and refuses another wish', async () => {
      served.set('/once', { body: gif(40) });
      const headers = { 'idempotency-key': 'fetch-1' };
      const url = `${origin}/once`;
      const first = await fetched({ url }, headers);
      served.set('/once', { status: 410 });
      const again = await fetched({ url }, headers);
      expect([again.status, again.body.id, again.headers.get('idempotent-replayed')]).toEqual([
        201,
        first.body.id,
        'true',
      ]);
      expect((await fetched({ url, altText: 'x' }, headers)).body.code).toBe('idempotency.key_reused');
      expect(await incoming()).toBe(0);
    });
  });

  it('serves what was made for an account to signed addresses alone, and until they end', async () => {
    const photo = await sharp({ create: { width: 200, height: 100, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const { body: made } = await upload(photo);
    const library = createMediaLibrary(api.foundation);
    const fit = { mimeTypes: ['image/jpeg'], maxWidth: 50 };
    const until = new Date(api.clock.now().getTime() + 3_600_000);
    const answer = await library.publicUrl({ agencyId: api.agencyId, brandId }, made.id, fit, until);
    const url = answer.kind === 'url' ? answer.url : '';
    const whole = await read(url);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(whole.headers.get('cache-control')).toBe('private, max-age=3600');
    expect((await sharp(Buffer.from(await whole.arrayBuffer())).metadata()).width).toBe(50);
    expect((await read(url, { range: 'bytes=0-1' })).status).toBe(206);
    for (const altered of [url.replace(/until=\d/, 'until=9'), url.replace('.jpg', '.png'), url.replace(/&sig=.*/, '')])
      expect((await read(altered)).status).toBe(404);
    api.clock.set(until);
    expect((await read(url)).status).toBe(404);
    expect((await read(made.url)).status).toBe(200);
  });

  it('describes, lists and deletes', async () => {
    const { body: made } = await upload(gif(55));
    const path = `/v1/media/${made.id}`;
    const patched = await api.call('PATCH', path, { body: { altText: 'Un pain' }, headers: { 'if-match': '"1"' } });
    expect([patched.status, patched.body.altText, patched.headers.get('etag')]).toEqual([200, 'Un pain', '"2"']);
    expect((await api.call('PATCH', path, { body: { altText: null }, headers: { 'if-match': '"1"' } })).status).toBe(
      412,
    );
    expect((await api.call('PATCH', path, { body: {} })).body.errors[0].pointer).toBe('/altText');
    const list = await api.call('GET', `/v1/media?brandId=${brandId}&limit=1`);
    expect(list.body.data).toEqual([patched.body]);
    expect((await api.call('GET', '/v1/media?brandId=x')).body.errors[0].pointer).toBe('?brandId');
    const before = await files();
    expect((await api.call('DELETE', path)).status).toBe(204);
    expect((await api.call('GET', path)).status).toBe(404);
    expect((await read(made.url)).status).toBe(404);
    expect(await files()).toHaveLength(before.length - 1);
  });
});
