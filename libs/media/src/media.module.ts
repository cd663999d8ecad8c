import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { SECRET_BOX, type SecretBox } from '#persistence';
import { IncomingFiles, openIncomingFiles } from './files/incoming-files.js';
import { MEDIA_FILES } from './files/media-files.js';
import { openMediaFiles } from './files/open-media-files.js';
import { MediaService } from './media.service.js';
import { MediaAddresses, SIGNING } from './media-addresses.js';
import { MEDIA_USAGE, type MediaUsage } from './media-usage.js';
import { PublicFiles } from './public-files.js';
import { UploadByUrl } from './upload-by-url.js';

const FILES = [
  { provide: MEDIA_FILES, inject: [APP_CONFIG], useFactory: openMediaFiles },
  { provide: IncomingFiles, inject: [APP_CONFIG], useFactory: openIncomingFiles },
  {
    provide: MediaAddresses,
    inject: [APP_CONFIG, SECRET_BOX],
    useFactory: ({ publicUrl }: AppConfig, box: SecretBox) => new MediaAddresses(publicUrl, box.derive(SIGNING)),
  },
];

@Module({})
export class MediaModule {
  /** `usage` knows the posts, which this lib does not. */
  static forRoot(usage: Type<MediaUsage>): DynamicModule {
    const services = [MediaService, PublicFiles, UploadByUrl];
    return {
      module: MediaModule,
      providers: [...FILES, { provide: MEDIA_USAGE, useClass: usage }, ...services],
      exports: services,
    };
  }
}
