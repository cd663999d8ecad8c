import type { AdapterError, Capabilities, CheckResult } from '#networks';
import type { ChannelHealth } from './channel.js';

export interface HealthVerdict {
  health: ChannelHealth;
  healthReason: string | null;
  checkedAt: Date;
  /** What the account may do; undefined when nothing new is known. */
  limits?: Partial<Capabilities>;
}

/** What an account that was not asked is taken to be. */
export const healthy = (now: Date): HealthVerdict => ({ health: 'ok', healthReason: null, checkedAt: now });

/** What the network's answer says about the account. */
export function verdictOf(result: CheckResult, now: Date): HealthVerdict {
  if (result.kind === 'ok') return { ...healthy(now), limits: result.limits ?? {} };
  return { health: healthAfter(result.error), healthReason: result.error.code, checkedAt: now };
}

/** An account that was lost stays so while its network cannot be asked: silence is no news of it. */
export function unlessUnheard(
  known: { health: ChannelHealth; healthReason: string | null },
  verdict: HealthVerdict,
): HealthVerdict {
  const { health, healthReason } = known;
  const lost = health === 'reauthorize' || health === 'disabled';
  return lost && verdict.health === 'degraded' ? { ...verdict, health, healthReason } : verdict;
}

function healthAfter(error: AdapterError): ChannelHealth {
  switch (error.class) {
    case 'auth':
      return 'reauthorize';
    case 'permanent':
      return 'disabled';
    case 'retryable':
    case 'rate_limited':
    case 'unknown_outcome':
      // Nothing is known against the account.
      return 'degraded';
  }
}
