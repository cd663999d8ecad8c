import {
  startBlueskyHarness,
  startDiscordHarness,
  startFacebookPagesHarness,
  startGhostHarness,
  startInstagramHarness,
  startLinkedInHarness,
  startMastodonHarness,
  startSlackHarness,
  startTelegramHarness,
  startThreadsHarness,
  startWordPressHarness,
  startXHarness,
  startYouTubeHarness,
  startWebhookReceiver,
} from '#networks/testing';
import type { AdapterIo, JsonObject } from '#networks';
import type { Subject, SubjectThing } from './subject.js';

/** What the harnesses of the contract suite have in common. */
interface Harness {
  io: AdapterIo;
  credentials: Readonly<Record<string, string>>;
  simulator: { url: string; network: { things(): readonly SubjectThing[] } };
  options?: JsonObject;
  secrets: readonly string[];
  close(): Promise<void>;
}

async function simulated(
  id: string,
  starting: Promise<Harness>,
  more: Readonly<Record<string, string>> = {},
): Promise<Subject> {
  const { io, credentials, simulator, options, secrets, close } = await starting;
  const common = { id, url: simulator.url, hosts: io.hosts, secrets, close, things: () => simulator.network.things() };
  return { ...common, credentials: { ...credentials, ...more }, ...(options ? { options } : {}) };
}

/** How each network is started, by its id; `now` is the time by which it dates what it takes. */
export const SUBJECTS: Readonly<Record<string, (now: () => Date) => Promise<Subject>>> = {
  bluesky: (now) => simulated('bluesky', startBlueskyHarness({ now })),
  discord: (now) => simulated('discord', startDiscordHarness('bot', { now })),
  facebook_pages: (now) => simulated('facebook_pages', startFacebookPagesHarness({ now })),
  ghost: () => simulated('ghost', startGhostHarness()),
  instagram: (now) => simulated('instagram', startInstagramHarness({ now, dailyPosts: 10_000 })),
  linkedin: (now) => withPastedToken('linkedin', startLinkedInHarness({ now })),
  mastodon: (now) => simulated('mastodon', startMastodonHarness({ now })),
  slack: (now) => simulated('slack', startSlackHarness({ now })),
  telegram: () => simulated('telegram', startTelegramHarness()),
  threads: (now) => simulated('threads', startThreadsHarness({ now, dailyPosts: 10_000 })),
  webhook: startWebhook,
  wordpress: () => simulated('wordpress', startWordPressHarness()),
  x: (now) => withPastedToken('x', startXHarness({ now })),
  youtube: (now) => withPastedToken('youtube', startYouTubeHarness({ now })),
};

/** Networks that are else connected by agreement. */
async function withPastedToken(
  id: string,
  starting: Promise<Harness & { simulator: { network: { accessToken: string } } }>,
): Promise<Subject> {
  const harness = await starting;
  return simulated(id, Promise.resolve(harness), { accessToken: harness.simulator.network.accessToken });
}

async function startWebhook(): Promise<Subject> {
  const receiver = await startWebhookReceiver();
  return {
    id: 'webhook',
    url: new URL(receiver.url).origin,
    credentials: { url: receiver.url, secret: receiver.secret },
    hosts: {},
    secrets: [receiver.secret, receiver.secret.slice(6)],
    // What a receiver drops because it has seen its id is no second thing.
    things: () => [...new Map(receiver.deliveries.map(({ id, body }) => [id, { id, text: body }])).values()],
    close: () => receiver.close(),
  };
}
