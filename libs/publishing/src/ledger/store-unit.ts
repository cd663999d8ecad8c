import type { PublishState } from '#networks';
import { preparedRows, type UnitOfWork } from '#persistence';
import type { Armed } from '../publication-unit.entity.js';
import type { Claim, ClaimedUnit } from './claim.js';

/** The lease was taken over: whatever this worker still does would no longer count, so it does nothing. */
export class LeaseLost extends Error {
  constructor(readonly publicationId: string) {
    super(`lease lost on ${publicationId}`);
    this.name = 'LeaseLost';
  }
}

/**
 * Commits a unit's adapter state, and what is armed, before the step that follows; renews the lease. Throws
 * `LeaseLost`; a lease is over the moment the row leaves `publishing`. After this commit a crash is understood: armed means ask, not armed means repeat.
 */
export async function storeUnit(
  uow: UnitOfWork,
  claim: Claim,
  unit: Pick<ClaimedUnit, 'unit' | 'kind' | 'key'>,
  state: PublishState,
  armed: Armed | null,
  leaseUntil: Date,
): Promise<void> {
  const stored = await uow.read((tx) =>
    preparedRows(
      tx,
      `with held as (
         update publication set lease_until = $8 where id = $1 and lease_token = $2 returning id
       )
       insert into publication_unit (publication_id, unit, kind, key, adapter_state, armed)
       select id, $3, $4, $5, $6, $7 from held
       on conflict (publication_id, unit) do update set adapter_state = excluded.adapter_state, armed = excluded.armed
       returning unit`,
      [
        claim.publicationId,
        claim.token,
        unit.unit,
        unit.kind,
        unit.key,
        JSON.stringify(state),
        armed === null ? null : JSON.stringify(armed),
        leaseUntil,
      ],
    ),
  );
  if (stored.length === 0) throw new LeaseLost(claim.publicationId);
}
