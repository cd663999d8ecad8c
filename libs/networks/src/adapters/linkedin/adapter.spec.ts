import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, type Settled, stored } from '../../../testing/drive.js';
import { type LinkedInHarness, startLinkedInHarness } from '../../../testing/harness/linkedin.js';
import { createMemoryMedia } from '../../../testing/memory-media.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { readLittleText } from '../../../testing/simulator/linkedin.js';
import { spoiled } from '../../../testing/spoil.js';
import { testIo } from '../../../testing/test-io.js';
import type { AdapterIo, PlannedMedia, PublishPlan, PublishState, RenderedUnit } from '../../contract.js';
import { linkedinAdapter } from './adapter.js';
import { classifyRefusal } from './api.js';
import { manifest } from './manifest.js';
import { canonicalText, readCommentUrn } from './posts.js';

contractSuite('linkedin', startLinkedInHarness);

const CAPABILITIES = manifest.capabilities;
const POLL = { question: 'Butter?', options: ['Yes', 'No'], duration: 'P7D' };
const MEMBER = 'urn:li:person:yrZCpj2Z12';

function medium(changes: Partial<PlannedMedia> = {}): PlannedMedia {
  const [image] = samplePlan().media;
  return { ...image!, ...changes };
}

const VIDEO = medium({ mediaId: 'video-9', mimeType: 'video/mp4', durationMs: 12_000, bytes: 9_000_000 });

function unitOf(changes: Partial<PublishPlan>, index = 0): RenderedUnit {
  return linkedinAdapter.render(samplePlan(changes), CAPABILITIES).units[index]!;
}

async function publish(harness: LinkedInHarness, changes: Partial<PublishPlan>) {
  const settled = await drive(linkedinAdapter, unitOf(changes), SAMPLE_SEED, harness.io);
  return settled as Extract<Settled, { kind: 'published' }>;
}

/** The state as it stands right before the irreversible call. */
async function readyToCreate(io: AdapterIo, changes: Partial<PublishPlan>): Promise<PublishState> {
  let state = linkedinAdapter.prepare(unitOf(changes), SAMPLE_SEED);
  for (let step = linkedinAdapter.nextStep(state); step?.id !== 'create'; step = linkedinAdapter.nextStep(state))
    state = stored(await take(state, io));
  return state;
}

async function take(state: PublishState, io: AdapterIo): Promise<PublishState> {
  const result = await linkedinAdapter.run(linkedinAdapter.nextStep(state)!, state, io);
  if (result.kind === 'failed') throw new Error(result.error.code);
  return result.state;
}

function act(state: PublishState, io: AdapterIo) {
  return linkedinAdapter.run(linkedinAdapter.nextStep(state)!, state, io);
}

function asAuthor({ io }: LinkedInHarness, author: string): AdapterIo {
  return { ...io, account: { ...io.account, credentials: { author } } };
}

describe('a post on LinkedIn', () => {
  let harness: LinkedInHarness;
  beforeEach(async () => {
    harness = await startLinkedInHarness();
  });
  afterEach(() => harness.close());
  const network = () => harness.simulator.network;
  const things = () => network().things();

  it('escapes what little text reserves, so that readers see all of it', async () => {
    const text = 'Tea (hot) * bread_and_butter ~ 50 | <fold> {27} [layers] a@b.example\\ #pain';
    const { remote, state } = await publish(harness, { text, link: null, media: [] });
    expect(things()).toMatchObject([{ text, media: 0 }]);
    expect(await linkedinAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('carries a link as a card with a title of ours', () => {
    const article = (changes: Partial<PublishPlan>) => unitOf({ media: [], ...changes }).wire['article'];
    const source = samplePlan().link;
    expect(article({})).toEqual({ source, title: 'Monday’s demo' });
    expect(article({ options: { title: 'Recipes' } })).toEqual({ source, title: 'Recipes' });
    expect(article({ title: ' ' })).toEqual({ source, title: 'example.org' });
  });

  it('carries text, link, images and what describes them', async () => {
    const media = [1, 2, 3].map((n) => medium({ mediaId: `image-${n}`, altText: n === 3 ? null : `Fold ${n}` }));
    const { remote, state } = await publish(harness, { media });
    const text = `${samplePlan().text}\n\n${samplePlan().link}`;
    expect(things()).toMatchObject([{ text, media: 3, altTexts: ['Fold 1', 'Fold 2', null] }]);
    expect(await linkedinAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('carries a video in parts, each a step, and keeps no address once it is up', async () => {
    await harness.close();
    const content = Buffer.alloc(9_000_000, 7);
    harness = await startLinkedInHarness({
      media: createMemoryMedia({ 'video-9': { mimeType: 'video/mp4', content } }),
    });
    const { remote, state } = await publish(harness, { media: [VIDEO], options: { title: 'Folding' } });
    const puts = harness.simulator.requests.filter(({ method }) => method === 'PUT');
    expect(puts).toHaveLength(3);
    expect(JSON.stringify(state)).not.toContain('dms-uploads');
    expect(things()).toMatchObject([{ media: 1 }]);
    expect(await linkedinAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('begins a video again when the addresses of its parts have ended, by the clock or by LinkedIn’s word', async () => {
    const initialized = await take(linkedinAdapter.prepare(unitOf({ media: [VIDEO] }), SAMPLE_SEED), harness.io);
    const late = { ...harness.io, now: new Date(harness.io.now.getTime() + 2 * 3_600_000) };
    const fresh = { uploads: [{ next: 'initialize', urn: null, parts: [] }] };
    expect(await act(initialized, late)).toMatchObject({ kind: 'advanced', state: fresh });
    network().endAddresses();
    const error = { class: 'retryable', code: 'linkedin.upload_ended', httpStatus: 403 };
    expect(await act(initialized, harness.io)).toMatchObject({ kind: 'failed', error, state: fresh });
  });

  it('fails for good when LinkedIn cannot process the file', async () => {
    const uploaded = await take(linkedinAdapter.prepare(unitOf({}), SAMPLE_SEED), harness.io);
    network().failProcessing();
    const error = { class: 'permanent', code: 'linkedin.media_failed' };
    expect(await act(uploaded, harness.io)).toMatchObject({ kind: 'failed', error });
  });

  it('carries a poll, and its settings', async () => {
    const changes = {
      media: [],
      link: null,
      poll: POLL,
      options: { visibility: 'connections', reshareDisabled: true },
    };
    const { remote, state } = await publish(harness, changes);
    expect(things()).toMatchObject([{ poll: ['Yes', 'No'] }]);
    expect(unitOf(changes).wire).toMatchObject({ visibility: 'CONNECTIONS', reshareDisabled: true });
    expect(await linkedinAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('is commented as it is written, once LinkedIn knows the post, and the comment is taken back once', async () => {
    const { remote, state } = await publish(harness, { media: [] });
    const root = { ...remote, state };
    network().lateFor = 2;
    const unit = unitOf({ firstComment: 'Recipe (PDF) below.' }, 1);
    const seed = { ...SAMPLE_SEED, key: 'k1', parent: root, root };
    const first = await act(linkedinAdapter.prepare(unit, seed), harness.io);
    const notBefore = new Date(harness.io.now.getTime() + 10_000);
    expect(first).toMatchObject({ kind: 'wait', notBefore, giveUpAt: new Date(harness.io.now.getTime() + 600_000) });
    const settled = (await drive(linkedinAdapter, unit, seed, harness.io)) as Extract<Settled, { kind: 'published' }>;
    expect(things()[1]).toMatchObject({ text: 'Recipe (PDF) below.', parentId: remote.id });
    expect(readCommentUrn(settled.remote.id)?.on).toBe(remote.id);
    expect(settled.remote.url).toContain('?commentUrn=urn%3Ali%3Acomment');
    expect(await linkedinAdapter.verify!(settled.remote, settled.state, harness.io)).toEqual({ kind: 'faithful' });
    expect(await linkedinAdapter.remove!(settled.remote, harness.io)).toEqual({ kind: 'removed' });
    expect(await linkedinAdapter.remove!(settled.remote, harness.io)).toEqual({ kind: 'already_gone' });
  });

  it('has its comment found when the answer was lost', async () => {
    const { remote, state } = await publish(harness, { media: [] });
    const root = { ...remote, state };
    const seed = { ...SAMPLE_SEED, key: 'k1', parent: root, root };
    const prepared = linkedinAdapter.prepare(unitOf({ firstComment: 'Below.' }, 1), seed);
    expect(await linkedinAdapter.reconcile(prepared, harness.io)).toEqual({ kind: 'absent', certainty: 'likely' });
    const lost = await act(prepared, spoiled(harness.io, 0, 'answer_lost'));
    expect(lost).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome' } });
    const found = await linkedinAdapter.reconcile(prepared, harness.io);
    expect(found).toMatchObject({ kind: 'found', remote: { id: things()[1]?.id } });
  });

  it.each([
    ['w_organization_social_feed', 'urn:li:organization:5515715'],
    ['w_member_social_feed', MEMBER],
  ])(
    'is not commented, nor asked for its comments, with a token that lacks the %s of before',
    async (scope, author) => {
      const io = asAuthor(harness, author);
      const made = await drive(linkedinAdapter, unitOf({ media: [] }), SAMPLE_SEED, io);
      const { remote, state } = made as Extract<Settled, { kind: 'published' }>;
      network().withhold(scope, 'r_organization_social_feed');
      const root = { ...remote, state };
      const seed = { ...SAMPLE_SEED, key: 'k1', parent: root, root };
      const prepared = linkedinAdapter.prepare(unitOf({ firstComment: 'Below.' }, 1), seed);
      const error = { class: 'permanent', code: 'linkedin.not_permitted' };
      expect(await act(prepared, io)).toMatchObject({ kind: 'failed', error });
      expect(await linkedinAdapter.reconcile(prepared, io)).toMatchObject({ kind: 'undecidable' });
    },
  );

  it('that a person settled is commented and taken back by its address, and by nothing else', async () => {
    const { remote } = await publish(harness, { media: [] });
    const comment = unitOf({ firstComment: 'Below.' }, 1);
    const below = (url: string | null) => {
      const root = { id: '', url, state: null };
      return linkedinAdapter.prepare(comment, { ...SAMPLE_SEED, key: 'k1', parent: root, root });
    };
    const number = remote.id.slice(remote.id.lastIndexOf(':') + 1);
    const addresses = [
      `https://www.linkedin.com/feed/update/${remote.id}/`,
      `https://www.linkedin.com/feed/update/${encodeURIComponent(remote.id)}?utm=x`,
      `https://www.linkedin.com/posts/le-fournil_mondays-demo-share-${number}-AbCd`,
    ];
    for (const url of addresses) expect(await act(below(url), harness.io)).toMatchObject({ kind: 'done' });
    const activity = 'https://www.linkedin.com/posts/le-fournil_mondays-demo-activity-7300000000000000009-AbCd';
    expect(below(activity)['on']).toBe('urn:li:activity:7300000000000000009');
    const error = { class: 'permanent', code: 'linkedin.message_unknown', phase: 'before_send' };
    for (const url of [null, 'https://www.linkedin.com/company/le-fournil/'])
      expect(await act(below(url), harness.io)).toMatchObject({ kind: 'failed', error });
    // Only feeds know activities: no post can be deleted by one.
    for (const url of [null, activity])
      expect(await linkedinAdapter.remove!({ id: '', url }, harness.io)).toMatchObject({ kind: 'failed', error });
    expect(things().map(({ parentId }) => parentId)).toEqual([null, ...addresses.map(() => remote.id)]);
    expect(await linkedinAdapter.remove!({ id: '', url: addresses[2]! }, harness.io)).toEqual({ kind: 'removed' });
  });

  it('renews a dead token once and goes on, where the app may', async () => {
    network().killToken();
    expect((await publish(harness, { media: [] })).kind).toBe('published');
    network().revoke();
    const ended = await linkedinAdapter.renew!(harness.io);
    expect(ended).toMatchObject({ kind: 'failed', error: { class: 'auth', code: 'linkedin.session_expired' } });
    const app = { clientId: 'li-app', clientSecret: 'other' };
    expect(await linkedinAdapter.renew!({ ...harness.io, app })).toMatchObject({
      error: { code: 'linkedin.app_refused' },
    });
  });

  it('is taken back once although LinkedIn deletes what is gone as well, and unseen where reading is closed', async () => {
    const first = await publish(harness, { media: [] });
    expect(await linkedinAdapter.remove!(first.remote, harness.io)).toEqual({ kind: 'removed' });
    expect(await linkedinAdapter.remove!(first.remote, harness.io)).toEqual({ kind: 'already_gone' });
    const second = await publish(harness, { media: [], text: 'Another.' });
    network().closeReading();
    expect(await linkedinAdapter.remove!(second.remote, harness.io)).toEqual({ kind: 'removed' });
    expect(things()).toEqual([]);
  });

  it.each([
    ['cut', { media: [] }, ['text']],
    ['poll_dropped', { media: [], link: null, poll: POLL }, ['poll']],
    ['media_dropped', {}, ['media']],
  ] as const)('is found degraded when it was %s', async (fate, changes, differences) => {
    network().spoil(fate);
    const { remote, state } = await publish(harness, changes);
    expect(await linkedinAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences });
  });

  it('is found missing, and not when reading is closed', async () => {
    const { remote, state } = await publish(harness, { media: [] });
    await linkedinAdapter.remove!(remote, harness.io);
    const missing = { kind: 'degraded', differences: ['missing'] };
    expect(await linkedinAdapter.verify!(remote, state, harness.io)).toEqual(missing);
    network().closeReading();
    expect(await linkedinAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });
});

describe('a post on LinkedIn that nobody knows about', () => {
  let harness: LinkedInHarness;
  beforeEach(async () => {
    harness = await startLinkedInHarness();
  });
  afterEach(() => harness.close());
  const network = () => harness.simulator.network;

  it('is found by its media’s own URNs, and none else is', async () => {
    const state = await readyToCreate(harness.io, {});
    await publish(harness, {});
    const lost = await act(state, spoiled(harness.io, 0, 'answer_lost'));
    expect(lost).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome', phase: 'sent' } });
    const [, ours] = network().things();
    expect(await linkedinAdapter.reconcile(state, harness.io)).toMatchObject({
      kind: 'found',
      remote: { id: ours?.id },
    });
  });

  it('is likely absent when only an older one says the same', async () => {
    const state = await readyToCreate(harness.io, { media: [], link: null });
    network().postElsewhere(
      String(unitOf({ media: [], link: null }).wire['commentary']),
      new Date('2026-11-24T07:57:00Z'),
    );
    expect(await linkedinAdapter.reconcile(state, harness.io)).toEqual({ kind: 'absent', certainty: 'likely' });
  });

  it('is found after a 503 that had done its work, as after a worker that died', async () => {
    harness.simulator.plan({ method: 'POST', path: '/rest/posts', when: 'after', answer: { status: 503 } });
    expect((await publish(harness, { media: [] })).kind).toBe('published');
    expect(network().things()).toHaveLength(1);
  });

  it('is undecidable among more posts than one look shows, and where reading is closed', async () => {
    const state = await readyToCreate(harness.io, { media: [] });
    for (let n = 0; n < 51; n++) network().postElsewhere(`Offer ${n}`, harness.io.now);
    expect(await linkedinAdapter.reconcile(state, harness.io)).toMatchObject({ kind: 'undecidable' });
    network().closeReading();
    expect(await linkedinAdapter.reconcile(state, asAuthor(harness, MEMBER))).toMatchObject({ kind: 'undecidable' });
  });

  it('is ours when LinkedIn names it as the first of two', async () => {
    network().treatDuplicates('refused');
    const state = await readyToCreate(harness.io, {});
    await act(state, spoiled(harness.io, 0, 'answer_lost'));
    const [ours] = network().things();
    expect(await act(state, harness.io)).toMatchObject({ kind: 'done', remote: { id: ours?.id } });
    expect(network().things()).toHaveLength(1);
  });

  it.each([
    ['a ghost', 'ghosts', true, 'permanent'],
    ['a post that may not be read', 'refused', false, 'unknown_outcome'],
  ] as const)('is %s', async (_name, treatment, readable, kind) => {
    const state = await readyToCreate(harness.io, { media: [] });
    await act(state, spoiled(harness.io, 0, 'answer_lost'));
    network().treatDuplicates(treatment);
    if (!readable) network().closeReading();
    const error = { class: kind, code: 'linkedin.duplicate', httpStatus: 422, networkCode: 'DUPLICATE_POST' };
    expect(await act(state, harness.io)).toMatchObject({ kind: 'failed', error });
    expect(network().things()).toHaveLength(1);
  });
});

describe('what LinkedIn answers', () => {
  const now = testIo().now;
  const midnight = new Date('2026-11-25T00:00:00Z');
  it.each([
    [401, 'expired-token', {}, { class: 'auth', code: 'linkedin.unauthorized', networkCode: 'EXPIRED_ACCESS_TOKEN' }],
    [403, 'access-denied', {}, { class: 'permanent', code: 'linkedin.not_permitted', networkCode: 'ACCESS_DENIED' }],
    [422, 'duplicate', {}, { class: 'permanent', code: 'linkedin.duplicate', networkCode: 'DUPLICATE_POST' }],
    [426, 'version', {}, { class: 'permanent', code: 'linkedin.version_ended' }],
    [429, 'member-throttled', {}, { class: 'rate_limited', scope: 'day', retryAfter: midnight }],
    [429, 'application-throttled', {}, { class: 'rate_limited', scope: 'app', retryAfter: midnight }],
    [
      429,
      'member-throttled',
      { 'retry-after': '60' },
      { scope: 'account', retryAfter: new Date(now.getTime() + 60_000) },
    ],
    [500, 'version', {}, { class: 'unknown_outcome' }],
  ])('%i %s %j', (status, name, headers, error) => {
    const body = readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
    const found = classifyRefusal('irreversible', { kind: 'answered', status, headers, body }, now);
    expect(found).toMatchObject({ httpStatus: status, phase: 'answered', ...error });
    expect(found.detail).not.toContain('urn:li');
  });

  it('is not slept through until midnight where it is not said to be for the day', () => {
    const body = readFileSync(new URL('./fixtures/throttled.json', import.meta.url), 'utf8');
    const found = classifyRefusal('none', { kind: 'answered', status: 429, headers: {}, body }, now);
    expect(found).toMatchObject({ class: 'rate_limited', scope: 'account' });
    expect(found).not.toHaveProperty('retryAfter');
  });
});

describe('little text', () => {
  it.each([
    ['{hashtag|\\#|bread} and \\(butter\\)', '#bread and (butter)'],
    ['a\\_b\\\\c', 'a_b\\c'],
    ['one\n\n two', 'one two'],
  ])('%j reads as %j', (commentary, text) => {
    expect(canonicalText(commentary)).toBe(text);
  });

  it('is cut by the simulated network where it is not escaped, as by the real one', () => {
    expect(readLittleText('Tea (hot)')).toBe('Tea ');
    expect(readLittleText('Tea \\(hot\\) #bread @[Lou](urn:li:person:1)!')).toBe('Tea (hot) #bread Lou!');
  });
});

describe('what stands in the way on LinkedIn', () => {
  it.each([
    ['escapes that make it too long', { text: '('.repeat(1_501) }, 'error', 'network.text_too_long'],
    ['a poll of two days', { poll: { ...POLL, duration: 'P2D' } }, 'error', 'network.poll_duration'],
    ['a poll beside media', { poll: POLL, media: [medium()] }, 'error', 'network.poll_with_media'],
    ['many images', { media: Array.from({ length: 21 }, () => medium()) }, 'warn', 'network.media_too_many'],
    ['a long video', { media: [{ ...VIDEO, durationMs: 2_000_000 }] }, 'warn', 'network.media_duration'],
    ['a described video', { media: [VIDEO] }, 'info', 'network.beyond_our_means'],
    ['a GIF among images', { media: [medium(), medium({ mimeType: 'image/gif' })] }, 'warn', 'network.option_unfit'],
    ['a long comment', { firstComment: 'a'.repeat(1_251) }, 'warn', 'network.text_too_long'],
    ['a thread', { thread: [{ text: 'Two.' }] }, 'error', 'network.thread_refused'],
  ] as const)('%s', (_name, changes, level, code) => {
    const plan = samplePlan({ media: [], link: null, ...(changes as Partial<PublishPlan>) });
    expect(linkedinAdapter.validate(plan, CAPABILITIES)).toContainEqual(expect.objectContaining({ level, code }));
  });

  it('is not a GIF, of which LinkedIn says no size', () => {
    const media = [medium({ mimeType: 'image/gif', bytes: 6_000_000, animated: true })];
    expect(linkedinAdapter.validate(samplePlan({ link: null, media }), CAPABILITIES)).toEqual([]);
  });

  it('is not a comment full of what only posts escape', () => {
    const plan = samplePlan({ media: [], firstComment: '('.repeat(1_200) });
    expect(linkedinAdapter.validate(plan, CAPABILITIES)).toEqual([]);
  });
});

describe('an author on LinkedIn', () => {
  let harness: LinkedInHarness;
  beforeEach(async () => {
    harness = await startLinkedInHarness();
  });
  afterEach(() => harness.close());

  it('is a page by its name, or the member whose token it is', async () => {
    const url = 'https://www.linkedin.com/company/le-fournil/';
    expect(await linkedinAdapter.check(harness.io)).toEqual({ kind: 'ok', account: 'Le Fournil', url });
    const member = await linkedinAdapter.check(asAuthor(harness, MEMBER));
    expect(member).toEqual({ kind: 'ok', account: 'Lou Martin', url: null });
    const other = await linkedinAdapter.check(asAuthor(harness, 'urn:li:person:another'));
    expect(other).toMatchObject({ kind: 'failed', error: { class: 'auth', code: 'linkedin.other_account' } });
  });

  it.each(['', 'Le Fournil', 'urn:li:share:1', 'urn:li:person:', 'urn:li:organization:1/../2'])(
    'is not %j',
    async (author) => {
      const io = asAuthor(harness, author);
      const error = { class: 'auth', code: 'linkedin.author_invalid', phase: 'before_send' };
      const state = linkedinAdapter.prepare(unitOf({}), SAMPLE_SEED);
      expect(await linkedinAdapter.check(io)).toMatchObject({ kind: 'failed', error });
      expect(await act(state, io)).toMatchObject({ kind: 'failed', error });
      expect(harness.simulator.requests).toEqual([]);
    },
  );

  it('is chosen among the pages and the member that an agreement opens', async () => {
    const page = { id: 'urn:li:organization:5515715', name: 'Le Fournil' };
    expect(await linkedinAdapter.accounts!(harness.io)).toEqual({
      kind: 'ok',
      accounts: [
        { ...page, credentials: { author: page.id } },
        { id: MEMBER, name: 'Lou Martin', credentials: { author: MEMBER } },
      ],
    });
  });
});
