import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeWith, startRealServer } from '../real-server.js';

/** An account of the PDS, with what the network hands to whoever owns it. */
export interface PdsAccount {
  did: string;
  handle: string;
  password: string;
  /** What a person types when connecting a channel. */
  appPassword: string;
  accessJwt: string;
  refreshJwt: string;
}

/** One record as `com.atproto.repo.listRecords` gives it. */
export interface PdsRecord {
  uri: string;
  cid: string;
  value: Record<string, unknown>;
}

/** A real PDS with nothing in it; its specs look at it through this, and not through the adapter. */
export interface Pds {
  url: string;
  /** `handle` without `.test`; at most 30 graphemes, letters, digits and hyphens, and new to this server. */
  createAccount(handle: string, password?: string): Promise<PdsAccount>;
  /** What the account's repository holds of a collection, newest first. */
  records(did: string, collection: string): Promise<PdsRecord[]>;
  /** An access token of the account that the server signed, had time run two hours ahead. */
  expiredAccessJwt(did: string): string;
  close(): Promise<void>;
}

export interface PdsOptions {
  /** Send `ratelimit-*` headers and answer 429, as the network's own servers do. */
  rateLimits?: boolean;
}

const PROGRAM = fileURLToPath(new URL('start.mjs', import.meta.url));

/** Whether `npm run servers:install` has been run. */
export function pdsInstalled(): boolean {
  return existsSync(new URL('node_modules/@atproto/pds/package.json', import.meta.url));
}

export const describeWithPds = describeWith(
  pdsInstalled,
  'the Bluesky PDS is not installed; npm run servers:install does it.',
);

/** Starts a PDS on a free port; it takes a second or two. */
export async function startPds(options: PdsOptions = {}): Promise<Pds> {
  const secret = randomBytes(16).toString('hex');
  const server = await startRealServer({
    command: process.execPath,
    arguments: [PROGRAM, '--jwt-secret', secret, ...(options.rateLimits ? ['--rate-limits'] : [])],
    ready: /^listening (\S+)$/m,
  });
  const url = server.told;
  return {
    url,
    createAccount: (handle, password = 'a password of a test') => createAccount(url, handle, password),
    records: (did, collection) => listRecords(url, did, collection),
    expiredAccessJwt: (did) => expiredAccessJwt(secret, did),
    close: server.stop,
  };
}

type Session = { did: string; handle: string; accessJwt: string; refreshJwt: string };

async function createAccount(url: string, handle: string, password: string): Promise<PdsAccount> {
  const account = { handle: `${handle}.test`, email: `${handle}@example.com`, password };
  const session = await call<Session>(`${url}/xrpc/com.atproto.server.createAccount`, account);
  const create = `${url}/xrpc/com.atproto.server.createAppPassword`;
  const app = await call<{ password: string }>(create, { name: 'marronnier' }, session.accessJwt);
  const { did, accessJwt, refreshJwt } = session;
  return { did, handle: session.handle, password, appPassword: app.password, accessJwt, refreshJwt };
}

async function listRecords(url: string, did: string, collection: string, cursor = ''): Promise<PdsRecord[]> {
  const query = new URLSearchParams({ repo: did, collection, limit: '100', ...(cursor ? { cursor } : {}) });
  const page = await call<{ records: PdsRecord[]; cursor?: string }>(
    `${url}/xrpc/com.atproto.repo.listRecords?${query}`,
  );
  const rest = page.cursor ? await listRecords(url, did, collection, page.cursor) : [];
  return [...page.records, ...rest];
}

/** What `@atproto/pds` 0.4.217 makes in account-manager/helpers/auth.ts for an app password. */
function expiredAccessJwt(secret: string, did: string): string {
  const past = Math.floor(new Date().getTime() / 1000) - 3_600;
  const claims = { scope: 'com.atproto.appPass', sub: did, aud: 'did:web:localhost', iat: past - 7_200, exp: past };
  const signed = [{ typ: 'at+jwt', alg: 'HS256' }, claims].map(base64url).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function call<Answer>(url: string, body?: object, token?: string): Promise<Answer> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}
