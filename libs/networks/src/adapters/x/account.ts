import type {
  AccountsResult,
  AdapterError,
  AdapterIo,
  Capabilities,
  CheckResult,
  JsonObject,
  RenewResult,
} from '../../contract.js';
import { textAt, unreadable } from '../../http/answers.js';
import { renewByRefreshToken } from '../../http/oauth-session.js';
import { callX } from './api.js';
import { manifest } from './manifest.js';

type Me = { kind: 'me'; id: string; username: string; user: JsonObject } | { kind: 'failed'; error: AdapterError };

async function me(io: AdapterIo): Promise<Me> {
  const path = '/2/users/me?user.fields=subscription_type,verified_type';
  const answer = await callX(io, 'none', { method: 'GET', path });
  if (answer.kind === 'failed') return answer;
  const [id, username] = [textAt(answer.body, 'data', 'id'), textAt(answer.body, 'data', 'username')];
  if (id === undefined || username === undefined)
    return { kind: 'failed', error: unreadable('x', 'none', answer.status) };
  return { kind: 'me', id, username, user: answer.body?.['data'] as JsonObject };
}

/** Whose the token is, and what that account's subscription lets it post. */
export async function checkX(io: AdapterIo): Promise<CheckResult> {
  const found = await me(io);
  if (found.kind === 'failed') return found;
  if (found.id !== io.account.credentials['userId']) return { kind: 'failed', error: OTHER_ACCOUNT };
  const url = `https://x.com/${encodeURIComponent(found.username)}`;
  return { kind: 'ok', account: `@${found.username}`, url, limits: limitsOf(found.user) };
}

const OTHER_ACCOUNT: AdapterError = {
  class: 'auth',
  code: 'x.other_account',
  phase: 'answered',
  httpStatus: 200,
  detail: 'The token belongs to another account than the one named.',
};

/** The one account that a person's agreement opens. */
export async function accountsX(io: AdapterIo): Promise<AccountsResult> {
  const found = await me(io);
  if (found.kind === 'failed') return found;
  const account = { id: found.id, name: `@${found.username}`, credentials: { userId: found.id } };
  return { kind: 'ok', accounts: [account] };
}

export function renewX(io: AdapterIo): Promise<RenewResult> {
  const { clientAuthentication } = manifest.oauth;
  return renewByRefreshToken(io, { prefix: 'x', url: `${io.hosts['api']}/2/oauth2/token`, clientAuthentication });
}

/**
 * Longer videos are the API's own word for X Premium and verified accounts; longer texts are told on help pages alone,
 * and for organisations nowhere, so that their limits warn.
 */
function limitsOf(user: JsonObject): Partial<Capabilities> {
  const { text, media } = manifest.capabilities;
  const subscription = textAt(user, 'subscription_type') ?? 'None';
  const isVerified = ['blue', 'business', 'government'].includes(textAt(user, 'verified_type') ?? 'none');
  if (subscription === 'None' && !isVerified) return {};
  const video = { ...media.video, maxBytes: 16_000_000_000, maxSeconds: 7_500 };
  return {
    text: { ...text, max: subscription === 'None' ? text.max : 25_000, enforced: false },
    media: subscription === 'Basic' && !isVerified ? media : { ...media, video },
  };
}
