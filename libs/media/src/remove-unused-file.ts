import type { Tx } from '#persistence';
import { isChecksumUsed, lockChecksum } from './media.repository.js';
import type { MediaStorage } from './media-storage.js';

/** Removes a file from the disk unless a live row needs it; an equal upload meanwhile waits, and brings its own. */
export async function removeUnusedFile(tx: Tx, storage: MediaStorage, checksum: string): Promise<void> {
  await lockChecksum(tx, checksum);
  if (!(await isChecksumUsed(tx, checksum))) await storage.remove(checksum);
}
