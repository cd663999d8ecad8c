import type {
  AccountsResult,
  AdapterError,
  AdapterIo,
  CheckResult,
  FoundAccount,
  JsonObject,
  Session,
} from '../../contract.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { callGraph, callWithoutToken, tokenOf } from '../../graph/call.js';
import { listIn } from '../../graph/match.js';
import { sessionIn } from '../../graph/session.js';
import { api } from './api.js';

/** With a page's token `me` is the page. */
export async function check(io: AdapterIo): Promise<CheckResult> {
  const params = { fields: 'id,name,link' };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path: 'me', params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const id = textAt(answer.value, 'id');
  const name = textAt(answer.value, 'name');
  if (id === undefined || name === undefined) return { kind: 'failed', error: unreadable(api.prefix, 'none', 200) };
  if (id !== io.account.credentials['accountId']) return { kind: 'failed', error: MISMATCH };
  return { kind: 'ok', account: name, url: textAt(answer.value, 'link') ?? null };
}

const MISMATCH: AdapterError = {
  class: 'permanent',
  code: 'facebook_pages.page_mismatch',
  phase: 'answered',
  detail: 'The token is not the one of this page.',
};

/** Pages listed at once, and how often there may be more of them. */
const PER_CALL = '100';
const MOST_CALLS = 10;

/**
 * The pages that the person may post to, each with a token of its own: got with a long-lived token of the person's, it
 * does not expire by itself.
 */
export async function accounts(io: AdapterIo): Promise<AccountsResult> {
  const person = await lastingToken(io);
  if ('error' in person) return { kind: 'failed', error: person.error };
  const pages: FoundAccount[] = [];
  let after: string | undefined;
  for (let calls = 0; calls < MOST_CALLS; calls++) {
    const params = { fields: 'id,name,access_token,tasks', limit: PER_CALL, after };
    const token = person.token;
    const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path: 'me/accounts', params, token });
    if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
    pages.push(...(listIn(answer.value) ?? []).flatMap(pageIn));
    after = textAt(answer.value, 'paging', 'cursors', 'after');
    if (after === undefined || textAt(answer.value, 'paging', 'next') === undefined) break;
  }
  return { kind: 'ok', accounts: pages };
}

async function lastingToken(io: AdapterIo): Promise<{ token: string } | { error: AdapterError }> {
  const token = tokenOf(io.account);
  const { clientId, clientSecret } = io.app ?? {};
  if (!token || !clientId || !clientSecret) return { error: NOT_AGREED };
  const params = {
    grant_type: 'fb_exchange_token',
    client_id: clientId,
    client_secret: clientSecret,
    fb_exchange_token: token,
  };
  const path = `${api.version}/oauth/access_token`;
  const answer = await callWithoutToken(api, io, { effect: 'harmless', method: 'GET', path, params });
  const renewed = sessionIn(api, answer, io.now);
  if (renewed.kind === 'failed') return { error: renewed.error };
  return { token: renewed.session.values['accessToken'] ?? '' };
}

const NOT_AGREED: AdapterError = {
  class: 'auth',
  code: 'facebook_pages.token_missing',
  phase: 'before_send',
  detail: 'There is no token that could be made to last.',
};

/** Pages whose content the person may not make are of no use. */
function pageIn(page: JsonObject): FoundAccount[] {
  const id = textAt(page, 'id');
  const name = textAt(page, 'name');
  const accessToken = textAt(page, 'access_token');
  const tasks = at(page, 'tasks');
  const mayPost = !Array.isArray(tasks) || tasks.includes('CREATE_CONTENT');
  if (id === undefined || name === undefined || accessToken === undefined || !mayPost) return [];
  const session: Session = { values: { accessToken }, expiresAt: null };
  return [{ id, name, credentials: { accountId: id }, session }];
}
