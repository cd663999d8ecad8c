import { agenciesEntities, createAgency } from '#agencies';
import { BrandService, brandsEntities } from '#brands';
import { type BrandScope, DomainError, FakeClock, newId, SYSTEM } from '#kernel';
import { adapters, createRegistry, type HttpOutcome, type HttpRequest } from '#networks';
import { samplePlan } from '#networks/testing';
import { AesGcmSecretBox, createDataSource, sqlRows, type Tx, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { createMemoryMedia } from '#networks/testing';
import { accountOf } from './credentials.js';
import {
  channelsEntities,
  ChannelService,
  channelsOf,
  ConnectChannel,
  FeedReader,
  type NetworkAccess,
} from './index.js';
import { PostgresFeedStore } from './postgres-feed-store.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const LATER = new Date('2026-11-24T08:00:00Z');
const PUBLIC_URL = 'https://calendar.example';
const HOOK = { url: 'https://hooks.example/in', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
const OTHER_SECRET = 'whsec_AAKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const FINE: HttpOutcome = { kind: 'answered', status: 204, headers: {}, body: '' };

describe('channels', () => {
  const registry = createRegistry(adapters);
  const box = new AesGcmSecretBox(Buffer.alloc(32, 7));
  const clock = new FakeClock(NOW);
  const brands = new BrandService();
  const channels = new ChannelService(registry, box);
  const reader = new FeedReader({ publicUrl: PUBLIC_URL });
  const sent: HttpRequest[] = [];
  let answer: HttpOutcome;
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let store: PostgresFeedStore;
  let access: NetworkAccess;
  let connector: ConnectChannel;
  let scope: BrandScope;
  let brandId: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    const entities = [...agenciesEntities, ...brandsEntities, ...channelsEntities];
    dataSource = createDataSource({ url: database.appUrl, role: 'app', poolSize: 4, entities });
    await dataSource.initialize();
    uow = new UnitOfWork(dataSource);
    store = new PostgresFeedStore(dataSource, PUBLIC_URL, clock);
    const http = {
      send: (request: HttpRequest) => {
        sent.push(request);
        return Promise.resolve(answer);
      },
    };
    access = { registry, http, feed: store, media: createMemoryMedia(), box, hosts: {}, apps: {} };
    connector = new ConnectChannel(uow, access, { callDeadline: 1000 });
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    clock.set(NOW);
    sent.length = 0;
    answer = FINE;
    scope = await anAgency();
    brandId = await aBrand('Boulangerie Lefèvre');
  });

  const run = <T>(work: (tx: Tx) => Promise<T>) => uow.run(work);
  const context = (of = scope, dryRun = false) => ({ scope: of, actor: SYSTEM, now: NOW, dryRun });
  const aHook = (credentials: Record<string, string> = HOOK) =>
    connector.connect(context(), brandId, { networkId: 'webhook', displayName: 'CRM', credentials });
  const aFeed = () => connector.connect(context(), brandId, { networkId: 'feed', displayName: 'Site' });
  const events = async () =>
    (await run((tx) => sqlRows<{ type: string }>(tx, 'select type from outbox_event order by seq'))).map((e) => e.type);

  async function anAgency(): Promise<BrandScope> {
    const agency = await run((tx) => createAgency(tx, { name: 'Les Marronniers' }, NOW));
    return { agencyId: agency.id, brands: 'all' };
  }
  async function aBrand(name: string, of = scope): Promise<string> {
    const input = { name, timezone: 'Europe/Paris' };
    return (await run((tx) => brands.create(tx, { scope: of, actor: SYSTEM }, input, NOW))).id;
  }
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
    );

  it('connects an account and shows all but its secrets', async () => {
    const channel = await aHook();
    expect(channel).toMatchObject({
      brandId,
      networkId: 'webhook',
      displayName: 'CRM',
      credentials: { url: HOOK.url },
      credentialFields: ['secret', 'url'],
      health: 'ok',
      healthReason: null,
      limits: registry.get('webhook')!.manifest.capabilities,
      version: 1,
      etag: '"1"',
    });
    expect(sent).toHaveLength(1);
    expect(await run((tx) => channels.get(tx, scope, channel.id))).toEqual(channel);
    expect(await events()).toEqual(['channel.connected']);
    expect(JSON.stringify(await run((tx) => channels.list(tx, scope, brandId, { limit: 5 })))).not.toContain('whsec_');
  });

  it('keeps no secret readable in the database', async () => {
    const { id } = await aHook();
    const tables = ['channel', 'outbox_event'];
    const dumps = await Promise.all(
      tables.map((table) => run((tx) => sqlRows<{ all: string }>(tx, `select t::text as all from ${table} as t`))),
    );
    const dump = JSON.stringify(dumps);
    expect(dump).toContain(id);
    expect(dump).toContain('hooks.example');
    expect(dump).not.toContain(HOOK.secret);
    expect(dump).not.toContain(HOOK.secret.slice(6));
    const [row] = await run((tx) =>
      sqlRows<{ credentials: string }>(tx, 'select credentials from channel where id = $1', [id]),
    );
    const account = { channelId: id, agencyId: scope.agencyId, brandId, networkId: 'webhook' };
    const stored = { ...account, publicSettings: { url: HOOK.url }, session: null, limits: {}, ...row! };
    expect(accountOf(stored, registry.get('webhook')!.manifest, box).credentials).toEqual(HOOK);
  });

  it('asks no network in a dry run, nor for what is refused anyway', async () => {
    const channel = await connector.connect(context(scope, true), brandId, {
      networkId: 'webhook',
      displayName: 'CRM',
      credentials: HOOK,
    });
    await connector.verify(context(scope, true), channel.id);
    await connector.reconnect(context(scope, true), channel.id, { credentials: HOOK });
    expect(await code(aHook({ url: HOOK.url }))).toBe('channel.credentials_invalid');
    const elsewhere = await anAgency();
    const input = { networkId: 'webhook', displayName: 'CRM', credentials: HOOK };
    expect(await code(connector.connect(context(elsewhere), brandId, input))).toBe('brand.not_found');
    expect(await code(connector.connect(context(), brandId, { ...input, networkId: 'myspace' }))).toBe(
      'network.unknown',
    );
    expect(sent).toEqual([]);
  });

  it('records what a check finds, and tells when an account is lost', async () => {
    answer = { kind: 'failed', bytesSent: true, code: 'timeout' };
    const { id, health, healthReason } = await aHook();
    expect([health, healthReason]).toEqual(['degraded', 'webhook.timeout']);
    answer = FINE;
    expect(await connector.verify(context(), id)).toMatchObject({ health: 'ok', healthReason: null, version: 2 });
    const lost = await connector.reconnect(context(), id, { credentials: { ...HOOK, secret: 'nonsense' } });
    expect(lost).toMatchObject({ health: 'reauthorize', healthReason: 'webhook.secret_invalid', version: 3 });
    await connector.verify(context(), id);
    const back = await connector.reconnect(context(), id, { credentials: { ...HOOK, secret: OTHER_SECRET } }, 4);
    expect(back).toMatchObject({ health: 'ok', version: 5 });
    expect(await events()).toEqual(['channel.connected', 'channel.reauthorize']);
    expect(await code(connector.reconnect(context(), id, { credentials: HOOK }, 4))).toBe(
      'request.precondition_failed',
    );
  });

  it('does not record the answer about credentials that were replaced meanwhile', async () => {
    const { id } = await aHook({ ...HOOK, secret: 'nonsense' });
    const slowRegistry = createRegistry([
      {
        ...registry.get('webhook')!,
        check: async () => {
          await connector.reconnect(context(), id, { credentials: HOOK });
          return { kind: 'failed', error: { class: 'auth', code: 'webhook.gone', phase: 'answered', detail: '' } };
        },
      },
    ]);
    const slow = new ConnectChannel(uow, { ...access, registry: slowRegistry }, { callDeadline: 1000 });
    expect((await slow.verify(context(), id)).health).toBe('ok');
    expect((await run((tx) => channels.get(tx, scope, id))).health).toBe('ok');
  });

  it('renames what the patch names', async () => {
    const { id } = await aHook();
    const patch = { displayName: undefined, audienceNote: 'Clients du quartier' };
    const renamed = await run((tx) => channels.rename(tx, scope, id, patch, 1, LATER));
    expect(renamed).toMatchObject({ displayName: 'CRM', audienceNote: 'Clients du quartier', version: 2 });
    expect(await run((tx) => channels.get(tx, scope, id))).toEqual(renamed);
    expect(await code(run((tx) => channels.rename(tx, scope, id, patch, 1, LATER)))).toBe(
      'request.precondition_failed',
    );
  });

  it('is gone with its secrets when archived', async () => {
    const { id } = await aHook();
    await run((tx) => channels.archive(tx, { scope, actor: SYSTEM }, id, LATER));
    expect(await code(run((tx) => channels.get(tx, scope, id)))).toBe('channel.not_found');
    const [row] = await run((tx) => sqlRows(tx, 'select credentials, archived_at from channel where id = $1', [id]));
    expect(row).toEqual({ credentials: null, archived_at: LATER });
  });

  it('is not found when foreign, out of the key’s brands or unknown', async () => {
    const { id } = await aHook();
    const foreign = await anAgency();
    const limited: BrandScope = { ...scope, brands: [await aBrand('Lise')] };
    for (const [of, channelId] of [
      [foreign, id],
      [limited, id],
      [scope, newId()],
    ] as const) {
      expect(await code(run((tx) => channels.get(tx, of, channelId)))).toBe('channel.not_found');
      expect(await code(run((tx) => channels.rename(tx, of, channelId, {}, null, NOW)))).toBe('channel.not_found');
      expect(await code(run((tx) => channels.archive(tx, { scope: of, actor: SYSTEM }, channelId, NOW)))).toBe(
        'channel.not_found',
      );
      expect(await code(connector.verify(context(of), channelId))).toBe('channel.not_found');
      expect(await code(connector.reconnect(context(of), channelId, { credentials: HOOK }))).toBe('channel.not_found');
    }
    expect(await code(run((tx) => channels.list(tx, limited, brandId, { limit: 5 })))).toBe('brand.not_found');
  });

  it('answers a brand’s channels in the order asked, and refuses others at their place', async () => {
    const [first, second] = [await aHook(), await aFeed()];
    const other = await aBrand('Lise');
    const of = (ids: string[], brand = brandId) => run((tx) => channelsOf(tx, scope, brand, ids));
    expect((await of([second.id, first.id])).map(({ networkId }) => networkId)).toEqual(['feed', 'webhook']);
    const refused = (work: Promise<unknown>) => work.catch((error: DomainError) => error.fields[0]?.pointer);
    expect(await refused(of([first.id, newId()]))).toBe('/channelIds/1');
    expect(await refused(of([first.id], other))).toBe('/channelIds/0');
    await run((tx) => channels.archive(tx, { scope, actor: SYSTEM }, first.id, LATER));
    expect(await refused(run((tx) => channelsOf(tx, scope, brandId, [first.id], '/scope/channelId')))).toBe(
      '/scope/channelId',
    );
  });

  describe('feed', () => {
    const entry = (key: string, title = 'Zoom sur la veste Lise', publishedAt = NOW) => {
      const wire = registry.get('feed')!.render(samplePlan({ title }), registry.get('feed')!.manifest.capabilities);
      return { key, title, content: wire.units[0]!.wire, publishedAt };
    };
    const account = async () => ({ channelId: (await aFeed()).id, agencyId: scope.agencyId, brandId });

    it('keeps one entry per key, however often and however many at once', async () => {
      const feed = await account();
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => store.put(feed, entry('k1'))));
      expect(others).toEqual([first, first]);
      expect(first).toMatchObject({ key: 'k1', title: 'Zoom sur la veste Lise', publishedAt: NOW });
      expect(first!.url).toMatch(
        /^https:\/\/calendar\.example\/feeds\/boulangerie-lefevre\/zoom-sur-la-veste-lise-[0-9a-f]{8}$/,
      );
      expect(await store.find(feed, 'k1')).toEqual(first);
      expect(await store.put(feed, entry('k1', 'Autre titre'))).toEqual(first);
      expect(await store.find(feed, 'k2')).toBeNull();
    });

    it('gives another slug when the short one is taken', async () => {
      const feed = await account();
      const { slug } = await store.put(feed, entry('k1'));
      await run((tx) => tx.query(`update feed_entry set key = 'other', title = 'x' where key = 'k1'`));
      const again = await store.put(feed, entry('k1'));
      expect(again.slug).not.toBe(slug);
      expect(again.slug.startsWith(slug)).toBe(true);
    });

    it('commits by itself: what it answered outlives the caller’s rollback', async () => {
      const feed = await account();
      const rolledBack = uow.run(async () => {
        await store.put(feed, entry('k1'));
        throw new Error('crash');
      });
      await expect(rolledBack).rejects.toThrow('crash');
      expect(await store.find(feed, 'k1')).not.toBeNull();
    });

    it('takes an entry back once', async () => {
      const feed = await account();
      const { slug } = await store.put(feed, entry('k1'));
      expect(await store.remove({ ...feed, channelId: newId() }, 'k1', LATER)).toBe(false);
      expect(await store.remove(feed, 'k1', LATER)).toBe(true);
      expect(await store.remove(feed, 'k1', LATER)).toBe(false);
      expect(await store.find(feed, 'k1')).toBeNull();
      expect(await run((tx) => reader.entry(tx, 'boulangerie-lefevre', slug))).toBeNull();
      const document = await run((tx) => reader.latest(tx, 'boulangerie-lefevre'));
      expect(document).toMatchObject({ entries: [], updatedAt: LATER });
    });

    it('shows the latest entries, newest first', async () => {
      const feed = await account();
      const empty = await run((tx) => reader.latest(tx, 'boulangerie-lefevre'));
      expect(empty).toMatchObject({ title: 'Boulangerie Lefèvre', language: 'fr', entries: [], updatedAt: NOW });
      await store.put(feed, entry('k1', 'Un', NOW));
      clock.set(LATER);
      await store.put(feed, entry('k2', 'Deux', LATER));
      const document = await run((tx) => reader.latest(tx, 'boulangerie-lefevre'));
      expect(document!.entries.map(({ wire }) => wire.title)).toEqual(['Deux', 'Un']);
      expect(document).toMatchObject({
        key: brandId,
        timeZone: 'Europe/Paris',
        homeUrl: 'https://calendar.example/feeds/boulangerie-lefevre',
        atomUrl: 'https://calendar.example/feeds/boulangerie-lefevre.atom',
        jsonUrl: 'https://calendar.example/feeds/boulangerie-lefevre.json',
        updatedAt: LATER,
      });
      const [newest] = document!.entries;
      const page = await run((tx) => reader.entry(tx, 'boulangerie-lefevre', newest!.slug));
      expect(page!.entry).toEqual(newest);
    });

    it('is there only for live brands that have one', async () => {
      const latest = () => run((tx) => reader.latest(tx, 'boulangerie-lefevre'));
      expect(await latest()).toBeNull();
      const { slug } = await store.put(await account(), entry('k1'));
      expect(await latest()).not.toBeNull();
      await run((tx) => brands.archive(tx, scope, brandId, null, LATER));
      expect(await latest()).toBeNull();
      expect(await run((tx) => reader.entry(tx, 'boulangerie-lefevre', slug))).toBeNull();
    });
  });
});
