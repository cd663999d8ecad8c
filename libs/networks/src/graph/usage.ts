import type { Quiet } from '../contract.js';
import { at, isObject, readJson } from '../http/answers.js';

const HEADER = 'x-business-use-case-usage';
/** A day, the longest window of a business use case. */
const LONGEST_MINUTES = 24 * 60;

/**
 * Until when an account is throttled, by the minutes in `X-Business-Use-Case-Usage`; undefined while it is not
 * (developers.facebook.com/docs/graph-api/overview/rate-limiting, "Business Use Case Rate Limits").
 */
export function throttledUntil(headers: Readonly<Record<string, string>>, now: Date): Date | undefined {
  const minutes = Math.max(0, ...minutesIn(headers[HEADER] ?? ''));
  return minutes > 0 ? new Date(now.getTime() + Math.min(minutes, LONGEST_MINUTES) * 60_000) : undefined;
}

/** The sleep that a call which went through announces. */
export function quietIn(headers: Readonly<Record<string, string>>, now: Date): Quiet | undefined {
  const until = throttledUntil(headers, now);
  return until && { scope: 'account', until };
}

/** One list of use cases for each account the call touched. */
function minutesIn(header: string): number[] {
  const accounts = readJson(header);
  if (!isObject(accounts)) return [];
  const minutes = Object.values(accounts)
    .flat()
    .map((use) => at(use, 'estimated_time_to_regain_access'));
  return minutes.filter((value) => typeof value === 'number');
}
