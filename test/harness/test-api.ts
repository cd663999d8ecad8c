import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#config';
import { ApiKeyService, createAgency, type Scope, SCOPES } from '#agencies';
import { apiEntities, createApi } from '#api';
import { FakeClock, SYSTEM } from '#kernel';
import type { NetworkAdapter } from '#networks';
import { AesGcmSecretBox, createDataSource, type Foundation, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';

export interface TestApiOptions {
  /** The clock's first instant; `2026-11-24T08:00:00Z`. */
  now?: string;
  adapters?: readonly NetworkAdapter[];
  /** On top of the test's environment, such as `RATE_LIMIT_PER_MINUTE`. */
  environment?: Readonly<Record<string, string>>;
  /** Milliseconds a duplicate of a running request waits for its answer. */
  idempotencyWait?: number;
  /** Stands in for the list of pending migrations. */
  migrationsPending?: () => Promise<string[]>;
  /** Another api's, beside which this one runs and which closes it; else the worker's, emptied. */
  database?: TestDatabase;
  poolSize?: number;
}

export interface CallOptions {
  /** JSON unless it is text, bytes or a form. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** The admin's by default; null: none. */
  key?: string | null;
}

export interface TestAnswer {
  status: number;
  headers: Headers;
  /** As it came. */
  text: string;
  /** Parsed when it is JSON, else null. Tests know what they asked for. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface TestKey {
  name?: string;
  scopes?: readonly Scope[];
  brands?: 'all' | readonly string[];
  agencyId?: string;
  expiresAt?: Date | null;
}

export interface TestApi {
  url: string;
  clock: FakeClock;
  database: TestDatabase;
  agencyId: string;
  adminKey: string;
  /** Over real HTTP. */
  call(method: string, path: string, options?: CallOptions): Promise<TestAnswer>;
  /** Makes a key without asking the api. */
  issueKey(key?: TestKey): Promise<string>;
  /** A second agency with its admin key. */
  addAgency(name: string): Promise<{ agencyId: string; adminKey: string }>;
  foundation: Foundation;
  /** A provider of the application. */
  get: Awaited<ReturnType<typeof createApi>>['get'];
  close(): Promise<void>;
}

const ENVIRONMENT = { LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '1000000' };

/**
 * The whole api on an empty database and an empty folder of its own, listening on a free port, with one agency and its
 * admin key. Two that shared a folder would sweep each other's files, each by its own clock and its own rows.
 */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const database = options.database ?? (await openTestDatabase());
  const folder = await mkdtemp(join(tmpdir(), 'marronnier-test-'));
  const config = readConfig({ ...ENVIRONMENT, MARRONNIER_DATA_DIR: folder, ...options.environment });
  const clock = new FakeClock(options.now ?? '2026-11-24T08:00:00Z');
  const secretBox = new AesGcmSecretBox(Buffer.alloc(32, 7));
  const pool = { url: database.appUrl, role: 'app' as const, poolSize: options.poolSize ?? 5, entities: apiEntities };
  const dataSource = await createDataSource(pool).initialize();
  const { adapters, idempotencyWait, migrationsPending = () => Promise.resolve([]) } = options;
  const foundation = { config, clock, secretBox, dataSource };
  const app = await createApi({ ...foundation, adapters, idempotencyWait, migrationsPending });
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');

  const unitOfWork = app.get(UnitOfWork);
  const issueKey = async (agencyId: string, key: TestKey = {}): Promise<string> => {
    const { name = 'test', scopes = SCOPES, brands = 'all', expiresAt = null } = key;
    const grant = { name, scopes, brands, expiresAt };
    const issued = await unitOfWork.run((tx) =>
      app.get(ApiKeyService).issue(tx, key.agencyId ?? agencyId, grant, SYSTEM, clock.now()),
    );
    return issued.token;
  };
  const addAgency = async (name: string): Promise<{ agencyId: string; adminKey: string }> => {
    const agency = await unitOfWork.run((tx) => createAgency(tx, { name }, clock.now()));
    return { agencyId: agency.id, adminKey: await issueKey(agency.id, { name: 'admin' }) };
  };
  const { agencyId, adminKey } = await addAgency('Les Marronniers');

  return {
    url,
    clock,
    database,
    foundation,
    agencyId,
    adminKey,
    addAgency,
    issueKey: (key) => issueKey(agencyId, key),
    call: (method, path, call = {}) => callApi(`${url}${path}`, method, call, adminKey),
    get: app.get.bind(app),
    async close() {
      await app.close();
      if (!options.database) await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function callApi(url: string, method: string, call: CallOptions, adminKey: string): Promise<TestAnswer> {
  const key = call.key === undefined ? adminKey : call.key;
  const { body, type } = encode(call.body);
  const response = await fetch(url, {
    method,
    body,
    redirect: 'manual',
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(type ? { 'content-type': type } : {}),
      ...call.headers,
    },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(response, text) };
}

function encode(body: unknown): { body?: string | FormData; type?: string } {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  if (typeof body === 'string') return { body, type: 'application/json' };
  return { body: JSON.stringify(body), type: 'application/json' };
}

function parse(response: Response, text: string): unknown {
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  return json && text !== '' ? JSON.parse(text) : null;
}
