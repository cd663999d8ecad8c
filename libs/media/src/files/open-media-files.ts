import { join } from 'node:path';
import type { AppConfig } from '#config';
import { DiskFiles } from './disk-files.js';
import type { MediaFiles } from './media-files.js';
import { S3Files } from './s3-files.js';

/** The bucket that the settings name, else a folder below the data directory. */
export function openMediaFiles({ dataDir, mediaS3 }: Pick<AppConfig, 'dataDir' | 'mediaS3'>): MediaFiles {
  return mediaS3 ? new S3Files(mediaS3) : new DiskFiles(join(dataDir, 'media'));
}
