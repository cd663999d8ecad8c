import type { Actor, BrandScope } from '#kernel';
import { type Tx, withinScope } from '#persistence';
import type { BrandEntity } from './brand.entity.js';
import { BrandPurgeEntity } from './brand-purge.entity.js';

/** How far the erasure of a brand is; instants are RFC 3339 in UTC. */
export interface BrandPurgeView {
  brandId: string;
  requestedBy: Actor;
  requestedAt: string;
  /** Null while it runs. */
  finishedAt: string | null;
}

export function findPurge(tx: Tx, scope: BrandScope, brandId: string): Promise<BrandPurgeEntity | null> {
  const query = tx.createQueryBuilder(BrandPurgeEntity, 'purge').where('purge.brandId = :brandId', { brandId });
  return withinScope(query, scope).getOne();
}

/** Two at once make one. */
export async function insertPurge(
  tx: Tx,
  { scope, actor }: { scope: BrandScope; actor: Actor },
  { id: brandId, agencyId }: BrandEntity,
  now: Date,
): Promise<BrandPurgeEntity> {
  const row = { brandId, agencyId, requestedBy: actor, requestedAt: now };
  await tx.createQueryBuilder().insert().into(BrandPurgeEntity).values(row).orIgnore().execute();
  return (await findPurge(tx, scope, brandId))!;
}

export function toPurgeView({ brandId, requestedBy, requestedAt, finishedAt }: BrandPurgeEntity): BrandPurgeView {
  return {
    brandId,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
