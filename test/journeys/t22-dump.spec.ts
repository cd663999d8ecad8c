import { randomBytes } from 'node:crypto';
import { behindOAuth, createScriptedNetwork, startOAuthServer, startWebhookReceiver } from '#networks/testing';
import {
  expectStatus,
  openBeginPage,
  scenario,
  startTestService,
  type TestService,
  type TestServiceOptions,
} from '../harness/index.js';

let service: TestService;
const start = async (options: TestServiceOptions = {}) => {
  service = await startTestService({ environment: { WEBHOOK_ALLOW_PRIVATE: 'true' }, ...options });
};
afterEach(() => service.close());

/** Every row of every table, the job engine's too, as text. */
async function dump(): Promise<Map<string, string>> {
  const tables = await service.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const texts = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await service.sql<{ line: string }>(`select row_to_json(t)::text as line from ${name} as t`);
    texts.set(name, rows.map(({ line }) => line).join('\n'));
  }
  return texts;
}

/** A secret as it might stand in a dump: as it is, as its bytes, or either of them encoded. */
function shapesOf(secret: string): string[] {
  const bytes = [Buffer.from(secret), Buffer.from(secret.replace(/^(whsec|mrn)_/, ''), 'base64')];
  const encoded = bytes.flatMap((value) => [value.toString('hex'), value.toString('base64').replace(/=+$/, '')]);
  return [secret, secret.replace(/^(whsec|mrn)_/, ''), JSON.stringify(secret).slice(1, -1), ...encoded];
}

function whereReadable(tables: ReadonlyMap<string, string>, secrets: Readonly<Record<string, string>>): string[] {
  return [...tables].flatMap(([table, text]) =>
    Object.entries(secrets)
      .filter(([, secret]) => shapesOf(secret).some((shape) => text.includes(shape)))
      .map(([name]) => `${name} in ${table}`),
  );
}

/** T22: dump of the database. */
it('holds no token, API key or webhook secret that can be read', async () => {
  await start();
  const receiver = await startWebhookReceiver(`whsec_${randomBytes(32).toString('base64')}`);
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const credentials = { url: receiver.url, secret: receiver.secret };
    const channel = await to.channel(brandId, 'webhook', credentials);
    const retired = `whsec_${randomBytes(32).toString('base64')}`;
    const other = await to.channel(brandId, 'webhook', { url: receiver.url, secret: retired });
    expectStatus(await service.call('POST', `/v1/channels/${other.id}/reconnect`, { body: { credentials } }), 200);
    const unusable = `whsec_${randomBytes(80).toString('base64')}`;
    const body = {
      networkId: 'webhook',
      displayName: 'Trop long',
      credentials: { url: receiver.url, secret: unusable },
    };
    const headers = { 'idempotency-key': 'unusable' };
    const lame = expectStatus(await service.call('POST', `/v1/brands/${brandId}/channels`, { body, headers }), 201);
    expect(lame.body).toMatchObject({ health: 'reauthorize' });
    const { token } = expectStatus(
      await service.call('POST', '/v1/api-keys', {
        body: { name: 'robot', scopes: ['calendar:read'], brands: 'all' },
        headers: { 'idempotency-key': 'issued' },
      }),
      201,
    ).body as { token: string };
    expectStatus(await service.call('GET', '/v1/me', { key: token }), 200);
    // One delivery that fails, then one that works: attempts, jobs and events are in the dump too.
    receiver.next({ status: 500, body: receiver.secret });
    await to.scheduled(brandId, { scheduledAt: '2026-11-24T09:00:00Z', channelIds: [channel.id] });
    await service.advanceTo('2026-11-24T09:30:00Z');
    expect(receiver.deliveries.map(({ genuine }) => genuine)).toEqual([true, true]);

    const secrets = {
      'the admin key': service.adminKey,
      'the issued key': token,
      'the webhook secret': receiver.secret,
      'the replaced secret': retired,
      'the unusable secret': unusable,
      'the secret key': Buffer.alloc(32, 7).toString('base64'),
    };
    const tables = await dump();
    expect(whereReadable(tables, secrets)).toEqual([]);
    // It really was a dump: what is no secret can be read in it.
    expect(tables.get('public.channel')).toContain(channel.id);
    expect(tables.get('public.idempotency_key')).toContain('issued');
    expect(tables.get('public.attempt')).toContain('500');
    expect(tables.get('public.outbox_event')).toContain('publication.published');
    expect(whereReadable(new Map([['a leak', `{"secret":"${retired}"}`]]), secrets)).toEqual([
      'the replaced secret in a leak',
    ]);
  } finally {
    await receiver.close();
  }
});

it('holds nothing readable of agreements, sessions and the apps they were made with', async () => {
  const server = await startOAuthServer();
  try {
    const adapter = behindOAuth(createScriptedNetwork({ canBeAsked: true }), server, { perInstance: true });
    await start({ networks: [adapter] });
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const begin = async (fields: object = {}) => {
      const body = { networkId: 'scripted', credentials: { host: server.url }, ...fields };
      const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
      const path = `/v1/brands/${brandId}/channels/authorize`;
      return expectStatus(await service.call('POST', path, { body, headers }), 201).body.authorizationUrl as string;
    };
    const agree = async (fields: object = {}): Promise<void> => {
      const { networkUrl, cookie } = await openBeginPage(service, await begin(fields));
      const { pathname, search } = new URL(server.agree(networkUrl));
      expectStatus(await service.call('GET', pathname + search, { key: null, headers: { cookie } }), 200);
    };
    await agree();
    server.accounts.push({ id: 'account-2', name: 'Boutique' });
    // One agreement that waits for a choice, one whose person is still away, one token that was replaced.
    await agree();
    const away = await begin();
    const { cookie } = await openBeginPage(service, away);
    const [channel] = (await service.call('GET', `/v1/brands/${brandId}/channels`)).body.data as { id: string }[];
    await agree({ channelId: channel!.id });

    const states = [
      ['a state', new URL(away).searchParams.get('state')!],
      ['a browser’s key', cookie.split('=')[1]!],
    ];
    const secrets = Object.fromEntries([
      ...states,
      ...server.secrets.map((secret, index) => [`secret ${index}`, secret]),
    ]);
    expect(Object.keys(secrets).length).toBeGreaterThan(10);
    const tables = await dump();
    expect(whereReadable(tables, secrets)).toEqual([]);
    expect(tables.get('public.network_app')).toContain(server.url);
    expect(tables.get('public.oauth_agreement')).toContain('Boutique');
    expect(tables.get('public.channel')).toMatch(/"session":"v1\./);
    const sealed = [...tables.values()].flatMap((text) => text.match(/v1\.[0-9a-f]{12}\.[\w-]{16}/g) ?? []);
    // Twelve bytes, sixteen letters: the nonces.
    expect(sealed.length).toBeGreaterThan(6);
    expect(new Set(sealed).size).toBe(sealed.length);
  } finally {
    await server.close();
  }
});

it('seals the same secret anew in every row', async () => {
  await start();
  const to = scenario(service);
  const { id: brandId } = await to.brand();
  const credentials = { url: 'https://example.org/hook', secret: `whsec_${randomBytes(32).toString('base64')}` };
  await to.channel(brandId, 'webhook', credentials);
  await to.channel(brandId, 'webhook', credentials);
  const sealed = (await service.sql<{ credentials: string }>('select credentials from channel')).map(
    (row) => /^v1\.([0-9a-f]{12})\.([\w-]+)$/.exec(row.credentials)?.slice(1) ?? [],
  );
  expect(sealed).toHaveLength(2);
  const [[firstKey, first = ''] = [], [secondKey, second = ''] = []] = sealed;
  expect(firstKey).toBe(secondKey);
  const bytes = [first, second].map((value) => Buffer.from(value, 'base64url'));
  expect(bytes[0]!.subarray(0, 12).equals(bytes[1]!.subarray(0, 12))).toBe(false);
  expect(bytes[0]!.subarray(12).equals(bytes[1]!.subarray(12))).toBe(false);
});
