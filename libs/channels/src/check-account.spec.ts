import type { ErrorClass } from '#networks';
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
  const refused = (when = now) => ({
    ...healthy(when),
    health: 'disabled' as const,
    healthReason: 'webhook.not_found',
  });
  const silent = (when = now) => ({ ...healthy(when), health: 'degraded' as const, healthReason: 'webhook.timeout' });
  const lost = { ...healthy(now), health: 'reauthorize' as const, healthReason: 'webhook.auth' };

  it('is a doubt at the first refusal, and its end at one that comes an hour later or more', () => {
    const doubted = weigh(healthy(now), refused());
    expect(doubted).toEqual({ ...refused(), health: 'degraded', refusedSince: now });
    expect(weigh(doubted, refused(at(59)))).toEqual({ ...doubted, checkedAt: at(59) });
    expect(weigh(doubted, refused(at(60)))).toEqual(refused(at(60)));
  });

  it('is forgotten once the account works, and not because the network could not be asked', () => {
    const doubted = weigh(healthy(now), refused());
    expect(weigh(doubted, healthy(at(30)))).toEqual(healthy(at(30)));
    const unheard = weigh(doubted, silent(at(30)));
    expect(unheard).toEqual({ ...silent(at(30)), refusedSince: now });
    expect(weigh(unheard, refused(at(61)))).toEqual(refused(at(61)));
  });

  it('stays lost while the network cannot be asked, or says something else once', () => {
    expect(weigh(lost, silent(at(5)))).toEqual({ ...lost, checkedAt: at(5) });
    const doubted = weigh(lost, refused(at(5)));
    expect(doubted).toEqual({ ...lost, checkedAt: at(5), refusedSince: at(5) });
    expect(weigh(doubted, refused(at(65)))).toEqual(refused(at(65)));
    expect(weigh(refused(), refused(at(5)))).toEqual(refused(at(5)));
    expect(weigh(refused(), { ...lost, checkedAt: at(5) })).toEqual({ ...lost, checkedAt: at(5) });
  });
});
