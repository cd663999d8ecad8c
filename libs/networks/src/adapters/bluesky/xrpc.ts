import type { AdapterError, AdapterIo, ByteStream, HttpRequest, JsonObject, StepEffect } from '../../contract.js';
import {
  type Answered,
  readObject,
  readReset,
  type Refusal,
  refusalError,
  textAt,
  unreadable,
} from '../../http/answers.js';
import { transportError } from '../../transport-error.js';

export interface XrpcCall {
  /** Without a trailing slash. */
  host: string;
  /** The method's NSID. */
  method: string;
  query?: Readonly<Record<string, string>>;
  /** `empty`: a POST without a body; absent: a GET. */
  input?: 'empty' | { json: JsonObject } | { mimeType: string; bytes: ByteStream };
  token?: string;
  effect: StepEffect;
}

export type XrpcResult =
  | { kind: 'ok'; json: JsonObject; headers: Readonly<Record<string, string>> }
  /** `name`: the server's own code, where it gave one; `json`: whatever it said, which must not be shown. */
  | { kind: 'refused'; error: AdapterError; name: string | undefined; json: JsonObject | null };

/** One call of the protocol (https://atproto.com/specs/xrpc). Hosts come from users and their servers: never trusted. */
export async function xrpc(call: XrpcCall, io: AdapterIo): Promise<XrpcResult> {
  const outcome = await io.http.send(requestOf(call, io));
  if (outcome.kind === 'failed')
    return { kind: 'refused', error: transportError('bluesky', call.effect, outcome), name: undefined, json: null };
  const json = readObject(outcome.body);
  const name = textAt(json ?? undefined, 'error');
  if (outcome.status < 200 || outcome.status > 299)
    return { kind: 'refused', error: refused(call.effect, outcome, name, io.now), name, json };
  if (json) return { kind: 'ok', json, headers: outcome.headers };
  return { kind: 'refused', error: unreadable('bluesky', call.effect, outcome.status), name, json };
}

function requestOf({ host, method, query, input, token }: XrpcCall, io: AdapterIo): HttpRequest {
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { headers = {}, body } = bodyOf(input);
  return {
    method: input === undefined ? 'GET' : 'POST',
    url: `${host}/xrpc/${method}${search}`,
    headers: { accept: 'application/json', ...headers, ...authorization },
    ...(body === undefined ? {} : { body }),
    deadline: io.deadline,
    userSuppliedHost: true,
  };
}

function bodyOf(input: XrpcCall['input']): Pick<HttpRequest, 'headers' | 'body'> {
  if (input === undefined || input === 'empty') return {};
  if ('json' in input) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(input.json) };
  return { headers: { 'content-type': input.mimeType }, body: input.bytes };
}

/** The protocol's own words first: an expired token comes as 400, a key that is taken may come as 500. */
const MEANINGS: Readonly<Record<string, Refusal>> = {
  ExpiredToken: { class: 'auth' },
  InvalidToken: { class: 'auth' },
  AuthMissing: { class: 'auth' },
  AuthenticationRequired: { class: 'auth' },
  AuthFactorTokenRequired: { class: 'auth', code: 'app_password_needed' },
  AccountTakedown: { class: 'auth', code: 'account_inactive' },
  AccountDeactivated: { class: 'auth', code: 'account_inactive' },
  RateLimitExceeded: { class: 'rate_limited' },
  PayloadTooLarge: { class: 'permanent', code: 'too_large' },
  BlobTooLarge: { class: 'permanent', code: 'too_large' },
  // What we uploaded was swept because it took too long: it is uploaded again.
  BlobNotFound: { class: 'retryable', code: 'blob_lost' },
  InvalidSwap: { class: 'permanent', code: 'key_taken' },
  UpstreamFailure: { class: 'retryable' },
};

function refused(effect: StepEffect, answer: Answered, name: string | undefined, now: Date): AdapterError {
  const told = name === undefined ? {} : { ...MEANINGS[name], networkCode: name };
  const tooLarge = answer.status === 413 ? { code: 'too_large' } : {};
  // `retry-after` comes from newer servers only.
  const reset = readReset(answer.headers['ratelimit-reset'], 'epoch_seconds', now);
  const waits = answer.headers['retry-after'] === undefined && reset && reset > now ? { retryAfter: reset } : {};
  return refusalError('bluesky', effect, answer, now, { ...tooLarge, ...told, ...waits });
}

/** What a step says of it: the error alone. */
export function failed({ error }: Pick<Extract<XrpcResult, { kind: 'refused' }>, 'error'>): {
  kind: 'failed';
  error: AdapterError;
} {
  return { kind: 'failed', error };
}
