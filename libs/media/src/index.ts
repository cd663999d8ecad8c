import { MediaEntity } from './media.entity.js';

export type { MediaView, PlannedMediaFacts } from './media.js';
export { MediaModule } from './media.module.js';
export { type MediaFilter, plannedMedia } from './media.repository.js';
export { type MediaInput, MediaService, type PublicMedia, type ReceivedMedia } from './media.service.js';
export { MEDIA_TYPES } from './media-types.js';
export { MEDIA_USAGE, type MediaUsage } from './media-usage.js';

export const mediaEntities = [MediaEntity];
