import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, FormData as UploadForm, request } from 'undici';
import { startTestApi, type TestApi } from '../../../../test/harness/index.js';

const MAX = 100_000;
const gif = (width: number, size = 14) =>
  Buffer.concat([Buffer.from('GIF89a'), Buffer.from([width, 0, 20, 0, 0, 0, 0, 0x3b]), Buffer.alloc(size - 14)]);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

describe('media over HTTP', () => {
  let root: string;
  let api: TestApi;
  let brandId: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'media-api-'));
    api = await startTestApi({ environment: { MARRONNIER_DATA_DIR: root, MEDIA_MAX_BYTES: String(MAX) } });
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
    fetch(new URL(new URL(url).pathname, api.url), { headers, method });

  it('uploads by content, and serves the file to anybody, whole or in part', async () => {
    const made = await upload(gif(10), { altText: 'Une brioche' });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({ mimeType: 'image/gif', bytes: 14, width: 10, altText: 'Une brioche' });
    const whole = await read(made.body.url);
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(gif(10));
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/gif',
      'content-length': '14',
      'content-disposition': `inline; filename*=UTF-8''%C3%89t%C3%A9%202026.gif`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const part = await read(made.body.url, { range: 'bytes=0-5' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 0-5/14',
      'GIF89a',
    ]);
    expect((await read(made.body.url, { range: 'bytes=99-' })).status).toBe(416);
    // fetch adds Cache-Control: no-cache to conditional requests, which asks for the whole file.
    const known = { 'if-none-match': whole.headers.get('etag') ?? '' };
    const again = await request(new URL(new URL(made.body.url).pathname, api.url), { headers: known });
    expect([again.statusCode, await again.body.text()]).toEqual([304, '']);
    const head = await read(made.body.url, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '14', '']);
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
    expect(await refused(post({ url: 'https://example.org/a.png' }))).toEqual([400, 'request.invalid', '/url']);
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
