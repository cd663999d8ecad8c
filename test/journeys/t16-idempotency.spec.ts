import { createDataSource, UnitOfWork } from '#persistence';
import { randomUUID } from 'node:crypto';
import type { NetworkAdapter } from '#networks';
import { createScriptedNetwork } from '#networks/testing';
import {
  expectStatus,
  scenario,
  startTestApi,
  startTestService,
  type TestAnswer,
  type TestApi,
} from '../harness/index.js';

const KEY = { name: 'robot', scopes: ['calendar:read'], brands: 'all' };

describe('T16: the same POST with the same Idempotency-Key', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi({ idempotencyWait: 5_000 });
  });
  afterAll(() => api.close());

  const post = (idempotencyKey: string, body: unknown = KEY, path = '/v1/api-keys'): Promise<TestAnswer> =>
    api.call('POST', path, { body, headers: { 'idempotency-key': idempotencyKey } });
  const namesOfKeys = async (): Promise<string[]> =>
    ((await api.call('GET', '/v1/api-keys?limit=200')).body.data as { name: string }[]).map((key) => key.name);

  it('makes one resource of 50 in parallel and gives 50 equal answers', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(key, { ...KEY, name: 'fifty' })));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.body.token).toMatch(/^mrn_/);
    expect(answers.filter((answer) => answer.headers.get('idempotent-replayed') === 'true')).toHaveLength(49);
    expect((await namesOfKeys()).filter((name) => name === 'fifty')).toHaveLength(1);
  });

  it('repeats the answer later, byte for byte', async () => {
    const key = randomUUID();
    const first = await post(key);
    const again = await post(key);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect([first, again].map((answer) => answer.headers.get('idempotent-replayed'))).toEqual([null, 'true']);
  });

  it('refuses another body, and another address, with that key', async () => {
    const key = randomUUID();
    await post(key);
    for (const other of [
      await post(key, { ...KEY, name: 'other' }),
      await post(key, KEY, '/v1/api-keys?dryRun=false'),
    ]) {
      expect(other.status).toBe(422);
      expect(other.body.code).toBe('idempotency.key_reused');
    }
    expect(await namesOfKeys()).not.toContain('other');
  });

  it('keeps a refusal too, and none of what was written on the way to it', async () => {
    const key = randomUUID();
    const unknownBrand = { ...KEY, name: 'refused', brands: [randomUUID()] };
    const [first, again] = [await post(key, unknownBrand), await post(key, unknownBrand)];
    expect(first).toMatchObject({ status: 404, body: { code: 'brand.not_found' } });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await namesOfKeys()).not.toContain('refused');
  });

  it('keeps nothing of a dry run', async () => {
    const key = randomUUID();
    const rehearsed = await post(key, { ...KEY, name: 'rehearsed' }, '/v1/api-keys?dryRun=true');
    expect(rehearsed.status).toBe(201);
    expect(await namesOfKeys()).not.toContain('rehearsed');
    expect((await post(key, { ...KEY, name: 'real' })).status).toBe(201);
  });

  it('forgets after 24 hours', async () => {
    const key = randomUUID();
    await post(key, { ...KEY, name: 'yesterday' });
    api.clock.advance(24 * 3600_000 + 1);
    const today = await post(key, { ...KEY, name: 'today' });
    expect(today.status).toBe(201);
    expect(today.headers.get('idempotent-replayed')).toBeNull();
  });

  it('keeps the keys of two API keys apart', async () => {
    const key = randomUUID();
    const other = await api.issueKey({ name: 'second admin' });
    await post(key);
    const answer = await api.call('POST', '/v1/api-keys', {
      body: KEY,
      key: other,
      headers: { 'idempotency-key': key },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
  });

  it.each(['', 'x'.repeat(256), 'é'])('refuses the key “%s”', async (key) => {
    expect(await post(key)).toMatchObject({ status: 400, body: { code: 'idempotency.key_invalid' } });
  });

  it('stores no token that the answer told', async () => {
    const key = randomUUID();
    const { token } = (await post(key)).body as { token: string };
    const [row] = await api
      .get(UnitOfWork)
      .read((tx) =>
        tx.query('select body::text as body, headers::text as headers from idempotency_key where key = $1', [key]),
      );
    expect(row.body).toBeTruthy();
    expect(`${row.body}${row.headers}`).not.toContain(token);
  });
});

describe('T16: a duplicate of a request that another process is still answering', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi({ idempotencyWait: 100 });
  });
  afterAll(() => api.close());

  it('waits, then answers 409 with Retry-After; once the first has failed, it runs itself', async () => {
    const key = randomUUID();
    const other = await createDataSource({
      url: api.database.appUrl,
      role: 'app',
      poolSize: 1,
      entities: [],
    }).initialize();
    const first = other.createQueryRunner();
    try {
      await first.startTransaction();
      await first.query(
        `insert into idempotency_key (api_key_id, key, request_hash, created_at) select id, $1, 'theirs', $2 from api_key`,
        [key, api.clock.now()],
      );
      const duplicate = await api.call('POST', '/v1/api-keys', { body: KEY, headers: { 'idempotency-key': key } });
      expect(duplicate).toMatchObject({ status: 409, body: { code: 'idempotency.in_progress' } });
      expect(duplicate.headers.get('retry-after')).toBe('1');
      await first.rollbackTransaction();
      const retried = await api.call('POST', '/v1/api-keys', { body: KEY, headers: { 'idempotency-key': key } });
      expect(retried.status).toBe(201);
    } finally {
      await first.release();
      await other.destroy();
    }
  });
});

describe('requests with a key that wait for a network', () => {
  it('leave connections to everybody else: too many of one key are asked to come again', async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    let asked = 0;
    const { adapter } = createScriptedNetwork({ canBeAsked: true });
    const check: NetworkAdapter['check'] = async (io) => {
      asked += 1;
      await slow;
      return adapter.check(io);
    };
    const service = await startTestService({ networks: [{ ...adapter, check }] });
    try {
      const { id: brandId } = await scenario(service).brand();
      const connect = (idempotencyKey: string, key?: string): Promise<TestAnswer> =>
        service.call('POST', `/v1/brands/${brandId}/channels`, {
          body: { networkId: 'scripted', displayName: 'X' },
          headers: { 'idempotency-key': idempotencyKey },
          ...(key && { key }),
        });
      const waiting = ['a', 'b', 'b'].map((key) => connect(key));
      while (asked < 2) await new Promise(setImmediate);
      const refused = await connect('c');
      expect(refused).toMatchObject({ status: 503, body: { code: 'service.busy' } });
      expect(refused.headers.get('retry-after')).toBe('5');
      const others = connect('a', await service.issueKey());
      while (asked < 3) await new Promise(setImmediate);
      expect((await service.call('GET', '/v1/brands')).status).toBe(200);
      release();
      for (const answer of await Promise.all([...waiting, others])) expectStatus(answer, 201);
      expectStatus(await connect('c'), 201);
    } finally {
      release();
      await service.close();
    }
  });
});
