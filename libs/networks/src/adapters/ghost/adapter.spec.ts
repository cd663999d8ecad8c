import { readFileSync } from 'node:fs';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, stored } from '../../../testing/drive.js';
import { type GhostHarness, startGhostHarness } from '../../../testing/harness/ghost.js';
import { createMemoryMedia } from '../../../testing/memory-media.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { GHOST_ADMIN_KEY } from '../../../testing/simulator/ghost.js';
import { spoiled } from '../../../testing/spoil.js';
import { testIo } from '../../../testing/test-io.js';
import type { AdapterIo, HttpOutcome, PublishPlan, PublishState, StepResult } from '../../contract.js';
import { ghostAdapter as adapter } from './adapter.js';
import { refusalOf } from './classify.js';
import { manifest } from './manifest.js';
import { readState } from './state.js';

contractSuite('ghost', () => startGhostHarness());

const image = (number: number) => ({
  ...samplePlan().media[0]!,
  mediaId: `image-${number}`,
  altText: `Four n° ${number}`,
});
const PLAN = samplePlan({
  text: 'Pétrir.\n\nCuire <à point>.',
  link: 'https://a.example/?x=1&y=2',
  media: [image(1), image(2)],
});
const MAILED: PublishPlan = { ...PLAN, options: { newsletter: 'weekly', newsletterAudience: 'free' } };

let harness: GhostHarness;
beforeEach(async () => {
  harness = await startGhostHarness();
});
afterEach(() => harness.close());

const network = () => harness.simulator.network;

function next(state: PublishState, io = harness.io): Promise<StepResult> {
  return adapter.run(adapter.nextStep(state)!, stored(state), io);
}

function prepared(plan: PublishPlan): PublishState {
  return adapter.prepare(adapter.render(plan, manifest.capabilities).units[0]!, SAMPLE_SEED);
}

/** The state right before the step of this name. */
async function before(stepId: string, plan: PublishPlan): Promise<PublishState> {
  let state = prepared(plan);
  while (adapter.nextStep(state)?.id !== stepId) {
    const result = await next(state);
    if (result.kind !== 'advanced') throw new Error(`${adapter.nextStep(state)?.id} came to ${JSON.stringify(result)}`);
    state = result.state;
  }
  return state;
}

async function published(plan: PublishPlan) {
  const settled = await drive(adapter, adapter.render(plan, manifest.capabilities).units[0]!, SAMPLE_SEED, harness.io);
  if (settled.kind !== 'published') throw new Error('left to a person');
  return settled;
}

const GHOST_404: HttpOutcome = {
  kind: 'answered',
  status: 404,
  headers: {},
  body: '{"errors":[{"message":"Resource not found error, cannot read post.","type":"NotFoundError","code":null}]}',
};

describe('a post', () => {
  it('carries its text, link, images with their descriptions, and is mailed to nobody', async () => {
    const { remote, state } = await published(PLAN);
    expect(network().things()).toMatchObject([
      {
        id: remote.id,
        text: expect.stringMatching(/^Pétrir\.\s+Cuire <à point>\.\s+https:\/\/a\.example\/\?x=1&y=2/),
        media: 2,
        altTexts: ['Four n° 1', 'Four n° 2'],
      },
    ]);
    expect(remote.url).toBe(`https://blog.ghost.test/${readState(state).slug}/`);
    expect(network().mails).toEqual([]);
    expect(network().drafts()).toEqual([]);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('carries what was chosen', async () => {
    const options = {
      title: 'Le pain',
      excerpt: 'Court',
      visibility: 'members',
      featured: true,
      canonicalUrl: 'https://a.example/',
    };
    const { remote, state } = await published({ ...PLAN, labels: ['Pain', 'Été'], options });
    expect(network().post(remote.id)).toMatchObject({
      title: 'Le pain',
      excerpt: 'Court',
      visibility: 'members',
      featured: true,
      tags: ['Pain', 'Été'],
      canonicalUrl: 'https://a.example/',
    });
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it('lives on a site in a folder', async () => {
    const inFolder = await startGhostHarness('/blog');
    const adminPage = { ...inFolder.credentials, host: `${inFolder.credentials['host']}/ghost/#/settings` };
    const io = { ...inFolder.io, account: { ...inFolder.io.account, credentials: adminPage } };
    expect(await adapter.check(io)).toMatchObject({ kind: 'ok' });
    await inFolder.close();
  });

  it.each([
    ['the site refuses', { mimeType: 'image/tiff', content: Buffer.from('x') }, 'ghost.media_refused'],
    ['the channel does not take', { mimeType: 'image/tiff', content: Buffer.from('x') }, 'ghost.media_cannot_fit'],
  ])('stops at an image that %s', async (_name, file, code) => {
    const media = {
      ...manifest.capabilities.media,
      mimeTypes: code === 'ghost.media_refused' ? ['*/*'] : ['image/png'],
    };
    const account = { ...harness.io.account, capabilities: { ...manifest.capabilities, media } };
    const io = { ...harness.io, account, media: createMemoryMedia({ 'image-1': file }) };
    expect(await next(prepared(PLAN), io)).toMatchObject({ error: { class: 'permanent', code } });
  });
});

describe('a draft', () => {
  it('whose answer was lost is found by its slug', async () => {
    const state = await before('draft', PLAN);
    expect(await next(state, spoiled(harness.io, 1, 'answer_lost'))).toMatchObject({ error: { class: 'retryable' } });
    const [made] = network().drafts();
    const found = await next(state);
    expect(found.kind === 'advanced' && readState(found.state).postId).toBe(made!.id);
    expect(network().drafts()).toHaveLength(1);
  });

  it('that was made in between is taken, and the second one goes', async () => {
    const state = await before('draft', PLAN);
    await next(state);
    const [made] = network().drafts();
    const second = await next(state, spoiled(harness.io, 0, GHOST_404));
    expect(second.kind === 'advanced' && readState(second.state).postId).toBe(made!.id);
    expect(network().drafts()).toEqual([made]);
  });

  it('that lost its name to a post which is gone at once is made anew', async () => {
    const state = await before('draft', PLAN);
    const { slug } = readState(state);
    network().publishByHand(slug);
    const calls = spoiled(harness.io, 0, GHOST_404);
    const send: AdapterIo['http']['send'] = (request) => {
      const outcome = calls.http.send(request);
      if (request.method === 'DELETE') network().deleteByHand(network().things()[0]!.id);
      return outcome;
    };
    expect(await next(state, { ...harness.io, http: { send } })).toMatchObject({
      error: { class: 'retryable', code: 'ghost.collision' },
    });
    expect(await next(state)).toMatchObject({ kind: 'advanced' });
  });

  it('is not made where another server answers', async () => {
    const state = await before('draft', PLAN);
    const page: HttpOutcome = { kind: 'answered', status: 404, headers: {}, body: '<h1>no</h1>' };
    expect(await next(state, spoiled(harness.io, 0, page))).toMatchObject({
      error: { class: 'permanent', code: 'ghost.not_ghost' },
    });
    expect(network().drafts()).toEqual([]);
  });

  it('that somebody deleted does not come back', async () => {
    const state = await before('publish', PLAN);
    network().deleteByHand(readState(state).postId!);
    expect(await next(state)).toMatchObject({ error: { class: 'permanent', code: 'ghost.draft_gone' } });
  });

  it('that somebody edits is published as it is then', async () => {
    const state = await before('publish', PLAN);
    const id = readState(state).postId!;
    const edits: AdapterIo['http']['send'] = (request) => {
      if (request.method === 'PUT') network().editByHand(id, { title: 'Retouché' });
      return harness.io.http.send(request);
    };
    expect(await next(state, { ...harness.io, http: { send: edits } })).toMatchObject({
      error: { class: 'retryable', code: 'ghost.collision', networkCode: 'UPDATE_COLLISION' },
    });
    expect(network().things()).toEqual([]);
    const done = await next(state);
    expect(done).toMatchObject({ kind: 'done', remote: { id } });
    expect(await adapter.verify!({ id, url: null }, done.kind === 'done' ? done.state : state, harness.io)).toEqual({
      kind: 'degraded',
      differences: ['title'],
    });
  });

  it('that somebody published is done', async () => {
    const state = await before('publish', MAILED);
    network().editByHand(readState(state).postId!, { status: 'published' });
    expect(await next(state)).toMatchObject({ kind: 'done' });
    expect(network().mails).toEqual([]);
    expect(harness.simulator.requests.map(({ method }) => method)).not.toContain('PUT');
  });
});

describe('a newsletter', () => {
  it('goes out once, to those who were chosen', async () => {
    const { remote, state } = await published(MAILED);
    expect(network().mails).toEqual(['weekly status:free']);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'faithful' });
  });

  it.each([
    ['the answer is lost', 'answer_lost'],
    ['the call never arrives', 'never_arrives'],
  ] as const)('goes out once when %s and publishing is tried again and again', async (_name, spoiling) => {
    const state = await before('publish', MAILED);
    expect(await next(state, spoiled(harness.io, 1, spoiling))).toMatchObject({ error: { class: 'retryable' } });
    for (let i = 0; i < 3; i++) expect(await next(state)).toMatchObject({ kind: 'done' });
    expect(network().mails).toEqual(['weekly status:free']);
    expect(network().things()).toHaveLength(1);
  });

  it('goes out once when two tries cross', async () => {
    const state = await before('publish', MAILED);
    let held: Parameters<AdapterIo['http']['send']>[0] | undefined;
    const hold: AdapterIo['http']['send'] = (request) => {
      if (request.method !== 'PUT') return harness.io.http.send(request);
      held = request;
      return Promise.resolve({ kind: 'failed', bytesSent: true, code: 'timeout' });
    };
    await next(state, { ...harness.io, http: { send: hold } });
    expect(await next(state)).toMatchObject({ kind: 'done' });
    expect(await harness.io.http.send(held!)).toMatchObject({ status: 409 });
    expect(network().mails).toEqual(['weekly status:free']);
  });

  it('that the plan does not include leaves a post that is out, without its mail', async () => {
    network().setMailing('is_over_the_limit');
    const { remote, state } = await published(MAILED);
    expect(network().things()).toHaveLength(1);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences: ['newsletter'] });
  });

  it('that could not be sent is told', async () => {
    network().setMailing('fails');
    const { remote, state } = await published(MAILED);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences: ['newsletter'] });
  });

  it('that does not exist keeps the post a draft', async () => {
    const state = await before('publish', { ...PLAN, options: { newsletter: 'daily' } });
    expect(await next(state)).toMatchObject({ error: { class: 'permanent', code: 'ghost.invalid' } });
    expect(network().things()).toEqual([]);
  });
});

describe('what a site answers', () => {
  interface Case {
    from: string;
    status: number;
    error: object | null;
    class: string;
    code: string;
  }
  const cases = JSON.parse(readFileSync(new URL('./fixtures/refusals.json', import.meta.url), 'utf8')) as Case[];
  const { now } = testIo();

  it.each(cases)('$status for $from is $class', ({ status, error, ...expected }) => {
    const body = error === null ? '<h1>no</h1>' : JSON.stringify({ errors: [error] });
    const refused = refusalOf({ kind: 'answered', status, headers: {}, body }, 'guarded', now);
    expect(refused).toMatchObject({
      class: expected.class,
      code: expected.code,
      phase: 'answered',
      httpStatus: status,
    });
    expect(refused?.detail).not.toMatch(/cannot|plan|valid/);
  });

  it.each([
    [{ 'retry-after': '90' }, new Date(now.getTime() + 90_000)],
    [{}, undefined],
  ])('429 with %j waits until %s', (headers, retryAfter) => {
    const outcome: HttpOutcome = {
      kind: 'answered',
      status: 429,
      headers,
      body: '{"errors":[{"type":"TooManyRequestsError"}]}',
    };
    const refused = refusalOf(outcome, 'guarded', now);
    expect(refused).toMatchObject({ class: 'rate_limited', scope: 'account' });
    expect(refused?.retryAfter).toEqual(retryAfter);
  });

  it('a key that dies between draft and post leaves a draft, and the post goes on with another', async () => {
    const state = await before('publish', PLAN);
    const dead = {
      ...harness.io.account,
      credentials: { ...harness.credentials, adminKey: `${'0'.repeat(24)}:${'0'.repeat(64)}` },
    };
    expect(await next(state, { ...harness.io, account: dead })).toMatchObject({
      error: { class: 'auth', networkCode: 'UNKNOWN_ADMIN_API_KEY' },
    });
    expect(network().things()).toEqual([]);
    expect(await next(state)).toMatchObject({ kind: 'done' });
  });
});

describe('what became of a post', () => {
  it.each([
    ['a text that was cut', () => network().cutTexts(20), ['text', 'media']],
    ['images that were dropped', () => network().dropImages(), ['media']],
  ])('tells %s', async (_name, misbehave, differences) => {
    misbehave();
    const { remote, state } = await published(PLAN);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences });
  });

  it('tells that it is gone or a draft again, and nothing when the look fails', async () => {
    const { remote, state } = await published(PLAN);
    network().editByHand(remote.id, { status: 'draft' });
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({
      kind: 'degraded',
      differences: ['unpublished'],
    });
    network().deleteByHand(remote.id);
    expect(await adapter.verify!(remote, state, harness.io)).toEqual({ kind: 'degraded', differences: ['missing'] });
    expect(await adapter.verify!(remote, state, spoiled(harness.io, 0, 'never_arrives'))).toEqual({ kind: 'faithful' });
  });

  it('can be looked up by its slug', async () => {
    const draft = await before('publish', PLAN);
    expect(await adapter.reconcile(prepared(samplePlan({ title: 'Autre' })), harness.io)).toEqual({
      kind: 'absent',
      certainty: 'certain',
    });
    expect(await adapter.reconcile(draft, harness.io)).toEqual({ kind: 'absent', certainty: 'certain' });
    const done = await next(draft);
    const answer = await adapter.reconcile(draft, harness.io);
    expect(answer).toMatchObject({ kind: 'found', remote: done.kind === 'done' ? done.remote : {} });
    expect(answer.kind === 'found' && adapter.nextStep(answer.state!)).toBeNull();
  });

  it('can be taken back by the address that a person gave, and not without', async () => {
    const { remote } = await published(PLAN);
    for (const url of [null, 'https://example.org/', `${remote.url}other/`])
      expect(await adapter.remove!({ id: '', url }, harness.io)).toMatchObject({
        error: { class: 'permanent', code: 'ghost.message_unknown' },
      });
    expect(network().things()).toHaveLength(1);
    expect(await adapter.remove!({ id: '', url: `${remote.url}?ref=x` }, harness.io)).toEqual({ kind: 'removed' });
    expect(network().things()).toEqual([]);
  });

  it('can be taken back, once', async () => {
    const { remote } = await published(PLAN);
    expect(await adapter.remove!(remote, harness.io)).toEqual({ kind: 'removed' });
    expect(network().things()).toEqual([]);
    expect(await adapter.remove!(remote, harness.io)).toEqual({ kind: 'already_gone' });
    const page: HttpOutcome = { kind: 'answered', status: 200, headers: {}, body: '<h1>Welcome</h1>' };
    expect(await adapter.remove!(remote, spoiled(harness.io, 0, page))).toMatchObject({
      error: { code: 'ghost.unreadable' },
    });
  });
});

describe('a channel', () => {
  const withCredentials = (credentials: Record<string, string>): AdapterIo => ({
    ...harness.io,
    account: { ...harness.io.account, credentials },
  });

  it('is named after its site, without writing anything', async () => {
    expect(await adapter.check(harness.io)).toEqual({
      kind: 'ok',
      account: 'La boulangerie',
      url: 'https://blog.ghost.test/',
    });
    expect(harness.simulator.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('needs a site that is new enough', async () => {
    network().version = '4.48';
    expect(await adapter.check(harness.io)).toMatchObject({
      error: { class: 'permanent', code: 'ghost.version_unsupported' },
    });
  });

  it('needs a key that the site knows', async () => {
    network().revokeKey();
    expect(await adapter.check(harness.io)).toMatchObject({
      error: { class: 'auth', networkCode: 'UNKNOWN_ADMIN_API_KEY' },
    });
  });

  it('needs a site at its address', async () => {
    const host = `${harness.simulator.url}/elsewhere`;
    expect(await adapter.check(withCredentials({ host, adminKey: GHOST_ADMIN_KEY }))).toMatchObject({
      error: { code: 'ghost.not_ghost' },
    });
    const page: HttpOutcome = { kind: 'answered', status: 200, headers: {}, body: '<h1>Welcome</h1>' };
    const io = { ...harness.io, http: { send: () => Promise.resolve(page) } };
    expect(await adapter.check(io)).toMatchObject({ error: { class: 'permanent', code: 'ghost.not_ghost' } });
  });

  it.each([
    ['no address', { host: '', adminKey: GHOST_ADMIN_KEY }, 'ghost.host_invalid'],
    ['an address over http', { host: 'http://blog.example', adminKey: GHOST_ADMIN_KEY }, 'ghost.host_invalid'],
    ['a Content API key', { host: 'blog.example', adminKey: 'b1b5b9c1d4e5f6a7b8c9d0e1f2' }, 'ghost.key_invalid'],
  ])('is not even called with %s', async (_name, credentials, code) => {
    const send = () => Promise.reject(new Error('called'));
    const io = { ...withCredentials(credentials), http: { send } };
    const error = { class: 'auth', code, phase: 'before_send' };
    expect(await adapter.check(io)).toMatchObject({ kind: 'failed', error });
    expect(await next(prepared(PLAN), io)).toMatchObject({ kind: 'failed', error });
    expect(await adapter.reconcile(prepared(PLAN), io)).toMatchObject({ kind: 'failed', error });
    expect(await adapter.remove!({ id: '1', url: null }, io)).toMatchObject({ kind: 'failed', error });
  });
});

it('does not go on with a state it does not know', () => {
  expect(() => adapter.nextStep({ v: 2 })).toThrow('unknown ghost state version: 2');
});
