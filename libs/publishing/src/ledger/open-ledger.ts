import { type Clock, gather } from '#kernel';
import type { UnitOfWork } from '#persistence';
import type { PublishSettings } from '../publish-settings.js';
import { type Claim, claimAll } from './claim.js';
import { type FreeChannel, promoteNext } from './dispatch-due.js';
import { MOST_AT_ONCE } from './move-publications.js';
import { type Ending, settleAll } from './settle.js';
import { LeaseLost, storeUnits, type UnitRecord } from './store-unit.js';

/** What a worker writes into the ledger while it publishes. */
export interface Ledger {
  /** Null when the publication may not go out now, or is another's. */
  claim(publicationId: string): Promise<Claim | null>;
  /** Commits what must be known before the next step. Throws `LeaseLost`. */
  store(record: UnitRecord): Promise<void>;
  /** Ends the try. Throws `LeaseLost`. */
  settle(ending: Ending): Promise<void>;
  /** Queues what is due next on a channel that came to the end of something; what is missed here the next beat does. */
  promote(channel: FreeChannel): Promise<void>;
}

export interface LedgerOptions {
  uow: UnitOfWork;
  clock: Clock;
  settings: PublishSettings;
  /** The owner of the leases. */
  worker: string;
  /** Milliseconds between two batches of settlements: larger ones cost less. Default none. */
  pace?: number;
}

/**
 * A worker's next call waits for the first two: small batches come back sooner, and calls that began together do not
 * end together for ever. Nothing waits for the others.
 */
const BEFORE_A_CALL = { size: 5, patience: 100 };
const AFTER_A_CALL = { size: MOST_AT_ONCE, patience: 100 };

/** The ledger for the workers of one process: what several of them write at the same moment is written as one. */
export function openLedger({ uow, clock, settings, worker, pace = 0 }: LedgerOptions): Ledger {
  const claim = gather(
    (ids: readonly string[]) => claimAll(uow, ids, { worker, now: clock.now(), settings }),
    BEFORE_A_CALL,
  );
  const store = gather((records: readonly UnitRecord[]) => storeUnits(uow, records), BEFORE_A_CALL);
  const settle = gather((endings: readonly Ending[]) => settleAll(uow, endings), { ...AFTER_A_CALL, pace });
  const promote = gather(async (channels: readonly FreeChannel[]) => {
    await promoteNext(uow, channels, clock.now());
    return channels;
  }, AFTER_A_CALL);
  return {
    claim,
    async store(record) {
      if (!(await store(record))) throw new LeaseLost(record.claim.publicationId);
    },
    async settle(ending) {
      if (!(await settle(ending))) throw new LeaseLost(ending.claim.publicationId);
    },
    async promote(channel) {
      await promote(channel);
    },
  };
}
