import type {
  AdapterError,
  AdapterIo,
  HttpOutcome,
  Json,
  JsonObject,
  LimitScope,
  Quiet,
  StepEffect,
} from '../../contract.js';
import {
  type Answered,
  quietAfter,
  readJson,
  readObject,
  readReset,
  type Refusal,
  refusalError,
  textAt,
  unreadable,
} from '../../http/answers.js';
import { transportError } from '../../transport-error.js';

/** What an answer must be to be one. */
type Reader<Value> = (body: string) => Value | null;

export type Read<Value> = { kind: 'read'; value: Value; answer: Answered } | { kind: 'failed'; error: AdapterError };

/** The content of a call that went well, or what its outcome means for a step of this effect. */
export function read<Value>(
  outcome: HttpOutcome,
  effect: StepEffect,
  io: AdapterIo,
  reader: Reader<Value>,
): Read<Value> {
  if (outcome.kind === 'failed') return { kind: 'failed', error: transportError('mastodon', effect, outcome) };
  if (outcome.status < 200 || outcome.status > 299)
    return { kind: 'failed', error: classifyRefusal(outcome, effect, io.now) };
  const value = reader(outcome.body);
  return value === null
    ? { kind: 'failed', error: unreadable('mastodon', effect, outcome.status) }
    : { kind: 'read', value, answer: outcome };
}

/** An answer that is a thing with an id: an account, a status, an attachment. */
export function identified(body: string): (JsonObject & { id: string }) | null {
  const value = readObject(body);
  const id = textAt(value ?? undefined, 'id');
  return value && id ? { ...value, id } : null;
}

/** A list of such things: what holds something else proves nothing. */
export function listed(body: string): Json[] | null {
  const value = readJson(body);
  return Array.isArray(value) && value.every((one) => textAt(one, 'id')) ? value : null;
}

/** What a refusal means. The words are Mastodon's own, hard-coded in English (Api::BaseController, Api::ErrorHandling). */
export function classifyRefusal(answer: Answered, effect: StepEffect, now: Date): AdapterError {
  const told = textAt(readObject(answer.body) ?? undefined, 'error') ?? '';
  const retryAfter = resetOf(answer, now);
  return refusalError('mastodon', effect, answer, now, {
    ...meaningOf(answer, told),
    ...(retryAfter && { retryAfter }),
  });
}

function meaningOf({ status, body }: Answered, told: string): Refusal {
  // Older snac answers this to a token it does not know.
  if (status === 422 && body.trim() === '') return { class: 'auth' };
  if (status === 410) return { class: 'permanent', code: 'gone' };
  if (status !== 403) return {};
  if (/scope/i.test(told)) return { class: 'auth', code: 'scope_missing' };
  if (/^your login|confirmed|pending|disabled/i.test(told)) return { class: 'auth', code: 'account_unusable' };
  return /not allowed/i.test(told) ? { class: 'permanent', code: 'not_allowed' } : {};
}

/** Mastodon writes the end of its window in ISO 8601, GoToSocial in seconds since 1970; others say nothing. */
function resetOf({ headers }: Pick<Answered, 'headers'>, now: Date): Date | undefined {
  const value = headers['x-ratelimit-reset'];
  const reset = readReset(value, formatOf(value), now);
  return reset && reset > now ? reset : undefined;
}

function formatOf(value = ''): 'iso8601' | 'epoch_seconds' {
  return /^\d+$/.test(value.trim()) ? 'epoch_seconds' : 'iso8601';
}

/** The sleep that the last call of a window asks for. */
export function quietOf({ headers }: Answered, now: Date, scope: LimitScope = 'account'): { quiet?: Quiet } {
  const names = { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', scope } as const;
  const quiet = quietAfter(headers, { ...names, format: formatOf(headers['x-ratelimit-reset']) }, now);
  return quiet ? { quiet } : {};
}
