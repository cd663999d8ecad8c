import { DomainError } from '#kernel';
import type { HttpClient, OAuthApp, OAuthManifest, Session } from '#networks';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretPost,
  Configuration,
  customFetch,
  None,
  randomPKCECodeVerifier,
  ResponseBodyError,
} from 'openid-client';
import type { OAuthPlaces } from './addresses.js';
import { fetchThrough, Unreachable } from './fetch-through.js';

/** One agreement as the protocol sees it (RFC 6749 §4.1, RFC 7636). */
export interface CodeGrant {
  /** For people. */
  network: string;
  oauth: OAuthManifest;
  places: OAuthPlaces;
  app: OAuthApp;
  redirectUrl: string;
  /** 32 random bytes, base64url. */
  state: string;
  /** Null where the network has no PKCE. */
  verifier: string | null;
}

export function newVerifier({ pkce }: Pick<OAuthManifest, 'pkce'>): string | null {
  return pkce ? randomPKCECodeVerifier() : null;
}

/** The address at which the person agrees. */
export async function authorizationUrl(grant: CodeGrant): Promise<string> {
  const { oauth, redirectUrl, state, verifier } = grant;
  const challenge: Record<string, string> =
    verifier === null
      ? {}
      : { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const scope: Record<string, string> = oauth.scopes.length > 0 ? { scope: oauth.scopes.join(' ') } : {};
  const parameters = { redirect_uri: redirectUrl, state, ...scope, ...challenge, ...oauth.parameters };
  return buildAuthorizationUrl(configurationOf(grant, ''), parameters).href;
}

/**
 * Redeems what the browser brought back (`answer`: the callback's query) for a session. Throws DomainError `oauth.denied`,
 * `oauth.refused`, `oauth.code_refused`, `oauth.app_refused`, `oauth.unreachable`, `oauth.answer_unreadable`.
 */
export async function redeem(
  grant: CodeGrant,
  answer: URLSearchParams,
  http: HttpClient,
  { now, deadline }: { now: Date; deadline: number },
): Promise<Session> {
  const config = configurationOf(grant, answer.get('iss') ?? '');
  config[customFetch] = fetchThrough(http, { deadline, userSuppliedHost: grant.places.typedHost !== null });
  const url = new URL(`${grant.redirectUrl}?${answer.toString()}`);
  try {
    const verifier = grant.verifier === null ? {} : { pkceCodeVerifier: grant.verifier };
    const tokens = await authorizationCodeGrant(config, url, { expectedState: grant.state, ...verifier });
    return sessionOf(tokens, now);
  } catch (error) {
    throw refusalOf(error, grant.network);
  }
}

/** `told`: the issuer that the answer names; one of another origin is not whom we asked (RFC 9207). */
function configurationOf({ oauth, places, app }: CodeGrant, told: string): Configuration {
  const { origin } = new URL(places.authorizationUrl);
  const issuer = URL.canParse(told) && new URL(told).origin === origin ? told : origin;
  const server = {
    issuer,
    authorization_endpoint: places.authorizationUrl,
    token_endpoint: places.tokenUrl,
  };
  const config = new Configuration(server, app.clientId, undefined, authenticationOf(oauth, app));
  // Whether plain http may be called is decided where addresses are taken, and the http client has the deadline.
  allowInsecureRequests(config);
  config.timeout = 0;
  return config;
}

function authenticationOf({ clientAuthentication }: OAuthManifest, { clientSecret }: OAuthApp): ClientAuth {
  if (clientAuthentication === 'none' || clientSecret === null) return None();
  return clientAuthentication === 'client_secret_post' ? ClientSecretPost(clientSecret) : basic(clientSecret);
}

/**
 * RFC 6749 §2.3.1, encoding no more than it must: the library also encodes `-`, `_` and `.`, which servers that forget to
 * decode then take for another secret.
 */
function basic(clientSecret: string): ClientAuth {
  const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');
  return (_server, { client_id: clientId }, _body, headers) =>
    headers.set(
      'authorization',
      `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')}`,
    );
}

interface Tokens {
  access_token: string;
  refresh_token?: string;
  scope?: string;
  expires_in?: number;
}

function sessionOf(tokens: Tokens, now: Date): Session {
  const { access_token: accessToken, refresh_token: refreshToken, scope, expires_in: seconds } = tokens;
  const values = {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(scope === undefined ? {} : { scope }),
  };
  return { values, expiresAt: seconds === undefined ? null : new Date(now.getTime() + seconds * 1000).toISOString() };
}

const APP_ERRORS = ['invalid_client', 'unauthorized_client'];

/** Names what went wrong; nothing of what was sent or answered goes along but a code of the protocol. */
function refusalOf(error: unknown, network: string): DomainError {
  if (error instanceof AuthorizationResponseError)
    return /denied|cancel/.test(error.error)
      ? new DomainError('oauth.denied', { network })
      : new DomainError('oauth.refused', { network, reason: sane(error.error) });
  if (error instanceof ResponseBodyError) {
    if (APP_ERRORS.includes(error.error)) return new DomainError('oauth.app_refused', { network });
    return new DomainError('oauth.code_refused', { network, reason: sane(error.error) });
  }
  const reasons = reasonsOf(error);
  const lost = reasons.find((reason) => reason instanceof Unreachable);
  if (lost) return new DomainError('oauth.unreachable', { network, reason: lost.code });
  // A refusal in words that are not the protocol's, such as Meta's.
  const status = reasons.find((reason) => reason instanceof Response)?.status ?? 0;
  const reason = `http_${status}`;
  if (status === 429 || status >= 500) return new DomainError('oauth.unreachable', { network, reason });
  if (status >= 400) return new DomainError('oauth.code_refused', { network, reason });
  return new DomainError('oauth.answer_unreadable', { network });
}

/** Codes of the protocol are words; anything else came from somebody who writes addresses. */
function sane(code: string): string {
  return /^[a-z][a-z0-9_]{0,59}$/.test(code) ? code : 'unknown';
}

function reasonsOf(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...reasonsOf(error.cause)] : [error];
}
