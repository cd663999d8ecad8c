import type { AdapterError, AdapterIo, HttpOutcome, Json, JsonObject, StepEffect } from '../../contract.js';
import {
  type Answered,
  at,
  isObject,
  readObject,
  type Refusal,
  refusalError,
  textAt,
  unreadable,
} from '../../http/answers.js';
import { transportError } from '../../transport-error.js';

export type Read<Value> = { kind: 'read'; value: Value } | { kind: 'failed'; error: AdapterError };

/** What an answer is about: the first of its posts or images, or its site. */
export type Subject = 'posts' | 'images' | 'site';

/** The content of a call that went well, or what its outcome means for a step of this effect. */
export function read(outcome: HttpOutcome, effect: StepEffect, io: AdapterIo, subject: Subject): Read<JsonObject> {
  const refused = refusalOf(outcome, effect, io.now);
  if (refused) return { kind: 'failed', error: refused };
  const { body, status } = outcome as Answered;
  const found = at(readObject(body) ?? undefined, subject);
  const value: Json | undefined = Array.isArray(found) ? found[0] : found;
  return isObject(value) ? { kind: 'read', value } : { kind: 'failed', error: unreadable('ghost', effect, status) };
}

/** Why a call did not go well; null when it did. */
export function refusalOf(outcome: HttpOutcome, effect: StepEffect, now: Date): AdapterError | null {
  if (outcome.kind === 'failed') return transportError('ghost', effect, outcome);
  if (outcome.status >= 200 && outcome.status < 300) return null;
  return refusalError('ghost', effect, outcome, now, meaningOf(outcome));
}

const AUTH_CODES = [
  'INVALID_JWT',
  'INVALID_AUTH_HEADER',
  'MISSING_ADMIN_API_KID',
  'UNKNOWN_ADMIN_API_KEY',
  'INVALID_API_KEY_TYPE',
];

/** By the names of `@tryghost/errors`; a token that cannot be read comes with 400 (auth/api-key/admin.js). */
const MEANINGS: Readonly<Record<string, Refusal>> = {
  NoPermissionError: { class: 'permanent', code: 'not_allowed' },
  HostLimitError: { class: 'permanent', code: 'plan_limit' },
  ValidationError: { class: 'permanent', code: 'invalid' },
  BadRequestError: { class: 'permanent', code: 'invalid' },
  NotFoundError: { class: 'permanent', code: 'not_found' },
  UnsupportedMediaTypeError: { class: 'permanent', code: 'media_refused' },
  RequestEntityTooLargeError: { class: 'permanent', code: 'media_refused' },
  RequestNotAcceptableError: { class: 'permanent', code: 'version_unsupported' },
  UpdateCollisionError: { class: 'retryable', code: 'collision' },
};

function meaningOf({ status, body }: Answered): Refusal {
  const errors = readObject(body) ?? undefined;
  const code = textAt(errors, 'errors', 0, 'code');
  const type = textAt(errors, 'errors', 0, 'type');
  const networkCode = code ?? type;
  const named = networkCode === undefined ? {} : { networkCode };
  if (code !== undefined && AUTH_CODES.includes(code)) return { class: 'auth', ...named };
  if (type !== undefined && MEANINGS[type]) return { ...MEANINGS[type], ...named };
  if (status === 406) return { class: 'permanent', code: 'version_unsupported', ...named };
  // No error of Ghost's: another server's page, or a Ghost in another folder.
  if (status === 404 && type === undefined) return { class: 'permanent', code: 'not_ghost' };
  return named;
}

/** Whether Ghost itself says that there is no such post. */
export function isMissing({ code }: AdapterError): boolean {
  return code === 'ghost.not_found';
}
