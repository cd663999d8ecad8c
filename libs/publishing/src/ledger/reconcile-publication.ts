import { capabilitiesOf, throughOurApp, withSession } from '#channels';
import { nameOf, newId, storable, SYSTEM } from '#kernel';
import type { NetworkAdapter, ReconcileResult } from '#networks';
import { sqlRows, type Tx } from '#persistence';
import { planFor } from '#posts';
import { type Claim, type ClaimedUnit, readClaim } from './claim.js';
import { isHeldBack } from './held-back.js';
import { movePublication } from './move-publications.js';
import type { Engine } from './publish-publication.js';
import { askToReconnect, columnsOf, isOut, sleep, type TryRecord } from './settle.js';
import { type LookResult, settleLook, type Settlement } from './settlement.js';

/** Asks the network what became of a step whose answer was lost. Never sends. */
export async function reconcilePublication(engine: Engine, publicationId: string): Promise<void> {
  const claim = await claimLook(engine, publicationId);
  if (!claim) return;
  const unit =
    claim.units.find((candidate) => candidate.armed !== null) ?? claim.units.find((candidate) => !candidate.done);
  const adapter = engine.access.registry.get(claim.networkId);
  const found: ReconcileResult =
    adapter && unit?.adapterState
      ? await engine.calling(() => look(engine, adapter, claim, unit))
      : { kind: 'undecidable', reason: 'nothing_to_ask_with' };
  const now = engine.clock.now();
  const result: LookResult =
    found.kind === 'found' ? { ...found, unitsLeft: adapter !== undefined && unitsLeft(adapter, claim, unit) } : found;
  const facts = {
    networkId: claim.networkId,
    channelId: claim.channelId,
    sharesApp: adapter !== undefined && throughOurApp(engine.access, adapter, claim.account),
    failures: claim.failures,
    looks: claim.looks,
    heldBack: isHeldBack(claim) && !unit?.armed,
    armedAt: new Date(unit?.armed?.at ?? unit?.exposedAt ?? now),
    armedDeadline: unit?.armed?.deadline ?? engine.settings.callDeadline,
    now,
  };
  const settlement = settleLook(result, facts, engine.settings);
  await engine.uow.run((tx) => settleLookInto(tx, claim, unit, settlement, result, now));
  if (settlement.to !== 'reconciling') await engine.ledger.promote(claim);
}

/** The look's own lease: another worker's look would only ask twice. */
async function claimLook(engine: Engine, publicationId: string): Promise<Claim | null> {
  const now = engine.clock.now();
  const token = newId();
  return engine.uow.run(async (tx) => {
    const claimed = await sqlRows(
      tx,
      `update publication set lease_token = $3, lease_until = $4, lease_owner = $5, looks = looks + 1, updated_at = $2
       where id = $1 and state = 'reconciling' and (lease_until is null or lease_until < $2) returning id`,
      [publicationId, now, token, new Date(now.getTime() + engine.settings.lease), engine.worker],
    );
    return claimed.length > 0 ? readClaim(tx, publicationId, token) : null;
  });
}

async function look(
  engine: Engine,
  adapter: NetworkAdapter,
  claim: Claim,
  unit: ClaimedUnit,
): Promise<ReconcileResult> {
  const { uow, access, clock, settings } = engine;
  const time = { now: clock.now(), deadline: settings.callDeadline };
  try {
    const found = await withSession({ uow, access }, adapter, claim.account, time, (io, account) => {
      // A refusal is about the session that was used.
      claim.account = account;
      return adapter.reconcile(unit.adapterState!, io);
    });
    return storable(found);
  } catch (error) {
    return {
      kind: 'failed',
      error: { class: 'retryable', code: 'adapter.threw', phase: 'sent', detail: nameOf(error) },
    };
  }
}

/** An adapter that cannot render any more has none to send. */
function unitsLeft(adapter: NetworkAdapter, claim: Claim, unit: ClaimedUnit | undefined): boolean {
  const capabilities = capabilitiesOf(adapter.manifest.capabilities, claim.account.limits);
  try {
    const { units } = adapter.render(planFor(claim.snapshot, claim.channelId), capabilities);
    return unit !== undefined && unit.unit < units.length - 1;
  } catch {
    return false;
  }
}

async function settleLookInto(
  tx: Tx,
  claim: Claim,
  unit: ClaimedUnit | undefined,
  settlement: Settlement,
  result: LookResult,
  now: Date,
): Promise<void> {
  const record = recordOf(unit, result);
  if (settlement.to === 'reconciling') return postpone(tx, claim, settlement, record, now);
  const moved = await movePublication(tx, {
    publicationId: claim.publicationId,
    by: 'reconcile',
    from: ['reconciling'],
    to: settlement.to,
    fence: claim.token,
    actor: SYSTEM,
    now,
    set: { ...columnsOf(claim, settlement, record, now), started: isOut(claim, record), looks: 0 },
  });
  if (!moved) return;
  // Evidence for a person stays on the unit when nobody could tell.
  if (unit && settlement.to !== 'unconfirmed') await settleUnit(tx, claim, unit, record, now);
  await tx.query(
    `update attempt set outcome = $3, detail = coalesce(detail, $4) where publication_id = $1 and number = $2`,
    [
      claim.publicationId,
      claim.attempt,
      `reconciled_${result.kind}`,
      settlement.to === 'waiting' ? settlement.reason : null,
    ],
  );
}

function recordOf(unit: ClaimedUnit | undefined, result: LookResult): TryRecord {
  return {
    unit: unit ?? null,
    step: null,
    state: (result.kind === 'found' ? result.state : undefined) ?? null,
    exposedAt: isCertainlyAbsent(result) ? null : (unit?.exposedAt ?? null),
    remote: result.kind === 'found' ? result.remote : null,
    error: result.kind === 'failed' ? result.error : null,
  };
}

function isCertainlyAbsent(result: LookResult): boolean {
  return result.kind === 'absent' && result.certainty === 'certain';
}

async function settleUnit(tx: Tx, claim: Claim, unit: ClaimedUnit, record: TryRecord, now: Date): Promise<void> {
  await tx.query(
    `update publication_unit set armed = null, give_up_at = null, remote_id = $3, remote_url = $4, done_at = $5, exposed_at = $7,
       adapter_state = coalesce($6::jsonb, adapter_state)
     where publication_id = $1 and unit = $2`,
    [
      claim.publicationId,
      unit.unit,
      record.remote?.id ?? null,
      record.remote?.url ?? null,
      record.remote ? now : null,
      record.state && JSON.stringify(record.state),
      record.exposedAt,
    ],
  );
}

async function postpone(
  tx: Tx,
  claim: Claim,
  { runAt, reason, putOff }: Extract<Settlement, { to: 'reconciling' }>,
  record: TryRecord,
  now: Date,
): Promise<void> {
  if (putOff?.bucket) await sleep(tx, putOff.bucket);
  if (putOff?.refused) await askToReconnect(tx, claim, record, now);
  await tx.query(
    `update publication set run_at = $3, reason = $4, looks = case when $6 then looks - 1 else looks end, lease_token = null, lease_until = null, lease_owner = null, updated_at = $5
     where id = $1 and lease_token = $2`,
    [claim.publicationId, claim.token, runAt, isHeldBack(claim) ? claim.reason : reason, now, putOff !== undefined],
  );
}
