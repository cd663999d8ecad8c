import type { AdapterError, JsonObject, LimitScope, StepEffect } from '../../contract.js';
import { type Answered, readObject, readReset, type Refusal, refusalError, textAt } from '../../http/answers.js';

/** What a refusal of X means. Problems come as `{title, detail, type}` (RFC 9457), many of them typed `about:blank`. */
export function classifyRefusal(effect: StepEffect, answer: Answered, now: Date): AdapterError {
  const problem = readObject(answer.body);
  const networkCode = problem ? codeOf(problem) : undefined;
  const told: Refusal = {
    ...meaningOf(answer, problem),
    ...(answer.status === 429 ? limitOf(answer.headers, now) : {}),
    ...(networkCode === undefined ? {} : { networkCode }),
  };
  return refusalError('x', effect, answer, now, told);
}

/** The last part of the problem's type, else its title, which is one of a few as well. */
function codeOf(problem: JsonObject): string | undefined {
  const type = textAt(problem, 'type') ?? '';
  return type.includes('/problems/') ? type.slice(type.lastIndexOf('/') + 1) : textAt(problem, 'title');
}

const BY_TYPE: Readonly<Record<string, Refusal>> = {
  // A cap ends with the month or by a purchase: no later try of ours cures it.
  'usage-capped': { class: 'permanent', code: 'credits_spent' },
  credits: { class: 'permanent', code: 'credits_spent' },
  'client-forbidden': { class: 'permanent', code: 'app_refused' },
  'unsupported-authentication': { class: 'permanent', code: 'app_refused' },
  'oauth1-permissions': { class: 'permanent', code: 'app_refused' },
  'not-authorized-for-resource': { class: 'permanent', code: 'not_permitted' },
};

/** X types these `about:blank` or `invalid-request` alike: its sentence is all that tells them apart. */
const BY_DETAIL: readonly [RegExp, Refusal][] = [
  [/duplicate content/i, { class: 'permanent', code: 'duplicate' }],
  [/video longer than/i, { class: 'permanent', code: 'video_too_long' }],
  [/media ids? (?:is|are) invalid/i, { class: 'permanent', code: 'media_invalid' }],
];

function meaningOf({ status }: Answered, problem: JsonObject | null): Refusal {
  if (status === 402) return { class: 'permanent', code: 'credits_spent' };
  const type = problem ? codeOf(problem) : undefined;
  const known = type === undefined ? undefined : BY_TYPE[type];
  if (known) return known;
  const said =
    status === 400 || status === 403 ? BY_DETAIL.find(([words]) => words.test(sentences(problem))) : undefined;
  if (said) return said[1];
  // A dead token is a 401: 403 means that this account or app may not.
  return status === 403 ? { class: 'permanent', code: 'not_permitted' } : {};
}

function sentences(problem: JsonObject | null): string {
  const found = [textAt(problem ?? undefined, 'detail'), textAt(problem ?? undefined, 'errors', 0, 'message')];
  return found.join(' ');
}

const DAILY: readonly [string, LimitScope][] = [
  ['x-app-limit-24hour', 'app'],
  ['x-user-limit-24hour', 'account'],
];

/** Which of its windows is full: the app's or the account's day, else the endpoint's quarter of an hour. */
function limitOf(headers: Answered['headers'], now: Date): Refusal {
  const full = DAILY.find(([name]) => headers[`${name}-remaining`] === '0');
  const reset = readReset(headers[full ? `${full[0]}-reset` : 'x-rate-limit-reset'], 'epoch_seconds', now);
  const retryAfter = reset && reset > now ? { retryAfter: reset } : {};
  return { scope: full?.[1] ?? 'endpoint', ...retryAfter };
}
