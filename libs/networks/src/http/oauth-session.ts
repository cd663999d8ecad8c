import type { AdapterError, AdapterIo, ChannelAccount, OAuthManifest, RenewResult, Session } from '../contract.js';
import { transportError } from '../transport-error.js';
import { at, readObject, refusalError, textAt, unreadable } from './answers.js';

/** The token a call is made with: the session's, else the one a person pasted; undefined when there is neither. */
export function accessToken({ session, credentials }: ChannelAccount): string | undefined {
  return session?.values['accessToken'] ?? (credentials['accessToken'] || undefined);
}

/** A channel without any token: nothing has been sent. */
export function tokenMissing(prefix: string): AdapterError {
  const detail = 'The channel has no access token.';
  return { class: 'auth', code: `${prefix}.token_missing`, phase: 'before_send', detail };
}

export interface RefreshGrant {
  /** Of our error codes: the network's id. */
  prefix: string;
  /** The token endpoint. */
  url: string;
  clientAuthentication: OAuthManifest['clientAuthentication'];
}

/**
 * A new session by the refresh token of the one at hand (RFC 6749 §6). A network that rotates refresh tokens hands out
 * the next one with the answer; one that does not keeps the old one good. A token that a person pasted is the first
 * session, which cannot be renewed.
 */
export async function renewByRefreshToken(io: AdapterIo, grant: RefreshGrant): Promise<RenewResult> {
  const { prefix, url } = grant;
  const pasted = io.account.credentials['accessToken'];
  if (!io.account.session && pasted)
    return { kind: 'renewed', session: { values: { accessToken: pasted }, expiresAt: null } };
  const refreshToken = io.account.session?.values['refreshToken'];
  if (!refreshToken) return ended(prefix, 'session_expired', 'The session has no refresh token.');
  if (!io.app) return ended(prefix, 'app_missing', 'The operator has registered no app for this network.');
  const outcome = await io.http.send({
    method: 'POST',
    url,
    ...tokenRequest(io.app, refreshToken, grant),
    deadline: io.deadline,
    userSuppliedHost: false,
  });
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError(prefix, 'harmless', outcome) };
  if (outcome.status !== 200) return { kind: 'failed', error: refused(prefix, outcome, io.now) };
  const session = sessionFrom(outcome.body, io.account.session, io.now);
  if (!session) return { kind: 'failed', error: unreadable(prefix, 'harmless', outcome.status) };
  return { kind: 'renewed', session };
}

function tokenRequest(
  { clientId, clientSecret }: NonNullable<AdapterIo['app']>,
  refreshToken: string,
  { clientAuthentication }: RefreshGrant,
): { headers: Record<string, string>; body: string } {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
  if (clientAuthentication === 'client_secret_basic' && clientSecret !== null) {
    // Form-encoded before they are joined (RFC 6749 §2.3.1).
    const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    form.set('client_id', clientId);
    if (clientAuthentication === 'client_secret_post' && clientSecret !== null) form.set('client_secret', clientSecret);
  }
  return { headers, body: form.toString() };
}

/** Token endpoints answer 400 for a refresh token that is spent, revoked or too old (RFC 6749 §5.2). */
function refused(
  prefix: string,
  answer: { status: number; headers: Readonly<Record<string, string>>; body: string },
  now: Date,
): AdapterError {
  const told = textAt(readObject(answer.body) ?? undefined, 'error');
  const networkCode = told === undefined ? {} : { networkCode: told };
  if (told === 'invalid_client' || told === 'unauthorized_client')
    return refusalError(prefix, 'harmless', answer, now, { class: 'auth', code: 'app_refused', ...networkCode });
  const spent = answer.status === 400 || answer.status === 401;
  return refusalError(prefix, 'harmless', answer, now, {
    ...(spent ? { class: 'auth' as const, code: 'session_expired' } : {}),
    ...networkCode,
  });
}

function ended(prefix: string, code: string, detail: string): RenewResult {
  return { kind: 'failed', error: { class: 'auth', code: `${prefix}.${code}`, phase: 'before_send', detail } };
}

function sessionFrom(body: string, before: Session | null, now: Date): Session | null {
  const answer = readObject(body) ?? undefined;
  const token = textAt(answer, 'access_token');
  if (token === undefined) return null;
  const next = textAt(answer, 'refresh_token');
  const values = { ...before?.values, accessToken: token, ...(next === undefined ? {} : { refreshToken: next }) };
  const seconds = Number(at(answer, 'expires_in'));
  const known = Number.isFinite(seconds) && seconds > 0;
  return { values, expiresAt: known ? new Date(now.getTime() + seconds * 1000).toISOString() : null };
}
