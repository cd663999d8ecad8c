import type { AdapterError, JsonObject, Quiet, StepEffect } from '../../contract.js';
import { type Answered, quietAfter, readObject, refusalError, type Refusal } from '../../http/answers.js';
import { parseRetryAfter } from '../../http/retry-after.js';

/** What an answer other than the one asked for means: `{code, message, errors?}`, or a page of the proxy in front. */
export function discordError(answer: Answered, effect: StepEffect, now: Date): AdapterError {
  const body = readObject(answer.body);
  const code = typeof body?.['code'] === 'number' ? body['code'] : undefined;
  const networkCode = code === undefined ? {} : { networkCode: String(code) };
  const told = answer.status === 429 ? limited(body, answer, now) : known(code, answer.status);
  return refusalError('discord', effect, answer, now, { ...networkCode, ...told });
}

const CODES: Readonly<Record<number, Refusal>> = {
  10003: { class: 'permanent', code: 'channel_gone' },
  10008: { class: 'permanent', code: 'message_gone' },
  // Dead for good, and asking on would count towards the ban for invalid requests: the channel waits for a new one.
  10015: { class: 'auth', code: 'webhook_gone' },
  20016: { class: 'rate_limited', code: 'slow_mode', scope: 'account' },
  20028: { class: 'rate_limited', code: 'rate_limited', scope: 'account' },
  40001: { class: 'auth', code: 'unauthorized' },
  40005: { class: 'permanent', code: 'too_large' },
  40062: { class: 'rate_limited', code: 'rate_limited', scope: 'endpoint' },
  50001: { class: 'permanent', code: 'not_allowed' },
  50008: { class: 'permanent', code: 'channel_unfit' },
  50013: { class: 'permanent', code: 'not_allowed' },
  50024: { class: 'permanent', code: 'channel_unfit' },
  50027: { class: 'auth', code: 'webhook_gone' },
  50035: { class: 'permanent', code: 'invalid_form' },
  50083: { class: 'permanent', code: 'thread_archived' },
  160005: { class: 'permanent', code: 'thread_locked' },
  200000: { class: 'permanent', code: 'blocked' },
  200001: { class: 'permanent', code: 'blocked' },
  220001: { class: 'permanent', code: 'thread_required' },
  220003: { class: 'permanent', code: 'thread_unfit' },
};

function known(code: number | undefined, status: number): Refusal {
  const refusal = code === undefined ? undefined : CODES[code];
  // A good token that lacks a permission; a page without a code comes from elsewhere.
  const forbidden: Refusal = status === 403 && code !== undefined ? { class: 'permanent', code: 'not_allowed' } : {};
  return refusal ?? forbidden;
}

/** Global limits are the bot's or the address's; all others belong to a route of one channel (topics/rate-limits). */
function limited(body: JsonObject | null, { headers }: Answered, now: Date): Refusal {
  const seconds = body?.['retry_after'];
  const told = typeof seconds === 'number' ? parseRetryAfter(String(Math.ceil(seconds)), now) : undefined;
  // Without JSON it is the proxy that bans our address.
  const everywhere = body === null || body['global'] === true || headers['x-ratelimit-scope'] === 'global';
  return { scope: everywhere ? 'app' : 'endpoint', ...(told ? { retryAfter: told } : {}) };
}

const WINDOW = {
  remaining: 'x-ratelimit-remaining',
  reset: 'x-ratelimit-reset-after',
  format: 'seconds_left',
  scope: 'endpoint',
} as const;

/** The sleep asked for by a call that went through, as the part of a result. */
export function quietOf({ headers }: Answered, now: Date): { quiet?: Quiet } {
  const quiet = quietAfter(headers, WINDOW, now);
  return quiet ? { quiet } : {};
}

/** Whether an answer says that the message is no more, or the place that is known to hold it. */
export function saysGone({ status, body }: Answered, isPlaceKnown: boolean): boolean {
  const code = status === 404 ? readObject(body)?.['code'] : undefined;
  return code === 10_008 || (code === 10_003 && isPlaceKnown);
}
