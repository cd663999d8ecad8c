import type { AccountsResult, AdapterIo, CheckResult, Json, JsonObject, RegisterResult } from '../../contract.js';
import { readObject, textAt } from '../../http/answers.js';
import { typedOrigin } from '../../http/typed-origin.js';
import { call, open, readServer, type Server, unusable } from './api.js';
import { identified, read, type Read } from './classify.js';
import { readLimits } from './limits.js';
import { manifest } from './manifest.js';
import { softwareOf } from './software.js';

/** Whom the token belongs to. */
export async function ownAccount(server: Server, io: AdapterIo): Promise<Read<JsonObject & { id: string }>> {
  const outcome = await call(server, { method: 'GET', path: '/api/v1/accounts/verify_credentials' }, io);
  return read(outcome, 'none', io, identified);
}

/** Proves the token and reads what this very server lets its accounts do. */
export async function check(io: AdapterIo): Promise<CheckResult> {
  const server = readServer(io);
  if ('class' in server) return { kind: 'failed', error: server };
  const account = await ownAccount(server, io);
  if (account.kind === 'failed') return { kind: 'failed', error: atTheDoor(account.error) };
  const instance = await readInstance(server, io);
  if (instance.kind === 'failed') return { kind: 'failed', error: atTheDoor(instance.error) };
  const software = await softwareOf(server.origin, io);
  const limits = readLimits(instance.value, software.kind === 'named' ? software.name : null);
  const url = textAt(account.value, 'url') ?? null;
  const { id: accountId } = account.value;
  return { kind: 'ok', account: handleOf(account.value, instance.value, server), url, limits, accountId };
}

/** v2 came with Mastodon 4.0; snac answers it with a page. */
async function readInstance(server: Server, io: AdapterIo): Promise<Read<JsonObject>> {
  const ask = async (path: string): Promise<Read<JsonObject>> =>
    read(await call(server, { method: 'GET', path }, io), 'none', io, readObject);
  const second = await ask('/api/v2/instance');
  const absent = second.kind === 'failed' && (second.error.class === 'permanent' || isPage(second));
  return absent ? ask('/api/v1/instance') : second;
}

function isPage({ error }: Extract<Read<JsonObject>, { kind: 'failed' }>): boolean {
  return error.code === 'mastodon.unreadable';
}

/** While a channel is connected, an address that answers pages is a wrong address. */
function atTheDoor<Failure extends { code: string; httpStatus?: number }>(error: Failure): Failure {
  const wrong = error.code === 'mastodon.unreadable' || error.httpStatus === 404;
  return wrong ? { ...error, class: 'permanent', code: 'mastodon.not_mastodon' } : error;
}

/** `@name@domain`, as readers elsewhere write it. */
function handleOf(account: JsonObject, instance: Json, { origin }: Server): string {
  const name = textAt(account, 'acct') ?? textAt(account, 'username') ?? '';
  const domain = textAt(instance, 'domain') ?? textAt(instance, 'uri')?.replace(/^https?:\/\//, '');
  return `@${name}@${domain || new URL(origin).host}`;
}

/** An agreement on Mastodon is for one account. */
export async function accounts(io: AdapterIo): Promise<AccountsResult> {
  const server = readServer(io);
  if ('class' in server) return { kind: 'failed', error: server };
  const account = await ownAccount(server, io);
  if (account.kind === 'failed') return { kind: 'failed', error: atTheDoor(account.error) };
  const { id } = account.value;
  const name = handleOf(account.value, null, server);
  return { kind: 'ok', accounts: [{ id, name, credentials: { host: server.origin } }] };
}

/** Makes us known to a server (`POST /api/v1/apps`). A form, because every server reads one. */
export async function register(io: AdapterIo, redirectUrl: string): Promise<RegisterResult> {
  const origin = typedOrigin(io.account.credentials['host'] ?? '');
  if (origin === null)
    return { kind: 'failed', error: unusable('host_invalid', 'The server is not an https address.') };
  const scopes = manifest.oauth.scopes.join(' ');
  // snac reads `scope`, all others `scopes`.
  const fields = { client_name: 'Marronnier', redirect_uris: redirectUrl, scopes, scope: scopes };
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const body = new URLSearchParams(fields).toString();
  const outcome = await open({ method: 'POST', path: '/api/v1/apps', headers, body }, origin, io);
  const made = read(outcome, 'harmless', io, readObject);
  if (made.kind === 'failed') return { kind: 'failed', error: atTheDoor(made.error) };
  const clientId = textAt(made.value, 'client_id');
  return clientId
    ? { kind: 'registered', app: { clientId, clientSecret: textAt(made.value, 'client_secret') ?? null } }
    : { kind: 'failed', error: { ...unusable('not_mastodon', 'The server named no client.'), class: 'permanent' } };
}
