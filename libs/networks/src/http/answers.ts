import type {
  AdapterError,
  ErrorClass,
  HttpOutcome,
  Json,
  JsonObject,
  LimitScope,
  MediaFailure,
  Quiet,
  StepEffect,
} from '../contract.js';
import { parseRetryAfter } from './retry-after.js';

export type Answered = Extract<HttpOutcome, { kind: 'answered' }>;

/** What a network's own words say about a refusal; what is left out follows from the status. */
export interface Refusal {
  class?: ErrorClass;
  /** Ours, after the dot. */
  code?: string;
  /** Theirs, as it came. */
  networkCode?: string;
  scope?: LimitScope;
  retryAfter?: Date;
  /** Ours: names, numbers and rules, never their text, which may quote what it was sent. */
  detail?: string;
}

/** What any call answers that went wrong. */
export function failed(error: AdapterError): { kind: 'failed'; error: AdapterError } {
  return { kind: 'failed', error };
}

/**
 * An answer that is not what was asked for, as an error. The network's own code wins (`told`); the status is read last
 * (networks.md, rule 1). What nobody knows is an unknown outcome on an irreversible step and worth a further try on
 * any other (rule 2).
 */
export function refusalError(
  prefix: string,
  effect: StepEffect,
  answer: Pick<Answered, 'status' | 'headers'>,
  now: Date,
  told: Refusal = {},
): AdapterError {
  const byStatus = meaningOf(answer.status, effect);
  const kind = told.class ?? byStatus.class;
  const code = `${prefix}.${told.code ?? (told.class === undefined || told.class === byStatus.class ? byStatus.code : DEFAULT_CODES[kind])}`;
  const retryAfter = told.retryAfter ?? parseRetryAfter(answer.headers['retry-after'], now);
  const waits = retryAfter && (kind === 'retryable' || kind === 'rate_limited') ? { retryAfter } : {};
  return {
    class: kind,
    code,
    phase: 'answered',
    httpStatus: answer.status,
    detail: told.detail ?? `The network answered ${answer.status}${told.networkCode ? ` ${told.networkCode}` : ''}.`,
    ...(told.networkCode === undefined ? {} : { networkCode: told.networkCode.slice(0, 200) }),
    ...waits,
    ...(kind === 'rate_limited' ? { scope: told.scope ?? 'account' } : {}),
  };
}

const DEFAULT_CODES: Readonly<Record<ErrorClass, string>> = {
  auth: 'unauthorized',
  permanent: 'refused',
  rate_limited: 'rate_limited',
  retryable: 'unavailable',
  unknown_outcome: 'outcome_unknown',
};

function meaningOf(status: number, effect: StepEffect): { class: ErrorClass; code: string } {
  if (status === 429) return { class: 'rate_limited', code: 'rate_limited' };
  if (status === 401 || status === 403) return { class: 'auth', code: 'unauthorized' };
  if (status >= 300 && status < 400) return { class: 'permanent', code: 'redirected' };
  if (status >= 400 && status < 500 && status !== 408 && status !== 425) return { class: 'permanent', code: 'refused' };
  // A server that broke somewhere may have published first.
  return effect === 'irreversible'
    ? { class: 'unknown_outcome', code: 'outcome_unknown' }
    : { class: 'retryable', code: 'unavailable' };
}

/** An answer of success that cannot be read: on an irreversible step it may be out. */
export function unreadable(prefix: string, effect: StepEffect, status: number): AdapterError {
  const kind = effect === 'irreversible' ? 'unknown_outcome' : 'retryable';
  const detail = 'The answer cannot be read.';
  return { class: kind, code: `${prefix}.unreadable`, phase: 'answered', httpStatus: status, detail };
}

/** A medium that cannot be handed over: nothing has been sent. */
export function mediaError(prefix: string, { reason, detail }: MediaFailure): AdapterError {
  const kind = reason === 'unreadable' ? 'retryable' : 'permanent';
  return { class: kind, code: `${prefix}.media_${reason}`, phase: 'before_send', detail };
}

/** The body as a JSON object; null for anything else. */
export function readObject(body: string): JsonObject | null {
  const value = readJson(body);
  return isObject(value) ? value : null;
}

/** The body as JSON; undefined when it is none. */
export function readJson(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text at a path of keys and places; undefined when something else stands there. */
export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Whatever stands at a path of keys and places. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((within, key) => {
    if (Array.isArray(within)) return typeof key === 'number' ? within[key] : undefined;
    return isObject(within) && Object.hasOwn(within, String(key)) ? within[String(key)] : undefined;
  }, value);
}

/** How a network writes the end of its window: seconds since 1970, seconds from now, or ISO 8601. */
export type ResetFormat = 'epoch_seconds' | 'seconds_left' | 'iso8601';

/** The sleep that `remaining: 0` asks for, read from a call that went through; undefined when more may follow. */
export function quietAfter(
  headers: Readonly<Record<string, string>>,
  names: { remaining: string; reset: string; format: ResetFormat; scope: LimitScope },
  now: Date,
): Quiet | undefined {
  if (headers[names.remaining]?.trim() !== '0') return undefined;
  const until = readReset(headers[names.reset], names.format, now);
  return until && until > now ? { scope: names.scope, until } : undefined;
}

/** A day and an hour: the longest window that any network of ours has. */
const LONGEST_WINDOW = 25 * 3_600_000;

/** The instant at which a window ends; undefined for what is no instant within the next 25 hours. */
export function readReset(value: string | undefined, format: ResetFormat, now: Date): Date | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const millis = format === 'iso8601' ? Date.parse(value) : Number(value) * 1000;
  const instant = format === 'seconds_left' ? now.getTime() + millis : millis;
  return Number.isFinite(instant) && instant - now.getTime() <= LONGEST_WINDOW ? new Date(instant) : undefined;
}
