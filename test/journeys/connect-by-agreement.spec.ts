import { HttpAdapterHost } from '@nestjs/core';
import { type AdapterIo, adapters, type JsonObject, type OAuthApp } from '#networks';
import {
  type AgreeableNetwork,
  allHostsAt,
  startFacebookPagesHarness,
  startInstagramHarness,
  startLinkedInHarness,
  startMastodonHarness,
  startThreadsHarness,
  startXHarness,
  startYouTubeHarness,
} from '#networks/testing';
import { SAMPLE_JPEG, SAMPLE_MP4 } from '../harness/networks/index.js';
import {
  type CallOptions,
  expectStatus,
  openBeginPage,
  scenario,
  startTestService,
  type TestService,
} from '../harness/index.js';

const NOW = '2026-11-24T08:00:00Z';
const PUBLIC_URL = 'https://calendar.example';
const days = (count: number): Date => new Date(Date.parse(NOW) + count * 86_400_000);

/** A simulator as its harness starts it. */
interface Harness {
  io: AdapterIo;
  simulator: { url: string; network: AgreeableNetwork };
  options?: JsonObject;
  close(): Promise<void>;
}

interface Subject {
  start(now: () => Date): Promise<Harness>;
  /** Typed before anybody agrees. */
  typed?: (url: string) => Record<string, string>;
  /** Which of the accounts is connected, by its id, where the agreement opens several. */
  chosen?: string;
  /** What a post cannot do without. */
  needs?: 'image' | 'video';
}

/** Every network that a person connects by agreeing: one that is missing here fails. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  facebook_pages: {
    start: (now) => startFacebookPagesHarness({ now, otherPages: ['La boutique'] }),
    chosen: '546349135390552',
  },
  instagram: { start: (now) => startInstagramHarness({ now }), needs: 'image' },
  linkedin: { start: (now) => startLinkedInHarness({ now }), chosen: 'urn:li:organization:5515715' },
  mastodon: { start: (now) => startMastodonHarness({ now }), typed: (url) => ({ host: `${url}/@boulangerie` }) },
  threads: { start: (now) => startThreadsHarness({ now }) },
  x: { start: (now) => startXHarness({ now }) },
  youtube: { start: (now) => startYouTubeHarness({ now }), needs: 'video' },
};

const NETWORKS = adapters.filter(({ manifest }) => manifest.oauth).map(({ manifest }) => manifest.id);

/** One installation, one simulated network, and all that was ever said. */
async function open(id: string) {
  const subject = SUBJECTS[id];
  const manifest = adapters.find((adapter) => adapter.manifest.id === id)!.manifest;
  if (!subject) throw new Error(`${id} has no simulator that hands out codes`);
  let service: TestService | null = null;
  const { io, simulator, options, close } = await subject.start(() => service?.clock.now() ?? new Date(NOW));
  const app: OAuthApp | null = io.app;
  service = await startTestService({
    now: NOW,
    environment: {
      PUBLIC_URL,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      NETWORK_HOSTS: JSON.stringify({ [id]: allHostsAt(simulator.url, manifest) }),
      NETWORK_APPS: JSON.stringify(app ? { [id]: app } : {}),
    },
  });
  const said = keepLog(service);
  const call = async (method: string, path: string, options?: CallOptions) => {
    const answer = await service.call(method, path, options);
    said.push(answer.text, JSON.stringify([...answer.headers]));
    return answer;
  };
  const to = scenario({ ...service, call });
  const { id: brandId } = await to.brand();

  /** States of agreements, and what browsers keep of them. */
  const unsaid: string[] = [];

  /** As an agency's front end begins it. */
  const begin = async (fields: object = {}) => {
    const credentials = subject.typed?.(simulator.url);
    const body = { networkId: id, ...(credentials ? { credentials } : {}), ...fields };
    // Its answer is for the person who agrees: it has the state.
    const begun = await service.call('POST', `/v1/brands/${brandId}/channels/authorize`, { body });
    const { id: agreementId, authorizationUrl } = expectStatus(begun, 201).body as Record<string, string>;
    unsaid.push(new URL(authorizationUrl!).searchParams.get('state')!);
    return { id: agreementId!, authorizationUrl: authorizationUrl! };
  };
  /** As a browser goes there, by way of our page, and comes back. */
  const follow = async (address: string) => {
    const { networkUrl, cookie, page: ours } = await openBeginPage(service, address);
    unsaid.push(cookie.slice(cookie.indexOf('=') + 1));
    said.push(ours.text.replaceAll(/ href="[^"]+"/g, ''));
    const page = await fetch(networkUrl, { redirect: 'manual' });
    if (page.status !== 302) throw new Error(`the network shows ${page.status}: ${await page.text()}`);
    const back = new URL(page.headers.get('location')!);
    expect(`${back.origin}${back.pathname}`).toBe(`${PUBLIC_URL}/oauth/callback`);
    return call('GET', back.pathname + back.search, { key: null, headers: { cookie } });
  };
  const agreement = async (agreementId: string) =>
    expectStatus(await call('GET', `/v1/oauth/agreements/${agreementId}`), 200).body;
  /** Agrees, chooses where there is a choice, and answers the channel's id. */
  const connect = async (fields: object = {}): Promise<string> => {
    const begun = await begin(fields);
    expectStatus(await follow(begun.authorizationUrl), 200);
    const { state, accounts } = await agreement(begun.id);
    expect(state).toBe('agreed');
    if (accounts[0].channelId !== null) return accounts[0].channelId as string;
    const body = { accountId: subject.chosen };
    return expectStatus(await call('POST', `/v1/oauth/agreements/${begun.id}/channels`, { body }), 201).body
      .id as string;
  };
  const channel = async (channelId: string) =>
    expectStatus(await call('GET', `/v1/channels/${channelId}`), 200).body as { health: string };

  const upload = async (name: string, bytes: Buffer): Promise<string> => {
    const form = new FormData();
    form.set('brandId', brandId);
    form.set('altText', 'Un pain');
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    return expectStatus(await call('POST', '/v1/media', { body: form }), 201).body.id as string;
  };
  const media = async (): Promise<string[]> => {
    if (subject.needs === 'video') return [await upload('pain.mp4', SAMPLE_MP4)];
    return subject.needs === 'image' ? [await upload('pain.jpg', SAMPLE_JPEG)] : [];
  };
  /** A post that is due at `instant`. */
  const schedule = async (channelId: string, text: string, instant: Date): Promise<string> => {
    const variants = options ? { [channelId]: { options } } : {};
    const content = { text, mediaIds: await media() };
    const scheduledAt = instant.toISOString();
    return (await to.scheduled(brandId, { channelIds: [channelId], scheduledAt, content, variants })).id;
  };
  const publicationOf = async (postId: string) => (await to.publicationsOf(postId))[0]!;
  const readers = () => simulator.network.things().map(({ text }) => text);

  return {
    ...{ service, simulator, said, call, begin, follow, agreement, connect, channel, schedule, publicationOf, readers },
    brandId,
    /** Everything that nobody may read. */
    secrets: () => [...unsaid, ...simulator.network.secrets, ...(app?.clientSecret ? [app.clientSecret] : [])],
    close: async () => {
      await service.close();
      await close();
    },
  };
}

type Journey = Awaited<ReturnType<typeof open>>;

/** Every line that the service logs from now on. */
function keepLog(service: TestService): string[] {
  const lines: string[] = [];
  interface Log extends Record<symbol, unknown> {
    level: string;
  }
  const { log } = service.get(HttpAdapterHost).httpAdapter.getInstance<{ log: Log }>();
  const stream = Object.getOwnPropertySymbols(log).find(({ description }) => description === 'pino.stream')!;
  log[stream] = { write: (line: string) => lines.push(line) };
  log.level = 'trace';
  return lines;
}

/** All that is stored, as whoever reads the tables sees it. */
async function rowsOf({ sql }: TestService): Promise<string> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const rows = await Promise.all(tables.map(({ name }) => sql(`select t::text as row from ${name} as t`)));
  return JSON.stringify(rows);
}

/** Neither in an answer, nor in the log, nor where rows are read. */
async function expectNoSecret({ service, call, said, secrets }: Journey, event: string): Promise<void> {
  await call('GET', '/v1/events?limit=200');
  const all = [...said, await rowsOf(service)].join('\n');
  const known = ['"route":"/oauth/callback"', event];
  expect(known.filter((text) => !all.includes(text))).toEqual([]);
  expect(secrets().length).toBeGreaterThan(2);
  expect(secrets().filter((secret) => all.includes(secret))).toEqual([]);
}

let journey: Journey;
afterEach(() => journey.close());

describe('an account is connected by agreement', () => {
  it.each(NETWORKS)('on %s, publishes, and goes on when its session has ended', async (id) => {
    journey = await open(id);
    const { service, connect, channel, schedule, publicationOf, readers } = journey;
    const channelId = await connect();
    expect(await channel(channelId)).toMatchObject({ networkId: id, health: 'ok' });
    await expectNoSecret(journey, 'channel.connected');

    const first = await schedule(channelId, 'La première fournée', new Date('2026-11-24T09:00:00Z'));
    await service.advanceTo('2026-11-24T12:00:00Z');
    expect(await publicationOf(first)).toMatchObject({ state: 'published' });
    expect(readers().filter((text) => text.includes('première'))).toHaveLength(1);

    // Longer than any session lasts by itself; some networks renew none that is over, so that the daily look does before.
    await service.advanceTo(days(58));
    await service.pass('check-channels');
    await service.advanceTo(days(61));
    const second = await schedule(channelId, 'La fournée suivante', days(61.1));
    await service.advanceTo(days(61.2));
    expect(await publicationOf(second)).toMatchObject({ state: 'published' });
    expect(readers()).toHaveLength(2);
    expect(await service.sql(`select 1 from attempt where outcome = 'auth'`)).toEqual([]);
    expect(await channel(channelId)).toMatchObject({ health: 'ok' });
    await expectNoSecret(journey, 'post.published');
  });

  it.each(NETWORKS)('on %s only if the person agrees', async (id) => {
    journey = await open(id);
    const { simulator, begin, follow, agreement, call, brandId } = journey;
    simulator.network.authorization.deny();
    const begun = await begin();
    const page = await follow(begun.authorizationUrl);
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('oauth.denied')]);
    expect(await agreement(begun.id)).toMatchObject({ state: 'failed', reason: 'oauth.denied', accounts: [] });
    expect((await call('GET', `/v1/brands/${brandId}/channels`)).body.data).toEqual([]);
    expect(simulator.network.secrets.filter((secret) => secret.startsWith('code'))).toEqual([]);
  });
});

it('gives back a channel that lost its agreement, with what waited for it', async () => {
  journey = await open('x');
  const { service, simulator, connect, channel, schedule, publicationOf, readers } = journey;
  const channelId = await connect();
  const post = await schedule(channelId, 'La fournée retenue', new Date('2026-11-24T09:00:00Z'));
  (simulator.network as AgreeableNetwork & { revoke(): void }).revoke();
  await service.advanceTo('2026-11-24T09:05:00Z');
  expect(await publicationOf(post)).toMatchObject({ state: 'held', reason: 'reauthorize' });
  expect(await channel(channelId)).toMatchObject({ health: 'reauthorize' });

  expect(await connect({ channelId })).toBe(channelId);
  expect(await channel(channelId)).toMatchObject({ health: 'ok' });
  await service.beat();
  expect(await publicationOf(post)).toMatchObject({ state: 'published' });
  expect(readers()).toEqual(['La fournée retenue']);
});

describe('the page before the network’s', () => {
  it('says who asks in the reader’s language, leads to the network, and is kept in mind by the browser alone', async () => {
    journey = await open('x');
    const { authorizationUrl } = await journey.begin();
    const { page, networkUrl, cookie } = await openBeginPage(journey.service, authorizationUrl, {
      'accept-language': 'fr',
    });
    expect(page.text).toContain('Les Marronniers demande à publier avec votre compte X, pour la marque Marque 1.');
    expect(page.text).not.toMatch(/<script|src=/);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('set-cookie')).toMatch(/^__Host-agreement-.*; HttpOnly; SameSite=Lax; Secure$/);
    expect(networkUrl.startsWith(`${journey.simulator.url}/i/oauth2/authorize?`)).toBe(true);
    expect(page.text).not.toContain(cookie.slice(cookie.indexOf('=') + 1));
  });

  it('cannot be left out: who is sent to the network’s page directly connects nothing', async () => {
    journey = await open('x');
    const { service, begin, agreement, call, brandId } = journey;
    const begun = await begin();
    const { networkUrl } = await openBeginPage(service, begun.authorizationUrl);
    const agreed = await fetch(networkUrl, { redirect: 'manual' });
    const { pathname, search } = new URL(agreed.headers.get('location')!);
    const page = await call('GET', pathname + search, { key: null, headers: { cookie: '__Host-agreement-x=y' } });
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('oauth.other_browser')]);
    expect(await agreement(begun.id)).toMatchObject({ state: 'failed', reason: 'oauth.other_browser' });
    expect((await call('GET', `/v1/brands/${brandId}/channels`)).body.data).toEqual([]);
  });

  it('says that nothing was begun, without a cookie', async () => {
    journey = await open('x');
    const page = await journey.call('GET', '/oauth/begin?state=%3Cscript%3E', { key: null });
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('oauth.state_unknown')]);
    expect(page.text).not.toContain('script');
    expect(page.headers.get('set-cookie')).toBeNull();
  });
});
