import type { ErrorClass } from '#networks';
import { verdictOf } from './check-account.js';

const now = new Date('2026-11-24T08:00:00.000Z');

describe('the verdict on an account', () => {
  it.each<[ErrorClass, string]>([
    ['auth', 'reauthorize'],
    ['permanent', 'disabled'],
    ['retryable', 'degraded'],
    ['rate_limited', 'degraded'],
    ['unknown_outcome', 'degraded'],
  ])('reads an error of class %s as %s', (errorClass, health) => {
    const error = { class: errorClass, code: 'webhook.some', phase: 'answered', detail: '' } as const;
    expect(verdictOf({ kind: 'failed', error }, now)).toEqual({ health, healthReason: 'webhook.some', checkedAt: now });
  });

  it('reads success as ok, with what the account may do', () => {
    const ok = { kind: 'ok', account: 'a', url: null } as const;
    const verdict = { health: 'ok', healthReason: null, checkedAt: now };
    expect(verdictOf(ok, now)).toEqual({ ...verdict, limits: {} });
    expect(verdictOf({ ...ok, limits: { link: false } }, now)).toEqual({ ...verdict, limits: { link: false } });
  });
});
