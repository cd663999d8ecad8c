import { accountOf, PostgresFeedStore, type StoredAccount } from '#channels';
import {
  type AdapterIo,
  type ChannelAccount,
  createHttpClient,
  createRegistry,
  type FeedStore,
  type HttpClient,
  type NetworkAdapter,
  type NetworkRegistry,
} from '#networks';
import type { Foundation } from '#persistence';

/** What the engine hands to adapters. */
export interface PublishingIo {
  registry: NetworkRegistry;
  http: HttpClient;
  feed: FeedStore;
  /** Opens the credentials of a channel for one call. */
  openAccount(account: StoredAccount): ChannelAccount;
}

/** The token under which an application hands it on. */
export const PUBLISHING_IO = Symbol('PublishingIo');

/** The real thing: HTTP as the settings allow it, the feed in the foundation's own database. */
export function createPublishingIo(foundation: Foundation, adapters: readonly NetworkAdapter[]): PublishingIo {
  const { config, dataSource, clock, secretBox } = foundation;
  return {
    registry: createRegistry(adapters),
    http: createHttpClient({
      allowPrivate: config.allowPrivateAddresses,
      userAgent: `Marronnier (+${config.publicUrl})`,
    }),
    feed: new PostgresFeedStore(dataSource, config.publicUrl, clock),
    openAccount: (account) => accountOf(account, secretBox),
  };
}

export function adapterIo(io: PublishingIo, account: StoredAccount, now: Date, deadline: number): AdapterIo {
  return { account: io.openAccount(account), http: io.http, feed: io.feed, now, deadline };
}
