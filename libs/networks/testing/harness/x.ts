import { xAdapter } from '../../src/adapters/x/adapter.js';
import { manifest } from '../../src/adapters/x/manifest.js';
import type { ErrorClass, MediaSource, Step } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { SimulatedX } from '../simulator/x.js';
import { allHostsAt, testAccount, testIo } from '../test-io.js';

export interface XHarness extends ContractHarness {
  simulator: Simulator<SimulatedX>;
  credentials: Readonly<Record<string, string>>;
}

/** X on the loopback interface, and an account of it whose session works. */
export async function startXHarness(parts: { media?: MediaSource; now?: () => Date } = {}): Promise<XHarness> {
  const { media, now = () => testIo().now } = parts;
  const app = { clientId: 'x-app', clientSecret: 'x-app-secret-77d1' };
  const network = new SimulatedX({ userId: '2244994945', username: 'bakery', now, ...app });
  const simulator = await startSimulator(network);
  const credentials = { userId: '2244994945' };
  const { accessToken, refreshToken } = network;
  const session = { values: { accessToken, refreshToken }, expiresAt: null };
  const io = testIo({
    account: testAccount(credentials, { capabilities: manifest.capabilities, session }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    hosts: allHostsAt(simulator.url, manifest),
    app,
    now: now(),
    ...(media ? { media } : {}),
  });
  return {
    adapter: xAdapter,
    io,
    simulator,
    credentials,
    count: () => network.things().length,
    classes,
    secrets: [accessToken, refreshToken, app.clientSecret],
    close: () => simulator.close(),
  };
}

/** X says 401 of a dead token and 403 of what an account may not do; a lost upload begins again. */
function classes(fault: string, step: Step): ErrorClass | 'any' | undefined {
  if (fault === 'status 403') return 'permanent';
  const isLost = fault === 'status 400' || fault === 'status 404';
  return isLost && step.id !== 'create' ? 'any' : undefined;
}
