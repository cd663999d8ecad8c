import { type DynamicModule, Module } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Clock, CLOCK } from '#kernel';
import { createHttpClient, type HttpClient, type NetworkRegistry } from '#networks';
import { DataSource } from 'typeorm';
import { ChannelService } from './channel.service.js';
import { ConnectChannel } from './connect-channel.js';
import { FeedReader } from './feed-reader.js';
import { FEED_STORE, HTTP_CLIENT, NETWORK_REGISTRY } from './ports.js';
import { PostgresFeedStore } from './postgres-feed-store.js';

export interface ChannelsOptions {
  registry: NetworkRegistry;
  /** Instead of the one that settings describe. */
  http?: HttpClient;
}

@Module({})
export class ChannelsModule {
  static forRoot({ registry, http }: ChannelsOptions): DynamicModule {
    const ports = [
      { provide: NETWORK_REGISTRY, useValue: registry },
      {
        provide: HTTP_CLIENT,
        inject: [APP_CONFIG],
        useFactory: (config: AppConfig): HttpClient => http ?? httpClient(config),
      },
      {
        provide: FEED_STORE,
        inject: [DataSource, APP_CONFIG, CLOCK],
        useFactory: (dataSource: DataSource, { publicUrl }: AppConfig, clock: Clock) =>
          new PostgresFeedStore(dataSource, publicUrl, clock),
      },
    ];
    const services = [ChannelService, ConnectChannel, FeedReader];
    return {
      module: ChannelsModule,
      global: true,
      providers: [...ports, ...services],
      exports: [...ports, ...services],
    };
  }
}

function httpClient({ allowPrivateAddresses, publicUrl }: AppConfig): HttpClient {
  return createHttpClient({ allowPrivate: allowPrivateAddresses, userAgent: `Marronnier (+${publicUrl})` });
}
