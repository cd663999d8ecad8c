import { join } from 'node:path';
import type { AppConfig } from '#config';
import { DiskFiles } from './disk-files.js';
import { FilesOnDemand } from './files-on-demand.js';
import type { MediaFiles } from './media-files.js';

/** The bucket that the settings name, else a folder below the data directory. */
export function openMediaFiles({ dataDir, mediaS3 }: Pick<AppConfig, 'dataDir' | 'mediaS3'>): MediaFiles {
  if (!mediaS3) return new DiskFiles(join(dataDir, 'media'));
  // Its SDK takes 25 MB and a third of a second, and most installations keep their files on a disk.
  return new FilesOnDemand(async () => new (await import('./s3-files.js')).S3Files(mediaS3));
}
