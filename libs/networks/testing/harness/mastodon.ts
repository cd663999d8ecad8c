import { mastodonAdapter } from '../../src/adapters/mastodon/adapter.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { MASTODON_TOKEN, type MastodonFlavour, SimulatedMastodon } from '../simulator/mastodon.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';
import { testAccount, testIo } from '../test-io.js';

export interface MastodonHarness extends ContractHarness {
  simulator: Simulator<SimulatedMastodon>;
  credentials: Readonly<Record<string, string>>;
}

/** An account on a simulated server, let in by a pasted token. */
export async function startMastodonHarness(flavour: MastodonFlavour = 'mastodon'): Promise<MastodonHarness> {
  const simulator = await startSimulator(new SimulatedMastodon(flavour));
  const credentials = { host: simulator.url, accessToken: MASTODON_TOKEN };
  const { capabilities } = mastodonAdapter.manifest;
  return {
    adapter: mastodonAdapter,
    simulator,
    credentials,
    io: testIo({
      account: testAccount(credentials, { capabilities }),
      http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    }),
    count: () => simulator.network.things().length,
    secrets: [MASTODON_TOKEN],
    // What a server runs is a hint that many do not give: a page that is not there leaves it unproven.
    classes: (fault, _step, { url }) => (url.includes('/nodeinfo') && GIVES_NO_HINT.test(fault) ? 'any' : undefined),
    close: () => simulator.close(),
  };
}

const GIVES_NO_HINT = /^status 4(?!08|25|29)|^a page instead of JSON$/;
