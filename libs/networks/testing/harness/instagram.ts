import { instagramAdapter } from '../../src/adapters/instagram/adapter.js';
import type { AdapterIo } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';
import { InstagramSimulator, type InstagramSimulatorOptions } from '../simulator/instagram.js';
import { testAccount, testIo } from '../test-io.js';

const TOKEN = 'instagram-pasted-token-5a77';
const SECRET = 'instagram-app-secret-8e21';

export interface InstagramHarness {
  adapter: typeof instagramAdapter;
  io: AdapterIo;
  simulator: Simulator<InstagramSimulator>;
  credentials: Readonly<Record<string, string>>;
  secrets: readonly string[];
  count(): number;
  close(): Promise<void>;
}

/** Instagram on the loopback interface with a channel that is connected to it by a pasted token. */
export async function startInstagramHarness(
  options: Partial<InstagramSimulatorOptions> = {},
): Promise<InstagramHarness> {
  const base = testIo();
  const network = new InstagramSimulator({ now: () => base.now, clientSecret: SECRET, ...options });
  network.tokens.give(TOKEN);
  const simulator = await startSimulator(network);
  const credentials = { accountId: network.accountId, accessToken: TOKEN };
  const io: AdapterIo = {
    ...base,
    account: testAccount(credentials, { capabilities: instagramAdapter.manifest.capabilities }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    hosts: { api: simulator.url },
    app: { clientId: 'app', clientSecret: SECRET },
  };
  return {
    adapter: instagramAdapter,
    io,
    simulator,
    credentials,
    secrets: [TOKEN, SECRET, 'lasting-token'],
    count: () => network.things().length,
    close: () => simulator.close(),
  };
}
