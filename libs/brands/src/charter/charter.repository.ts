import { type BrandScope, DomainError, inScope, newId } from '#kernel';
import { decodeCursor, type Page, type PageRequest, sqlRows, toPage, type Tx } from '#persistence';
import type { QueryDeepPartialEntity, SelectQueryBuilder } from 'typeorm';
import { CharterEntity } from './charter.entity.js';
import { CharterVersionEntity } from './charter-version.entity.js';

/** The charter of a brand of the caller's, or, with null, the agency's own, which everyone in it may read. */
export function findCharter(tx: Tx, scope: BrandScope, brandId: string | null): Promise<CharterEntity | null> {
  return charters(tx, scope, brandId).getOne();
}

function charters(tx: Tx, scope: BrandScope, brandId: string | null): SelectQueryBuilder<CharterEntity> {
  if (brandId !== null && !inScope(scope, brandId)) throw new DomainError('brand.not_found');
  const query = tx
    .createQueryBuilder(CharterEntity, 'charter')
    .where('charter.agencyId = :agency', { agency: scope.agencyId });
  return brandId === null
    ? query.andWhere('charter.brandId is null')
    : query.andWhere('charter.brandId = :brandId', { brandId });
}

/** The same, made when it is not there yet. Two at once make one. */
export async function ensureCharter(
  tx: Tx,
  scope: BrandScope,
  brandId: string | null,
  now: Date,
): Promise<CharterEntity> {
  const known = await findCharter(tx, scope, brandId);
  if (known) return known;
  const row = { agencyId: scope.agencyId, brandId, activeNumber: null, reviewedNumber: null, createdAt: now };
  await tx
    .createQueryBuilder()
    .insert()
    .into(CharterEntity)
    .values({ ...row, id: newId() })
    .orIgnore()
    .execute();
  return (await findCharter(tx, scope, brandId))!;
}

/** @throws DomainError `charter.version_not_found` */
export async function getVersion(tx: Tx, charter: CharterEntity | null, number: number): Promise<CharterVersionEntity> {
  return found(await (charter && versionOf(tx, charter, number).getOne()));
}

/** The same, held against other changes until the transaction ends. */
export async function lockVersion(
  tx: Tx,
  charter: CharterEntity | null,
  number: number,
): Promise<CharterVersionEntity> {
  return found(await (charter && versionOf(tx, charter, number).setLock('for_no_key_update').getOne()));
}

function versionOf(tx: Tx, { id }: CharterEntity, number: number): SelectQueryBuilder<CharterVersionEntity> {
  const query = tx.createQueryBuilder(CharterVersionEntity, 'version').where('version.charterId = :id', { id });
  return query.andWhere('version.number = :number', { number });
}

function found(row: CharterVersionEntity | null): CharterVersionEntity {
  if (!row) throw new DomainError('charter.version_not_found');
  return row;
}

/** Newest first. */
export async function listVersions(
  tx: Tx,
  { id }: CharterEntity,
  page: PageRequest,
): Promise<Page<CharterVersionEntity>> {
  const query = tx.createQueryBuilder(CharterVersionEntity, 'version').where('version.charterId = :id', { id });
  if (page.cursor) query.andWhere('version.number < :before', { before: numberOf(page.cursor) });
  const rows = await query
    .orderBy('version.number', 'DESC')
    .limit(page.limit + 1)
    .getMany();
  return toPage(rows, page.limit, ({ number }) => [String(number)]);
}

function numberOf(cursor: string): number {
  const [number] = decodeCursor(cursor, 1);
  if (!/^\d{1,9}$/.test(number!)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return Number(number);
}

/** Under the next free number of its charter; claims, which hold the charter itself, are not kept waiting. */
export async function insertVersion(tx: Tx, row: Omit<CharterVersionEntity, 'number'>): Promise<CharterVersionEntity> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`charter ${row.charterId}`]);
  const [next] = await sqlRows<{ number: number }>(
    tx,
    'select coalesce(max(number), 0) + 1 as number from charter_version where charter_id = $1',
    [row.charterId],
  );
  const numbered = { ...row, number: next!.number };
  await tx.insert(CharterVersionEntity, asColumns(numbered));
  return numbered;
}

export async function updateVersion(
  tx: Tx,
  { charterId, number }: CharterVersionEntity,
  changes: Partial<CharterVersionEntity>,
): Promise<void> {
  await tx.update(CharterVersionEntity, { charterId, number }, asColumns(changes));
}

export async function deleteVersion(tx: Tx, { charterId, number }: CharterVersionEntity): Promise<void> {
  await tx.delete(CharterVersionEntity, { charterId, number });
}

/** TypeORM takes any object for a document and makes partial ones of it, which charters are not. */
function asColumns(row: Partial<CharterVersionEntity>): QueryDeepPartialEntity<CharterVersionEntity> {
  return row as QueryDeepPartialEntity<CharterVersionEntity>;
}
