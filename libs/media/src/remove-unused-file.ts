import type { Tx } from '#persistence';
import { dropFiles } from './files/drop-files.js';
import type { MediaFiles } from './files/media-files.js';
import { isChecksumUsed, lockChecksum } from './media.repository.js';

/**
 * Removes a file, and what was made of it, unless a live row needs it; an equal upload meanwhile waits, and brings its
 * own.
 */
export async function removeUnusedFile(tx: Tx, files: MediaFiles, checksum: string): Promise<void> {
  await lockChecksum(tx, checksum);
  if (!(await isChecksumUsed(tx, checksum))) await dropFiles(files, checksum);
}
