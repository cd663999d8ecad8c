import { storable } from '#kernel';
import { type AdapterError, type Capabilities, type CheckResult, mayBeAnybodys, type NetworkAdapter } from '#networks';
import type { ChannelHealth } from './channel.js';
import type { StoredAccount } from './credentials.js';
import type { CallTime } from './network-access.js';
import { type SessionDesk, withSession } from './renew-session.js';

/** Milliseconds that must lie between two refusals of an account that worked before it is taken for refused. */
const SECOND_OPINION = 3_600_000;

export interface HealthVerdict {
  health: ChannelHealth;
  healthReason: string | null;
  checkedAt: Date;
  /** Since when the network refuses an account that worked; null: it does not, or that is settled. */
  refusedSince: Date | null;
  /** What the account may do; undefined when nothing new is known. */
  limits?: Partial<Capabilities>;
  /** On its network; undefined where that does not tell, or the credentials do. */
  accountId?: string;
}

/** What an account that was not asked is taken to be. */
export const healthy = (now: Date): HealthVerdict => ({
  health: 'ok',
  healthReason: null,
  checkedAt: now,
  refusedSince: null,
});

/** The network's word on an account, and on which session: it may have been renewed on the way. */
export async function askAccount(
  desk: SessionDesk,
  adapter: NetworkAdapter,
  account: StoredAccount,
  time: CallTime,
): Promise<{ checked: CheckResult; used: StoredAccount }> {
  let used = account;
  const checked = await withSession(desk, adapter, account, time, (io, current) => {
    used = current;
    return adapter.check(io);
  });
  return { checked: storable(checked), used };
}

/** What the network's answer says about the account. */
export function verdictOf(result: CheckResult, now: Date): HealthVerdict {
  if (result.kind === 'ok') {
    const { limits = {}, accountId } = result;
    return { ...healthy(now), limits, ...(accountId === undefined ? {} : { accountId }) };
  }
  return { ...healthy(now), health: healthAfter(result.error), healthReason: result.error.code };
}

/**
 * What is to be recorded of an account that is known. One that was lost stays so while its network cannot be asked:
 * silence is no news. One that worked is not lost by an answer that pages of outages and firewalls read like: publishing
 * goes on until the network says so again an hour later.
 */
export function weigh(
  { health, healthReason, refusedSince }: Pick<HealthVerdict, 'health' | 'healthReason' | 'refusedSince'>,
  result: CheckResult,
  now: Date,
): HealthVerdict {
  const verdict = verdictOf(result, now);
  const lost = health === 'reauthorize' || health === 'disabled';
  const asBefore = lost ? { health, healthReason } : { health: 'degraded' as const };
  if (verdict.health === 'degraded') return { ...verdict, ...asBefore, refusedSince };
  if (!isDoubtful(result) || verdict.health === health) return verdict;
  const since = refusedSince ?? now;
  const agreed = now.getTime() - since.getTime() >= SECOND_OPINION;
  return agreed ? verdict : { ...verdict, ...asBefore, refusedSince: since };
}

/** A refusal that an outage reads like: “not here”, or one that may be anybody's. */
function isDoubtful(result: CheckResult): boolean {
  return result.kind === 'failed' && (result.error.class === 'permanent' || mayBeAnybodys(result.error));
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
