import { DateTime } from 'luxon';
import type { AdapterError, AdapterIo, StepEffect } from '../../contract.js';
import { type Answered, readObject, type Refusal, refusalError, textAt } from '../../http/answers.js';

/** What a refusal of YouTube means: `{error: {code, message, errors: [{domain, reason}]}}`. The reason says all. */
export function classifyRefusal(
  effect: StepEffect,
  answer: Answered,
  { now, account }: Pick<AdapterIo, 'now' | 'account'>,
): AdapterError {
  const reason = textAt(readObject(answer.body) ?? undefined, 'error', 'errors', 0, 'reason');
  const told: Refusal = {
    ...meaningOf(answer.status, reason, now),
    ...(reason === undefined ? {} : { networkCode: reason }),
  };
  // The quota belongs to the app; a pasted token comes from another one.
  const isPasted = told.code === 'quota_spent' && account.session === null;
  return refusalError('youtube', effect, answer, now, isPasted ? { ...told, scope: 'day' } : told);
}

const BY_REASON: Readonly<Record<string, Refusal>> = {
  rateLimitExceeded: { class: 'rate_limited', scope: 'app' },
  userRateLimitExceeded: { class: 'rate_limited', scope: 'account' },
  youtubeSignupRequired: { class: 'auth', code: 'channel_missing' },
  commentsDisabled: { class: 'permanent', code: 'comments_disabled' },
  videoNotFound: { class: 'permanent', code: 'video_gone' },
};

const SPENT: readonly string[] = ['quotaExceeded', 'dailyLimitExceeded'];
/** Milliseconds of the window that a channel's own limit rolls over. */
const DAY = 24 * 3_600_000;

function meaningOf(status: number, reason: string | undefined, now: Date): Refusal {
  if (reason !== undefined && SPENT.includes(reason))
    return { class: 'rate_limited', code: 'quota_spent', scope: 'app', retryAfter: pacificMidnight(now) };
  if (reason === 'uploadLimitExceeded')
    return { class: 'rate_limited', code: 'upload_limit', scope: 'day', retryAfter: new Date(now.getTime() + DAY) };
  const known = reason === undefined ? undefined : BY_REASON[reason];
  if (known) return known;
  // A dead token is a 401: 403 means that this account or app may not.
  return status === 403 ? { class: 'permanent', code: 'not_permitted' } : {};
}

/** Google's quota days end at midnight in California. */
export function pacificMidnight(now: Date): Date {
  return DateTime.fromJSDate(now, { zone: 'America/Los_Angeles' }).plus({ days: 1 }).startOf('day').toJSDate();
}
