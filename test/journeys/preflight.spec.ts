import { jest } from '@jest/globals';
import sharp from 'sharp';
import type { Issue, NetworkAdapter } from '#networks';
import { createScriptedNetwork } from '#networks/testing';
import { expectStatus, scenario, startTestApi, type TestAnswer, type TestApi } from '../harness/index.js';

const { adapter: plain } = createScriptedNetwork({ canBeAsked: true });
const { adapter: short } = createScriptedNetwork({ id: 'short', canBeAsked: false });

/** 60 characters, the link below the text among them; dear; an option that it knows. */
const dear: NetworkAdapter = {
  ...short,
  manifest: {
    ...short.manifest,
    capabilities: { ...short.manifest.capabilities, text: { max: 60, unit: 'graphemes', enforced: true } },
    optionsSchema: { type: 'object', additionalProperties: false, properties: { silent: { type: 'boolean' } } },
  },
  validate(plan, capabilities) {
    const text = plan.link === null ? plan.text : `${plan.text}\n${plan.link}`;
    const price = {
      level: 'info',
      path: '/text',
      code: 'network.cost',
      params: { network: 'X', currency: 'USD' },
    } as const;
    const prices = ['post', ...plan.thread].map((): Issue => ({
      ...price,
      params: { ...price.params, amount: '0.015' },
    }));
    return [...short.validate({ ...plan, text }, capabilities), ...prices];
  },
};

/** Takes images of 100 bytes. */
const { adapter: small } = createScriptedNetwork({ id: 'small', canBeAsked: false });
const still: NetworkAdapter = {
  ...small,
  manifest: {
    ...small.manifest,
    capabilities: {
      ...small.manifest.capabilities,
      media: { ...small.manifest.capabilities.media, mimeTypes: ['*/*'], image: { maxBytes: 100 } },
    },
  },
};

const LONG = 'Une première phrase assez longue. Une deuxième, un peu moins. Et la troisième pour finir !';

describe('preflight', () => {
  let api: TestApi;
  let brandId: string;
  let plainId: string;
  let dearId: string;
  let stillId: string;

  beforeAll(async () => {
    api = await startTestApi({ adapters: [plain, dear, still] });
    const { brand, channel } = scenario(api);
    brandId = (await brand()).id;
    plainId = (await channel(brandId, 'scripted')).id;
    dearId = (await channel(brandId, 'short')).id;
    stillId = (await channel(brandId, 'small')).id;
  });
  afterAll(() => api.close());

  const ask = (body: object, query = '', language = 'fr'): Promise<TestAnswer> =>
    api.call('POST', `/v1/brands/${brandId}/preflight${query}`, { body, headers: { 'accept-language': language } });

  it('says of each channel what its network will, in the language asked for, and saves nothing', async () => {
    const before = await api.call('GET', `/v1/brands/${brandId}/posts`);
    const { body, headers } = expectStatus(await ask({ channelIds: [plainId, dearId], content: { text: LONG } }), 200);
    expect(headers.get('content-language')).toBe('fr');
    expect(body).toMatchObject({ accepted: false, issues: [] });
    const [onPlain, onDear] = body.channels;
    expect(onPlain).toEqual({
      ...{ channelId: plainId, networkId: 'scripted', networkName: 'Scripted (scripted)', issues: [] },
      units: [{ kind: 'post', text: LONG, measure: { used: 90, max: 500, unit: 'graphemes', fits: true } }],
      ...{ cost: null, split: null },
      reconciliation: { kind: 'lookup', note: 'Peut être interrogé par clé.' },
    });
    expect(onDear.issues).toEqual([
      {
        ...{ level: 'error', pointer: '/content/text', code: 'network.text_too_long' },
        message: 'Scripted (short) accepte 60 caractères ; il y en a 90.',
        params: { network: 'Scripted (short)', max: 60, unit: 'graphemes', used: 90 },
      },
      expect.objectContaining({
        level: 'info',
        code: 'network.cost',
        message: 'X facture environ 0.015 USD pour cela.',
      }),
    ]);
    expect(onDear.cost).toEqual({ amount: 0.015, currency: 'USD' });
    expect(onDear.reconciliation).toEqual({ kind: 'none', note: 'Ne peut être interrogé.' });
    expect((await api.call('GET', `/v1/brands/${brandId}/posts`)).body).toEqual(before.body);
  });

  it('shows every unit, and adds up what they cost', async () => {
    const content = { text: 'Un.', thread: [{ text: 'Deux.' }, { text: 'Trois.' }], firstComment: 'Et voilà.' };
    const { body } = expectStatus(await ask({ channelIds: [dearId], content }, '', 'en'), 200);
    expect(body.accepted).toBe(true);
    const [{ units, cost }] = body.channels;
    expect(units.map(({ kind, text }: { kind: string; text: string }) => [kind, text])).toEqual([
      ['post', 'Un.'],
      ['thread', 'Deux.'],
      ['thread', 'Trois.'],
      ['first_comment', 'Et voilà.'],
    ]);
    expect(cost).toEqual({ amount: 0.045, currency: 'USD' });
  });

  it('proposes a thread that the network takes, with room for what it adds itself', async () => {
    const content = { text: LONG, link: 'https://a.example/' };
    const body = { channelIds: [plainId, dearId], content };
    const [onPlain, onDear] = expectStatus(await ask(body, '?split=true'), 200).body.channels;
    expect(onPlain.split).toBeNull();
    // A line end and the link, which this network counts.
    expect(onDear.units[0].measure).toEqual({ used: 90 + 19, max: 60, unit: 'graphemes', fits: false });
    expect(onDear.split[0].measure).toMatchObject({ used: 37 + 19, fits: true });
    expect(onDear.split.map(({ text }: { text: string }) => text)).toEqual([
      'Une première phrase assez longue. 1/3',
      'Une deuxième, un peu moins. 2/3',
      'Et la troisième pour finir ! 3/3',
    ]);
    const [first, ...rest] = onDear.split.map(({ text }: { text: string }) => text) as string[];
    const split = { ...body, variants: { [dearId]: { text: first, thread: rest.map((text) => ({ text })) } } };
    expect(expectStatus(await ask(split), 200).body.accepted).toBe(true);
    expect(expectStatus(await ask(body), 200).body.channels[1].split).toBeNull();
    expectStatus(await ask(body, '?split=perhaps'), 400);
  });

  it.each<[string, object, object | null]>([
    ['a text too long', { text: LONG }, null],
    ['an unknown option', { text: 'Court.' }, { options: { loud: true } }],
    ['an option of the wrong kind', { text: 'Court.' }, { options: { silent: 'oui' } }],
    ['nothing at all', {}, null],
    ['what is fine', { text: 'Court.' }, null],
    ['a variant that is fine', { text: LONG }, { text: 'Court.', options: { silent: true } }],
  ])('says the same as schedule does: %s', async (_, content, variant) => {
    const post = { content, channelIds: [dearId], ...(variant ? { variants: { [dearId]: variant } } : {}) };
    const { id } = await scenario(api).post(brandId, { ...post, scheduledAt: '2026-11-30T08:00:00Z' });
    const asked = expectStatus(await api.call('POST', `/v1/posts/${id}/preflight`), 200).body;
    const foreseen = expectStatus(await ask(post, '', 'en'), 200).body;
    expect(asked).toEqual(foreseen);
    const scheduled = await api.call('POST', `/v1/posts/${id}/schedule?dryRun=true`);
    expect([200, 422]).toContain(scheduled.status);
    expect(asked.accepted).toBe(scheduled.status === 200);
    const issues = [...asked.issues, ...asked.channels[0].issues] as (Issue & { pointer: string; message: string })[];
    const errors = issues.filter(({ level }) => level === 'error');
    const told = errors.map(({ pointer, code, message }) => ({ pointer, code, message }));
    for (const error of scheduled.body.errors ?? []) expect(told).toContainEqual(error);
    if (scheduled.body.code === 'post.content_refused') expect(told).toEqual(scheduled.body.errors);
  });

  it('says of an animated image, in both languages, that it is too large and not made smaller', async () => {
    const form = new FormData();
    form.set('brandId', brandId);
    const raw = { width: 60, height: 80, channels: 3, pageHeight: 40 } as const;
    const frames = Buffer.concat([Buffer.alloc(7_200, 40), Buffer.alloc(7_200, 90)]);
    const file = await sharp(frames, { raw })
      .gif({ delay: [100, 200] })
      .toBuffer();
    form.set('file', new Blob([new Uint8Array(file)]), 'pain.gif');
    const { body: gif } = expectStatus(await api.call('POST', '/v1/media', { body: form }), 201);
    const content = { text: 'Le pain lève', mediaIds: [gif.id] };
    const saying = async (language: string) => {
      const { body } = expectStatus(await ask({ channelIds: [stillId], content }, '', language), 200);
      return body.channels[0].issues as object[];
    };
    const issue = { level: 'error', pointer: '/content/mediaIds/0', code: 'network.animation_too_large' };
    const sizes = `${gif.bytes}`;
    expect(await saying('fr')).toMatchObject([
      { ...issue, message: expect.stringContaining(`accepte des images de 100 octets ; celle-ci en a ${sizes}`) },
    ]);
    expect(await saying('en')).toMatchObject([
      { ...issue, message: expect.stringContaining(`takes images of 100 bytes; this one has ${sizes}`) },
    ]);
  });

  it('says that a post has no channel yet', async () => {
    const { body } = expectStatus(await ask({ content: { text: 'Court.' } }), 200);
    expect(body).toEqual({
      accepted: false,
      issues: [expect.objectContaining({ code: 'post.channels_missing' })],
      channels: [],
    });
  });

  it('needs only to read, and finds nothing of other brands', async () => {
    const other = (await scenario(api).brand()).id;
    const key = await api.issueKey({ scopes: ['calendar:read'], brands: [other] });
    const post = await scenario(api).post(brandId, { channelIds: [plainId] });
    const body = { content: { text: 'Court.' } };
    expectStatus(await api.call('POST', `/v1/brands/${other}/preflight`, { key, body }), 200);
    expectStatus(await api.call('POST', `/v1/brands/${brandId}/preflight`, { key, body }), 404);
    expectStatus(await api.call('POST', `/v1/posts/${post.id}/preflight`, { key }), 404);
    const foreign = { ...body, channelIds: [plainId] };
    const refused = await api.call('POST', `/v1/brands/${other}/preflight`, { key, body: foreign });
    expect(refused.body.code).toBe('channel.other_brand');
    const writer = await api.issueKey({ scopes: ['calendar:write'] });
    expectStatus(await api.call('POST', `/v1/brands/${brandId}/preflight`, { key: writer, body }), 403);
    const unknown = await ask({ ...body, occurrenceId: null });
    expect(unknown.body.errors).toEqual([expect.objectContaining({ pointer: '/occurrenceId', code: 'field.unknown' })]);
  });

  it('asks the database as often for many channels as for one', async () => {
    const many = await Promise.all(Array.from({ length: 6 }, () => scenario(api).channel(brandId, 'scripted')));
    const count = async (channelIds: string[]): Promise<number> => {
      const counting = jest.spyOn(api.foundation.dataSource.logger, 'logQuery');
      await ask({ channelIds, content: { text: 'Court.' } });
      const { length } = counting.mock.calls;
      counting.mockRestore();
      return length;
    };
    expect(await count([plainId])).toBeGreaterThan(0);
    expect(await count(many.map(({ id }) => id))).toBe(await count([plainId]));
  });
});
