import type { Charter } from '#charter';
import type { Actor } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { CharterEntity } from './charter.entity.js';

/** A version that takes the place of another. */
export interface VersionSwitch {
  charterId: string;
  number: number;
  /** As it judges from now on. */
  resolved: Charter;
  agencyNumber: number | null;
}

/**
 * Holds charters so that nothing is claimed under them until the transaction ends; in one order for everybody, the
 * agency's own first of all.
 */
export async function lockCharters(tx: Tx, charterIds: readonly string[]): Promise<CharterEntity[]> {
  return tx
    .createQueryBuilder(CharterEntity, 'charter')
    .where('charter.id = any(:charterIds)', { charterIds })
    .orderBy('charter.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** Keeps an agency's charter as it is, or waits until its activation is over; brands that rest on it do so meanwhile. */
export async function keepAgencyCharter(tx: Tx, agencyId: string): Promise<CharterEntity | null> {
  return tx
    .createQueryBuilder(CharterEntity, 'charter')
    .where('charter.agencyId = :agencyId and charter.brandId is null', { agencyId })
    .setLock('pessimistic_read')
    .getOne();
}

/** Writes down what versions will judge by, so that the switch itself, which claims wait for, is short. */
export async function resolveVersions(tx: Tx, switches: readonly VersionSwitch[]): Promise<void> {
  await sqlRows(
    tx,
    `update charter_version as v set resolved = given.resolved, agency_number = given."agencyNumber"
     from jsonb_to_recordset($1::jsonb) as given ("charterId" uuid, number integer, resolved jsonb, "agencyNumber" integer)
     where v.charter_id = given."charterId" and v.number = given.number`,
    [JSON.stringify(switches)],
  );
}

/** Brings resolved versions of locked charters into force in place of those before: three statements for any number. */
export async function switchVersions(
  tx: Tx,
  switches: readonly Pick<VersionSwitch, 'charterId' | 'number'>[],
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  const keys = [switches.map(({ charterId }) => charterId), switches.map(({ number }) => number)];
  await sqlRows(
    tx,
    `update charter_version set state = 'retired', retired_at = $2, updated_at = $2, version = version + 1
     where charter_id = any($1) and state = 'active'`,
    [keys[0], now],
  );
  await sqlRows(
    tx,
    `update charter_version as v set state = 'active', activated_at = $3, effective_at = coalesce(effective_at, $3),
       activated_by = coalesce(activated_by, $4), updated_at = $3, version = version + 1
     from unnest($1::uuid[], $2::integer[]) as given (charter_id, number)
     where v.charter_id = given.charter_id and v.number = given.number`,
    [...keys, now, actor],
  );
  await sqlRows(
    tx,
    `update charter set active_number = given.number
     from unnest($1::uuid[], $2::integer[]) as given (charter_id, number) where charter.id = given.charter_id`,
    keys,
  );
}
