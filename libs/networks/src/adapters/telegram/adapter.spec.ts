import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive } from '../../../testing/drive.js';
import { startTelegramHarness, type TelegramHarness } from '../../../testing/harness/telegram.js';
import { publishPlan } from '../../../testing/publish-plan.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { samplePlans } from '../../../testing/sample-plans.js';
import { testAccount } from '../../../testing/test-io.js';
import type { AdapterIo, HttpRequest, JsonObject, PublishPlan, PublishState, StepResult } from '../../contract.js';
import { telegramAdapter as adapter } from './adapter.js';
import { methodCall, renderTelegramPost, type TelegramWire } from './format.js';
import { manifest } from './manifest.js';

contractSuite('telegram', () => startTelegramHarness());

const SEND = { id: 'send', kind: 'create', effect: 'irreversible' } as const;
const PLAIN = samplePlan({ media: [], link: null });

const open: TelegramHarness[] = [];
let harness: TelegramHarness;
beforeEach(async () => {
  harness = await start();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((made) => made.close()));
});

async function start(...given: Parameters<typeof startTelegramHarness>): Promise<TelegramHarness> {
  const made = await startTelegramHarness(...given);
  open.push(made);
  return made;
}

function prepared(plan: PublishPlan = PLAIN): PublishState {
  return adapter.prepare(adapter.render(plan, manifest.capabilities).units[0]!, SAMPLE_SEED);
}

function send(io: AdapterIo, state = prepared()): Promise<StepResult> {
  return adapter.run(SEND, state, io);
}

function planNamed(name: string): PublishPlan {
  return samplePlans(manifest.capabilities).find((sample) => sample.name === name)!.plan;
}

describe('what a message is made of', () => {
  const to = { chatId: '@fournil', topicId: null, replyTo: null };
  const callFor = (changes: Partial<PublishPlan>, options: JsonObject = {}) => {
    const plan = samplePlan({ media: [], link: null, text: 'Pain & <beurre>', options, ...changes });
    return methodCall(renderTelegramPost(plan).units[0]!.wire as TelegramWire, to);
  };

  it('leaves the text as it is, without a parse mode', () => {
    const { method, parameters } = callFor({});
    expect(method).toBe('sendMessage');
    expect(parameters).toMatchObject({ chat_id: '@fournil', text: 'Pain & <beurre>', disable_notification: false });
    expect(parameters).not.toHaveProperty('parse_mode');
  });

  it('adds the link to the text and shows its preview, unless told not to', () => {
    const link = 'https://example.org/x';
    expect(callFor({ link }).parameters).toMatchObject({
      text: `Pain & <beurre>\n\n${link}`,
      link_preview_options: { is_disabled: false, url: link },
    });
    expect(callFor({ link }, { linkPreview: false }).parameters).toMatchObject({
      link_preview_options: { is_disabled: true },
    });
  });

  it('carries the options', () => {
    const options = { silent: true, protectContent: true, captionAboveMedia: true, spoiler: true };
    expect(callFor({ media: samplePlan().media }, options)).toMatchObject({
      method: 'sendPhoto',
      parameters: {
        disable_notification: true,
        protect_content: true,
        show_caption_above_media: true,
        has_spoiler: true,
      },
    });
  });

  it('makes an album whose first item has the caption', () => {
    const { media } = planNamed('images');
    const { method, parameters } = callFor({ media });
    expect(method).toBe('sendMediaGroup');
    expect(parameters['media']).toMatchObject([
      { type: 'photo', media: 'attach://file0', caption: 'Pain & <beurre>' },
      { type: 'photo', media: 'attach://file1' },
    ]);
    expect((parameters['media'] as JsonObject[])[1]).not.toHaveProperty('caption');
  });

  it('puts the text into the description of a poll', () => {
    const poll = { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'PT1H' };
    expect(callFor({ poll }, { multipleAnswers: true })).toMatchObject({
      method: 'sendPoll',
      parameters: {
        question: 'Beurre ?',
        options: [{ text: 'Oui' }, { text: 'Non' }],
        open_period: 3_600,
        allows_multiple_answers: true,
        description: 'Pain & <beurre>',
      },
    });
  });

  it('goes to a topic and answers a message', () => {
    const wire = renderTelegramPost(PLAIN).units[0]!.wire as TelegramWire;
    expect(methodCall(wire, { chatId: '-100', topicId: 7, replyTo: 101 }).parameters).toMatchObject({
      message_thread_id: 7,
      reply_parameters: { message_id: 101 },
    });
  });
});

describe('what stands in the way', () => {
  const poll = { question: 'Beurre ?', options: ['Oui', 'Non'], duration: 'P1D' };
  const photo = samplePlan().media[0]!;
  const codes = (changes: Partial<PublishPlan>) =>
    adapter.validate(samplePlan({ media: [], link: null, ...changes }), manifest.capabilities).map(({ code }) => code);

  it.each<[string, Partial<PublishPlan>, string[]]>([
    ['4,096 units', { text: 'é'.repeat(4_096) }, []],
    ['4,097 units', { text: 'é'.repeat(4_097) }, ['network.text_too_long']],
    ['an emoji is two', { text: '🥐'.repeat(2_049) }, ['network.text_too_long']],
    ['the link counts', { text: 'é'.repeat(4_090), link: 'https://example.org' }, ['network.text_too_long']],
    ['1,024 beside a photo', { text: 'é'.repeat(1_024), media: [photo] }, []],
    ['1,025 beside a photo', { text: 'é'.repeat(1_025), media: [photo] }, ['network.text_too_long']],
    ['1,024 beside a poll', { text: 'é'.repeat(1_024), poll }, []],
    ['1,025 beside a poll', { text: 'é'.repeat(1_025), poll }, ['network.text_too_long']],
    ['an album of 11', { media: [...Array(6).fill(photo), ...Array(5).fill(videoOf(1))] }, ['network.media_too_many']],
    ['a video of 50 MB', { media: [videoOf(50_000_000)] }, []],
    ['a larger video', { media: [videoOf(50_000_001)] }, ['network.media_too_large']],
    ['a poll beside a photo', { poll, media: [photo] }, ['network.poll_with_media']],
    ['a poll of 4 seconds', { poll: { ...poll, duration: 'PT4S' } }, ['network.poll_duration']],
    ['a poll of a month', { poll: { ...poll, duration: 'PT2628000S' } }, []],
    ['13 answers', { poll: { ...poll, options: Array.from({ length: 13 }, String) } }, ['network.poll_refused']],
    ['a first comment', { firstComment: 'x' }, ['network.first_comment_refused']],
  ])('%s', (_name, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  function videoOf(bytes: number) {
    return { ...photo, mimeType: 'video/mp4', bytes };
  }
});

describe('a publication', () => {
  it('shows a thread as answers to each other, with addresses', async () => {
    const units = await publishPlan(harness, { ...PLAIN, thread: [{ text: 'Deux.' }, { text: 'Trois.' }] });
    expect(units.map(({ remote }) => remote)).toEqual(
      ['101', '102', '103'].map((id) => ({ id, url: `https://t.me/fournil/${id}` })),
    );
    expect(harness.simulator.network.things().map(({ parentId }) => parentId)).toEqual([null, '101', '102']);
  });

  it('is one album of several messages, and is taken back whole', async () => {
    const [post] = await publishPlan(harness, { ...planNamed('images'), thread: [] });
    expect(post?.remote).toEqual({ id: '101,102', url: 'https://t.me/fournil/101' });
    expect(harness.simulator.network.things()).toMatchObject([{ media: 2, text: PLAIN.text }]);
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'removed' });
    expect(harness.simulator.network.things()).toEqual([]);
    expect(await adapter.remove!(post!.remote, harness.io)).toEqual({ kind: 'already_gone' });
  });

  it('shows a video and a poll', async () => {
    await publishPlan(harness, { ...planNamed('video'), thread: [] });
    await publishPlan(harness, planNamed('poll'));
    const [video, poll] = harness.simulator.network.things();
    expect(video).toMatchObject({ media: 1, text: PLAIN.text });
    expect(poll).toMatchObject({ poll: ['Butter', 'Jam'], text: PLAIN.text });
  });

  it.each([
    [{ id: -1_009_876, username: null, title: 'Privé', type: 'channel' as const }, 'https://t.me/c/9876/101'],
    [{ id: -4_711, username: null, title: 'Groupe', type: 'group' as const }, null],
  ])('in a private chat has the address its members have: %j', async (chat, url) => {
    const other = await start(chat);
    const [post] = await publishPlan(other, PLAIN);
    expect(post?.remote).toEqual({ id: '101', url });
  });

  it('is degraded where the text comes back shorter', async () => {
    harness.simulator.network.cutTexts(10);
    const [post] = await publishPlan(harness, PLAIN);
    expect(await adapter.verify!(post!.remote, post!.state, harness.io)).toEqual({
      kind: 'degraded',
      differences: ['text'],
    });
  });

  it('of which the answer is lost is left to a person, and is not sent again', async () => {
    harness.simulator.plan({ when: 'after', answer: 'drop' });
    const [unit] = adapter.render(PLAIN, manifest.capabilities).units;
    expect(await drive(adapter, unit!, SAMPLE_SEED, harness.io)).toEqual({ kind: 'unconfirmed', runs: 1 });
    expect(harness.count()).toBe(1);
  });

  it('waits as told, and is one message', async () => {
    const limited = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 35 } };
    harness.simulator.plan({ when: 'before', answer: { status: 429, body: limited } });
    const told: Date[] = [];
    const before = ({ io }: { io: AdapterIo }) => {
      told.push(io.now);
      return io;
    };
    const [unit] = adapter.render(PLAIN, manifest.capabilities).units;
    expect(await drive(adapter, unit!, SAMPLE_SEED, harness.io, { before })).toMatchObject({ kind: 'published' });
    expect(told[1]).toEqual(new Date(harness.io.now.getTime() + 35_000));
    expect(harness.count()).toBe(1);
  });

  it('that a person settled is answered and taken back by its address', async () => {
    await publishPlan(harness, PLAIN);
    const settled = { id: '', url: 'https://t.me/fournil/101', state: null };
    const unit = adapter.render({ ...PLAIN, thread: [{ text: 'Deux.' }] }, manifest.capabilities).units[1]!;
    await drive(adapter, unit, { ...SAMPLE_SEED, parent: settled, root: settled }, harness.io);
    expect(harness.simulator.network.things()[1]).toMatchObject({ parentId: '101' });
    expect(await adapter.remove!({ id: '', url: 'https://t.me/c/1234567890/101?single' }, harness.io)).toEqual({
      kind: 'removed',
    });
    expect(await adapter.remove!({ id: '', url: 'https://t.me/fournil' }, harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'telegram.message_unknown' },
    });
  });

  it('that is an album and was settled by one of its addresses is left whole, for the others are not known', async () => {
    const plan = { ...planNamed('images'), thread: [] };
    await publishPlan(harness, plan);
    const [unit] = adapter.render(plan, manifest.capabilities).units;
    const byAddress = { id: '', url: 'https://t.me/fournil/101' };
    expect(await adapter.remove!(byAddress, harness.io, unit)).toMatchObject({
      error: { class: 'permanent', code: 'telegram.album_unknown' },
    });
    expect(harness.simulator.network.things()).toMatchObject([{ media: 2 }]);
    // Somebody who names every message of it has it taken back.
    expect(await adapter.remove!({ ...byAddress, id: '101, 102' }, harness.io, unit)).toEqual({ kind: 'removed' });
    expect(harness.simulator.network.things()).toEqual([]);
  });

  it.each([
    ['https://t.me/other/101', '@fournil', 'telegram.message_unknown'],
    ['https://t.me/c/9999/101', '-1001234567890', 'telegram.message_unknown'],
    ['https://t.me/Fournil/101', '@fournil', undefined],
    ['https://t.me/c/1234567890/101', '-1001234567890', undefined],
    ['https://t.me/c/1234567890/7/101', '@fournil', undefined],
  ])('settled as %s is taken from %s alone', async (url, chatId, code) => {
    await publishPlan(harness, PLAIN);
    const io = { ...harness.io, account: testAccount({ ...harness.credentials, chatId }) };
    const result = await adapter.remove!({ id: '', url }, io);
    expect(result.kind === 'failed' ? result.error.code : undefined).toBe(code);
    expect(harness.count()).toBe(code === undefined ? 0 : 1);
  });

  it('can be taken back for 48 hours', async () => {
    const [post] = await publishPlan(harness, PLAIN);
    harness.simulator.network.age();
    expect(await adapter.remove!(post!.remote, harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'telegram.too_late' },
    });
  });
});

describe('a group that became a supergroup', () => {
  it('is followed to its new number, once, and its thread with it', async () => {
    const group = await start({ id: -4_711, username: null, title: 'Groupe', type: 'group' });
    group.simulator.network.migrate(-1_004_711);
    await publishPlan(group, { ...PLAIN, thread: [{ text: 'Deux.' }] });
    expect(group.count()).toBe(2);
    // The refusal, the post, and the part that knows the way already.
    expect(group.simulator.requests.map(({ status }) => status)).toEqual([400, 200, 200]);
    expect(await adapter.check(group.io)).toMatchObject({
      error: { class: 'permanent', code: 'telegram.chat_migrated', detail: expect.stringContaining('-1004711') },
    });
  });

  it('is not followed twice', async () => {
    const body = { ok: false, error_code: 400, description: 'moved', parameters: { migrate_to_chat_id: -100_1 } };
    const io = answering(400, body);
    const first = await send(io);
    expect(first).toMatchObject({ kind: 'advanced', state: { movedTo: '-1001' } });
    const second = await send(io, first.kind === 'advanced' ? first.state : prepared());
    expect(second).toMatchObject({ kind: 'failed', error: { class: 'permanent', code: 'telegram.chat_migrated' } });
  });
});

interface Refusal {
  status: number;
  body: JsonObject;
  error: JsonObject;
}

const REFUSALS = JSON.parse(
  readFileSync(new URL('./fixtures/refusals.json', import.meta.url), 'utf8'),
) as readonly Refusal[];

describe('what the Bot API answers', () => {
  it.each(REFUSALS.map((refusal): [string, Refusal] => [JSON.stringify(refusal.body), refusal]))(
    '%s',
    async (_name, { status, body, error }) => {
      const result = await send(answering(status, body));
      expect(JSON.parse(JSON.stringify(result))).toMatchObject({ kind: 'failed', error });
    },
  );

  it('without an end of the wait leaves that to the ledger', async () => {
    const result = await send(answering(429, { ok: false, error_code: 429, description: 'Too Many Requests' }));
    expect(result.kind === 'failed' && result.error).not.toHaveProperty('retryAfter');
  });

  it('is said to hold neither the token nor what was sent', async () => {
    const description = `Bad Request: can't parse "${PLAIN.text}" of bot ${harness.credentials['botToken']}`;
    const shown = JSON.stringify(await send(answering(400, { ok: false, error_code: 400, description })));
    expect(shown).not.toContain('croissants');
    expect(shown).not.toContain(harness.credentials['botToken']);
  });
});

describe('the credentials', () => {
  it.each([
    ['no token', { botToken: '' }, 'telegram.token_invalid'],
    ['a path for a token', { botToken: '1:../../x' }, 'telegram.token_invalid'],
    ['no chat', { chatId: '' }, 'telegram.chat_invalid'],
    ['an address for a chat', { chatId: 'https://t.me/fournil' }, 'telegram.chat_invalid'],
    ['a topic that is no number', { topicId: 'news' }, 'telegram.topic_invalid'],
  ])('are refused with %s, and nothing is sent', async (_name, changes, code) => {
    const io = { ...harness.io, account: testAccount({ ...harness.credentials, ...changes }) };
    const error = { class: 'auth', code, phase: 'before_send' };
    expect(await adapter.check(io)).toMatchObject({ error });
    expect(await send(io)).toMatchObject({ error });
    expect(harness.simulator.requests).toEqual([]);
  });

  it('that work name the channel', async () => {
    expect(await adapter.check(harness.io)).toEqual({
      kind: 'ok',
      account: 'Le Fournil',
      url: 'https://t.me/fournil',
    });
  });

  it('that were revoked are told from a bot that was removed or demoted', async () => {
    const { network } = harness.simulator;
    network.demote();
    expect(await adapter.check(harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'telegram.not_allowed' },
    });
    network.kick();
    expect(await adapter.check(harness.io)).toMatchObject({ error: { code: 'telegram.not_allowed' } });
    expect(await send(harness.io)).toMatchObject({ error: { class: 'permanent', code: 'telegram.not_allowed' } });
    network.revokeToken();
    expect(await adapter.check(harness.io)).toMatchObject({ error: { class: 'auth' } });
    expect(await send(harness.io)).toMatchObject({ error: { class: 'auth', code: 'telegram.unauthorized' } });
    expect(harness.count()).toBe(0);
  });
});

function answering(status: number, body: JsonObject): AdapterIo {
  const send = (_request: HttpRequest) =>
    Promise.resolve({ kind: 'answered', status, headers: {}, body: JSON.stringify(body) } as const);
  return { ...harness.io, http: { send } };
}
