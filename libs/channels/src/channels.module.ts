import { type DynamicModule, Module } from '@nestjs/common';
import { ChannelService } from './channel.service.js';
import { ConnectChannel } from './connect-channel.js';
import { FeedReader } from './feed-reader.js';
import { NETWORK_ACCESS, type NetworkAccess } from './network-access.js';
import { AuthorizeChannel } from './oauth/authorize-channel.js';
import { CompleteAgreement } from './oauth/complete-agreement.js';
import { ConnectAgreed } from './oauth/connect-agreed.js';
import { OpenAgreement } from './oauth/open-agreement.js';
import { FEED_STORE, NETWORK_REGISTRY } from './ports.js';

@Module({})
export class ChannelsModule {
  static forRoot(access: NetworkAccess): DynamicModule {
    const ports = [
      { provide: NETWORK_ACCESS, useValue: access },
      { provide: NETWORK_REGISTRY, useValue: access.registry },
      { provide: FEED_STORE, useValue: access.feed },
    ];
    const services = [
      AuthorizeChannel,
      ChannelService,
      CompleteAgreement,
      ConnectAgreed,
      ConnectChannel,
      FeedReader,
      OpenAgreement,
    ];
    return {
      module: ChannelsModule,
      global: true,
      providers: [...ports, ...services],
      exports: [...ports, ...services],
    };
  }
}
