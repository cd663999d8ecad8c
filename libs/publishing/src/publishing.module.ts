import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { PostsModule, PUBLICATIONS_OF_POSTS } from '#posts';
import { PublicationOperations } from './operations/publication-operations.js';
import { PauseService } from './pauses/pause.service.js';
import { PublicationSchedule } from './publication-schedule.js';
import { PublicationRepository } from './publication.repository.js';
import { PUBLISH_SETTINGS, type PublishSettings } from './publish-settings.js';

@Module({})
export class PublishingModule {
  static forRoot(options: { settings: PublishSettings }): DynamicModule {
    const providers: Provider[] = [
      { provide: PUBLISH_SETTINGS, useValue: options.settings },
      PublicationSchedule,
      PublicationRepository,
      PublicationOperations,
      PauseService,
      { provide: PUBLICATIONS_OF_POSTS, useExisting: PublicationSchedule },
    ];
    return { module: PublishingModule, global: true, imports: [PostsModule], providers, exports: providers };
  }
}
