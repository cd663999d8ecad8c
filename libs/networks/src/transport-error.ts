import type { AdapterError, HttpOutcome, StepEffect } from './contract.js';

type Failed = Extract<HttpOutcome, { kind: 'failed' }>;

/** Failures that no later try can cure, because the request itself is at fault. */
const HOPELESS: readonly string[] = ['blocked_address', 'bad_url', 'bad_request'];

/**
 * What an exchange without an answer means for a step, by effect and phase (networks.md, rules 1 and 2): once bytes
 * of an irreversible step have left nobody knows; everything else may be repeated.
 */
export function transportError(prefix: string, effect: StepEffect, outcome: Failed): AdapterError {
  const phase = outcome.bytesSent ? 'sent' : 'before_send';
  const code = `${prefix}.${outcome.code === 'blocked_address' ? 'address_blocked' : outcome.code}`;
  if (HOPELESS.includes(outcome.code))
    return { class: 'permanent', code, phase, detail: `The request could not be made: ${outcome.code}.` };
  if (!outcome.bytesSent) return { class: 'retryable', code, phase, detail: `Nothing was sent: ${outcome.code}.` };
  const lost = effect === 'irreversible';
  return { class: lost ? 'unknown_outcome' : 'retryable', code, phase, detail: `No answer: ${outcome.code}.` };
}
