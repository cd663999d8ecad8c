import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, stored, withSession } from '../../../testing/drive.js';
import { type BlueskyHarness, startBlueskyHarness } from '../../../testing/harness/bluesky.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { spoiled } from '../../../testing/spoil.js';
import type { AdapterIo, HttpRequest, PlannedMedia, PublishPlan, PublishState } from '../../contract.js';
import { blueskyAdapter } from './adapter.js';
import { facetsOf } from './facets.js';
import { readBlueskyWire } from './format.js';
import { manifest } from './manifest.js';
import { readState } from './state.js';
import { recordKey } from './tid.js';

const VIDEO: PlannedMedia = {
  ...image(0),
  mediaId: 'video-1',
  mimeType: 'video/mp4',
  altText: 'Butter',
  durationMs: 12_000,
};

contractSuite('bluesky', () => startBlueskyHarness());

describe('the key of a record', () => {
  it('is a TID of the instant, the same for a unit for ever and another for each unit', () => {
    const keys = ['a', 'b'].map((key) => recordKey(key, '2026-11-24T08:00:00.000Z'));
    expect(keys).toEqual([recordKey('a', '2026-11-24T08:00:00.000Z'), recordKey('b', '2026-11-24T08:00:00.000Z')]);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
    expect(recordKey('a', '2026-11-24T08:00:00.001Z') > keys[0]!).toBe(true);
  });
});

describe('the facets of a text', () => {
  it.each([
    ['a link after letters of two bytes', 'é https://x.test/a.', [['link', 3, 19, 'https://x.test/a']]],
    ['a hashtag after an emoji of eleven bytes', '👩‍🍳 #été', [['tag', 12, 18, 'été']]],
    ['a handle in capitals', '@Baker.Example', [['mention', 0, 14, 'baker.example']]],
    ['no handle without a dot, of another network, or with an underscore', '@baker @a@b.example @a_b.example', []],
    ['no hashtag longer than 64 graphemes', `#${'x'.repeat(65)}`, []],
  ])('are right for %s', (_name, text, facets) => {
    expect(facetsOf(text).map(({ kind, start, end, value }) => [kind, start, end, value])).toEqual(facets);
  });
});

describe('the embed of a post', () => {
  const link = 'https://example.org/a';
  it.each<[string, Partial<PublishPlan>, object | null, string]>([
    ['nothing', {}, null, 'Bread.'],
    ['a card titled by its host', { link }, { kind: 'card', uri: link, title: 'example.org', media: [] }, 'Bread.'],
    ['a card titled by the title', { link, title: 'Given' }, { title: 'Given' }, 'Bread.'],
    [
      'a card titled by the option',
      { link, title: 'Given', options: { cardTitle: 'Chosen' } },
      { title: 'Chosen' },
      'Bread.',
    ],
    [
      'a card with its picture',
      { link, media: [image(1)] },
      { kind: 'card', media: [{ mediaId: 'image-1' }] },
      'Bread.',
    ],
    [
      'pictures, and the link in the text',
      { link, media: [image(1), image(2)] },
      { kind: 'images' },
      `Bread.\n\n${link}`,
    ],
    [
      'a picture, and the link in the text, when asked',
      { link, media: [image(1)], options: { linkAs: 'text' } },
      { kind: 'images' },
      `Bread.\n\n${link}`,
    ],
    [
      'a link in the text that stands there already',
      { link, text: `See ${link}`, options: { linkAs: 'text' } },
      null,
      `See ${link}`,
    ],
    ['a link alone in the text', { link, text: '', options: { linkAs: 'text' } }, null, link],
    ['a video, and the link in the text', { link, media: [VIDEO] }, { kind: 'video' }, `Bread.\n\n${link}`],
  ])('is %s', (_name, changes, embed, text) => {
    const wire = readBlueskyWire(unitsOf(plan(changes))[0]!.wire);
    expect(wire.text).toBe(text);
    if (embed === null) expect(wire.embed).toBeNull();
    else expect(wire.embed).toMatchObject(embed);
  });

  it('counts a link that goes into the text', () => {
    const full = plan({ text: 'x'.repeat(290), link, media: [image(1), image(2)] });
    expect(issuesOf(full)).toEqual([['error', '/text', 'network.text_too_long']]);
    expect(issuesOf(plan({ text: 'x'.repeat(290), link }))).toEqual([]);
  });
});

describe('what stands in the way', () => {
  it.each<[string, Partial<PublishPlan>, string[][]]>([
    ['five images', { media: [1, 2, 3, 4, 5].map(image) }, [['error', '/media', 'network.media_too_many']]],
    ['an image beside a video', { media: [image(1), VIDEO] }, [['error', '/media', 'network.media_mixed']]],
    [
      '3,001 bytes in 251 graphemes',
      { text: `${'👩‍🍳'.repeat(250)}é${'x'.repeat(249)}` },
      [
        ['error', '/text', 'network.text_too_long'],
        ['error', '/text', 'network.text_too_long'],
      ],
    ],
    [
      'a long alternative text of a video',
      { media: [{ ...VIDEO, altText: 'x'.repeat(1_001) }] },
      [['error', '/media/0/altText', 'network.alt_text_too_long']],
    ],
    [
      'a very long one of an image',
      { media: [{ ...image(1), altText: 'x'.repeat(2_001) }] },
      [['warn', '/media/0/altText', 'network.alt_text_too_long']],
    ],
    [
      'a video of four minutes',
      { media: [{ ...VIDEO, durationMs: 240_000 }] },
      [['warn', '/media/0', 'network.media_duration']],
    ],
    [
      'a GIF of 1.1 MB',
      { media: [{ ...image(1), mimeType: 'image/gif', bytes: 1_100_000, animated: true }] },
      [['error', '/media/0', 'network.animation_too_large']],
    ],
    [
      'a video of 301 MB',
      { media: [{ ...VIDEO, bytes: 301_000_000 }] },
      [['error', '/media/0', 'network.media_too_large']],
    ],
  ])('of %s', (_name, changes, issues) => {
    expect(issuesOf(plan(changes))).toEqual(issues);
  });
});

describe('a refusal of the network', () => {
  const answers = JSON.parse(readFileSync(new URL('./fixtures/refusals.json', import.meta.url), 'utf8')) as Record<
    string,
    { status: number; body: object }
  >;
  it.each([
    ['wrong password', 'auth', 'bluesky.unauthorized'],
    ['expired', 'auth', 'bluesky.unauthorized'],
    ['invalid token', 'auth', 'bluesky.unauthorized'],
    ['no token', 'auth', 'bluesky.unauthorized'],
    ['two steps', 'auth', 'bluesky.app_password_needed'],
    ['taken down', 'auth', 'bluesky.account_inactive'],
    ['too long', 'permanent', 'bluesky.refused'],
    ['image too large', 'permanent', 'bluesky.refused'],
    ['body too large', 'permanent', 'bluesky.too_large'],
    ['broken', 'retryable', 'bluesky.unavailable'],
    ['upstream', 'retryable', 'bluesky.unavailable'],
  ])('%s is %s', async (name, kind, code) => {
    const { status, body } = answers[name]!;
    const outcome = { kind: 'answered' as const, status, headers: {}, body: JSON.stringify(body) };
    const harness = await startBlueskyHarness();
    const io = await withSession(blueskyAdapter, harness.io);
    await harness.close();
    const state = prepared();
    const result = await blueskyAdapter.run(blueskyAdapter.nextStep(state)!, state, spoiled(io, 0, outcome));
    expect(result).toMatchObject({ error: { class: kind, code, networkCode: (body as { error: string }).error } });
    // Their words may quote what they were sent.
    expect(JSON.stringify(result)).not.toContain((body as { message: string }).message);
  });
});

describe('the Bluesky adapter', () => {
  let harness: BlueskyHarness;
  let io: AdapterIo;
  beforeEach(async () => {
    harness = await startBlueskyHarness({ handles: { 'friend.test': 'did:plc:friend' } });
    io = await withSession(blueskyAdapter, harness.io);
  });
  afterEach(() => harness.close());

  const publish = (changes: Partial<PublishPlan> = {}, before?: (step: string) => void) =>
    drive(blueskyAdapter, unitsOf(plan(changes))[0]!, SAMPLE_SEED, io, {
      before: ({ step, io: own }) => {
        before?.(step.id);
        return own;
      },
    });

  it('uploads anew what was swept before the post came, and posts once', async () => {
    let swept = 0;
    const settled = await publish({ media: [image(1)] }, (step) => {
      if (step === 'put' && swept++ === 0) harness.simulator.network.sweepBlobs();
    });
    expect(settled.kind).toBe('published');
    expect(swept).toBe(2);
    expect(await harness.count()).toBe(1);
  });

  it('takes a large video through the video service, and waits for it', async () => {
    const steps: string[] = [];
    const settled = await publish({ media: [{ ...VIDEO, bytes: 60_000_000 }] }, (step) => steps.push(step));
    expect(settled.kind).toBe('published');
    expect(steps).toEqual(['upload_video', 'poll_video', 'poll_video', 'put']);
    expect(harness.simulator.network.things()).toMatchObject([{ media: 1, altTexts: [VIDEO.altText] }]);
  });

  it('tells a video that cannot be used from a job that broke', async () => {
    harness.simulator.network.failVideo('generic_failure');
    const steps: string[] = [];
    const media = [{ ...VIDEO, bytes: 60_000_000 }];
    await publish({ media }, (step) => steps.push(step));
    expect(steps.filter((step) => step === 'upload_video').length).toBe(2);
    harness.simulator.network.failVideo('validation_failure');
    await expect(publish({ media, text: 'Other.' })).rejects.toThrow('bluesky.video_refused is permanent');
  });

  it('waits a little between looks at a job, and not longer than an hour', async () => {
    const state = prepared({ media: [{ ...VIDEO, bytes: 60_000_000 }] });
    const first = await blueskyAdapter.run(blueskyAdapter.nextStep(state)!, state, io);
    if (first.kind !== 'wait') throw new Error(first.kind);
    expect(first.notBefore.getTime() - io.now.getTime()).toBe(3_000);
    const later = { ...io, now: first.notBefore };
    const second = await blueskyAdapter.run(blueskyAdapter.nextStep(first.state)!, first.state, later);
    expect(second).toMatchObject({ kind: 'wait', giveUpAt: first.giveUpAt });
    expect(first.giveUpAt.getTime() - io.now.getTime()).toBe(3_600_000);
  });

  it('mentions whom it finds, and leaves the rest as text', async () => {
    await publish({ text: '@friend.test and @nobody.test' });
    const record = harness.simulator.network.recordAt(recordKey(SAMPLE_SEED.key, SAMPLE_SEED.createdAt));
    expect(record?.['facets']).toEqual([
      {
        index: { byteStart: 0, byteEnd: 12 },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:friend' }],
      },
    ]);
  });

  it('is done when its key holds the very same record, and found by a look', async () => {
    const state = prepared();
    const { rkey } = readState(state);
    const step = blueskyAdapter.nextStep(state)!;
    await blueskyAdapter.run(step, state, spoiled(io, 0, 'answer_lost'));
    const swap = { kind: 'answered' as const, status: 400, headers: {}, body: '{"error":"InvalidSwap"}' };
    expect(await blueskyAdapter.run(step, stored(state), spoiled(io, 0, swap))).toMatchObject({ kind: 'done' });
    expect(await blueskyAdapter.reconcile(state, io)).toMatchObject({
      kind: 'found',
      state: { cid: expect.any(String) },
    });
    harness.simulator.network.overwrite(rkey, { text: 'Other.' });
    expect(await blueskyAdapter.run(step, state, io)).toMatchObject({ error: { code: 'bluesky.key_taken' } });
    expect(await blueskyAdapter.reconcile(state, io)).toMatchObject({ kind: 'undecidable' });
  });

  it('names what differs when it reads back', async () => {
    const settled = await publish({ media: [image(1)] });
    if (settled.kind !== 'published') throw new Error(settled.kind);
    const { remote, state } = settled;
    const look = () => blueskyAdapter.verify!(remote, state, io);
    expect(await look()).toEqual({ kind: 'faithful' });
    harness.simulator.network.overwrite(readState(state).rkey, {
      text: 'Cut',
      embed: { $type: 'app.bsky.embed.images', images: [] },
    });
    expect(await look()).toEqual({ kind: 'degraded', differences: ['text', 'media'] });
    await blueskyAdapter.remove!(remote, io);
    expect(await look()).toEqual({ kind: 'degraded', differences: ['missing'] });
  });

  it('that a person settled is taken back by its address, and nothing is by one of another', async () => {
    const settled = await publish();
    const at = settled.kind === 'published' ? settled.remote.id : '';
    const [, did = '', rkey = ''] = /^at:\/\/([^/]+)\/.*\/([^/]+)$/.exec(at) ?? [];
    const handle = harness.credentials['identifier'];
    const error = { class: 'permanent', code: 'bluesky.message_unknown' };
    for (const url of [null, `https://bsky.app/profile/${did}`, `https://bsky.app/profile/other.test/post/${rkey}`])
      expect(await blueskyAdapter.remove!({ id: '', url }, io)).toMatchObject({ kind: 'failed', error });
    expect(await harness.count()).toBe(1);
    const url = `https://bsky.app/profile/${handle}/post/${rkey}`;
    expect(await blueskyAdapter.remove!({ id: '', url }, io)).toEqual({ kind: 'removed' });
    expect(await harness.count()).toBe(0);
  });

  it('sleeps before a 429 is earned, and until the window ends when it came without a header of its own', async () => {
    const reset = new Date('2026-11-24T08:02:05.000Z');
    const run = (state: PublishState) => blueskyAdapter.run(blueskyAdapter.nextStep(state)!, state, io);
    harness.simulator.network.leave(1);
    expect(await run(prepared())).toMatchObject({ kind: 'done', quiet: { scope: 'account', until: reset } });
    expect(await run(prepared({ text: 'More.' }))).toMatchObject({
      error: { class: 'rate_limited', retryAfter: reset },
    });
    const bare = { kind: 'answered' as const, status: 429, headers: {}, body: '{"error":"RateLimitExceeded"}' };
    const without = await blueskyAdapter.run(blueskyAdapter.nextStep(prepared())!, prepared(), spoiled(io, 0, bare));
    expect(without).toMatchObject({ error: { class: 'rate_limited', scope: 'account' } });
    const asked = { ...bare, headers: { 'retry-after': '30', 'ratelimit-reset': String(reset.getTime() / 1000) } };
    const withBoth = await blueskyAdapter.run(blueskyAdapter.nextStep(prepared())!, prepared(), spoiled(io, 0, asked));
    expect(withBoth).toMatchObject({ error: { retryAfter: new Date(io.now.getTime() + 30_000) } });
  });

  it('asks for a person once neither token nor password is taken', async () => {
    harness.simulator.network.expireAccess();
    expect((await publish()).kind).toBe('published');
    harness.simulator.network.revokePassword();
    expect(await blueskyAdapter.renew!(io)).toMatchObject({
      kind: 'failed',
      error: { class: 'auth', code: 'bluesky.unauthorized' },
    });
  });

  it('does not sign in anew when the server is only away', async () => {
    const lost = spoiled(io, 0, 'never_arrives');
    expect(await blueskyAdapter.renew!(lost)).toMatchObject({ kind: 'failed', error: { class: 'retryable' } });
    expect(lost.calls.length).toBe(1);
  });

  it.each([
    ['http://localhost:1', 'https://pds.example.org', 'https://pds.example.org'],
    ['https://bsky.social', 'http://pds.example.org', 'https://bsky.social'],
    ['https://bsky.social', 'https://u:p@pds.example.org', 'https://bsky.social'],
    ['bsky.social', 'no address', 'https://bsky.social'],
    ['https://bsky.social', 'http://localhost:1', 'https://bsky.social'],
  ])('asked at %s and told of %s, it goes on with %s', async (host, serviceEndpoint, pds) => {
    const requests: HttpRequest[] = [];
    const didDoc = { service: [{ id: '#atproto_pds', serviceEndpoint }] };
    const body = JSON.stringify({ did: 'did:plc:x', accessJwt: 'a', refreshJwt: 'r', didDoc });
    const send: AdapterIo['http']['send'] = (request) => {
      requests.push(request);
      return Promise.resolve({ kind: 'answered', status: 200, headers: {}, body });
    };
    const account = { ...harness.io.account, credentials: { ...harness.credentials, host } };
    const result = await blueskyAdapter.renew!({ ...harness.io, account, http: { send } });
    expect(result).toMatchObject({ kind: 'renewed', session: { values: { pds }, expiresAt: null } });
    expect(requests).toMatchObject([{ userSuppliedHost: true }]);
  });

  it.each([
    [
      'a deactivated account',
      { active: false, status: 'deactivated' },
      { error: { class: 'auth', code: 'bluesky.account_inactive' } },
    ],
    [
      'an account of Bluesky’s without a confirmed address',
      { emailConfirmed: false },
      { kind: 'ok', limits: { media: { maxVideos: 0, maxImages: 4 } } },
    ],
    [
      'one with',
      { emailConfirmed: true },
      { kind: 'ok', account: 'fournil.test', url: 'https://bsky.app/profile/did:plc:x' },
    ],
  ])('checks %s', async (_name, told, expected) => {
    const body = JSON.stringify({ did: 'did:plc:x', handle: 'fournil.test', ...told });
    const answer = { kind: 'answered' as const, status: 200, headers: {}, body };
    expect(await blueskyAdapter.check(spoiled(io, 0, answer))).toMatchObject(expected);
  });

  it('answers a server that is none, and a channel that never signed in, before anything is sent', async () => {
    const account = { ...harness.io.account, credentials: { ...harness.credentials, host: 'ftp://x' } };
    expect(await blueskyAdapter.check({ ...harness.io, account })).toMatchObject({
      error: { code: 'bluesky.host_invalid', phase: 'before_send' },
    });
    const state = prepared();
    expect(await blueskyAdapter.run(blueskyAdapter.nextStep(state)!, state, harness.io)).toMatchObject({
      error: { class: 'auth', code: 'bluesky.no_session', phase: 'before_send' },
    });
  });

  it('refuses a state and a payload of a version it does not know', () => {
    expect(() => blueskyAdapter.nextStep({ v: 2 })).toThrow('unknown bluesky state version: 2');
    expect(() => readBlueskyWire({ version: 9 })).toThrow('unknown bluesky payload version: 9');
  });
});

function plan(changes: Partial<PublishPlan> = {}): PublishPlan {
  return samplePlan({ title: null, text: 'Bread.', media: [], link: null, ...changes });
}

function unitsOf(content: PublishPlan) {
  return blueskyAdapter.render(content, manifest.capabilities).units;
}

function issuesOf(content: PublishPlan): string[][] {
  return blueskyAdapter.validate(content, manifest.capabilities).map(({ level, path, code }) => [level, path, code]);
}

function prepared(changes: Partial<PublishPlan> = {}): PublishState {
  return blueskyAdapter.prepare(unitsOf(plan(changes))[0]!, SAMPLE_SEED);
}

function image(number: number): PlannedMedia {
  return {
    mediaId: `image-${number}`,
    url: 'https://media.example.org/x',
    mimeType: 'image/jpeg',
    bytes: 4_000,
    width: 1200,
    height: 800,
    altText: `Hands, ${number}`,
  };
}
