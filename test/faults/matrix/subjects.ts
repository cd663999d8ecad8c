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

const now = (): Date => new Date();

/** Every network of the matrix, by its id. */
export const SUBJECTS: Readonly<Record<string, () => Promise<Subject>>> = {
  bluesky: () => simulated('bluesky', startBlueskyHarness()),
  discord: async () => {
    const harness = await startDiscordHarness();
    return inTime(
      harness.simulator.network.pass.bind(harness.simulator.network),
      simulated('discord', Promise.resolve(harness)),
    );
  },
  facebook_pages: () => simulated('facebook_pages', startFacebookPagesHarness({ now })),
  ghost: () => simulated('ghost', startGhostHarness()),
  instagram: () => simulated('instagram', startInstagramHarness({ now })),
  linkedin: async () => {
    const harness = await startLinkedInHarness({ now });
    return simulated('linkedin', Promise.resolve(harness), { accessToken: harness.simulator.network.accessToken });
  },
  mastodon: () => simulated('mastodon', startMastodonHarness({ now })),
  slack: async () => {
    const harness = await startSlackHarness();
    return inTime(
      harness.simulator.network.pass.bind(harness.simulator.network),
      simulated('slack', Promise.resolve(harness)),
    );
  },
  telegram: () => simulated('telegram', startTelegramHarness()),
  threads: () => simulated('threads', startThreadsHarness({ now })),
  webhook: startWebhook,
  wordpress: () => simulated('wordpress', startWordPressHarness()),
  x: async () => {
    const harness = await startXHarness({ now });
    return simulated('x', Promise.resolve(harness), { accessToken: harness.simulator.network.accessToken });
  },
  youtube: async () => {
    const harness = await startYouTubeHarness({ now });
    return simulated('youtube', Promise.resolve(harness), { accessToken: harness.simulator.network.accessToken });
  },
};

/** Simulators that stand at an instant of their own are brought to ours, and kept there: networks are asked for what is new. */
async function inTime(advance: (milliseconds: number) => void, starting: Promise<Subject>): Promise<Subject> {
  const subject = await starting;
  let at = Date.parse('2026-11-24T08:00:05.000Z');
  const follow = (): void => {
    const now = Date.now();
    advance(now - at);
    at = now;
  };
  follow();
  const timer = setInterval(follow, 100);
  return {
    ...subject,
    close: () => {
      clearInterval(timer);
      return subject.close();
    },
  };
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
