import { threadsAdapter } from '../../src/adapters/threads/adapter.js';
import type { AdapterIo } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';
import { ThreadsSimulator, type ThreadsSimulatorOptions } from '../simulator/threads.js';
import { testAccount, testIo } from '../test-io.js';

const TOKEN = 'threads-pasted-token-5a77';
const SECRET = 'threads-app-secret-8e21';

export interface ThreadsHarness {
  adapter: typeof threadsAdapter;
  io: AdapterIo;
  simulator: Simulator<ThreadsSimulator>;
  credentials: Readonly<Record<string, string>>;
  secrets: readonly string[];
  count(): number;
  close(): Promise<void>;
}

/** Threads on the loopback interface with a channel that is connected to it by a pasted token. */
export async function startThreadsHarness(options: Partial<ThreadsSimulatorOptions> = {}): Promise<ThreadsHarness> {
  const base = testIo();
  const network = new ThreadsSimulator({ now: () => base.now, clientSecret: SECRET, ...options });
  network.tokens.give(TOKEN);
  const simulator = await startSimulator(network);
  const credentials = { accountId: network.accountId, accessToken: TOKEN };
  const io: AdapterIo = {
    ...base,
    account: testAccount(credentials, { capabilities: threadsAdapter.manifest.capabilities }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    hosts: { api: simulator.url },
    app: { clientId: 'app', clientSecret: SECRET },
  };
  return {
    adapter: threadsAdapter,
    io,
    simulator,
    credentials,
    secrets: [TOKEN, SECRET, 'lasting-token'],
    count: () => network.things().length,
    close: () => simulator.close(),
  };
}
