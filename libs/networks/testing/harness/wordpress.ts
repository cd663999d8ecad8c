import { wordpressAdapter } from '../../src/adapters/wordpress/adapter.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { WordPressSimulator, type WordPressUsers } from '../simulator/wordpress.js';
import { testAccount, testIo } from '../test-io.js';
import { keyedByContent } from './keyed-by-content.js';

export interface WordPressHarness extends ContractHarness {
  simulator: Simulator<WordPressSimulator>;
  credentials: Readonly<Record<string, string>>;
}

/** WordPress's adapter in front of a simulated site, as one of its users; `plain`: without pretty permalinks. */
export async function startWordPressHarness(
  user: 'editor' | 'author' | 'contributor' = 'editor',
  plain = false,
): Promise<WordPressHarness> {
  const users: WordPressUsers = {
    editor: { applicationPassword: 'abcd EFGH 1234 editor', role: 'administrator' },
    author: { applicationPassword: 'abcd EFGH 1234 author', role: 'author' },
    contributor: { applicationPassword: 'abcd EFGH 1234 contributor', role: 'contributor' },
  };
  const applicationPassword = users[user]!.applicationPassword;
  const simulator = await startSimulator(new WordPressSimulator(users, !plain));
  const site = plain ? `${simulator.url}/index.php?rest_route=/` : simulator.url;
  const credentials = { site, user, applicationPassword };
  return {
    adapter: keyedByContent(wordpressAdapter),
    io: testIo({
      account: testAccount(credentials, { capabilities: wordpressAdapter.manifest.capabilities }),
      http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    }),
    simulator,
    credentials,
    count: () => simulator.network.things().length,
    secrets: [applicationPassword, Buffer.from(`${user}:${applicationPassword}`).toString('base64')],
    close: () => simulator.close(),
  };
}
