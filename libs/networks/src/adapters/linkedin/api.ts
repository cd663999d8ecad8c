import type { AdapterError, AdapterIo, HttpRequest, JsonObject, StepEffect } from '../../contract.js';
import { type Answered, at, readObject, type Refusal, refusalError, textAt } from '../../http/answers.js';
import { parseRetryAfter } from '../../http/retry-after.js';
import { accessToken, tokenMissing } from '../../http/oauth-session.js';
import { transportError } from '../../transport-error.js';
import { manifest } from './manifest.js';

export interface LinkedInCall extends Pick<HttpRequest, 'method' | 'body' | 'maxAnswerBytes'> {
  /** From the API's host on, with its query. */
  path: string;
  headers?: Readonly<Record<string, string>>;
}

export type LinkedInAnswer =
  | { kind: 'ok'; answer: Answered; body: JsonObject | undefined }
  | { kind: 'failed'; error: AdapterError; body?: JsonObject | undefined };

/** One call of the versioned API on behalf of the author. `body` undefined: the answer is no JSON object, or empty. */
export async function callLinkedIn(io: AdapterIo, effect: StepEffect, call: LinkedInCall): Promise<LinkedInAnswer> {
  const { path, headers, ...rest } = call;
  const versions = { 'linkedin-version': manifest.apiVersion, 'x-restli-protocol-version': '2.0.0' };
  return send(io, effect, { ...rest, url: `${io.hosts['api']}${path}`, headers: { ...versions, ...headers } });
}

/** A part of a file to an address that LinkedIn has handed out. */
export function putFile(
  io: AdapterIo,
  effect: StepEffect,
  url: string,
  body: HttpRequest['body'],
): Promise<LinkedInAnswer> {
  const headers = { 'content-type': 'application/octet-stream' };
  return send(io, effect, { method: 'PUT', url, headers, ...(body === undefined ? {} : { body }) });
}

export function jsonCall(path: string, body: JsonObject): LinkedInCall {
  return { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function send(
  io: AdapterIo,
  effect: StepEffect,
  request: Omit<HttpRequest, 'deadline' | 'userSuppliedHost'>,
): Promise<LinkedInAnswer> {
  const token = accessToken(io.account);
  if (token === undefined) return { kind: 'failed', error: tokenMissing('linkedin') };
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  const outcome = await io.http.send({ ...request, headers, deadline: io.deadline, userSuppliedHost: false });
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError('linkedin', effect, outcome) };
  const body = readObject(outcome.body) ?? undefined;
  if (outcome.status >= 200 && outcome.status <= 299) return { kind: 'ok', answer: outcome, body };
  return { kind: 'failed', error: classifyRefusal(effect, outcome, io.now), body };
}

/** What a refusal of LinkedIn means: `{status, code, message, serviceErrorCode?, errorDetails?}`. */
export function classifyRefusal(effect: StepEffect, answer: Answered, now: Date): AdapterError {
  const body = readObject(answer.body) ?? undefined;
  const networkCode = codeOf(body);
  const told: Refusal = {
    ...meaningOf(answer, networkCode, textAt(body, 'message') ?? '', now),
    ...(networkCode === undefined ? {} : { networkCode }),
  };
  return refusalError('linkedin', effect, answer, now, told);
}

function codeOf(body: JsonObject | undefined): string | undefined {
  const service = at(body, 'serviceErrorCode');
  const detail = textAt(body, 'errorDetails', 'inputErrors', 0, 'code');
  return detail ?? textAt(body, 'code') ?? (typeof service === 'number' ? String(service) : undefined);
}

function meaningOf({ status, headers }: Answered, code: string | undefined, message: string, now: Date): Refusal {
  if (code === 'DUPLICATE_POST') return { class: 'permanent', code: 'duplicate' };
  if (status === 426) return { class: 'permanent', code: 'version_ended' };
  // A dead token is a 401: 403 means that this member or app may not.
  if (status === 403) return { class: 'permanent', code: 'not_permitted' };
  return status === 429 ? limitOf(headers, message, now) : {};
}

/**
 * Limits are for a day that ends at midnight UTC, of the whole app or of one member; no header tells. Of one that does not
 * say so (Automattic/wp-calypso#32007) nobody knows when it ends: it is tried again, rather than slept through.
 */
function limitOf(headers: Answered['headers'], message: string, now: Date): Refusal {
  if (parseRetryAfter(headers['retry-after'], now) || !/\bDAY\b/.test(message)) return { scope: 'account' };
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return { scope: /\bAPPLICATION\b/.test(message) ? 'app' : 'day', retryAfter: new Date(midnight) };
}
