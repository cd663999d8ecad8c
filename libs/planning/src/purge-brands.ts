import { BrandPurgeEntity } from '#brands';
import { type MediaFiles, removeUnusedFile } from '#media';
import { appendEvent } from '#outbox';
import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { ERASE_EVENTS, ERASE_POSTS, ERASE_REST } from './purge-statements.js';

/** Transactions of one beat: dispatching waits for no more. */
const STEPS = 8;
const POSTS = 250;
const FILES = 50;
const EVENTS = 500;

/**
 * Goes on erasing what brands asked to be purged: texts, credentials, files and their descriptions, notes, names of
 * guests. Identities, states, times and hashes stay, so that the ledger still proves what was sent. Each step commits on
 * its own with how far it is: a crash loses no more than one, and erasing twice is erasing once. Answers the steps made.
 */
export async function purgeBrands(uow: UnitOfWork, now: Date, files: MediaFiles): Promise<number> {
  for (let step = 0; step < STEPS; step++) if (!(await uow.run((tx) => purgeNext(tx, now, files)))) return step;
  return STEPS;
}

/** False when no purge is left, or others are at them all. */
async function purgeNext(tx: Tx, now: Date, files: MediaFiles): Promise<boolean> {
  const purge = await tx
    .createQueryBuilder(BrandPurgeEntity, 'purge')
    .where('purge.finishedAt is null')
    .orderBy('purge.requestedAt')
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getOne();
  if (!purge) return false;
  const worked =
    (await erasePosts(tx, purge)) || (await eraseFiles(tx, purge, files)) || (await eraseEvents(tx, purge));
  if (!worked) await finish(tx, purge, now);
  return true;
}

/** The next posts with their versions, histories, publications and attempts. */
async function erasePosts(tx: Tx, { brandId, postsUntil }: BrandPurgeEntity): Promise<boolean> {
  const rows = await sqlRows<{ id: string }>(
    tx,
    'select id from post where brand_id = $1 and ($2::uuid is null or id > $2) order by id limit $3',
    [brandId, postsUntil, POSTS],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return false;
  for (const statement of ERASE_POSTS) await sqlRows(tx, statement, [ids]);
  await tx.update(BrandPurgeEntity, { brandId }, { postsUntil: ids.at(-1)! });
  return true;
}

/** The file goes first: a row that still has a name is one whose file may be there. */
async function eraseFiles(tx: Tx, { brandId }: BrandPurgeEntity, files: MediaFiles): Promise<boolean> {
  const rows = await sqlRows<{ id: string; checksum: string }>(
    tx,
    `select id, checksum from media where brand_id = $1 and file_name <> '' order by checksum, id limit $2`,
    [brandId, FILES],
  );
  for (const checksum of new Set(rows.map((row) => row.checksum))) await removeUnusedFile(tx, files, checksum);
  await sqlRows(tx, `update media set file_name = '', alt_text = null where id = any($1)`, [rows.map(({ id }) => id)]);
  return rows.length > 0;
}

/** What receivers were told: the event stays in its place, without its contents. */
async function eraseEvents(tx: Tx, { brandId, agencyId, eventsUntil }: BrandPurgeEntity): Promise<boolean> {
  const rows = await sqlRows<{ position: string }>(tx, ERASE_EVENTS, [agencyId, brandId, eventsUntil ?? 0, EVENTS]);
  if (rows.length === 0) return false;
  const last = rows.reduce((max, { position }) => (BigInt(position) > max ? BigInt(position) : max), 0n);
  await tx.update(BrandPurgeEntity, { brandId }, { eventsUntil: String(last) });
  return true;
}

async function finish(
  tx: Tx,
  { brandId, agencyId, requestedBy, requestedAt }: BrandPurgeEntity,
  now: Date,
): Promise<void> {
  // An event without a place yet was not come by: the next beat finds it.
  const unplaced = await sqlRows(tx, 'select from outbox_event where position is null and brand_id = $1', [brandId]);
  if (unplaced.length > 0) return;
  for (const statement of ERASE_REST) await sqlRows(tx, statement, [brandId]);
  await tx.update(BrandPurgeEntity, { brandId }, { finishedAt: now });
  const data = { brandId, requestedBy, requestedAt: requestedAt.toISOString(), finishedAt: now.toISOString() };
  await appendEvent(tx, {
    type: 'brand.purged',
    agencyId,
    brandId,
    subjectId: brandId,
    actor: requestedBy,
    data,
    at: now,
  });
}
