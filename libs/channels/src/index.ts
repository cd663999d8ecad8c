import { ChannelEntity } from './channel.entity.js';
import { FeedEntryEntity } from './feed-entry.entity.js';
import { NetworkAppEntity } from './oauth/network-app.entity.js';
import { OAuthAgreementEntity } from './oauth/agreement.entity.js';

export {
  capabilitiesOf,
  CHANNEL_HEALTHS,
  type ChannelFacts,
  type ChannelHealth,
  type ChannelInput,
  type ChannelPatch,
  type ChannelView,
} from './channel.js';
export { channelsOf, networksOf } from './channel.repository.js';
export { ChannelService } from './channel.service.js';
export { ChannelsModule } from './channels.module.js';
export { checkChannels } from './check-channels.js';
export { ConnectChannel, type ConnectContext } from './connect-channel.js';
export { type StoredAccount } from './credentials.js';
export { FeedReader, type FeedPage } from './feed-reader.js';
export {
  adapterIo,
  type CallTime,
  NETWORK_ACCESS,
  type NetworkAccess,
  openNetworkAccess,
  throughOurApp,
} from './network-access.js';
export { type AgreementTerms, agreementTerms, APP_STANDINGS, type AppStanding } from './oauth/agreement-terms.js';
export {
  AGREEMENT_TTL,
  type AgreedAccount,
  type AgreementView,
  type AuthorizationView,
  type AuthorizeInput,
} from './oauth/agreement.js';
export { AuthorizeChannel } from './oauth/authorize-channel.js';
export { CompleteAgreement, type Completion } from './oauth/complete-agreement.js';
export { type ChosenAccount, ConnectAgreed } from './oauth/connect-agreed.js';
export { type Invitation, OpenAgreement } from './oauth/open-agreement.js';
export { FEED_STORE, NETWORK_REGISTRY } from './ports.js';
export { needsSession, type Renewal, renewSession, type SessionDesk, withSession } from './renew-session.js';

export const channelsEntities = [ChannelEntity, FeedEntryEntity, NetworkAppEntity, OAuthAgreementEntity];
