import type { Clock } from '#kernel';
import type { NetworkAdapter, PublishState, Remote, RenderedUnit, Step, VerifyResult } from '#networks';
import type { UnitOfWork } from '#persistence';
import { planFor } from '#posts';
import type { PublishSettings } from '../publish-settings.js';
import type { Claim, ClaimedUnit } from './claim.js';
import type { Ledger } from './open-ledger.js';
import { adapterIo, type PublishingIo } from './publishing-io.js';
import { runStep } from './run-step.js';
import type { Ending, TryRecord } from './settle.js';
import { reconciling, settleError, settleWait, type Settlement, type TryFacts } from './settlement.js';
import { LeaseLost } from './store-unit.js';

/** What the publish and reconcile jobs work with. */
export interface Engine {
  uow: UnitOfWork;
  clock: Clock;
  io: PublishingIo;
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
}

/** What ended the work on one unit. */
type UnitEnd = { remote: Remote; state: PublishState } | { settlement: Settlement; record: TryRecord };

class Try {
  private readonly adapter: NetworkAdapter | undefined;
  private leaseEnds = 0;

  constructor(
    private readonly engine: Engine,
    private readonly claim: Claim,
  ) {
    this.adapter = engine.io.registry.get(claim.networkId);
    this.renew();
  }

  async run(): Promise<Ending> {
    const { adapter, claim } = this;
    if (!adapter) return this.end({ to: 'failed', reason: 'network.unknown' }, EMPTY);
    const plan = planFor(claim.snapshot, claim.channelId);
    const units = adapter.render(plan, adapter.manifest.capabilities).units;
    let parent: Remote | null = null;
    for (const [index, rendered] of units.entries()) {
      const known = claim.units.find((unit) => unit.unit === index);
      if (known?.done) {
        parent = { id: known.remoteId ?? known.key, url: known.remoteUrl };
        continue;
      }
      const atWork = this.begin(index, rendered, known, parent);
      const end = await this.runUnit(adapter, atWork);
      if ('settlement' in end) return this.end(end.settlement, end.record);
      parent = end.remote;
      const record: TryRecord = { unit: atWork, step: null, state: end.state, remote: end.remote, error: null };
      if (index < units.length - 1) return this.end(MORE_UNITS(this.engine.clock.now()), record);
      return this.end({ to: 'published', differences: await this.differences(adapter, end) }, record);
    }
    return this.end({ to: 'published', differences: [] }, EMPTY);
  }

  private begin(
    index: number,
    rendered: RenderedUnit,
    known: ClaimedUnit | undefined,
    parent: Remote | null,
  ): UnitAtWork {
    const key = known?.key ?? `${this.claim.publicationId}.${index}`;
    const createdAt = this.engine.clock.now().toISOString();
    const state = known?.adapterState ?? this.adapter!.prepare(rendered, { key, createdAt, parent });
    return { unit: index, kind: rendered.kind, key, rendered, state, stored: known?.adapterState ?? null };
  }

  private async runUnit(adapter: NetworkAdapter, unit: UnitAtWork): Promise<UnitEnd> {
    const waited = this.claim.units.find((known) => known.unit === unit.unit)?.giveUpAt;
    for (;;) {
      const step = adapter.nextStep(unit.state);
      if (!step) throw new Error(`${adapter.manifest.id}: no step and no result`);
      const now = this.engine.clock.now();
      if (waited && now > waited)
        return this.stop(unit, step, reconciling('network.gave_up_waiting', now, this.engine.settings), null);
      await this.store(unit, step);
      const result = await runStep(adapter, step, unit.state, this.callIo());
      switch (result.kind) {
        case 'advanced':
          unit.state = result.state;
          break;
        case 'done':
          return { remote: result.remote, state: result.state };
        case 'wait':
          unit.state = result.state;
          return this.stop(unit, step, settleWait(result), null);
        case 'failed':
          return this.stop(unit, step, settleError(result.error, this.facts(step), this.engine.settings), result.error);
      }
    }
  }

  /** Commits what the step needs to be understood after a crash; nothing when that is already there. */
  private async store(unit: UnitAtWork, step: Step): Promise<void> {
    const irreversible = step.effect === 'irreversible';
    if (!irreversible && unit.stored === unit.state) return this.assertTimeLeft();
    const armed = irreversible
      ? {
          step: step.id,
          attempt: this.claim.attempt,
          at: this.engine.clock.now().toISOString(),
          deadline: this.engine.settings.callDeadline,
        }
      : null;
    const leaseUntil = this.renew();
    await this.engine.ledger.store({ claim: this.claim, unit, state: unit.state, armed, leaseUntil });
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

  private callIo(): ReturnType<typeof adapterIo> {
    return adapterIo(this.engine.io, this.claim.account, this.engine.clock.now(), this.engine.settings.callDeadline);
  }

  private facts(step: Step): TryFacts {
    const { claim } = this;
    return {
      effect: step.effect,
      networkId: claim.networkId,
      channelId: claim.channelId,
      failures: claim.failures,
      lateUntil: claim.lateUntil,
      started: claim.started,
      now: this.engine.clock.now(),
    };
  }

  private stop(unit: UnitAtWork, step: Step, settlement: Settlement, error: TryRecord['error']): UnitEnd {
    return { settlement, record: { unit, step: step.id, state: unit.state, remote: null, error } };
  }

  /** A 200 is not always “done as asked”; a look that fails never fails a live post. */
  private async differences(
    adapter: NetworkAdapter,
    end: { remote: Remote; state: PublishState },
  ): Promise<readonly string[]> {
    const verdict = await adapter
      .verify?.(end.remote, end.state, this.callIo())
      .catch((): VerifyResult => ({ kind: 'faithful' }));
    return verdict?.kind === 'degraded' ? verdict.differences : [];
  }

  private end(settlement: Settlement, record: TryRecord): Ending {
    return { claim: this.claim, settlement, record, now: this.engine.clock.now() };
  }
}

const EMPTY: TryRecord = { unit: null, step: null, state: null, remote: null, error: null };

/** Each further unit is a try of its own, so that what is out is committed before the next one leaves. */
const MORE_UNITS = (now: Date): Settlement => ({
  to: 'waiting',
  runAt: now,
  countsAsFailure: false,
  reason: 'units_left',
  bucket: null,
});
