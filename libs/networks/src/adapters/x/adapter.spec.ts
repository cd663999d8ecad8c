import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, type Settled, stored } from '../../../testing/drive.js';
import { startXHarness, type XHarness } from '../../../testing/harness/x.js';
import { createMemoryMedia } from '../../../testing/memory-media.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { spoiled } from '../../../testing/spoil.js';
import { testAccount, testIo } from '../../../testing/test-io.js';
import type { AdapterIo, Ancestor, PlannedMedia, PublishPlan, PublishState, Seed } from '../../contract.js';
import { xAdapter } from './adapter.js';
import { classifyRefusal } from './classify.js';
import { composedText } from './format.js';
import { manifest } from './manifest.js';
import { canonicalText, readPost } from './posts.js';

contractSuite('x', startXHarness);

const CAPABILITIES = manifest.capabilities;

function medium(changes: Partial<PlannedMedia> = {}): PlannedMedia {
  const [image] = samplePlan().media;
  return { ...image!, ...changes };
}

const VIDEO = medium({ mediaId: 'video-9', mimeType: 'video/mp4', durationMs: 12_000, bytes: 9_000_000 });
const POLL = { question: 'Butter?', options: ['Yes', 'No'], duration: 'P1D' };

function unitOf(changes: Partial<PublishPlan>, index = 0) {
  return xAdapter.render(samplePlan(changes), CAPABILITIES).units[index]!;
}

async function publish(harness: XHarness, changes: Partial<PublishPlan>, io = harness.io, seed: Seed = SAMPLE_SEED) {
  const settled = await drive(xAdapter, unitOf(changes), seed, io);
  return settled as Extract<Settled, { kind: 'published' }>;
}

/** The state as it stands right before the post is created, and an io for that moment. */
async function readyToCreate(harness: XHarness, changes: Partial<PublishPlan>): Promise<PublishState> {
  let state = xAdapter.prepare(unitOf(changes), SAMPLE_SEED);
  for (let step = xAdapter.nextStep(state); step && step.id !== 'create'; step = xAdapter.nextStep(state)) {
    const result = await xAdapter.run(step, state, harness.io);
    if (result.kind === 'failed') throw new Error(result.error.code);
    state = stored(result.state);
  }
  return state;
}

function create(state: PublishState, io: AdapterIo) {
  return xAdapter.run(xAdapter.nextStep(state)!, state, io);
}

describe('a post on X', () => {
  let harness: XHarness;
  beforeEach(async () => {
    harness = await startXHarness();
  });
  afterEach(() => harness.close());
  const things = () => harness.simulator.network.things();

  it('carries text, link, images and what describes them', async () => {
    const media = [1, 2, 3, 4].map((n) => medium({ mediaId: `image-${n}`, altText: n === 4 ? ' ' : `Fold ${n}` }));
    const settled = await publish(harness, { media });
    const text = `${samplePlan().text}\n\n${samplePlan().link}`;
    expect(things()).toMatchObject([{ text, media: 4, altTexts: ['Fold 1', 'Fold 2', 'Fold 3', null] }]);
    expect(await xAdapter.verify!(settled.remote, settled.state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('carries a video in segments, each a step, and waits until it is processed', async () => {
    await harness.close();
    const content = Buffer.alloc(9_000_000, 7);
    harness = await startXHarness({ media: createMemoryMedia({ 'video-9': { mimeType: 'video/mp4', content } }) });
    const settled = await publish(harness, { media: [VIDEO] });
    const calls = harness.simulator.requests.map(({ path }) => path.split('/').at(-1));
    expect(calls.filter((call) => call === 'append')).toHaveLength(3);
    expect(calls.slice(-3)).toEqual(['upload', 'upload', 'tweets']);
    expect(things()).toMatchObject([{ media: 1 }]);
    expect(await xAdapter.verify!(settled.remote, settled.state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('sends its files again, but once, when X no longer knows them', async () => {
    const state = await readyToCreate(harness, { media: [medium()] });
    harness.simulator.network.forgetMedia();
    const again = await create(state, harness.io);
    expect(again).toMatchObject({ kind: 'advanced' });
    // X says only once that it does not know them; a second time it is something else.
    const refused = await create({ ...state, uploadedAgain: true }, harness.io);
    expect(refused).toMatchObject({ kind: 'failed', error: { class: 'permanent', code: 'x.media_invalid' } });
    expect(things()).toEqual([]);
  });

  it('sends a file again, but once, when X has lost a part of it', async () => {
    const finalizing = async (state: PublishState) => {
      for (const _step of ['initialize', 'append']) {
        const result = await xAdapter.run(xAdapter.nextStep(state)!, state, harness.io);
        state = (result as { state: PublishState }).state;
      }
      harness.simulator.network.loseSegment();
      return xAdapter.run(xAdapter.nextStep(state)!, state, harness.io);
    };
    const first = await finalizing(xAdapter.prepare(unitOf({}), SAMPLE_SEED));
    expect(first).toMatchObject({
      kind: 'advanced',
      state: { uploads: [{ next: 'initialize' }], uploadedAgain: true },
    });
    const second = await finalizing((first as { state: PublishState }).state);
    expect(second).toMatchObject({ kind: 'failed', error: { class: 'permanent', code: 'x.refused' } });
  });

  it('never names media that X has forgotten by its own word', async () => {
    const state = await readyToCreate(harness, { media: [medium()] });
    const before = harness.simulator.requests.length;
    const late = { ...harness.io, now: new Date(harness.io.now.getTime() + 25 * 3_600_000) };
    const result = await create(state, late);
    expect(harness.simulator.requests).toHaveLength(before);
    expect(result).toMatchObject({ kind: 'advanced', state: { uploads: [{ next: 'initialize', id: null }] } });
  });

  it('fails for good when X cannot process the file', async () => {
    let state = xAdapter.prepare(unitOf({ media: [VIDEO] }), SAMPLE_SEED);
    for (const id of ['initialize', 'append', 'finalize']) {
      expect(xAdapter.nextStep(state)?.id).toBe(id);
      const result = await xAdapter.run(xAdapter.nextStep(state)!, state, harness.io);
      state = (result as { state: PublishState }).state;
    }
    harness.simulator.network.failProcessing();
    const error = { class: 'permanent', code: 'x.media_failed', networkCode: 'InvalidMedia' };
    expect(await xAdapter.run(xAdapter.nextStep(state)!, state, harness.io)).toMatchObject({ kind: 'failed', error });
  });

  it('carries a poll with its question, and its settings', async () => {
    const options = { replySettings: 'following', madeWithAi: true };
    const changes = { media: [], link: null, poll: POLL, options };
    await publish(harness, changes);
    expect(things()).toMatchObject([{ text: `${samplePlan().text}\n\nButter?`, poll: ['Yes', 'No'] }]);
    expect(unitOf(changes).wire['settings']).toEqual({ reply_settings: 'following', made_with_ai: true });
  });

  it('is answered by the parts of its thread, each by the next, and by its first comment', async () => {
    const changes = { media: [], thread: [{ text: 'Two.' }, { text: 'Three.' }], firstComment: 'Recipe below.' };
    const units = xAdapter.render(samplePlan(changes), CAPABILITIES).units;
    const ids: string[] = [];
    for (const [index, unit] of units.entries()) {
      const ancestor = (id: string | undefined) => (id === undefined ? null : { id, url: null, state: null });
      const seed = { ...SAMPLE_SEED, key: `k${index}`, parent: ancestor(ids.at(-1)), root: ancestor(ids[0]) };
      const settled = (await drive(xAdapter, unit, seed, harness.io)) as Extract<Settled, { kind: 'published' }>;
      ids.push(settled.remote.id);
    }
    expect(things().map(({ parentId }) => parentId)).toEqual([null, ids[0], ids[1], ids[0]]);
  });

  describe('that answers one with people in it, whom X puts in front of the answer', () => {
    const seed = async (): Promise<Seed> => {
      const { remote } = await publish(harness, { media: [], text: 'Bread by @baker and @Miller.' });
      const ancestor = { ...remote, state: null };
      return { ...SAMPLE_SEED, key: 'k1', parent: ancestor, root: ancestor };
    };
    const REPLIES = ['Two.', '@Miller thank you.', '@baker', '@stranger look: https://example.org/a'];

    it.each(REPLIES)('is as it was planned, and found: %j', async (text) => {
      const unit = unitOf({ media: [], thread: [{ text }] }, 1);
      const armed = xAdapter.prepare(unit, await seed());
      const sent = await create(armed, harness.io);
      const { remote, state } = sent as Extract<typeof sent, { kind: 'done' }>;
      expect(await xAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
      expect(await xAdapter.reconcile(armed, harness.io)).toMatchObject({ kind: 'found', remote });
      harness.simulator.network.refuseDuplicates();
      expect(await create(armed, harness.io)).toMatchObject({ kind: 'done', remote });
    });

    it('is told from another answer, and from one that leaves out whom ours names', async () => {
      const answered = await seed();
      const stateOf = (text: string) => xAdapter.prepare(unitOf({ media: [], thread: [{ text }] }, 1), answered);
      await create(stateOf('Two.'), harness.io);
      for (const other of ['Three.', 'So: Two.', '@stranger Two.'])
        expect(await xAdapter.reconcile(stateOf(other), harness.io)).toMatchObject({ kind: 'absent' });
    });

    it('is not looked past by a post that answers nobody', async () => {
      harness.simulator.network.postElsewhere('@baker Two.', harness.io.now);
      const state = xAdapter.prepare(unitOf({ media: [], link: null, text: 'Two.' }), SAMPLE_SEED);
      expect(await xAdapter.reconcile(state, harness.io)).toMatchObject({ kind: 'absent' });
    });
  });

  it('that a person settled is answered and taken back by its address, and by nothing else', async () => {
    const { remote } = await publish(harness, { media: [] });
    const settled = { id: '', url: `https://twitter.com/bakery/status/${remote.id}?s=20`, state: null };
    const part = unitOf({ media: [], thread: [{ text: 'Two.' }] }, 1);
    const seedOf = (parent: Ancestor): Seed => ({ ...SAMPLE_SEED, key: 'k1', parent, root: parent });
    await drive(xAdapter, part, seedOf(settled), harness.io);
    expect(things()[1]).toMatchObject({ text: 'Two.', parentId: remote.id });
    const error = { class: 'permanent', code: 'x.message_unknown', phase: 'before_send' };
    for (const url of [null, 'https://x.com/bakery', `https://example.org/bakery/status/${remote.id}`]) {
      expect(await xAdapter.remove!({ id: '', url }, harness.io)).toMatchObject({ kind: 'failed', error });
      const state = xAdapter.prepare(part, seedOf({ id: '', url, state: null }));
      expect(await create(state, harness.io)).toMatchObject({ kind: 'failed', error });
    }
    expect(things()).toHaveLength(2);
    expect(await xAdapter.remove!(settled, harness.io)).toEqual({ kind: 'removed' });
  });

  it('renews a dead token once and goes on, with the refresh token of the moment', async () => {
    harness.simulator.network.killToken();
    expect((await publish(harness, { media: [] })).kind).toBe('published');
    const renewed = await xAdapter.renew!({ ...harness.io, account: sessionOf(harness) });
    expect(renewed).toMatchObject({ kind: 'renewed', session: { expiresAt: '2026-11-24T10:00:05.000Z' } });
    // It was spent by the call before.
    const spent = await xAdapter.renew!(harness.io);
    expect(spent).toMatchObject({ kind: 'failed', error: { class: 'auth', code: 'x.session_expired' } });
  });

  it('asks for agreement again without a session, an app, or any token', async () => {
    const account = testAccount(harness.credentials);
    const withoutSession = await xAdapter.renew!({ ...harness.io, account });
    expect(withoutSession).toMatchObject({ error: { class: 'auth', code: 'x.session_expired' } });
    expect(await xAdapter.renew!({ ...harness.io, app: null })).toMatchObject({ error: { code: 'x.app_missing' } });
    const wrongApp = { clientId: 'x-app', clientSecret: 'other' };
    expect(await xAdapter.renew!({ ...harness.io, app: wrongApp })).toMatchObject({ error: { code: 'x.app_refused' } });
    const error = { class: 'auth', code: 'x.token_missing', phase: 'before_send' };
    expect(await xAdapter.check({ ...harness.io, account })).toMatchObject({ kind: 'failed', error });
  });

  it('takes a pasted token where there is no session', async () => {
    const pasted = { ...harness.credentials, accessToken: harness.simulator.network.accessToken };
    const io = { ...harness.io, account: testAccount(pasted, { capabilities: CAPABILITIES }) };
    expect(await xAdapter.check(io)).toMatchObject({ kind: 'ok', account: '@bakery', url: 'https://x.com/bakery' });
  });

  it('sleeps until the window ends, with the last call and with one too many', async () => {
    const state = await readyToCreate(harness, { media: [] });
    const until = new Date(harness.io.now.getTime() + 900_000);
    harness.simulator.network.leave(1);
    expect(await create(state, harness.io)).toMatchObject({ kind: 'done', quiet: { scope: 'endpoint', until } });
    const error = { class: 'rate_limited', scope: 'endpoint', retryAfter: until };
    expect(await create(state, harness.io)).toMatchObject({ kind: 'failed', error });
  });

  it('is taken back once', async () => {
    const { remote } = await publish(harness, { media: [] });
    expect(await xAdapter.remove!(remote, harness.io)).toEqual({ kind: 'removed' });
    expect(await xAdapter.remove!(remote, harness.io)).toEqual({ kind: 'already_gone' });
    expect(things()).toEqual([]);
  });

  it.each([
    ['cut', { media: [] }, ['text']],
    ['poll_dropped', { media: [], poll: POLL }, ['poll']],
    ['media_dropped', {}, ['media', 'alt_text']],
  ] as const)('is found degraded when it was %s', async (fate, changes, differences) => {
    harness.simulator.network.spoil(fate);
    const { remote, state } = await publish(harness, {
      ...changes,
      media: [...((changes as Partial<PublishPlan>).media ?? samplePlan().media)],
    });
    expect(await xAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences });
  });

  it('is found missing, and not when the look fails', async () => {
    const { remote, state } = await publish(harness, { media: [] });
    await xAdapter.remove!(remote, harness.io);
    expect(await xAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences: ['missing'] });
    harness.simulator.network.revoke();
    expect(await xAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  function sessionOf({ simulator: { network }, io }: XHarness): AdapterIo['account'] {
    const { accessToken, refreshToken } = network;
    return { ...io.account, session: { values: { accessToken, refreshToken }, expiresAt: null } };
  }
});

describe('a post on X that nobody knows about', () => {
  let harness: XHarness;
  beforeEach(async () => {
    harness = await startXHarness();
  });
  afterEach(() => harness.close());
  const network = () => harness.simulator.network;

  it('is found by text, media and what it answers, and none else is', async () => {
    const state = await readyToCreate(harness, {});
    const text = composedText(samplePlan());
    network().postElsewhere(text, harness.io.now);
    const lost = await create(state, spoiled(harness.io, 0, 'answer_lost'));
    expect(lost).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome', phase: 'sent' } });
    const [, ours] = network().things();
    const found = await xAdapter.reconcile(state, harness.io);
    expect(found).toMatchObject({
      kind: 'found',
      remote: { id: ours?.id, url: `https://x.com/i/web/status/${ours?.id}` },
    });
  });

  it('is likely absent when only an older one says the same', async () => {
    const state = await readyToCreate(harness, { media: [] });
    network().postElsewhere(composedText(samplePlan()), new Date('2026-11-24T07:57:00Z'));
    expect(await xAdapter.reconcile(state, harness.io)).toEqual({ kind: 'absent', certainty: 'likely' });
  });

  it('is not sent blindly after a 429 that is waited out and a 503 that may have been anything', async () => {
    const refused = { method: 'POST', path: '/2/tweets', when: 'before' } as const;
    harness.simulator.plan({ ...refused, answer: { status: 429, headers: { 'x-rate-limit-reset': '1795508000' } } });
    harness.simulator.plan({ ...refused, answer: { status: 503 } });
    const seen: Date[] = [];
    const before = ({ io }: { io: AdapterIo }) => {
      seen.push(io.now);
      return io;
    };
    const settled = await drive(xAdapter, unitOf({ media: [] }), SAMPLE_SEED, harness.io, { before });
    expect(seen[1]).toEqual(new Date(1_795_508_000_000));
    expect(settled).toEqual({ kind: 'unconfirmed', runs: 2 });
    expect(network().things()).toEqual([]);
  });

  it('is undecidable among more posts than one look shows', async () => {
    const state = await readyToCreate(harness, { media: [] });
    for (let n = 0; n < 101; n++) network().postElsewhere(`Offer ${n}`, harness.io.now);
    expect(await xAdapter.reconcile(state, harness.io)).toMatchObject({ kind: 'undecidable' });
  });

  it('is ours when X says duplicate and shows it, and else a refusal', async () => {
    network().refuseDuplicates();
    const state = await readyToCreate(harness, { media: [] });
    await create(state, spoiled(harness.io, 0, 'answer_lost'));
    const [ours] = network().things();
    expect(await create(state, harness.io)).toMatchObject({ kind: 'done', remote: { id: ours?.id } });
    expect(network().things()).toHaveLength(1);
  });

  it('is refused when the duplicate is older than our intent, and unknown when the look fails', async () => {
    network().refuseDuplicates();
    network().postElsewhere(composedText(samplePlan()), new Date('2026-11-20T08:00:00Z'));
    const state = await readyToCreate(harness, { media: [] });
    const error = { class: 'permanent', code: 'x.duplicate', httpStatus: 403 };
    expect(await create(state, harness.io)).toMatchObject({ kind: 'failed', error });
    const blind = await create(state, spoiled(harness.io, 1, 'never_arrives'));
    expect(blind).toMatchObject({ kind: 'failed', error: { ...error, class: 'unknown_outcome' } });
  });
});

describe('what X answers', () => {
  const now = testIo().now;
  const reset = String(now.getTime() / 1_000 + 600);
  const inTenMinutes = new Date(now.getTime() + 600_000);

  it.each([
    [401, 'unauthorized', {}, { class: 'auth', code: 'x.unauthorized' }],
    [402, 'credits', {}, { class: 'permanent', code: 'x.credits_spent', networkCode: 'credits' }],
    [403, 'duplicate', {}, { class: 'permanent', code: 'x.duplicate' }],
    [403, 'not-permitted', {}, { class: 'permanent', code: 'x.not_permitted' }],
    [403, 'client-forbidden', {}, { class: 'permanent', code: 'x.app_refused', networkCode: 'client-forbidden' }],
    [403, 'video-too-long', {}, { class: 'permanent', code: 'x.video_too_long' }],
    [400, 'media-invalid', {}, { class: 'permanent', code: 'x.media_invalid' }],
    [429, 'usage-capped', {}, { class: 'permanent', code: 'x.credits_spent' }],
    [429, 'too-many-requests', {}, { class: 'rate_limited', scope: 'endpoint' }],
    [429, 'too-many-requests', { 'x-rate-limit-reset': reset }, { scope: 'endpoint', retryAfter: inTenMinutes }],
    [
      429,
      'too-many-requests',
      { 'x-app-limit-24hour-remaining': '0', 'x-app-limit-24hour-reset': reset },
      { scope: 'app', retryAfter: inTenMinutes },
    ],
    [
      429,
      'too-many-requests',
      { 'x-user-limit-24hour-remaining': '0', 'x-user-limit-24hour-reset': reset },
      { scope: 'account', retryAfter: inTenMinutes },
    ],
    [503, 'unauthorized', {}, { class: 'unknown_outcome' }],
  ])('%i %s %j', (status, name, headers, error) => {
    const body = readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
    const found = classifyRefusal('irreversible', { kind: 'answered', status, headers, body }, now);
    expect(found).toMatchObject({ httpStatus: status, phase: 'answered', ...error });
    expect(JSON.stringify(found)).not.toContain('1234567890');
  });

  it('never promises an end of the window that has passed', () => {
    const headers = { 'x-rate-limit-reset': String(now.getTime() / 1_000 - 5) };
    const found = classifyRefusal('none', { kind: 'answered', status: 429, headers, body: '' }, now);
    expect(found.retryAfter).toBeUndefined();
  });
});

describe('the text of a post on X', () => {
  const link = 'https://example.org/';
  it.each([
    [{ text: ' Bread. ', link }, `Bread.\n\n${link}`],
    [{ text: `Bread: ${link}`, link }, `Bread: ${link}`],
    // The beginning of another link is not that link.
    [{ text: `Bread: ${link}fold`, link }, `Bread: ${link}fold\n\n${link}`],
    [{ text: ' ', link }, link],
    [{ text: 'Butter? Say it.', link: null, poll: POLL }, 'Butter? Say it.'],
    [{ text: '', link, poll: POLL }, `Butter?\n\n${link}`],
    [{ text: 'Bread.', link: null }, 'Bread.'],
  ])('%j', (changes, expected) => {
    expect(composedText(samplePlan({ media: [], ...changes }))).toBe(expected);
  });

  it.each([
    [
      'Tea &amp; bread &lt;3 https://t.co/a',
      [{ url: 'https://t.co/a', expanded_url: 'https://e.org/?a=1&lt;=2' }],
      'Tea & bread <3 https://e.org/?a=1&lt;=2',
    ],
    ['See https://t.co/a', [{ url: 'https://t.co/a', expanded_url: 'http://example.org' }], 'See example.org'],
    [
      'Fold https://t.co/m',
      [{ url: 'https://t.co/m', expanded_url: 'https://x.com/b/status/1/photo/1', media_key: '3_1' }],
      'Fold',
    ],
    ['$& https://t.co/a', [{ url: 'https://t.co/a', expanded_url: 'https://e.org/$&' }], '$& https://e.org/$&'],
    ['Cafe\u0301', [], 'Café'],
  ])('reads %j as it was written', (text, urls, written) => {
    const seen = readPost({ id: '1', text, created_at: '2026-11-24T08:00:00Z', entities: { urls } });
    expect(seen?.text).toBe(canonicalText(written));
  });

  it('reads a long one whole', () => {
    const note = { text: 'Long &gt; short', entities: {} };
    const value = { id: '1', text: 'Long', created_at: '2026-11-24T08:00:00Z', note_tweet: note };
    expect(readPost(value)?.text).toBe('Long > short');
  });
});

describe('what stands in the way on X', () => {
  const gif = medium({ mimeType: 'image/gif', bytes: 16_000_000 });
  const issuesOf = (
    changes: Partial<PublishPlan>,
    capabilities: Parameters<typeof xAdapter.validate>[1] = CAPABILITIES,
  ) => xAdapter.validate(samplePlan({ media: [], link: null, ...changes }), capabilities);

  it.each([
    [
      'a link that makes it too long',
      { text: 'a'.repeat(260), link: 'https://example.org/' },
      'error',
      'network.text_too_long',
    ],
    ['a poll beside media', { poll: POLL, media: [medium()] }, 'error', 'network.poll_with_media'],
    ['a poll of four minutes', { poll: { ...POLL, duration: 'PT4M' } }, 'error', 'network.poll_duration'],
    ['a GIF beside an image', { media: [gif, medium()] }, 'error', 'network.media_too_many'],
    ['a large GIF', { media: [gif] }, 'error', 'network.media_too_large'],
    [
      'a large animated WebP',
      { media: [{ ...gif, mimeType: 'image/webp', animated: true }] },
      'error',
      'network.animation_too_large',
    ],
    ['a long video', { media: [{ ...VIDEO, durationMs: 1_300_000 }] }, 'error', 'network.media_duration'],
    ['a described video', { media: [VIDEO] }, 'info', 'network.beyond_our_means'],
    [
      'an alternative text of many code points',
      { media: [medium({ altText: '👨‍👩‍👧'.repeat(300) })] },
      'error',
      'network.alt_text_too_long',
    ],
  ] as const)('%s', (_name, changes, level, code) => {
    expect(issuesOf(changes as Partial<PublishPlan>)).toContainEqual(expect.objectContaining({ level, code }));
  });

  it('is not a GIF that is larger than other images may be', () => {
    const media = [{ ...gif, bytes: 14_000_000, animated: true }];
    expect(issuesOf({ media }).map(({ code }) => code)).toEqual(['network.cost']);
  });

  it.each([
    [{ text: 'Bread.' }, 0.015],
    [{ text: 'Bread on example.org' }, 0.2],
    [{ text: 'Bread.', link: 'https://example.org/' }, 0.2],
    [{ text: 'Bread.', thread: [{ text: 'Two.' }], firstComment: 'https://example.org/' }, 0.23],
  ])('the price of %j', (changes, amount) => {
    const cost = issuesOf(changes).filter(({ code }) => code === 'network.cost');
    expect(cost).toEqual([
      { level: 'info', path: '/text', code: 'network.cost', params: { network: 'X', amount, currency: 'USD' } },
    ]);
  });
});

describe('an account on X', () => {
  it.each([
    [{ subscription_type: 'None', verified_type: 'none' }, 280, 1_200, true],
    [{ subscription_type: 'Basic', verified_type: 'none' }, 25_000, 1_200, false],
    [{ subscription_type: 'Premium', verified_type: 'blue' }, 25_000, 7_500, false],
    [{ subscription_type: 'None', verified_type: 'business' }, 280, 7_500, false],
  ])('with %j', async (profile, max, maxSeconds, enforced) => {
    const harness = await startXHarness();
    harness.simulator.network.profile = profile;
    const checked = await xAdapter.check(harness.io);
    await harness.close();
    const limits = checked.kind === 'ok' ? { ...CAPABILITIES, ...checked.limits } : CAPABILITIES;
    expect(checked.kind).toBe('ok');
    expect([limits.text.max, limits.media.video?.maxSeconds, limits.text.enforced]).toEqual([
      max,
      maxSeconds,
      enforced,
    ]);
  });

  it('is the one named, or the check fails', async () => {
    const harness = await startXHarness();
    const account = { ...harness.io.account, credentials: { userId: '1' } };
    const checked = await xAdapter.check({ ...harness.io, account });
    const listed = await xAdapter.accounts!(harness.io);
    await harness.close();
    expect(checked).toMatchObject({ kind: 'failed', error: { class: 'auth', code: 'x.other_account' } });
    const credentials = { userId: '2244994945' };
    expect(listed).toEqual({ kind: 'ok', accounts: [{ id: '2244994945', name: '@bakery', credentials }] });
  });
});
