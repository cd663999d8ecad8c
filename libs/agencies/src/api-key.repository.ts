import { Injectable } from '@nestjs/common';
import { type BrandScope, DomainError, isId } from '#kernel';
import { decodeCursor, type Page, type PageRequest, sqlRows, toPage, type Tx } from '#persistence';
import type { SelectQueryBuilder } from 'typeorm';
import { ApiKeyBrandEntity } from './api-key-brand.entity.js';
import { ApiKeyEntity } from './api-key.entity.js';
import type { Scope } from './scopes.js';

/** A key with the brands it is limited to; `brands` null: all of its agency's. */
export interface ApiKeyRow {
  key: ApiKeyEntity;
  brands: string[] | null;
}

export interface LiveKey {
  id: string;
  agencyId: string;
  name: string;
  scopes: Scope[];
  allBrands: boolean;
  brands: string[];
  lastUsedAt: Date | null;
}

@Injectable()
export class ApiKeyRepository {
  /** The key with this hash unless it is expired or revoked. One query, whatever the answer. */
  async findLive(tx: Tx, secretHash: Buffer, now: Date): Promise<LiveKey | null> {
    const rows = await sqlRows<LiveKey>(
      tx,
      `select key.id, key.agency_id as "agencyId", key.name, key.scopes, key.all_brands as "allBrands",
              key.last_used_at as "lastUsedAt",
              array(select brand_id from api_key_brand where api_key_id = key.id order by brand_id) as brands
       from api_key as key
       where key.secret_hash = $1 and key.revoked_at is null and (key.expires_at is null or key.expires_at > $2)`,
      [secretHash, now],
    );
    return rows[0] ?? null;
  }

  /** Notes the use, unless it was noted after `notSince` or the row is busy: nobody waits for it. */
  async touch(tx: Tx, id: string, now: Date, notSince: Date): Promise<void> {
    await tx.query(
      `update api_key set last_used_at = $2 where id = (
         select id from api_key where id = $1 and (last_used_at is null or last_used_at <= $3)
         for no key update skip locked)`,
      [id, now, notSince],
    );
  }

  async insert(tx: Tx, row: ApiKeyRow): Promise<void> {
    await tx.insert(ApiKeyEntity, row.key);
    const { id: apiKeyId, agencyId } = row.key;
    const links = (row.brands ?? []).map((brandId) => ({ apiKeyId, agencyId, brandId }));
    if (links.length > 0) await tx.insert(ApiKeyBrandEntity, links);
  }

  /** Standing keys in the order in which they were made. */
  async list(tx: Tx, scope: BrandScope, page: PageRequest): Promise<Page<ApiKeyRow>> {
    const query = standing(tx, scope);
    if (page.cursor) query.andWhere('key.id > :after', { after: afterId(page.cursor) });
    const keys = await query
      .orderBy('key.id')
      .limit(page.limit + 1)
      .getMany();
    const { data, nextCursor } = toPage(keys, page.limit, (key) => [key.id]);
    return { data: await withBrands(tx, data), nextCursor };
  }

  async find(tx: Tx, scope: BrandScope, id: string): Promise<ApiKeyEntity | null> {
    return standing(tx, scope).andWhere('key.id = :id', { id }).getOne();
  }

  /** Ids of the agency's usable keys that administer all of it, locked so that two deletions cannot both spare the other's. */
  async lockAdmins(tx: Tx, agencyId: string, now: Date): Promise<string[]> {
    const rows = await sqlRows<{ id: string }>(
      tx,
      `select id from api_key
       where agency_id = $1 and all_brands and 'agency:admin' = any(scopes) and revoked_at is null
         and (expires_at is null or expires_at > $2)
       order by id for no key update`,
      [agencyId, now],
    );
    return rows.map((row) => row.id);
  }

  async revoke(tx: Tx, agencyId: string, id: string, now: Date): Promise<void> {
    await tx.update(ApiKeyEntity, { id, agencyId }, { revokedAt: now });
  }

  /** Takes the brand out of the keys that name it, and revokes those that named no other. Answers how many. */
  async forgetBrand(tx: Tx, agencyId: string, brandId: string, now: Date): Promise<number> {
    const revoked = await sqlRows(
      tx,
      `with forgotten as (delete from api_key_brand where agency_id = $1 and brand_id = $2 returning api_key_id)
       update api_key set revoked_at = $3 from forgotten
       where api_key.id = forgotten.api_key_id and not api_key.all_brands and api_key.revoked_at is null
         and not exists (select from api_key_brand as other where other.api_key_id = api_key.id and other.brand_id <> $2)
       returning api_key.id`,
      [agencyId, brandId, now],
    );
    return revoked.length;
  }
}

/** Keys that are not revoked and see nothing the caller does not see. */
function standing(tx: Tx, scope: BrandScope): SelectQueryBuilder<ApiKeyEntity> {
  const query = tx
    .createQueryBuilder(ApiKeyEntity, 'key')
    .where('key.agencyId = :agency and key.revokedAt is null', { agency: scope.agencyId });
  if (scope.brands === 'all') return query;
  return query.andWhere(
    `not key.allBrands and not exists (
       select from api_key_brand as link where link.api_key_id = key.id and link.brand_id <> all(:scopeBrands))`,
    { scopeBrands: scope.brands },
  );
}

function afterId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return id;
}

async function withBrands(tx: Tx, keys: ApiKeyEntity[]): Promise<ApiKeyRow[]> {
  const links = await tx
    .createQueryBuilder(ApiKeyBrandEntity, 'link')
    .where('link.apiKeyId = any(:ids)', { ids: keys.map((key) => key.id) })
    .orderBy('link.brandId')
    .getMany();
  const brandsOf = (id: string): string[] => links.filter((link) => link.apiKeyId === id).map((link) => link.brandId);
  return keys.map((key) => ({ key, brands: key.allBrands ? null : brandsOf(key.id) }));
}
