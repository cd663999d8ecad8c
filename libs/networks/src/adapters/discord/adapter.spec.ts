import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive } from '../../../testing/drive.js';
import { type DiscordHarness, startDiscordHarness } from '../../../testing/harness/discord.js';
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
  StepResult,
} from '../../contract.js';
import { discordAdapter as adapter } from './adapter.js';
import { type DiscordWire, messageBody, renderDiscordPost } from './format.js';
import { snowflakeAt } from './look.js';
import { manifest } from './manifest.js';

contractSuite('discord', () => startDiscordHarness('bot'));
contractSuite('discord (webhook)', () => startDiscordHarness('webhook'));

const CREATE = { id: 'create', kind: 'create', effect: 'irreversible' } as const;
const PLAIN = samplePlan({ media: [], link: null });

const open: DiscordHarness[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((harness) => harness.close()));
});

async function start(...given: Parameters<typeof startDiscordHarness>): Promise<DiscordHarness> {
  const harness = await startDiscordHarness(...given);
  open.push(harness);
  return harness;
}

function prepared(plan: PublishPlan = PLAIN): PublishState {
  return adapter.prepare(adapter.render(plan, manifest.capabilities).units[0]!, SAMPLE_SEED);
}

function create(io: AdapterIo, state = prepared()): Promise<StepResult> {
  return adapter.run(CREATE, state, io);
}

function planNamed(name: string): PublishPlan {
  const plan = samplePlans(manifest.capabilities).find((sample) => sample.name === name)!.plan;
  return { ...plan, thread: [], firstComment: null };
}

describe('what a message is made of', () => {
  const bodyFor = (changes: Partial<PublishPlan>, options: JsonObject = {}) => {
    const plan = samplePlan({ media: [], link: null, text: ' Pain & <beurre> ', options, ...changes });
    return messageBody(renderDiscordPost(plan).units[0]!.wire as DiscordWire, ['0-a.jpg']);
  };

  it('rings nobody unless told to', () => {
    expect(bodyFor({ text: '@everyone' })).toEqual({
      allowed_mentions: { parse: [], replied_user: false },
      flags: 0,
      content: '@everyone',
    });
    expect(bodyFor({}, { mentions: ['roles'] })).toMatchObject({ allowed_mentions: { parse: ['roles'] } });
  });

  it('has the link in its text, without a preview or a notification where those are not wanted', () => {
    const body = bodyFor({ link: 'https://example.org/x' }, { linkPreview: false, silent: true });
    expect(body).toMatchObject({ content: 'Pain & <beurre> \n\nhttps://example.org/x', flags: 4 + 4_096 });
  });

  it('describes its files', () => {
    const body = bodyFor({ media: samplePlan().media });
    expect(body['attachments']).toEqual([{ id: 0, filename: '0-a.jpg', description: samplePlan().media[0]?.altText }]);
  });

  it('asks a poll for whole hours', () => {
    const poll = { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P2D' };
    expect(bodyFor({ poll }, { multipleAnswers: true })).toMatchObject({
      poll: {
        question: { text: 'Beurre ?' },
        answers: [{ poll_media: { text: 'Oui' } }, { poll_media: { text: 'Non' } }],
        duration: 48,
        allow_multiselect: true,
      },
    });
  });
});

describe('what stands in the way', () => {
  const poll = { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P1D' };
  const photo = samplePlan().media[0]!;
  const issues = (changes: Partial<PublishPlan>) =>
    adapter
      .validate(samplePlan({ media: [], link: null, text: 'Pain', ...changes }), manifest.capabilities)
      .map(({ level, code }): [Issue['level'], string] => [level, code]);

  it.each<[string, Partial<PublishPlan>, [Issue['level'], string][]]>([
    ['2,000 characters', { text: '🥐'.repeat(2_000) }, []],
    ['2,001 characters', { text: 'é'.repeat(2_001) }, [['error', 'network.text_too_long']]],
    ['the link counts', { text: 'é'.repeat(1_990), link: 'https://a.example' }, [['error', 'network.text_too_long']]],
    [
      '11 files',
      { media: Array.from({ length: 11 }, () => photo) },
      [
        ['error', 'network.media_too_many'],
        ['error', 'network.media_too_many'],
      ],
    ],
    ['a video over 20 MiB', { media: [video(20_971_521)] }, [['error', 'network.media_too_large']]],
    [
      'videos over what a request holds',
      { media: [video(15_000_000), video(15_000_000)] },
      [['error', 'network.media_too_large']],
    ],
    [
      'large images, which are made smaller',
      { media: Array.from({ length: 10 }, () => ({ ...photo, bytes: 9_000_000 })) },
      [],
    ],
    [
      'a description of 1,025',
      { media: [{ ...photo, altText: 'x'.repeat(1_025) }] },
      [['error', 'network.alt_text_too_long']],
    ],
    [
      '11 answers',
      { poll: { ...poll, options: Array.from({ length: 11 }, String) } },
      [['error', 'network.poll_refused']],
    ],
    ['an answer of 56', { poll: { ...poll, options: ['x'.repeat(56), 'y'] } }, [['error', 'network.poll_refused']]],
    ['a poll of 33 days', { poll: { ...poll, duration: 'P33D' } }, [['error', 'network.poll_duration']]],
    ['a poll of 90 minutes', { poll: { ...poll, duration: 'PT90M' } }, [['error', 'network.poll_duration']]],
    ['a reserved name', { options: { username: 'Discord Team' } }, [['error', 'network.option_unfit']]],
    ['bold', { text: 'Du **bon** pain' }, [['info', 'network.text_altered']]],
    ['a heading in the thread', { thread: [{ text: '# Deux' }] }, [['info', 'network.text_altered']]],
    ['a spoiler in the comment', { firstComment: '||beurre||' }, [['info', 'network.text_altered']]],
    ['no markup', { text: '2 * 3 * 4, snake_case_word, #été, https://a.example/_x_/' }, []],
  ])('%s', (_name, changes, expected) => {
    expect(issues(changes)).toEqual(expected);
  });

  function video(bytes: number) {
    return { ...photo, mimeType: 'video/mp4', bytes };
  }
});

describe('the files of a message', () => {
  it('share what one request holds', async () => {
    const harness = await start();
    const fits: unknown[] = [];
    const open: AdapterIo['media']['open'] = (account, mediaId, fit) => {
      fits.push(fit.maxBytes);
      return harness.io.media.open(account, mediaId, fit);
    };
    const io = { ...harness.io, media: { ...harness.io.media, open } };
    const [first] = planNamed('image').media;
    const video = { ...planNamed('video').media[0]!, bytes: 16_777_216 };
    await create(io, prepared({ ...PLAIN, media: [first!, { ...first!, mediaId: 'b' }, video] }));
    // 24 MiB without the video's 16, by two; a video goes out as it is.
    expect(fits).toEqual([4_194_304, 4_194_304, undefined]);
    await create(io, prepared({ ...PLAIN, media: [first!] }));
    expect(fits[3]).toBe(10_485_760);
    // A moving image goes out as it is as well, and is no part of what the others share.
    const moving = { ...first!, mimeType: 'image/gif', bytes: 9_437_184 };
    await create(io, prepared({ ...PLAIN, media: [moving, ...Array.from({ length: 4 }, () => first!)] }));
    expect(fits.slice(4)).toEqual([10_485_760, ...Array.from({ length: 4 }, () => 3_932_160)]);
  });
});

describe('a bot', () => {
  it('answers itself in a thread, and the post with the first comment', async () => {
    const harness = await start();
    const plan = { ...PLAIN, thread: [{ text: 'Deux.' }, { text: 'Trois.' }], firstComment: 'Recette.' };
    const ids = (await publishPlan(harness, plan)).map(({ remote }) => remote.id);
    const things = harness.simulator.network.things();
    expect(things.map(({ id, parentId }) => [id, parentId])).toEqual([
      [ids[0], null],
      [ids[1], ids[0]],
      [ids[2], ids[1]],
      [ids[3], ids[0]],
    ]);
  });

  it('shows pictures with their descriptions, a video and a poll, at an address', async () => {
    const harness = await start();
    const [post] = await publishPlan(harness, planNamed('images'));
    // Minutes apart: the helper gives each plan the same keys, and so the same nonce.
    harness.simulator.network.pass(600_000);
    await publishPlan(harness, planNamed('video'));
    harness.simulator.network.pass(600_000);
    await publishPlan(harness, planNamed('poll'));
    const alt = planNamed('images').media.map(({ altText }) => altText);
    expect(harness.simulator.network.things()).toMatchObject([
      { media: 2, altTexts: alt },
      { media: 1 },
      { poll: ['Butter', 'Jam'] },
    ]);
    expect(post?.remote.url).toBe(
      `https://discord.com/channels/290926798626357999/${harness.credentials['channelId']}/${post?.remote.id}`,
    );
    expect(await adapter.verify!(post!.remote, post!.state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('sends with a nonce that Discord keeps single for minutes', async () => {
    const harness = await start();
    const first = await create(harness.io);
    const again = await create(harness.io);
    expect(again).toMatchObject({ state: { message: first.kind === 'advanced' && first.state['message'] } });
    harness.simulator.network.pass(600_000);
    await create(harness.io);
    expect(harness.count()).toBe(2);
  });

  it('finds what was out although its answer was lost, also long after the nonce', async () => {
    const harness = await start();
    harness.simulator.plan({ when: 'after', answer: 'drop' });
    expect(await create(harness.io)).toMatchObject({ error: { class: 'unknown_outcome' } });
    harness.simulator.network.pass(3_600_000);
    const id = harness.simulator.network.things()[0]!.id;
    expect(await adapter.reconcile(prepared(), harness.io)).toMatchObject({
      kind: 'found',
      remote: { id, url: expect.stringContaining(id) },
      state: { message: { id } },
    });
  });

  it('waits as told, and gets through one outage with one message', async () => {
    const harness = await start();
    const limited = { message: 'You are being rate limited.', retry_after: 35.2, global: false };
    harness.simulator.plan(
      { when: 'before', answer: { status: 429, headers: { 'retry-after': '36' }, body: limited } },
      { when: 'before', answer: { status: 503, body: 'upstream connect error' } },
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

  it('finds nothing among what others wrote, what was there before, or what differs', async () => {
    const harness = await start();
    const { network } = harness.simulator;
    network.write(PLAIN.text);
    await publishPlan(harness, { ...PLAIN, text: 'Autre chose' });
    await publishPlan(harness, { ...planNamed('images'), text: PLAIN.text });
    expect(await adapter.reconcile(prepared(), harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
    await publishPlan(harness, PLAIN);
    const later = { ...prepared(), createdAt: '2026-11-24T08:05:00.000Z' };
    network.pass(600_000);
    network.write('Bonjour');
    expect(await adapter.reconcile(later, harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
  });

  it('tells pictures without words apart by the names of their files', async () => {
    const harness = await start();
    const plan = { ...planNamed('image'), text: '' };
    const stateOf = (key: string) =>
      adapter.prepare(adapter.render(plan, manifest.capabilities).units[0]!, { ...SAMPLE_SEED, key });
    await create(harness.io, stateOf('before'));
    expect(await adapter.reconcile(stateOf('ours'), harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
    await create(harness.io, stateOf('ours'));
    const { id } = harness.simulator.network.things()[1]!;
    await create(harness.io, stateOf('after'));
    expect(await adapter.reconcile(stateOf('ours'), harness.io)).toMatchObject({ kind: 'found', remote: { id } });
  });

  it('leaves pictures to a person whose names tell nothing', async () => {
    const harness = await start();
    harness.simulator.network.renameFiles('image.png');
    const state = prepared({ ...planNamed('image'), text: '' });
    await create(harness.io, state);
    expect(await adapter.reconcile(state, harness.io)).toMatchObject({ kind: 'undecidable' });
    // Words tell.
    const worded = prepared(planNamed('image'));
    harness.simulator.network.pass(600_000);
    await create(harness.io, worded);
    expect(await adapter.reconcile(worded, harness.io)).toMatchObject({ kind: 'found' });
  });

  it('does not bind the same words of just before its own try, which a clock may have misdated', async () => {
    const harness = await start();
    await create(harness.io);
    const createdAt = new Date(harness.io.now.getTime() + 3_000).toISOString();
    const state = { ...prepared(), createdAt };
    expect(await adapter.reconcile(state, harness.io)).toMatchObject({ kind: 'undecidable' });
    harness.simulator.network.pass(600_000);
    await create(harness.io);
    const { id } = harness.simulator.network.things()[1]!;
    expect(await adapter.reconcile(state, harness.io)).toMatchObject({ kind: 'found', remote: { id } });
  });

  it('looks through a busy channel page by page', async () => {
    const harness = await start();
    for (let i = 0; i < 130; i++) harness.simulator.network.write(`message ${i}`);
    await create(harness.io);
    expect(await adapter.reconcile(prepared(), harness.io)).toMatchObject({ kind: 'found' });
  });

  it('gives up on a channel that never stops', async () => {
    const harness = await start();
    for (let i = 0; i < 500; i++) harness.simulator.network.write('x');
    const reason = expect.stringContaining('more messages') as string;
    expect(await adapter.reconcile(prepared(), harness.io)).toEqual({ kind: 'undecidable', reason });
  });

  it('without the right to read the history takes an empty list for no proof', async () => {
    const harness = await start();
    const { network } = harness.simulator;
    network.hideHistory();
    // Nothing was ever written: then there is nothing to hide.
    expect(await adapter.reconcile(prepared(), harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
    await create(harness.io);
    expect(await adapter.reconcile(prepared(), harness.io)).toMatchObject({ kind: 'undecidable' });
    const [unit] = adapter.render(PLAIN, manifest.capabilities).units;
    const before = ({ io }: { io: AdapterIo }) => spoiled(io, 0, 'answer_lost');
    const seed = { ...SAMPLE_SEED, key: 'other' };
    expect(await drive(adapter, unit!, seed, harness.io, { before })).toMatchObject({ kind: 'unconfirmed' });
  });

  it('takes what another writes between its two questions for no sign of a hidden history', async () => {
    const harness = await start();
    const { network } = harness.simulator;
    const seed = { ...SAMPLE_SEED, createdAt: new Date(harness.io.now.getTime() + 60_000).toISOString() };
    const state = adapter.prepare(adapter.render(PLAIN, manifest.capabilities).units[0]!, seed);
    network.pass(600_000);
    const send: AdapterIo['http']['send'] = (request) => {
      if (/\/channels\/\d+$/.test(String(request.url))) network.write('Bonjour');
      return harness.io.http.send(request);
    };
    expect(await adapter.reconcile(state, { ...harness.io, http: { send } })).toEqual({
      kind: 'absent',
      certainty: 'certain',
    });
  });

  it('takes neither a list of something else nor a channel that does not tell for a proof', async () => {
    const harness = await start();
    await create(harness.io);
    const answering = (index: number, body: unknown) =>
      spoiled(harness.io, index, { kind: 'answered', status: 200, headers: {}, body: JSON.stringify(body) });
    for (const body of [[{ id: 'x' }], [{}], ['1'], { messages: [] }])
      expect(await adapter.reconcile(prepared(), answering(1, body))).toMatchObject({
        kind: 'failed',
        error: { class: 'retryable', code: 'discord.unreadable' },
      });
    harness.simulator.network.hideHistory();
    for (const body of [{ id: '1' }, { last_message_id: 'x' }])
      expect(await adapter.reconcile(prepared(), answering(2, body))).toMatchObject({ kind: 'undecidable' });
  });

  it('does not take an earlier part of the same words for a later one', async () => {
    const harness = await start();
    const plan = { ...PLAIN, thread: [{ text: 'Encore.' }] };
    const [post, part] = await publishPlan(harness, plan);
    const unit = adapter.render({ ...PLAIN, firstComment: 'Encore.' }, manifest.capabilities).units[1]!;
    const family = { parent: { ...part!.remote, state: part!.state }, root: { ...post!.remote, state: post!.state } };
    const state = adapter.prepare(unit, { ...SAMPLE_SEED, ...family });
    expect(await adapter.reconcile(state, harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
  });

  it('sleeps when its window is used up', async () => {
    const harness = await start();
    harness.simulator.network.exhaust();
    const until = new Date(harness.io.now.getTime() + 1_500);
    expect(await create(harness.io)).toMatchObject({ kind: 'advanced', quiet: { scope: 'endpoint', until } });
  });

  it('answers and takes back a post that a person settled by its address', async () => {
    const harness = await start();
    const [post] = await publishPlan(harness, PLAIN);
    const settled = { id: '', url: post!.remote.url, state: null };
    const unit = adapter.render({ ...PLAIN, thread: [{ text: 'Deux.' }] }, manifest.capabilities).units[1]!;
    await drive(adapter, unit, { ...SAMPLE_SEED, key: 'b', parent: settled, root: settled }, harness.io);
    expect(harness.simulator.network.things()[1]).toMatchObject({ parentId: post!.remote.id });
    expect(await adapter.remove!(settled, harness.io)).toEqual({ kind: 'removed' });
    const elsewhere = 'https://discord.com/channels/290926798626357999/111111111111111111/222222222222222222';
    for (const url of ['https://discord.com/', elsewhere])
      expect(await adapter.remove!({ id: '', url }, harness.io)).toMatchObject({
        error: { class: 'permanent', code: 'discord.message_unknown' },
      });
  });

  it('is gone with its channel', async () => {
    const harness = await start();
    const [post] = await publishPlan(harness, PLAIN);
    harness.simulator.network.deletePlace(harness.credentials['channelId']!);
    expect(await adapter.verify!(post!.remote, post!.state, harness.io)).toMatchObject({ differences: ['missing'] });
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'already_gone' });
  });
  it('tells what is degraded, and what is gone', async () => {
    const harness = await start();
    const { network } = harness.simulator;
    network.cutTexts(10);
    network.dropPolls();
    const [post] = await publishPlan(harness, planNamed('poll'));
    const verify = () => adapter.verify!(post!.remote, post!.state, harness.io);
    expect(await verify()).toEqual({ kind: 'degraded', differences: ['text', 'poll'] });
    network.moderate(post!.remote.id);
    expect(await verify()).toEqual({ kind: 'degraded', differences: ['missing'] });
  });

  it('whose token was reset, or whose right was taken, is told apart', async () => {
    const harness = await start();
    harness.simulator.network.forbid();
    expect(await create(harness.io)).toMatchObject({ error: { class: 'permanent', code: 'discord.not_allowed' } });
    harness.simulator.network.resetToken();
    expect(await create(harness.io)).toMatchObject({ error: { class: 'auth', code: 'discord.unauthorized' } });
    expect(await adapter.check(harness.io)).toMatchObject({ error: { class: 'auth' } });
    expect(harness.count()).toBe(0);
  });

  it('is checked with its channel, which must be one for messages', async () => {
    const harness = await start();
    expect(await adapter.check(harness.io)).toMatchObject({ kind: 'ok', account: '#annonces' });
    const forum = await start('bot', { channelType: 15 });
    expect(await adapter.check(forum.io)).toMatchObject({ error: { code: 'discord.channel_unfit' } });
  });
});

describe('a webhook', () => {
  it('posts one message after the other and reads them back by id', async () => {
    const harness = await start('webhook');
    const plan = { ...planNamed('image'), thread: [{ text: 'Deux.' }] };
    const [post] = await publishPlan(harness, plan);
    expect(harness.count()).toBe(2);
    expect(await adapter.verify!(post!.remote, post!.state, harness.io)).toEqual({ kind: 'faithful' });
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'removed' });
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'already_gone' });
  });

  it('leaves a lost answer to a person', async () => {
    const harness = await start('webhook');
    harness.simulator.plan({ when: 'after', answer: 'drop' });
    const [unit] = adapter.render(PLAIN, manifest.capabilities).units;
    expect(await drive(adapter, unit!, SAMPLE_SEED, harness.io)).toEqual({ kind: 'unconfirmed', runs: 1 });
    expect(harness.count()).toBe(1);
  });

  it('opens a thread in a forum and stays in it', async () => {
    const harness = await start('webhook', { channelType: 15 });
    const plan = { ...PLAIN, thread: [{ text: 'Deux.' }], options: { threadName: 'Fournil' } };
    const [post, part] = await publishPlan(harness, plan);
    const [threadId] = post!.remote.id.split('/');
    expect(part!.state).toMatchObject({ threadId, message: { channelId: threadId } });
    expect(post?.remote.url).toBe(`https://discord.com/channels/290926798626357999/${post?.remote.id}`);
    expect(await adapter.verify!(post!.remote, post!.state, harness.io)).toEqual({ kind: 'faithful' });
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'removed' });
    expect(await create(harness.io)).toMatchObject({ error: { class: 'permanent', code: 'discord.thread_required' } });
  });

  it('is gone with the thread that it opened, and not with one that only an address names', async () => {
    const harness = await start('webhook', { channelType: 15 });
    const [post] = await publishPlan(harness, { ...PLAIN, options: { threadName: 'Fournil' } });
    harness.simulator.network.deletePlace(post!.remote.id.split('/')[0]!);
    expect(await adapter.verify!(post!.remote, post!.state, harness.io)).toMatchObject({ differences: ['missing'] });
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'already_gone' });
    expect(await adapter.remove!({ id: '', url: post!.remote.url }, harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'discord.channel_gone' },
    });
  });

  it('answers and takes back what a person settled by its address, in a forum and outside', async () => {
    const settledBy = (published: { remote: { url: string | null }; state: PublishState }) => ({
      id: SAMPLE_SEED.key,
      url: published.remote.url,
      state: published.state,
    });
    for (const [channelType, options] of [
      [15, { threadName: 'Fournil' }],
      [0, {}],
    ] as const) {
      const harness = await start('webhook', { channelType });
      const [post] = await publishPlan(harness, { ...PLAIN, options });
      const parent = settledBy(post!);
      const part = adapter.render({ ...PLAIN, options, thread: [{ text: 'Deux.' }] }, manifest.capabilities).units[1]!;
      const state = adapter.prepare(part, { ...SAMPLE_SEED, key: 'b', parent, root: parent });
      expect(await create(harness.io, state)).toMatchObject({ kind: 'advanced' });
      expect(await adapter.remove!({ id: '', url: post!.remote.url }, harness.io)).toEqual({ kind: 'removed' });
      expect(await adapter.remove!({ id: '', url: post!.remote.url }, harness.io)).toEqual({ kind: 'already_gone' });
      expect(harness.count()).toBe(1);
    }
  });

  it('that was deleted is asked once and then waits for a new one', async () => {
    const harness = await start('webhook');
    harness.simulator.network.deleteWebhook();
    expect(await create(harness.io)).toMatchObject({ error: { class: 'auth', code: 'discord.webhook_gone' } });
    expect(harness.simulator.requests.length).toBe(1);
  });
});

interface Refusal {
  status: number;
  headers?: Record<string, string>;
  body: JsonObject | string;
  error: JsonObject;
}

const REFUSALS = JSON.parse(
  readFileSync(new URL('./fixtures/refusals.json', import.meta.url), 'utf8'),
) as readonly Refusal[];

describe('what Discord answers', () => {
  it.each(REFUSALS.map((refusal): [string, Refusal] => [JSON.stringify(refusal.body), refusal]))(
    '%s',
    async (_name, { status, headers = {}, body, error }) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const send = (_request: HttpRequest) =>
        Promise.resolve({ kind: 'answered', status, headers, body: text } as const);
      const webhookUrl = `https://discord.com/api/webhooks/223704706495545344/${'t'.repeat(68)}`;
      const result = await create(testIo({ account: testAccount({ webhookUrl }), http: { send } }));
      expect(JSON.parse(JSON.stringify(result))).toMatchObject({ kind: 'failed', error });
    },
  );
});

describe('the credentials', () => {
  const token = 'x'.repeat(68);
  it.each([
    ['nothing', {}, 'discord.credentials_incomplete'],
    ['a bot without a channel', { botToken: token }, 'discord.credentials_incomplete'],
    ['a channel that is no number', { botToken: token, channelId: '../users' }, 'discord.credentials_incomplete'],
    [
      'a token with a line end',
      { botToken: `${token}\r\nx: y`, channelId: '345626669114982402' },
      'discord.token_invalid',
    ],
    [
      'another host',
      { webhookUrl: `https://discord.example/api/webhooks/223704706495545344/${token}` },
      'discord.webhook_invalid',
    ],
    [
      'plain http',
      { webhookUrl: `http://discord.com/api/webhooks/223704706495545344/${token}` },
      'discord.webhook_invalid',
    ],
    [
      'a path beyond',
      { webhookUrl: `https://discord.com/api/webhooks/223704706495545344/${token}/slack` },
      'discord.webhook_invalid',
    ],
  ])('are refused with %s, and nothing is sent', async (_name, credentials, code) => {
    const io = testIo({ account: testAccount(credentials) });
    const error = { class: 'auth', code, phase: 'before_send' };
    expect(await adapter.check(io)).toMatchObject({ error });
    expect(await create(io)).toMatchObject({ error });
  });

  it('take a webhook of any of Discord’s names, with its thread', async () => {
    const urls: string[] = [];
    const send = ({ url }: HttpRequest) => {
      urls.push(url);
      return Promise.resolve({ kind: 'failed', bytesSent: false, code: 'dns' } as const);
    };
    const webhookUrl = `https://ptb.discord.com/api/v9/webhooks/223704706495545344/${token}?thread_id=345626669114982402`;
    await create(testIo({ account: testAccount({ webhookUrl }), http: { send }, hosts: manifest.hosts }));
    expect(urls).toEqual([
      `https://discord.com/api/v10/webhooks/223704706495545344/${token}?wait=true&thread_id=345626669114982402`,
    ]);
  });
});

it('a snowflake holds its instant', () => {
  // The example of the reference: 175928847299117063 is of 2016-04-30 11:18:25.796 UTC.
  const start = BigInt(snowflakeAt(Date.parse('2016-04-30T11:18:25.796Z')));
  expect(start >> 22n).toBe(175928847299117063n >> 22n);
  expect(start <= 175928847299117063n).toBe(true);
});
