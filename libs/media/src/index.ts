import { MediaEntity } from './media.entity.js';

export type { ByteRange, MediaFiles } from './files/media-files.js';
export { openMediaFiles } from './files/open-media-files.js';
export type { MediaView, PlannedMediaFacts } from './media.js';
export { MediaModule } from './media.module.js';
export { archiveMediaOf, type MediaFilter, plannedMedia } from './media.repository.js';
export { type MediaInput, MediaService, type ReceivedMedia } from './media.service.js';
export type { SignedQuery } from './media-addresses.js';
export { createMediaLibrary } from './media-library.js';
export { MEDIA_TYPES } from './media-types.js';
export { MEDIA_USAGE, type MediaUsage } from './media-usage.js';
export { type PublicFile, PublicFiles } from './public-files.js';
export { removeUnusedFile } from './remove-unused-file.js';
export { sweepOrphans } from './sweep-orphans.js';
export { fileNameOf, UploadByUrl } from './upload-by-url.js';

export const mediaEntities = [MediaEntity];
