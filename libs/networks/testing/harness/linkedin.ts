import { linkedinAdapter } from '../../src/adapters/linkedin/adapter.js';
import { manifest } from '../../src/adapters/linkedin/manifest.js';
import type { ErrorClass, HttpRequest, MediaSource, Step } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { SimulatedLinkedIn } from '../simulator/linkedin.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { allHostsAt, testAccount, testIo } from '../test-io.js';

export interface LinkedInHarness extends ContractHarness {
  simulator: Simulator<SimulatedLinkedIn>;
  credentials: Readonly<Record<string, string>>;
}

/** LinkedIn on the loopback interface, and a page on it whose session works. */
export async function startLinkedInHarness(
  parts: { media?: MediaSource; now?: () => Date } = {},
): Promise<LinkedInHarness> {
  const { media, now = () => testIo().now } = parts;
  const app = { clientId: 'li-app', clientSecret: 'li-app-secret-77d1' };
  const network = new SimulatedLinkedIn({ organizationId: '5515715', personId: 'yrZCpj2Z12', now, ...app });
  const simulator = await startSimulator(network);
  const credentials = { author: 'urn:li:organization:5515715' };
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
    adapter: linkedinAdapter,
    io,
    simulator,
    credentials,
    count: () => network.things().length,
    classes,
    secrets: [accessToken, refreshToken, app.clientSecret],
    close: () => simulator.close(),
  };
}

/** LinkedIn says 401 of a dead token and 403 of what a member may not do; an address for a file may end at any time. */
function classes(fault: string, _step: Step, { method }: HttpRequest): ErrorClass | undefined {
  const isOver = fault === 'status 403' || fault === 'status 404';
  if (method === 'PUT' && isOver) return 'retryable';
  return fault === 'status 403' ? 'permanent' : undefined;
}
