import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { createDataSource } from '#persistence';
import { startTestApi, type TestAnswer, type TestApi } from '../harness/test-api.js';

const ROBOT = { name: 'robot', scopes: ['calendar:read'], brands: 'all' };

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const post = (body: unknown, path = '/v1/api-keys', headers = {}): Promise<TestAnswer> =>
  api.call('POST', path, { body, headers });

describe('a refusal', () => {
  it('is a problem document that can be found again', async () => {
    const answer = await api.call('GET', `/v1/nothing?secret=1`, { headers: { 'x-request-id': 'trace-0001' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('x-request-id')).toBe('trace-0001');
    expect(answer.body).toEqual({
      type: 'http://localhost:3000/problems/request.not_found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at this address.',
      instance: '/v1/nothing',
      code: 'request.not_found',
      requestId: 'trace-0001',
    });
  });

  it('speaks French to those who ask', async () => {
    const answer = await api.call('GET', '/v1/nothing', {
      headers: { 'accept-language': 'de, fr-CA;q=0.9, en;q=0.5' },
    });
    expect(answer.headers.get('content-language')).toBe('fr');
    expect(answer.body).toMatchObject({ title: 'Introuvable', detail: 'Il n’y a rien à cette adresse.' });
  });

  it('leads to what its code means', async () => {
    const answer = await api.call('GET', '/problems/api_key.last_admin', { key: null });
    expect(answer.body).toMatchObject({ code: 'api_key.last_admin', status: 409, meaning: { fr: expect.any(String) } });
    expect((await api.call('GET', '/problems/toString', { key: null })).status).toBe(404);
  });

  it('replaces a request id that could forge log lines', async () => {
    const answer = await api.call('GET', '/v1/me', { headers: { 'x-request-id': 'a b' } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['no JSON', '{"name":', 400, 'request.malformed'],
    ['a list', '[]', 400, 'request.malformed'],
    ['a text', '"x"', 400, 'request.malformed'],
    ['null', 'null', 400, 'request.malformed'],
    ['U+0000', '{"name":"a\\u0000b"}', 400, 'request.malformed'],
    ['half a character', '{"name":"a\\ud83e"}', 400, 'request.malformed'],
    ['half a character in a key', '{"\\udd56":"a"}', 400, 'request.malformed'],
    ['a poisoned prototype', '{"__proto__":{"x":1}}', 400, 'request.malformed'],
    ['a nesting without end', `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400, 'request.malformed'],
    ['1 MB', JSON.stringify({ ...ROBOT, name: 'x'.repeat(1_000_000) }), 413, 'request.too_large'],
  ])('answers a body that is %s', async (_, body, status, code) => {
    const answer = await post(body, '/v1/api-keys', { 'idempotency-key': randomUUID() });
    expect(answer).toMatchObject({ status, body: { status, code } });
  });

  it('says how large a body may be', async () => {
    const answer = await post(`{"name":"${'x'.repeat(300_000)}"}`);
    expect(answer.body.detail).toContain('262144');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'refuses a body of type %s',
    async (type) => {
      const answer = await post('name=x', '/v1/api-keys', { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, body: { code: 'request.unsupported_media_type' } });
    },
  );

  it('refuses an upload where JSON is expected', async () => {
    const form = new FormData();
    form.set('name', 'x');
    expect((await api.call('POST', '/v1/api-keys', { body: form })).status).toBe(415);
  });

  it('names the methods that an address takes', async () => {
    const answer = await api.call('PATCH', '/v1/api-keys');
    expect(answer).toMatchObject({ status: 405, body: { code: 'request.method_not_allowed' } });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('answers an address that cannot be decoded', async () => {
    const answer = await api.call('GET', '/v1/api-keys/%E0%A4%A');
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('validation', () => {
  it('points at every field that is refused, with its code and words', async () => {
    const answer = await post({ name: '', scopes: ['all'], brands: ['x'], expiresAt: '2026-11-30T09:00', 'a/b': 1 });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('request.invalid');
    const errors = answer.body.errors as { pointer: string; code: string; message: string }[];
    expect(errors.map(({ pointer, code }) => [pointer, code]).sort()).toEqual([
      ['/a~1b', 'field.unknown'],
      ['/brands', 'field.id_invalid'],
      ['/expiresAt', 'field.instant_offset_required'],
      ['/name', 'field.invalid'],
      ['/scopes', 'field.invalid'],
    ]);
    expect(errors.find((error) => error.pointer === '/expiresAt')?.message).toContain('2026-11-30T09:00:00+01:00');
    expect(errors.find((error) => error.pointer === '/scopes')?.message).toContain('calendar:read');
  });

  it('tells what is missing when there is no body at all', async () => {
    const answer = await api.call('POST', '/v1/api-keys');
    const codes = (answer.body.errors as { pointer: string; code: string }[]).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );
    expect(codes.sort()).toEqual(['/brands field.required', '/name field.required', '/scopes field.required']);
  });

  it.each([
    ['/v1/api-keys?limit=0', '?limit', 'field.invalid'],
    ['/v1/api-keys?limit=many', '?limit', 'field.invalid'],
    ['/v1/api-keys?limit=1&limit=2', '?limit', 'field.invalid'],
    ['/v1/api-keys?page=2', '?page', 'field.unknown'],
    ['/v1/api-keys?cursor=zzz', '?cursor', 'request.cursor_invalid'],
    [`/v1/api-keys?cursor=${Buffer.from('["x"]').toString('base64url')}`, '?cursor', 'request.cursor_invalid'],
    ['/v1/me?verbose=1', '?verbose', 'field.unknown'],
    ['/v1/events?brandId=1', '?brandId', 'field.id_invalid'],
    ['/v1/events?type=%00', '?type', 'field.invalid'],
  ])('refuses the query of %s', async (path, pointer, code) => {
    const answer = await api.call('GET', path);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });
});

describe('keys', () => {
  it.each([
    ['no key', null, 'auth.required', 'Bearer realm="marronnier"'],
    ['another scheme’s key', 'Basic', 'auth.invalid', 'Bearer realm="marronnier", error="invalid_token"'],
    ['an unknown key', `mrn_${'A'.repeat(43)}`, 'auth.invalid', 'Bearer realm="marronnier", error="invalid_token"'],
  ])('answers 401 to %s', async (_, key, code, challenge) => {
    const answer = await api.call('GET', '/v1/me', { key });
    expect(answer).toMatchObject({ status: 401, body: { code } });
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  it('answers 403, naming the scope, to a key that lacks it', async () => {
    const key = await api.issueKey({ scopes: ['calendar:read'] });
    const answer = await api.call('GET', '/v1/api-keys', { key });
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.scope_missing' } });
    expect(answer.headers.get('www-authenticate')).toContain('scope="agency:admin"');
  });

  it('end at their expiry', async () => {
    const expiresAt = new Date(api.clock.now().getTime() + 60_000);
    const key = await api.issueKey({ expiresAt });
    expect((await api.call('GET', '/v1/me', { key })).status).toBe(200);
    api.clock.advance(60_000);
    expect((await api.call('GET', '/v1/me', { key })).status).toBe(401);
  });

  it('end at their deletion, and note when they were last used', async () => {
    const made = await post({ ...ROBOT, name: 'short-lived' });
    expect(made.status).toBe(201);
    const { id, token, hint } = made.body as Record<string, string>;
    expect(token?.endsWith(hint ?? '-')).toBe(true);
    expect((await api.call('GET', '/v1/me', { key: token })).status).toBe(200);
    const listed = (await api.call('GET', '/v1/api-keys')).body.data as Record<string, unknown>[];
    const mine = listed.find((one) => one['id'] === id);
    expect(mine).toMatchObject({ name: 'short-lived', lastUsedAt: api.clock.now().toISOString() });
    expect(JSON.stringify(listed)).not.toContain(token);
    expect((await api.call('DELETE', `/v1/api-keys/${id}`)).status).toBe(204);
    expect((await api.call('GET', '/v1/me', { key: token })).status).toBe(401);
    expect((await api.call('DELETE', `/v1/api-keys/${id}`)).status).toBe(404);
  });

  it('cannot give more than they have', async () => {
    const key = await api.issueKey({ scopes: ['agency:admin'] });
    const answer = await api.call('POST', '/v1/api-keys', { key, body: ROBOT });
    expect(answer).toMatchObject({ status: 403, body: { code: 'api_key.scope_exceeds' } });
    const limited = await api.issueKey({ scopes: ['agency:admin'], brands: [] });
    const wider = { name: 'x', scopes: ['agency:admin'] };
    for (const brands of ['all', [randomUUID()]]) {
      const refused = await api.call('POST', '/v1/api-keys', { key: limited, body: { ...wider, brands } });
      expect(refused.body.code).toBe('api_key.scope_exceeds');
    }
  });

  it('limited to some brands see no key that sees more', async () => {
    const limited = await api.issueKey({ name: 'limited', scopes: ['agency:admin'], brands: [] });
    const { data } = (await api.call('GET', '/v1/api-keys', { key: limited })).body as {
      data: { name: string; id: string }[];
    };
    expect(data.map((key) => key.name)).not.toContain('admin');
    const all = (await api.call('GET', '/v1/api-keys')).body.data as { id: string; brands: unknown }[];
    const admin = all.find((key) => key.brands === 'all');
    expect((await api.call('DELETE', `/v1/api-keys/${admin?.id}`, { key: limited })).status).toBe(404);
  });

  it('of an agency cannot be the last to administer it and go', async () => {
    const other = await api.addAgency('Les Tilleuls');
    const { data } = (await api.call('GET', '/v1/api-keys', { key: other.adminKey })).body as {
      data: { id: string }[];
    };
    expect(data).toHaveLength(1);
    const answer = await api.call('DELETE', `/v1/api-keys/${data[0]?.id}`, { key: other.adminKey });
    expect(answer).toMatchObject({ status: 409, body: { code: 'api_key.last_admin' } });
    expect((await api.call('GET', '/v1/me', { key: other.adminKey })).body.agency.name).toBe('Les Tilleuls');
  });

  it('of one agency are not found by another', async () => {
    const other = await api.addAgency('Les Platanes');
    const { data } = (await api.call('GET', '/v1/api-keys', { key: other.adminKey })).body as {
      data: { id: string }[];
    };
    const [foreign, unknown] = [data[0]?.id, randomUUID()];
    const answers = [
      await api.call('DELETE', `/v1/api-keys/${foreign}`),
      await api.call('DELETE', `/v1/api-keys/${unknown}`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([404, 'api_key.not_found']));
  });

  it('are listed page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await api.call('GET', `/v1/api-keys?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...(page.body.data as { id: string }[]).map((key) => key.id));
      cursor = page.body.nextCursor;
    } while (cursor);
    const all = (await api.call('GET', '/v1/api-keys?limit=200')).body.data as { id: string }[];
    expect(seen).toEqual(all.map((key) => key.id));
  });
});

describe('every answer', () => {
  it('carries headers that keep browsers in check', async () => {
    const { headers } = await api.call('GET', '/v1/me');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('comes for a request that trickles no valid HTTP without taking the service down', async () => {
    const port = Number(new URL(api.url).port);
    const socket = connect(port, '127.0.0.1').end('nonsense\r\n\r\n');
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect((await api.call('GET', '/healthz', { key: null })).status).toBe(200);
  });
});

describe('operations', () => {
  it('says what readiness lacks, and is ready once the scheduler beats', async () => {
    const before = await api.call('GET', '/readyz', { key: null });
    expect(before).toMatchObject({
      status: 503,
      body: { code: 'service.unavailable', checks: { database: { ok: true }, scheduler: { ok: false, ageMs: null } } },
    });
    expect(before.headers.get('retry-after')).toBeTruthy();
    const scheduler = await createDataSource({
      url: api.database.schedulerUrl,
      role: 'scheduler',
      poolSize: 1,
      entities: [],
    }).initialize();
    await scheduler.query(`insert into heartbeat (scheduler, beaten_at, report) values ('s', $1, '{}')`, [
      api.clock.now(),
    ]);
    await scheduler.destroy();
    api.clock.advance(30_000);
    expect(await api.call('GET', '/readyz', { key: null })).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { scheduler: { ok: true, ageMs: 30_000 } } },
    });
    api.clock.advance(1);
    expect((await api.call('GET', '/readyz', { key: null })).status).toBe(503);
  });

  it('measures requests by route template', async () => {
    await api.call('DELETE', `/v1/api-keys/${randomUUID()}`);
    const { text, headers } = await api.call('GET', '/metrics', { key: null });
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('route="/v1/api-keys/:keyId",status="404"');
    expect(text).toMatch(/marronnier_publications\{state="due"\} 0/);
    expect(text).toContain('process_cpu_user_seconds_total');
  });

  it('shows its reference without the internet', async () => {
    const page = await api.call('GET', '/docs', { key: null });
    expect(page.text).not.toMatch(/(src|href)="https?:/);
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(parts.length).toBeGreaterThanOrEqual(4);
    for (const part of parts) expect((await api.call('GET', part, { key: null })).status).toBe(200);
    const document = await api.call('GET', '/openapi.json', { key: null });
    expect(document.body.openapi).toBe('3.1.0');
  });
});

describe('rate limits', () => {
  let strict: TestApi;
  beforeAll(async () => {
    strict = await startTestApi({ environment: { RATE_LIMIT_PER_MINUTE: '3' }, database: api.database });
  });
  afterAll(() => strict.close());

  it('count per key and say when to come back', async () => {
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await strict.call('GET', '/v1/me')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    strict.clock.advance(20_000);
    const refused = await strict.call('GET', '/v1/me');
    expect(refused.body).toMatchObject({
      code: 'request.rate_limited',
      detail: 'Too many requests with this key; wait 40 s.',
    });
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(['limit', 'remaining', 'reset'].map((name) => refused.headers.get(`ratelimit-${name}`))).toEqual([
      '3',
      '0',
      '40',
    ]);
    expect((await strict.call('GET', '/v1/me', { key: await strict.issueKey() })).status).toBe(200);
    strict.clock.advance(40_000);
    const again = await strict.call('GET', '/v1/me');
    expect(again.status).toBe(200);
    expect(again.headers.get('ratelimit-remaining')).toBe('2');
  });

  it('stop guessing, but not those who know', async () => {
    const guess = (): Promise<TestAnswer> => strict.call('GET', '/v1/me', { key: `mrn_${'B'.repeat(43)}` });
    const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await guess()).status));
    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect((await strict.call('GET', '/v1/me', { key: await strict.issueKey() })).status).toBe(200);
  });

  it('let probes through', async () => {
    for (let i = 0; i < 5; i++) expect((await strict.call('GET', '/healthz', { key: null })).status).toBe(200);
  });
});
