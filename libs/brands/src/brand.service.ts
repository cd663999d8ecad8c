import { Injectable } from '@nestjs/common';
import type { Principal } from '#agencies';
import { type BrandScope, DomainError, newId } from '#kernel';
import { etagOf, expectVersion, type Page, type PageRequest, type Tx } from '#persistence';
import type { BrandEntity } from './brand.entity.js';
import { type BrandInput, type BrandPatch, type BrandView, toLanguages, withSettings } from './brand.js';
import {
  BrandConflict,
  type BrandFilter,
  getBrand,
  insertBrand,
  listBrands,
  lockBrand,
  findAnyBrand,
  lockByExternalId,
  lockWholeBrand,
  slugsLike,
  updateBrand,
} from './brand.repository.js';
import { type BrandPurgeView, findPurge, insertPurge, toPurgeView } from './brand-purge.js';
import { endCharter } from './charter/end-charter.js';
import { inheritCharter } from './charter/inherit-charter.js';
import { freeSlug, slugify } from './slug.js';

type Caller = Pick<Principal, 'scope' | 'actor'>;

@Injectable()
export class BrandService {
  /** Refuses a caller limited to some brands: the new one would not be among them. */
  async create(tx: Tx, caller: Caller, input: BrandInput, now: Date): Promise<BrandView> {
    if (caller.scope.brands !== 'all') throw new DomainError('auth.agency_wide_forbidden');
    const row = newRow(caller, input, now);
    await (input.slug === undefined ? insertWithFreeSlug(tx, row) : insertBrand(tx, row)).catch(refuse(row));
    await inheritCharter(tx, row, { actor: caller.actor, now });
    return toBrandView(row);
  }

  async get(tx: Tx, scope: BrandScope, id: string): Promise<BrandView> {
    return toBrandView(await getBrand(tx, scope, id));
  }

  /** In the order in which they were made. */
  async list(tx: Tx, scope: BrandScope, filter: BrandFilter, page: PageRequest): Promise<Page<BrandView>> {
    const { data, nextCursor } = await listBrands(tx, scope, filter, page);
    return { data: data.map(toBrandView), nextCursor };
  }

  /** Changes what the patch names. A new slug moves the brand's public feed to another address. */
  async update(
    tx: Tx,
    scope: BrandScope,
    id: string,
    patch: BrandPatch,
    expected: number | null,
    now: Date,
  ): Promise<BrandView> {
    return change(tx, scope, await lockBrand(tx, scope, id), patch, expected, now);
  }

  /**
   * Makes the brand that `externalId` names, or changes it as `update` does; what the input leaves out keeps its
   * value. Two at once make one brand.
   */
  async upsert(
    tx: Tx,
    caller: Caller,
    externalId: string,
    input: Omit<BrandInput, 'externalId'>,
    expected: number | null,
    now: Date,
  ): Promise<{ brand: BrandView; created: boolean }> {
    const known = await lockByExternalId(tx, caller.scope, externalId);
    if (known) return { brand: await change(tx, caller.scope, known, input, expected, now), created: false };
    if (expected !== null) throw new DomainError('request.precondition_failed');
    try {
      return { brand: await this.create(tx, caller, { ...input, externalId }, now), created: true };
    } catch (error) {
      if (!isExternalIdTaken(error)) throw error;
      return this.upsert(tx, caller, externalId, input, expected, now);
    }
  }

  /** Holds a brand that is about to be archived, so that nothing is made in it any more. */
  async lockWhole(tx: Tx, scope: BrandScope, id: string, expected: number | null): Promise<void> {
    expectVersion(expected, (await lockWholeBrand(tx, scope, id)).version);
  }

  /**
   * Marks the brand as gone: 404 from now on, slug and externalId free. What hangs on it (pending publications,
   * credentials, keys) is for the verb that spans the libs.
   */
  async archive(tx: Tx, scope: BrandScope, id: string, expected: number | null, now: Date): Promise<BrandView> {
    const row = await lockWholeBrand(tx, scope, id);
    expectVersion(expected, row.version);
    const archived = { ...row, archivedAt: now, updatedAt: now, version: row.version + 1 };
    await updateBrand(tx, scope, archived);
    await endCharter(tx, scope, id, now);
    return toBrandView(archived);
  }

  /**
   * Asks for the personal data of an archived brand to be erased; `confirm` repeats its name or slug. Once asked for,
   * it answers how far that is.
   */
  async requestPurge(tx: Tx, caller: Caller, id: string, confirm: string, now: Date): Promise<BrandPurgeView> {
    const brand = await findAnyBrand(tx, caller.scope, id);
    const known = await findPurge(tx, caller.scope, id);
    if (known) return toPurgeView(known);
    if (brand.archivedAt === null) throw new DomainError('brand.not_archived');
    if (confirm !== brand.name && confirm !== brand.slug) throw DomainError.at('/confirm', 'brand.purge_unconfirmed');
    return toPurgeView(await insertPurge(tx, caller, brand, now));
  }
}

async function change(
  tx: Tx,
  scope: BrandScope,
  row: BrandEntity,
  patch: BrandPatch,
  expected: number | null,
  now: Date,
): Promise<BrandView> {
  expectVersion(expected, row.version);
  const changed = { ...withPatch(row, patch), version: row.version + 1, updatedAt: now };
  await updateBrand(tx, scope, changed).catch(refuse(changed));
  return toBrandView(changed);
}

/** Takes the next number whenever another transaction was faster; every lap sees the one that won the last. */
async function insertWithFreeSlug(tx: Tx, row: BrandEntity): Promise<void> {
  const base = slugify(row.name) || 'brand';
  row.slug = freeSlug(base, await slugsLike(tx, base));
  try {
    await insertBrand(tx, row);
  } catch (error) {
    if (!(error instanceof BrandConflict && error.field === 'slug')) throw error;
    await insertWithFreeSlug(tx, row);
  }
}

const refuse =
  (row: BrandEntity) =>
  (error: unknown): never => {
    if (!(error instanceof BrandConflict)) throw error;
    if (error.field === 'slug') throw DomainError.at('/slug', 'brand.slug_taken', { slug: row.slug });
    throw DomainError.at('/externalId', 'brand.external_id_taken');
  };

function isExternalIdTaken(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'brand.external_id_taken';
}

function newRow(caller: Caller, input: BrandInput, now: Date): BrandEntity {
  return {
    id: newId(),
    agencyId: caller.scope.agencyId,
    name: input.name,
    slug: input.slug ?? '',
    timezone: input.timezone,
    languages: toLanguages(input.languages),
    country: input.country ?? null,
    settings: withSettings(input.settings),
    externalId: input.externalId ?? null,
    version: 1,
    createdBy: caller.actor,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
}

function withPatch(row: BrandEntity, patch: BrandPatch): BrandEntity {
  return {
    ...row,
    name: patch.name ?? row.name,
    slug: patch.slug ?? row.slug,
    timezone: patch.timezone ?? row.timezone,
    languages: patch.languages ? toLanguages(patch.languages) : row.languages,
    country: patch.country === undefined ? row.country : patch.country,
    settings: withSettings(patch.settings, row.settings),
    externalId: patch.externalId === undefined ? row.externalId : patch.externalId,
  };
}

function toBrandView(row: BrandEntity): BrandView {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    timezone: row.timezone,
    languages: row.languages,
    country: row.country,
    settings: row.settings,
    externalId: row.externalId,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
    etag: etagOf(row.version),
  };
}
