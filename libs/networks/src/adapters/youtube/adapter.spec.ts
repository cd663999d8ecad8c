import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, type Settled, stored } from '../../../testing/drive.js';
import { startYouTubeHarness, type YouTubeHarness } from '../../../testing/harness/youtube.js';
import { createMemoryMedia } from '../../../testing/memory-media.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { spoiled } from '../../../testing/spoil.js';
import { testAccount, testIo } from '../../../testing/test-io.js';
import type {
  AdapterIo,
  JsonObject,
  PlannedMedia,
  PublishPlan,
  PublishState,
  Seed,
  StepResult,
} from '../../contract.js';
import { youtubeAdapter } from './adapter.js';
import { classifyRefusal, pacificMidnight } from './classify.js';
import { tagsLength } from './format.js';
import { manifest } from './manifest.js';

contractSuite('youtube', startYouTubeHarness);

const CAPABILITIES = manifest.capabilities;
const TITLE = 'How we fold croissants';
const VIDEO: PlannedMedia = {
  ...samplePlan().media[0]!,
  mediaId: 'video-9',
  mimeType: 'video/mp4',
  bytes: 20_000_000,
  altText: null,
  durationMs: 12_000,
};
/** Three chunks of 8 MiB, the last one short. */
const CONTENT = Buffer.alloc(20_000_000, 7);

function planOf(changes: Partial<PublishPlan> = {}): PublishPlan {
  return samplePlan({ media: [VIDEO], options: { title: TITLE }, ...changes });
}

function unitOf(changes: Partial<PublishPlan> = {}, index = 0) {
  return youtubeAdapter.render(planOf(changes), CAPABILITIES).units[index]!;
}

function start(): Promise<YouTubeHarness> {
  return startYouTubeHarness({ media: createMemoryMedia({ 'video-9': { mimeType: 'video/mp4', content: CONTENT } }) });
}

async function publish(harness: YouTubeHarness, changes: Partial<PublishPlan> = {}) {
  const settled = await drive(youtubeAdapter, unitOf(changes), SAMPLE_SEED, harness.io);
  return settled as Extract<Settled, { kind: 'published' }>;
}

/** The state after so many steps. */
async function after(steps: number, io: AdapterIo, changes: Partial<PublishPlan> = {}): Promise<PublishState> {
  let state = youtubeAdapter.prepare(unitOf(changes), SAMPLE_SEED);
  for (let taken = 0; taken < steps; taken++) {
    const result = await act(state, io);
    if (result.kind === 'failed') throw new Error(result.error.code);
    state = stored(result.state);
  }
  return state;
}

function act(state: PublishState, io: AdapterIo) {
  return youtubeAdapter.run(youtubeAdapter.nextStep(state)!, state, io);
}

describe('a video on YouTube', () => {
  let harness: YouTubeHarness;
  beforeEach(async () => {
    harness = await start();
  });
  afterEach(() => harness.close());
  const network = () => harness.simulator.network;

  it('goes up in chunks, each a step, is private until it is processed, and then what was asked for', async () => {
    const processing = await after(4, harness.io);
    expect(youtubeAdapter.nextStep(processing)?.id).toBe('processing');
    const [video] = network().things();
    expect(network().privacyOf(video!.id)).toBe('private');
    const until = { notBefore: new Date(harness.io.now.getTime() + 20_000) };
    expect(await act(processing, harness.io)).toMatchObject({ kind: 'wait', ...until });
    const { remote, state } = await publish(harness);
    expect(network().privacyOf(remote.id)).toBe('public');
    expect(remote.url).toBe(`https://www.youtube.com/watch?v=${remote.id}`);
    expect(JSON.stringify(state)).not.toContain('upload_id');
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('carries title, description with the link, tags and what else there is', async () => {
    const options = {
      title: 'Fold <27> layers',
      tags: ['bread', ' puff pastry ', ''],
      categoryId: '26',
      privacy: 'unlisted',
      syntheticMedia: true,
      notifySubscribers: false,
    };
    const { wire } = unitOf({ options });
    expect(wire).toMatchObject({
      title: 'Fold ‹27› layers',
      description: `${samplePlan().text.replace('<closely>', '‹closely›')}\n\n${samplePlan().link}`,
      tags: ['bread', 'puff pastry'],
      categoryId: '26',
      language: 'en',
    });
    const { remote, state } = await publish(harness, { options });
    expect(network().privacyOf(remote.id)).toBe('unlisted');
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('is left private with an hour of YouTube’s own, where that is asked for', async () => {
    const { remote, state } = await publish(harness, { options: { title: TITLE, publishAt: '2026-11-25T08:00:00Z' } });
    expect(network().privacyOf(remote.id)).toBe('private');
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('goes on where YouTube says, when half of a chunk was lost', async () => {
    network().losesHalf = true;
    expect(await after(2, harness.io)).toMatchObject({ received: 4_194_304 });
    network().losesHalf = true;
    await publish(harness);
    expect(network().things()).toHaveLength(1);
  });

  it('is one video when the answer to its last byte is lost, asked for by its session', async () => {
    const last = await after(3, harness.io);
    const lost = await act(last, spoiled(harness.io, 1, 'answer_lost'));
    expect(lost).toMatchObject({ kind: 'failed', error: { class: 'retryable', phase: 'sent' } });
    expect(await act(last, harness.io)).toMatchObject({ kind: 'advanced', state: { session: null } });
    expect(network().things()).toHaveLength(1);
  });

  it('is one video after a 429 that is waited out, and a 503 in the middle of its bytes', async () => {
    const chunk = { method: 'PUT', path: '/upload/', after: 1 } as const;
    harness.simulator.plan({ ...chunk, when: 'before', answer: { status: 429, headers: { 'retry-after': '120' } } });
    harness.simulator.plan({ ...chunk, when: 'after', answer: { status: 503 } });
    expect((await publish(harness)).kind).toBe('published');
    expect(network().things()).toHaveLength(1);
  });

  it('is one video when its session is gone as well, found among the channel’s uploads', async () => {
    const last = await after(3, harness.io);
    await act(last, spoiled(harness.io, 1, 'answer_lost'));
    network().endSessions();
    const [video] = network().things();
    expect(await act(last, harness.io)).toMatchObject({ kind: 'advanced', state: { videoId: video?.id } });
  });

  it('begins anew when its session is gone and no upload is it', async () => {
    const description = String(unitOf().wire['description']);
    network().uploadElsewhere(TITLE, description, CONTENT.length, new Date('2026-11-24T07:00:00Z'));
    network().uploadElsewhere(TITLE, description, 5, harness.io.now);
    network().uploadElsewhere('Another', description, CONTENT.length, harness.io.now);
    const first = await after(2, harness.io);
    network().endSessions();
    const error = { class: 'retryable', code: 'youtube.upload_ended', httpStatus: 404 };
    const state = { session: null, received: 0, videoId: null };
    expect(await act(first, harness.io)).toMatchObject({ kind: 'failed', error, state });
  });

  it.each([
    ['failed', 'youtube.video_failed', 'codec'],
    ['rejected', 'youtube.video_rejected', 'duplicate'],
  ] as const)('ends when YouTube says %s', async (status, code, networkCode) => {
    network().uploadStatus = status;
    network().processingLooks = 0;
    const result = await act(await after(4, harness.io), harness.io);
    expect(result).toMatchObject({ kind: 'failed', error: { class: 'permanent', code, networkCode } });
  });

  it('ends when it was deleted meanwhile', async () => {
    const processing = await after(4, harness.io);
    await youtubeAdapter.remove!({ id: network().things()[0]!.id, url: null }, harness.io);
    expect(await act(processing, harness.io)).toMatchObject({ kind: 'failed', error: { code: 'youtube.video_gone' } });
  });

  it('is taken back by the address that a person gave, and not called gone where that names none', async () => {
    const { remote } = await publish(harness);
    const unnamed = await youtubeAdapter.remove!({ id: '', url: 'https://www.youtube.com/@fournil' }, harness.io);
    expect(unnamed).toMatchObject({ kind: 'failed', error: { code: 'youtube.message_unknown' } });
    const settled = { id: '', url: `https://youtu.be/${remote.id}` };
    expect(await youtubeAdapter.remove!(settled, harness.io)).toEqual({ kind: 'removed' });
  });

  it('is found degraded when the app is not audited, and missing when it is gone', async () => {
    network().audited = false;
    const { remote, state } = await publish(harness);
    const degraded = { kind: 'degraded', differences: ['privacy'] };
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toEqual(degraded);
    expect(await youtubeAdapter.remove!(remote, harness.io)).toEqual({ kind: 'removed' });
    expect(await youtubeAdapter.remove!(remote, harness.io)).toEqual({ kind: 'already_gone' });
    const missing = { kind: 'degraded', differences: ['missing'] };
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toEqual(missing);
    network().revoke();
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('renews a dead token in the middle of an upload, and keeps the refresh token', async () => {
    const middle = await after(2, harness.io);
    network().killToken();
    expect(await act(middle, harness.io)).toMatchObject({ kind: 'failed', error: { class: 'auth' } });
    const renewed = await youtubeAdapter.renew!(harness.io);
    const refreshToken = harness.io.account.session?.values['refreshToken'];
    expect(renewed).toMatchObject({ kind: 'renewed', session: { values: { refreshToken } } });
    const session = renewed.kind === 'renewed' ? renewed.session : null;
    const io = { ...harness.io, account: { ...harness.io.account, session } };
    expect(await act(middle, io)).toMatchObject({ kind: 'advanced', state: { received: 16_777_216 } });
    network().revoke();
    const ended = await youtubeAdapter.renew!(harness.io);
    expect(ended).toMatchObject({
      kind: 'failed',
      error: { class: 'auth', code: 'youtube.session_expired', networkCode: 'invalid_grant' },
    });
  });
});

describe('a first comment on YouTube', () => {
  let harness: YouTubeHarness;
  beforeEach(async () => {
    harness = await startYouTubeHarness();
  });
  afterEach(() => harness.close());
  const network = () => harness.simulator.network;

  async function prepared(): Promise<PublishState> {
    const { remote, state } = await publish(harness, { media: [{ ...VIDEO, mediaId: 'video-1' }] });
    const root = { ...remote, state };
    const seed: Seed = { ...SAMPLE_SEED, key: 'k1', parent: root, root };
    return youtubeAdapter.prepare(unitOf({ firstComment: 'The recipe <here>.' }, 1), seed);
  }

  it('stands below its video as it is written, and is taken back once', async () => {
    const done = await act(await prepared(), harness.io);
    const { remote, state } = done as Extract<StepResult, { kind: 'done' }>;
    const [video, comment] = network().things();
    expect(comment).toMatchObject({ text: 'The recipe <here>.', parentId: video?.id });
    expect(remote.url).toBe(`https://www.youtube.com/watch?v=${video?.id}&lc=${remote.id}`);
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
    expect(await youtubeAdapter.remove!(remote, harness.io)).toEqual({ kind: 'removed' });
    expect(await youtubeAdapter.remove!(remote, harness.io)).toEqual({ kind: 'already_gone' });
    expect(await youtubeAdapter.verify!(remote, state, harness.io)).toMatchObject({ differences: ['missing'] });
    expect(network().things()).toHaveLength(1);
  });

  it('is never sent twice by itself: an unknown one is looked for', async () => {
    const state = await prepared();
    expect(youtubeAdapter.nextStep(state)?.effect).toBe('irreversible');
    expect(await youtubeAdapter.reconcile(state, harness.io)).toEqual({ kind: 'absent', certainty: 'likely' });
    const lost = await act(state, spoiled(harness.io, 0, 'answer_lost'));
    expect(lost).toMatchObject({ kind: 'failed', error: { class: 'unknown_outcome', phase: 'sent' } });
    const [, comment] = network().things();
    expect(await youtubeAdapter.reconcile(state, harness.io)).toMatchObject({
      kind: 'found',
      remote: { id: comment?.id },
    });
  });

  it('is refused below a video that the app could only make private', async () => {
    network().audited = false;
    const error = { class: 'permanent', code: 'youtube.not_permitted', networkCode: 'forbidden' };
    expect(await act(await prepared(), harness.io)).toMatchObject({ kind: 'failed', error });
  });
});

describe('what YouTube answers', () => {
  const { now } = testIo();
  const session = { values: {}, expiresAt: null };
  const midnight = new Date('2026-11-25T08:00:00Z');
  const tomorrow = new Date(now.getTime() + 86_400_000);
  it.each([
    [401, 'auth', { class: 'auth', code: 'youtube.unauthorized', networkCode: 'authError' }],
    [401, 'signup', { class: 'auth', code: 'youtube.channel_missing' }],
    [403, 'quota', { class: 'rate_limited', code: 'youtube.quota_spent', scope: 'app', retryAfter: midnight }],
    [400, 'upload-limit', { code: 'youtube.upload_limit', scope: 'day', retryAfter: tomorrow }],
    [403, 'rate', { class: 'rate_limited', code: 'youtube.rate_limited', scope: 'app' }],
    [403, 'forbidden', { class: 'permanent', code: 'youtube.not_permitted' }],
    [403, 'comments-disabled', { class: 'permanent', code: 'youtube.comments_disabled' }],
    [400, 'title', { class: 'permanent', code: 'youtube.refused', networkCode: 'invalidTitle' }],
    [503, 'backend', { class: 'retryable', code: 'youtube.unavailable' }],
  ])('%i %s', (status, name, error) => {
    const body = readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
    const account = testAccount({}, { session });
    const answer = { kind: 'answered', status, headers: {}, body } as const;
    expect(classifyRefusal('guarded', answer, { now, account })).toMatchObject({ httpStatus: status, ...error });
  });

  it('keeps the quota of a pasted token to its own channel', () => {
    const body = readFileSync(new URL('./fixtures/quota.json', import.meta.url), 'utf8');
    const answer = { kind: 'answered', status: 403, headers: {}, body } as const;
    const error = classifyRefusal('guarded', answer, { now, account: testAccount() });
    expect(error).toMatchObject({ class: 'rate_limited', scope: 'day', retryAfter: midnight });
  });

  it.each([
    ['2026-11-24T07:59:59Z', '2026-11-24T08:00:00Z'],
    ['2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
    // The day on which clocks go back has 25 hours.
    ['2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'],
  ])('counts quota days in California: %s ends at %s', (instant, end) => {
    expect(pacificMidnight(new Date(instant))).toEqual(new Date(end));
  });
});

describe('what stands in the way on YouTube', () => {
  it.each([
    ['no title', { title: ' ', options: {} }, 'error', 'network.title_required'],
    ['a long title', { options: { title: 'a'.repeat(101) } }, 'error', 'network.title_too_long'],
    ['a long description', { text: 'é'.repeat(2_501) }, 'error', 'network.text_too_long'],
    // Angle brackets go out as three bytes each.
    ['one that grows as it is sent', { text: `${'a'.repeat(4_995)}<b>` }, 'error', 'network.text_too_long'],
    [
      'many tags',
      { options: { title: TITLE, tags: Array.from({ length: 60 }, (_, n) => `tag number ${n}`) } },
      'error',
      'network.option_unfit',
    ],
    ['brackets', {}, 'warn', 'network.text_altered'],
    ['no video', { media: [] }, 'error', 'network.media_required'],
    ['an image', { media: samplePlan().media }, 'error', 'network.media_too_many'],
    ['two videos', { media: [VIDEO, VIDEO] }, 'error', 'network.media_too_many'],
    [
      'a comment nobody may write',
      { firstComment: 'One.', options: { title: TITLE, privacy: 'private' } },
      'error',
      'network.option_unfit',
    ],
    [
      'a comment below a video for children',
      { firstComment: 'One.', options: { title: TITLE, madeForKids: true } },
      'error',
      'network.option_unfit',
    ],
    ['no instant', { options: { title: TITLE, publishAt: 'soon' } }, 'error', 'network.option_unfit'],
  ] as const)('%s', (_name, changes, level, code) => {
    const found = youtubeAdapter.validate(planOf(changes), CAPABILITIES);
    expect(found).toContainEqual(expect.objectContaining({ level, code }));
  });

  it('takes the post’s own title where none is given for YouTube', () => {
    expect(unitOf({ options: {} }).wire['title']).toBe('Monday’s demo');
  });

  it('counts tags with their commas and quotes', () => {
    expect(tagsLength(['bread', 'puff pastry'])).toBe('bread,"puff pastry"'.length);
  });
});

describe('a channel on YouTube', () => {
  let harness: YouTubeHarness;
  beforeEach(async () => {
    harness = await startYouTubeHarness();
  });
  afterEach(() => harness.close());

  it('says how long its videos may be', async () => {
    const account = {
      kind: 'ok',
      account: 'Le Fournil',
      url: 'https://www.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw',
    };
    expect(await youtubeAdapter.check(harness.io)).toEqual({ ...account, limits: {} });
    harness.simulator.network.longUploads = 'eligible';
    const media = { ...CAPABILITIES.media, video: { ...CAPABILITIES.media.video, maxSeconds: 900 } };
    expect(await youtubeAdapter.check(harness.io)).toEqual({ ...account, limits: { media } });
  });

  it('is the one named, and is there', async () => {
    const account = { ...harness.io.account, credentials: { channelId: 'UCother' } };
    const other = await youtubeAdapter.check({ ...harness.io, account });
    expect(other).toMatchObject({ kind: 'failed', error: { class: 'auth', code: 'youtube.other_account' } });
    const credentials: JsonObject = { channelId: 'UC_x5XG1OV2P6uZZ5FSM9Ttw' };
    const listed = await youtubeAdapter.accounts!(harness.io);
    expect(listed).toEqual({
      kind: 'ok',
      accounts: [{ id: credentials['channelId'], name: 'Le Fournil', credentials }],
    });
    harness.simulator.network.closeChannel();
    expect(await youtubeAdapter.accounts!(harness.io)).toEqual({ kind: 'ok', accounts: [] });
    const gone = await youtubeAdapter.check(harness.io);
    expect(gone).toMatchObject({ kind: 'failed', error: { class: 'auth', code: 'youtube.channel_missing' } });
  });
});
