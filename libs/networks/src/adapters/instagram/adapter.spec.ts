import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, stored } from '../../../testing/drive.js';
import { fixtureBodies } from '../../../testing/fixtures.js';
import { type InstagramHarness, startInstagramHarness } from '../../../testing/harness/instagram.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { spoiled } from '../../../testing/spoil.js';
import type { AdapterIo, Ancestor, PlannedMedia, PublishPlan, PublishState, StepResult } from '../../contract.js';
import { instagramAdapter as adapter } from './adapter.js';
import { manifest } from './manifest.js';

contractSuite('instagram', () => startInstagramHarness());

const bodies = fixtureBodies(import.meta.url);
const caption = 'Du pain frais.';

const plain = (changes: Partial<PublishPlan> = {}): PublishPlan =>
  samplePlan({ text: caption, link: null, media: [medium('image-1')], ...changes });

function medium(mediaId: string, altText: string | null = null): PlannedMedia {
  const mimeType = mediaId.startsWith('video') ? 'video/mp4' : 'image/jpeg';
  return { mediaId, url: '', mimeType, bytes: 1_000, width: 1200, height: 800, altText, durationMs: null };
}

function prepared(plan: PublishPlan): PublishState {
  const [unit] = adapter.render(plan, manifest.capabilities).units;
  return adapter.prepare(unit!, SAMPLE_SEED);
}

describe('a plan on Instagram', () => {
  it.each<[string, Partial<PublishPlan>, object]>([
    ['a caption', {}, { caption }],
    ['no caption', { text: '' }, {}],
    [
      'a reel and its options',
      { media: [medium('video-1')], options: { shareToFeed: false, collaborators: ['lise', 'max.b'] } },
      { caption, collaborators: '["lise","max.b"]', share_to_feed: 'false' },
    ],
    ['an option that only reels have, with an image', { options: { shareToFeed: true } }, { caption }],
  ])('%s', (_name, changes, params) => {
    const [unit] = adapter.render(plain(changes), manifest.capabilities).units;
    expect(unit?.wire['params']).toEqual(params);
  });

  it.each<[string, Partial<PublishPlan>, object[]]>([
    ['an image', {}, []],
    ['no media', { media: [] }, [{ level: 'error', path: '/media', code: 'network.media_required' }]],
    ['a link', { link: 'https://a.example/x' }, [{ level: 'error', path: '/link', code: 'network.link_refused' }]],
    [
      'a link in the text',
      { text: 'Voir https://a.example/x' },
      [{ level: 'warn', path: '/text', code: 'network.link_refused' }],
    ],
    ['a long caption, as others say', { text: 'x'.repeat(2_201) }, [{ level: 'warn', code: 'network.text_too_long' }]],
    [
      '31 hashtags, as others say',
      { text: Array.from({ length: 31 }, (_, i) => `#pain${i}`).join(' ') },
      [{ level: 'warn', code: 'network.references_too_many', params: { kind: 'hashtags', max: 30 } }],
    ],
    [
      '11 media',
      { media: Array.from({ length: 11 }, (_, i) => medium(`image-${i}`)) },
      [{ level: 'error', path: '/media', code: 'network.media_too_many', params: { max: 10, used: 11 } }],
    ],
    ['a PNG, which is re-encoded', { media: [{ ...medium('image-1'), mimeType: 'image/png' }] }, []],
    ['a GIF', { media: [{ ...medium('image-1'), mimeType: 'image/gif' }] }, [{ level: 'error', path: '/media/0' }]],
    [
      'a text for a video',
      { media: [medium('video-1', 'Le four')] },
      [{ level: 'warn', path: '/media/0/altText', code: 'network.beyond_our_means' }],
    ],
    [
      'an option of reels on an image',
      { options: { shareToFeed: true } },
      [{ level: 'warn', path: '/options/shareToFeed', code: 'network.option_unfit' }],
    ],
  ])('is judged: %s', (_name, changes, issues) => {
    expect(adapter.validate(plain(changes), manifest.capabilities)).toMatchObject(issues);
  });
});

describe('Instagram', () => {
  let harness: InstagramHarness;
  let io: AdapterIo;
  beforeEach(async () => {
    harness = await startInstagramHarness({ looks: 0 });
    io = harness.io;
  });
  afterEach(() => harness.close());
  const sim = () => harness.simulator.network;

  async function publishPost(plan = plain()): Promise<Ancestor> {
    const [unit] = adapter.render(plan, manifest.capabilities).units;
    const settled = await drive(adapter, unit!, SAMPLE_SEED, io);
    if (settled.kind !== 'published') throw new Error('not published');
    return { ...settled.remote, state: settled.state };
  }

  async function commentState(text = 'La recette.'): Promise<PublishState> {
    const post = await publishPost();
    const [, unit] = adapter.render(plain({ firstComment: text }), manifest.capabilities).units;
    return adapter.prepare(unit!, { ...SAMPLE_SEED, key: 'comment', parent: post, root: post });
  }

  /** Runs steps until one does not simply advance. */
  async function runOn(state: PublishState, given = io): Promise<StepResult> {
    const result = await adapter.run(adapter.nextStep(state)!, stored(state), given);
    return result.kind === 'advanced' ? runOn(result.state, given) : result;
  }

  /** The io of another try, so many minutes later. */
  const later = (minutes: number): AdapterIo => ({
    ...io,
    now: new Date(io.now.getTime() + minutes * 60_000),
    attempt: io.attempt + minutes,
  });

  async function withContainer(plan = plain()): Promise<PublishState> {
    const state = prepared(plan);
    const result = await adapter.run(adapter.nextStep(state)!, state, io);
    if (result.kind !== 'advanced') throw new Error('no container');
    return result.state;
  }

  describe('shows', () => {
    it.each<[string, PlannedMedia[], (string | null)[]]>([
      ['an image with its alternative text', [medium('image-1', 'Une miche')], ['Une miche']],
      [
        'a carousel in order',
        [medium('image-1', 'Un'), medium('video-2'), medium('image-3', 'Trois')],
        ['Un', null, 'Trois'],
      ],
      ['a reel', [medium('video-1')], [null]],
    ])('%s', async (_name, media, altTexts) => {
      const { url } = await publishPost(plain({ media }));
      const [thing] = sim().things();
      expect(thing).toMatchObject({ text: caption, media: media.length, altTexts });
      expect(url).toBe(`https://www.instagram.com/p/${thing?.id}/`);
    });
  });

  describe('a refusal as spam', () => {
    it('may come with the post live: the next look finds it, and nothing is sent again', async () => {
      sim().suspectSpam({ live: true, times: 1 });
      const state = await withContainer();
      const refused = await runOn(state);
      if (refused.kind !== 'wait') throw new Error(refused.kind);
      expect(await runOn(refused.state)).toMatchObject({ kind: 'done', remote: { id: sim().things()[0]?.id } });
      expect(harness.count()).toBe(1);
    });

    it('is meant when it comes twice', async () => {
      sim().suspectSpam({ live: false, times: 2 });
      const first = await runOn(await withContainer());
      const second = first.kind === 'wait' ? await runOn(first.state, later(5)) : first;
      if (second.kind !== 'wait') throw new Error(second.kind);
      const error = { class: 'permanent', code: 'instagram.restricted', networkCode: '4/2207051' };
      expect(await runOn(second.state, later(10))).toMatchObject({ kind: 'failed', error });
      expect(harness.count()).toBe(0);
    });
  });

  describe('a container', () => {
    it('is polled while they work on it', async () => {
      await harness.close();
      harness = await startInstagramHarness({ looks: 2 });
      io = harness.io;
      const first = await runOn(prepared(plain({ media: [medium('video-1')] })));
      expect(first).toMatchObject({ kind: 'wait', notBefore: new Date('2026-11-24T08:01:05.000Z') });
      await publishPost(plain({ media: [medium('video-1'), medium('image-2')] }));
      expect(harness.count()).toBe(1);
    });

    it('that expired is made anew, items and all', async () => {
      const plan = plain({ media: [medium('image-1'), medium('image-2')] });
      let state = prepared(plan);
      while (adapter.nextStep(state)?.id !== 'ready') {
        const result = await adapter.run(adapter.nextStep(state)!, state, io);
        if (result.kind !== 'advanced') throw new Error('stopped early');
        state = result.state;
      }
      sim().containers.expireAll();
      const result = await runOn(state);
      const empty = { children: [], ready: 0, container: null };
      expect(result).toMatchObject({
        error: { class: 'retryable', code: 'instagram.container_expired' },
        state: empty,
      });
      if (result.kind === 'failed' && result.state) await runOn(result.state);
      expect(sim().things()).toMatchObject([{ media: 2 }]);
    });

    it.each([
      ['2207026', 'permanent'],
      ['2207052', 'retryable'],
    ])('that failed with %s is %s', async (reason, kind) => {
      sim().containers.failNext(reason);
      const result = await runOn(await withContainer());
      const error = { class: kind, code: 'instagram.container_failed', networkCode: reason };
      expect(result).toMatchObject({ kind: 'failed', error, state: { container: null } });
    });

    it('that failed without a status has failed all the same', async () => {
      const state = await withContainer();
      const body = { id: '1', status: 'Error: Media upload has failed with error code 2207026' };
      harness.simulator.plan({ method: 'GET', when: 'before', answer: { status: 200, body } });
      const error = { class: 'permanent', code: 'instagram.container_failed', networkCode: '2207026' };
      expect(await runOn(state)).toMatchObject({ kind: 'failed', error, state: { container: null } });
    });

    it('that they deny for a moment is looked at again', async () => {
      const state = await withContainer();
      const body = JSON.stringify(bodies['object hidden']);
      harness.simulator.plan({ method: 'GET', when: 'before', answer: { status: 400, body } });
      expect(await runOn(state)).toMatchObject({ error: { class: 'retryable', code: 'instagram.container_hidden' } });
      expect(await runOn(state)).toMatchObject({ kind: 'done' });
    });
  });

  describe('a lost answer', () => {
    /** What is remembered of a post that is out, whose answer was lost. */
    async function publishedUnheard(plan = plain()): Promise<PublishState> {
      const state = await withContainer(plan);
      const ready = await adapter.run(adapter.nextStep(state)!, state, io);
      if (ready.kind !== 'advanced') throw new Error(ready.kind);
      const result = await runOn(ready.state, spoiled(io, 0, 'answer_lost'));
      if (result.kind !== 'wait') throw new Error(result.kind);
      return result.state;
    }

    it('is made up for by the list, and never by the newest post of another', async () => {
      const state = await publishedUnheard();
      sim().postByHand('Autre chose.');
      expect(await runOn(state)).toMatchObject({ kind: 'done', remote: { id: sim().things()[0]?.id } });
    });

    it('is made up for although captions are read without the @ of mentions', async () => {
      const state = await publishedUnheard(plain({ text: 'Merci @lise' }));
      const result = await runOn(state);
      expect(result).toMatchObject({ kind: 'done', remote: { id: sim().things()[0]?.id } });
      if (result.kind !== 'done') return;
      expect(await adapter.verify!(result.remote, result.state, io)).toEqual({ kind: 'faithful' });
    });

    it('costs the address of a post without words, which any other could be', async () => {
      const state = await publishedUnheard(plain({ text: '' }));
      const remote = { id: state['container'], url: null };
      expect(await runOn(state)).toMatchObject({ kind: 'done', remote });
    });

    it('costs the address where nobody can tell', async () => {
      const state = await publishedUnheard();
      sim().postByHand(caption);
      const remote = { id: state['container'], url: null };
      expect(await runOn(state)).toMatchObject({ kind: 'done', remote });
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'found', remote });
      expect(harness.count()).toBe(2);
    });
  });

  describe('says no', () => {
    it.each<[string, number, object]>([
      ['not ready', 400, { class: 'retryable', code: 'instagram.not_ready' }],
      ['account inactive', 400, { class: 'permanent', code: 'instagram.restricted' }],
      ['quota used up', 400, { class: 'rate_limited', scope: 'day' }],
      ['image too large', 400, { class: 'permanent', code: 'instagram.media_refused' }],
      ['aspect ratio', 400, { class: 'permanent', code: 'instagram.media_refused' }],
      ['video format', 400, { class: 'permanent', code: 'instagram.media_refused' }],
      ['caption too long', 400, { class: 'permanent', code: 'instagram.caption_refused' }],
      ['media not fetched', 400, { class: 'retryable', code: 'instagram.media_unfetched' }],
      ['download timed out', 400, { class: 'retryable', code: 'instagram.media_unfetched' }],
      ['server error', 400, { class: 'retryable' }],
      ['container unknown', 400, { class: 'retryable', code: 'instagram.container_unknown' }],
      ['access deactivated, with status 200', 200, { class: 'permanent', code: 'instagram.forbidden' }],
      ['token expired', 400, { class: 'auth', code: 'instagram.unauthorized' }],
      ['business limit', 400, { class: 'rate_limited', scope: 'account' }],
    ])('%s', async (name, status, error) => {
      const answer = { kind: 'answered', status, headers: {}, body: JSON.stringify(bodies[name]) } as const;
      const result = await runOn(prepared(plain()), { ...io, http: { send: () => Promise.resolve(answer) } });
      expect(result).toMatchObject({ kind: 'failed', error: { httpStatus: status, ...error } });
      expect(JSON.stringify(result)).not.toContain('secret-name');
    });

    it('when the day’s posts are used up', async () => {
      sim().useUpQuota();
      const error = { class: 'rate_limited', scope: 'day', networkCode: '9/2207042' };
      expect(await runOn(prepared(plain()))).toMatchObject({ kind: 'failed', error });
    });
  });

  describe('the first comment', () => {
    it('that is suspected of spam may be there all the same', async () => {
      const state = await commentState();
      const error = { message: 'Action is blocked', code: 4, error_subcode: 2_207_051 };
      const answer = { status: 403, body: { error } };
      harness.simulator.plan({ method: 'POST', path: '/comments', when: 'after', answer });
      expect(await runOn(state)).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome' } });
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'found' });
    });

    it('stands under the post, and is sent once', async () => {
      const state = await commentState();
      expect(adapter.nextStep(state)).toEqual({ id: 'comment', kind: 'create', effect: 'irreversible' });
      expect(await runOn(state)).toMatchObject({ kind: 'done', remote: { url: null } });
      const [post, comment] = sim().things();
      expect(comment).toMatchObject({ text: 'La recette.', parentId: post?.id });
    });

    it.each([
      ['answer_lost', 'found'],
      ['never_arrives', 'absent'],
    ] as const)('whose %s is %s', async (spoiling, kind) => {
      const state = await commentState();
      const result = await runOn(state, spoiled(io, 0, spoiling));
      expect(result).toMatchObject({ error: { class: 'unknown_outcome', phase: 'sent' } });
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind });
    });

    it('is never another’s, nor one of two', async () => {
      const state = await commentState();
      const post = sim().things()[0]!;
      sim().commentAs('passante', post.id, 'La recette.');
      expect(await adapter.reconcile(state, io)).toEqual({ kind: 'absent', certainty: 'likely' });
      await runOn(state);
      sim().commentAs('fournil', post.id, 'La recette.');
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'undecidable' });
    });

    it('leaves its outcome open when their server breaks, and is not sent when the token is dead', async () => {
      const state = await commentState();
      const body = JSON.stringify(bodies['server error']);
      harness.simulator.plan({ when: 'after', answer: { status: 400, body } });
      expect(await runOn(state)).toMatchObject({ error: { class: 'unknown_outcome', phase: 'answered' } });
      sim().tokens.killAll();
      expect(await runOn(state)).toMatchObject({ error: { class: 'auth' } });
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'failed', error: { class: 'auth' } });
    });
  });

  describe('an account', () => {
    it('is told by name, and another’s token is found out', async () => {
      const url = 'https://www.instagram.com/fournil/';
      expect(await adapter.check(io)).toEqual({ kind: 'ok', account: '@fournil', url });
      const other = { ...io, account: { ...io.account, credentials: { ...io.account.credentials, accountId: '7' } } };
      expect(await adapter.check(other)).toMatchObject({ error: { code: 'instagram.account_mismatch' } });
    });

    it('is found after an agreement, with a token that lasts', async () => {
      sim().tokens.give('lasting-held-1');
      const session = { values: { accessToken: 'lasting-held-1' }, expiresAt: null };
      expect(await adapter.accounts!({ ...io, account: { ...io.account, session } })).toMatchObject({
        kind: 'ok',
        accounts: [{ id: '17841405822304914', name: '@fournil', session: { expiresAt: '2027-01-23T07:59:09.000Z' } }],
      });
    });

    it('is read from the list that their guide shows', async () => {
      const body = '{"data":[{"user_id":"17841405822304914","username":"fournil"}]}';
      harness.simulator.plan({ method: 'GET', when: 'before', answer: { status: 200, body } });
      expect(await adapter.check(io)).toMatchObject({ kind: 'ok', account: '@fournil' });
    });

    it('whose token died midway is for a person to connect again', async () => {
      const state = await withContainer();
      sim().tokens.killAll();
      expect(await runOn(state)).toMatchObject({ error: { class: 'auth', code: 'instagram.unauthorized' } });
      expect(await adapter.renew!(io)).toMatchObject({ kind: 'failed', error: { class: 'auth' } });
    });
  });

  describe('read back', () => {
    it('tells a caption cut short', async () => {
      sim().cutTexts(4);
      const { state, ...remote } = await publishPost();
      expect(await adapter.verify!(remote, state!, io)).toEqual({ kind: 'degraded', differences: ['text'] });
    });

    it('tells what is gone, and nothing while it cannot be asked', async () => {
      const { state } = await publishPost();
      const gone = { id: '404', url: null };
      expect(await adapter.verify!(gone, state!, io)).toEqual({ kind: 'degraded', differences: ['missing'] });
      sim().tokens.killAll();
      expect(await adapter.verify!(gone, state!, io)).toEqual({ kind: 'faithful' });
    });

    it('cannot be taken away through the Instagram login', () => {
      expect([manifest.removable, adapter.remove]).toEqual([false, undefined]);
    });
  });
});
