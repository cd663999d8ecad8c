import type { Charter, CompiledCharter } from '#charter';
import type { BrandScope } from '#kernel';
import { preparedRows, scopeCondition, type Tx } from '#persistence';
import { cacheCharter, cachedCharter } from './charter-cache.js';

/** The version of a brand's charter that is in force. */
export interface ActiveCharter {
  charterId: string;
  number: number;
  /** The version of the agency's charter that it rests on. */
  agencyNumber: number | null;
  /** With all that it inherits. */
  resolved: Charter;
}

/** The same, ready to judge. */
export type CharterInForce = Omit<ActiveCharter, 'resolved'> & { compiled: CompiledCharter };

type Key = Omit<ActiveCharter, 'resolved'> & { brandId: string };

const IN_FORCE = `from charter join charter_version as v on v.charter_id = charter.id and v.number = charter.active_number`;
const KEY = `charter.brand_id as "brandId", charter.id as "charterId", v.number, v.agency_number as "agencyNumber"`;

/** Null when nothing is in force: neither the brand nor its agency has a charter. */
export async function activeCharter(tx: Tx, scope: BrandScope, brandId: string): Promise<ActiveCharter | null> {
  const { sql, values } = scopeCondition(scope, 2, 'charter');
  const [row] = await preparedRows<ActiveCharter & Key>(
    tx,
    `select ${KEY}, v.resolved ${IN_FORCE} where charter.brand_id = $1 and ${sql}`,
    [brandId, ...values],
  );
  if (!row) return null;
  const { charterId, number, agencyNumber, resolved } = row;
  return { charterId, number, agencyNumber, resolved };
}

/** The same, compiled: a version that this process has met before costs one short query. */
export async function compiledCharter(tx: Tx, scope: BrandScope, brandId: string): Promise<CharterInForce | null> {
  const { sql, values } = scopeCondition(scope, 2, 'charter');
  const keys = await preparedRows<Key>(tx, `select ${KEY} ${IN_FORCE} where charter.brand_id = $1 and ${sql}`, [
    brandId,
    ...values,
  ]);
  return (await compileKeys(tx, keys)).get(brandId) ?? null;
}

/** The same for brands whose posts the caller holds already, by brand: at most two queries for any number. */
export async function compiledCharters(
  tx: Tx,
  brandIds: readonly string[],
): Promise<ReadonlyMap<string, CharterInForce>> {
  if (brandIds.length === 0) return new Map();
  const keys = await preparedRows<Key>(tx, `select ${KEY} ${IN_FORCE} where charter.brand_id = any($1::uuid[])`, [
    [...new Set(brandIds)],
  ]);
  return compileKeys(tx, keys);
}

async function compileKeys(tx: Tx, keys: readonly Key[]): Promise<ReadonlyMap<string, CharterInForce>> {
  const met = keys.map((key) => ({ ...key, compiled: cachedCharter(key.charterId, key.number) }));
  const made = await compileUnmet(
    tx,
    met.filter(({ compiled }) => !compiled),
  );
  return new Map(
    met.map(({ brandId, charterId, number, agencyNumber, compiled }) => [
      brandId,
      { charterId, number, agencyNumber, compiled: compiled ?? made.get(charterId)! },
    ]),
  );
}

async function compileUnmet(tx: Tx, keys: readonly Key[]): Promise<Map<string, CompiledCharter>> {
  if (keys.length === 0) return new Map();
  const rows = await preparedRows<{ charterId: string; number: number; resolved: Charter }>(
    tx,
    `select charter_id as "charterId", number, resolved from charter_version
     where (charter_id, number) in (select * from unnest($1::uuid[], $2::integer[]))`,
    [keys.map(({ charterId }) => charterId), keys.map(({ number }) => number)],
  );
  return new Map(rows.map(({ charterId, number, resolved }) => [charterId, cacheCharter(charterId, number, resolved)]));
}
