import {
  adapterIo,
  type CallTime,
  capabilitiesOf,
  needsSession,
  type NetworkAccess,
  renewSession,
  type StoredAccount,
  throughOurApp,
} from '#channels';
import type { Clock } from '#kernel';
import type {
  AdapterError,
  AdapterIo,
  Ancestor,
  NetworkAdapter,
  PublishState,
  Quiet,
  Remote,
  RenderedUnit,
  Step,
  StepResult,
  VerifyResult,
} from '#networks';
import type { UnitOfWork } from '#persistence';
import { planFor } from '#posts';
import type { PublishSettings } from '../publish-settings.js';
import type { Claim, ClaimedUnit } from './claim.js';
import type { Ledger } from './open-ledger.js';
import { runStep } from './run-step.js';
import { type Ending, isOut, type TryRecord } from './settle.js';
import { bucketOf, reconciling, settleError, settleWait, type Settlement, type TryFacts } from './settlement.js';
import { AdapterBroke, sound } from './sound.js';
import { LeaseLost } from './store-unit.js';

/** What the publish and reconcile jobs work with. */
export interface Engine {
  uow: UnitOfWork;
  clock: Clock;
  access: NetworkAccess;
  settings: PublishSettings;
  /** The worker pool's id: the owner of its leases. */
  worker: string;
  ledger: Ledger;
  /** Holds a call at a network back while as many others are under way as may be. */
  calling<T>(call: () => Promise<T>): Promise<T>;
  /** Takes over what the next call need not wait for; resolves, at once if it can, when more may follow. */
  behind(work: () => Promise<void>): Promise<void>;
}

/**
 * One try at one publication: claim, its units step by step, settle. Never throws for what a network says. A crash, or a
 * settlement that fails, after the network's answer leaves the row to `releaseStale`, like any other.
 */
export async function publishPublication(engine: Engine, publicationId: string): Promise<void> {
  const claim = await engine.ledger.claim(publicationId);
  if (!claim) return;
  // Made before the wait for its turn, which its lease pays for.
  const attempt = new Try(engine, claim);
  const ending = await unlessLeaseLost(engine.calling(() => attempt.run()));
  if (ending) await engine.behind(() => unlessLeaseLost(finish(engine, ending)));
}

async function finish({ ledger }: Engine, ending: Ending): Promise<void> {
  await ledger.settle(ending);
  // A question that is open keeps its channel waiting.
  if (ending.settlement.to !== 'reconciling') await ledger.promote(ending.claim);
}

/** Another has the row: nothing is left to do. */
function unlessLeaseLost<T>(work: Promise<T>): Promise<T | void> {
  return work.catch((error: unknown) => {
    if (!(error instanceof LeaseLost)) throw error;
  });
}

interface UnitAtWork extends Pick<ClaimedUnit, 'unit' | 'kind' | 'key'> {
  rendered: RenderedUnit;
  state: PublishState;
  /** As it stands in the database. */
  stored: PublishState | null;
  /** Since when readers may see something of it. */
  exposedAt: Date | null;
}

/** What ended the work on one unit. */
type UnitEnd =
  { remote: Remote; state: PublishState; quiet: TryRecord['quiet'] } | { settlement: Settlement; record: TryRecord };

class Try {
  private readonly adapter: NetworkAdapter | undefined;
  private account: StoredAccount;
  private leaseEnds = 0;
  private atWork: UnitAtWork | null = null;
  /** A session that the network refuses is renewed once; a second refusal is about the account. */
  private renewed = false;

  constructor(
    private readonly engine: Engine,
    private readonly claim: Claim,
  ) {
    this.adapter = engine.access.registry.get(claim.networkId);
    this.account = claim.account;
    this.renew();
  }

  async run(): Promise<Ending> {
    if (!this.adapter) return this.end({ to: 'failed', reason: 'network.unknown' }, EMPTY);
    try {
      return await this.publish(this.adapter);
    } catch (error) {
      if (!(error instanceof AdapterBroke)) throw error;
      return this.broken(error);
    }
  }

  private async publish(adapter: NetworkAdapter): Promise<Ending> {
    const { claim } = this;
    const units = this.rendered(adapter);
    const family: Family = { parent: null, root: null };
    for (const [index, rendered] of units.entries()) {
      const known = claim.units.find((unit) => unit.unit === index);
      if (known?.done) {
        family.parent = { id: known.remoteId ?? '', url: known.remoteUrl, state: known.adapterState };
        family.root ??= family.parent;
        continue;
      }
      const atWork = this.begin(adapter, index, rendered, known, family);
      const end = await this.runUnit(adapter, atWork);
      if ('settlement' in end) return this.end(end.settlement, end.record);
      const { remote, state, quiet } = end;
      const record: TryRecord = {
        unit: atWork,
        step: null,
        state,
        exposedAt: atWork.exposedAt,
        remote,
        error: null,
        quiet,
      };
      if (index < units.length - 1) return this.end(MORE_UNITS(this.engine.clock.now()), record);
      return this.end({ to: 'published', differences: await this.differences(adapter, end) }, record);
    }
    return this.end({ to: 'published', differences: [] }, EMPTY);
  }

  private rendered(adapter: NetworkAdapter): readonly RenderedUnit[] {
    const { claim } = this;
    const capabilities = capabilitiesOf(adapter.manifest.capabilities, claim.account.limits);
    return sound(() => adapter.render(planFor(claim.snapshot, claim.channelId), capabilities).units);
  }

  /** Another try would keep the channel for ever. */
  private broken({ told }: AdapterBroke): Ending {
    const { claim, atWork, engine } = this;
    const exposedAt = atWork?.exposedAt ?? null;
    const inDoubt = exposedAt !== null || claim.units.some((unit) => !unit.done && unit.exposedAt !== null);
    const settlement: Settlement = inDoubt
      ? reconciling(told.code, engine.clock.now(), engine.settings)
      : { to: 'failed', reason: told.code };
    return this.end(settlement, { ...EMPTY, unit: atWork, state: atWork?.state ?? null, exposedAt, error: told });
  }

  private begin(
    adapter: NetworkAdapter,
    index: number,
    rendered: RenderedUnit,
    known: ClaimedUnit | undefined,
    family: Family,
  ): UnitAtWork {
    const key = known?.key ?? `${this.claim.publicationId}.${index}`;
    const createdAt = this.engine.clock.now().toISOString();
    const state = known?.adapterState ?? sound(() => adapter.prepare(rendered, { key, createdAt, ...family }));
    const [stored, exposedAt] = [known?.adapterState ?? null, known?.exposedAt ?? null];
    return (this.atWork = { unit: index, kind: rendered.kind, key, rendered, state, stored, exposedAt });
  }

  private async runUnit(adapter: NetworkAdapter, unit: UnitAtWork): Promise<UnitEnd> {
    for (;;) {
      const step = sound(() => adapter.nextStep(unit.state));
      const now = this.engine.clock.now();
      if (this.isTired(unit, now) && unit.exposedAt && readersMaySee(step))
        return this.stop(unit, step, reconciling(GAVE_UP.code, now, this.engine.settings), null);
      const until = this.claim.asleep[step.id];
      if (until && until > now) return this.stop(unit, step, sleepUntil(until), null);
      const result = await this.take(adapter, unit, step);
      switch (result.kind) {
        case 'advanced':
          unit.state = result.state;
          if (result.quiet) return this.stop(unit, step, this.quietened(result.quiet, step), null);
          break;
        case 'done':
          return { remote: result.remote, state: result.state, quiet: result.quiet && this.bucket(result.quiet, step) };
        case 'wait':
          unit.state = result.state;
          return this.wait(unit, step, result);
        case 'failed':
          unit.state = result.state ?? unit.state;
          return this.stop(
            unit,
            step,
            settleError(result.error, this.facts(step, unit), this.engine.settings),
            result.error,
          );
      }
    }
  }

  /**
   * Patience is over. A step that only looks is taken once more, for while nobody could ask the network may have finished;
   * one that may send is not taken before the network was asked what became of the last.
   */
  private isTired({ unit }: UnitAtWork, now: Date): boolean {
    const until = this.claim.units.find((known) => known.unit === unit)?.giveUpAt;
    return until != null && now > until;
  }

  private wait(unit: UnitAtWork, step: Step, result: Extract<StepResult, { kind: 'wait' }>): UnitEnd {
    const { clock, settings } = this.engine;
    if (!this.isTired(unit, clock.now())) return this.stop(unit, step, settleWait(result), null);
    return this.stop(unit, step, settleError(GAVE_UP, this.facts(step, unit), settings), GAVE_UP);
  }

  /** One step, with a session that works: a refusal of the token proves that nothing was done. */
  private async take(adapter: NetworkAdapter, unit: UnitAtWork, step: Step): Promise<StepResult> {
    if (needsSession(adapter, this.account, this.engine.access, this.time())) {
      const error = await this.renewSession(adapter, unit);
      if (error) return { kind: 'failed', error };
    }
    const result = await this.announceAndRun(adapter, unit, step);
    const refused = result.kind === 'failed' && result.error.class === 'auth' && adapter.renew !== undefined;
    if (!refused || this.renewed) return result;
    const error = await this.renewSession(adapter, unit);
    if (error) return { kind: 'failed', error };
    return this.announceAndRun(adapter, unit, step);
  }

  /** What readers may see from the announcement on they no longer see when the network says that it did nothing. */
  private async announceAndRun(adapter: NetworkAdapter, unit: UnitAtWork, step: Step): Promise<StepResult> {
    const before = unit.exposedAt;
    if (readersMaySee(step)) unit.exposedAt = this.engine.clock.now();
    await this.store(unit, step);
    const result = await runStep(adapter, step, unit.state, this.callIo(adapter));
    if (result.kind === 'failed' && didNothing(step, result.error)) unit.exposedAt = before;
    if ((result.kind === 'failed' || result.kind === 'advanced') && result.nothingOut) unit.exposedAt = null;
    return result;
  }

  private async renewSession(adapter: NetworkAdapter, unit: UnitAtWork): Promise<AdapterError | null> {
    this.renewed = true;
    const { access, uow } = this.engine;
    const renewal = await renewSession({ access, uow }, adapter, this.account, this.time());
    if (renewal.kind === 'failed') return renewal.error;
    this.account = renewal.account;
    // The call took its part of the lease: what is stored next renews it, whether or not anything has changed.
    unit.stored = null;
    return null;
  }

  private bucket(quiet: Quiet, step: Step): TryRecord['quiet'] {
    return bucketOf(quiet.scope, quiet.until, this.facts(step));
  }

  private quietened(quiet: Quiet, step: Step): Settlement {
    return { ...sleepUntil(quiet.until), bucket: bucketOf(quiet.scope, quiet.until, this.facts(step)) };
  }

  /** Commits what the step needs to be understood after a crash; nothing when that is already there. */
  private async store(unit: UnitAtWork, step: Step): Promise<void> {
    const irreversible = step.effect === 'irreversible';
    if (!readersMaySee(step) && unit.stored === unit.state) return this.assertTimeLeft();
    const armed = irreversible
      ? {
          step: step.id,
          attempt: this.claim.attempt,
          at: this.engine.clock.now().toISOString(),
          deadline: this.engine.settings.callDeadline,
        }
      : null;
    const leaseUntil = this.renew();
    const { state, exposedAt } = unit;
    await this.engine.ledger.store({ claim: this.claim, unit, state, armed, exposedAt, leaseUntil });
    unit.stored = unit.state;
    this.assertTimeLeft();
  }

  private renew(): Date {
    this.leaseEnds = this.engine.clock.monotonic() + this.engine.settings.lease;
    return new Date(this.engine.clock.now().getTime() + this.engine.settings.lease);
  }

  /** A worker that was frozen must not send on a lease that others may have taken. */
  private assertTimeLeft(): void {
    if (this.engine.clock.monotonic() + this.engine.settings.callDeadline > this.leaseEnds)
      throw new LeaseLost(this.claim.publicationId);
  }

  private callIo(adapter: NetworkAdapter): AdapterIo {
    return adapterIo(this.engine.access, adapter, this.account, this.time());
  }

  private time(): CallTime {
    const { clock, settings } = this.engine;
    return { now: clock.now(), deadline: settings.callDeadline, attempt: this.claim.attempt };
  }

  private facts(step: Step, unit?: UnitAtWork): TryFacts {
    const { claim } = this;
    return {
      step,
      networkId: claim.networkId,
      channelId: claim.channelId,
      sharesApp: throughOurApp(this.engine.access, this.adapter!, this.account),
      failures: claim.failures,
      lateUntil: claim.lateUntil,
      started: isOut(claim, { unit: unit ?? null, exposedAt: unit?.exposedAt ?? null, remote: null }),
      exposed: unit?.exposedAt != null,
      now: this.engine.clock.now(),
    };
  }

  private stop(unit: UnitAtWork, step: Step, settlement: Settlement, error: TryRecord['error']): UnitEnd {
    return {
      settlement,
      record: { unit, step: step.id, state: unit.state, exposedAt: unit.exposedAt, remote: null, error },
    };
  }

  /** A 200 is not always “done as asked”; a look that fails never fails a live post. */
  private async differences(
    adapter: NetworkAdapter,
    end: { remote: Remote; state: PublishState },
  ): Promise<readonly string[]> {
    const verdict = await adapter
      .verify?.(end.remote, end.state, this.callIo(adapter))
      .catch((): VerifyResult => ({ kind: 'faithful' }));
    return verdict?.kind === 'degraded' ? verdict.differences : [];
  }

  private end(settlement: Settlement, record: TryRecord): Ending {
    return { claim: { ...this.claim, account: this.account }, settlement, record, now: this.engine.clock.now() };
  }
}

interface Family {
  parent: Ancestor | null;
  root: Ancestor | null;
}

const sleepUntil = (runAt: Date): Extract<Settlement, { to: 'waiting' }> => ({
  to: 'waiting',
  runAt,
  countsAsFailure: false,
  reason: 'rate_limited',
  bucket: null,
});

const EMPTY: TryRecord = { unit: null, step: null, state: null, exposedAt: null, remote: null, error: null };

function readersMaySee({ effect }: Step): boolean {
  return effect === 'guarded' || effect === 'irreversible';
}

/**
 * The network's own word that a call changed nothing, or a call that never left. Of what cannot be repeated only that is
 * tried again which was not done; what can be repeated need not be known.
 */
function didNothing({ effect }: Step, { class: kind, phase }: AdapterError): boolean {
  if (kind === 'retryable' && effect === 'irreversible') return true;
  return phase === 'before_send' || kind === 'permanent' || kind === 'auth' || kind === 'rate_limited';
}

const GAVE_UP: AdapterError = {
  class: 'retryable',
  code: 'network.gave_up_waiting',
  phase: 'answered',
  detail: 'The network is still at work on it, longer than it should be.',
};

/** Each further unit is a try of its own, so that what is out is committed before the next one leaves. */
const MORE_UNITS = (now: Date): Settlement => ({
  to: 'waiting',
  runAt: now,
  countsAsFailure: false,
  reason: 'units_left',
  bucket: null,
});
