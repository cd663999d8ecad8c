import type { AdapterError, ErrorClass } from '../../contract.js';
import { parseRetryAfter } from '../../http/retry-after.js';

/** What a receiver's refusal means. Deliveries may be repeated, so anything that sounds temporary is tried again. */
export function classifyRefusal(status: number, headers: Readonly<Record<string, string>>, now: Date): AdapterError {
  const { class: kind, code } = meaningOf(status);
  const retryAfter = parseRetryAfter(headers['retry-after'], now);
  const waits = retryAfter && (kind === 'retryable' || kind === 'rate_limited') ? { retryAfter } : {};
  const scope = kind === 'rate_limited' ? { scope: 'account' as const } : {};
  // Never the body: it is the receiver's text and may quote what it was sent.
  const detail = `The receiver answered ${status}.`;
  return { class: kind, code, phase: 'answered', httpStatus: status, detail, ...waits, ...scope };
}

const MEANINGS: Readonly<Record<number, { class: ErrorClass; code: string }>> = {
  401: { class: 'auth', code: 'webhook.unauthorized' },
  403: { class: 'auth', code: 'webhook.unauthorized' },
  408: { class: 'retryable', code: 'webhook.unavailable' },
  410: { class: 'permanent', code: 'webhook.gone' },
  425: { class: 'retryable', code: 'webhook.unavailable' },
  429: { class: 'rate_limited', code: 'webhook.rate_limited' },
};

function meaningOf(status: number): { class: ErrorClass; code: string } {
  const known = MEANINGS[status];
  if (known) return known;
  if (status >= 500) return { class: 'retryable', code: 'webhook.unavailable' };
  if (status < 400) return { class: 'permanent', code: 'webhook.redirected' };
  return { class: 'permanent', code: 'webhook.refused' };
}
