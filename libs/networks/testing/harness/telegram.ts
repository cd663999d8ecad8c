import { telegramAdapter } from '../../src/adapters/telegram/adapter.js';
import type { AdapterIo } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { TelegramSimulator, type TelegramSimulatorOptions } from '../simulator/telegram.js';
import { testAccount, testIo } from '../test-io.js';

const TOKEN = '123456789:AAEhBP0av28fGJd8T5xQz7v-test_TOKEN1';
const CHANNEL: TelegramSimulatorOptions['chat'] = {
  id: -1_001_234_567_890,
  username: 'fournil',
  title: 'Le Fournil',
  type: 'channel',
};

export interface TelegramHarness extends ContractHarness {
  simulator: Simulator<TelegramSimulator>;
  credentials: Readonly<Record<string, string>>;
}

/** Telegram's adapter in front of a simulated Bot API. */
export async function startTelegramHarness(chat = CHANNEL): Promise<TelegramHarness> {
  const simulator = await startSimulator(new TelegramSimulator({ token: TOKEN, chat }));
  const chatId = chat.username === null ? String(chat.id) : `@${chat.username}`;
  const credentials = { botToken: TOKEN, chatId };
  const io: AdapterIo = testIo({
    account: testAccount(credentials, { capabilities: telegramAdapter.manifest.capabilities }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
    hosts: { api: simulator.url },
  });
  return {
    adapter: telegramAdapter,
    io,
    simulator,
    credentials,
    count: () => simulator.network.things().length,
    secrets: [TOKEN, TOKEN.slice(10)],
    close: () => simulator.close(),
  };
}
