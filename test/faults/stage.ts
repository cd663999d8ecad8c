import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseUrls } from '#testing';
import { type Child, killChildren, startChild } from './child.js';

/** Short timings for processes on real clocks; a call takes 50 ms, so a second without an answer is long. */
export const FAST = {
  callDeadline: 2_000,
  lease: 6_000,
  looks: [200, 500, 1_000, 2_000],
  absentGrace: 1_000,
  backoff: { base: 100, cap: 500, maxFailures: 8 },
};

/** A service in a process of its own, and its admin's way in. */
export interface Service extends Child {
  url: string;
  call<T>(method: string, path: string, body?: object): Promise<T>;
  /** The same with a form. */
  send<T>(method: string, path: string, form: FormData): Promise<T>;
}

/** One database and one directory, on which any number of the product's processes may be started and killed. */
export interface Stage {
  directory: string;
  urls: DatabaseUrls;
  startService(environment?: Readonly<Record<string, string>>): Promise<Service>;
  /** `program`: below `dist/`, another than test/servers/scheduler.js. */
  startScheduler(environment?: Readonly<Record<string, string>>, program?: string): Promise<Child>;
  /** As the owner of the tables, over a connection of this statement alone: a test may restart the server. */
  sql<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
  /** Kills what still runs. */
  clear(): Promise<void>;
}

export async function openStage(urls: DatabaseUrls, settings: object = FAST): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'marronnier-faults-'));
  const secretKey = randomBytes(32).toString('base64');
  const environment = (given: object): Record<string, string> => ({
    DATABASE_URL: urls.ownerUrl,
    DATABASE_APP_URL: urls.appUrl,
    DATABASE_SCHEDULER_URL: urls.schedulerUrl,
    MARRONNIER_DATA_DIR: directory,
    MARRONNIER_SECRET_KEY: secretKey,
    PORT: '0',
    LOG_LEVEL: 'error',
    RATE_LIMIT_PER_MINUTE: '1000000',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    TEST_PUBLISH_SETTINGS: JSON.stringify(settings),
    ...given,
  });
  return {
    directory,
    urls,
    startService: (given = {}) => startService(directory, environment(given)),
    startScheduler: (given = {}, program = 'test/servers/scheduler.js') =>
      startChild({ program, environment: environment(given), ready: /^beating$/ }),
    sql: (text, values) => queryOnce(urls.ownerUrl, text, values),
    async clear() {
      await killChildren();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function startService(directory: string, environment: Record<string, string>): Promise<Service> {
  const child = await startChild({
    program: 'test/servers/marronnier.js',
    environment,
    ready: /^listening (http\S+)$/,
  });
  const key = (await readFile(join(directory, 'admin.key'), 'utf8')).trim();
  const url = child.told;
  return {
    ...child,
    url,
    call: (method, path, body) => callService(url, key, method, path, body),
    send: (method, path, form) => callService(url, key, method, path, form),
  };
}

async function callService<T>(url: string, key: string, method: string, path: string, body?: object): Promise<T> {
  const json = body !== undefined && !(body instanceof FormData);
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(json ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

async function queryOnce<T extends object>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed meanwhile breaks the statement; that it also breaks the connection is no further news.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}
