import type { PublishState } from '#networks';
import { preparedRows, type UnitOfWork } from '#persistence';
import type { Armed } from '../publication-unit.entity.js';
import type { Claim, ClaimedUnit } from './claim.js';
import { MOST_AT_ONCE } from './move-publications.js';

/** The lease was taken over: whatever this worker still does would no longer count, so it does nothing. */
export class LeaseLost extends Error {
  constructor(readonly publicationId: string) {
    super(`lease lost on ${publicationId}`);
    this.name = 'LeaseLost';
  }
}

/** What must be known of a unit before its next step. */
export interface UnitRecord {
  claim: Pick<Claim, 'publicationId' | 'token'>;
  unit: Pick<ClaimedUnit, 'unit' | 'kind' | 'key'>;
  state: PublishState;
  armed: Armed | null;
  /** Since when readers may see something of it, the next step included. */
  exposedAt: Date | null;
  leaseUntil: Date;
}

/**
 * Commits units' adapter states, and what is armed, before the steps that follow; renews the leases. After this commit
 * a crash is understood: armed means ask, not armed means repeat; exposed means that it is no longer changed or given up. Answers for each of up to `MOST_AT_ONCE` whether its
 * lease still stood; it is over the moment the row leaves `publishing`.
 */
export async function storeUnits(uow: UnitOfWork, records: readonly UnitRecord[]): Promise<boolean[]> {
  const wanted = records.map(({ claim, unit, state, armed, exposedAt, leaseUntil }) => ({
    id: claim.publicationId,
    token: claim.token,
    unit: unit.unit,
    kind: unit.kind,
    key: unit.key,
    adapter_state: state,
    armed,
    exposed_at: exposedAt,
    lease_until: leaseUntil,
  }));
  const stored = await uow.read((tx) => preparedRows<{ id: string }>(tx, STORE, [JSON.stringify(wanted)]));
  const ids = new Set(stored.map(({ id }) => id));
  return records.map(({ claim }) => ids.has(claim.publicationId));
}

const STORE = `
  with wanted as (
    select * from jsonb_to_recordset($1::jsonb)
      as wanted (id uuid, token uuid, unit int, kind text, key text, adapter_state jsonb, armed jsonb, exposed_at timestamptz, lease_until timestamptz)
    limit ${MOST_AT_ONCE}
  ), held as (
    update publication set lease_until = wanted.lease_until, started = publication.started or wanted.exposed_at is not null
    from wanted where publication.id = wanted.id and publication.lease_token = wanted.token returning publication.id
  )
  insert into publication_unit (publication_id, unit, kind, key, adapter_state, armed, exposed_at)
  select id, unit, kind, key, adapter_state, armed, exposed_at from wanted join held using (id)
  on conflict (publication_id, unit) do update set adapter_state = excluded.adapter_state, armed = excluded.armed, exposed_at = excluded.exposed_at
  returning publication_id as id`;
