import { type BrandScope, DomainError } from '#kernel';
import { brokenConstraint, type Tx, withinScope } from '#persistence';
import { IsNull } from 'typeorm';
import { WaiverEntity } from './waiver.entity.js';

/** All that a post ever had, oldest first. */
export function waiversOf(tx: Tx, scope: BrandScope, postId: string): Promise<WaiverEntity[]> {
  const query = tx.createQueryBuilder(WaiverEntity, 'waiver').where('waiver.postId = :postId', { postId });
  return withinScope(query, scope).orderBy('waiver.id').getMany();
}

/** @throws DomainError `waiver.not_found` when there is none, it was revoked, or it is not for the caller */
export async function findWaiver(tx: Tx, scope: BrandScope, id: string): Promise<WaiverEntity> {
  const query = tx.createQueryBuilder(WaiverEntity, 'waiver').where('waiver.id = :id', { id });
  const waiver = await withinScope(query.andWhere('waiver.revokedAt is null'), scope).getOne();
  if (!waiver) throw new DomainError('waiver.not_found');
  return waiver;
}

/**
 * Takes the place of one for the same finding that has expired.
 * @throws DomainError `waiver.exists` while one stands
 */
export async function insertWaiver(tx: Tx, scope: BrandScope, waiver: WaiverEntity): Promise<void> {
  const { postId, articleId, fingerprint } = waiver;
  const same = { postId, articleId, fingerprint, agencyId: scope.agencyId, revokedAt: IsNull(), replacedBy: IsNull() };
  const known = await tx.findOneBy(WaiverEntity, same);
  if (known && known.expiresAt > waiver.createdAt) throw new DomainError('waiver.exists', { waiverId: known.id });
  if (known) await tx.update(WaiverEntity, { id: known.id }, { replacedBy: waiver.id });
  await tx.transaction((inner) => inner.insert(WaiverEntity, waiver)).catch(explainTaken);
}

export async function updateWaiver(
  tx: Tx,
  scope: BrandScope,
  { id }: WaiverEntity,
  changes: Pick<WaiverEntity, 'revokedAt' | 'revokedBy'>,
): Promise<void> {
  await tx.update(WaiverEntity, { id, agencyId: scope.agencyId }, changes);
}

function explainTaken(error: unknown): never {
  if (brokenConstraint(error) === 'waiver_standing') throw new DomainError('waiver.exists', { waiverId: '' });
  throw error;
}
