import { type Actor, type BrandScope, DomainError, isId, newId } from '#kernel';
import {
  brokenConstraint,
  decodeCursor,
  type Page,
  type PageRequest,
  preparedRows,
  selectList,
  sqlRows,
  toPage,
  type Tx,
  withinScope,
} from '#persistence';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { PostChannelEntity } from './post-channel.entity.js';
import type { PostRecord } from './post-record.js';
import type { PostSnapshot } from './post-snapshot.js';
import type { PostState } from './post-state.js';
import { PostTransitionEntity } from './post-transition.entity.js';
import { PostVersionEntity } from './post-version.entity.js';
import { PostEntity } from './post.entity.js';
import { STORED_REVIEW, type StoredReview } from './review/stored-review.js';

export interface PostFilter {
  brandIds?: readonly string[];
  states?: readonly PostState[];
  externalId?: string;
  occurrenceId?: string;
  label?: string;
}

/** The post, or `post.not_found` when it does not exist, is archived or belongs to no brand of the caller's. */
export async function findPost(tx: Tx, scope: BrandScope, id: string): Promise<PostRecord> {
  return found(tx, await standing(tx, scope).andWhere('post.id = :id', { id }).getOne());
}

/**
 * The same, held against other changes until the transaction ends. What belongs to the row is read after it is
 * locked: a join in the locking statement would still show it as it stood when the wait began.
 */
export async function lockPost(tx: Tx, scope: BrandScope, id: string): Promise<PostRecord> {
  const query = standing(tx, scope).andWhere('post.id = :id', { id });
  return found(tx, await query.setLock('for_no_key_update').getOne());
}

/** Posts, archived or not, for the ledger, which acts for nobody and holds their locks. One statement, up to twenty. */
export async function readForLedger(tx: Tx, ids: readonly string[]): Promise<Map<string, PostRecord>> {
  const rows = await preparedRows<PostEntity & Facts>(
    tx,
    `select ${selectList(tx, PostEntity, 'post')}, ${FACTS}
     join (select value::uuid as id from jsonb_array_elements_text($1::jsonb) limit 20) as wanted on wanted.id = post.id`,
    [JSON.stringify(ids)],
  );
  return new Map(
    rows.map(({ channelIds, slotId, startsAt, timezone, review, ...row }) => [
      row.id,
      toRecord(row, { id: row.id, channelIds, slotId, startsAt, timezone, review }),
    ]),
  );
}

/** The same for many, in one order for everybody. */
export function lockMany(tx: Tx, ids: readonly string[]): Promise<PostEntity[]> {
  const query = tx.createQueryBuilder(PostEntity, 'post').where('post.id = any(:ids)', { ids });
  return query.orderBy('post.id').setLock('for_no_key_update').getMany();
}

/** The post that another system knows as `externalId`; null when there is none. */
export async function findByExternalId(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  externalId: string,
): Promise<{ id: string } | null> {
  const query = standing(tx, scope).andWhere('post.brandId = :brandId and post.externalId = :externalId', {
    brandId,
    externalId,
  });
  return query.select(['post.id']).getOne();
}

/** Newest first. */
export async function listPosts(
  tx: Tx,
  scope: BrandScope,
  filter: PostFilter,
  page: PageRequest,
): Promise<Page<PostRecord>> {
  const query = standing(tx, scope);
  if (filter.brandIds?.length) query.andWhere('post.brandId = any(:brandIds)', filter);
  if (filter.states?.length) query.andWhere('post.state = any(:states)', filter);
  if (filter.externalId !== undefined) query.andWhere('post.externalId = :externalId', filter);
  if (filter.occurrenceId !== undefined) query.andWhere('post.occurrenceId = :occurrenceId', filter);
  if (filter.label !== undefined) query.andWhere(':label = any(post.labels)', filter);
  if (page.cursor) query.andWhere('post.id < :before', { before: beforeId(page.cursor) });
  const rows = await query
    .orderBy('post.id', 'DESC')
    .limit(page.limit + 1)
    .getMany();
  const { data, nextCursor } = toPage(rows, page.limit, ({ id }) => [id]);
  return { data: await withFacts(tx, data), nextCursor };
}

function beforeId(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return id;
}

/** In no order; what there is none of, or not for the caller, is absent. */
export async function postsById(tx: Tx, scope: BrandScope, ids: readonly string[]): Promise<PostRecord[]> {
  if (ids.length === 0) return [];
  return withFacts(tx, await standing(tx, scope).andWhere('post.id = any(:ids)', { ids }).getMany());
}

/** The live post of each occurrence; those without one are absent. */
export async function postIdsByOccurrence(tx: Tx, occurrenceIds: readonly string[]): Promise<Map<string, string>> {
  if (occurrenceIds.length === 0) return new Map();
  const rows = await sqlRows<{ id: string; occurrenceId: string }>(
    tx,
    `select id, occurrence_id as "occurrenceId" from post
     where occurrence_id = any($1) and archived_at is null and state <> 'cancelled'`,
    [occurrenceIds],
  );
  return new Map(rows.map(({ id, occurrenceId }) => [occurrenceId, id]));
}

/** Whether a post that is not finished shows the medium. */
export async function isMediaUsed(tx: Tx, mediaId: string): Promise<boolean> {
  const rows = await sqlRows(
    tx,
    `select from post join post_version on post_version.id = post.current_version_id
     where post.brand_id = (select brand_id from media where id = $1) and post.archived_at is null
       and post.state not in ('published', 'cancelled') and post_version.snapshot -> 'media' ? $2 limit 1`,
    [mediaId, mediaId],
  );
  return rows.length > 0;
}

// `ObjectLiteral` in writes: options are JSON of any depth, which TypeORM's partial type cannot unfold.
type PostColumns = Omit<
  PostEntity,
  'id' | 'agencyId' | 'brandId' | 'version' | 'createdAt' | 'createdBy' | 'updatedAt'
>;

export async function insertPost(tx: Tx, post: PostRecord): Promise<void> {
  const { channelIds, slotId: _s, dueAt: _d, timezone: _t, review: _r, ...row } = post;
  await refuseTaken(tx, (inner) => inner.insert<ObjectLiteral>(PostEntity, { ...row, archivedAt: null }));
  await insertChannels(tx, post, channelIds);
}

/** Changes a locked post and counts its version; answers it as it now stands. */
export async function updatePost(
  tx: Tx,
  scope: BrandScope,
  post: PostRecord,
  changes: Partial<PostColumns & Omit<Facts, 'startsAt'> & { dueAt: Date | null }>,
  now: Date,
): Promise<PostRecord> {
  // A record may be handed in whole; what it draws from other rows is not its own to write.
  const { channelIds, slotId: _s, dueAt: _d, timezone: _t, review: _r, ...columns } = changes;
  const written = { ...columns, version: post.version + 1, updatedAt: now };
  await refuseTaken(tx, (inner) =>
    inner.update<ObjectLiteral>(PostEntity, { id: post.id, agencyId: scope.agencyId }, written),
  );
  if (channelIds) {
    await tx.delete(PostChannelEntity, { postId: post.id });
    await insertChannels(tx, post, channelIds);
  }
  const [changed] = await withFacts(tx, [{ ...toEntity(post), ...written }]);
  return changed!;
}

function toEntity(post: PostRecord): PostEntity {
  const { channelIds: _c, slotId: _s, dueAt: _d, timezone: _t, review: _r, ...row } = post;
  return { ...row, archivedAt: null };
}

async function insertChannels(tx: Tx, post: PostRecord, channelIds: readonly string[]): Promise<void> {
  const { id: postId, brandId } = post;
  const links = channelIds.map((channelId, position) => ({ postId, brandId, channelId, position }));
  if (links.length > 0) await tx.insert(PostChannelEntity, links);
}

export interface NewVersion {
  id: string;
  snapshot: PostSnapshot;
  contentHash: string;
}

export async function appendVersion(
  tx: Tx,
  post: Pick<PostRecord, 'id' | 'brandId'>,
  version: NewVersion,
  actor: Actor,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into post_version (id, post_id, brand_id, number, snapshot, content_hash, actor, created_at)
     select $1, $2, $3, coalesce(max(number), 0) + 1, $4::jsonb, $5, $6::jsonb, $7 from post_version where post_id = $2`,
    [
      version.id,
      post.id,
      post.brandId,
      JSON.stringify(version.snapshot),
      version.contentHash,
      JSON.stringify(actor),
      now,
    ],
  );
}

/** The current version's. */
export async function snapshotOf(tx: Tx, post: PostRecord): Promise<PostSnapshot> {
  return (await tx.findOneByOrFail(PostVersionEntity, { id: post.currentVersionId, postId: post.id })).snapshot;
}

export interface NewTransition {
  fromState: PostState | null;
  toState: PostState;
  verb: string;
  reason: string | null;
  actor: Actor;
}

export async function appendTransition(
  tx: Tx,
  post: Pick<PostRecord, 'id' | 'brandId'>,
  transition: NewTransition,
  now: Date,
): Promise<void> {
  const { id: postId, brandId } = post;
  await tx.insert(PostTransitionEntity, { id: newId(), postId, brandId, ...transition, createdAt: now });
}

/** All versions and transitions of a post that the caller was allowed to read, oldest first. */
export async function historyOf(
  tx: Tx,
  post: PostRecord,
): Promise<{ versions: PostVersionEntity[]; transitions: PostTransitionEntity[] }> {
  const versions = await tx.find(PostVersionEntity, { where: { postId: post.id }, order: { number: 'ASC' } });
  const transitions = await tx.find(PostTransitionEntity, { where: { postId: post.id }, order: { id: 'ASC' } });
  return { versions, transitions };
}

function standing(tx: Tx, scope: BrandScope): SelectQueryBuilder<PostEntity> {
  return withinScope(tx.createQueryBuilder(PostEntity, 'post').where('post.archivedAt is null'), scope);
}

async function found(tx: Tx, row: PostEntity | null): Promise<PostRecord> {
  const [post] = row ? await withFacts(tx, [row]) : [];
  if (!post) throw new DomainError('post.not_found');
  return post;
}

interface Facts {
  id: string;
  channelIds: string[];
  slotId: string | null;
  startsAt: Date | null;
  timezone: string;
  review: StoredReview | null;
}

const FACTS = `occurrence.slot_id as "slotId", occurrence.starts_at as "startsAt",
    coalesce(occurrence.timezone, brand.timezone) as timezone,
    array(select channel_id from post_channel where post_id = post.id order by position) as "channelIds",
    (select ${STORED_REVIEW} from post_review as review where review.post_id = post.id) as review
  from post join brand on brand.id = post.brand_id left join occurrence on occurrence.id = post.occurrence_id`;

/** Rows with their channels and their time: one query, however many. */
export async function withFacts(tx: Tx, rows: readonly PostEntity[]): Promise<PostRecord[]> {
  if (rows.length === 0) return [];
  const facts = await preparedRows<Facts>(tx, `select post.id, ${FACTS} where post.id = any($1)`, [
    rows.map(({ id }) => id),
  ]);
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return rows.map((row) => toRecord(row, byId.get(row.id)!));
}

function toRecord({ archivedAt: _, ...row }: PostEntity, facts: Facts): PostRecord {
  const { channelIds, slotId, startsAt, timezone, review } = facts;
  return { ...row, channelIds, slotId, timezone, review, dueAt: startsAt ?? row.scheduledAt };
}

/** The write has a savepoint of its own: after a refusal the transaction stays usable. */
async function refuseTaken(tx: Tx, write: (inner: Tx) => Promise<unknown>): Promise<void> {
  await tx.transaction(write).catch(explainTaken);
}

/** @throws DomainError `post.external_id_taken`, `occurrence.already_filled`, or else the error itself */
export function explainTaken(error: unknown): never {
  const constraint = brokenConstraint(error);
  if (constraint === 'post_external_id') throw DomainError.at('/externalId', 'post.external_id_taken');
  if (constraint === 'post_of_occurrence') throw new DomainError('occurrence.already_filled');
  throw error;
}
