import { agenciesEntities, createAgency } from '#agencies';
import { BrandService, brandsEntities } from '#brands';
import { type BrandScope, newId, SYSTEM } from '#kernel';
import { type AdapterIo, createRegistry, type NetworkAdapter, type RenewResult } from '#networks';
import { createMemoryFeedStore, createMemoryMedia, createScriptedNetwork } from '#networks/testing';
import { AesGcmSecretBox, createDataSource, sqlRows, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { getChannel } from './channel.repository.js';
import { storedAccount } from './channel-view.js';
import { openSession, type StoredAccount } from './credentials.js';
import {
  channelsEntities,
  ConnectChannel,
  needsSession,
  type NetworkAccess,
  renewSession,
  withSession,
} from './index.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const TIME = { now: NOW, deadline: 1_000 };

/** A network whose refresh tokens can be used once, as most are. */
function rotatingAdapter(answers: () => Promise<void> = () => Promise.resolve()) {
  const used = new Set<string>();
  let count = 0;
  const renew = async ({ account, now }: AdapterIo): Promise<RenewResult> => {
    const token = account.session?.values['refreshToken'] ?? account.credentials['token'] ?? '';
    if (used.has(token))
      return { kind: 'failed', error: { class: 'auth', code: 'scripted.reused', phase: 'answered', detail: 'reused' } };
    used.add(token);
    count += 1;
    await answers();
    const values = { accessToken: `access-${count}`, refreshToken: `refresh-${count}` };
    return { kind: 'renewed', session: { values, expiresAt: new Date(now.getTime() + 7_200_000).toISOString() } };
  };
  const { adapter } = createScriptedNetwork({ canBeAsked: true });
  const rotating: NetworkAdapter = { ...adapter, manifest: { ...adapter.manifest, session: 'renewable' }, renew };
  return { adapter: rotating, renewals: () => count };
}

describe('sessions of channels', () => {
  const box = new AesGcmSecretBox(Buffer.alloc(32, 7));
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let scope: BrandScope;
  let brandId: string;

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

  const accessFor = (adapter: NetworkAdapter): NetworkAccess => ({
    registry: createRegistry([adapter]),
    http: { send: () => Promise.reject(new Error('no call expected')) },
    feed: createMemoryFeedStore(),
    media: createMemoryMedia(),
    box,
    hosts: {},
    apps: {},
  });
  const connect = async (adapter: NetworkAdapter) => {
    const access = accessFor(adapter);
    const connector = new ConnectChannel(uow, access, { callDeadline: 1_000 });
    const context = { scope, actor: SYSTEM, now: NOW, dryRun: false };
    const input = { networkId: 'scripted', displayName: 'X', credentials: { token: `typed-${newId()}` } };
    const { id } = await connector.connect(context, brandId, input);
    const account = storedAccount(await uow.read((tx) => getChannel(tx, scope, id)));
    return { access, desk: { uow, access }, account, connector, context, id };
  };
  const accessToken = (account: StoredAccount) => openSession(account, box)?.values['accessToken'];

  it('are got when the channel is connected, and sealed', async () => {
    const { adapter, renewals } = rotatingAdapter();
    const { account, access } = await connect(adapter);
    expect(renewals()).toBe(1);
    expect(accessToken(account)).toBe('access-1');
    const [row] = await uow.read((tx) =>
      sqlRows<{ text: string; expires: Date }>(
        tx,
        'select c::text as text, session_expires_at as expires from channel as c',
      ),
    );
    expect(row!.text).not.toContain('access-1');
    expect(row!.text).not.toContain('refresh-1');
    expect(row!.expires).toEqual(new Date('2026-11-23T10:00:00Z'));
    expect(needsSession(adapter, account, access, TIME)).toBe(false);
    expect(needsSession(adapter, account, access, { ...TIME, now: new Date('2026-11-23T09:59:30Z') })).toBe(true);
    expect(needsSession(adapter, { ...account, session: null }, access, TIME)).toBe(true);
  });

  it('are renewed once, however many ask meanwhile: they come again, and get what it brought', async () => {
    let release = (): void => undefined;
    let asked = (): void => undefined;
    let held = Promise.resolve();
    const { adapter, renewals } = rotatingAdapter(() => {
      asked();
      return held;
    });
    const { desk, account } = await connect(adapter);
    held = new Promise((resolve) => (release = resolve));
    const asking = new Promise<void>((resolve) => (asked = resolve));
    const first = renewSession(desk, adapter, account, TIME);
    await asking;
    const meanwhile = await Promise.all([1, 2, 3].map(() => renewSession(desk, adapter, account, TIME)));
    release();
    const codes = meanwhile.map((result) => (result.kind === 'failed' ? result.error.code : result.kind));
    expect(codes).toEqual(['session.renewing', 'session.renewing', 'session.renewing']);
    for (const result of [await first, await renewSession(desk, adapter, account, TIME)])
      expect(result.kind === 'renewed' && accessToken(result.account)).toBe('access-2');
    expect(renewals()).toBe(2);
  });

  it('can be renewed again after one who began it died', async () => {
    const { adapter } = rotatingAdapter();
    const { desk, account, id } = await connect(adapter);
    await uow.read((tx) =>
      sqlRows(tx, 'update channel set renewing_until = $2 where id = $1', [id, new Date(NOW.getTime() + 1_500)]),
    );
    expect(await renewSession(desk, adapter, account, TIME)).toMatchObject({
      error: { code: 'session.renewing', class: 'retryable' },
    });
    const later = { ...TIME, now: new Date(NOW.getTime() + 2_000) };
    const renewed = await renewSession(desk, adapter, account, later);
    expect(renewed.kind === 'renewed' && accessToken(renewed.account)).toBe('access-2');
  });

  it('are kept through a moment without the database: the network took the old one in exchange', async () => {
    const { adapter, renewals } = rotatingAdapter();
    const { access, account, id } = await connect(adapter);
    let statements = 0;
    class Interrupted extends UnitOfWork {
      override apart<T>(work: Parameters<UnitOfWork['apart']>[0]): Promise<T> {
        const isEnd = ++statements === 2;
        return isEnd ? Promise.reject(new Error('Connection terminated')) : (super.apart(work) as Promise<T>);
      }
    }
    await renewSession({ uow: new Interrupted(dataSource), access }, adapter, account, TIME);
    const now = storedAccount(await uow.read((tx) => getChannel(tx, scope, id)));
    expect([accessToken(now), renewals(), statements]).toEqual(['access-2', 2, 3]);
  });

  it('are not stored where another account was connected meanwhile', async () => {
    const { adapter } = rotatingAdapter();
    const { desk, account, id } = await connect(adapter);
    await uow.read((tx) => sqlRows(tx, 'update channel set session = null where id = $1', [id]));
    const slow: NetworkAdapter = {
      ...adapter,
      renew: async () => {
        await uow.read((tx) => sqlRows(tx, `update channel set credentials = 'of another' where id = $1`, [id]));
        return { kind: 'renewed', session: { values: { accessToken: 'of the first' }, expiresAt: null } };
      },
    };
    await renewSession(desk, slow, { ...account, session: null }, TIME);
    const now = storedAccount(await uow.read((tx) => getChannel(tx, scope, id)));
    expect([now.credentials, now.session]).toEqual(['of another', null]);
    const late = await renewSession(desk, adapter, { ...account, session: null }, TIME);
    expect(late).toMatchObject({ kind: 'failed', error: { code: 'session.channel_gone' } });
  });

  it('leave the old one in place when the network refuses a new one', async () => {
    const { adapter } = rotatingAdapter();
    const failing: NetworkAdapter = {
      ...adapter,
      renew: () =>
        Promise.resolve({
          kind: 'failed',
          error: { class: 'auth', code: 'scripted.no', phase: 'answered', detail: 'no' },
        }),
    };
    const { desk, account, id } = await connect(adapter);
    expect(await renewSession(desk, failing, account, TIME)).toMatchObject({
      kind: 'failed',
      error: { code: 'scripted.no' },
    });
    const now = storedAccount(await uow.read((tx) => getChannel(tx, scope, id)));
    expect(accessToken(now)).toBe('access-1');
    expect((await renewSession(desk, adapter, now, TIME)).kind).toBe('renewed');
  });

  it('are renewed once when a call is refused, and the call is made again with the new one', async () => {
    const { adapter } = rotatingAdapter();
    const { desk, account } = await connect(adapter);
    const seen: (string | undefined)[] = [];
    const result = await withSession(desk, adapter, account, TIME, (io) => {
      const token = io.account.session?.values['accessToken'];
      seen.push(token);
      return Promise.resolve(
        token === 'access-2'
          ? { kind: 'ok' as const }
          : { kind: 'failed' as const, error: { class: 'auth', code: 'x.y', phase: 'answered', detail: '' } },
      );
    });
    expect(result).toEqual({ kind: 'ok' });
    expect(seen).toEqual(['access-1', 'access-2']);
  });

  it('are nothing any more for a channel that is gone', async () => {
    const { adapter } = rotatingAdapter();
    const { desk, account, id } = await connect(adapter);
    await uow.read((tx) => sqlRows(tx, 'update channel set archived_at = $2 where id = $1', [id, NOW]));
    expect(await renewSession(desk, adapter, account, TIME)).toMatchObject({ error: { code: 'session.channel_gone' } });
  });
});
