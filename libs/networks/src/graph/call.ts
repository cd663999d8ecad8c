import type { AdapterError, AdapterIo, ChannelAccount, JsonObject, Quiet, StepEffect } from '../contract.js';
import { type Answered, readObject, refusalError, unreadable } from '../http/answers.js';
import { multipart, type FormPart } from '../http/multipart.js';
import { transportError } from '../transport-error.js';
import { type GraphError, meaningOf, type OwnCodes, readGraphError } from './errors.js';
import { quietIn, throttledUntil } from './usage.js';

/** One of Meta's Graph APIs. */
export interface GraphApi {
  /** Of our error codes. */
  prefix: string;
  /** Such as `v25.0`. */
  version: string;
  own: OwnCodes;
}

export interface GraphCall {
  effect: StepEffect;
  method: 'GET' | 'POST' | 'DELETE';
  /** Without a leading slash. */
  path: string;
  /** Left out where undefined. */
  params?: Readonly<Record<string, string | undefined>>;
  /** A file goes along: the parameters become the fields of a form. */
  file?: readonly [string, FormPart];
  /** Default: the channel's. */
  token?: string;
}

export type GraphAnswer =
  { kind: 'ok'; value: JsonObject; quiet?: Quiet } | { kind: 'failed'; error: AdapterError; told: GraphError | null };

/** The token that acts for the channel: the one we got, else the one that was typed in. */
export function tokenOf(account: ChannelAccount): string | undefined {
  return account.session?.values['accessToken'] ?? account.credentials['accessToken'];
}

/**
 * For a call that only adds to what is out already, within a step that has made one before: the ledger ends a step at
 * one and a quarter times what a call may take, and what is out must not end with it.
 */
export function inShort(io: AdapterIo): AdapterIo {
  return { ...io, deadline: io.deadline / 5 };
}

/** What is answered was settled by an address that does not tell its id. */
export function messageUnknown({ prefix }: GraphApi): AdapterError {
  const detail = 'The id of what this answers is not known, and its address does not tell it.';
  return { class: 'permanent', code: `${prefix}.message_unknown`, phase: 'before_send', detail };
}

/** One call. The token travels in a header, so that no address ever holds it. */
export async function callGraph(api: GraphApi, io: AdapterIo, call: GraphCall): Promise<GraphAnswer> {
  const token = call.token ?? tokenOf(io.account);
  if (!token) return { kind: 'failed', error: tokenMissing(api), told: null };
  return exchange(api, io, { ...call, path: `${api.version}/${call.path}` }, { authorization: `Bearer ${token}` });
}

/** A call whose own parameters are its proof, as when a token is exchanged. Its path stands beside the versions. */
export function callWithoutToken(api: GraphApi, io: AdapterIo, call: GraphCall): Promise<GraphAnswer> {
  return exchange(api, io, call, {});
}

/** Treated like a token that no longer works: the owner is told, and what is held leaves once it is mended. */
function tokenMissing({ prefix }: GraphApi): AdapterError {
  const detail = 'The channel has no access token.';
  return { class: 'auth', code: `${prefix}.token_missing`, phase: 'before_send', detail };
}

async function exchange(
  api: GraphApi,
  io: AdapterIo,
  call: GraphCall,
  headers: Readonly<Record<string, string>>,
): Promise<GraphAnswer> {
  const request = requestOf(io.hosts['api'] ?? '', call);
  const outcome = await io.http.send({
    ...request,
    headers: { ...request.headers, ...headers },
    deadline: io.deadline,
    userSuppliedHost: false,
    maxAnswerBytes: 1024 * 1024,
  });
  if (outcome.kind === 'failed')
    return { kind: 'failed', error: transportError(api.prefix, call.effect, outcome), told: null };
  return readAnswer(api, call.effect, outcome, io.now);
}

function requestOf(host: string, { method, path, params = {}, file }: GraphCall) {
  const fields = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const url = `${host}/${path}`;
  if (file) return { method, url, ...multipart([...fields, file]) };
  const encoded = new URLSearchParams(fields).toString();
  if (method !== 'POST') return { method, url: encoded === '' ? url : `${url}?${encoded}` };
  return { method, url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: encoded };
}

function readAnswer(api: GraphApi, effect: StepEffect, answer: Answered, now: Date): GraphAnswer {
  const told = readGraphError(answer.body);
  const succeeded = answer.status >= 200 && answer.status < 300;
  if (told || !succeeded) return { kind: 'failed', error: graphRefusal(api, effect, answer, told, now), told };
  const value = readObject(answer.body);
  if (!value) return { kind: 'failed', error: unreadable(api.prefix, effect, answer.status), told: null };
  const quiet = quietIn(answer.headers, now);
  return { kind: 'ok', value, ...(quiet && { quiet }) };
}

function graphRefusal(
  { prefix, own }: GraphApi,
  effect: StepEffect,
  answer: Answered,
  told: GraphError | null,
  now: Date,
): AdapterError {
  const meaning = told ? meaningOf(told, own(told, effect), answer.status, effect) : {};
  const until = throttledUntil(answer.headers, now);
  return refusalError(prefix, effect, answer, now, { ...(until && { retryAfter: until }), ...meaning });
}
