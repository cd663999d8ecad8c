import type {
  AccountsResult,
  AdapterError,
  AdapterIo,
  CheckResult,
  FoundAccount,
  HttpOutcome,
  NetworkAdapter,
  OAuthManifest,
  RegisterResult,
  RenewResult,
} from '../src/contract.js';
import { readObject, refusalError, textAt } from '../src/http/answers.js';
import { transportError } from '../src/transport-error.js';
import type { OAuthServer, ServerAccount } from './oauth-server.js';
import type { ScriptedNetwork } from './scripted-network.js';

export interface ScriptedOAuthOptions {
  clientAuthentication?: OAuthManifest['clientAuthentication'];
  pkce?: boolean;
  /** The person types the host, and each host registers us; else the server is the network's own. */
  perInstance?: boolean;
  /** Whether the network tells which accounts there are. Default true. */
  tellsAccounts?: boolean;
}

/** The scripted network behind an OAuth server: it takes posts from whoever has a token that is valid there. */
export function behindOAuth(
  { adapter }: ScriptedNetwork,
  server: OAuthServer,
  options: ScriptedOAuthOptions = {},
): NetworkAdapter {
  const {
    clientAuthentication = 'client_secret_post',
    pkce = true,
    perInstance = false,
    tellsAccounts = true,
  } = options;
  const base = perInstance ? '{host}' : '{api}';
  const oauth: OAuthManifest = {
    authorizationUrl: `${base}/authorize`,
    tokenUrl: `${base}/token`,
    scopes: ['read', 'write'],
    pkce,
    clientAuthentication,
    ...(perInstance ? { registration: 'instance' } : {}),
  };
  return {
    ...adapter,
    manifest: {
      ...adapter.manifest,
      oauth,
      session: 'renewable',
      credentials: [...(perInstance ? [HOST] : []), { ...ACCOUNT, required: tellsAccounts }],
      ...(perInstance ? {} : { hosts: { api: server.url } }),
    },
    run: (step, state, io) =>
      server.isValid(tokenOf(io))
        ? adapter.run(step, state, io)
        : Promise.resolve({ kind: 'failed', error: { ...UNAUTHORIZED, phase: 'answered' } }),
    check: (io) => check(io, server),
    renew: (io) => renew(io, server),
    ...(tellsAccounts ? { accounts: (io: AdapterIo) => accounts(io) } : {}),
    ...(perInstance ? { register } : {}),
  };
}

const ACCOUNT = { name: 'accountId', label: { en: 'Account', fr: 'Compte' }, secret: false, format: 'text' } as const;
const HOST = {
  name: 'host',
  label: { en: 'Server', fr: 'Serveur' },
  secret: false,
  required: true,
  format: 'url',
} as const;
const UNAUTHORIZED = {
  class: 'auth',
  code: 'scripted.unauthorized',
  phase: 'before_send',
  detail: 'No token.',
} as const;

const tokenOf = ({ account }: AdapterIo): string | undefined => account.session?.values['accessToken'];

const originOf = ({ account, hosts }: AdapterIo): string => account.credentials['host'] ?? hosts['api'] ?? '';

function get(io: AdapterIo, path: string): Promise<HttpOutcome> {
  const headers = { authorization: `Bearer ${tokenOf(io) ?? ''}` };
  const userSuppliedHost = io.account.credentials['host'] !== undefined;
  return io.http.send({ method: 'GET', url: originOf(io) + path, headers, deadline: io.deadline, userSuppliedHost });
}

function post(io: AdapterIo, url: string, form: Record<string, string>): Promise<HttpOutcome> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const userSuppliedHost = io.account.credentials['host'] !== undefined;
  const body = new URLSearchParams(form).toString();
  return io.http.send({ method: 'POST', url, headers, body, deadline: io.deadline, userSuppliedHost });
}

function failureOf(outcome: HttpOutcome, io: AdapterIo, auth = false): AdapterError {
  if (outcome.kind === 'failed') return transportError('scripted', 'harmless', outcome);
  return refusalError('scripted', 'harmless', outcome, io.now, auth ? { class: 'auth', code: 'unauthorized' } : {});
}

async function accounts(io: AdapterIo): Promise<AccountsResult> {
  const outcome = await get(io, '/accounts');
  if (outcome.kind === 'failed' || outcome.status !== 200) return { kind: 'failed', error: failureOf(outcome, io) };
  const found = (readObject(outcome.body)?.['accounts'] ?? []) as unknown as ServerAccount[];
  const toFound = ({ id, name }: ServerAccount): FoundAccount => ({ id, name, credentials: { accountId: id } });
  return { kind: 'ok', accounts: found.map(toFound) };
}

async function check(io: AdapterIo, server: OAuthServer): Promise<CheckResult> {
  const outcome = await get(io, '/accounts');
  if (outcome.kind === 'failed' || outcome.status !== 200) return { kind: 'failed', error: failureOf(outcome, io) };
  return { kind: 'ok', account: server.accounts[0]?.name ?? '', url: null };
}

async function renew(io: AdapterIo, server: OAuthServer): Promise<RenewResult> {
  const refreshToken = io.account.session?.values['refreshToken'];
  if (refreshToken === undefined) return { kind: 'failed', error: UNAUTHORIZED };
  const { clientId, clientSecret } = io.app ?? server.app;
  const client = { client_id: clientId, client_secret: clientSecret ?? '' };
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, ...client };
  const outcome = await post(io, `${originOf(io)}/token`, form);
  const tokens = outcome.kind === 'answered' && outcome.status === 200 ? readObject(outcome.body) : null;
  if (!tokens) {
    const refused = outcome.kind === 'answered' && outcome.status < 500;
    return { kind: 'failed', error: failureOf(outcome, io, refused) };
  }
  const values = {
    accessToken: textAt(tokens, 'access_token') ?? '',
    refreshToken: textAt(tokens, 'refresh_token') ?? '',
  };
  const seconds = Number(tokens['expires_in']);
  return { kind: 'renewed', session: { values, expiresAt: new Date(io.now.getTime() + seconds * 1000).toISOString() } };
}

async function register(io: AdapterIo, redirectUrl: string): Promise<RegisterResult> {
  const outcome = await post(io, `${originOf(io)}/apps`, { client_name: 'Test', redirect_uris: redirectUrl });
  if (outcome.kind === 'failed' || outcome.status !== 200) return { kind: 'failed', error: failureOf(outcome, io) };
  const made = readObject(outcome.body) ?? {};
  const app = { clientId: textAt(made, 'client_id') ?? '', clientSecret: textAt(made, 'client_secret') ?? null };
  return { kind: 'registered', app };
}
