import { readFileSync } from 'node:fs';
import { type MastodonHarness, startMastodonHarness } from '../../../testing/harness/mastodon.js';
import { MASTODON_TOKEN, type MastodonFlavour } from '../../../testing/simulator/mastodon.js';
import { testIo } from '../../../testing/test-io.js';
import type { AdapterIo, HttpOutcome, JsonObject } from '../../contract.js';
import { accounts, check, register } from './account.js';
import { classifyRefusal } from './classify.js';
import { readLimits } from './limits.js';
import { manifest } from './manifest.js';
import { softwareOf } from './software.js';

const fixture = <Content>(name: string): Content =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Content;

describe('a refusal', () => {
  interface Case {
    from: string;
    status: number;
    body: object | string;
    class: string;
    code: string;
  }
  const { now } = testIo();
  const answered = (status: number, headers: Record<string, string>, body = '{"error":"no"}') => ({
    kind: 'answered' as const,
    status,
    headers,
    body,
  });

  it.each(fixture<Case[]>('refusals'))('$status of $from is $class', ({ status, body, ...expected }) => {
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const error = classifyRefusal(answered(status, {}, sent), 'irreversible', now);
    expect(error).toMatchObject({ class: expected.class, code: expected.code, phase: 'answered', httpStatus: status });
    expect(error.detail).not.toContain('Validation');
  });

  it.each([
    ['Mastodon', { 'x-ratelimit-reset': '2026-11-24T08:05:00.123456Z' }, '2026-11-24T08:05:00.123Z'],
    [
      'GoToSocial',
      { 'x-ratelimit-reset': String(Date.parse('2026-11-24T08:05:00Z') / 1000) },
      '2026-11-24T08:05:00.000Z',
    ],
    ['a proxy', { 'retry-after': '60' }, '2026-11-24T08:01:05.000Z'],
    ['a clock that is behind', { 'x-ratelimit-reset': '2026-11-24T08:00:00Z' }, undefined],
    ['nonsense', { 'x-ratelimit-reset': 'soon' }, undefined],
    ['nobody', {}, undefined],
  ])('ends when %s says', (_name, headers, expected) => {
    const error = classifyRefusal(answered(429, headers), 'none', now);
    expect(error.retryAfter?.toISOString()).toBe(expected);
  });
});

describe('the limits of a server', () => {
  it('are those of its v2 instance', () => {
    expect(readLimits(fixture<JsonObject>('instance-v2'), 'mastodon')).toEqual({
      text: { max: 500, unit: 'mastodon', enforced: true, linkLength: 23 },
      media: {
        maxImages: 4,
        maxVideos: 1,
        mimeTypes: [
          'image/jpeg',
          'image/png',
          'image/gif',
          'image/heic',
          'image/heif',
          'image/webp',
          'video/webm',
          'video/mp4',
          'video/quicktime',
          'video/ogg',
          'video/x-ms-asf',
        ],
        altText: true,
        altTextMax: 1_500,
        mixed: false,
        image: { maxBytes: 10_485_760, maxPixels: 16_777_216 },
        video: { maxBytes: 41_943_040 },
      },
      poll: { maxOptions: 4, maxOptionLength: 50, minSeconds: 300, maxSeconds: 2_629_746, withMedia: false },
    });
  });

  it('are those of a v1 instance', () => {
    expect(readLimits(fixture<JsonObject>('instance-v1-snac'), 'snac')).toMatchObject({
      text: { max: 100_000, linkLength: 32 },
      media: { mimeTypes: ['image/jpeg', 'video/mp4', 'image/svg+xml'] },
      poll: { maxOptions: 8 },
    });
  });

  it.each([
    [{ max_toot_chars: 5_000 }, 5_000],
    [{ configuration: { statuses: { max_characters: -1 } } }, 500],
    [{ configuration: 'none' }, 500],
    [{}, 500],
  ])('of %j are %i', (instance, max) => {
    expect(readLimits(instance, null)).toMatchObject({ text: { max }, media: manifest.capabilities.media });
  });
});

describe('an account', () => {
  let harness: MastodonHarness;
  const start = async (flavour?: MastodonFlavour) => (harness = await startMastodonHarness({ flavour }));
  afterEach(() => harness.close());

  const withCredentials = (credentials: Record<string, string>, token?: string): AdapterIo => ({
    ...harness.io,
    account: {
      ...harness.io.account,
      credentials,
      session: token === undefined ? null : { values: { accessToken: token }, expiresAt: null },
    },
  });

  it.each([
    ['mastodon', { text: { max: 500, unit: 'mastodon', enforced: true, linkLength: 23 } }],
    ['snac', { text: { max: 500, unit: 'mastodon', enforced: true, linkLength: 23 } }],
    ['hollo', { text: { max: 500, unit: 'mastodon', enforced: true, linkLength: 256 } }],
    [
      'gotosocial',
      { text: { max: 500, unit: 'mastodon', enforced: true, linkLength: 23, also: { max: 500, unit: 'code_points' } } },
    ],
  ] as const)('on %s is named with its limits', async (flavour, limits) => {
    await start(flavour);
    expect(await check(harness.io)).toMatchObject({
      kind: 'ok',
      account: '@boulangerie@mastodon.test',
      url: 'https://mastodon.test/@boulangerie',
      limits,
    });
    expect(harness.simulator.requests.map(({ method }) => method)).not.toContain('POST');
  });

  it('goes by the token of an agreement before a pasted one', async () => {
    await start();
    const host = harness.simulator.url;
    expect(await check(withCredentials({ host, accessToken: 'old' }, MASTODON_TOKEN))).toMatchObject({ kind: 'ok' });
    expect(await check(withCredentials({ host, accessToken: 'old' }))).toMatchObject({
      error: { class: 'auth', code: 'mastodon.unauthorized' },
    });
  });

  it('is not at an address that serves pages', async () => {
    await start();
    const page: HttpOutcome = { kind: 'answered', status: 200, headers: {}, body: '<h1>Welcome</h1>' };
    const io = { ...harness.io, http: { send: () => Promise.resolve(page) } };
    expect(await check(io)).toMatchObject({ error: { class: 'permanent', code: 'mastodon.not_mastodon' } });
    expect(await register(io, 'https://us.example/back')).toMatchObject({ error: { code: 'mastodon.not_mastodon' } });
  });

  it('is the only one that an agreement opens', async () => {
    await start();
    const host = harness.simulator.url;
    expect(await accounts(withCredentials({ host: `${host}/@boulangerie` }, MASTODON_TOKEN))).toEqual({
      kind: 'ok',
      accounts: [{ id: '109', name: `@boulangerie@${new URL(host).host}`, credentials: { host } }],
    });
    expect(await accounts(withCredentials({ host }, 'old'))).toMatchObject({ error: { class: 'auth' } });
  });

  it('begins with us as an app of its server', async () => {
    await start();
    const io = withCredentials({ host: harness.simulator.url });
    expect(await register(io, 'https://us.example/back')).toEqual({
      kind: 'registered',
      app: { clientId: 'client-1', clientSecret: 'client-secret-1-9a' },
    });
    expect(await register(io, 'no address')).toMatchObject({
      kind: 'failed',
      error: { class: 'permanent', code: 'mastodon.refused' },
    });
    expect(await register(withCredentials({ host: 'ftp://x' }), 'https://us.example/back')).toMatchObject({
      error: { code: 'mastodon.host_invalid' },
    });
  });
});

describe('what a server runs', () => {
  const index = (href: string) =>
    JSON.stringify({ links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href }] });
  const document = JSON.stringify({ version: '2.0', software: { name: 'Mastodon', version: '4.4.2' } });

  it.each([
    [
      'as it says',
      [
        [200, index('https://m.example/nodeinfo/2.0?a=b')],
        [200, document],
      ],
      'mastodon',
      ['/.well-known/nodeinfo', '/nodeinfo/2.0?a=b'],
    ],
    [
      'asked at its own host alone',
      [
        [200, index('https://evil.example/nodeinfo/2.0')],
        [200, document],
      ],
      'mastodon',
      ['/.well-known/nodeinfo', '/nodeinfo/2.0'],
    ],
    ['is unknown without an index', [[404, '<h1>no</h1>']], null, ['/.well-known/nodeinfo']],
    [
      'is unknown without a document',
      [
        [200, index('https://m.example/n')],
        [403, ''],
      ],
      null,
      ['/.well-known/nodeinfo', '/n'],
    ],
    ['is unknown with a page for an index', [[200, '<h1>Welcome</h1>']], null, ['/.well-known/nodeinfo']],
    [
      'is unknown with a page for a document',
      [
        [200, index('https://m.example/n')],
        [200, '<h1>'],
      ],
      null,
      ['/.well-known/nodeinfo', '/n'],
    ],
    [
      'is unknown with an address for an index that is none',
      [[200, index('nodeinfo')]],
      null,
      ['/.well-known/nodeinfo'],
    ],
  ] as [string, [number, string][], string | null, string[]][])('%s', async (_name, answers, name, paths) => {
    const asked: string[] = [];
    const send: AdapterIo['http']['send'] = ({ url }) => {
      asked.push(url);
      const [status, body] = answers[asked.length - 1]!;
      return Promise.resolve({ kind: 'answered', status, headers: {}, body });
    };
    expect(await softwareOf('https://m.example', testIo({ http: { send } }))).toEqual({ kind: 'named', name });
    expect(asked).toEqual(paths.map((path) => `https://m.example${path}`));
  });
});
