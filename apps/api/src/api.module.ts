import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { agenciesEntities, AgenciesModule } from '#agencies';
import { brandsEntities, BrandsModule } from '#brands';
import { channelsEntities, ChannelsModule, openNetworkAccess } from '#channels';
import { createMediaLibrary, mediaEntities, MediaModule } from '#media';
import type { CallObserver, NetworkAdapter, NetworkRegistry } from '#networks';
import { outboxEntities, OutboxModule } from '#outbox';
import type { Foundation } from '#persistence';
import { PlanningModule } from '#planning';
import { postsEntities, PostsModule } from '#posts';
import { publishingEntities, PublishingModule, publishSettings } from '#publishing';
import { slotsEntities, SlotsModule } from '#slots';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { BlackoutsController } from './blackouts/blackouts.controller.js';
import { HolidaysController } from './blackouts/holidays.controller.js';
import { BrandsController } from './brands/brands.controller.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { AgencyCharterController } from './charters/agency-charter.controller.js';
import { BrandCharterController, CharterCheckController } from './charters/brand-charter.controller.js';
import { CharterCatalogueController } from './charters/charter-catalogue.controller.js';
import { ChannelsController } from './channels/channels.controller.js';
import { OAuthController } from './channels/oauth.controller.js';
import { OAuthPagesController } from './channels/oauth-pages.controller.js';
import { EventsController } from './events/events.controller.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { MeController } from './me/me.controller.js';
import { MediaFilesController } from './media/media-files.controller.js';
import { MediaController } from './media/media.controller.js';
import { PostsMediaUsage } from './media/posts-media-usage.js';
import { NetworksController } from './networks/networks.controller.js';
import { OccurrencesController } from './occurrences/occurrences.controller.js';
import { PausesController } from './pauses/pauses.controller.js';
import { FillController } from './posts/fill.controller.js';
import { PostTransitionsController } from './posts/post-transitions.controller.js';
import { PostsController } from './posts/posts.controller.js';
import { PreflightController } from './posts/preflight.controller.js';
import { VocabularyController } from './posts/vocabulary.controller.js';
import { PublicationAdviser } from './publications/publication-adviser.js';
import { PublicationsController } from './publications/publications.controller.js';
import { RecurrenceController } from './recurrence/recurrence.controller.js';
import { SimulationsController } from './simulations/simulations.controller.js';
import { SlotsController } from './slots/slots.controller.js';
import { TriageController } from './triage/triage.controller.js';
import { WaiversController } from './waivers/waivers.controller.js';

/** Every table the api reads or writes; handed to `createDataSource` by whoever opens the pool. */
export const apiEntities = [
  ...agenciesEntities,
  ...outboxEntities,
  ...brandsEntities,
  ...mediaEntities,
  ...channelsEntities,
  ...slotsEntities,
  ...postsEntities,
  ...publishingEntities,
];

/** What a lib's module may be built from. */
export interface ApiParts extends Foundation {
  registry: NetworkRegistry;
  adapters: readonly NetworkAdapter[];
  /** Is told of every call at a network. */
  observe: CallObserver;
}

function libraries(parts: ApiParts): (Type | DynamicModule)[] {
  return [
    AgenciesModule,
    OutboxModule,
    BrandsModule,
    MediaModule.forRoot(PostsMediaUsage),
    ChannelsModule.forRoot(openNetworkAccess(parts, parts.adapters, createMediaLibrary(parts), parts.observe)),
    SlotsModule,
    PostsModule,
    PublishingModule.forRoot({ settings: publishSettings(parts.config.callDeadline) }),
    PlanningModule,
  ];
}

const controllers: Type[] = [
  AgencyCharterController,
  ApiKeysController,
  BlackoutsController,
  BrandCharterController,
  BrandsController,
  CalendarController,
  ChannelsController,
  CharterCatalogueController,
  CharterCheckController,
  EventsController,
  FeedsController,
  FillController,
  HolidaysController,
  MeController,
  MediaController,
  MediaFilesController,
  NetworksController,
  OAuthController,
  OAuthPagesController,
  OccurrencesController,
  PausesController,
  PostsController,
  PostTransitionsController,
  PreflightController,
  PublicationsController,
  RecurrenceController,
  SimulationsController,
  SlotsController,
  TriageController,
  VocabularyController,
  WaiversController,
];

/** The resources: one line per lib, controller and set of entities. */
@Module({})
export class ApiModule {
  static forRoot(parts: ApiParts): DynamicModule {
    return { module: ApiModule, imports: libraries(parts), controllers, providers: [PublicationAdviser] };
  }
}
