import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, stored } from '../../../testing/drive.js';
import { fixtureBodies } from '../../../testing/fixtures.js';
import { startThreadsHarness, type ThreadsHarness } from '../../../testing/harness/threads.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import type { AdapterIo, PlannedMedia, PublishPlan, PublishState, Seed, StepResult } from '../../contract.js';
import { threadsAdapter as adapter } from './adapter.js';
import { manifest } from './manifest.js';

contractSuite('threads', () => startThreadsHarness());

const bodies = fixtureBodies(import.meta.url);

const plain = (changes: Partial<PublishPlan> = {}): PublishPlan =>
  samplePlan({ text: 'Du pain frais.', link: null, media: [], ...changes });

function medium(mediaId: string, altText: string | null = null): PlannedMedia {
  const mimeType = mediaId.startsWith('video') ? 'video/mp4' : 'image/jpeg';
  return { mediaId, url: '', mimeType, bytes: 1_000, width: 1200, height: 800, altText, durationMs: null };
}

const wireOf = (plan: PublishPlan) => adapter.render(plan, manifest.capabilities).units.map(({ wire }) => wire);

function prepared(plan: PublishPlan, seed: Partial<Seed> = {}): PublishState {
  const [unit] = adapter.render(plan, manifest.capabilities).units;
  return adapter.prepare(unit!, { ...SAMPLE_SEED, ...seed });
}

describe('a plan on Threads', () => {
  const text = 'Du pain frais.';
  it.each<[string, Partial<PublishPlan>, object]>([
    ['text alone', {}, { media_type: 'TEXT', text }],
    [
      'a link is attached to a text',
      { link: 'https://a.example/x' },
      { media_type: 'TEXT', text, link_attachment: 'https://a.example/x' },
    ],
    [
      'a link alone is the text',
      { text: '', link: 'https://a.example/x' },
      { media_type: 'TEXT', text: 'https://a.example/x' },
    ],
    [
      'a link beside media is written out',
      { link: 'https://a.example/x', media: [medium('image-1')] },
      { text: `${text}\n\nhttps://a.example/x` },
    ],
    ['media without a text', { text: '', media: [medium('image-1')] }, {}],
    [
      'a poll, its question in the text',
      { poll: { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P1D' } },
      { media_type: 'TEXT', text: `${text}\n\nBeurre ?`, poll_attachment: '{"option_a":"Oui","option_b":"Non"}' },
    ],
    [
      'options',
      { options: { replyControl: 'mentioned_only', topicTag: 'pain' } },
      { media_type: 'TEXT', text, reply_control: 'mentioned_only', topic_tag: 'pain' },
    ],
  ])('%s', (_name, changes, params) => {
    expect(wireOf(plain(changes))[0]).toMatchObject({ params });
  });

  it.each<[string, Partial<PublishPlan>, object[]]>([
    ['500 characters', { text: 'x'.repeat(500) }, []],
    [
      'emoji by their bytes',
      { text: `${'x'.repeat(497)}🥐` },
      [{ level: 'error', path: '/text', code: 'network.text_too_long' }],
    ],
    [
      'a link beside media counts in the text',
      { text: 'x'.repeat(490), link: 'https://a.example/x', media: [medium('image-1')] },
      [{ level: 'error', path: '/text' }],
    ],
    [
      'a sixth link, the attached one',
      { text: [1, 2, 3, 4, 5].map((n) => `https://a.example/${n}`).join(' '), link: 'https://a.example/6' },
      [{ level: 'error', path: '/link', code: 'network.references_too_many', params: { max: 5, used: 6 } }],
    ],
    [
      'a fifth link attached again',
      { text: [1, 2, 3, 4, 5].map((n) => `https://a.example/${n}`).join(' '), link: 'https://a.example/5' },
      [],
    ],
    [
      'a poll of two days, as others say',
      { poll: { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P2D' } },
      [{ level: 'warn', path: '/poll/duration', code: 'network.poll_duration' }],
    ],
    [
      'a poll with media',
      { poll: { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P1D' }, media: [medium('image-1')] },
      [{ level: 'error', path: '/poll', code: 'network.poll_with_media' }],
    ],
    [
      '21 media of two kinds',
      { media: [...Array.from({ length: 20 }, (_, i) => medium(`image-${i}`)), medium('video-1')] },
      [{ level: 'error', path: '/media', code: 'network.media_too_many', params: { max: 20, used: 21 } }],
    ],
    ['alternative text of 1,001', { media: [medium('image-1', 'x'.repeat(1_001))] }, [{ path: '/media/0/altText' }]],
    ['a link alone', { text: '', link: 'https://a.example/x' }, [{ level: 'info', path: '/link' }]],
  ])('is judged: %s', (_name, changes, issues) => {
    expect(adapter.validate(plain(changes), manifest.capabilities)).toMatchObject(issues);
  });
});

describe('Threads', () => {
  let harness: ThreadsHarness;
  let io: AdapterIo;
  beforeEach(async () => {
    harness = await startThreadsHarness();
    io = harness.io;
  });
  afterEach(() => harness.close());
  const sim = () => harness.simulator.network;

  async function publish(plan: PublishPlan, given = io) {
    const units = adapter.render(plan, manifest.capabilities).units;
    let family: Pick<Seed, 'parent' | 'root'> = { parent: null, root: null };
    for (const unit of units) {
      const settled = await drive(adapter, unit, { ...SAMPLE_SEED, ...family }, given);
      if (settled.kind !== 'published') throw new Error('not published');
      const ancestor = { ...settled.remote, state: settled.state };
      family = { parent: ancestor, root: family.root ?? ancestor };
    }
    return family.root!;
  }

  /** Runs steps until one does not simply advance. */
  async function runOn(state: PublishState, given = io): Promise<StepResult> {
    const step = adapter.nextStep(state);
    const result = await adapter.run(step!, stored(state), given);
    return result.kind === 'advanced' ? runOn(result.state, given) : result;
  }

  async function withContainer(plan = plain()): Promise<PublishState> {
    const state = prepared(plan);
    const result = await adapter.run(adapter.nextStep(state)!, state, io);
    if (result.kind !== 'advanced') throw new Error('no container');
    return result.state;
  }

  describe('shows', () => {
    it.each<[string, Partial<PublishPlan>, object]>([
      [
        'an image with its alternative text',
        { media: [medium('image-1', 'Une miche')] },
        { media: 1, altTexts: ['Une miche'] },
      ],
      [
        'a carousel in order',
        { media: [medium('image-1', 'Un'), medium('video-2', 'Deux'), medium('image-3')] },
        { media: 3, altTexts: ['Un', 'Deux', null] },
      ],
      ['a video', { media: [medium('video-1', 'Le four')] }, { media: 1, altTexts: ['Le four'] }],
      [
        'a poll',
        { poll: { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P1D' } },
        { poll: ['Oui', 'Non'] },
      ],
    ])('%s', async (_name, changes, expected) => {
      await publish(plain(changes));
      expect(sim().things()).toMatchObject([expected]);
    });

    it('a thread part under the part before, and the first comment under the post', async () => {
      const root = await publish(plain({ thread: [{ text: 'Deux.' }, { text: 'Trois.' }], firstComment: 'Recette.' }));
      const [post, two, three, comment] = sim().things();
      expect(post).toMatchObject({ id: root.id, parentId: null });
      expect(root.url).toBe(`https://www.threads.net/@fournil/post/${root.id}`);
      expect([two?.parentId, three?.parentId, comment?.parentId]).toEqual([post?.id, two?.id, post?.id]);
    });
  });

  describe('a container', () => {
    it('is waited for, with patience that does not grow', async () => {
      const state = await withContainer(plain({ media: [medium('video-1')] }));
      sim().containers.stall();
      const first = await runOn(state);
      expect(first).toMatchObject({ kind: 'wait', notBefore: new Date('2026-11-24T08:01:05.000Z') });
      if (first.kind !== 'wait') return;
      const later = { ...io, now: first.notBefore };
      expect(await runOn(first.state, later)).toMatchObject({ kind: 'wait', giveUpAt: first.giveUpAt });
    });

    it('that expired is made anew, and only then', async () => {
      const state = await withContainer();
      sim().containers.expireAll();
      const result = await runOn(state);
      expect(result).toMatchObject({
        kind: 'failed',
        error: { class: 'retryable', code: 'threads.container_expired' },
      });
      if (result.kind !== 'failed' || !result.state) throw new Error('the container was kept');
      expect(await runOn(result.state)).toMatchObject({ kind: 'done' });
      expect(harness.count()).toBe(1);
    });

    it.each([
      ['FAILED_PROCESSING_VIDEO', 'permanent'],
      ['FAILED_DOWNLOADING_VIDEO', 'retryable'],
    ])('that failed with %s is %s, and not kept', async (reason, kind) => {
      sim().containers.failNext(reason);
      const result = await runOn(await withContainer(plain({ media: [medium('video-1')] })));
      const error = { class: kind, code: 'threads.container_failed', networkCode: reason };
      expect(result).toMatchObject({ kind: 'wait' });
      if (result.kind !== 'wait') return;
      expect(await runOn(result.state)).toMatchObject({ kind: 'failed', error, state: { container: null } });
    });

    it('whose item failed keeps the items before it', async () => {
      const result = await runOn(prepared(plain({ media: [medium('image-1'), medium('image-2')] })));
      const second = result.kind === 'wait' ? await runOn(result.state) : result;
      expect(second).toMatchObject({ kind: 'wait', state: { ready: 1 } });
      sim().containers.failNext('UNKNOWN');
      const failed = second.kind === 'wait' ? await runOn(second.state) : second;
      const state = { children: [expect.any(String)], ready: 1, container: null };
      expect(failed).toMatchObject({ kind: 'failed', error: { class: 'retryable' }, state });
    });

    it('too fresh to be known is tried again and published once', async () => {
      sim().missContainers(1);
      const state = await withContainer();
      const result = await runOn(state);
      const error = { class: 'retryable', code: 'threads.container_unknown', networkCode: '24/4279009' };
      expect(result).toMatchObject({ kind: 'failed', error });
      expect(await runOn(state)).toMatchObject({ kind: 'done' });
      expect(harness.count()).toBe(1);
    });

    it('never holds media that cannot be shared', async () => {
      const media = {
        ...io.media,
        publicUrl: () => Promise.resolve({ kind: 'failed', reason: 'gone', detail: 'It is no more.' } as const),
      };
      const result = await runOn(prepared(plain({ media: [medium('image-1')] })), { ...io, media });
      expect(result).toMatchObject({ error: { class: 'permanent', code: 'threads.media_gone', phase: 'before_send' } });
    });
  });

  describe('a lost answer', () => {
    /** Publishes, loses the answer, and runs again. */
    async function lost(plan = plain(), between: () => void = () => undefined): Promise<StepResult> {
      const state = await withContainer(plan);
      const send: AdapterIo['http']['send'] = async (request) => {
        const outcome = await io.http.send(request);
        return request.method === 'POST' ? { kind: 'failed', bytesSent: true, code: 'reset' } : outcome;
      };
      const result = await runOn(state, { ...io, http: { send } });
      if (result.kind !== 'wait') throw new Error(result.kind);
      between();
      return runOn(result.state);
    }

    it('is made up for by the list', async () => {
      const result = await lost();
      expect(result).toMatchObject({ kind: 'done', remote: { id: sim().things()[0]?.id } });
    });

    it('costs the address while the list does not show the post, and never binds another', async () => {
      const result = await lost(plain(), () => sim().hideFromLists());
      if (result.kind !== 'wait') throw new Error('gave up at once');
      const later = { ...io, now: new Date(io.now.getTime() + 10 * 60_000) };
      const end = await runOn(result.state, later);
      expect(end).toMatchObject({ kind: 'done', remote: { id: result.state['container'], url: null } });
      if (end.kind !== 'done') return;
      expect(await adapter.verify!(end.remote, end.state, io)).toEqual({
        kind: 'degraded',
        differences: ['unverified'],
      });
    });

    it('costs the address when a person posted the same', async () => {
      const result = await lost(plain(), () => sim().postByHand('Du pain frais.'));
      expect(result).toMatchObject({ kind: 'done', remote: { url: null } });
    });
  });

  describe('asked what became of a post', () => {
    it('knows for certain that it is not out', async () => {
      expect(await adapter.reconcile(prepared(plain()), io)).toEqual({ kind: 'absent', certainty: 'certain' });
      expect(await adapter.reconcile(await withContainer(), io)).toEqual({ kind: 'absent', certainty: 'certain' });
    });

    it('finds it, under its container where its own id cannot be told', async () => {
      const state = await withContainer();
      await runOn(state);
      const [thing] = sim().things();
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'found', remote: { id: thing?.id } });
      sim().hideFromLists();
      const remote = { id: state['container'], url: null };
      expect(await adapter.reconcile(state, io)).toMatchObject({ kind: 'found', remote, state: { remote } });
    });
  });

  describe('says no', () => {
    it.each<[string, object]>([
      ['media not found', { class: 'retryable', code: 'threads.container_unknown' }],
      ['account restricted', { class: 'permanent', code: 'threads.restricted' }],
      ['too many links', { class: 'permanent', code: 'threads.too_many_links' }],
      ['text too long', { class: 'permanent', code: 'threads.refused', networkCode: '100' }],
      ['quota used up', { class: 'rate_limited', code: 'threads.rate_limited', scope: 'day' }],
      ['token expired', { class: 'auth', code: 'threads.unauthorized' }],
      ['permission missing', { class: 'permanent', code: 'threads.forbidden' }],
    ])('%s', async (name, error) => {
      const answer = { kind: 'answered', status: 400, headers: {}, body: JSON.stringify(bodies[name]) } as const;
      const result = await runOn(prepared(plain()), { ...io, http: { send: () => Promise.resolve(answer) } });
      expect(result).toMatchObject({ kind: 'failed', error: { phase: 'answered', httpStatus: 400, ...error } });
      expect(JSON.stringify(result)).not.toContain('18058571375416420');
    });

    it.each([
      [{}, undefined],
      [
        {
          'x-business-use-case-usage':
            '{"1":[{"type":"threads","call_count":100,"estimated_time_to_regain_access":7}]}',
        },
        new Date('2026-11-24T08:07:05.000Z'),
      ],
    ])('when throttled, until when it tells: %j', async (headers, retryAfter) => {
      const body = JSON.stringify(bodies['throttled']);
      harness.simulator.plan({ when: 'before', answer: { status: 400, headers, body } });
      const result = await runOn(prepared(plain()));
      expect(result).toMatchObject({ kind: 'failed', error: { class: 'rate_limited', scope: 'account' } });
      expect(result.kind === 'failed' && result.error.retryAfter).toEqual(retryAfter);
    });

    it('too often, then breaks, then takes it: one post, as late as it was told', async () => {
      const told = { status: 429, headers: { 'retry-after': '120' } };
      harness.simulator.plan({ when: 'before', answer: told }, { when: 'before', answer: { status: 503 } });
      const retryAfter = new Date('2026-11-24T08:02:05.000Z');
      const first = await runOn(prepared(plain()));
      expect(first).toMatchObject({ error: { class: 'rate_limited', scope: 'account', retryAfter } });
      expect(await runOn(prepared(plain()))).toMatchObject({ error: { class: 'retryable' } });
      await publish(plain());
      expect(harness.count()).toBe(1);
    });

    it('when the day’s posts are used up', async () => {
      sim().useUpQuota();
      const error = { class: 'rate_limited', scope: 'day', networkCode: '9/2207042' };
      expect(await runOn(prepared(plain()))).toMatchObject({ kind: 'failed', error });
    });
  });

  describe('a token', () => {
    const session = { values: { accessToken: 'lasting-held-1' }, expiresAt: null };
    const held = () => ({ ...io, account: { ...io.account, session } });

    it('that died midway is renewed from the one that was typed in, and the post is out once', async () => {
      sim().tokens.give('lasting-held-1');
      const plan = plain({ media: [medium('image-1')] });
      const before = (_turn: unknown, index: number) => {
        if (index === 1) sim().tokens.kill('lasting-held-1');
        return index === 1 ? held() : turnIo(_turn);
      };
      const [unit] = adapter.render(plan, manifest.capabilities).units;
      expect(await drive(adapter, unit!, SAMPLE_SEED, held(), { before })).toMatchObject({ kind: 'published' });
      expect(harness.count()).toBe(1);
    });

    const turnIo = (turn: unknown): AdapterIo => (turn as { io: AdapterIo }).io;

    it('is renewed for 60 days', async () => {
      sim().tokens.give('lasting-held-1');
      expect(await adapter.renew!(held())).toMatchObject({
        kind: 'renewed',
        session: {
          values: { accessToken: expect.stringContaining('lasting-token') },
          expiresAt: '2027-01-23T07:59:09.000Z',
        },
      });
    });

    it('too young to be renewed is taken as it is for a day', async () => {
      sim().tokens.give(harness.credentials['accessToken']!, { young: true });
      expect(await adapter.renew!(io)).toEqual({
        kind: 'renewed',
        session: { values: { accessToken: harness.credentials['accessToken'] }, expiresAt: '2026-11-25T09:00:05.000Z' },
      });
    });

    it('that is dead, or was never there, is for a person to replace', async () => {
      sim().tokens.killAll();
      expect(await adapter.renew!(held())).toMatchObject({ error: { class: 'auth', code: 'threads.unauthorized' } });
      const bare = { ...io, account: { ...io.account, credentials: { accountId: '17841405822304914' } } };
      const error = { class: 'auth', code: 'threads.token_missing', phase: 'before_send' };
      expect(await adapter.renew!(bare)).toMatchObject({ kind: 'failed', error });
      expect(await runOn(prepared(plain()), bare)).toMatchObject({ kind: 'failed', error });
    });

    it('of an agreement is made to last, and opens one account', async () => {
      sim().tokens.give('lasting-held-1');
      expect(await adapter.accounts!(held())).toMatchObject({
        kind: 'ok',
        accounts: [
          {
            id: '17841405822304914',
            name: '@fournil',
            credentials: { accountId: '17841405822304914' },
            session: { values: { accessToken: expect.stringContaining('lasting-token') } },
          },
        ],
      });
      expect(await adapter.accounts!({ ...held(), app: null })).toMatchObject({ kind: 'failed' });
    });

    it('of another account is found out', async () => {
      expect(await adapter.check(io)).toEqual({
        kind: 'ok',
        account: '@fournil',
        url: 'https://www.threads.net/@fournil',
      });
      const other = { ...io, account: { ...io.account, credentials: { ...io.account.credentials, accountId: '7' } } };
      expect(await adapter.check(other)).toMatchObject({ error: { code: 'threads.account_mismatch' } });
    });

    it('never stands in an address that publishes', async () => {
      const urls: string[] = [];
      const send: AdapterIo['http']['send'] = (request) => {
        urls.push(request.url);
        return io.http.send(request);
      };
      await runOn(prepared(plain()), { ...io, http: { send } });
      expect(urls.length).toBeGreaterThan(2);
      expect(urls.join()).not.toContain('token');
    });
  });

  describe('read back', () => {
    const poll = { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P1D' };
    it.each<[string, Partial<PublishPlan>, (network: ReturnType<typeof sim>) => void, string[]]>([
      ['a text cut short', {}, (network) => network.cutTexts(5), ['text']],
      ['a poll dropped', { poll }, (network) => network.dropPolls(), ['poll']],
    ])('tells %s', async (_name, changes, spoil, differences) => {
      spoil(sim());
      const { state, ...remote } = await publish(plain(changes));
      expect(await adapter.verify!(remote, state!, io)).toEqual({ kind: 'degraded', differences });
    });

    it('is faithful with everything there is', async () => {
      for (const changes of [{ link: 'https://a.example/x' }, { poll }, { media: [medium('image-1', 'Une miche')] }]) {
        const { state, ...remote } = await publish(plain(changes));
        expect(await adapter.verify!(remote, state!, io)).toEqual({ kind: 'faithful' });
      }
    });

    it('is not called gone where a person settled it without an address that names it', async () => {
      const result = await adapter.remove!({ id: '', url: 'https://example.org/somewhere' }, io);
      expect(result).toMatchObject({ kind: 'failed', error: { code: 'threads.message_unknown' } });
      expect(harness.simulator.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
    });

    it('tells that it was taken away, and is taken away once', async () => {
      const { state, ...remote } = await publish(plain());
      expect(await adapter.remove!(remote, io)).toEqual({ kind: 'removed' });
      expect(await adapter.remove!(remote, io)).toEqual({ kind: 'already_gone' });
      expect(await adapter.verify!(remote, state!, io)).toEqual({ kind: 'degraded', differences: ['missing'] });
    });
  });
});
