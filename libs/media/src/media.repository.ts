import { type BrandScope, DomainError, isId } from '#kernel';
import { decodeCursor, type Page, type PageRequest, sqlRows, toPage, type Tx, withinScope } from '#persistence';
import type { SelectQueryBuilder } from 'typeorm';
import { MediaEntity } from './media.entity.js';
import { type PlannedMediaFacts, toPlannedMedia } from './media.js';

export interface MediaFilter {
  brandIds?: readonly string[];
}

function live(tx: Tx, scope: BrandScope): SelectQueryBuilder<MediaEntity> {
  return withinScope(tx.createQueryBuilder(MediaEntity, 'media').where('media.archivedAt is null'), scope);
}

/** The file, or `media.not_found` when it does not exist, is archived or belongs to no brand of the caller's. */
export async function getMedia(tx: Tx, scope: BrandScope, id: string): Promise<MediaEntity> {
  return found(await live(tx, scope).andWhere('media.id = :id', { id }).getOne());
}

/** The same, held against other changes until the transaction ends. */
export async function lockMedia(tx: Tx, scope: BrandScope, id: string): Promise<MediaEntity> {
  return found(await live(tx, scope).andWhere('media.id = :id', { id }).setLock('for_no_key_update').getOne());
}

function found(media: MediaEntity | null): MediaEntity {
  if (!media) throw new DomainError('media.not_found');
  return media;
}

/** Newest first. */
export async function listMedia(
  tx: Tx,
  scope: BrandScope,
  filter: MediaFilter,
  page: PageRequest,
): Promise<Page<MediaEntity>> {
  const query = live(tx, scope);
  if (filter.brandIds) query.andWhere('media.brandId = any(:brandIds)', { brandIds: filter.brandIds });
  if (page.cursor) query.andWhere('media.id < :before', { before: beforeId(page.cursor) });
  const rows = await query
    .orderBy('media.id', 'DESC')
    .limit(page.limit + 1)
    .getMany();
  return toPage(rows, page.limit, (row) => [row.id]);
}

function beforeId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return id;
}

export async function insertMedia(tx: Tx, row: MediaEntity): Promise<void> {
  await tx.insert(MediaEntity, row);
}

/** Changes a locked file and counts its version. */
export async function updateMedia(
  tx: Tx,
  scope: BrandScope,
  row: MediaEntity,
  changes: Partial<Pick<MediaEntity, 'altText' | 'archivedAt'>>,
  now: Date,
): Promise<MediaEntity> {
  const written = { ...changes, version: row.version + 1, updatedAt: now };
  await tx.update(MediaEntity, { id: row.id, agencyId: scope.agencyId }, written);
  return { ...row, ...written };
}

/** Marks all files of a brand that is deleted as gone; they stay on the disk until it is purged. Answers how many. */
export async function archiveMediaOf(tx: Tx, scope: BrandScope, brandId: string, now: Date): Promise<number> {
  const rows = await sqlRows(
    tx,
    `update media set archived_at = $3, updated_at = $3, version = version + 1
     where agency_id = $1 and brand_id = $2 and archived_at is null returning id`,
    [scope.agencyId, brandId, now],
  );
  return rows.length;
}

/** The file as the world may read it, whoever asks: live, and of a live brand. */
export async function findPublicMedia(tx: Tx, id: string): Promise<MediaEntity | null> {
  return tx
    .createQueryBuilder(MediaEntity, 'media')
    .where('media.archivedAt is null and media.id = :id', { id })
    .andWhere('exists (select from brand where brand.id = media.brand_id and brand.archived_at is null)')
    .getOne();
}

/** The file whatever became of it: for who publishes it, since publications outlive what they name. */
export async function findOwnMedia(tx: Tx, scope: BrandScope, id: string): Promise<MediaEntity | null> {
  return withinScope(tx.createQueryBuilder(MediaEntity, 'media').where('media.id = :id', { id }), scope).getOne();
}

/** The same, whoever asks: for addresses that we signed. */
export async function findAnyMedia(tx: Tx, id: string): Promise<MediaEntity | null> {
  return tx.createQueryBuilder(MediaEntity, 'media').where('media.id = :id', { id }).getOne();
}

/**
 * What a post of the brand needs to know of these files, in their order. Throws `media.not_found` at the first that
 * is unknown, archived or another brand's; `pointer` names the field of each id by its place. In a transaction they are
 * kept from being deleted until it ends: what it writes is not seen before.
 */
export async function plannedMedia(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  ids: readonly string[],
  publicUrl: string,
  pointer: (index: number) => string = (index) => `/content/mediaIds/${index}`,
): Promise<PlannedMediaFacts[]> {
  if (ids.length === 0) return [];
  const query = live(tx, scope).andWhere('media.brandId = :brandId and media.id = any(:ids)', { brandId, ids });
  if (tx.queryRunner?.isTransactionActive) query.setLock('pessimistic_read');
  const rows = await query.getMany();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id, index) => {
    const row = byId.get(id);
    if (!row) throw DomainError.at(pointer(index), 'media.not_found');
    return toPlannedMedia(row, publicUrl);
  });
}

/** Makes uploads and deletions of equal files, whoever owns them, wait for each other until the transaction ends. */
export async function lockChecksum(tx: Tx, checksum: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('media:' || $1, 0))`, [checksum]);
}

/** Whether any live row, of any agency, still needs the file. Call under `lockChecksum`. */
export async function isChecksumUsed(tx: Tx, checksum: string): Promise<boolean> {
  const [row] = await sqlRows<{ used: boolean }>(
    tx,
    'select exists (select from media where checksum = $1 and archived_at is null) as used',
    [checksum],
  );
  return row?.used ?? false;
}

/**
 * Those of the files that some row, of any agency, keeps: a live one, or one of a deleted brand whose files are not
 * purged yet (a purge takes the name with the file). Call under `lockChecksum` before acting on the answer.
 */
export async function checksumsKept(tx: Tx, checksums: readonly string[]): Promise<Set<string>> {
  if (checksums.length === 0) return new Set();
  const rows = await sqlRows<{ checksum: string }>(
    tx,
    `select distinct checksum from media
     where checksum = any($1) and (archived_at is null or (file_name <> '' and exists (
       select from brand where brand.id = media.brand_id and brand.archived_at is not null)))`,
    [checksums],
  );
  return new Set(rows.map(({ checksum }) => checksum));
}
