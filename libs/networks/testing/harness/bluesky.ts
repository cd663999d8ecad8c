import { blueskyAdapter } from '../../src/adapters/bluesky/adapter.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { BlueskySimulator } from '../simulator/bluesky.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { testAccount, testIo } from '../test-io.js';
import { keyedByContent } from './keyed-by-content.js';

const ACCOUNT = { did: 'did:plc:z72i7hdynmk6r22z27h6tvur', handle: 'fournil.test', appPassword: 'abcd-efgh-ijkl-mnop' };

export interface BlueskyHarness extends ContractHarness {
  simulator: Simulator<BlueskySimulator>;
  credentials: Readonly<Record<string, string>>;
}

export interface BlueskyOptions {
  /** Other handles there are, with whose they are. */
  handles?: Readonly<Record<string, string>>;
  /** The server's clock; by default it stands where `testIo` does. */
  now?: () => Date;
}

/** Bluesky's adapter in front of a simulated PDS and video service. */
export async function startBlueskyHarness({ handles, now }: BlueskyOptions = {}): Promise<BlueskyHarness> {
  const simulator = await startSimulator(new BlueskySimulator(ACCOUNT, handles, now));
  const credentials = { identifier: ACCOUNT.handle, appPassword: ACCOUNT.appPassword };
  const io = testIo({
    account: testAccount(credentials, { capabilities: blueskyAdapter.manifest.capabilities }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    hosts: { api: simulator.url, video: simulator.url },
  });
  return {
    adapter: keyedByContent(blueskyAdapter),
    io,
    simulator,
    credentials,
    count: () => simulator.network.things().length,
    // What the simulator's tokens begin with.
    secrets: [ACCOUNT.appPassword, 'access.ey', 'refresh.ey'],
    close: () => simulator.close(),
  };
}
