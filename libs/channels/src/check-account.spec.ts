import type { AdapterError, CheckResult, ErrorClass } from '#networks';
import type { ChannelHealth } from './channel.js';
import { healthy, verdictOf, weigh } from './check-account.js';

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
    const verdict = { ...healthy(now), health, healthReason: 'webhook.some' };
    expect(verdictOf({ kind: 'failed', error }, now)).toEqual(verdict);
  });

  it('reads success as ok, with what the account may do', () => {
    const ok = { kind: 'ok', account: 'a', url: null } as const;
    const verdict = { health: 'ok', healthReason: null, checkedAt: now, refusedSince: null };
    expect(verdictOf(ok, now)).toEqual({ ...verdict, limits: {} });
    expect(verdictOf({ ...ok, limits: { link: false } }, now)).toEqual({ ...verdict, limits: { link: false } });
  });
});

describe('what is recorded of an account that is known', () => {
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const FINE: CheckResult = { kind: 'ok', account: 'a', url: null };
  const answered = (kind: ErrorClass, facts: Partial<AdapterError> = {}): CheckResult => ({
    kind: 'failed',
    error: { class: kind, code: `webhook.${kind}`, phase: 'answered', detail: '', ...facts },
  });
  const NOT_HERE = answered('permanent');
  const known = (health: ChannelHealth, kind: string | null = null, refusedSince: Date | null = null) => ({
    health,
    healthReason: kind && `webhook.${kind}`,
    refusedSince,
  });

  it('is a doubt at the first refusal, and its end at one that comes an hour later or more', () => {
    const doubted = weigh(known('ok'), NOT_HERE, now);
    expect(doubted).toMatchObject(known('degraded', 'permanent', now));
    expect(weigh(doubted, NOT_HERE, at(59))).toMatchObject(known('degraded', 'permanent', now));
    expect(weigh(doubted, NOT_HERE, at(60))).toMatchObject(known('disabled', 'permanent'));
  });

  it('is forgotten once the account works, and not because the network could not be asked', () => {
    const doubted = weigh(known('ok'), NOT_HERE, now);
    expect(weigh(doubted, FINE, at(30))).toMatchObject(known('ok'));
    const unheard = weigh(doubted, answered('retryable'), at(30));
    expect(unheard).toMatchObject(known('degraded', 'retryable', now));
    expect(weigh(unheard, NOT_HERE, at(61))).toMatchObject(known('disabled', 'permanent'));
  });

  it('stays lost while the network cannot be asked, or says something else once', () => {
    const lost = known('reauthorize', 'auth');
    expect(weigh(lost, answered('retryable'), at(5))).toMatchObject(lost);
    const doubted = weigh(lost, NOT_HERE, at(5));
    expect(doubted).toMatchObject(known('reauthorize', 'auth', at(5)));
    expect(weigh(doubted, NOT_HERE, at(65))).toMatchObject(known('disabled', 'permanent'));
    expect(weigh(known('disabled', 'permanent'), NOT_HERE, at(5))).toMatchObject(known('disabled', 'permanent'));
    expect(weigh(known('disabled', 'permanent'), answered('auth'), at(5))).toMatchObject(lost);
  });

  it('is at once what the network itself says of the credentials, and what a firewall may say only the second time', () => {
    expect(weigh(known('ok'), answered('auth', { httpStatus: 401 }), now)).toMatchObject(known('reauthorize', 'auth'));
    const told = answered('auth', { httpStatus: 403, networkCode: 'rest_forbidden' });
    expect(weigh(known('ok'), told, now)).toMatchObject(known('reauthorize', 'auth'));
    const page = answered('auth', { httpStatus: 403 });
    const doubted = weigh(known('ok'), page, now);
    expect(doubted).toMatchObject(known('degraded', 'auth', now));
    expect(weigh(doubted, page, at(60))).toMatchObject(known('reauthorize', 'auth'));
  });
});
