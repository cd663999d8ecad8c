import type { AdapterIo, Capabilities, ChannelAccount, NetworkManifest } from '../src/contract.js';
import { createMemoryFeedStore } from './memory-feed-store.js';
import { createMemoryMedia } from './memory-media.js';

/** A channel for tests that need one and do not care which. */
export function testAccount(
  credentials: Readonly<Record<string, string>> = {},
  parts: Partial<ChannelAccount> = {},
): ChannelAccount {
  return {
    channelId: 'channel-1',
    agencyId: 'agency-1',
    brandId: 'brand-1',
    credentials,
    session: null,
    capabilities: ANYTHING,
    ...parts,
  };
}

/** For adapters that do not look at what their account may do. */
const ANYTHING: Capabilities = {
  text: { max: null, unit: 'graphemes', enforced: false },
  media: { maxImages: 100, maxVideos: 100, mimeTypes: ['*/*'], altText: true },
  poll: { maxOptions: 100, maxOptionLength: 1_000 },
  link: true,
  thread: true,
  firstComment: true,
};

/** Every host of a network at one address, such as its simulator's. */
export function allHostsAt(url: string, { hosts = {} }: NetworkManifest): Record<string, string> {
  return Object.fromEntries(Object.keys(hosts).map((name) => [name, url]));
}

/** Everything an adapter may touch, at a fixed instant; HTTP is refused unless given. */
export function testIo(parts: Partial<AdapterIo> = {}): AdapterIo {
  return {
    account: testAccount(),
    http: { send: ({ url }) => Promise.reject(new Error(`unexpected request to ${url}`)) },
    feed: createMemoryFeedStore(),
    media: createMemoryMedia(),
    hosts: {},
    app: null,
    now: new Date('2026-11-24T08:00:05.000Z'),
    deadline: 5_000,
    attempt: 1,
    ...parts,
  };
}
