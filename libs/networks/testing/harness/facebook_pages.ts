import { facebookPagesAdapter } from '../../src/adapters/facebook_pages/adapter.js';
import type { AdapterIo, ErrorClass, Step } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import { FacebookSimulator, type FacebookSimulatorOptions } from '../simulator/facebook-pages.js';
import { type Simulator, startSimulator } from '../simulator/simulator.js';
import { testAccount, testIo } from '../test-io.js';

const TOKEN = 'facebook-page-token-5a77';
const SECRET = 'facebook-app-secret-8e21';

export interface FacebookPagesHarness {
  adapter: typeof facebookPagesAdapter;
  io: AdapterIo;
  simulator: Simulator<FacebookSimulator>;
  credentials: Readonly<Record<string, string>>;
  secrets: readonly string[];
  classes(fault: string, step: Step): ErrorClass | 'any' | undefined;
  count(): number;
  close(): Promise<void>;
}

/** Facebook on the loopback interface with a channel that is connected to a page by the page's token. */
export async function startFacebookPagesHarness(
  options: Partial<FacebookSimulatorOptions> = {},
): Promise<FacebookPagesHarness> {
  const base = testIo();
  const network = new FacebookSimulator({ now: () => base.now, clientSecret: SECRET, ...options });
  network.tokens.give(TOKEN);
  const simulator = await startSimulator(network);
  const credentials = { accountId: network.pageId, accessToken: TOKEN };
  const io: AdapterIo = {
    ...base,
    account: testAccount(credentials, { capabilities: facebookPagesAdapter.manifest.capabilities }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    hosts: { api: simulator.url },
    app: { clientId: 'app', clientSecret: SECRET },
  };
  return {
    adapter: facebookPagesAdapter,
    io,
    simulator,
    credentials,
    secrets: [TOKEN, SECRET],
    // A video that they have taken is out, whatever becomes of the look at it.
    classes: (fault, step) => (step.id === 'processing' && isRefusal(fault) ? 'any' : undefined),
    count: () => network.things().length,
    close: () => simulator.close(),
  };
}

function isRefusal(fault: string): boolean {
  return /^(status 4(00|04|13|22)|(blocked_address|bad_url|bad_request) )/.test(fault);
}
