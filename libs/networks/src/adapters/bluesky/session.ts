import type { AdapterError, AdapterIo, CheckResult, JsonObject, RenewResult, Session } from '../../contract.js';
import { at, isObject, readObject, textAt, unreadable } from '../../http/answers.js';
import { typedOrigin } from '../../http/typed-origin.js';
import { manifest } from './manifest.js';
import { failed, xrpc, type XrpcResult } from './xrpc.js';

/** What the account's own server needs to be asked as the account. */
export interface OpenSession {
  did: string;
  /** The PDS: what signed in may have been an entrance before it. Without a trailing slash. */
  host: string;
  accessJwt: string;
}

/** The session at hand, or why there is none. */
export function openSession(io: AdapterIo): OpenSession | AdapterError {
  const { did, pds, accessJwt } = io.account.session?.values ?? {};
  if (did && pds && accessJwt) return { did, host: pds, accessJwt };
  return {
    class: 'auth',
    code: 'bluesky.no_session',
    phase: 'before_send',
    detail: 'The channel is not signed in yet.',
  };
}

/**
 * By the refresh token, which lives for 90 days and changes each time; by the app password where that is over or was
 * never had.
 */
export async function renew(io: AdapterIo): Promise<RenewResult> {
  const host = hostOf(io);
  if (typeof host !== 'string') return { kind: 'failed', error: host };
  const { refreshJwt, pds } = io.account.session?.values ?? {};
  if (refreshJwt && pds) {
    const refreshed = await refresh(pds, refreshJwt, io);
    if (refreshed.kind === 'ok') return sessionFrom(refreshed.json, pds);
    if (refreshed.error.class !== 'auth') return failed(refreshed);
  }
  const made = await signIn(host, io);
  return made.kind === 'ok' ? sessionFrom(made.json, host) : failed(made);
}

/** Asks who the session is, or signs in where there is none: either proves the credentials of the moment. */
export async function check(io: AdapterIo): Promise<CheckResult> {
  const host = hostOf(io);
  if (typeof host !== 'string') return { kind: 'failed', error: host };
  const session = io.account.session ? openSession(io) : null;
  if (session && 'class' in session) return { kind: 'failed', error: session };
  const answer = session ? await whoAmI(session, io) : await signIn(host, io);
  if (answer.kind === 'refused') return failed(answer);
  return described(answer.json, session?.host ?? pdsOf(answer.json, host), io);
}

function refresh(host: string, token: string, io: AdapterIo): Promise<XrpcResult> {
  return xrpc({ host, method: 'com.atproto.server.refreshSession', input: 'empty', token, effect: 'harmless' }, io);
}

function signIn(host: string, io: AdapterIo): Promise<XrpcResult> {
  const { identifier = '', appPassword = '' } = io.account.credentials;
  const json = { identifier: identifier.trim().replace(/^@/, ''), password: appPassword.trim() };
  return xrpc({ host, method: 'com.atproto.server.createSession', input: { json }, effect: 'harmless' }, io);
}

function whoAmI({ host, accessJwt }: OpenSession, io: AdapterIo): Promise<XrpcResult> {
  return xrpc({ host, method: 'com.atproto.server.getSession', token: accessJwt, effect: 'none' }, io);
}

function sessionFrom(json: JsonObject, host: string): RenewResult {
  const did = textAt(json, 'did');
  const accessJwt = textAt(json, 'accessJwt');
  const refreshJwt = textAt(json, 'refreshJwt');
  if (!did || !accessJwt || !refreshJwt) return { kind: 'failed', error: unreadable('bluesky', 'harmless', 200) };
  const session: Session = {
    values: { did, accessJwt, refreshJwt, pds: pdsOf(json, host) },
    expiresAt: expiryOf(accessJwt),
  };
  return { kind: 'renewed', session };
}

/** The server that the account's own document names, unless it would be asked less safely than the one we know. */
function pdsOf(json: JsonObject, host: string): string {
  const services = at(json, 'didDoc', 'service');
  const list = Array.isArray(services) ? services.filter(isObject) : [];
  const endpoint = textAt(
    list.find((service) => textAt(service, 'id')?.endsWith('#atproto_pds')),
    'serviceEndpoint',
  );
  const origin = endpoint === undefined ? null : typedOrigin(endpoint);
  const safe = origin !== null && (origin.startsWith('https:') || host.startsWith('http:'));
  return safe ? origin : host;
}

/** Access tokens are JWTs in practice and opaque by contract: what cannot be read does not expire by itself. */
function expiryOf(jwt: string): string | null {
  const claims = readObject(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const seconds = at(claims ?? undefined, 'exp');
  return typeof seconds === 'number' && Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : null;
}

function described(json: JsonObject, host: string, io: AdapterIo): CheckResult {
  const handle = textAt(json, 'handle');
  const did = textAt(json, 'did');
  if (!handle || !did) return { kind: 'failed', error: unreadable('bluesky', 'none', 200) };
  if (at(json, 'active') === false) return { kind: 'failed', error: inactive(textAt(json, 'status')) };
  const url = `https://bsky.app/profile/${did}`;
  return { kind: 'ok', account: handle, url, ...limitsOf(json, host, io) };
}

/** Bluesky's own servers take videos only from accounts whose e-mail address is confirmed. */
function limitsOf(json: JsonObject, host: string, io: AdapterIo): Pick<Extract<CheckResult, { kind: 'ok' }>, 'limits'> {
  const theirs = host === io.hosts['api'] || new URL(host).hostname.endsWith('.bsky.network');
  if (!theirs || at(json, 'emailConfirmed') !== false) return {};
  return { limits: { media: { ...manifest.capabilities.media, maxVideos: 0 } } };
}

function inactive(status: string | undefined): AdapterError {
  const networkCode = status === undefined ? {} : { networkCode: status.slice(0, 200) };
  const detail = 'The network says that the account is not active.';
  return { class: 'auth', code: 'bluesky.account_inactive', phase: 'answered', detail, ...networkCode };
}

/** The server that a person named, or Bluesky's entrance. */
function hostOf(io: AdapterIo): string | AdapterError {
  const typed = io.account.credentials['host']?.trim() ?? '';
  if (typed === '') return io.hosts['api'] ?? manifest.hosts.api;
  const origin = typedOrigin(typed);
  if (origin !== null) return origin;
  const detail = 'The server is not an https address without credentials.';
  return { class: 'auth', code: 'bluesky.host_invalid', phase: 'before_send', detail };
}
