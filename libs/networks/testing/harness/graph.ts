import type { AdapterIo, ErrorClass, HttpRequest, NetworkAdapter, Step } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import { HTTP_FAULTS } from '../faults.js';
import type { GraphTokens } from '../simulator/graph.js';
import type { SimulatedNetwork } from '../simulator/network.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';
import { allHostsAt, testAccount, testIo } from '../test-io.js';

/** What the makers of harnesses share: a Graph API on the loopback interface, and a channel with a pasted token. */
export interface GraphHarness<Network extends SimulatedNetwork> {
  adapter: NetworkAdapter;
  io: AdapterIo;
  simulator: Simulator<Network>;
  credentials: Readonly<Record<string, string>>;
  secrets: readonly string[];
  count(): number;
  close(): Promise<void>;
}

/** When everything happens in these harnesses. */
export const GRAPH_NOW = testIo().now;
export const GRAPH_SECRET = 'graph-app-secret-8e21';
const TOKEN = 'pasted-token-5a77';

export async function startGraphHarness<Network extends SimulatedNetwork & { tokens: GraphTokens }>(
  adapter: NetworkAdapter,
  network: Network,
  accountId: string,
): Promise<GraphHarness<Network>> {
  network.tokens.give(TOKEN);
  const simulator = await startSimulator(network);
  const credentials = { accountId, accessToken: TOKEN };
  const io = testIo({
    account: testAccount(credentials, { capabilities: adapter.manifest.capabilities }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    hosts: allHostsAt(simulator.url, adapter.manifest),
    app: { clientId: 'app', clientSecret: GRAPH_SECRET },
    now: GRAPH_NOW,
  });
  const secrets = [TOKEN, GRAPH_SECRET, 'lasting-token'];
  const count = () => network.things().length;
  return { adapter, io, simulator, credentials, secrets, count, close: () => simulator.close() };
}

export interface ContainerHarness<Network extends SimulatedNetwork> extends GraphHarness<Network> {
  classes(fault: string, step: Step, request: HttpRequest): ErrorClass | 'wait' | undefined;
}

/** A container that may have been published is waited for until its status can tell. */
export function withContainers<Network extends SimulatedNetwork>(
  harness: GraphHarness<Network>,
): ContainerHarness<Network> {
  const isUnknown = (name: string) => HTTP_FAULTS.some((fault) => fault.name === name && fault.expected === null);
  return {
    ...harness,
    classes: (fault, step, { method }) =>
      step.id === 'publish' && method === 'POST' && isUnknown(fault) ? 'wait' : undefined,
  };
}
