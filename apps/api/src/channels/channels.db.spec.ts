import { adapters, type AdapterIo, createRegistry } from '#networks';
import { startTestApi, type TestApi } from '../../../../test/harness/index.js';

const HOOK = { url: 'https://hooks.example/in', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };

describe('brands, channels and networks over HTTP', () => {
  const checked: AdapterIo['account'][] = [];
  const registry = createRegistry(adapters);
  const webhook = {
    ...registry.get('webhook')!,
    check: (io: AdapterIo) => {
      checked.push(io.account);
      return Promise.resolve({ kind: 'ok', account: 'hooks.example', url: null } as const);
    },
  };
  let api: TestApi;
  let brandId: string;

  beforeAll(async () => {
    api = await startTestApi({ adapters: [registry.get('feed')!, webhook] });
    brandId = (await post('/v1/brands', { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' })).body.id;
  });
  afterAll(() => api.close());
  beforeEach(() => (checked.length = 0));

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    api.call('POST', path, { body, headers });
  const connect = (body: object = {}, query = '') =>
    post(`/v1/brands/${brandId}/channels${query}`, {
      networkId: 'webhook',
      displayName: 'CRM',
      credentials: HOOK,
      ...body,
    });
  const faults = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

  it('makes brands, and upserts them by your own id', async () => {
    const body = { name: ' Lise ', timezone: 'Europe/Paris', languages: ['fr', 'en-gb'], country: 'fr' };
    const put = (extra = {}) => api.call('PUT', '/v1/brands/by-external-id/crm%207', { body: { ...body, ...extra } });
    const made = await put();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Lise',
      slug: 'lise',
      languages: ['fr', 'en-GB'],
      country: 'FR',
      externalId: 'crm 7',
    });
    const changed = await put({ name: 'Lise & Cie' });
    expect([changed.status, changed.body.id, changed.body.name]).toEqual([200, made.body.id, 'Lise & Cie']);
    expect((await api.call('GET', '/v1/brands?externalId=crm%207')).body.data).toEqual([changed.body]);
    expect((await api.call('DELETE', `/v1/brands/${made.body.id}`, { headers: { 'if-match': '"1"' } })).status).toBe(
      412,
    );
    expect((await api.call('DELETE', `/v1/brands/${made.body.id}`)).status).toBe(204);
    expect((await put()).status).toBe(201);
  });

  it('refuses what no brand can be, field by field', async () => {
    const refused = await post('/v1/brands', {
      name: '  ',
      slug: 'Pas Un Slug',
      timezone: 'Paris',
      languages: ['fr_FR'],
      country: 'XX',
      settings: { approval: 'two_steps', defaults: { lateWindow: '2h' } },
      colour: 'red',
    });
    expect([refused.status, ...faults(refused).sort()]).toEqual([
      400,
      '/colour field.unknown',
      '/country field.invalid',
      '/languages field.invalid',
      '/name field.invalid',
      '/settings/approval field.invalid',
      '/settings/defaults/lateWindow field.duration_invalid',
      '/slug field.invalid',
      '/timezone field.zone_unknown',
    ]);
    expect(faults(await post('/v1/brands', {}))).toEqual(['/name field.required', '/timezone field.required']);
    expect(faults(await api.call('PATCH', `/v1/brands/${brandId}`, { body: { name: null } }))).toEqual([
      '/name field.invalid',
    ]);
    const taken = await post('/v1/brands', { name: 'X', timezone: 'Europe/Paris', slug: 'boulangerie-lefevre' });
    expect([taken.status, taken.body.code]).toEqual([409, 'brand.slug_taken']);
    const limited = await api.issueKey({ brands: [brandId] });
    const body = { name: 'X', timezone: 'Europe/Paris' };
    expect((await api.call('POST', '/v1/brands', { body, key: limited })).body.code).toBe('auth.agency_wide_forbidden');
  });

  it('connects, verifies, changes and disconnects a channel without telling its secret', async () => {
    const made = await connect({ audienceNote: 'Clients' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      credentials: { url: HOOK.url },
      credentialFields: ['secret', 'url'],
      health: 'ok',
    });
    expect(made.text).not.toContain('whsec_');
    expect(checked[0]?.credentials).toEqual(HOOK);
    const path = `/v1/channels/${made.body.id}`;
    expect((await api.call('GET', path)).body).toEqual(made.body);
    expect((await post(`${path}/verify`, undefined)).body).toMatchObject({ health: 'ok', version: 2 });
    const renamed = await api.call('PATCH', path, { body: { displayName: 'CRM 2' }, headers: { 'if-match': '"2"' } });
    expect(renamed.body).toMatchObject({ displayName: 'CRM 2', audienceNote: 'Clients', version: 3 });
    const url = 'https://hooks.example/other';
    const moved = await api.call('PATCH', path, { body: { credentials: { ...HOOK, url } } });
    expect(moved.body).toMatchObject({ credentials: { url }, displayName: 'CRM 2', version: 4 });
    expect((await post(`${path}/reconnect`, { credentials: HOOK })).body.credentials).toEqual({ url: HOOK.url });
    expect(checked).toHaveLength(4);
    expect((await api.call('DELETE', path)).status).toBe(204);
    expect((await api.call('GET', path)).status).toBe(404);
    expect((await api.call('GET', `/v1/brands/${brandId}/channels`)).body).toEqual({ data: [], nextCursor: null });
  });

  it('asks no network in a dry run, and once for a repeated request', async () => {
    const rehearsed = await connect({}, '?dryRun=true');
    expect([rehearsed.status, checked.length]).toEqual([201, 0]);
    expect((await api.call('GET', `/v1/channels/${rehearsed.body.id}`)).status).toBe(404);
    const body = { networkId: 'webhook', displayName: 'CRM', credentials: HOOK };
    const headers = { 'idempotency-key': 'connect-1' };
    const first = await post(`/v1/brands/${brandId}/channels`, body, headers);
    const again = await post(`/v1/brands/${brandId}/channels`, body, headers);
    expect([again.body.id, checked.length]).toEqual([first.body.id, 1]);
  });

  it('refuses credentials the network does not ask for', async () => {
    const invalid = await connect({ credentials: { url: 'x', token: 'y' } });
    expect([invalid.status, invalid.body.code]).toEqual([422, 'channel.credentials_invalid']);
    expect(faults(invalid)).toEqual([
      '/credentials/token field.unknown',
      '/credentials/url field.invalid',
      '/credentials/secret field.required',
    ]);
    expect(faults(await connect({ credentials: { url: 7 } }))).toEqual(['/credentials field.invalid']);
    expect(faults(await connect({ networkId: 'myspace' }))).toEqual(['/networkId network.unknown']);
  });

  it('describes its networks in the reader’s language', async () => {
    const list = await api.call('GET', '/v1/networks');
    expect(list.body.data.map(({ id }: { id: string }) => id)).toEqual(['feed', 'webhook']);
    const french = await api.call('GET', '/v1/networks/webhook', { headers: { 'accept-language': 'fr-CH, en;q=0.5' } });
    expect(french.body.credentials[1]).toMatchObject({ name: 'secret', label: 'Secret de signature', secret: true });
    expect(french.body.reconciliation).toMatchObject({ kind: 'repeatable', note: expect.stringContaining('Livré') });
    expect((await api.call('GET', '/v1/networks/myspace')).body.code).toBe('network.not_found');
  });
});
