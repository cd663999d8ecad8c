import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, stored } from '../../../testing/drive.js';
import { type MastodonHarness, startMastodonHarness } from '../../../testing/harness/mastodon.js';
import { createMemoryMedia } from '../../../testing/memory-media.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { samplePlans } from '../../../testing/sample-plans.js';
import type { MastodonFlavour } from '../../../testing/simulator/mastodon.js';
import { spoiled } from '../../../testing/spoil.js';
import type { AdapterIo, PublishPlan, PublishState, Seed, StepResult } from '../../contract.js';
import { mastodonAdapter as adapter } from './adapter.js';
import { manifest } from './manifest.js';
import { readState } from './state.js';

contractSuite('mastodon', () => startMastodonHarness());
// It keeps no key: whatever was lost is found by listing alone.
contractSuite('mastodon, as Hollo speaks it,', () => startMastodonHarness({ flavour: 'hollo' }));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PLANS = Object.fromEntries(samplePlans(manifest.capabilities).map(({ name, plan }) => [name, plan]));
const TEXT = samplePlan({ text: 'Les croissants sont prêts.', link: null, media: [], labels: [] });

let harness: MastodonHarness;
const start = async (flavour?: MastodonFlavour): Promise<MastodonHarness> =>
  (harness = await startMastodonHarness({ flavour }));
beforeEach(() => start());
afterEach(() => harness.close());

const network = () => harness.simulator.network;
const later = (milliseconds: number, io = harness.io): AdapterIo => ({
  ...io,
  now: new Date(io.now.getTime() + milliseconds),
});

function preparedPost(plan: PublishPlan, seed: Partial<Seed> = {}): PublishState {
  return adapter.prepare(adapter.render(plan, manifest.capabilities).units[0]!, { ...SAMPLE_SEED, ...seed });
}

async function publishedPost(plan: PublishPlan) {
  const [unit] = adapter.render(plan, manifest.capabilities).units;
  const settled = await drive(adapter, unit!, SAMPLE_SEED, harness.io);
  if (settled.kind !== 'published') throw new Error('left to a person');
  return settled;
}

function next(state: PublishState, io = harness.io): Promise<StepResult> {
  return adapter.run(adapter.nextStep(state)!, stored(state), io);
}

/** The state right before the step of this name. */
async function before(stepId: string, plan: PublishPlan): Promise<PublishState> {
  let state = preparedPost(plan);
  while (adapter.nextStep(state)?.id !== stepId) {
    const result = await next(state);
    if (result.kind !== 'advanced') throw new Error(`${adapter.nextStep(state)?.id} came to ${JSON.stringify(result)}`);
    state = result.state;
  }
  return state;
}

/** The state after a first try whose answer never came. */
async function afterLostTry(plan: PublishPlan, spoiling: 'answer_lost' | 'never_arrives'): Promise<PublishState> {
  const result = await next(await before('create', plan), spoiled(harness.io, 0, spoiling));
  expect(result).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome', phase: 'sent' } });
  return result.kind === 'failed' && result.state ? result.state : Promise.reject(new Error('no state'));
}

describe('a post', () => {
  it('carries text, link, images with their descriptions, language, warning and readers', async () => {
    const options = { contentWarning: 'Gluten', visibility: 'unlisted', sensitive: true, quotePolicy: 'nobody' };
    const { remote, state } = await publishedPost({ ...PLANS['images']!, link: 'https://example.org/r', options });
    expect(network().things()).toMatchObject([
      {
        text: expect.stringMatching(/fold\n\nhttps:\/\/example\.org\/r$/),
        media: 2,
        altTexts: ['Hands folding “butter” into dough, 1', 'Hands folding “butter” into dough, 2'],
      },
    ]);
    expect(remote.url).toBe(`https://mastodon.test/@boulangerie/${remote.id}`);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('waits on a stored timer for a video that the server works on', async () => {
    network().processingLooks = 2;
    const { io } = harness;
    const state = await before('process', PLANS['video']!);
    const waiting = await next(state);
    expect(waiting).toEqual({
      kind: 'wait',
      state,
      notBefore: later(5_000).now,
      giveUpAt: later(30 * MINUTE).now,
    });
    expect((await next(state, io)).kind).toBe('wait');
    const ready = await next(state, io);
    expect(ready).toMatchObject({ kind: 'advanced' });
    expect(ready.kind === 'advanced' && adapter.nextStep(ready.state)?.id).toBe('look');
  });

  it('hands a video over anew when the server does not finish, and stops when it cannot', async () => {
    network().processingLooks = 3;
    const state = await before('process', PLANS['video']!);
    const slow = await next(state, later(30 * MINUTE));
    expect(slow).toMatchObject({ kind: 'failed', error: { class: 'retryable', code: 'mastodon.media_timeout' } });
    expect(slow.kind === 'failed' && adapter.nextStep(slow.state!)?.id).toBe('upload');
    network().failProcessing();
    expect(await next(state)).toMatchObject({ error: { class: 'permanent', code: 'mastodon.media_failed' } });
  });

  it('does not hand over what the server would not take', async () => {
    const media = [{ ...samplePlan().media[0]!, mediaId: 'image-1' }];
    const fit = { ...harness.io.account.capabilities.media, mimeTypes: ['image/png'] };
    const account = { ...harness.io.account, capabilities: { ...manifest.capabilities, media: fit } };
    const result = await next(preparedPost({ ...TEXT, media }), { ...harness.io, account });
    expect(result).toMatchObject({
      error: { class: 'permanent', code: 'mastodon.media_cannot_fit', phase: 'before_send' },
    });
  });

  it('hands over a video of more bytes than an image may have', async () => {
    const file = { mimeType: 'video/mp4', content: Buffer.alloc(17 * 1_048_576), width: 4096, height: 2160 };
    const io = { ...harness.io, media: createMemoryMedia({ 'video-1': file }) };
    expect(await next(preparedPost(PLANS['video']!), io)).toMatchObject({ kind: 'advanced' });
  });

  it('says so when it is the file that the server refuses', async () => {
    const file = { mimeType: 'image/tiff', content: Buffer.from('x') };
    const account = {
      ...harness.io.account,
      capabilities: { ...manifest.capabilities, media: { ...manifest.capabilities.media, mimeTypes: ['*/*'] } },
    };
    const io = { ...harness.io, account, media: createMemoryMedia({ 'image-1': file }) };
    expect(await next(preparedPost(PLANS['image']!), io)).toMatchObject({
      error: { class: 'permanent', code: 'mastodon.media_refused' },
    });
  });

  it('hands its media over anew when they waited so long that the server has swept them', async () => {
    const state = await before('create', PLANS['images']!);
    const io = later(25 * HOUR);
    network().advance(25 * HOUR);
    const again = await next(state, io);
    expect(again).toMatchObject({ kind: 'advanced' });
    const [unit] = adapter.render(PLANS['images']!, manifest.capabilities).units;
    const resumed = { ...adapter, prepare: () => (again.kind === 'advanced' ? again.state : state) };
    expect(await drive(resumed, unit!, SAMPLE_SEED, io)).toMatchObject({ kind: 'published' });
    expect(network().things()).toMatchObject([{ media: 2 }]);
  });

  it.each([['mastodon'], ['snac'], ['hollo'], ['gotosocial']] as [MastodonFlavour][])(
    'keeps its poll on %s',
    async (flavour) => {
      await harness.close();
      await start(flavour);
      const { remote, state } = await publishedPost(PLANS['poll']!);
      expect(network().things()).toMatchObject([{ poll: ['Butter', 'Jam'] }]);
      expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
    },
  );
});

describe('a thread and a first comment', () => {
  async function publishAll(plan: PublishPlan): Promise<string[]> {
    const ids: string[] = [];
    let seed: Pick<Seed, 'parent' | 'root'> = { parent: null, root: null };
    for (const [index, unit] of adapter.render(plan, manifest.capabilities).units.entries()) {
      const settled = await drive(adapter, unit, { ...SAMPLE_SEED, key: `key.${index}`, ...seed }, harness.io);
      if (settled.kind !== 'published') throw new Error('left to a person');
      const parent = { ...settled.remote, state: settled.state };
      seed = { parent, root: seed.root ?? parent };
      ids.push(settled.remote.id);
    }
    return ids;
  }

  it('answer the part before, the comment the post, and ask the server only once what it is', async () => {
    const [post, two, three] = await publishAll({
      ...TEXT,
      thread: [{ text: 'Deux' }, { text: 'Trois' }],
      firstComment: 'Recette',
    });
    expect(
      network()
        .things()
        .map(({ text, parentId }) => [text, parentId]),
    ).toEqual([
      [TEXT.text, null],
      ['Deux', post],
      ['Trois', two],
      ['Recette', post],
    ]);
    expect(three).toBeDefined();
    expect(harness.simulator.requests.filter(({ path }) => path.includes('nodeinfo'))).toHaveLength(2);
  });

  it('find the parent that a person settled by its address', () => {
    const parent = { id: 'https://mastodon.test/@boulangerie/1151/?x=1', url: null, state: null };
    const state = preparedPost(TEXT, { parent, root: parent });
    expect(readState(state)).toMatchObject({ replyTo: '1151', look: null });
  });

  it('find it by its address where all else is the key that it was tried under', async () => {
    const tried = preparedPost(TEXT);
    const url = 'https://mastodon.test/users/boulangerie/statuses/1151';
    const parent = { id: SAMPLE_SEED.key, url, state: tried };
    expect(readState(preparedPost(TEXT, { parent, root: parent }))).toMatchObject({ replyTo: '1151', look: null });
    const lost = { id: '', url: 'https://mastodon.test/@boulangerie', state: null };
    expect(await next(preparedPost(TEXT, { parent: lost, root: lost }))).toMatchObject({
      error: { class: 'permanent', code: 'mastodon.message_unknown', phase: 'before_send' },
    });
    expect(harness.simulator.requests).toEqual([]);
  });

  it('stop when the parent is gone', async () => {
    const { remote, state: parentState } = await publishedPost(TEXT);
    network().deleteByHand(remote.id);
    const parent = { ...remote, state: parentState };
    expect(await next(preparedPost(TEXT, { key: 'another', parent, root: parent }))).toMatchObject({
      error: { class: 'permanent', code: 'mastodon.parent_gone' },
    });
  });
});

describe('an answer that was lost', () => {
  it('is found again, whatever the owner posted since', async () => {
    network().publishByHand(TEXT.text);
    const state = await afterLostTry(TEXT, 'answer_lost');
    network().publishByHand('Autre chose');
    const ours = network().things()[1]!.id;
    const answer = await adapter.reconcile(stored(state), later(5_000));
    expect(answer).toMatchObject({ kind: 'found', remote: { id: ours } });
    expect(answer.kind === 'found' && adapter.nextStep(answer.state!)).toBeNull();
  });

  it('is never an older post with the same text', async () => {
    network().publishByHand(TEXT.text);
    const state = await afterLostTry(TEXT, 'never_arrives');
    expect(await adapter.reconcile(state, later(5_000))).toEqual({ kind: 'absent', certainty: 'certain' });
  });

  it('is never an older post, even when the newest of before is deleted', async () => {
    network().publishByHand(TEXT.text);
    network().advance(HOUR);
    const newest = network().publishByHand('Plus récent');
    const io = later(HOUR);
    const state = await before('look', TEXT);
    const looked = await next(state, io);
    network().deleteByHand(newest);
    expect(await adapter.reconcile(looked.kind === 'advanced' ? looked.state : state, io)).toMatchObject({
      kind: 'absent',
    });
  });

  it.each([['2019-01-01T00:00:00Z'], ['2031-01-01T00:00:00Z']])(
    'is found on a server whose clock says %s',
    async (instant) => {
      await harness.close();
      harness = await startMastodonHarness({ flavour: 'hollo', now: () => new Date(instant) });
      network().publishByHand('Avant');
      const state = await afterLostTry(TEXT, 'answer_lost');
      expect(await adapter.reconcile(state, later(5_000))).toMatchObject({ kind: 'found' });
    },
  );

  it('is nobody’s to bind when the text is ours and the media are not', async () => {
    const state = await afterLostTry(PLANS['image']!, 'never_arrives');
    network().publishByHand(readState(state).wire.text);
    expect(await adapter.reconcile(state, later(5_000))).toMatchObject({ kind: 'undecidable' });
    expect(await next(state, later(5 * MINUTE))).toMatchObject({
      error: { class: 'unknown_outcome', code: 'mastodon.similar_found' },
    });
    expect(network().things()).toHaveLength(1);
  });

  it('is left to a person when a server that alters texts has cut it', async () => {
    await harness.close();
    await start('hollo');
    network().cutTexts(20);
    const state = await afterLostTry(TEXT, 'answer_lost');
    expect(await adapter.reconcile(state, later(5 * MINUTE))).toMatchObject({ kind: 'undecidable' });
    expect(await next(state, later(6 * MINUTE))).toMatchObject({ error: { code: 'mastodon.similar_found' } });
    expect(network().things()).toHaveLength(1);
  });

  it.each(['[{"error":"Something went wrong"}]', '["115100000000000001"]', '{"statuses":[]}'])(
    'is not absent because of an answer that holds no statuses: %s',
    async (body) => {
      const state = await afterLostTry(TEXT, 'answer_lost');
      const odd = spoiled(later(5_000), 0, { kind: 'answered', status: 200, headers: {}, body });
      const error = { class: 'retryable', code: 'mastodon.unreadable' };
      expect(await adapter.reconcile(state, odd)).toMatchObject({ kind: 'failed', error });
    },
  );

  it('is not certainly absent in an empty list of an account that had a post before', async () => {
    network().publishByHand('Avant');
    const state = await afterLostTry(TEXT, 'answer_lost');
    const empty = spoiled(later(5_000), 0, { kind: 'answered', status: 200, headers: {}, body: '[]' });
    expect(await adapter.reconcile(state, empty)).toEqual({ kind: 'absent', certainty: 'likely' });
  });

  it('is not certainly absent when more was posted than is looked through', async () => {
    const state = await afterLostTry(TEXT, 'never_arrives');
    for (let i = 0; i < 210; i++) network().publishByHand(`Numéro ${i}`);
    expect(await adapter.reconcile(state, later(5_000))).toEqual({ kind: 'absent', certainty: 'likely' });
  });

  it('is looked for beyond the first page', async () => {
    const state = await afterLostTry(TEXT, 'answer_lost');
    for (let i = 0; i < 90; i++) network().publishByHand(`Numéro ${i}`);
    expect(await adapter.reconcile(state, later(5_000))).toMatchObject({ kind: 'found' });
  });

  it('was not sent when nothing has been looked at yet', async () => {
    expect(await adapter.reconcile(await before('look', TEXT), later(0))).toEqual({
      kind: 'absent',
      certainty: 'certain',
    });
  });

  it.each([
    ['mastodon', 5_000, 'certain', 'the key holds'],
    ['mastodon', 49 * MINUTE, 'certain', 'the key holds'],
    ['hollo', 5_000, 'likely', 'the call may still arrive'],
    ['hollo', 119_000, 'likely', 'the call may still arrive'],
    ['hollo', 2 * MINUTE, 'certain', 'it would be listed'],
    ['snac', 2 * MINUTE, 'certain', 'it would be listed'],
  ] as [MastodonFlavour, number, string, string][])(
    'is absent on %s after %i ms: %s, as %s',
    async (flavour, milliseconds, certainty) => {
      await harness.close();
      await start(flavour);
      const state = await afterLostTry(TEXT, 'never_arrives');
      expect(await adapter.reconcile(state, later(milliseconds))).toEqual({ kind: 'absent', certainty });
    },
  );

  it('is absent on Mastodon after an hour only when the last try is over', async () => {
    const state = await afterLostTry(TEXT, 'never_arrives');
    const again = await next(state, spoiled(later(HOUR), 1, 'never_arrives'));
    expect(again).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome' } });
    const second = again.kind === 'failed' ? again.state! : state;
    expect(await adapter.reconcile(second, later(HOUR + 5_000))).toEqual({ kind: 'absent', certainty: 'likely' });
    expect(await adapter.reconcile(second, later(HOUR + 2 * MINUTE))).toEqual({ kind: 'absent', certainty: 'certain' });
  });

  it.each([
    ['followers’ posts', { ...TEXT, options: { visibility: 'private' } }],
    ['polls', PLANS['poll']!],
  ])('is never certainly absent on snac, which does not list %s', async (_name, plan) => {
    await harness.close();
    await start('snac');
    const state = await afterLostTry(plan, 'answer_lost');
    expect(await adapter.reconcile(state, later(HOUR))).toEqual({ kind: 'absent', certainty: 'likely' });
  });

  it.each([['mastodon'], ['hollo']] as [MastodonFlavour][])(
    'makes one post on %s when it lands between the look and the second try',
    async (flavour) => {
      await harness.close();
      await start(flavour);
      const state = await afterLostTry(TEXT, 'never_arrives');
      expect(await adapter.reconcile(state, later(2 * MINUTE))).toMatchObject({ kind: 'absent' });
      const late = await next(await withFirstTry(state), harness.io);
      expect(late.kind).toBe('done');
      const second = await next(state, later(3 * MINUTE));
      expect(second).toMatchObject({ kind: 'done', remote: late.kind === 'done' ? late.remote : {} });
      expect(network().things()).toHaveLength(1);
    },
  );

  /** The very call that was lost, arriving after all: no look goes before it. */
  function withFirstTry(state: PublishState): Promise<PublishState> {
    const { look, ...rest } = readState(state);
    return Promise.resolve({ ...rest, look: { ...look!, lastTry: look!.firstTry } });
  }

  it('makes one post under a second try that does not look, for as long as the key holds', async () => {
    const state = await before('create', TEXT);
    const first = await next(state);
    expect(await next(state)).toMatchObject({ kind: 'done', remote: first.kind === 'done' ? first.remote : {} });
    expect(network().things()).toHaveLength(1);
    // What the look is there for.
    network().forgetKeys();
    await next(state);
    expect(network().things()).toHaveLength(2);
  });
});

describe('a server that refuses', () => {
  it('a token that died before the post leaves nothing behind, and the post goes on with another', async () => {
    const state = await before('create', PLANS['images']!);
    network().revokeToken();
    expect(await next(state)).toMatchObject({
      error: { class: 'auth', code: 'mastodon.unauthorized', phase: 'answered' },
    });
    expect(network().things()).toEqual([]);
    network().restoreToken();
    expect(await next(state)).toMatchObject({ kind: 'done' });
    expect(network().things()).toMatchObject([{ media: 2 }]);
  });

  it('a token without the scope', async () => {
    network().scopes = ['read:accounts', 'read:statuses', 'write:media'];
    expect(await next(await before('create', TEXT))).toMatchObject({
      error: { class: 'auth', code: 'mastodon.scope_missing' },
    });
  });

  it.each([['mastodon'], ['gotosocial']] as [MastodonFlavour][])(
    'a window that is used up sleeps until it ends on %s',
    async (flavour) => {
      await harness.close();
      await start(flavour);
      const state = await before('create', TEXT);
      network().remaining = 0;
      const error = { class: 'rate_limited', scope: 'account', retryAfter: new Date('2026-11-24T08:05:00Z') };
      expect(await next(state)).toMatchObject({ error });
      expect(network().things()).toEqual([]);
    },
  );

  it('a window without an end leaves the wait to us', async () => {
    await harness.close();
    await start('hollo');
    const state = await before('create', TEXT);
    network().remaining = 0;
    const result = await next(state);
    expect(result).toMatchObject({ error: { class: 'rate_limited', scope: 'account' } });
    expect(result.kind === 'failed' && result.error.retryAfter).toBeUndefined();
  });

  it('the last call of a window tells its bucket to sleep', async () => {
    const state = await before('create', TEXT);
    network().remaining = 1;
    expect(await next(state)).toMatchObject({
      kind: 'done',
      quiet: { scope: 'account', until: new Date('2026-11-24T08:05:00Z') },
    });
  });

  it('uploads have a window of their own', async () => {
    network().remaining = 1;
    expect(await next(preparedPost(PLANS['image']!))).toMatchObject({
      kind: 'advanced',
      quiet: { scope: 'endpoint', until: new Date('2026-11-24T08:05:00Z') },
    });
    network().remaining = 0;
    expect(await next(preparedPost(PLANS['image']!))).toMatchObject({
      error: { class: 'rate_limited', scope: 'endpoint' },
    });
  });

  it.each([
    ['no address', { host: '', accessToken: 'x' }, 'mastodon.host_invalid'],
    ['an address over http', { host: 'http://mastodon.example', accessToken: 'x' }, 'mastodon.host_invalid'],
    ['no token', { host: 'https://mastodon.example', accessToken: ' ' }, 'mastodon.token_missing'],
  ])('is not even called with %s', async (_name, credentials, code) => {
    const send = () => Promise.reject(new Error('called'));
    const io = { ...harness.io, http: { send }, account: { ...harness.io.account, credentials } };
    const error = { class: 'auth', code, phase: 'before_send' };
    expect(await next(preparedPost(TEXT), io)).toMatchObject({ kind: 'failed', error });
    expect(await adapter.check(io)).toMatchObject({ kind: 'failed', error });
    expect(await adapter.remove!({ id: '1', url: null }, io)).toMatchObject({ kind: 'failed', error });
  });
});

describe('what became of a post', () => {
  it.each([
    ['a text that was cut', TEXT, () => network().cutTexts(8), ['text']],
    ['media that were dropped', PLANS['image']!, () => network().drop('media'), ['media']],
    ['a poll that was dropped', PLANS['poll']!, () => network().drop('polls'), ['poll']],
    ['a post that a filter dropped and said nothing', TEXT, () => network().drop('everything'), ['missing']],
    ['a post that was put off', TEXT, () => network().scheduleAll(), ['scheduled']],
  ])('tells %s', async (_name, plan, misbehave, differences) => {
    misbehave();
    const { remote, state } = await publishedPost(plan);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences });
  });

  it('is not told by a look that fails', async () => {
    const { remote, state } = await publishedPost(TEXT);
    const lost = spoiled(harness.io, 0, 'never_arrives');
    expect(await adapter.verify!(remote, state, lost)).toEqual({ kind: 'faithful' });
  });

  it('can be taken back, once', async () => {
    const { remote } = await publishedPost(TEXT);
    expect(await adapter.remove!(remote, harness.io)).toEqual({ kind: 'removed' });
    expect(network().things()).toEqual([]);
    expect(await adapter.remove!(remote, harness.io)).toEqual({ kind: 'already_gone' });
  });

  it.each(['mastodon', 'snac'] as const)(
    'is gone by the word of %s, and not by that of a page in front',
    async (flavour) => {
      await harness.close();
      await start(flavour);
      const { remote, state } = await publishedPost(TEXT);
      const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>No such site</h1>' };
      const inFront = { method: '*', when: 'before', answer: page, times: 2 } as const;
      harness.simulator.plan(inFront);
      expect(await adapter.remove!(remote, harness.io)).toMatchObject({ kind: 'failed' });
      harness.simulator.plan(inFront);
      expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
      expect(await adapter.remove!(remote, harness.io)).toEqual({ kind: 'removed' });
      expect(await adapter.remove!(remote, harness.io)).toEqual({ kind: 'already_gone' });
      const missing = { kind: 'degraded', differences: ['missing'] };
      expect(await adapter.verify!(remote, state, harness.io)).toEqual(missing);
    },
  );

  it('can be taken back by the address that a person gave, and not without', async () => {
    const { remote } = await publishedPost(TEXT);
    for (const url of [null, 'https://mastodon.test/@boulangerie', 'not an address'])
      expect(await adapter.remove!({ id: '', url }, harness.io)).toMatchObject({
        kind: 'failed',
        error: { class: 'permanent', code: 'mastodon.message_unknown', phase: 'before_send' },
      });
    expect(await adapter.remove!({ id: '', url: `${remote.url}/?lang=fr` }, harness.io)).toEqual({ kind: 'removed' });
    expect(network().things()).toEqual([]);
  });
});

it('does not go on with a state it does not know', () => {
  expect(() => adapter.nextStep({ v: 2 })).toThrow('unknown mastodon state version: 2');
});
