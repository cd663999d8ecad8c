import { type BrandScope, DomainError, inScope, isId } from '#kernel';
import {
  brokenConstraint,
  decodeCursor,
  type Page,
  type PageRequest,
  toPage,
  type Tx,
  withinScope,
} from '#persistence';
import type { SelectQueryBuilder } from 'typeorm';
import { BrandEntity } from './brand.entity.js';
import type { BrandFacts } from './brand.js';

export interface BrandFilter {
  externalId?: string;
}

function live(tx: Tx, scope: BrandScope): SelectQueryBuilder<BrandEntity> {
  return withinScope(tx.createQueryBuilder(BrandEntity, 'brand').where('brand.archivedAt is null'), scope, 'id');
}

/** The brand, or `brand.not_found` when it does not exist, is archived or is not the caller's. */
export async function getBrand(tx: Tx, scope: BrandScope, id: string): Promise<BrandEntity> {
  return found(await live(tx, scope).andWhere('brand.id = :id', { id }).getOne());
}

/** The same, held against other changes until the transaction ends. */
export async function lockBrand(tx: Tx, scope: BrandScope, id: string): Promise<BrandEntity> {
  return found(await live(tx, scope).andWhere('brand.id = :id', { id }).setLock('for_no_key_update').getOne());
}

function found(brand: BrandEntity | null): BrandEntity {
  if (!brand) throw new DomainError('brand.not_found');
  return brand;
}

/** The same, held against everything: nothing can be made in the brand until the transaction ends. */
export async function lockWholeBrand(tx: Tx, scope: BrandScope, id: string): Promise<BrandEntity> {
  return found(await live(tx, scope).andWhere('brand.id = :id', { id }).setLock('pessimistic_write').getOne());
}

/** Archived ones too. */
export async function findAnyBrand(tx: Tx, scope: BrandScope, id: string): Promise<BrandEntity> {
  const query = tx.createQueryBuilder(BrandEntity, 'brand').where('brand.id = :id', { id });
  return found(await withinScope(query, scope, 'id').getOne());
}

/**
 * What a brand-owned row needs to know of its brand; `brand.not_found` as above. Inside a transaction the brand is held
 * as a foreign key holds it: who deletes it meanwhile waits, and then finds what was made in it.
 */
export async function requireBrand(tx: Tx, scope: BrandScope, brandId: string): Promise<BrandFacts> {
  const query = live(tx, scope).andWhere('brand.id = :brandId', { brandId });
  if (tx.queryRunner?.isTransactionActive) query.setLock('for_key_share');
  return toFacts(found(await query.getOne()));
}

/** The brand that answers publicly under `slug`, whoever asks. */
export async function findPublicBrand(tx: Tx, slug: string): Promise<BrandFacts | null> {
  const query = tx.createQueryBuilder(BrandEntity, 'brand').where('brand.archivedAt is null');
  const brand = await query.andWhere('brand.slug = :slug', { slug }).getOne();
  return brand && toFacts(brand);
}

/** Locks the agency's brand with that id in another system; null also when it is not the caller's. */
export async function lockByExternalId(tx: Tx, scope: BrandScope, externalId: string): Promise<BrandEntity | null> {
  return live(tx, scope)
    .andWhere('brand.externalId = :externalId', { externalId })
    .setLock('for_no_key_update')
    .getOne();
}

/** In the order in which they were made. */
export async function listBrands(
  tx: Tx,
  scope: BrandScope,
  filter: BrandFilter,
  page: PageRequest,
): Promise<Page<BrandEntity>> {
  const query = live(tx, scope);
  if (filter.externalId !== undefined) query.andWhere('brand.externalId = :externalId', { ...filter });
  if (page.cursor) query.andWhere('brand.id > :after', { after: afterId(page.cursor) });
  const rows = await query
    .orderBy('brand.id')
    .limit(page.limit + 1)
    .getMany();
  return toPage(rows, page.limit, (row) => [row.id]);
}

function afterId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return id;
}

/** Every slug in use in the installation that is `base` or begins with it and a hyphen. */
export async function slugsLike(tx: Tx, base: string): Promise<Set<string>> {
  const rows = await tx
    .createQueryBuilder(BrandEntity, 'brand')
    .select(['brand.id', 'brand.slug'])
    .where('brand.archivedAt is null')
    .andWhere(`(brand.slug = :base or starts_with(brand.slug, :base || '-'))`, { base })
    .getMany();
  return new Set(rows.map(({ slug }) => slug));
}

/** Throws `BrandConflict`; the transaction stays usable, for the write has a savepoint of its own. */
export async function insertBrand(tx: Tx, row: BrandEntity): Promise<void> {
  await tx.transaction((inner) => inner.insert(BrandEntity, row)).catch(conflict);
}

/** Throws `BrandConflict` as `insertBrand` does. The row must be locked and in scope. */
export async function updateBrand(tx: Tx, scope: BrandScope, row: BrandEntity): Promise<void> {
  if (row.agencyId !== scope.agencyId || !inScope(scope, row.id)) throw new DomainError('brand.not_found');
  const { id, ...changes } = row;
  await tx.transaction((inner) => inner.update(BrandEntity, { id }, changes)).catch(conflict);
}

/** A live brand already has the same slug, in any agency, or the same externalId, in this one. */
export class BrandConflict extends Error {
  constructor(readonly field: 'slug' | 'externalId') {
    super(`taken: ${field}`);
  }
}

const UNIQUE: Readonly<Record<string, BrandConflict['field']>> = {
  brand_slug: 'slug',
  brand_external_id: 'externalId',
};

function conflict(error: unknown): never {
  const field = UNIQUE[brokenConstraint(error) ?? ''];
  throw field ? new BrandConflict(field) : error;
}

function toFacts(row: BrandEntity): BrandFacts {
  const { id, agencyId, name, slug, timezone, languages, settings, updatedAt } = row;
  return { id, agencyId, name, slug, timezone, languages, settings, updatedAt };
}
