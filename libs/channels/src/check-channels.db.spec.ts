import { agenciesEntities, createAgency } from '#agencies';
import { BrandService, brandsEntities } from '#brands';
import { type BrandScope, SYSTEM } from '#kernel';
import { type CheckResult, createRegistry, type NetworkAdapter, type RenewResult } from '#networks';
import { createMemoryFeedStore, createMemoryMedia, createScriptedNetwork } from '#networks/testing';
import { AesGcmSecretBox, createDataSource, sqlRows, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { channelsEntities, checkChannels, ConnectChannel, type NetworkAccess } from './index.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const after = (millis: number) => new Date(NOW.getTime() + millis);
const FINE: CheckResult = { kind: 'ok', account: 'a', url: null };
const failing = (kind: 'auth' | 'permanent' | 'retryable', code = `scripted.${kind}`): CheckResult & RenewResult => ({
  kind: 'failed',
  error: { class: kind, code, phase: 'answered', detail: '' },
});

describe('asking accounts again', () => {
  let database: TestDatabase;
  let app: DataSource;
  let scheduler: DataSource;
  let scope: BrandScope;
  let brandId: string;
  let answer: () => Promise<CheckResult>;
  let renewal: () => Promise<RenewResult>;
  let lifetime: number;
  const asked: string[] = [];
  const renewed: string[] = [];

  const { adapter: scripted } = createScriptedNetwork({ canBeAsked: true });
  const adapter: NetworkAdapter = {
    ...scripted,
    manifest: { ...scripted.manifest, session: 'renewable' },
    check: ({ account }) => {
      asked.push(account.channelId);
      return answer();
    },
    renew: ({ account }) => {
      renewed.push(account.channelId);
      return renewal();
    },
  };
  const access: NetworkAccess = {
    registry: createRegistry([adapter]),
    http: { send: () => Promise.reject(new Error('no call expected')) },
    feed: createMemoryFeedStore(),
    media: createMemoryMedia(),
    box: new AesGcmSecretBox(Buffer.alloc(32, 7)),
    hosts: {},
    apps: {},
  };

  beforeAll(async () => {
    database = await openTestDatabase();
    const entities = [...agenciesEntities, ...brandsEntities, ...channelsEntities];
    app = await createDataSource({ url: database.appUrl, role: 'app', poolSize: 4, entities }).initialize();
    // As the scheduler does it: with its rights.
    const url = database.schedulerUrl;
    scheduler = await createDataSource({ url, role: 'scheduler', poolSize: 4, entities }).initialize();
  });
  afterAll(async () => {
    await app.destroy();
    await scheduler.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    const uow = new UnitOfWork(app);
    scope = { agencyId: (await uow.run((tx) => createAgency(tx, { name: 'Agence' }, NOW))).id, brands: 'all' };
    const brand = { name: 'Fournil', timezone: 'Europe/Paris' };
    brandId = (await uow.run((tx) => new BrandService().create(tx, { scope, actor: SYSTEM }, brand, NOW))).id;
    answer = () => Promise.resolve(FINE);
    lifetime = 60 * DAY;
    renewal = () => Promise.resolve(sessionFrom(NOW));
    asked.length = 0;
    renewed.length = 0;
  });

  const sessionFrom = (now: Date): RenewResult => {
    const expiresAt = new Date(now.getTime() + lifetime).toISOString();
    return { kind: 'renewed', session: { values: { accessToken: 'x' }, expiresAt } };
  };
  const connect = async () => {
    const connector = new ConnectChannel(new UnitOfWork(app), access, { callDeadline: 1_000 });
    const context = { scope, actor: SYSTEM, now: NOW, dryRun: false };
    const input = { networkId: 'scripted', displayName: 'X', credentials: { token: 't' } };
    const { id } = await connector.connect(context, brandId, input);
    asked.length = 0;
    renewed.length = 0;
    return id;
  };
  const run = (now: Date) => checkChannels({ uow: new UnitOfWork(scheduler), access }, { now: () => now });
  const rowOf = async (id: string) =>
    (
      await sqlRows<{ health: string; reason: string | null; checked: Date; version: number; expires: Date }>(
        app.manager,
        'select health, health_reason as reason, checked_at as checked, version, session_expires_at as expires from channel where id = $1',
        [id],
      )
    )[0]!;
  const events = async () =>
    (
      await sqlRows<{ type: string }>(app.manager, `select type from outbox_event where type <> 'channel.connected'`)
    ).map(({ type }) => type);

  it('asks once a day, each once however many ask at once, and counts no version when nothing is new', async () => {
    const ids = [await connect(), await connect(), await connect()];
    expect(await run(after(DAY - HOUR))).toEqual({ checked: 0, broken: 0 });
    const now = after(DAY + HOUR);
    const reports = await Promise.all([run(now), run(now), run(now)]);
    expect(reports.reduce((sum, { checked }) => sum + checked, 0)).toBe(3);
    expect([...asked].sort()).toEqual([...ids].sort());
    expect(await rowOf(ids[0]!)).toMatchObject({ health: 'ok', checked: now, version: 1 });
    expect(await events()).toEqual([]);
  });

  it('takes a bounded number at a time, those that waited longest first', async () => {
    const id = await connect();
    await sqlRows(
      app.manager,
      `insert into channel (id, agency_id, brand_id, network_id, display_name, health, checked_at, created_by, created_at, updated_at)
       select gen_random_uuid(), agency_id, brand_id, network_id, 'Y', 'ok', created_at - n * interval '1 minute', '{}', created_at, updated_at
       from channel cross join generate_series(1, 25) as n where id = $1`,
      [id],
    );
    expect(await run(after(DAY + HOUR))).toEqual({ checked: 20, broken: 0 });
    expect(asked).not.toContain(id);
    expect(await run(after(DAY + HOUR))).toEqual({ checked: 6, broken: 0 });
    expect(asked).toContain(id);
  });

  it('tells when an account is lost, learns its limits anew, and finds it well again', async () => {
    const id = await connect();
    answer = () => Promise.resolve(failing('auth'));
    await run(after(DAY + HOUR));
    expect(await rowOf(id)).toMatchObject({ health: 'reauthorize', reason: 'scripted.auth', version: 2 });
    expect(await events()).toEqual(['channel.reauthorize']);
    const poll = { maxOptions: 2, maxOptionLength: 25 };
    answer = () => Promise.resolve({ ...FINE, limits: { poll } });
    await run(after(2 * DAY + 2 * HOUR));
    expect(await rowOf(id)).toMatchObject({ health: 'ok', reason: null, version: 3 });
    const [row] = await sqlRows(app.manager, 'select limits from channel');
    expect(row).toEqual({ limits: { poll } });
  });

  it('learns whose account it is, so that no other can be agreed to in its place', async () => {
    const id = await connect();
    answer = () => Promise.resolve({ ...FINE, accountId: '42' });
    await run(after(DAY + HOUR));
    const [row] = await sqlRows(app.manager, 'select account_id as account, version from channel where id = $1', [id]);
    expect(row).toEqual({ account: '42', version: 2 });
    await run(after(2 * DAY + 2 * HOUR));
    expect(await rowOf(id)).toMatchObject({ version: 2 });
  });

  it('asks sooner where the network could not be asked, and takes silence for no news of a lost account', async () => {
    const id = await connect();
    answer = () => Promise.resolve(failing('retryable'));
    await run(after(DAY + HOUR));
    expect(await rowOf(id)).toMatchObject({ health: 'degraded' });
    expect(await run(after(DAY + 1.5 * HOUR))).toMatchObject({ checked: 0 });
    answer = () => Promise.resolve(failing('auth'));
    expect(await run(after(DAY + 3 * HOUR))).toMatchObject({ checked: 1 });
    answer = () => Promise.resolve(failing('retryable'));
    await run(after(3 * DAY));
    expect(await rowOf(id)).toMatchObject({ health: 'reauthorize', reason: 'scripted.auth' });
    expect(await events()).toEqual(['channel.reauthorize']);
  });

  it('takes an account for refused when the network says so twice, an hour apart, and tells it', async () => {
    const id = await connect();
    answer = () => Promise.resolve(failing('permanent'));
    await run(after(DAY + HOUR));
    expect(await rowOf(id)).toMatchObject({ health: 'degraded', reason: 'scripted.permanent' });
    expect(await events()).toEqual([]);
    await run(after(DAY + 2 * HOUR + 1));
    expect(await rowOf(id)).toMatchObject({ health: 'disabled', reason: 'scripted.permanent' });
    expect(await events()).toEqual(['channel.disabled']);
  });

  it('does not take one odd answer for a refusal', async () => {
    const id = await connect();
    for (const day of [2, 4]) {
      answer = () => Promise.resolve(failing('permanent'));
      await run(after(day * DAY));
      expect(await rowOf(id)).toMatchObject({ health: 'degraded' });
      answer = () => Promise.resolve(FINE);
      await run(after(day * DAY + 2 * HOUR));
      expect(await rowOf(id)).toMatchObject({ health: 'ok', reason: null });
    }
    expect(await events()).toEqual([]);
  });

  it('asks for a lost account hourly on the first day, for its network may not have meant it, and then daily', async () => {
    const id = await connect();
    answer = () => Promise.resolve(failing('auth'));
    await run(after(DAY + HOUR));
    let checks = 0;
    for (let hour = 2; hour < 72; hour++) checks += (await run(after(DAY + hour * HOUR + hour))).checked;
    expect(checks).toBe(23 + 1);
    answer = () => Promise.resolve(FINE);
    await run(after(5 * DAY));
    expect(await rowOf(id)).toMatchObject({ health: 'ok' });
  });

  it('takes a channel that is archived meanwhile for no failure of its own', async () => {
    const id = await connect();
    answer = async () => {
      await sqlRows(app.manager, 'update channel set archived_at = now(), credentials = null where id = $1', [id]);
      return FINE;
    };
    expect(await run(after(DAY + HOUR))).toEqual({ checked: 1, broken: 0 });
  });

  it('counts the time of a renewal from when it begins, however long the accounts before took', async () => {
    await connect();
    await connect();
    let now = after(60 * DAY - DAY);
    const locks: Date[] = [];
    renewal = async () => {
      const [row] = await sqlRows<{ until: Date }>(app.manager, 'select max(renewing_until) as until from channel');
      locks.push(row!.until);
      return sessionFrom(now);
    };
    answer = () => {
      now = new Date(now.getTime() + 60_000);
      return Promise.resolve(FINE);
    };
    const started = now;
    await checkChannels({ uow: new UnitOfWork(scheduler), access }, { now: () => now });
    expect(locks.map((until) => until.getTime() - started.getTime())).toEqual([15_000, 75_000]);
  });

  it('goes on to the next when one breaks', async () => {
    await connect();
    await connect();
    let calls = 0;
    answer = () => (++calls === 1 ? Promise.reject(new Error('a bug')) : Promise.resolve(FINE));
    expect(await run(after(DAY + HOUR))).toEqual({ checked: 1, broken: 1 });
  });

  it('does not record the answer about credentials that were replaced meanwhile', async () => {
    const id = await connect();
    answer = async () => {
      await sqlRows(app.manager, `update channel set public_settings = '{"new":"x"}' where id = $1`, [id]);
      return failing('auth');
    };
    await run(after(DAY + HOUR));
    expect(await rowOf(id)).toMatchObject({ health: 'ok' });
  });

  it('nor the answer about a session that an agreement replaced meanwhile', async () => {
    const id = await connect();
    answer = async () => {
      await sqlRows(app.manager, `update channel set session = 'another' where id = $1`, [id]);
      return failing('retryable');
    };
    await run(after(DAY + HOUR));
    expect(await rowOf(id)).toMatchObject({ health: 'ok' });
  });

  describe('sessions', () => {
    const SOON = 60 * DAY - 2 * DAY;

    it('that last for weeks are renewed days before they end, without waiting for the daily question', async () => {
      const id = await connect();
      await run(after(SOON - 2 * DAY));
      await run(after(SOON - 1.5 * DAY));
      expect(renewed).toEqual([]);
      renewal = () => Promise.resolve(sessionFrom(after(SOON)));
      await run(after(SOON));
      expect(renewed).toEqual([id]);
      expect(await rowOf(id)).toMatchObject({ health: 'ok', expires: after(SOON + 60 * DAY) });
      await run(after(SOON + DAY + HOUR));
      expect(renewed).toEqual([id]);
    });

    it('of hours are left to whoever publishes', async () => {
      lifetime = 2 * HOUR;
      await connect();
      await run(after(1.5 * HOUR));
      expect([renewed, asked]).toEqual([[], []]);
    });

    it('that cannot be renewed neither keep an account lost that works, nor make one odd answer count twice', async () => {
      const id = await connect();
      renewal = () => Promise.resolve(failing('auth', 'scripted.refused'));
      answer = () => Promise.resolve(failing('permanent'));
      await run(after(SOON));
      answer = () => Promise.resolve(FINE);
      await run(after(SOON + 2 * HOUR));
      answer = () => Promise.resolve(failing('permanent'));
      await run(after(SOON + 4 * HOUR));
      expect(await rowOf(id)).toMatchObject({ health: 'degraded' });
      await run(after(SOON + 6 * HOUR));
      expect(await rowOf(id)).toMatchObject({ health: 'disabled' });
      answer = () => Promise.resolve(FINE);
      await run(after(SOON + 8 * HOUR));
      expect(await rowOf(id)).toMatchObject({ health: 'degraded', reason: 'scripted.refused' });
    });

    it('that cannot be renewed are told by the channel’s health while they still work, and tried hourly', async () => {
      const id = await connect();
      renewal = () => Promise.resolve(failing('auth', 'scripted.refused'));
      await run(after(SOON));
      expect(await rowOf(id)).toMatchObject({ health: 'degraded', reason: 'scripted.refused' });
      await run(after(SOON + HOUR / 2));
      expect(renewed).toHaveLength(1);
      renewal = () => Promise.resolve(sessionFrom(after(SOON + 2 * HOUR)));
      await run(after(SOON + 2 * HOUR));
      expect(renewed).toHaveLength(2);
      expect(await rowOf(id)).toMatchObject({ health: 'ok', reason: null });
    });
  });
});
