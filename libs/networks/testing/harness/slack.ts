import { slackAdapter } from '../../src/adapters/slack/adapter.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { SlackSimulator } from '../simulator/slack.js';
import { testAccount, testIo } from '../test-io.js';

// Not of the form that secret scanners know, but of the one the adapter asks for.
const TOKEN = 'xoxb-test-token.for-the-simulator';
const CHANNEL = 'C0FOURNIL1';

export interface SlackHarness extends ContractHarness {
  simulator: Simulator<SlackSimulator>;
  credentials: Readonly<Record<string, string>>;
}

/** Slack's adapter in front of a simulated workspace, in which a share shows at the second look. */
export async function startSlackHarness(parts: { scanLooks?: number; now?: () => Date } = {}): Promise<SlackHarness> {
  const simulator = await startSimulator(
    new SlackSimulator({ token: TOKEN, channelId: CHANNEL, scanLooks: 1, ...parts }),
  );
  const credentials = { botToken: TOKEN, channelId: CHANNEL };
  return {
    adapter: slackAdapter,
    simulator,
    credentials,
    io: testIo({
      account: testAccount(credentials, { capabilities: slackAdapter.manifest.capabilities }),
      http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
      hosts: { api: `${simulator.url}/api` },
    }),
    count: () => simulator.network.things().length,
    // Nothing that goes wrong with an address takes a live post back, and of an upload only the status is read.
    classes: (fault, step, { url }) => {
      if (step.id === 'permalink') return 'any';
      return url.includes('/upload/v1/') && fault === 'a page instead of JSON' ? 'any' : undefined;
    },
    secrets: [TOKEN],
    close: () => simulator.close(),
  };
}
