import type { AdapterIo, ChannelAccount } from '../src/contract.js';
import { createMemoryFeedStore } from './memory-feed-store.js';

/** A channel for tests that need one and do not care which. */
export function testAccount(credentials: Readonly<Record<string, string>> = {}): ChannelAccount {
  return { channelId: 'channel-1', agencyId: 'agency-1', brandId: 'brand-1', credentials };
}

/** Everything an adapter may touch, at a fixed instant; HTTP is refused unless given. */
export function testIo(parts: Partial<AdapterIo> = {}): AdapterIo {
  return {
    account: testAccount(),
    http: { send: ({ url }) => Promise.reject(new Error(`unexpected request to ${url}`)) },
    feed: createMemoryFeedStore(),
    now: new Date('2026-11-24T08:00:05.000Z'),
    deadline: 5_000,
    ...parts,
  };
}
