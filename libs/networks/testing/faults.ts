import type { AdapterIo, ErrorClass, FeedStore, HttpOutcome } from '../src/contract.js';

/** A network that misbehaves in one way, and how the adapter must class it on its first step. */
export interface Fault {
  name: string;
  io: AdapterIo;
  expected: ErrorClass;
}

/** Every way an HTTP exchange can go wrong. `expected` null: by the effect of the step, as its outcome is unknown. */
export interface HttpFault {
  name: string;
  outcome: HttpOutcome;
  expected: ErrorClass | null;
}

export const HTTP_FAULTS: readonly HttpFault[] = [...unsent(), ...sent(), ...statuses(), noJson()];

function unsent(): HttpFault[] {
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

function sent(): HttpFault[] {
  return ['timeout', 'reset', 'too_large', 'protocol'].map((code) => ({
    name: `${code} after sending`,
    outcome: { kind: 'failed', bytesSent: true, code },
    expected: null,
  }));
}

function statuses(): HttpFault[] {
  const expected: Record<number, ErrorClass | null> = {
    400: 'permanent',
    401: 'auth',
    403: 'auth',
    404: 'permanent',
    408: null,
    413: 'permanent',
    422: 'permanent',
    425: null,
    429: 'rate_limited',
    500: null,
    503: null,
  };
  return Object.entries(expected).map(([status, kind]) => ({
    name: `status ${status}`,
    outcome: { kind: 'answered', status: Number(status), headers: { 'retry-after': '120' }, body: '<h1>no</h1>' },
    expected: kind,
  }));
}

/** A proxy in between that says all is well. */
function noJson(): HttpFault {
  return {
    name: 'a page instead of JSON',
    outcome: { kind: 'answered', status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Welcome</h1>' },
    expected: null,
  };
}

/** A feed store that is away. */
export function storeFaults(io: AdapterIo): Fault[] {
  const away = () => Promise.reject(new Error('password authentication failed for user "scripted-secret"'));
  const feed: FeedStore = { put: away, find: away, remove: away };
  return [{ name: 'the store is away', io: { ...io, feed }, expected: 'retryable' }];
}
