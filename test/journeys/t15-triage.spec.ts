import type { ScriptedNetwork } from '#networks/testing';
import {
  expectStatus,
  type Scenario,
  startScriptedStage,
  type TestAnswer,
  type TestService,
} from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

let network: ScriptedNetwork;
let service: TestService;
let to: Scenario;
let brandId: string;
let channelId: string;

beforeEach(async () => {
  ({ network, service, to, brandId, channelId } = await startScriptedStage());
});
afterEach(() => service.close());

const scheduled = async (count: number, fields: object = {}): Promise<string[]> => {
  const ids = [];
  for (let i = 0; i < count; i++)
    ids.push((await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [channelId], ...fields })).id);
  return ids;
};
const pause = async (scope: object): Promise<string> =>
  expectStatus(await service.call('POST', '/v1/pauses', { body: { scope, reason: 'Deuil national' } }), 201).body.id;
const lift = (id: string): Promise<TestAnswer> => service.call('POST', `/v1/pauses/${id}/lift`);
const publicationOf = async (postId: string): Promise<string> => (await to.publicationsOf(postId))[0]!.id;
// Tests know what they asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const triage = async (query = ''): Promise<any[]> =>
  expectStatus(await service.call('GET', `/v1/triage${query}`), 200).body.data;
const decide = (body: object, options: object = {}): Promise<TestAnswer> =>
  service.call('POST', '/v1/triage:batch', { body, ...options });

/** T15: what a pause stopped is decided on, one by one or all at once, and comes out as decided. */
describe('triage after a pause', () => {
  it('reschedules with spacing, publishes now, drops, and lets one bad item undo no other', async () => {
    const posts = await scheduled(5);
    const id = await pause({ brandId });
    await service.advanceTo('2026-11-24T09:30:00Z');
    await lift(id);
    await service.advanceTo('2026-11-24T10:00:00Z');
    expect(network.log).toHaveLength(0);

    const entries = await triage(`?pauseId=${id}`);
    expect(entries.map((entry) => entry.postId).sort()).toEqual([...posts].sort());
    expect(entries[0]).toMatchObject({
      state: 'missed',
      cause: 'pause',
      pause: { id, reason: 'Deuil national', liftedAt: '2026-11-24T09:30:00.000Z' },
      channelId,
      dueAt: '2026-11-24T09:00:00.000Z',
      localTime: '2026-11-24T10:00',
      timezone: 'Europe/Paris',
      allowed: ['reschedule', 'publish-now', 'drop'],
    });

    const [now, first, second, gone, late] = await Promise.all(posts.map(publicationOf));
    const unknown = '0193a000-0000-7000-8000-000000000001';
    const answer = expectStatus(
      await decide({
        items: [
          { publicationId: first, action: 'reschedule' },
          { publicationId: unknown, action: 'drop' },
          { publicationId: now, action: 'publish-now' },
          { publicationId: second, action: 'reschedule' },
          { publicationId: gone, action: 'drop', reason: 'Plus d’actualité' },
          { publicationId: late, action: 'reschedule', at: '2026-11-24T09:59:00Z' },
        ],
        at: '2026-11-24T14:00:00+01:00',
        spacing: 'PT20M',
      }),
      200,
    ).body.items;
    expect(answer.map((item: { status: number }) => item.status)).toEqual([200, 404, 200, 200, 200, 422]);
    expect(answer[0].resource).toMatchObject({ id: first, state: 'scheduled', dueAt: '2026-11-24T13:00:00.000Z' });
    expect(answer[1].problem).toMatchObject({ code: 'publication.not_found', status: 404 });
    expect(answer[3].resource).toMatchObject({ state: 'scheduled', dueAt: '2026-11-24T13:20:00.000Z' });
    expect(answer[4].resource).toMatchObject({ state: 'cancelled', reason: 'dropped', detail: 'Plus d’actualité' });
    expect(answer[5].problem).toMatchObject({
      code: 'publication.time_past',
      errors: [{ pointer: '/items/5/at', code: 'publication.time_past' }],
    });

    await service.beat();
    expect(network.log).toHaveLength(1);
    await service.advanceTo('2026-11-24T13:19:00Z');
    expect(network.log).toHaveLength(2);
    await service.advanceTo('2026-11-24T18:00:00Z');
    expect(network.log).toHaveLength(3);
    const states = await Promise.all(posts.map((post) => to.postState(post)));
    expect(states).toEqual(['published', 'published', 'published', 'cancelled', 'missed']);
    expect((await triage()).map((entry) => entry.publicationId)).toEqual([late]);
  });

  it('tells in the post’s history who decided what, and keeps the new time through edits', async () => {
    const [post] = await scheduled(1);
    await service.advanceTo('2026-11-24T12:00:00Z');
    const [other] = await scheduled(1, { scheduledAt: '2026-11-24T13:00:00Z' });
    const id = await pause({ channelId, brandId });
    await service.advanceTo('2026-11-24T13:30:00Z');
    await lift(id);
    const at = '2026-11-25T09:00:00.000Z';
    await decide({ items: [{ publicationId: await publicationOf(other!), action: 'reschedule', at }] });
    const after = (await service.call('GET', `/v1/posts/${other}`)).body;
    expect(after).toMatchObject({ state: 'scheduled', scheduledAt: at, localTime: '2026-11-25T10:00' });
    const { transitions } = (await service.call('GET', `/v1/posts/${other}/history`)).body;
    expect(transitions.slice(-2)).toEqual([
      expect.objectContaining({ from: 'held', to: 'missed', verb: 'lift', reason: 'Deuil national' }),
      expect.objectContaining({
        from: 'missed',
        to: 'scheduled',
        verb: 'reschedule',
        reason: 'pause',
        actor: expect.objectContaining({ kind: 'key', label: 'admin' }),
      }),
    ]);
    expectStatus(await service.call('PATCH', `/v1/posts/${other}`, { body: { content: { text: 'Relu' } } }), 200);
    expect((await to.publicationsOf(other!))[0]).toMatchObject({ state: 'scheduled', dueAt: at });
    expect(await to.postState(post!)).toBe('published');
  });

  it('moves one channel of a post and leaves the others as they are', async () => {
    const second = (await to.channel(brandId, 'feed')).id;
    const [post] = await scheduled(1, { channelIds: [channelId, second] });
    const id = await pause({ channelId, brandId });
    await service.advanceTo('2026-11-24T09:30:00Z');
    await lift(id);
    expect(await to.postState(post!)).toBe('partially_published');
    const [entry] = await triage();
    const at = '2026-11-25T09:00:00.000Z';
    await decide({ items: [{ publicationId: entry.publicationId, action: 'reschedule', at }] });
    const view = (await service.call('GET', `/v1/posts/${post}`)).body;
    expect(view.scheduledAt).toBe('2026-11-24T09:00:00.000Z');
    expect(view.variants[channelId]).toEqual({ scheduledAt: at });
    await service.advanceTo(at);
    expect(await to.postState(post!)).toBe('published');
  });

  it('keeps what another pause still covers, and offers not to publish it now', async () => {
    const posts = await scheduled(2);
    const [wide, narrow] = [await pause({}), await pause({ brandId, channelId })];
    await service.advanceTo('2026-11-24T09:10:00Z');
    await lift(wide);
    await service.beat();
    expect(await Promise.all(posts.map((post) => to.postState(post)))).toEqual(['held', 'held']);
    const entries = await triage();
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({
      state: 'held',
      pause: { id: narrow, liftedAt: null },
      allowed: ['reschedule', 'drop'],
    });
    const publicationId = await publicationOf(posts[0]!);
    const refused = (await decide({ items: [{ publicationId, action: 'publish-now' }] })).body.items[0];
    expect(refused).toMatchObject({ status: 409, problem: { code: 'publication.paused' } });
    await lift(narrow);
    await service.advanceTo('2026-11-24T11:30:00Z');
    expect(network.log).toHaveLength(0);
    expect(await Promise.all(posts.map((post) => to.postState(post)))).toEqual(['missed', 'missed']);
  });

  it('lets nothing out between the lift and its last batch, whenever the workers come', async () => {
    const posts = await scheduled(3);
    const id = await pause({ brandId });
    await service.advanceTo('2026-11-24T09:05:00Z');
    await lift(id);
    // As if the process had died right after the lift was committed.
    await service.sql(`update pause set settled_at = null where id = $1`, [id]);
    await service.sql(`update publication set state = 'scheduled', reason = null where post_id = any($1)`, [posts]);
    await service.sql(`update post set state = 'scheduled' where id = any($1)`, [posts]);
    for (let round = 0; round < 3; round++) {
      await service.pass('dispatch-due');
      await service.runJobs();
    }
    expect(network.log).toHaveLength(0);
    await service.beat();
    expect(network.log).toHaveLength(0);
    expect(await Promise.all(posts.map((post) => to.postState(post)))).toEqual(['missed', 'missed', 'missed']);
    const settled = await service.call('GET', '/v1/events?type=pause.settled');
    expect(settled.body.data.at(-1)).toMatchObject({ data: { id, missed: 3, triage: `/v1/triage?pauseId=${id}` } });
  });

  it('rehearses, replays, and is nobody else’s', async () => {
    const [post] = await scheduled(1);
    const id = await pause({ brandId });
    await service.advanceTo('2026-11-24T09:05:00Z');
    await lift(id);
    const publicationId = await publicationOf(post!);
    const items = [{ publicationId, action: 'drop' }];
    const rehearsed = await decide({ items, dryRun: true });
    expect(rehearsed.body.items[0]).toMatchObject({ status: 200, resource: { state: 'cancelled' } });
    expect(await to.postState(post!)).toBe('missed');

    const stranger = (await service.addAgency('Autre')).adminKey;
    expect((await service.call('GET', '/v1/triage', { key: stranger })).body.data).toEqual([]);
    expect((await decide({ items }, { key: stranger })).body.items[0]).toMatchObject({ status: 404 });
    const reader = await service.issueKey({ scopes: ['calendar:read'] });
    expectStatus(await decide({ items }, { key: reader }), 403);

    const headers = { 'idempotency-key': 'triage-1' };
    const mixed = [{ publicationId: id, action: 'drop' }, ...items];
    const [first, again] = [await decide({ items: mixed }, { headers }), await decide({ items: mixed }, { headers })];
    expect(first.body.items.map((item: { status: number }) => item.status)).toEqual([404, 200]);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const refused = (await decide({ items }, { headers: { 'accept-language': 'fr' } })).body.items[0];
    expect(refused.problem).toMatchObject({ code: 'publication.illegal_transition', allowed: [] });
    expect(refused.problem.detail).toContain('ne permet pas');
  });

  it('refuses what cannot be read, whole', async () => {
    for (const body of [
      { items: [] },
      { items: [{ publicationId: 'x', action: 'drop' }] },
      { items: [{ publicationId: brandId, action: 'burn' }] },
      { items: [{ publicationId: brandId, action: 'reschedule', at: '2026-11-25T09:00' }] },
      { items: [{ publicationId: brandId, action: 'drop' }], spacing: '15 minutes' },
      { items: Array.from({ length: 201 }, () => ({ publicationId: brandId, action: 'drop' })) },
    ])
      expectStatus(await decide(body), 400);
    const items = [{ publicationId: brandId, action: 'reschedule' }];
    expect((await decide({ items })).body.items[0]).toMatchObject({
      status: 400,
      problem: { code: 'field.required', errors: [{ pointer: '/items/0/at' }] },
    });
  });
});

/** T8, in the same list: what a downtime made miss. */
it('lists what a downtime made miss, by cause', async () => {
  const posts = await scheduled(3);
  service.clock.set('2026-11-27T09:00:00Z');
  await service.beat();
  const entries = await triage('?cause=late');
  expect(entries.map((entry) => entry.postId).sort()).toEqual([...posts].sort());
  expect(await triage('?cause=pause')).toEqual([]);
  const pages = await service.call('GET', '/v1/triage?limit=2');
  const rest = await service.call('GET', `/v1/triage?limit=2&cursor=${pages.body.nextCursor}`);
  expect([...pages.body.data, ...rest.body.data]).toEqual(entries);
  const [digest] = (await service.call('GET', '/v1/events?type=publishing.missed_digest')).body.data;
  expect(digest.data.triage).toBe('/v1/triage');
  expectStatus(await service.call('DELETE', `/v1/posts/${posts[0]}`), 204);
  expect(await triage()).toHaveLength(2);
});

it('previews what a pause would stop, per brand and channel', async () => {
  const other = (await to.channel(brandId, 'feed')).id;
  await scheduled(2);
  await scheduled(1, { channelIds: [channelId, other] });
  await scheduled(1, { scheduledAt: '2027-01-24T09:00:00Z' });
  const preview = async (scope: object): Promise<object> =>
    expectStatus(await service.call('POST', '/v1/pauses/preview', { body: { scope } }), 200).body;
  expect(await preview({})).toMatchObject({
    count: 4,
    inFlight: 0,
    perBrand: [{ brandId, count: 4 }],
    perChannel: expect.arrayContaining([
      { channelId, brandId, count: 3 },
      { channelId: other, brandId, count: 1 },
    ]),
  });
  expect(await preview({ networkId: 'feed' })).toMatchObject({ count: 1, publications: [{ channelId: other }] });
  expect(await preview({ brandId, pillar: 'absent' })).toMatchObject({ count: 0, publications: [] });
});
