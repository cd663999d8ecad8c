import type { AdapterIo, ErrorClass, FeedStore, HttpOutcome, StepEffect } from '../src/contract.js';

/** A network that misbehaves in one way, and how the adapter must class it on its first step. */
export interface Fault {
  name: string;
  io: AdapterIo;
  expected: ErrorClass;
}

/**
 * Every way an HTTP exchange can go wrong. What the adapter must say depends on the effect of the step: nobody
 * repeats an irreversible one whose answer is missing.
 */
export function httpFaults(io: AdapterIo, effect: StepEffect): Fault[] {
  const lost: ErrorClass = effect === 'irreversible' ? 'unknown_outcome' : 'retryable';
  return [...unsent(), ...sent(lost), ...statuses(lost)].map(({ name, outcome, expected }) => ({
    name,
    io: { ...io, http: { send: () => Promise.resolve(outcome) } },
    expected,
  }));
}

interface OutcomeFault {
  name: string;
  outcome: HttpOutcome;
  expected: ErrorClass;
}

function unsent(): OutcomeFault[] {
  const expected: Record<string, ErrorClass> = {
    refused: 'retryable',
    dns: 'retryable',
    tls: 'retryable',
    timeout: 'retryable',
    reset: 'retryable',
    blocked_address: 'permanent',
    bad_url: 'permanent',
    bad_request: 'permanent',
  };
  return Object.entries(expected).map(([code, kind]) => ({
    name: `${code} before sending`,
    outcome: { kind: 'failed', bytesSent: false, code },
    expected: kind,
  }));
}

function sent(expected: ErrorClass): OutcomeFault[] {
  return ['timeout', 'reset', 'too_large', 'protocol'].map((code) => ({
    name: `${code} after sending`,
    outcome: { kind: 'failed', bytesSent: true, code },
    expected,
  }));
}

function statuses(lost: ErrorClass): OutcomeFault[] {
  const expected: Record<number, ErrorClass> = {
    400: 'permanent',
    401: 'auth',
    403: 'auth',
    404: 'permanent',
    408: lost,
    413: 'permanent',
    422: 'permanent',
    425: lost,
    429: 'rate_limited',
    500: lost,
    503: lost,
  };
  return Object.entries(expected).map(([status, kind]) => ({
    name: `status ${status}`,
    outcome: { kind: 'answered', status: Number(status), headers: { 'retry-after': '120' }, body: '<h1>no</h1>' },
    expected: kind,
  }));
}

/** A feed store that is away. */
export function storeFaults(io: AdapterIo): Fault[] {
  const away = () => Promise.reject(new Error('password authentication failed for user "scripted-secret"'));
  const feed: FeedStore = { put: away, find: away, remove: away };
  return [{ name: 'the store is away', io: { ...io, feed }, expected: 'retryable' }];
}
