import { agenciesEntities, createAgency } from '#agencies';
import { BrandService, brandsEntities } from '#brands';
import { type BrandScope, DomainError, newId, SYSTEM } from '#kernel';
import { createHttpClient, createRegistry, type NetworkAdapter } from '#networks';
import {
  behindOAuth,
  createMemoryFeedStore,
  createMemoryMedia,
  createScriptedNetwork,
  type OAuthServer,
  type OAuthServerOptions,
  type ScriptedOAuthOptions,
  startOAuthServer,
} from '#networks/testing';
import { AesGcmSecretBox, createDataSource, sqlRows, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { getChannel } from '../channel.repository.js';
import { storedAccount } from '../channel-view.js';
import { openSession } from '../credentials.js';
import {
  AuthorizeChannel,
  type AuthorizeInput,
  channelsEntities,
  CompleteAgreement,
  ConnectAgreed,
  ConnectChannel,
  type NetworkAccess,
  OpenAgreement,
} from '../index.js';

const NOW = new Date('2026-11-28T08:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const PUBLIC_URL = 'https://calendar.example';

describe('connecting by agreement', () => {
  const box = new AesGcmSecretBox(Buffer.alloc(32, 7));
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let scope: BrandScope;
  let brandId: string;
  let server: OAuthServer;
  const servers: OAuthServer[] = [];
  /** What the browser keeps, by state. */
  const kept = new Map<string, string>();
  const stateIn = (address: string) => new URL(address).searchParams.get('state') ?? '';

  beforeAll(async () => {
    database = await openTestDatabase();
    const entities = [...agenciesEntities, ...brandsEntities, ...channelsEntities];
    dataSource = await createDataSource({ url: database.appUrl, role: 'app', poolSize: 8, entities }).initialize();
    uow = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    scope = { agencyId: (await uow.run((tx) => createAgency(tx, { name: 'Agence' }, NOW))).id, brands: 'all' };
    const brand = { name: 'Fournil', timezone: 'Europe/Paris' };
    brandId = (await uow.run((tx) => new BrandService().create(tx, { scope, actor: SYSTEM }, brand, NOW))).id;
  });
  afterEach(async () => void (await Promise.all(servers.splice(0).map((started) => started.close()))));

  interface Setting extends ScriptedOAuthOptions {
    server?: OAuthServerOptions;
    allowPrivate?: boolean;
    apps?: NetworkAccess['apps'];
    hosts?: NetworkAccess['hosts'];
    adapt?: (adapter: NetworkAdapter) => NetworkAdapter;
  }

  async function open({ server: how = {}, allowPrivate = true, adapt = (a) => a, ...rest }: Setting = {}) {
    const { clientAuthentication: authentication = 'client_secret_post', pkce = true } = rest;
    server = await startOAuthServer({ authentication, pkce, ...how });
    servers.push(server);
    const adapter = adapt(behindOAuth(createScriptedNetwork({ canBeAsked: true }), server, rest));
    const access: NetworkAccess = {
      registry: createRegistry([adapter]),
      http: createHttpClient({ allowPrivate, userAgent: 'test' }),
      feed: createMemoryFeedStore(),
      media: createMemoryMedia(),
      box,
      hosts: rest.hosts ?? {},
      apps: rest.apps ?? { scripted: server.app },
    };
    const config = { publicUrl: PUBLIC_URL, callDeadline: 2_000, allowPrivateAddresses: allowPrivate };
    const connector = new ConnectChannel(uow, access, config);
    const agreed = new ConnectAgreed(uow, connector, access);
    const authorizer = new AuthorizeChannel(uow, access, config);
    const completer = new CompleteAgreement(uow, connector, agreed, access, config);
    const context = (now = NOW, dryRun = false, of = scope) => ({ scope: of, actor: SYSTEM, now, dryRun });
    const opener = new OpenAgreement(uow, access, config);
    /** Begins, and opens our page as the person would: `authorizationUrl` is the network's, with what the browser keeps. */
    const begin = async (input: Partial<AuthorizeInput> = {}, now = NOW) => {
      const begun = await authorizer.begin(context(now), brandId, { networkId: 'scripted', ...input });
      const state = stateIn(begun.authorizationUrl!);
      const { networkUrl, browserKey } = await opener.run(state, now);
      kept.set(state, browserKey);
      return { id: begun.id, authorizationUrl: networkUrl };
    };
    const back = (address: string, now = NOW, key = kept.get(stateIn(address))) =>
      completer.run(new URL(address).searchParams, key, now);
    const connect = async (input: Partial<AuthorizeInput> = {}) => {
      const { id, authorizationUrl } = await begin(input);
      const completion = await back(server.agree(authorizationUrl));
      return { id, completion };
    };
    const stored = async (id: string) => uow.read((tx) => getChannel(tx, scope, id));
    const sessionOf = async (id: string) => openSession(storedAccount(await stored(id)), box);
    return { agreed, authorizer, opener, connector, context, begin, back, connect, stored, sessionOf };
  }

  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
    );
  const count = async (table: string) =>
    (await sqlRows<{ count: number }>(dataSource.manager, `select count(*)::int as count from ${table}`))[0]!.count;
  const connected = (completion: Awaited<ReturnType<CompleteAgreement['run']>>) => {
    if (completion.kind !== 'connected') throw new Error('not connected');
    return completion.channel;
  };

  describe.each(['client_secret_post', 'client_secret_basic', 'none'] as const)('with %s', (clientAuthentication) => {
    it.each([true, false])('connects the one account at once (PKCE: %s)', async (pkce) => {
      const { connect, stored, sessionOf, agreed, context } = await open({ clientAuthentication, pkce });
      const { id, completion } = await connect();
      const channel = connected(completion);
      expect(channel).toMatchObject({
        displayName: 'Fournil',
        credentials: { accountId: 'account-1' },
        credentialFields: ['accountId'],
        health: 'ok',
      });
      const session = await sessionOf(channel.id);
      expect(server.isValid(session?.values['accessToken'])).toBe(true);
      expect(session).toMatchObject({ values: { refreshToken: expect.any(String), scope: 'read write' } });
      expect(session!.expiresAt).toBe('2026-11-28T10:00:00.000Z');
      expect(await stored(channel.id)).toMatchObject({ accountId: 'account-1', sessionSince: NOW });
      expect(await agreed.get(context(), id)).toMatchObject({
        state: 'agreed',
        accounts: [{ id: 'account-1', name: 'Fournil', channelId: channel.id }],
      });
      const events = await sqlRows<{ type: string }>(dataSource.manager, 'select type from outbox_event');
      expect(events).toEqual([{ type: 'channel.connected' }]);
    });
  });

  it('asks in the standard words, with a state and a challenge of its own each time', async () => {
    const { begin } = await open();
    const [first, second] = [await begin(), await begin()].map(({ authorizationUrl }) => new URL(authorizationUrl));
    expect(`${first!.origin}${first!.pathname}`).toBe(`${server.url}/authorize`);
    expect(Object.fromEntries(first!.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: server.app.clientId,
      redirect_uri: 'https://calendar.example/oauth/callback',
      scope: 'read write',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'code_challenge']) {
      expect(Buffer.from(first!.searchParams.get(name)!, 'base64url')).toHaveLength(32);
      expect(first!.searchParams.get(name)).not.toBe(second!.searchParams.get(name));
    }
  });

  it('keeps neither state, verifier, code nor token readable', async () => {
    const { connect, begin } = await open();
    const { authorizationUrl } = await begin();
    const state = new URL(authorizationUrl).searchParams.get('state')!;
    server.accounts.push({ id: 'account-2', name: 'Boutique' });
    expect((await connect()).completion).toMatchObject({ kind: 'choose', accounts: 2 });
    const rows = await sqlRows<{ text: string }>(
      dataSource.manager,
      'select a::text as text from oauth_agreement as a',
    );
    const text = JSON.stringify(rows);
    expect(text).toContain('Boutique');
    expect(server.secrets.length).toBeGreaterThan(3);
    for (const secret of [...server.secrets, state]) expect(text).not.toContain(secret);
  });

  it('takes answers as networks give them', async () => {
    const { connect, sessionOf } = await open({ server: { sloppy: true, expiresIn: null } });
    const session = await sessionOf(connected((await connect()).completion).id);
    expect(session!.expiresAt).toBeNull();
    expect(server.isValid(session!.values['accessToken'])).toBe(true);
  });

  it('takes an answer that is wrapped, as Instagram documents it', async () => {
    const { begin, back, sessionOf } = await open({ tellsAccounts: false });
    const address = server.agree((await begin()).authorizationUrl);
    server.nextAnswer({ status: 200, body: '{"data":[{"access_token":"wrapped","user_id":"1","permissions":"a,b"}]}' });
    const { id } = connected(await back(address));
    expect((await sessionOf(id))!.values).toEqual({ accessToken: 'wrapped' });
  });

  it('lets a person choose among several accounts, each connected once', async () => {
    const { connect, agreed, context, sessionOf } = await open();
    server.accounts.push({ id: 'account-2', name: 'Boutique' });
    const { id, completion } = await connect({ displayName: 'Un nom' });
    expect(completion).toEqual({ kind: 'choose', network: 'Scripted (scripted)', accounts: 2 });
    expect(await count('channel')).toBe(0);
    expect(await agreed.get(context(), id)).toMatchObject({
      state: 'agreed',
      accounts: [
        { id: 'account-1', name: 'Fournil', channelId: null },
        { id: 'account-2', name: 'Boutique', channelId: null },
      ],
    });
    const choose = (accountId: string, now = NOW, of = scope) => agreed.run(context(now, false, of), id, { accountId });
    expect(await code(choose('account-9'))).toBe('oauth.account_unknown');
    expect(await code(choose('account-2', NOW, { ...scope, brands: [newId()] }))).toBe('oauth.agreement_not_found');
    expect(await code(choose('account-2', later(16)))).toBe('oauth.agreement_not_found');
    const shop = await choose('account-2');
    expect(shop).toMatchObject({ displayName: 'Boutique', credentials: { accountId: 'account-2' }, health: 'ok' });
    expect(await code(choose('account-2'))).toBe('oauth.account_connected');
    const [other, twice] = await Promise.allSettled([choose('account-1'), choose('account-1')]);
    expect([other, twice].filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await count('channel')).toBe(2);
    expect((await sessionOf(shop.id))?.values['accessToken']).toBeDefined();
    const [row] = await sqlRows<{ payload: string | null }>(dataSource.manager, 'select payload from oauth_agreement');
    expect(row).toEqual({ payload: null });
  });

  it('counts a way back once, and only while it is fresh', async () => {
    const { begin, back } = await open();
    const { authorizationUrl } = await begin();
    const address = server.agree(authorizationUrl);
    const before = server.requests.length;
    const [one, other] = await Promise.allSettled([back(address), back(address)]);
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(server.requests.slice(before).filter((request) => request === 'POST /token')).toHaveLength(1);
    expect(await code(back(address))).toBe('oauth.replayed');
    const stale = server.agree((await begin()).authorizationUrl);
    expect(await code(back(stale, later(15)))).toBe('oauth.expired');
    expect(await code(back(stale.replace(/state=[^&]{10}/, 'state=AAAAAAAAAA')))).toBe('oauth.state_unknown');
    expect(await code(back(`${PUBLIC_URL}/oauth/callback?code=x`))).toBe('oauth.state_unknown');
    expect(await count('channel')).toBe(1);
  });

  it.each([
    ['access_denied', 'oauth.denied'],
    ['user_cancelled_login', 'oauth.denied'],
    ['server_error', 'oauth.refused'],
    ['<script>', 'oauth.refused'],
  ])('stores nothing when the network says %s', async (deny, expected) => {
    const { begin, back, agreed, context } = await open();
    const { id, authorizationUrl } = await begin();
    expect(await code(back(server.agree(authorizationUrl, { deny })))).toBe(expected);
    expect(await agreed.get(context(), id)).toMatchObject({ state: 'failed', reason: expected, accounts: [] });
    expect(await code(agreed.run(context(), id, { accountId: 'account-1' }))).toBe('oauth.not_agreed');
    expect(server.requests).toEqual([]);
    expect(await count('channel')).toBe(0);
    expect(await count('oauth_agreement where payload is not null')).toBe(0);
  });

  it.each([
    ['drop' as const, 'oauth.unreachable'],
    [{ status: 200, body: '<html>' }, 'oauth.answer_unreadable'],
    [{ status: 200, body: '{"access_token":""}' }, 'oauth.answer_unreadable'],
    [{ status: 400, body: '{"error":"invalid_grant"}' }, 'oauth.code_refused'],
    [{ status: 401, body: '{"error":"invalid_client"}' }, 'oauth.app_refused'],
    [{ status: 400, body: '{"error":{"message":"as Meta has it","code":100}}' }, 'oauth.code_refused'],
    [{ status: 429, body: '{"error":{"message":"Application request limit reached"}}' }, 'oauth.unreachable'],
    [{ status: 302, body: '' }, 'oauth.answer_unreadable'],
    [{ status: 500, body: 'oops' }, 'oauth.unreachable'],
  ])('names what went wrong with the code: %j', async (answer, expected) => {
    const { begin, back } = await open();
    const address = server.agree((await begin()).authorizationUrl);
    server.nextAnswer(answer);
    expect(await code(back(address))).toBe(expected);
    expect(await code(back(address))).toBe('oauth.replayed');
    expect(await count('channel')).toBe(0);
  });

  it('counts in the browser alone that was shown who asks', async () => {
    const { begin, back, agreed, context } = await open();
    const { id, authorizationUrl } = await begin();
    const other = await begin();
    const otherKey = kept.get(stateIn(other.authorizationUrl))!;
    const address = server.agree(authorizationUrl);
    kept.delete(stateIn(address));
    expect(await code(back(address))).toBe('oauth.other_browser');
    expect(await code(back(server.agree((await begin()).authorizationUrl), NOW, otherKey))).toBe('oauth.other_browser');
    expect(await agreed.get(context(), id)).toMatchObject({ state: 'failed', reason: 'oauth.other_browser' });
    expect(server.requests).toEqual([]);
    expect(await count('channel')).toBe(0);
    expect(await code(back(server.agree(other.authorizationUrl)))).toBe('accepted');
  });

  it('says who asks, as often as the page is opened, until the person has been away', async () => {
    const { authorizer, opener, begin, back, context } = await open();
    const { authorizationUrl } = await authorizer.begin(context(), brandId, { networkId: 'scripted' });
    expect(authorizationUrl).toMatch(/^https:\/\/calendar\.example\/oauth\/begin\?state=[\w-]{43}$/);
    const state = stateIn(authorizationUrl!);
    const invitation = await opener.run(state, NOW);
    expect(invitation).toMatchObject({ agency: 'Agence', brand: 'Fournil', network: 'Scripted (scripted)' });
    expect(Buffer.from(invitation.browserKey, 'base64url')).toHaveLength(32);
    expect(await opener.run(state, later(14))).toEqual(invitation);
    expect(await code(opener.run(state, later(15)))).toBe('oauth.expired');
    expect(await code(opener.run('unheard', NOW))).toBe('oauth.state_unknown');
    const away = await begin();
    await back(server.agree(away.authorizationUrl));
    expect(await code(opener.run(stateIn(away.authorizationUrl), NOW))).toBe('oauth.replayed');
  });

  it('redeems no code that another person’s agreement gave', async () => {
    const { begin, back } = await open();
    const mine = new URL(server.agree((await begin()).authorizationUrl));
    const theirs = new URL(server.agree((await begin()).authorizationUrl));
    mine.searchParams.set('code', theirs.searchParams.get('code')!);
    expect(await code(back(mine.href))).toBe('oauth.code_refused');
  });

  it('answers to the issuer it asked and to no other', async () => {
    const { begin, back } = await open();
    const answered = async (iss: string) => {
      const address = new URL(server.agree((await begin()).authorizationUrl));
      address.searchParams.set('iss', iss);
      return code(back(address.href));
    };
    expect(await answered('https://evil.example')).toBe('oauth.answer_unreadable');
    expect(await answered(`${server.url}/`)).toBe('accepted');
  });

  it('says when the accounts cannot be told, or there are none', async () => {
    const { connect } = await open();
    server.accounts.length = 0;
    expect(await code(connect())).toBe('oauth.no_account');
    const failing = await open({
      adapt: (adapter) => ({
        ...adapter,
        accounts: () =>
          Promise.resolve({
            kind: 'failed',
            error: { class: 'permanent', code: 'x.y', phase: 'answered', detail: '' },
          }),
      }),
    });
    expect(await code(failing.connect())).toBe('oauth.accounts_failed');
    expect(await count('channel')).toBe(0);
  });

  it('connects without choice where the network tells no accounts', async () => {
    const { connect } = await open({ tellsAccounts: false });
    const channel = connected((await connect({ displayName: 'Mon compte' })).completion);
    expect(channel).toMatchObject({ displayName: 'Mon compte', health: 'ok', credentials: {} });
  });

  describe('anew', () => {
    it('gives the same channel another session, and takes no other account', async () => {
      const { connect, connector, context, sessionOf, stored, begin, back } = await open();
      const { id } = connected((await connect()).completion);
      const before = await sessionOf(id);
      server.revokeAll();
      expect(await connector.verify(context(), id)).toMatchObject({ health: 'reauthorize' });
      server.accounts[0]!.id = 'account-2';
      expect(await code(connect({ channelId: id }))).toBe('channel.other_account');
      expect(await stored(id)).toMatchObject({ health: 'reauthorize', accountId: 'account-1' });
      server.accounts.push({ id: 'account-1', name: 'Fournil' });
      const { authorizationUrl } = await begin({ channelId: id });
      const again = connected(await back(server.agree(authorizationUrl)));
      expect(again).toMatchObject({
        id,
        health: 'ok',
        displayName: 'Fournil',
        credentials: { accountId: 'account-1' },
      });
      const after = await sessionOf(id);
      expect(after!.values['accessToken']).not.toBe(before!.values['accessToken']);
      expect(server.isValid(after!.values['accessToken'])).toBe(true);
      expect(await count('channel')).toBe(1);
    });

    it('knows an account whose credentials were typed by what names it', async () => {
      const { connect, connector, context, stored } = await open();
      const typed = await connector.connect(context(), brandId, {
        networkId: 'scripted',
        displayName: 'Collé',
        credentials: { accountId: 'account-1' },
      });
      expect(typed.health).toBe('reauthorize');
      expect(connected((await connect({ channelId: typed.id })).completion)).toMatchObject({
        id: typed.id,
        health: 'ok',
      });
      expect(await stored(typed.id)).toMatchObject({ accountId: 'account-1' });
      const other = await connector.connect(context(), brandId, {
        networkId: 'scripted',
        displayName: 'Autre',
        credentials: { accountId: 'account-7' },
      });
      expect(await code(connect({ channelId: other.id }))).toBe('channel.other_account');
    });

    it('is refused for channels of others', async () => {
      const { connect, begin } = await open();
      const { id } = connected((await connect()).completion);
      expect(await code(begin({ channelId: newId() }))).toBe('channel.not_found');
      const input = { name: 'Lise', timezone: 'Europe/Paris' };
      const first = brandId;
      brandId = (await uow.run((tx) => new BrandService().create(tx, { scope, actor: SYSTEM }, input, NOW))).id;
      expect(await code(begin({ channelId: id }))).toBe('channel.other_brand');
      brandId = first;
      expect(await code(begin({ channelId: id }))).toBe('accepted');
    });
  });

  describe('on servers of a person’s choice', () => {
    const perInstance = { perInstance: true, apps: {} };

    it('registers once per host, whoever comes, and remembers the app under seal', async () => {
      const { connect, begin } = await open(perInstance);
      const credentials = { host: `${server.url}/@fournil` };
      const channel = connected((await connect({ credentials })).completion);
      expect(channel).toMatchObject({ health: 'ok', credentials: { accountId: 'account-1', host: server.url } });
      await Promise.all([begin({ credentials }), begin({ credentials: { host: server.url.toUpperCase() } })]);
      expect(server.requests.filter((request) => request === 'POST /apps')).toHaveLength(1);
      const [row] = await sqlRows<{ text: string; host: string }>(
        dataSource.manager,
        'select a::text as text, host from network_app as a where confirmed_at is not null',
      );
      expect(row!.host).toBe(server.url);
      for (const secret of server.secrets) expect(row!.text).not.toContain(secret);
    });

    it('takes the first app of two that were registered at once', async () => {
      const { begin } = await open(perInstance);
      const credentials = { host: server.url };
      const both = await Promise.all([begin({ credentials }), begin({ credentials })]);
      const clients = both.map(({ authorizationUrl }) => new URL(authorizationUrl).searchParams.get('client_id'));
      expect(new Set(clients).size).toBe(1);
      expect(await count('network_app')).toBe(1);
    });

    it('registers anew what the host may have forgotten because nobody used it', async () => {
      const { begin, connect } = await open(perInstance);
      const credentials = { host: server.url };
      const registrations = () => server.requests.filter((request) => request === 'POST /apps').length;
      await begin({ credentials });
      await begin({ credentials }, later(11 * 60));
      expect(registrations()).toBe(1);
      await begin({ credentials }, later(13 * 60));
      expect(registrations()).toBe(2);
      await sqlRows(dataSource.manager, 'delete from oauth_agreement');
      await connect({ credentials });
      await begin({ credentials }, later(48 * 60));
      expect(registrations()).toBe(2);
    });

    it('calls no private address, and no open one for a secret', async () => {
      const { begin } = await open({ ...perInstance, allowPrivate: false });
      const credentials = { host: server.url.replace('http:', 'https:') };
      expect(await code(begin({ credentials }))).toBe('oauth.registration_failed');
      expect(await code(begin({ credentials: { host: 'http://social.example' } }))).toBe('channel.credentials_invalid');
      expect(await code(begin({ credentials: {} }))).toBe('channel.credentials_invalid');
      expect(await code(begin({ credentials: { host: 'social.example' } }))).toBe('channel.credentials_invalid');
      expect(server.requests).toEqual([]);
      expect(await count('network_app')).toBe(0);
    });

    it('redeems no code at a private address either', async () => {
      const { begin } = await open(perInstance);
      const address = server.agree((await begin({ credentials: { host: server.url } })).authorizationUrl);
      const calls = server.requests.length;
      const guarded = await open({ ...perInstance, allowPrivate: false });
      expect(await code(guarded.back(address))).toBe('oauth.unreachable');
      expect(calls).toBe(1);
      expect(server.requests).toEqual([]);
    });
  });

  it('goes where the operator puts the network’s hosts', async () => {
    const { begin } = await open({ hosts: { scripted: { api: 'https://stand-in.example' } } });
    const { authorizationUrl } = await begin();
    expect(authorizationUrl).toMatch(/^https:\/\/stand-in\.example\/authorize\?/);
  });

  it('sends nobody anywhere in a dry run, and says what is missing', async () => {
    const { authorizer, context, begin } = await open({ perInstance: true });
    const input = { networkId: 'scripted', credentials: { host: server.url } };
    expect(await authorizer.begin(context(NOW, true), brandId, input)).toMatchObject({ authorizationUrl: null });
    expect(server.requests).toEqual([]);
    expect(await code(begin({ networkId: 'myspace' }))).toBe('network.unknown');
    const operatorless = await open({ apps: {} });
    expect(await code(operatorless.begin())).toBe('oauth.app_missing');
    const plain = await open({ adapt: () => createScriptedNetwork({ canBeAsked: true }).adapter });
    expect(await code(plain.begin())).toBe('oauth.unsupported');
  });
});
