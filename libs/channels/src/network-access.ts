import { nameOf } from '#kernel';
import { createHttpClient, createRegistry, watchAdapter } from '#networks';
import type {
  AdapterIo,
  CallObserver,
  ChannelAccount,
  FeedStore,
  HttpClient,
  MediaFailure,
  MediaSource,
  NetworkAdapter,
  NetworkRegistry,
  OAuthApp,
} from '#networks';
import type { Foundation, SecretBox } from '#persistence';
import { accountOf, type StoredAccount } from './credentials.js';
import { PostgresFeedStore } from './postgres-feed-store.js';

/** The way to the networks: everything that adapters are handed besides an account. */
export interface NetworkAccess {
  registry: NetworkRegistry;
  http: HttpClient;
  feed: FeedStore;
  media: MediaSource;
  /** Opens what channels keep. */
  box: SecretBox;
  /** By network: hosts that stand in for the manifest's. */
  hosts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By network: the client that the operator registered there. */
  apps: Readonly<Record<string, OAuthApp>>;
}

/** The token under which an application hands it on. */
export const NETWORK_ACCESS = Symbol('NetworkAccess');

/**
 * The real thing: HTTP as the settings allow it, the feed in the foundation's own database. `observe` is told of every call
 * at a network.
 */
export function openNetworkAccess(
  { config, dataSource, clock, secretBox }: Foundation,
  adapters: readonly NetworkAdapter[],
  media: MediaSource,
  observe?: CallObserver,
): NetworkAccess {
  const { allowPrivateAddresses: allowPrivate, publicUrl, networkHosts, networkApps } = config;
  return {
    registry: createRegistry(observe ? adapters.map((adapter) => watchAdapter(adapter, observe, clock)) : adapters),
    http: createHttpClient({ allowPrivate, userAgent: `Marronnier (+${publicUrl})` }),
    feed: new PostgresFeedStore(dataSource, publicUrl, clock),
    media: patient(media),
    box: secretBox,
    hosts: networkHosts,
    apps: networkApps,
  };
}

/** A storage that does not answer is no answer of the network's: nothing has been sent, and a later try may go on. */
function patient(media: MediaSource): MediaSource {
  const unreadable = (error: unknown): MediaFailure => ({
    kind: 'failed',
    reason: 'unreadable',
    detail: `The storage did not answer: ${nameOf(error)}.`,
  });
  return {
    open: (...given) => media.open(...given).catch(unreadable),
    publicUrl: (...given) => media.publicUrl(...given).catch(unreadable),
  };
}

/** When a call is made, how long it may take in milliseconds, and in which try at a publication, where it is for one. */
export interface CallTime {
  now: Date;
  deadline: number;
  attempt?: number;
}

/** What `adapter` may touch for one call on `account`, its credentials opened. */
export function adapterIo(
  access: NetworkAccess,
  adapter: NetworkAdapter,
  account: StoredAccount,
  time: CallTime,
): AdapterIo {
  return ioOf(access, adapter, accountOf(account, adapter.manifest, access.box), time);
}

/** The same for an account that is no channel's yet. */
export function ioOf(
  access: NetworkAccess,
  { manifest }: NetworkAdapter,
  account: ChannelAccount,
  { now, deadline, attempt = 0 }: CallTime,
): AdapterIo {
  return {
    account,
    http: access.http,
    feed: access.feed,
    media: access.media,
    hosts: { ...manifest.hosts, ...access.hosts[manifest.id] },
    app: access.apps[manifest.id] ?? null,
    now,
    deadline,
    attempt,
  };
}

/** Whether an account is reached through the operator's app, whose limits all such accounts of a network share. */
export function throughOurApp(access: NetworkAccess, { manifest }: NetworkAdapter, account: StoredAccount): boolean {
  return (
    manifest.oauth !== undefined && accountOf(account, manifest, access.box).credentials['accessToken'] === undefined
  );
}
