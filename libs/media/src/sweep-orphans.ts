import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { dropFiles } from './files/drop-files.js';
import type { MediaFiles, StoredFile } from './files/media-files.js';
import { checksumOf } from './files/places.js';
import { checksumsKept, lockChecksum } from './media.repository.js';

/** What one run looks at, and about what it removes: a beat waits for no more. The rest is for the next one. */
const PAGES = 10;
const PAGE = 100;
const ENOUGH = 50;
/** Milliseconds a file may lie without a row: its upload is long over by then. */
const PATIENCE = 24 * 60 * 60 * 1000;

/**
 * Removes files that no row needs: a crash between a file and its row leaves them, in either direction. Goes through
 * all files a few pages at a time and remembers the place, so that a stop loses one page at most and several sweepers
 * at once do the same twice. Answers how many uploads it removed.
 */
export async function sweepOrphans(uow: UnitOfWork, files: MediaFiles, now: Date): Promise<number> {
  let removed = 0;
  for (let page = 0; page < PAGES && removed < ENOUGH; page++) {
    const after = await uow.run(sweptUntil);
    const { files: found, more } = await files.list({ prefix: '', after, limit: PAGE });
    for (const checksum of await orphansAmong(uow, found, now)) removed += await removeOrphan(uow, files, checksum);
    const last = more ? (found.at(-1)?.place ?? null) : null;
    await uow.run((tx) => rememberPlace(tx, last));
    if (last === null) break;
  }
  return removed;
}

async function orphansAmong(uow: UnitOfWork, found: readonly StoredFile[], now: Date): Promise<string[]> {
  const old = found.filter(({ writtenAt }) => now.getTime() - writtenAt.getTime() > PATIENCE);
  const checksums = [...new Set(old.map(({ place }) => checksumOf(place)).filter((sum) => sum !== null))];
  const kept = await uow.read((tx) => checksumsKept(tx, checksums));
  return checksums.filter((checksum) => !kept.has(checksum));
}

/** In a transaction of its own: whoever uploads an equal file waits for nothing else, and nobody for two locks. */
function removeOrphan(uow: UnitOfWork, files: MediaFiles, checksum: string): Promise<number> {
  return uow.run(async (tx) => {
    await lockChecksum(tx, checksum);
    if ((await checksumsKept(tx, [checksum])).has(checksum)) return 0;
    await dropFiles(files, checksum);
    return 1;
  });
}

async function sweptUntil(tx: Tx): Promise<string | null> {
  const [row] = await sqlRows<{ after: string | null }>(tx, 'select after from media_sweep');
  return row?.after ?? null;
}

async function rememberPlace(tx: Tx, place: string | null): Promise<void> {
  await sqlRows(
    tx,
    'insert into media_sweep (after) values ($1) on conflict (single) do update set after = excluded.after',
    [place],
  );
}
