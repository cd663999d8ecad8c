import { discordAdapter } from '../../src/adapters/discord/adapter.js';
import type { NetworkAdapter } from '../../src/contract.js';
import { createHttpClient } from '../../src/http/http-client.js';
import type { ContractHarness } from '../contract-suite.js';
import { type Simulator, startSimulator } from '../simulator/index.js';
import { DiscordSimulator } from '../simulator/discord.js';
import { testAccount, testIo } from '../test-io.js';

const WEBHOOK = { id: '223704706495545344', token: '3d89bb7572e0fb30d8128367b3b1b44f-ecd1726de135cbcd_hook' };
const BOT_TOKEN = 'MzEwMDAwMDAwMDAwMDAwMDAx.GtEsT0.bot-token-bot-token-bot-token-bot1';
const CHANNEL = '345626669114982402';

export interface DiscordHarness extends ContractHarness {
  simulator: Simulator<DiscordSimulator>;
  credentials: Readonly<Record<string, string>>;
}

/** Discord's adapter as a bot, which can look at what it wrote, or as a webhook, which cannot. */
export async function startDiscordHarness(
  way: 'bot' | 'webhook' = 'bot',
  parts: { channelType?: number; now?: () => Date } = {},
): Promise<DiscordHarness> {
  const place = { channelId: CHANNEL, guildId: '290926798626357999', channelType: 0, ...parts };
  const simulator = await startSimulator(new DiscordSimulator({ botToken: BOT_TOKEN, webhook: WEBHOOK, ...place }));
  const webhookUrl = `https://discord.com/api/webhooks/${WEBHOOK.id}/${WEBHOOK.token}`;
  const bot = { botToken: BOT_TOKEN, channelId: CHANNEL };
  const credentials: Readonly<Record<string, string>> = way === 'bot' ? bot : { webhookUrl };
  return {
    adapter: way === 'bot' ? discordAdapter : blind(discordAdapter),
    simulator,
    credentials,
    io: testIo({
      account: testAccount(credentials, { capabilities: discordAdapter.manifest.capabilities }),
      http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
      hosts: { api: simulator.url },
    }),
    count: () => simulator.network.things().length,
    // Nothing that goes wrong with an address takes a live post back.
    classes: (_fault, step) => (step.id === 'permalink' ? 'any' : undefined),
    secrets: [WEBHOOK.token, BOT_TOKEN],
    close: () => simulator.close(),
  };
}

/** The suite holds an adapter to its manifest, which speaks of bots; of a webhook alone it would say this. */
function blind(adapter: NetworkAdapter): NetworkAdapter {
  const reconciliation = { ...adapter.manifest.reconciliation, kind: 'none' } as const;
  return { ...adapter, manifest: { ...adapter.manifest, reconciliation } };
}
