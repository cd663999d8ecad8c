import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { MediaService } from './media.service.js';
import { MediaStorage, openMediaStorage } from './media-storage.js';
import { MEDIA_USAGE, type MediaUsage } from './media-usage.js';

@Module({})
export class MediaModule {
  /** `usage` knows the posts, which this lib does not. */
  static forRoot(usage: Type<MediaUsage>): DynamicModule {
    const storage = {
      provide: MediaStorage,
      inject: [APP_CONFIG],
      useFactory: ({ dataDir }: AppConfig) => openMediaStorage(dataDir),
    };
    const providers = [storage, { provide: MEDIA_USAGE, useClass: usage }, MediaService];
    return { module: MediaModule, providers, exports: [MediaService] };
  }
}
