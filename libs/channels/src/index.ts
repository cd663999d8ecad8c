import { ChannelEntity } from './channel.entity.js';
import { FeedEntryEntity } from './feed-entry.entity.js';

export {
  capabilitiesOf,
  CHANNEL_HEALTHS,
  type ChannelFacts,
  type ChannelHealth,
  type ChannelInput,
  type ChannelPatch,
  type ChannelView,
} from './channel.js';
export { channelsOf } from './channel.repository.js';
export { ChannelService } from './channel.service.js';
export { ChannelsModule, type ChannelsOptions } from './channels.module.js';
export { ConnectChannel, type ConnectContext } from './connect-channel.js';
export { accountOf, type StoredAccount } from './credentials.js';
export { FeedReader, type FeedPage } from './feed-reader.js';
export { FEED_STORE, HTTP_CLIENT, NETWORK_REGISTRY } from './ports.js';
export { PostgresFeedStore } from './postgres-feed-store.js';

export const channelsEntities = [ChannelEntity, FeedEntryEntity];
