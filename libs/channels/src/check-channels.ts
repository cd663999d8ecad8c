import { isDeepStrictEqual } from 'node:util';
import { type BrandScope, type Clock, SYSTEM } from '#kernel';
import type { AdapterError, CheckResult, NetworkAdapter } from '#networks';
import { sqlRows } from '#persistence';
import { ChannelEntity } from './channel.entity.js';
import { lockChannelIfLive } from './channel.repository.js';
import { storedAccount } from './channel-view.js';
import { askAccount, type HealthVerdict, weigh } from './check-account.js';
import type { StoredAccount } from './credentials.js';
import type { CallTime } from './network-access.js';
import { recordHealth } from './record-health.js';
import { renewSession, type SessionDesk } from './renew-session.js';

const HOUR = 3_600_000;
/** Milliseconds after which an account is asked again, and one that is not well. */
const EVERY = 24 * HOUR;
const AGAIN_AFTER = HOUR;
/** Milliseconds after which one that is lost is asked no more often than the others: its network meant it. */
const HOPE = 24 * HOUR;
/** Milliseconds before its end at which a session is renewed that lasts for `LONG` or more. */
const AHEAD = 3 * 24 * HOUR;
const LONG_DAYS = 7;
/** Accounts per run and process. */
const MOST = 20;
/** Milliseconds one call may take: nobody waits for it, and a shutdown must not either. */
const DEADLINE = 10_000;

export interface ChecksReport {
  checked: number;
  /** Checks that broke, which only bugs and outages of ours do. */
  broken: number;
}

/**
 * Asks networks again whether accounts work and what they may do, one account after the other, and renews sessions that
 * last for weeks a few days before they end: some networks renew none that is over. Publishes nothing. Each account is
 * claimed by its new `checked_at`, so that of several processes one asks, and the call is made outside the transaction.
 */
export async function checkChannels(desk: SessionDesk, clock: Pick<Clock, 'now'>): Promise<ChecksReport> {
  const report: ChecksReport = { checked: 0, broken: 0 };
  while (report.checked + report.broken < MOST) {
    // Calls take their time, and locks are counted from when they are taken.
    const now = clock.now();
    const row = await claimOne(desk, now);
    if (!row) break;
    await checkOne(desk, row, { now, deadline: DEADLINE }).then(
      () => (report.checked += 1),
      () => (report.broken += 1),
    );
  }
  return report;
}

/** The account that waited longest. Whoever cannot be asked, or was lost of late, is asked after an hour, others after a day. */
async function claimOne({ uow }: SessionDesk, now: Date): Promise<ChannelEntity | null> {
  const before = (ago: number): Date => new Date(now.getTime() - ago);
  return uow.run(async (tx) => {
    const [taken] = await sqlRows<{ id: string }>(
      tx,
      `with due as (
         (select id from channel where archived_at is null and (checked_at is null or checked_at < $2)
          order by checked_at nulls first limit ${MOST})
         union all
         (select id from channel
          where archived_at is null and health <> 'ok' and checked_at < $3
            -- What publishing was refused, later than it was checked, the check may not look at.
            and (health = 'degraded' or (updated_at > $5 and updated_at <= checked_at))
          order by checked_at limit ${MOST})
         union all
         (select id from channel
          where archived_at is null and session_expires_at < $4 and checked_at < $3
            and session_expires_at - session_since >= interval '${LONG_DAYS} days'
          order by session_expires_at limit ${MOST})
       ), free as (
         -- Looked at again under the lock: another may have asked just before.
         select id from channel where id in (select id from due) and (checked_at is null or checked_at < $3)
         order by checked_at nulls first limit 1 for no key update skip locked
       )
       update channel set checked_at = $1 where id in (select id from free) returning id`,
      [now, before(EVERY), before(AGAIN_AFTER), before(-AHEAD), before(HOPE)],
    );
    return taken ? tx.findOneByOrFail(ChannelEntity, { id: taken.id }) : null;
  });
}

async function checkOne(desk: SessionDesk, row: ChannelEntity, time: CallTime): Promise<void> {
  const adapter = desk.access.registry.get(row.networkId);
  if (!adapter) return;
  const { account, refusal } = await withLongSession(desk, adapter, row, time);
  const { checked, used } = await askAccount(desk, adapter, account, time);
  await store(desk, used, { checked, refusal }, time.now);
}

/** The account with a session of weeks renewed where that is near its end; `refusal`: it could not be. */
async function withLongSession(
  desk: SessionDesk,
  adapter: NetworkAdapter,
  row: ChannelEntity,
  time: CallTime,
): Promise<{ account: StoredAccount; refusal: AdapterError | null }> {
  const account = storedAccount(row);
  if (!endsSoon(row, time.now)) return { account, refusal: null };
  const renewal = await renewSession(desk, adapter, account, time);
  return renewal.kind === 'renewed' ? { account: renewal.account, refusal: null } : { account, refusal: renewal.error };
}

function endsSoon({ sessionExpiresAt: end, sessionSince: since }: ChannelEntity, now: Date): boolean {
  if (!end || !since) return false;
  return end.getTime() - since.getTime() >= LONG_DAYS * 24 * HOUR && end.getTime() < now.getTime() + AHEAD;
}

interface Answers {
  checked: CheckResult;
  /** Its long session could not be renewed. */
  refusal: AdapterError | null;
}

/** One that works as yet is published on, and a person can see why it soon will not. */
function verdictFor(row: ChannelEntity, { checked, refusal }: Answers, now: Date): HealthVerdict {
  const verdict = weigh(row, checked, now);
  return refusal && verdict.health === 'ok' ? { ...verdict, health: 'degraded', healthReason: refusal.code } : verdict;
}

async function store({ uow, access }: SessionDesk, used: StoredAccount, answers: Answers, now: Date): Promise<void> {
  const scope: BrandScope = { agencyId: used.agencyId, brands: [used.brandId] };
  await uow.run(async (tx) => {
    const row = await lockChannelIfLive(tx, scope, used.channelId);
    if (!row || isOutdated(row, used)) return;
    const changes = verdictFor(row, answers, now);
    if (isNoNews(row, changes)) return;
    await recordHealth(tx, row, changes, { scope, actor: SYSTEM, now, access });
  });
}

/** The answer is about credentials, or a session, that somebody replaced meanwhile. */
export function isOutdated(row: ChannelEntity, used: StoredAccount): boolean {
  const { credentials, session, publicSettings } = used;
  return (
    row.credentials !== credentials || row.session !== session || !isDeepStrictEqual(row.publicSettings, publicSettings)
  );
}

/** The same as before: no reason to count a version, on which somebody may be writing. */
function isNoNews(row: ChannelEntity, verdict: HealthVerdict): boolean {
  const told = { limits: row.limits, accountId: row.accountId, ...verdict };
  return NEWS.every((field) => isDeepStrictEqual(told[field], row[field]));
}

const NEWS = ['health', 'healthReason', 'refusedSince', 'limits', 'accountId'] as const;
