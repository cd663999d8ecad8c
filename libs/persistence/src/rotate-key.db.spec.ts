import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#config';
import { createDatabase, type DatabaseUrls } from '#testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './database.js';
import { layNextKey } from './key-file.js';
import { openFoundation } from './open-foundation.js';
import { KeyRotationError, rotateKey } from './rotate-key.js';
import { SEALED, type SealedColumn } from './sealed.js';
import { AesGcmSecretBox, type SecretBox } from './secret-box.js';

const NOW = new Date('2026-11-28T08:00:00Z');
const OLD = Buffer.alloc(32, 1).toString('base64');
const NEXT = Buffer.alloc(32, 2).toString('base64');
const THIRD = Buffer.alloc(32, 3).toString('base64');
const box = (key: string) => new AesGcmSecretBox(Buffer.from(key, 'base64'));
const id = (tail: number) => `0193a000-0000-7000-8000-${String(tail).padStart(12, '0')}`;

describe('changing the secret key', () => {
  let urls: DatabaseUrls;
  let dataSource: DataSource;
  let dataDir: string;

  beforeAll(async () => {
    urls = await createDatabase('rotation');
    dataSource = await createDataSource({ url: urls.ownerUrl, role: 'owner', poolSize: 2, entities: [] }).initialize();
    await dataSource.query(`insert into agency (id, name, created_at) values ($1, 'A', $2)`, [id(1), NOW]);
    await dataSource.query(
      `insert into brand (id, agency_id, name, slug, timezone, languages, settings, created_by, created_at, updated_at)
       values ($1, $2, 'B', 'b', 'Europe/Paris', '{fr}', '{}', '{}', $3, $3)`,
      [id(2), id(1), NOW],
    );
    await dataSource.query(
      `insert into api_key (id, agency_id, name, secret_hash, hint, scopes, all_brands, created_by, created_at)
       values ($1, $2, 'k', '\\x00', 'hint', '{}', true, '{}', $3)`,
      [id(3), id(1), NOW],
    );
  });
  afterAll(() => dataSource.destroy());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'marronnier-key-'));
    await writeFile(join(dataDir, 'secret.key'), `${OLD}\n`, { mode: 0o600 });
    await dataSource.query(
      'truncate channel, network_app, oauth_agreement, idempotency_key, heartbeat, sealing_key cascade',
    );
    await plant(box(OLD));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  /** One value in every sealed column, and more channels than one batch holds. */
  async function plant(by: SecretBox): Promise<void> {
    const channels = Array.from({ length: 600 }, (_, index) => ({
      id: id(1000 + index),
      credentials: by.seal(`secret ${index}`, SEALED.credentials.context(id(1000 + index))),
      session: index === 0 ? by.seal('session', SEALED.session.context(id(1000))) : null,
    }));
    await dataSource.query(
      `insert into channel (id, agency_id, brand_id, network_id, display_name, credentials, session, health, created_by, created_at, updated_at)
       select id, $2, $3, 'webhook', 'C', credentials, session, 'ok', '{}', $4, $4
       from jsonb_to_recordset($1::jsonb) as t (id uuid, credentials text, session text)`,
      [JSON.stringify(channels), id(1), id(2), NOW],
    );
    const host = 'https://social.example';
    await dataSource.query(`insert into network_app (network_id, host, app, created_at) values ('m', $1, $2, $3)`, [
      host,
      by.seal('app', SEALED.networkApp.context('m', host)),
      NOW,
    ]);
    await dataSource.query(
      `insert into oauth_agreement (state_hash, id, agency_id, brand_id, network_id, payload, actor, created_at, expires_at)
       values ('hash', $1, $2, $3, 'm', $4, '{}', $5, $5), ('done', $6, $2, $3, 'm', null, '{}', $5, $5)`,
      [id(4), id(1), id(2), by.seal('payload', SEALED.agreement.context('hash')), NOW, id(5)],
    );
    await dataSource.query(
      `insert into idempotency_key (api_key_id, key, request_hash, status, headers, body, created_at) values ($1, 'k', 'h', 201, '{}', $2, $3)`,
      [id(3), JSON.stringify(by.seal('answer', SEALED.answer.context(id(3), 'k'))), NOW],
    );
  }

  /** Every value, opened. */
  async function opened(by: SecretBox): Promise<string[]> {
    const texts: string[] = [];
    for (const column of Object.values(SEALED) as SealedColumn[]) {
      const value = column.json ? `${column.column} #>> '{}'` : column.column;
      const rows: { key: string[]; sealed: string }[] = await dataSource.query(
        `select array[${column.key.map((name) => `${name}::text`).join(', ')}] as key, ${value} as sealed
         from ${column.table} where ${column.column} is not null`,
      );
      texts.push(...rows.map(({ key, sealed }) => by.open(sealed, column.context(...key))));
    }
    return texts.sort();
  }

  const rotate = (settings: { secretKey?: string; newSecretKey?: string } = {}) =>
    rotateKey({ dataSource, dataDir, secretKey: null, newSecretKey: null, now: NOW, ...settings });
  const keyFile = async () => (await readFile(join(dataDir, 'secret.key'), 'utf8')).trim();
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof KeyRotationError ? error.message : Promise.reject(error)),
    );
  const start = async (environment: Record<string, string> = {}) => {
    const config = readConfig({ MARRONNIER_DATA_DIR: dataDir, ...environment });
    const { secretBox, dataSource: pool } = await openFoundation(config, {
      url: urls.appUrl,
      role: 'app',
      poolSize: 1,
      entities: [],
    });
    await pool.destroy();
    await vanished();
    return secretBox.keyId;
  };

  it('seals every value of every column anew, and replaces the file', async () => {
    const before = await opened(box(OLD));
    expect(before).toHaveLength(604);
    const rotated = await rotate();
    const key = await keyFile();
    expect(rotated).toEqual({ values: 604, from: box(OLD).keyId, to: box(key).keyId });
    expect(key).not.toBe(OLD);
    expect(await opened(box(key))).toEqual(before);
    await expect(opened(box(OLD))).rejects.toThrow('Sealed under another key');
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secret.key']);
    expect(await start()).toBe(box(key).keyId);
  });

  it('knows every column that holds sealed values', async () => {
    const columns: { name: string; found: boolean }[] = [];
    const all: { table: string; column: string }[] = await dataSource.query(
      `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and data_type in ('text', 'jsonb')`,
    );
    for (const { table, column } of all) {
      const [{ found }] = await dataSource.query(
        `select exists (select from ${table} where "${column}"::text ~ 'v1\\.[0-9a-f]{12}\\.') as found`,
      );
      columns.push({ name: `${table}.${column}`, found });
    }
    const known = Object.values(SEALED).map(({ table, column }) => `${table}.${column}`);
    expect(
      columns
        .filter(({ found }) => found)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(known.sort());
  });

  it('takes the new key it is given, and leaves keys of the environment to the environment', async () => {
    expect((await rotate({ newSecretKey: NEXT })).to).toBe(box(NEXT).keyId);
    expect(await keyFile()).toBe(NEXT);
    expect(await rotate({ secretKey: NEXT, newSecretKey: THIRD })).toMatchObject({ values: 604 });
    expect(await keyFile()).toBe(NEXT);
    expect(await start({ MARRONNIER_SECRET_KEY: THIRD })).toBe(box(THIRD).keyId);
    expect(await refusal(rotate({ secretKey: THIRD }))).toMatch('set MARRONNIER_NEW_SECRET_KEY');
    expect(await refusal(rotate({ secretKey: THIRD, newSecretKey: THIRD }))).toMatch('in use');
  });

  it('refuses the wrong key and changes nothing', async () => {
    const before = await opened(box(OLD));
    const message = await refusal(rotate({ secretKey: THIRD, newSecretKey: NEXT }));
    expect(message).toMatch(/sealed under a third key/);
    expect(message).not.toContain(THIRD);
    expect(await opened(box(OLD))).toEqual(before);
    await expect(start({ MARRONNIER_SECRET_KEY: THIRD })).rejects.toThrow('written under another key');
  });

  it('refuses while a service works on the database', async () => {
    await dataSource.query(`insert into heartbeat values ('s-1', $1, '{}')`, [new Date(NOW.getTime() - 1_000)]);
    expect(await refusal(rotate())).toMatch('Still at work on this database: s-1');
    await dataSource.query('delete from heartbeat');
    const app = new pg.Client({ connectionString: urls.appUrl, application_name: 'marronnier-api' });
    await app.connect();
    expect(await refusal(rotate())).toMatch('marronnier-api');
    await app.end();
    await vanished();
    expect(await refusal(rotate())).toBe('done');
  });

  /** PostgreSQL notices the end of a session a moment later. */
  async function vanished(): Promise<void> {
    for (;;) {
      const rows: unknown[] = await dataSource.query(
        `select 1 from pg_stat_activity where datname = current_database() and application_name in ('marronnier-app', 'marronnier-api')`,
      );
      if (rows.length === 0) return;
    }
  }

  it('lets a service that rested through the change seal nothing under the old key', async () => {
    await start();
    await rotate();
    const key = await keyFile();
    const seal = (by: SecretBox) =>
      dataSource.query('update channel set session = $2 where id = $1', [
        id(1001),
        by.seal('session', SEALED.session.context(id(1001))),
      ]);
    await expect(seal(box(OLD))).rejects.toThrow('Sealed under a key that was replaced: restart this service');
    await seal(box(key));
    expect(await opened(box(key))).toHaveLength(605);
    expect(await start()).toBe(box(key).keyId);
  });

  it('guards every sealed column', async () => {
    await start();
    for (const { table, column } of Object.values(SEALED) as SealedColumn[]) {
      const text = `v1.${box(THIRD).keyId}.x`;
      const value = table === 'idempotency_key' ? JSON.stringify(text) : text;
      const update = dataSource.query(`update ${table} set ${column} = $1 where ${column} is not null`, [value]);
      await expect(update).rejects.toThrow('restart this service');
    }
  });

  it('is finished by the next start where nothing was sealed yet', async () => {
    await dataSource.query(
      'delete from channel; delete from network_app; delete from oauth_agreement; delete from idempotency_key',
    );
    await start();
    await rotate({ secretKey: OLD, newSecretKey: NEXT });
    await layNextKey(dataDir, NEXT);
    expect(await start()).toBe(box(NEXT).keyId);
    expect(await keyFile()).toBe(NEXT);
  });

  it('takes another key while nothing is sealed', async () => {
    await dataSource.query(
      'delete from channel; delete from network_app; delete from oauth_agreement; delete from idempotency_key',
    );
    await start();
    expect(await start({ MARRONNIER_SECRET_KEY: THIRD })).toBe(box(THIRD).keyId);
    await plant(box(THIRD));
    await expect(start()).rejects.toThrow('written under another key');
  });

  it('leaves old rows and the old key when it dies before the commit', async () => {
    await layNextKey(dataDir, NEXT);
    expect(await start()).toBe(box(OLD).keyId);
    expect(await keyFile()).toBe(OLD);
    expect((await rotate()).from).toBe(box(OLD).keyId);
  });

  it('is finished by the next start when it dies between the commit and the swap of the files', async () => {
    await rotate({ secretKey: OLD, newSecretKey: NEXT });
    await layNextKey(dataDir, NEXT);
    expect(await keyFile()).toBe(OLD);
    expect(await start()).toBe(box(NEXT).keyId);
    expect(await keyFile()).toBe(NEXT);
    expect(await readdir(dataDir)).toEqual(['secret.key']);
  });

  it('is finished by the next change, too', async () => {
    await rotate({ secretKey: OLD, newSecretKey: NEXT });
    await layNextKey(dataDir, NEXT);
    expect(await rotate({ newSecretKey: THIRD })).toMatchObject({ values: 604, from: box(NEXT).keyId });
    expect(await opened(box(THIRD))).toHaveLength(604);
  });
});
