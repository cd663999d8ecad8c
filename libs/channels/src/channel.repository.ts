import { type BrandScope, DomainError, isId } from '#kernel';
import { decodeCursor, type Page, type PageRequest, sqlRows, toPage, type Tx, withinScope } from '#persistence';
import type { SelectQueryBuilder } from 'typeorm';
import { ChannelEntity } from './channel.entity.js';
import type { ChannelFacts } from './channel.js';

function live(tx: Tx, scope: BrandScope): SelectQueryBuilder<ChannelEntity> {
  return withinScope(tx.createQueryBuilder(ChannelEntity, 'channel').where('channel.archivedAt is null'), scope);
}

/** The channel, or `channel.not_found` when it does not exist, is archived or belongs to no brand of the caller's. */
export async function getChannel(tx: Tx, scope: BrandScope, id: string): Promise<ChannelEntity> {
  return found(await live(tx, scope).andWhere('channel.id = :id', { id }).getOne());
}

/** The same, held against other changes until the transaction ends. */
export async function lockChannel(tx: Tx, scope: BrandScope, id: string): Promise<ChannelEntity> {
  return found(await lockChannelIfLive(tx, scope, id));
}

/** The same; null where there is none. */
export function lockChannelIfLive(tx: Tx, scope: BrandScope, id: string): Promise<ChannelEntity | null> {
  return live(tx, scope).andWhere('channel.id = :id', { id }).setLock('for_no_key_update').getOne();
}

/** The same, held against everything: nothing new can refer to it until the transaction ends. */
export async function lockWholeChannel(tx: Tx, scope: BrandScope, id: string): Promise<ChannelEntity> {
  return found(await live(tx, scope).andWhere('channel.id = :id', { id }).setLock('pessimistic_write').getOne());
}

/** All of a brand, held likewise. */
export function lockChannelsOf(tx: Tx, scope: BrandScope, brandId: string): Promise<ChannelEntity[]> {
  const query = live(tx, scope).andWhere('channel.brandId = :brandId', { brandId }).orderBy('channel.id');
  return query.setLock('pessimistic_write').getMany();
}

function found(channel: ChannelEntity | null): ChannelEntity {
  if (!channel) throw new DomainError('channel.not_found');
  return channel;
}

/** In the order in which they were connected. */
export async function listChannels(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  page: PageRequest,
): Promise<Page<ChannelEntity>> {
  const query = live(tx, scope).andWhere('channel.brandId = :brandId', { brandId });
  if (page.cursor) query.andWhere('channel.id > :after', { after: afterId(page.cursor) });
  const rows = await query
    .orderBy('channel.id')
    .limit(page.limit + 1)
    .getMany();
  return toPage(rows, page.limit, (row) => [row.id]);
}

function afterId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return id;
}

export async function insertChannel(tx: Tx, row: ChannelEntity): Promise<void> {
  await tx.insert(ChannelEntity, row);
}

/** Changes a locked channel and counts its version; what is undefined stays. */
export async function updateChannel(
  tx: Tx,
  scope: BrandScope,
  row: ChannelEntity,
  changes: Partial<Omit<ChannelEntity, 'id' | 'agencyId' | 'brandId' | 'version'>>,
  now: Date,
): Promise<ChannelEntity> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const written = { ...given, version: row.version + 1, updatedAt: now };
  await tx.update(ChannelEntity, { id: row.id, agencyId: scope.agencyId }, written);
  return { ...row, ...written };
}

/** Marks locked channels as gone, with neither credentials nor feed entries left. */
export async function shredChannels(
  tx: Tx,
  scope: BrandScope,
  rows: readonly ChannelEntity[],
  now: Date,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await sqlRows(
    tx,
    `update channel set archived_at = $3, credentials = null, session = null, session_expires_at = null, session_since = null, version = version + 1, updated_at = $3
     where agency_id = $1 and id = any($2)`,
    [scope.agencyId, ids, now],
  );
  const brandIds = [...new Set(rows.map(({ brandId }) => brandId))];
  await sqlRows(tx, 'delete from feed_entry where brand_id = any($1) and channel_id = any($2)', [brandIds, ids]);
}

/**
 * The brand's channels with these ids, in their order. Throws `channel.other_brand` at the first that is unknown,
 * archived or another brand's; `pointer` names the field, or the field of each id by its place.
 */
export async function channelsOf(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  ids: readonly string[],
  pointer: string | ((index: number) => string) = (index) => `/channelIds/${index}`,
): Promise<ChannelFacts[]> {
  const rows = await live(tx, scope)
    .andWhere('channel.brandId = :brandId and channel.id = any(:ids)', { brandId, ids })
    .getMany();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id, index) => {
    const row = byId.get(id);
    if (row) return toFacts(row);
    throw DomainError.at(typeof pointer === 'string' ? pointer : pointer(index), 'channel.other_brand');
  });
}

/** By channel id the network of each, of deleted channels too: what was published there is still shown. */
export async function networksOf(tx: Tx, scope: BrandScope, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const query = withinScope(tx.createQueryBuilder(ChannelEntity, 'channel'), scope);
  const rows = await query
    .andWhere('channel.id = any(:ids)', { ids: [...new Set(ids)] })
    .select(['channel.id', 'channel.networkId'])
    .getMany();
  return new Map(rows.map(({ id, networkId }) => [id, networkId]));
}

export function toFacts(row: ChannelEntity): ChannelFacts {
  const { id, agencyId, brandId, networkId, displayName, health, limits } = row;
  return { id, agencyId, brandId, networkId, displayName, health, limits };
}
