import { type BrandScope, DomainError } from '#kernel';
import { sqlRows, type Tx, withinScope } from '#persistence';
import type { SelectQueryBuilder } from 'typeorm';
import type { AgreementView } from './agreement.js';
import { OAuthAgreementEntity } from './agreement.entity.js';

export async function insertAgreement(tx: Tx, row: OAuthAgreementEntity): Promise<void> {
  await tx.insert(OAuthAgreementEntity, row);
}

/**
 * Takes the agreement that a browser came back with: once, and committed before its code is redeemed, so that of two
 * that come at once one goes on. The state is the key to it. Throws `oauth.state_unknown`, `oauth.replayed`,
 * `oauth.expired`.
 */
export async function takeAgreement(tx: Tx, stateHash: string, now: Date): Promise<OAuthAgreementEntity> {
  const taken = await sqlRows(
    tx,
    `update oauth_agreement set used_at = $2 where state_hash = $1 and used_at is null and expires_at > $2 returning id`,
    [stateHash, now],
  );
  const row = await tx.findOneBy(OAuthAgreementEntity, { stateHash });
  if (!row) throw new DomainError('oauth.state_unknown');
  if (taken.length > 0) return row;
  throw refusalOf(row);
}

/** The agreement that a person is about to be sent away for. Throws what takeAgreement throws. */
export async function peekAgreement(tx: Tx, stateHash: string, now: Date): Promise<OAuthAgreementEntity> {
  const row = await tx.findOneBy(OAuthAgreementEntity, { stateHash });
  if (!row) throw new DomainError('oauth.state_unknown');
  if (row.usedAt !== null || row.expiresAt <= now) throw refusalOf(row);
  return row;
}

function refusalOf({ usedAt }: OAuthAgreementEntity): DomainError {
  return new DomainError(usedAt ? 'oauth.replayed' : 'oauth.expired');
}

function live(tx: Tx, scope: BrandScope, id: string, now: Date): SelectQueryBuilder<OAuthAgreementEntity> {
  const query = tx.createQueryBuilder(OAuthAgreementEntity, 'agreement').where('agreement.id = :id', { id });
  return withinScope(query.andWhere('agreement.expiresAt > :now', { now }), scope);
}

/** The agreement, or `oauth.agreement_not_found` when it is unknown, over, or of no brand of the caller's. */
export async function getAgreement(tx: Tx, scope: BrandScope, id: string, now: Date): Promise<OAuthAgreementEntity> {
  return found(await live(tx, scope, id, now).getOne());
}

/** The same, held until the transaction ends. */
export async function lockAgreement(tx: Tx, scope: BrandScope, id: string, now: Date): Promise<OAuthAgreementEntity> {
  return found(await live(tx, scope, id, now).setLock('pessimistic_write').getOne());
}

function found(row: OAuthAgreementEntity | null): OAuthAgreementEntity {
  if (!row) throw new DomainError('oauth.agreement_not_found');
  return row;
}

export async function updateAgreement(
  tx: Tx,
  { stateHash, agencyId }: Pick<OAuthAgreementEntity, 'stateHash' | 'agencyId'>,
  changes: Partial<Pick<OAuthAgreementEntity, 'payload' | 'accounts' | 'reason' | 'expiresAt'>>,
): Promise<void> {
  await tx.update(OAuthAgreementEntity, { stateHash, agencyId }, changes);
}

export function toAgreementView(row: OAuthAgreementEntity): AgreementView {
  const { id, brandId, networkId, reason, accounts, expiresAt } = row;
  const state = reason !== null ? 'failed' : accounts !== null ? 'agreed' : 'pending';
  return { id, brandId, networkId, state, reason, accounts: accounts ?? [], expiresAt: expiresAt.toISOString() };
}
