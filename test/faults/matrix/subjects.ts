import { startBlueskyHarness } from '../../../libs/networks/testing/harness/bluesky.js';
import { startDiscordHarness } from '../../../libs/networks/testing/harness/discord.js';
import { startFacebookPagesHarness } from '../../../libs/networks/testing/harness/facebook_pages.js';
import { startGhostHarness } from '../../../libs/networks/testing/harness/ghost.js';
import { startInstagramHarness } from '../../../libs/networks/testing/harness/instagram.js';
import { startLinkedInHarness } from '../../../libs/networks/testing/harness/linkedin.js';
import { startMastodonHarness } from '../../../libs/networks/testing/harness/mastodon.js';
import { startSlackHarness } from '../../../libs/networks/testing/harness/slack.js';
import { startTelegramHarness } from '../../../libs/networks/testing/harness/telegram.js';
import { startThreadsHarness } from '../../../libs/networks/testing/harness/threads.js';
import { startXHarness } from '../../../libs/networks/testing/harness/x.js';
import { startWebhookReceiver } from '#networks/testing';
import type { AdapterIo, JsonObject } from '#networks';
import type { Subject, SubjectThing } from './subject.js';

/** What the harnesses of the contract suite have in common. */
interface Harness {
  io: AdapterIo;
  credentials: Readonly<Record<string, string>>;
  simulator: { url: string; network: { things(): readonly SubjectThing[] } };
  options?: JsonObject;
  close(): Promise<void>;
}

async function simulated(
  id: string,
  starting: Promise<Harness>,
  more: Readonly<Record<string, string>> = {},
): Promise<Subject> {
  const { io, credentials, simulator, options, close } = await starting;
  const common = { id, url: simulator.url, hosts: io.hosts, close, things: () => simulator.network.things() };
  return { ...common, credentials: { ...credentials, ...more }, ...(options ? { options } : {}) };
}

const now = (): Date => new Date();

/** Every network of the matrix, by its id. */
export const SUBJECTS: Readonly<Record<string, () => Promise<Subject>>> = {
  bluesky: () => simulated('bluesky', startBlueskyHarness()),
  discord: () => simulated('discord', startDiscordHarness()),
  facebook_pages: () => simulated('facebook_pages', startFacebookPagesHarness({ now })),
  ghost: () => simulated('ghost', startGhostHarness()),
  instagram: () => simulated('instagram', startInstagramHarness({ now })),
  linkedin: async () => {
    const harness = await startLinkedInHarness({ now });
    return simulated('linkedin', Promise.resolve(harness), { accessToken: harness.simulator.network.accessToken });
  },
  mastodon: () => simulated('mastodon', startMastodonHarness()),
  slack: () => simulated('slack', startSlackHarness()),
  telegram: () => simulated('telegram', startTelegramHarness()),
  threads: () => simulated('threads', startThreadsHarness({ now })),
  webhook: startWebhook,
  x: async () => {
    const harness = await startXHarness({ now });
    return simulated('x', Promise.resolve(harness), { accessToken: harness.simulator.network.accessToken });
  },
};

async function startWebhook(): Promise<Subject> {
  const receiver = await startWebhookReceiver();
  return {
    id: 'webhook',
    url: new URL(receiver.url).origin,
    credentials: { url: receiver.url, secret: receiver.secret },
    hosts: {},
    // What a receiver drops because it has seen its id is no second thing.
    things: () => [...new Map(receiver.deliveries.map(({ id, body }) => [id, { id, text: body }])).values()],
    close: () => receiver.close(),
  };
}
