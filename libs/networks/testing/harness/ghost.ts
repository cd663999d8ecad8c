import { ghostAdapter } from '../../src/adapters/ghost/adapter.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { GHOST_ADMIN_KEY, SimulatedGhost } from '../simulator/ghost.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';
import { testAccount, testIo } from '../test-io.js';

export interface GhostHarness extends ContractHarness {
  simulator: Simulator<SimulatedGhost>;
  credentials: Readonly<Record<string, string>>;
}

/** A simulated site and a custom integration on it. */
export async function startGhostHarness(folder = ''): Promise<GhostHarness> {
  const simulator = await startSimulator(new SimulatedGhost(folder));
  const credentials = { host: simulator.url + folder, adminKey: GHOST_ADMIN_KEY };
  const { capabilities } = ghostAdapter.manifest;
  return {
    adapter: ghostAdapter,
    simulator,
    credentials,
    io: testIo({
      account: testAccount(credentials, { capabilities }),
      http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    }),
    count: () => simulator.network.things().length,
    secrets: [GHOST_ADMIN_KEY, GHOST_ADMIN_KEY.split(':')[1]!],
    close: () => simulator.close(),
  };
}
