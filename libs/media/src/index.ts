import { MediaEntity } from './media.entity.js';

export type { MediaView, PlannedMediaFacts } from './media.js';
export { MediaModule } from './media.module.js';
export { archiveMediaOf, type MediaFilter, plannedMedia } from './media.repository.js';
export { type MediaInput, MediaService, type PublicMedia, type ReceivedMedia } from './media.service.js';
export { type MediaStorage, openMediaStorage } from './media-storage.js';
export { MEDIA_TYPES } from './media-types.js';
export { removeUnusedFile } from './remove-unused-file.js';
export { MEDIA_USAGE, type MediaUsage } from './media-usage.js';

export const mediaEntities = [MediaEntity];
