import { youtubeAdapter } from '../../src/adapters/youtube/adapter.js';
import { manifest } from '../../src/adapters/youtube/manifest.js';
import type { ErrorClass, MediaSource, Step } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { SimulatedYouTube } from '../simulator/youtube.js';
import { allHostsAt, testAccount, testIo } from '../test-io.js';

export interface YouTubeHarness extends ContractHarness {
  simulator: Simulator<SimulatedYouTube>;
  credentials: Readonly<Record<string, string>>;
}

/** YouTube on the loopback interface, and a channel on it whose session works. */
export async function startYouTubeHarness(
  parts: { media?: MediaSource; now?: () => Date } = {},
): Promise<YouTubeHarness> {
  const { media, now = () => testIo().now } = parts;
  const app = { clientId: 'yt-app', clientSecret: 'yt-app-secret-77d1' };
  const credentials = { channelId: 'UC_x5XG1OV2P6uZZ5FSM9Ttw' };
  const network = new SimulatedYouTube({ ...credentials, now, ...app });
  const simulator = await startSimulator(network);
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
    adapter: youtubeAdapter,
    io,
    simulator,
    credentials,
    count: () => network.things().length,
    options: { title: 'How we fold croissants' },
    classes,
    secrets: [accessToken, refreshToken, app.clientSecret],
    close: () => simulator.close(),
  };
}

/** YouTube says 401 of a dead token and 403 of what an account may not do; a session that is gone begins anew. */
function classes(fault: string, step: Step): ErrorClass | undefined {
  if (fault === 'status 403') return 'permanent';
  return fault === 'status 404' && step.id === 'chunk' ? 'retryable' : undefined;
}
