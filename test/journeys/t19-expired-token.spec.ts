import type { NetworkAdapter } from '#networks';
import { behindOAuth, createScriptedNetwork, type OAuthServer, startOAuthServer } from '#networks/testing';
import {
  expectStatus,
  openBeginPage,
  scenario,
  type Scenario,
  startTestService,
  type TestService,
} from '../harness/index.js';

let server: OAuthServer;
let service: TestService;
let network: ReturnType<typeof createScriptedNetwork>;
let to: Scenario;
let brandId: string;
let remove: NetworkAdapter['remove'];
let beforeRenewal: () => Promise<unknown>;

beforeEach(async () => {
  server = await startOAuthServer();
  network = createScriptedNetwork({ canBeAsked: true });
  remove = network.adapter.remove;
  beforeRenewal = () => Promise.resolve();
  const behind = behindOAuth(network, server);
  const adapter: NetworkAdapter = {
    ...behind,
    renew: (io) => beforeRenewal().then(() => behind.renew!(io)),
    remove: (remote, io) => remove!(remote, io),
  };
  service = await startTestService({
    networks: [adapter],
    environment: { NETWORK_APPS: JSON.stringify({ scripted: server.app }) },
  });
  to = scenario(service);
  brandId = (await to.brand()).id;
});
afterEach(async () => {
  await service.close();
  await server.close();
});

/** A person begins over the api, agrees on the network's pages, and their browser comes back. */
async function agree(fields: object = {}, headers: Record<string, string> = {}) {
  const body = { networkId: 'scripted', ...fields };
  const begun = expectStatus(
    await service.call('POST', `/v1/brands/${brandId}/channels/authorize`, { body }),
    201,
  ).body;
  const { networkUrl, cookie } = await openBeginPage(service, begun.authorizationUrl as string);
  const { pathname, search } = new URL(server.agree(networkUrl));
  const page = await service.call('GET', pathname + search, { key: null, headers: { cookie, ...headers } });
  return { id: begun.id as string, page };
}

async function aChannel(): Promise<string> {
  await agree();
  return (await service.call('GET', `/v1/brands/${brandId}/channels`)).body.data[0].id as string;
}

const scheduled = async (channelId: string, scheduledAt: string, lateWindow?: string) =>
  (await to.scheduled(brandId, { channelIds: [channelId], scheduledAt, ...(lateWindow ? { lateWindow } : {}) })).id;
const stateOf = async (postId: string) => {
  const [publication] = await to.publicationsOf(postId);
  return [publication!.state, publication!.reason];
};
const healthOf = async (channelId: string) => (await service.call('GET', `/v1/channels/${channelId}`)).body.health;

/** T19: a channel's token has expired. */
it('goes out once, after a refresh nobody notices, when the token dies while the post waits', async () => {
  const channelId = await aChannel();
  const id = await scheduled(channelId, '2026-11-24T09:00:00Z');
  server.expireTokens();
  await service.advanceTo('2026-11-24T09:00:00Z');
  expect(await stateOf(id)).toEqual(['published', null]);
  expect(network.log).toHaveLength(1);
  expect(await healthOf(channelId)).toBe('ok');
  // The next one, hours after the session's end by the clock, is renewed before it is begun with.
  const next = await scheduled(channelId, '2026-11-24T20:00:00Z');
  const refusals = () => service.sql(`select 1 from attempt where outcome = 'auth'`);
  await service.advanceTo('2026-11-24T20:00:00Z');
  expect(await stateOf(next)).toEqual(['published', null]);
  expect([network.log.length, (await refusals()).length]).toEqual([2, 0]);
});

it('is held with its reason when the refresh is refused, and leaves after the same account agreed again', async () => {
  const channelId = await aChannel();
  const id = await scheduled(channelId, '2026-11-24T09:00:00Z');
  server.revokeAll();
  await service.advanceTo('2026-11-24T09:10:00Z');
  expect(await stateOf(id)).toEqual(['held', 'reauthorize']);
  expect(await healthOf(channelId)).toBe('reauthorize');
  const events = (await service.call('GET', '/v1/events?limit=200')).body.data as { type: string }[];
  expect(events.filter(({ type }) => type === 'channel.reauthorize')).toHaveLength(1);
  server.accounts[0]!.id = 'another';
  const wrong = await agree({ channelId });
  expect([wrong.page.status, wrong.page.text]).toEqual([409, expect.stringContaining('channel.other_account')]);
  await service.advanceTo('2026-11-24T09:20:00Z');
  expect(await stateOf(id)).toEqual(['held', 'reauthorize']);
  server.accounts[0]!.id = 'account-1';
  expect((await agree({ channelId })).page.status).toBe(200);
  expect(await healthOf(channelId)).toBe('ok');
  await service.beat();
  expect(await stateOf(id)).toEqual(['published', null]);
  expect(network.log).toHaveLength(1);
});

it('leaves at once where somebody agrees again while the refresh is being refused: what was refused is gone', async () => {
  const channelId = await aChannel();
  const id = await scheduled(channelId, '2026-11-24T09:00:00Z');
  server.revokeAll();
  beforeRenewal = async () => {
    beforeRenewal = () => Promise.resolve();
    expect((await agree({ channelId })).page.status).toBe(200);
  };
  await service.advanceTo('2026-11-24T09:00:00Z');
  expect(await healthOf(channelId)).toBe('ok');
  await service.advanceTo('2026-11-24T09:01:00Z');
  expect(await stateOf(id)).toEqual(['published', null]);
  expect(network.log).toHaveLength(1);
});

it('is missed when the agreement comes after its window', async () => {
  const channelId = await aChannel();
  const id = await scheduled(channelId, '2026-11-24T09:00:00Z');
  server.revokeAll();
  const [row] = await service.sql<{ late_until: Date }>('select late_until from publication');
  await service.advanceTo(new Date(row!.late_until.getTime() - 1_000));
  expect(await stateOf(id)).toEqual(['held', 'reauthorize']);
  await service.advanceTo(new Date(row!.late_until.getTime() + 60_000));
  expect((await agree({ channelId })).page.status).toBe(200);
  await service.beat();
  expect((await stateOf(id))[0]).toBe('missed');
  expect(network.log).toHaveLength(0);
});

it('is found out before anything is due, by the pass that asks every day, and tells it once', async () => {
  const channelId = await aChannel();
  server.revokeAll();
  await service.pass('check-channels');
  expect(await healthOf(channelId)).toBe('ok');
  service.clock.set('2026-11-25T08:30:00Z');
  expect(await service.pass('check-channels')).toEqual({ checked: 1, broken: 0 });
  expect(await service.pass('check-channels')).toEqual({ checked: 0, broken: 0 });
  expect(await healthOf(channelId)).toBe('reauthorize');
  service.clock.set('2026-11-26T09:30:00Z');
  await service.pass('check-channels');
  await service.beat();
  const events = (await service.call('GET', '/v1/events?limit=200')).body.data as { type: string }[];
  expect(events.filter(({ type }) => type === 'channel.reauthorize')).toHaveLength(1);
  expect(network.log).toHaveLength(0);
});

it('is renewed for good by a removal that is refused, and nobody waits for the channel meanwhile', async () => {
  const channelId = await aChannel();
  const id = await scheduled(channelId, '2026-11-24T09:00:00Z');
  await service.advanceTo('2026-11-24T09:00:00Z');
  const [publication] = await to.publicationsOf(id);
  // Hours after the session's end: the removal gets itself another, for which the network takes the refresh token once.
  service.clock.set('2026-11-24T20:00:00Z');
  const tokens: (string | undefined)[] = [];
  remove = async ({ id: remoteId }, { account }) => {
    tokens.push(account.session?.values['accessToken']);
    await service.sql(`select 1 from channel where id = $1 for update nowait`, [channelId]);
    const error = { class: 'permanent', code: 'scripted.no', phase: 'answered', detail: `${remoteId} stays.` } as const;
    return { kind: 'failed', error };
  };
  const headers = { 'idempotency-key': 'remove-once' };
  const refused = await service.call('POST', `/v1/publications/${publication!.id}/remove`, { headers });
  expect(expectStatus(refused, 502).body).toMatchObject({
    code: 'publication.remove_failed',
    detail: 'The network did not take it back: post-1 stays.',
  });
  expect(tokens.map((token) => server.isValid(token))).toEqual([true]);
  const renewals = () => server.requests.filter((request) => request === 'POST /token').length;
  const before = renewals();
  const next = await scheduled(channelId, '2026-11-24T20:05:00Z');
  await service.advanceTo('2026-11-24T20:05:00Z');
  expect(await stateOf(next)).toEqual(['published', null]);
  expect([renewals(), await healthOf(channelId)]).toEqual([before, 'ok']);
});

describe('the page a person comes back to', () => {
  it('speaks their language, and can neither be framed nor run anything', async () => {
    const { page, id } = await agree({ displayName: '<b>Fournil</b> & Cie' }, { 'accept-language': 'fr' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('&lt;b&gt;Fournil&lt;/b&gt; &amp; Cie est connecté');
    expect(page.text).not.toMatch(/<script|<a |href=|src=|<b>/);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-language')).toBe('fr');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; frame-ancestors 'none'/);
    for (const secret of server.secrets) expect(page.text).not.toContain(secret);
    expect((await service.call('GET', `/v1/oauth/agreements/${id}`)).body).toMatchObject({ state: 'agreed' });
  });

  it('says what went wrong, with a code, and reflects nothing of the address', async () => {
    const page = await service.call(
      'GET',
      '/oauth/callback?state=zzz&code=yyy&error=%3Cscript%3E&next=https://evil.example',
      {
        key: null,
      },
    );
    expect(page.status).toBe(400);
    expect(page.text).toContain('oauth.state_unknown');
    expect(page.text).not.toMatch(/script|zzz|yyy|evil/);
    expect(page.headers.get('location')).toBeNull();
  });

  it('lets only the brand’s keys see and choose', async () => {
    server.accounts.push({ id: 'account-2', name: 'Boutique' });
    const { id, page } = await agree();
    expect(page.text).toContain('2 accounts');
    const other = await to.brand();
    const limited = await service.issueKey({ brands: [other.id] });
    const { adminKey } = await service.addAgency('Une autre');
    const reader = await service.issueKey({ scopes: ['calendar:read'] });
    const path = `/v1/oauth/agreements/${id}`;
    const body = { accountId: 'account-2' };
    for (const key of [limited, adminKey]) {
      expect((await service.call('GET', path, { key })).status).toBe(404);
      expect((await service.call('POST', `${path}/channels`, { key, body })).status).toBe(404);
    }
    expect((await service.call('GET', path, { key: reader })).status).toBe(403);
    const made = expectStatus(await service.call('POST', `${path}/channels`, { body }), 201).body;
    expect(made).toMatchObject({ displayName: 'Boutique', brandId, credentialFields: ['accountId'] });
  });
});
