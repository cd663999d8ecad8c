import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, stored } from '../../../testing/drive.js';
import { fixtureBodies } from '../../../testing/fixtures.js';
import { type FacebookPagesHarness, startFacebookPagesHarness } from '../../../testing/harness/facebook_pages.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { spoiled } from '../../../testing/spoil.js';
import type {
  AdapterIo,
  Ancestor,
  HttpRequest,
  PlannedMedia,
  PublishPlan,
  PublishState,
  StepResult,
} from '../../contract.js';
import { facebookPagesAdapter as adapter } from './adapter.js';
import { manifest } from './manifest.js';

contractSuite('facebook_pages', () => startFacebookPagesHarness());

const bodies = fixtureBodies(import.meta.url);
const text = 'Du pain frais.';

const plain = (changes: Partial<PublishPlan> = {}): PublishPlan =>
  samplePlan({ title: null, text, link: null, media: [], ...changes });

function medium(mediaId: string, altText: string | null = null): PlannedMedia {
  const mimeType = mediaId.startsWith('video') ? 'video/mp4' : 'image/jpeg';
  return { mediaId, url: '', mimeType, bytes: 1_000, width: 1200, height: 800, altText, durationMs: null };
}

function prepared(plan: PublishPlan): PublishState {
  const [unit] = adapter.render(plan, manifest.capabilities).units;
  return adapter.prepare(unit!, SAMPLE_SEED);
}

describe('a plan on a Facebook page', () => {
  const link = 'https://a.example/x';
  it.each<[string, Partial<PublishPlan>, object]>([
    ['a text', {}, { message: text, link: null, photos: [], video: null }],
    ['a link makes a card', { link }, { message: text, link }],
    [
      'a link beside photos is written out',
      { link, media: [medium('image-1')] },
      { message: `${text}\n\n${link}`, link: null },
    ],
    [
      'a link that is written already',
      { text: `Voir ${link}`, link, media: [medium('image-1')] },
      { message: `Voir ${link}` },
    ],
    [
      'a video has a title',
      { title: 'Le four', media: [medium('video-1')] },
      { title: 'Le four', video: 'video-1', photos: [] },
    ],
    ['nothing else has', { title: 'Le four' }, { title: null }],
  ])('%s', (_name, changes, wire) => {
    expect(adapter.render(plain(changes), manifest.capabilities).units[0]).toMatchObject({ wire });
  });

  it.each<[string, Partial<PublishPlan>, object[]]>([
    ['a long text, as others say', { text: 'x'.repeat(63_207) }, [{ level: 'warn', code: 'network.text_too_long' }]],
    [
      '11 photos, as others say',
      { media: Array.from({ length: 11 }, (_, i) => medium(`image-${i}`)) },
      [{ level: 'warn', path: '/media', code: 'network.media_too_many' }],
    ],
    [
      'two videos',
      { media: [medium('video-1'), medium('video-2')] },
      [{ level: 'error', path: '/media', code: 'network.media_too_many' }],
    ],
    [
      'a photo and a video',
      { media: [medium('image-1'), medium('video-2')] },
      [{ level: 'error', code: 'network.media_mixed' }],
    ],
    [
      'a text for a video',
      { media: [medium('video-1', 'Le four')] },
      [{ level: 'warn', path: '/media/0/altText', code: 'network.beyond_our_means' }],
    ],
    ['a link alone', { text: '', link }, []],
  ])('is judged: %s', (_name, changes, issues) => {
    expect(adapter.validate(plain(changes), manifest.capabilities)).toMatchObject(issues);
  });
});

describe('Facebook', () => {
  let harness: FacebookPagesHarness;
  let io: AdapterIo;
  beforeEach(async () => {
    harness = await startFacebookPagesHarness();
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

  async function commentState(): Promise<PublishState> {
    const post = await publishPost();
    const [, unit] = adapter.render(plain({ firstComment: 'La recette.' }), manifest.capabilities).units;
    return adapter.prepare(unit!, { ...SAMPLE_SEED, key: 'comment', parent: post, root: post });
  }

  /** Runs steps until one does not simply advance. */
  async function runOn(state: PublishState, given = io): Promise<StepResult> {
    const result = await adapter.run(adapter.nextStep(state)!, stored(state), given);
    return result.kind === 'advanced' ? runOn(result.state, given) : result;
  }

  function answered(name: string, status = 400): AdapterIo {
    const answer = { kind: 'answered', status, headers: {}, body: JSON.stringify(bodies[name]) } as const;
    return { ...io, http: { send: () => Promise.resolve(answer) } };
  }

  describe('shows', () => {
    it.each<[string, Partial<PublishPlan>, object]>([
      ['a text', {}, { text, media: 0 }],
      ['a text with a card', { link: 'https://a.example/x' }, { text, media: 0 }],
      [
        'photos in order, with their alternative texts',
        { media: [medium('image-1', 'Un'), medium('image-2'), medium('image-3', 'Trois')] },
        { media: 3, altTexts: ['Un', null, 'Trois'] },
      ],
      ['a video', { media: [medium('video-1')] }, { text, media: 1 }],
    ])('%s', async (_name, changes, expected) => {
      const { state, ...remote } = await publishPost(plain(changes));
      expect(sim().things()).toMatchObject([expected]);
      expect(remote.url).toMatch(/^https:\/\/www\.facebook\.com\/fournil\/(posts|videos)\/\d+\/?$/);
      expect(await adapter.verify!(remote, state!, io)).toEqual({ kind: 'faithful' });
    });

    it('the first comment under the post', async () => {
      const state = await commentState();
      expect(await runOn(state)).toMatchObject({ kind: 'done' });
      const [post, comment] = sim().things();
      expect(comment).toMatchObject({ text: 'La recette.', parentId: post?.id });
    });
  });

  describe('a video', () => {
    it('is waited for, and called out without having been seen ready in the end', async () => {
      await harness.close();
      harness = await startFacebookPagesHarness({ looks: Infinity });
      io = harness.io;
      const first = await runOn(prepared(plain({ media: [medium('video-1')] })));
      expect(first).toMatchObject({ kind: 'wait', notBefore: new Date('2026-11-24T08:00:35.000Z') });
      if (first.kind !== 'wait') return;
      const second = await runOn(first.state, { ...io, now: first.notBefore });
      expect(second).toMatchObject({ kind: 'wait', giveUpAt: first.giveUpAt });
      const late = { ...io, now: new Date('2026-11-24T08:30:05.000Z') };
      expect(await runOn(first.state, late)).toMatchObject({ kind: 'done', remote: { id: first.state['video'] } });
    });

    it('that they cannot use is a failure, and may be sent again', async () => {
      sim().breakNextVideo();
      const first = await runOn(prepared(plain({ media: [medium('video-1')] })));
      if (first.kind !== 'wait') throw new Error(first.kind);
      expect(await adapter.reconcile(stored(first.state), io)).toEqual({ kind: 'absent', certainty: 'certain' });
      const result = await runOn(first.state);
      const error = { class: 'permanent', code: 'facebook_pages.video_refused' };
      expect(result).toMatchObject({ kind: 'failed', error, state: { video: null }, nothingOut: true });
      expect(harness.count()).toBe(0);
      if (result.kind !== 'failed') return;
      const again = await runOn(result.state!);
      expect(again.kind === 'wait' && (await runOn(again.state))).toMatchObject({ kind: 'done' });
    });

    it('that they let expire is certainly not out, when asked as when waited for', async () => {
      const first = await runOn(prepared(plain({ media: [medium('video-1')] })));
      if (first.kind !== 'wait') throw new Error(first.kind);
      const expired = { status: 200, body: { id: '1', status: { video_status: 'expired' } } };
      harness.simulator.plan({ method: 'GET', when: 'before', answer: expired });
      expect(await adapter.reconcile(first.state, io)).toEqual({ kind: 'absent', certainty: 'certain' });
    });

    it('that cannot be looked at is out all the same', async () => {
      const first = await runOn(prepared(plain({ media: [medium('video-1')] })));
      if (first.kind !== 'wait') throw new Error('ready at once');
      const gone = '{"error":{"code":100,"error_subcode":33,"message":"no"}}';
      harness.simulator.plan({ method: 'GET', when: 'before', answer: { status: 400, body: gone } });
      expect(await runOn(first.state)).toMatchObject({ kind: 'done', remote: { id: first.state['video'], url: null } });
    });

    it('is found by its text after a lost answer, once it is ready', async () => {
      const state = prepared(plain({ media: [medium('video-1')] }));
      expect(await runOn(state, spoiled(io, 0, 'answer_lost'))).toMatchObject({ error: { class: 'unknown_outcome' } });
      const found = await adapter.reconcile(state, io);
      expect(found).toMatchObject({ kind: 'found' });
      const remote = found.kind === 'found' ? found.remote : { id: '', url: null };
      expect(await adapter.verify!(remote, state, io)).toEqual({ kind: 'faithful' });
    });

    it('that they are told to fetch is addressed for a day', async () => {
      const until: Date[] = [];
      const publicUrl: AdapterIo['media']['publicUrl'] = (...args) => {
        until.push(args[3]);
        return io.media.publicUrl(...args);
      };
      await runOn(prepared(plain({ media: [medium('video-1')] })), { ...io, media: { ...io.media, publicUrl } });
      expect(until).toEqual([new Date('2026-11-25T08:00:05.000Z')]);
    });
  });

  it('is out where it may not be read, and never taken for refused', async () => {
    const error = { message: 'requires pages_read_engagement', type: 'OAuthException', code: 10 };
    harness.simulator.plan({ method: 'GET', when: 'before', answer: { status: 403, body: { error } } });
    const result = await runOn(prepared(plain()));
    expect(result).toMatchObject({ kind: 'done', remote: { id: sim().things()[0]?.id, url: null } });
    expect(harness.count()).toBe(1);
  });

  it('and the look for its address end before the ledger ends the step', async () => {
    const given: number[] = [];
    const send: AdapterIo['http']['send'] = (request) => {
      given.push(request.deadline);
      return io.http.send(request);
    };
    await runOn(prepared(plain()), { ...io, http: { send } });
    expect(given).toHaveLength(2);
    expect(given[0]! + given[1]!).toBeLessThan(io.deadline * 1.25);
  });

  describe('after a lost answer', () => {
    async function lost(
      plan: PublishPlan,
      spoiling: 'answer_lost' | 'never_arrives' = 'answer_lost',
    ): Promise<PublishState> {
      const state = prepared(plan);
      const result = await runOn(state, spoiled(io, 0, spoiling));
      expect(result).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome', phase: 'sent' } });
      return state;
    }

    it('finds the post and nothing else', async () => {
      const state = await lost(plain());
      sim().postByHand('Autre chose.');
      const [post] = sim().things();
      expect(await adapter.reconcile(state, io)).toMatchObject({
        kind: 'found',
        remote: { id: post?.id },
        state: { remote: { id: post?.id } },
      });
    });

    it('finds a post whose link shows a film', async () => {
      const state = await lost(plain({ link: 'https://www.youtube.example/watch' }));
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'found' });
    });

    it('finds nothing where nothing arrived, or lists lag, and never proves it', async () => {
      const absent = { kind: 'absent', certainty: 'likely' };
      expect(await adapter.reconcile(await lost(plain(), 'never_arrives'), io)).toEqual(absent);
      const state = await lost(plain());
      sim().hideFromLists();
      expect(await adapter.reconcile(state, io)).toEqual(absent);
    });

    it('never takes what was there before, has other media, or is one of two', async () => {
      const later = { ...SAMPLE_SEED, createdAt: '2026-11-24T09:00:00.000Z' };
      const [unit] = adapter.render(plain(), manifest.capabilities).units;
      sim().postByHand(text);
      expect(await adapter.reconcile(adapter.prepare(unit!, later), io)).toMatchObject({ kind: 'absent' });
      const pictured = prepared(plain({ media: [medium('image-1')] }));
      expect(await adapter.reconcile(pictured, io)).toMatchObject({ kind: 'absent' });
      sim().postByHand(text);
      expect(await adapter.reconcile(prepared(plain()), io)).toMatchObject({ kind: 'undecidable' });
    });

    it('leaves a post without words to a person', async () => {
      const state = await lost(plain({ text: '', link: 'https://a.example/x' }));
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'undecidable' });
    });

    it('takes a duplicate for evidence that the post is out', async () => {
      const state = await lost(plain());
      sim().compareWithLast();
      const error = { class: 'unknown_outcome', code: 'facebook_pages.duplicate', networkCode: '506/1455006' };
      expect(await runOn(state)).toMatchObject({ kind: 'failed', error });
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'found' });
      expect(harness.count()).toBe(1);
    });

    it.each([
      ['answer_lost', 'found'],
      ['never_arrives', 'absent'],
    ] as const)('finds the page’s own comment: %s', async (spoiling, kind) => {
      const state = await commentState();
      const post = sim().things()[0]!;
      sim().postByHand('La recette.', post.id, '4242');
      await runOn(state, spoiled(io, 0, spoiling));
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind });
    });

    it('repeats an upload, which nobody sees', async () => {
      const state = prepared(plain({ media: [medium('image-1')] }));
      const result = await runOn(state, spoiled(io, 0, 'answer_lost'));
      expect(result).toMatchObject({ kind: 'failed', error: { class: 'retryable' } });
      expect(await runOn(state)).toMatchObject({ kind: 'done' });
      expect(sim().things()).toMatchObject([{ media: 1 }]);
    });
  });

  describe('says no', () => {
    it.each<[string, object]>([
      ['page limit', { class: 'rate_limited', scope: 'account' }],
      ['business limit', { class: 'rate_limited', scope: 'account' }],
      ['application limit', { class: 'rate_limited', scope: 'app' }],
      ['posting too fast', { class: 'rate_limited', scope: 'day' }],
      ['abusive content', { class: 'permanent', code: 'facebook_pages.blocked' }],
      ['identity', { class: 'auth', code: 'facebook_pages.identity_required' }],
      ['token expired', { class: 'auth', code: 'facebook_pages.unauthorized' }],
      ['permission missing', { class: 'permanent', code: 'facebook_pages.forbidden' }],
      ['link refused', { class: 'permanent', code: 'facebook_pages.link_refused' }],
      ['unknown error', { class: 'unknown_outcome' }],
      ['service down', { class: 'unknown_outcome' }],
    ])('to a post: %s', async (name, error) => {
      const result = await runOn(prepared(plain()), answered(name));
      expect(result).toMatchObject({ kind: 'failed', error: { phase: 'answered', ...error } });
    });

    it.each([
      [400, 'a post', () => prepared(plain())],
      [403, 'a post', () => prepared(plain())],
      [400, 'a comment', commentState],
    ])('with %i and a code that nobody has heard of: %s may be out all the same', async (status, _what, make) => {
      const state = await make();
      const body = { error: { message: 'no', code: 87_654, error_subcode: 1_363_041 } };
      harness.simulator.plan({ method: 'POST', when: 'after', answer: { status, body } });
      const error = { class: 'unknown_outcome', code: 'facebook_pages.outcome_unknown', networkCode: '87654/1363041' };
      expect(await runOn(state)).toMatchObject({ kind: 'failed', error });
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'found' });
    });

    it.each([
      [100, 400, 'permanent'],
      [324, 400, 'permanent'],
      [389, 400, 'permanent'],
      [87_654, 401, 'auth'],
      [87_654, 429, 'rate_limited'],
    ])('for certain with %i under %i', async (code, status, kind) => {
      const answer = { kind: 'answered', status, headers: {}, body: JSON.stringify({ error: { code } }) } as const;
      const result = await runOn(prepared(plain()), { ...io, http: { send: () => Promise.resolve(answer) } });
      expect(result).toMatchObject({ kind: 'failed', error: { class: kind } });
    });

    it.each<[string, object]>([
      ['photo too large', { class: 'permanent', code: 'facebook_pages.photo_refused' }],
      ['service down', { class: 'retryable' }],
    ])('to an upload: %s', async (name, error) => {
      const result = await runOn(prepared(plain({ media: [medium('image-1')] })), answered(name));
      expect(result).toMatchObject({ kind: 'failed', error });
    });

    it('until when, where it tells', async () => {
      const usage = '{"546349135390552":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":12}]}';
      const headers = { 'x-business-use-case-usage': usage };
      const body = JSON.stringify(bodies['business limit']);
      harness.simulator.plan({ when: 'before', answer: { status: 400, headers, body } });
      const retryAfter = new Date('2026-11-24T08:12:05.000Z');
      expect(await runOn(prepared(plain()))).toMatchObject({ error: { class: 'rate_limited', retryAfter } });
      const post = '{"id":"1_2","permalink_url":"https://www.facebook.com/1_2"}';
      harness.simulator.plan({ when: 'before', answer: { status: 200, headers, body: post } });
      const quiet = { scope: 'account', until: retryAfter };
      expect(await runOn(prepared(plain()))).toMatchObject({ kind: 'done', quiet });
    });
  });

  describe('that breaks', () => {
    it('after it has published, is asked and never sent to again', async () => {
      harness.simulator.plan({ when: 'after', answer: { status: 503 } });
      const post = await publishPost();
      expect(sim().things()).toMatchObject([{ id: post.id }]);
    });

    it('before it has published, and is too busy first: what is not certain is not sent again', async () => {
      const told = { status: 429, headers: { 'retry-after': '120' } };
      harness.simulator.plan({ when: 'before', answer: told }, { when: 'before', answer: { status: 503 } });
      const [unit] = adapter.render(plain(), manifest.capabilities).units;
      expect(await drive(adapter, unit!, SAMPLE_SEED, io)).toEqual({ kind: 'unconfirmed', runs: 2 });
      expect(harness.count()).toBe(0);
    });
  });

  describe('a token', () => {
    it('that died midway stops before the post, and nothing is out', async () => {
      const state = prepared(plain({ media: [medium('image-1')] }));
      const up = await adapter.run(adapter.nextStep(state)!, state, io);
      if (up.kind !== 'advanced') throw new Error('no photo');
      sim().tokens.killAll();
      expect(await runOn(up.state)).toMatchObject({ error: { class: 'auth', code: 'facebook_pages.unauthorized' } });
      expect(harness.count()).toBe(0);
    });

    it('is checked for being the page’s', async () => {
      const url = 'https://www.facebook.com/fournil';
      expect(await adapter.check(io)).toEqual({ kind: 'ok', account: 'Le Fournil', url });
      const accessToken = sim().givePerson('person-token');
      const credentials = { ...harness.credentials, accessToken };
      const personal = { ...io, account: { ...io.account, credentials } };
      expect(await adapter.check(personal)).toMatchObject({ error: { code: 'facebook_pages.page_mismatch' } });
      expect(await runOn(prepared(plain()), personal)).toMatchObject({ error: { class: 'permanent' } });
    });

    it('of a person opens the pages they may post to, each with a lasting token of its own', async () => {
      const session = { values: { accessToken: sim().givePerson('person-token') }, expiresAt: null };
      const agreed = { ...io, account: { ...io.account, credentials: {}, session } };
      const page = { accessToken: 'page-token-1-4e0b' };
      expect(await adapter.accounts!(agreed)).toEqual({
        kind: 'ok',
        accounts: [
          {
            id: '546349135390552',
            name: 'Le Fournil',
            credentials: { accountId: '546349135390552' },
            session: { values: page, expiresAt: null },
          },
        ],
      });
      const connected = { ...io, account: { ...io.account, session: { values: page, expiresAt: null } } };
      expect(await adapter.check(connected)).toMatchObject({ kind: 'ok' });
      expect(await adapter.accounts!({ ...agreed, app: null })).toMatchObject({ kind: 'failed' });
    });

    it('never stands in an address', async () => {
      const requests: HttpRequest[] = [];
      const send: AdapterIo['http']['send'] = (request) => {
        requests.push(request);
        return io.http.send(request);
      };
      await runOn(prepared(plain({ media: [medium('image-1')] })), { ...io, http: { send } });
      expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
      expect(JSON.stringify(requests.map(({ url }) => url))).not.toContain('token');
    });
  });

  describe('read back', () => {
    it.each<[string, Partial<PublishPlan>, (network: ReturnType<typeof sim>) => void, string[]]>([
      ['a text cut short', {}, (network) => network.cutTexts(4), ['text']],
      [
        'an alternative text lost',
        { media: [medium('image-1', 'Une miche')] },
        (network) => network.loseAltTexts(),
        ['alt_text'],
      ],
    ])('tells %s', async (_name, changes, spoil, differences) => {
      spoil(sim());
      const { state, ...remote } = await publishPost(plain(changes));
      expect(await adapter.verify!(remote, state!, io)).toEqual({ kind: 'degraded', differences });
    });

    it('is not called gone where a person settled it without an address that names it', async () => {
      const result = await adapter.remove!({ id: '', url: 'https://example.org/somewhere' }, io);
      expect(result).toMatchObject({ kind: 'failed', error: { code: 'facebook_pages.message_unknown' } });
      expect(harness.simulator.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
    });

    it('tells that it was taken away, and is taken away once', async () => {
      const { state, ...remote } = await publishPost(plain({ media: [medium('video-1')] }));
      expect(await adapter.remove!(remote, io)).toEqual({ kind: 'removed' });
      expect(await adapter.remove!(remote, io)).toEqual({ kind: 'already_gone' });
      expect(await adapter.verify!(remote, state!, io)).toEqual({ kind: 'degraded', differences: ['missing'] });
    });
  });
});
