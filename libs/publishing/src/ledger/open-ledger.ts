import { type Clock, gather } from '#kernel';
import type { UnitOfWork } from '#persistence';
import type { PublishSettings } from '../publish-settings.js';
import { type Claim, claimAll } from './claim.js';
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
}

export interface LedgerOptions {
  uow: UnitOfWork;
  clock: Clock;
  settings: PublishSettings;
  /** The owner of the leases. */
  worker: string;
}

/** One batch may wait for a post that somebody edits; the second goes on meanwhile. */
const LANES = 2;

/** The ledger for the workers of one process: what several of them write at the same moment is written as one. */
export function openLedger({ uow, clock, settings, worker }: LedgerOptions): Ledger {
  const batches = { size: MOST_AT_ONCE, lanes: LANES };
  const claim = gather((ids: readonly string[]) => claimAll(uow, ids, { worker, now: clock.now(), settings }), batches);
  const store = gather((records: readonly UnitRecord[]) => storeUnits(uow, records), batches);
  const settle = gather((endings: readonly Ending[]) => settleAll(uow, endings), batches);
  return {
    claim,
    async store(record) {
      if (!(await store(record))) throw new LeaseLost(record.claim.publicationId);
    },
    async settle(ending) {
      if (!(await settle(ending))) throw new LeaseLost(ending.claim.publicationId);
    },
  };
}
