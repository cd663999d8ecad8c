import { setTimeout as wait } from 'node:timers/promises';
import { nameOf, storable } from '#kernel';
import type { AdapterError, AdapterIo, NetworkAdapter } from '#networks';
import { preparedRows, type UnitOfWork } from '#persistence';
import { openSession, sealSession, type StoredAccount } from './credentials.js';
import { adapterIo, type CallTime, type NetworkAccess } from './network-access.js';

/** Where a new session comes from and goes to. */
export interface SessionDesk {
  uow: UnitOfWork;
  access: NetworkAccess;
}

export type Renewal = { kind: 'renewed'; account: StoredAccount } | { kind: 'failed'; error: AdapterError };

/** Milliseconds before its end at which a session is no longer begun with. */
const MARGIN = 60_000;
/** Milliseconds between tries to keep a new session while the database cannot be reached: the old one is used up. */
const PATIENCE = [100, 500, 2_000];
/** Milliseconds after which somebody who waits for another's renewal looks again. */
const LOOK_AGAIN = 1_000;

/** Whether `adapter` must get itself a session before the next call. */
export function needsSession(
  adapter: NetworkAdapter,
  account: StoredAccount,
  access: NetworkAccess,
  call: CallTime,
): boolean {
  if (!adapter.renew) return false;
  const session = openSession(account, access.box);
  if (session === null) return true;
  return session.expiresAt !== null && Date.parse(session.expiresAt) < call.now.getTime() + call.deadline + MARGIN;
}

/**
 * A new session for a channel, one renewal at a time whatever the number of processes: many networks take a refresh
 * token once. Who comes second is answered with what the first one stored, or asked to come again (`retryable`). A crash
 * after the network's answer loses a rotated token for good, which no order of steps can prevent: the channel must then
 * be reconnected, unless its adapter can begin anew from the credentials.
 */
export async function renewSession(
  desk: SessionDesk,
  adapter: NetworkAdapter,
  account: StoredAccount,
  call: CallTime,
): Promise<Renewal> {
  if (!adapter.renew) return failed('session.none', 'The network has no sessions.', 'auth');
  const begun = await begin(desk, account, call);
  if (begun === null)
    return failed('session.channel_gone', 'The channel is gone, or another account was connected.', 'auth');
  if (begun.session !== account.session) return { kind: 'renewed', account: { ...account, session: begun.session } };
  if (!begun.ours) {
    const error = failed('session.renewing', 'Another process is renewing the session.', 'retryable').error;
    return { kind: 'failed', error: { ...error, retryAfter: new Date(call.now.getTime() + LOOK_AGAIN) } };
  }
  const result = await adapter
    .renew(adapterIo(desk.access, adapter, account, call))
    .catch((error: unknown) => failed('adapter.threw', nameOf(error), 'retryable'));
  if (result.kind === 'failed') {
    await end(desk, account, null, call.now);
    return storable(result);
  }
  const session = sealSession(result.session, account.channelId, desk.access.box);
  await insist(() => end(desk, account, { session, expiresAt: result.session.expiresAt }, call.now));
  return { kind: 'renewed', account: { ...account, session } };
}

/**
 * Runs `call` with a session that works: renewed beforehand where it is missing or about to end, and once more when the
 * network refuses it. For calls that may be made twice.
 */
export async function withSession<Result extends { kind: string }>(
  desk: SessionDesk,
  adapter: NetworkAdapter,
  account: StoredAccount,
  time: CallTime,
  call: (io: AdapterIo, account: StoredAccount) => Promise<Result>,
): Promise<Result | { kind: 'failed'; error: AdapterError }> {
  let current = account;
  const fresh = needsSession(adapter, account, desk.access, time);
  if (fresh) {
    const renewal = await renewSession(desk, adapter, account, time);
    if (renewal.kind === 'failed') return renewal;
    current = renewal.account;
  }
  const result = await call(adapterIo(desk.access, adapter, current, time), current);
  if (fresh || !adapter.renew || !isAuthFailure(result)) return result;
  const renewal = await renewSession(desk, adapter, current, time);
  if (renewal.kind === 'failed') return renewal;
  return call(adapterIo(desk.access, adapter, renewal.account, time), renewal.account);
}

function isAuthFailure(result: { kind: string }): boolean {
  return result.kind === 'failed' && 'error' in result && (result.error as AdapterError).class === 'auth';
}

/** The credentials are still those that the session is for: somebody may have connected another account. */
const UNCHANGED = 'credentials is not distinct from $3 and public_settings = $4::jsonb';

function identityOf({ channelId, session, credentials, publicSettings }: StoredAccount): (string | null)[] {
  return [channelId, session, credentials, JSON.stringify(publicSettings)];
}

interface Begun {
  session: string | null;
  ours: boolean;
}

/** Takes the renewal, unless somebody has it or has just done it. */
async function begin({ uow }: SessionDesk, account: StoredAccount, { now, deadline }: CallTime): Promise<Begun | null> {
  const rows = await uow.apart((tx) =>
    preparedRows<Begun>(
      tx,
      `with taken as (
         update channel set renewing_until = $5
         where id = $1 and archived_at is null and ${UNCHANGED} and session is not distinct from $2
           and (renewing_until is null or renewing_until < $6)
         returning id
       )
       select session, exists (select from taken) as ours from channel where id = $1 and archived_at is null and ${UNCHANGED}`,
      [...identityOf(account), new Date(now.getTime() + deadline * 1.5), now],
    ),
  );
  return rows[0] ?? null;
}

/** Gives the renewal back, with the new session where there is one; the old one stays otherwise. */
async function end(
  { uow }: SessionDesk,
  account: StoredAccount,
  renewed: { session: string; expiresAt: string | null } | null,
  now: Date,
): Promise<void> {
  await uow.apart((tx) =>
    preparedRows(
      tx,
      `update channel set renewing_until = null, session = coalesce($5, session),
         session_expires_at = case when $5::text is null then session_expires_at else $6::timestamptz end,
         session_since = case when $5::text is null then session_since else $7::timestamptz end
       where id = $1 and ${UNCHANGED} and session is not distinct from $2`,
      [...identityOf(account), renewed?.session ?? null, renewed?.expiresAt ?? null, now],
    ),
  );
}

async function insist(work: () => Promise<void>): Promise<void> {
  for (const pause of PATIENCE) {
    const error: unknown = await work().then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) return;
    await wait(pause);
  }
  return work();
}

function failed(code: string, detail: string, kind: 'auth' | 'retryable'): { kind: 'failed'; error: AdapterError } {
  return { kind: 'failed', error: { class: kind, code, phase: 'before_send', detail } };
}
