import type { AccountsResult, AdapterError, AdapterIo, FoundAccount, JsonObject, RenewResult } from '../contract.js';
import { at, failed, textAt, unreadable } from '../http/answers.js';
import { callGraph, callWithoutToken, type GraphAnswer, type GraphApi, tokenOf } from './call.js';

/** How one network makes tokens that live for 60 days. */
export interface LongLivedTokens {
  api: GraphApi;
  /** `grant_type` for the token that an agreement gives, which lives an hour. */
  exchange: string;
  /** `grant_type` for one that is at least a day old and still works. */
  refresh: string;
}

/** A token younger than this cannot be refreshed yet. */
const REFRESHABLE_AFTER = 25 * 3_600_000;

/**
 * A further 60 days for the token at hand, or else for the one that was typed in. That one may be too young: it is
 * then taken as it is, if it works, and due for its first renewal a day later.
 */
export async function renewLongLived(tokens: LongLivedTokens, io: AdapterIo): Promise<RenewResult> {
  const held = io.account.session?.values['accessToken'];
  const typed = io.account.credentials['accessToken'];
  const renewed = held ? await refreshed(tokens, io, held) : failed(noToken(tokens.api));
  const hopeless = renewed.kind === 'failed' && ['auth', 'permanent'].includes(renewed.error.class);
  return hopeless && typed && typed !== held ? renewTyped(tokens, io, typed) : renewed;
}

async function renewTyped(tokens: LongLivedTokens, io: AdapterIo, token: string): Promise<RenewResult> {
  const renewed = await refreshed(tokens, io, token);
  const mayBeYoung = renewed.kind === 'failed' && renewed.error.class === 'permanent';
  return mayBeYoung ? takenAsItIs(tokens.api, io, token) : renewed;
}

async function refreshed({ api, refresh }: LongLivedTokens, io: AdapterIo, token: string): Promise<RenewResult> {
  const params = { grant_type: refresh, access_token: token };
  const call = { effect: 'harmless', method: 'GET', path: 'refresh_access_token', params } as const;
  return sessionIn(api, await callWithoutToken(api, io, call), io.now);
}

async function takenAsItIs(api: GraphApi, io: AdapterIo, token: string): Promise<RenewResult> {
  const looked = await callGraph(api, io, { effect: 'none', method: 'GET', path: 'me', token });
  if (looked.kind === 'failed') return failed(looked.error);
  const expiresAt = new Date(io.now.getTime() + REFRESHABLE_AFTER).toISOString();
  return { kind: 'renewed', session: { values: { accessToken: token }, expiresAt } };
}

/** The one account an agreement opens, with its token made to last. `describe`: from the answer to `GET /me`. */
export async function accountAgreedTo(
  tokens: LongLivedTokens,
  io: AdapterIo,
  fields: string,
  describe: (me: JsonObject) => Omit<FoundAccount, 'session'> | null,
): Promise<AccountsResult> {
  const { api } = tokens;
  const lasting = await exchanged(tokens, io);
  if (lasting.kind === 'failed') return lasting;
  const token = lasting.session.values['accessToken'];
  const params = { fields };
  const looked = await callGraph(api, io, {
    effect: 'none',
    method: 'GET',
    path: 'me',
    params,
    ...(token && { token }),
  });
  if (looked.kind === 'failed') return failed(looked.error);
  const found = describe(looked.value);
  if (!found) return failed(unreadable(api.prefix, 'none', 200));
  return { kind: 'ok', accounts: [{ ...found, session: lasting.session }] };
}

async function exchanged({ api, exchange }: LongLivedTokens, io: AdapterIo): Promise<RenewResult> {
  const token = tokenOf(io.account);
  const secret = io.app?.clientSecret;
  if (!token || !secret) return failed(noToken(api));
  const params = { grant_type: exchange, client_secret: secret, access_token: token };
  const call = { effect: 'harmless', method: 'GET', path: 'access_token', params } as const;
  return sessionIn(api, await callWithoutToken(api, io, call), io.now);
}

/** `{ access_token, token_type, expires_in }`, seconds. */
export function sessionIn(api: GraphApi, answer: GraphAnswer, now: Date): RenewResult {
  if (answer.kind === 'failed') return failed(answer.error);
  const accessToken = textAt(answer.value, 'access_token');
  const seconds = at(answer.value, 'expires_in');
  if (accessToken === undefined) return failed(unreadable(api.prefix, 'harmless', 200));
  const lasts = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 && seconds < 1e9;
  const expiresAt = lasts ? new Date(now.getTime() + seconds * 1000).toISOString() : null;
  return { kind: 'renewed', session: { values: { accessToken }, expiresAt } };
}

function noToken({ prefix }: GraphApi): AdapterError {
  const detail = 'There is no token that could be made to last.';
  return { class: 'auth', code: `${prefix}.token_missing`, phase: 'before_send', detail };
}
