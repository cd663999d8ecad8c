import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, stored } from '../../../testing/drive.js';
import { type SlackHarness, startSlackHarness } from '../../../testing/harness/slack.js';
import { publishPlan } from '../../../testing/publish-plan.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { samplePlans } from '../../../testing/sample-plans.js';
import { spoiled } from '../../../testing/spoil.js';
import { testAccount, testIo } from '../../../testing/test-io.js';
import type {
  AdapterIo,
  HttpRequest,
  Issue,
  JsonObject,
  PublishPlan,
  PublishState,
  Step,
  StepResult,
} from '../../contract.js';
import { slackAdapter as adapter } from './adapter.js';
import { escapeMrkdwn, renderSlackPost } from './format.js';
import { manifest } from './manifest.js';
import { timestampOf } from './messages.js';

contractSuite('slack', () => startSlackHarness());

const POST: Step = { id: 'post', kind: 'create', effect: 'irreversible' };
const COMPLETE: Step = { id: 'complete', kind: 'create', effect: 'irreversible' };
const PLAIN = samplePlan({ media: [], link: null });

const open: SlackHarness[] = [];
let harness: SlackHarness;
beforeEach(async () => {
  harness = await start();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((made) => made.close()));
});

async function start(...given: Parameters<typeof startSlackHarness>): Promise<SlackHarness> {
  const made = await startSlackHarness(...given);
  open.push(made);
  return made;
}

function prepared(plan: PublishPlan = PLAIN): PublishState {
  return adapter.prepare(adapter.render(plan, manifest.capabilities).units[0]!, SAMPLE_SEED);
}

function planNamed(name: string): PublishPlan {
  const plan = samplePlans(manifest.capabilities).find((sample) => sample.name === name)!.plan;
  return { ...plan, thread: [], firstComment: null };
}

function later(io: AdapterIo, millis: number): AdapterIo {
  return { ...io, now: new Date(io.now.getTime() + millis) };
}

/** The state of a post whose files are all handed over. */
async function uploaded(plan: PublishPlan): Promise<PublishState> {
  let state = prepared(plan);
  for (let step = adapter.nextStep(state)!; step.kind === 'upload'; step = adapter.nextStep(state)!) {
    state = advanced(await adapter.run(step, state, harness.io));
  }
  return state;
}

function advanced(result: StepResult): PublishState {
  if (result.kind === 'failed') throw new Error(result.error.code);
  return stored(result.state);
}

describe('what a message is made of', () => {
  it.each([
    ['Sel & <beurre> > tout', 'Sel &amp; &lt;beurre&gt; &gt; tout'],
    ['<!channel> <@U1>', '&lt;!channel&gt; &lt;@U1&gt;'],
    ['https://a.example/?a=1&b=2', 'https://a.example/?a=1&amp;b=2'],
    ['« Été » 🥐 *gras*', '« Été » 🥐 *gras*'],
  ])('%s', (text, expected) => {
    expect(escapeMrkdwn(text)).toBe(expected);
  });

  it('has the link in its text, and previews unless told not to', () => {
    const plan = samplePlan({ media: [], text: 'Pain', link: 'https://a.example/?a&b' });
    const wireOf = (options: JsonObject) => renderSlackPost({ ...plan, options }).units[0]!.wire;
    expect(wireOf({})).toMatchObject({
      text: 'Pain\n\nhttps://a.example/?a&amp;b',
      unfurlLinks: true,
      unfurlMedia: true,
    });
    expect(wireOf({ unfurlLinks: false, unfurlMedia: false })).toMatchObject({
      unfurlLinks: false,
      unfurlMedia: false,
    });
  });
});

describe('what stands in the way', () => {
  const photo = samplePlan().media[0]!;
  const issues = (changes: Partial<PublishPlan>) =>
    adapter
      .validate(samplePlan({ media: [], link: null, text: 'Pain', ...changes }), manifest.capabilities)
      .map(({ level, path, code }): [Issue['level'], string, string] => [level, path, code]);

  it.each<[string, Partial<PublishPlan>, [Issue['level'], string, string][]]>([
    ['4,000 characters', { text: 'é'.repeat(4_000) }, []],
    ['more than advised', { text: 'é'.repeat(4_001) }, [['warn', '/text', 'network.text_too_long']]],
    ['more than Slack keeps', { text: 'é'.repeat(40_001) }, [['error', '/text', 'network.text_too_long']]],
    ['an escape counts whole', { text: '&'.repeat(8_001) }, [['error', '/text', 'network.text_too_long']]],
    ['a long comment', { firstComment: 'é'.repeat(40_001) }, [['error', '/firstComment', 'network.text_too_long']]],
    [
      '11 images, third-hand',
      { media: Array.from({ length: 11 }, () => photo) },
      [['warn', '/media', 'network.media_too_many']],
    ],
    [
      'a description of 1,001',
      { media: [{ ...photo, altText: 'x'.repeat(1_001) }] },
      [['error', '/media/0/altText', 'network.alt_text_too_long']],
    ],
    [
      'a poll',
      { poll: { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P1D' } },
      [['error', '/poll', 'network.poll_refused']],
    ],
    [
      'a described video',
      { media: [{ ...photo, mimeType: 'video/mp4' }] },
      [['warn', '/media/0/altText', 'network.beyond_our_means']],
    ],
    ['bold', { text: 'Du *bon* pain' }, [['info', '/text', 'network.text_altered']]],
    ['a quotation', { thread: [{ text: '> Deux' }] }, [['info', '/thread/0/text', 'network.text_altered']]],
    ['an emoji by its name', { text: 'Bon :croissant:' }, [['info', '/text', 'network.text_altered']]],
    ['no markup', { text: '2 * 3 * 4, snake_case_word, ~5, 10:30:00, https://a.example/_x_/' }, []],
  ])('%s', (_name, changes, expected) => {
    expect(issues(changes)).toEqual(expected);
  });
});

describe('a publication', () => {
  it('has its thread and its first comment under the post, with addresses', async () => {
    const plan = { ...PLAIN, thread: [{ text: 'Deux.' }, { text: 'Trois.' }], firstComment: 'Recette.' };
    const units = await publishPlan(harness, plan);
    const [root] = units.map(({ remote }) => remote.id);
    const things = harness.simulator.network.things();
    expect(things.map(({ parentId }) => parentId)).toEqual([null, root, root, root]);
    expect(things[0]?.text).toBe(PLAIN.text);
    expect(units[1]?.remote.url).toBe(
      `https://fournil.slack.com/archives/C0FOURNIL1/p${units[1]?.remote.id.replace('.', '')}?thread_ts=${root}`,
    );
    const [, part] = units;
    expect(await adapter.verify!(part!.remote, part!.state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('is one message with all its files, described, found when Slack has scanned them', async () => {
    const slow = await start({ scanLooks: 3 });
    const plan = { ...planNamed('images'), thread: [{ text: 'Deux.' }] };
    const [post] = await publishPlan(slow, plan);
    expect(slow.simulator.network.things()).toMatchObject([
      { id: post?.remote.id, media: 2, text: PLAIN.text, altTexts: plan.media.map(({ altText }) => altText) },
      { parentId: post?.remote.id },
    ]);
    expect(await adapter.verify!(post!.remote, post!.state, slow.io)).toEqual({ kind: 'faithful' });
  });

  it('describes images alone, without which a video would never be shared', async () => {
    await publishPlan(harness, planNamed('video'));
    expect(harness.simulator.network.things()).toMatchObject([{ media: 1, altTexts: [null] }]);
  });

  it('waits as told, and gets through one outage with one message', async () => {
    harness.simulator.plan(
      {
        when: 'before',
        answer: { status: 429, headers: { 'retry-after': '36' }, body: { ok: false, error: 'ratelimited' } },
      },
      { when: 'before', answer: { status: 503, body: 'unavailable' } },
    );
    const told: Date[] = [];
    const before = ({ io }: { io: AdapterIo }) => {
      told.push(io.now);
      return io;
    };
    const [unit] = adapter.render(PLAIN, manifest.capabilities).units;
    expect(await drive(adapter, unit!, SAMPLE_SEED, harness.io, { before })).toMatchObject({ kind: 'published' });
    expect(told[1]).toEqual(new Date(harness.io.now.getTime() + 36_000));
    expect(harness.count()).toBe(1);
  });

  it('comes back with links in brackets and emoji by name, and is faithful', async () => {
    const [post] = await publishPlan(harness, { ...PLAIN, text: 'Bon 🥐 & <chaud> https://a.example/?a=1&b=2' });
    expect(await adapter.verify!(post!.remote, post!.state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('is degraded where text or files are missing, and gone when somebody deleted it', async () => {
    const { network } = harness.simulator;
    network.cutTexts(10);
    network.loseFiles();
    const [post] = await publishPlan(harness, planNamed('images'));
    const verify = () => adapter.verify!(post!.remote, post!.state, harness.io);
    expect(await verify()).toEqual({ kind: 'degraded', differences: ['text', 'media'] });
    network.moderate(post!.remote.id);
    expect(await verify()).toEqual({ kind: 'degraded', differences: ['missing'] });
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'already_gone' });
  });

  it('whose post a person settled finds its place from the address, or stops', async () => {
    const ts = (await publishPlan(harness, PLAIN))[0]!.remote.id;
    const unit = adapter.render({ ...PLAIN, thread: [{ text: 'Deux.' }] }, manifest.capabilities).units[1]!;
    const seedUnder = (url: string | null) => {
      const root = { id: 'settled', url, state: null };
      return { ...SAMPLE_SEED, key: `${url}`, parent: root, root };
    };
    const url = `https://fournil.slack.com/archives/C0FOURNIL1/p${ts.replace('.', '')}`;
    expect(await drive(adapter, unit, seedUnder(url), harness.io)).toMatchObject({ kind: 'published' });
    expect(harness.simulator.network.things()[1]).toMatchObject({ parentId: ts });
    expect(await adapter.run(POST, adapter.prepare(unit, seedUnder(null)), harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'slack.parent_unknown', phase: 'before_send' },
    });
    expect(await adapter.remove!({ id: '', url }, harness.io)).toEqual({ kind: 'removed' });
    expect(await adapter.remove!({ id: '', url: null }, harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'slack.message_unknown' },
    });
  });
});

describe('an answer that is lost', () => {
  it('is made up for by the key that the message carries', async () => {
    const state = prepared();
    await adapter.run(POST, state, spoiled(harness.io, 0, 'answer_lost'));
    for (let i = 0; i < 250; i++) harness.simulator.network.write(PLAIN.text);
    expect(await adapter.reconcile(state, harness.io)).toMatchObject({
      kind: 'found',
      remote: { url: expect.stringContaining('/archives/') },
    });
    const other = { ...state, key: 'another' };
    expect(await adapter.reconcile(other, harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
  });

  it('of a reply is looked for in its thread', async () => {
    const [post] = await publishPlan(harness, PLAIN);
    const unit = adapter.render({ ...PLAIN, firstComment: 'Recette.' }, manifest.capabilities).units[1]!;
    const root = { ...post!.remote, state: post!.state };
    const state = adapter.prepare(unit, { ...SAMPLE_SEED, key: 'comment', parent: root, root });
    await adapter.run(POST, state, spoiled(harness.io, 0, 'answer_lost'));
    expect(await adapter.reconcile(state, harness.io)).toMatchObject({ kind: 'found' });
  });

  it('makes the next try look first: what came late is not sent again', async () => {
    const lost = await adapter.run(POST, prepared(), spoiled(harness.io, 0, 'never_arrives'));
    const doubted = lost.kind === 'failed' && lost.state ? stored(lost.state) : prepared();
    expect(await adapter.reconcile(doubted, harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
    // It was only slow.
    await adapter.run(POST, prepared(), harness.io);
    expect(await adapter.run(POST, doubted, harness.io)).toMatchObject({ kind: 'advanced' });
    expect(harness.count()).toBe(1);
  });

  it('of a look before sending again proves nothing and costs nothing', async () => {
    const doubted = { ...prepared(), doubtedAt: '2026-11-24T08:00:05.000Z' };
    const result = await adapter.run(POST, doubted, spoiled(harness.io, 0, 'never_arrives'));
    expect(result).toMatchObject({ kind: 'failed', error: { class: 'retryable', phase: 'before_send' } });
    expect(harness.count()).toBe(0);
  });

  it('about files is certain only when Slack has had time to share them', async () => {
    const state = await uploaded(planNamed('image'));
    const lost = await adapter.run(COMPLETE, state, spoiled(harness.io, 0, 'never_arrives'));
    const doubted = lost.kind === 'failed' && lost.state ? stored(lost.state) : state;
    expect(await adapter.reconcile(doubted, later(harness.io, 120_000))).toEqual({
      kind: 'absent',
      certainty: 'likely',
    });
    expect(await adapter.reconcile(doubted, later(harness.io, 600_000))).toEqual({
      kind: 'absent',
      certainty: 'certain',
    });
  });

  it('about files that were shared late is found by them', async () => {
    const state = await uploaded(planNamed('image'));
    await adapter.run(COMPLETE, state, spoiled(harness.io, 0, 'answer_lost'));
    expect(await adapter.reconcile(state, harness.io)).toEqual({ kind: 'absent', certainty: 'likely' });
    expect(await adapter.reconcile(state, harness.io)).toMatchObject({ kind: 'found' });
  });

  it('cannot be settled where the channel may not be read, or is too busy', async () => {
    const { network } = harness.simulator;
    for (let i = 0; i < 1_001; i++) network.write('x');
    expect(await adapter.reconcile(prepared(), harness.io)).toMatchObject({ kind: 'undecidable' });
    network.removeFromChannel();
    expect(await adapter.reconcile(prepared(), harness.io)).toMatchObject({
      kind: 'undecidable',
      reason: expect.stringContaining('slack.not_in_channel'),
    });
  });
});

describe('files', () => {
  it('that are never shared are given up after ten minutes', async () => {
    const never = await start({ scanLooks: 1_000 });
    const [unit] = adapter.render(planNamed('image'), manifest.capabilities).units;
    let state = adapter.prepare(unit!, SAMPLE_SEED);
    for (let step = adapter.nextStep(state)!; step.id !== 'locate'; step = adapter.nextStep(state)!)
      state = advanced(await adapter.run(step, state, never.io));
    const wait = await adapter.run(adapter.nextStep(state)!, state, never.io);
    expect(wait).toMatchObject({
      kind: 'wait',
      notBefore: new Date('2026-11-24T08:00:10.000Z'),
      giveUpAt: new Date('2026-11-24T08:10:05.000Z'),
    });
    // Then the ledger asks: Slack took them, so that nobody may call them absent.
    for (const doubtedAt of [null, SAMPLE_SEED.createdAt])
      expect(await adapter.reconcile({ ...state, doubtedAt }, later(never.io, 3_600_000))).toEqual({
        kind: 'absent',
        certainty: 'likely',
      });
  });

  it('that Slack dropped before they were shared are handed over once more, and only once', async () => {
    const state = await uploaded(planNamed('image'));
    harness.simulator.network.expireUploads();
    const again = advanced(await adapter.run(COMPLETE, state, harness.io));
    expect(again).toMatchObject({ files: [], restarted: true });
    const second = await uploaded(planNamed('image'));
    harness.simulator.network.expireUploads();
    expect(await adapter.run(COMPLETE, { ...second, restarted: true }, harness.io)).toMatchObject({
      kind: 'failed',
      error: { class: 'permanent', code: 'slack.upload_gone' },
    });
  });

  it('are handed over in full, and again when the way there failed', async () => {
    harness.simulator.plan({ path: '/upload/v1/', when: 'before', answer: { status: 500 } });
    const state = prepared(planNamed('image'));
    const failed = await adapter.run(adapter.nextStep(state)!, state, harness.io);
    expect(failed).toMatchObject({ kind: 'failed', error: { class: 'retryable' } });
    expect(JSON.stringify(failed)).not.toContain('/upload/v1/');
    expect(adapter.nextStep(advanced(await adapter.run(adapter.nextStep(state)!, state, harness.io)))).toEqual(
      COMPLETE,
    );
  });
});

interface Refusal {
  status?: number;
  headers?: Record<string, string>;
  body: JsonObject | string;
  error: JsonObject;
}

const REFUSALS = JSON.parse(
  readFileSync(new URL('./fixtures/refusals.json', import.meta.url), 'utf8'),
) as readonly Refusal[];

describe('what Slack answers', () => {
  const answering = ({ status = 200, headers = {}, body }: Refusal): AdapterIo => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const send = (_request: HttpRequest) => Promise.resolve({ kind: 'answered', status, headers, body: text } as const);
    return { ...harness.io, http: { send } };
  };

  it.each(REFUSALS.map((refusal): [string, Refusal] => [JSON.stringify(refusal.body), refusal]))(
    '%s',
    async (_name, refusal) => {
      const result = await adapter.run(POST, prepared(), answering(refusal));
      expect(JSON.parse(JSON.stringify(result))).toMatchObject({ kind: 'failed', error: refusal.error });
    },
  );

  it('without a code is tried again where nothing can double', async () => {
    const state = prepared(planNamed('image'));
    const io = answering({ body: { ok: false, error: 'internal_error' }, error: {} });
    expect(await adapter.run(adapter.nextStep(state)!, state, io)).toMatchObject({ error: { class: 'retryable' } });
  });
});

describe('the credentials', () => {
  it.each([
    ['no token', { botToken: '' }, 'slack.token_invalid'],
    ['a token with a line end', { botToken: 'xoxb-1234567890\r\nx: y' }, 'slack.token_invalid'],
    ['a channel by its name', { channelId: '#general' }, 'slack.channel_invalid'],
  ])('are refused with %s, and nothing is sent', async (_name, changes, code) => {
    const io = testIo({ account: testAccount({ ...harness.credentials, ...changes }) });
    const error = { class: 'auth', code, phase: 'before_send' };
    expect(await adapter.check(io)).toMatchObject({ error });
    expect(await adapter.run(POST, prepared(), io)).toMatchObject({ error });
  });

  it('that work name the workspace and the channel', async () => {
    expect(await adapter.check(harness.io)).toEqual({
      kind: 'ok',
      account: 'Le Fournil · C0FOURNIL1',
      url: 'https://fournil.slack.com/archives/C0FOURNIL1',
    });
  });

  it('without files:write carry no media, and without the others are not good', async () => {
    const { network } = harness.simulator;
    network.dropScope('files:write');
    expect(await adapter.check(harness.io)).toMatchObject({
      kind: 'ok',
      limits: { media: { maxImages: 0, maxVideos: 0 } },
    });
    network.dropScope('channels:history');
    expect(await adapter.check(harness.io)).toMatchObject({ error: { class: 'auth', code: 'slack.missing_scope' } });
    network.dropScope('chat:write');
    expect(await adapter.check(harness.io)).toMatchObject({
      error: { detail: 'The token lacks the scope chat:write.' },
    });
  });

  it('that were revoked are told from a channel that is closed', async () => {
    const { network } = harness.simulator;
    network.archive();
    expect(await adapter.run(POST, prepared(), harness.io)).toMatchObject({ error: { code: 'slack.archived' } });
    network.removeFromChannel();
    expect(await adapter.check(harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'slack.not_in_channel' },
    });
    network.revokeToken();
    expect(await adapter.run(POST, prepared(), harness.io)).toMatchObject({ error: { class: 'auth' } });
    expect(harness.count()).toBe(0);
  });
});

it.each([
  ['1795507205.000001', null, '1795507205.000001'],
  ['x', 'https://a.slack.com/archives/C1/p1795507205000001', '1795507205.000001'],
  ['x', 'https://a.slack.com/archives/C1/p1795507205000001?thread_ts=1.2', '1795507205.000001'],
  ['x', 'https://a.slack.com/archives/C1', null],
  ['x', null, null],
])('the timestamp of %s at %s is %s', (id, url, ts) => {
  expect(timestampOf({ id, url })).toBe(ts);
});
