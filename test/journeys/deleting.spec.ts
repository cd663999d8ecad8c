import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createScriptedNetwork, type ScriptedNetwork } from '#networks/testing';
import {
  expectStatus,
  scenario,
  type Scenario,
  startTestService,
  type TestAnswer,
  type TestService,
} from '../harness/index.js';

const DUE = '2026-11-30T08:00:00Z';
const MONDAY = '20261130T0900';

let network: ScriptedNetwork;
let service: TestService;
let to: Scenario;
let brandId: string;
let slug: string;
let channelId: string;

beforeEach(async () => {
  network = createScriptedNetwork({ canBeAsked: true });
  service = await startTestService({ networks: [network.adapter] });
  to = scenario(service);
  ({ id: brandId, slug } = await to.brand({ name: 'Le Fournil', externalId: 'crm-1' }));
  channelId = (await to.channel(brandId, 'scripted')).id;
});
afterEach(() => service.close());

const get = (path: string, options: object = {}): Promise<TestAnswer> => service.call('GET', path, options);
const remove = (path: string, options: object = {}): Promise<TestAnswer> => service.call('DELETE', path, options);
const scheduled = async (fields: object = {}): Promise<string> =>
  (await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [channelId], ...fields })).id;
const codeOf = (answer: TestAnswer): string => answer.body?.code as string;
const eventTypes = async (): Promise<string[]> =>
  (await get('/v1/events?limit=200')).body.data.map((event: { type: string }) => event.type);

/** `count` more posts like `postId`, each with its version, channel and publication. */
async function multiply(postId: string, count: number): Promise<void> {
  const copy = (table: string, changes: string, join: string): string =>
    `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${changes}))).* from ${table} as t ${join}`;
  await service.sql(
    copy('post', `'id', uuidv7(), 'current_version_id', uuidv7()`, `, generate_series(1, $2) where id = $1`),
    [postId, count],
  );
  const others = `join post on post.brand_id = t.brand_id and post.id <> $1 where t.post_id = $1`;
  await service.sql(copy('post_version', `'id', post.current_version_id, 'post_id', post.id`, others), [postId]);
  await service.sql(copy('post_channel', `'post_id', post.id`, others), [postId]);
  await service.sql(copy('publication', `'id', uuidv7(), 'post_id', post.id`, others), [postId]);
}

const countOf = async (table: string, condition: string): Promise<number> =>
  (await service.sql<{ count: number }>(`select count(*)::int as count from ${table} where ${condition}`))[0]!.count;

/** Runs `work` while one publication is being sent. */
async function whileSending(work: () => Promise<void>): Promise<void> {
  network.script.next({ kind: 'hang', accepted: true });
  service.clock.set(DUE);
  await service.pass('dispatch-due');
  const sending = service.runJobs();
  await network.script.hanging();
  try {
    await work();
  } finally {
    network.script.release();
    await sending;
  }
}

describe('DELETE of a brand', () => {
  it('takes everything in it along, frees its names and leaves the ledger', async () => {
    const { id: feedId } = await to.channel(brandId, 'feed');
    const slot = await to.slot(brandId, { channelIds: [channelId], externalId: 'slot-1' });
    const out = await scheduled({ scheduledAt: '2026-11-24T09:00:00Z', channelIds: [feedId] });
    await service.advanceTo('2026-11-24T09:00:00Z');
    const pending = await scheduled({ externalId: 'post-1' });
    const draft = await to.post(brandId, { occurrenceId: `${slot.id}_${MONDAY}` });
    const held = (await service.call('POST', '/v1/pauses', { body: { scope: { brandId }, reason: 'r' } })).body.id;
    const only = await service.issueKey({ brands: [brandId] });
    const other = (await to.brand()).id;
    const both = await service.issueKey({ brands: [brandId, other] });
    expectStatus(await get(`/feeds/${slug}.json`, { key: null }), 200);

    const { etag } = (await get(`/v1/brands/${brandId}`)).body;
    expect(codeOf(await remove(`/v1/brands/${brandId}`, { headers: { 'if-match': '"99"' } }))).toBe(
      'request.precondition_failed',
    );
    const rehearsed = expectStatus(await remove(`/v1/brands/${brandId}?dryRun=true`), 200).body;
    expect(rehearsed).toMatchObject({
      publications: 1,
      postsCancelled: 2,
      slots: 1,
      channels: 2,
      pauses: 1,
      keys: 1,
      media: 0,
    });
    expectStatus(await get(`/v1/posts/${pending}`), 200);
    const answer = expectStatus(await remove(`/v1/brands/${brandId}`, { headers: { 'if-match': etag } }), 204);
    expect(answer.text).toBe('');

    for (const path of [
      `/v1/brands/${brandId}`,
      `/v1/brands/${brandId}/posts`,
      `/v1/posts/${out}`,
      `/v1/posts/${pending}`,
      `/v1/posts/${draft.id}`,
      `/v1/slots/${slot.id}`,
      `/v1/channels/${channelId}`,
      `/feeds/${slug}.json`,
    ])
      expectStatus(await get(path), 404);
    expectStatus(await remove(`/v1/brands/${brandId}`), 404);
    expectStatus(await get('/v1/me', { key: only }), 401);
    expect((await get('/v1/me', { key: both })).body.brands).toEqual([other]);
    expectStatus(await get(`/v1/occurrences/${slot.id}_${MONDAY}`), 404);
    expect((await get('/v1/calendar?from=2026-11-23T00:00:00Z&to=2026-12-07T00:00:00Z')).body.data).toEqual([]);

    const ledger = (await get(`/v1/publications?brandId=${brandId}`)).body.data;
    expect(ledger.map(({ state, reason }: { state: string; reason: string }) => [state, reason])).toEqual([
      ['published', null],
      ['cancelled', 'brand_deleted'],
    ]);
    const [{ liftedAt }] = (await get('/v1/pauses')).body.data;
    expect({ held, liftedAt }).toEqual({ held, liftedAt: '2026-11-24T09:00:00.000Z' });
    const [channels] = await service.sql<{ sealed: number }>(
      'select count(credentials)::int as sealed from channel where brand_id = $1',
      [brandId],
    );
    expect(channels!.sealed).toBe(0);
    expect(await eventTypes()).toEqual(
      expect.arrayContaining(['brand.archived', 'channel.archived', 'post.cancelled', 'pause.lifted']),
    );

    // Nothing of it ever leaves, and its names are free.
    await service.advanceTo('2026-12-07T08:00:00Z');
    expect(network.log).toHaveLength(0);
    expect(await to.brand({ name: 'Le Fournil', externalId: 'crm-1' })).toMatchObject({ slug });
  });

  it('takes many posts along in batches, each told of once', async () => {
    await multiply(await scheduled(), 1_200);
    expectStatus(await remove(`/v1/brands/${brandId}`), 204);
    expect(await countOf('publication', `state = 'cancelled' and reason = 'brand_deleted'`)).toBe(1_201);
    expect(await countOf('post', `state = 'cancelled' and archived_at is not null and version > 2`)).toBe(1_201);
    expect(await countOf('post_transition', `verb = 'delete' and reason = 'brand_deleted'`)).toBe(1_201);
    expect(await countOf('outbox_event', `type = 'post.cancelled'`)).toBe(1_201);
    expect(await countOf('(select distinct subject_id from outbox_event) as told', 'true')).toBeGreaterThan(1_201);
  });

  it('leaves nothing behind that was being made at that moment', async () => {
    const made = Array.from({ length: 12 }, (_, index) =>
      service.call('POST', `/v1/brands/${brandId}/${index % 2 ? 'posts' : 'slots'}`, {
        body:
          index % 2
            ? { content: { text: 'Juste avant' }, channelIds: [channelId] }
            : {
                title: 'Juste avant',
                format: 'tip',
                recurrence: { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY' },
              },
      }),
    );
    const deleted = remove(`/v1/brands/${brandId}`);
    const answers = await Promise.all([...made, deleted]);
    expect(answers.map(({ status }) => status).filter((status) => ![201, 204, 404, 503].includes(status))).toEqual([]);
    if ((await deleted).status !== 204) expectStatus(await remove(`/v1/brands/${brandId}`), 204);
    for (const table of ['post', 'slot', 'channel'])
      expect(await countOf(table, `brand_id = '${brandId}' and archived_at is null`)).toBe(0);
  });

  it('waits while anything of it is being sent, or its outcome is unknown', async () => {
    const post = await scheduled();
    await whileSending(async () => {
      for (const path of [`/v1/brands/${brandId}`, `/v1/channels/${channelId}`, `/v1/posts/${post}`]) {
        const answer = expectStatus(await remove(path, { headers: { 'accept-language': 'fr' } }), 409);
        expect(codeOf(answer)).toBe(`${path.split('/')[2]!.slice(0, -1)}.in_flight`);
      }
    });
    await service.advanceTo('2026-11-30T08:30:00Z');
    expect(await to.postState(post)).toBe('published');
    expect(codeOf(await remove(`/v1/posts/${post}`))).toBe('post.published');
    expectStatus(await remove(`/v1/brands/${brandId}`), 204);
    expect(network.log).toHaveLength(1);
  });

  it('is refused to keys of other brands and agencies as if there were none', async () => {
    const slot = await to.slot(brandId, {});
    const post = await to.post(brandId, {});
    const elsewhere = await service.issueKey({ brands: [(await to.brand()).id] });
    const stranger = (await service.addAgency('Autre')).adminKey;
    const reader = await service.issueKey({ scopes: ['calendar:read'] });
    for (const path of [
      `/v1/brands/${brandId}`,
      `/v1/channels/${channelId}`,
      `/v1/slots/${slot.id}`,
      `/v1/posts/${post.id}`,
    ]) {
      for (const key of [elsewhere, stranger]) expectStatus(await remove(path, { key }), 404);
      expectStatus(await remove(path, { key: reader }), 403);
      expectStatus(await remove(`${path}?dryRun=perhaps`), 400);
      expectStatus(await get(path), 200);
    }
  });
});

describe('DELETE of a channel', () => {
  it('lets posts and slots go on without it, and loses no text', async () => {
    const { id: feedId } = await to.channel(brandId, 'feed');
    const slot = await to.slot(brandId, { channelIds: [channelId] });
    const wide = await to.slot(brandId, { channelIds: [channelId, feedId] });
    const alone = await scheduled();
    const both = await scheduled({
      channelIds: [channelId, feedId],
      variants: { [channelId]: { text: 'Pour un seul' } },
    });
    const draft = (await to.post(brandId, { channelIds: [channelId, feedId] })).id;
    const expected = { publications: 2, postsToDraft: 1, slots: 2, channels: 1, postsCancelled: 0 };
    expect((await remove(`/v1/channels/${channelId}?dryRun=true`)).body).toMatchObject(expected);
    expectStatus(await remove(`/v1/channels/${channelId}`), 204);
    expectStatus(await get(`/v1/channels/${channelId}`), 404);

    expect((await get(`/v1/posts/${alone}`)).body).toMatchObject({
      state: 'draft',
      channelIds: [],
      scheduledAt: expect.anything(),
    });
    const { transitions } = (await get(`/v1/posts/${alone}/history`)).body;
    expect(transitions.at(-1)).toMatchObject({
      from: 'scheduled',
      to: 'draft',
      reason: 'channel_deleted',
      actor: { kind: 'key' },
    });
    expect((await get(`/v1/posts/${both}`)).body).toMatchObject({
      state: 'scheduled',
      channelIds: [feedId],
      variants: {},
    });
    expect((await get(`/v1/posts/${draft}`)).body).toMatchObject({ state: 'draft', channelIds: [feedId] });
    expect((await get(`/v1/slots/${slot.id}`)).body).toMatchObject({
      channelIds: [],
      warnings: [expect.objectContaining({ code: 'slot.channels_missing' })],
    });
    expect((await get(`/v1/slots/${wide.id}`)).body).toMatchObject({ channelIds: [feedId], warnings: [] });

    // What is left can be edited, scheduled on another channel, and goes out.
    expectStatus(await service.call('PATCH', `/v1/posts/${both}`, { body: { content: { text: 'Relu' } } }), 200);
    expectStatus(await service.call('PATCH', `/v1/posts/${alone}`, { body: { channelIds: [feedId] } }), 200);
    expectStatus(await service.call('POST', `/v1/posts/${alone}/schedule`), 200);
    await service.advanceTo(DUE);
    expect(await Promise.all([alone, both].map((id) => to.postState(id)))).toEqual(['published', 'published']);
    const copy = expectStatus(await service.call('POST', `/v1/posts/${both}/duplicate`), 201).body;
    expect(copy.channelIds).toEqual([feedId]);
    expect(network.log).toHaveLength(0);
  });

  it('gives many posts back in batches', async () => {
    await multiply(await scheduled(), 600);
    const expected = { publications: 601, postsToDraft: 601 };
    expect((await remove(`/v1/channels/${channelId}?dryRun=true`)).body).toMatchObject(expected);
    expectStatus(await remove(`/v1/channels/${channelId}`), 204);
    expect(await countOf('publication', `state = 'cancelled' and reason = 'channel_deleted'`)).toBe(601);
    expect(await countOf('post', `state = 'draft' and archived_at is null`)).toBe(601);
    expect(await countOf('post_channel', 'true')).toBe(0);
    expect(await countOf('outbox_event', `type = 'post.unscheduled'`)).toBe(601);
  });

  it('takes the built-in feed back with it', async () => {
    const { id: feedId } = await to.channel(brandId, 'feed');
    const post = await scheduled({ channelIds: [feedId] });
    await service.advanceTo(DUE);
    expect((await get(`/feeds/${slug}.json`, { key: null })).body.items).toHaveLength(1);
    expectStatus(await remove(`/v1/channels/${feedId}`), 204);
    expectStatus(await get(`/feeds/${slug}.json`, { key: null }), 404);
    expect((await get(`/v1/posts/${post}`)).body).toMatchObject({ state: 'published', channelIds: [feedId] });
    expect(await to.publicationsOf(post)).toEqual([expect.objectContaining({ state: 'published' })]);
  });
});

describe('DELETE of a slot', () => {
  it('gives the posts of its dates back as drafts with their time, and frees its externalId', async () => {
    const slot = await to.slot(brandId, { channelIds: [channelId], externalId: 's' });
    const post = await to.scheduled(brandId, { occurrenceId: `${slot.id}_${MONDAY}`, channelIds: [channelId] });
    const rehearsed = (await remove(`/v1/slots/${slot.id}?dryRun=true`)).body;
    expect(rehearsed).toMatchObject({ publications: 1, postsToDraft: 1, slots: 1 });
    expect(rehearsed.occurrences).toBeGreaterThan(5);
    expect(await to.postState(post.id)).toBe('scheduled');
    expectStatus(await remove(`/v1/slots/${slot.id}`), 204);
    expectStatus(await get(`/v1/slots/${slot.id}`), 404);
    expect((await get(`/v1/posts/${post.id}`)).body).toMatchObject({
      state: 'draft',
      occurrenceId: null,
      scheduledAt: '2026-11-30T08:00:00.000Z',
    });
    expect((await get(`/v1/posts/${post.id}/history`)).body.transitions.at(-1)).toMatchObject({
      reason: 'slot_deleted',
    });
    expect(await to.slot(brandId, { externalId: 's' })).toMatchObject({ externalId: 's' });
  });

  it('waits while one of its posts is being sent, and takes one along that is late but not out', async () => {
    const slot = await to.slot(brandId, { channelIds: [channelId] });
    const post = await to.scheduled(brandId, { occurrenceId: `${slot.id}_${MONDAY}`, channelIds: [channelId] });
    await whileSending(async () => {
      expect(codeOf(await remove(`/v1/slots/${slot.id}`))).toBe('slot.in_flight');
    });
    await service.advanceTo('2026-11-30T08:30:00Z');
    expect(await to.postState(post.id)).toBe('published');

    const late = await to.scheduled(brandId, { occurrenceId: `${slot.id}_20261207T0900`, channelIds: [channelId] });
    expectStatus(await service.call('POST', '/v1/pauses', { body: { scope: { brandId }, reason: 'r' } }), 201);
    await service.advanceTo('2026-12-07T08:30:00Z');
    expect(await to.postState(late.id)).toBe('held');
    expectStatus(await remove(`/v1/slots/${slot.id}`), 204);
    expect((await get(`/v1/posts/${late.id}`)).body).toMatchObject({ state: 'draft', occurrenceId: null });
    expect(await to.postState(post.id)).toBe('published');
  });
});

it('DELETE of a post tells what it would cancel, opens its date and frees its externalId', async () => {
  const slot = await to.slot(brandId, { channelIds: [channelId] });
  const occurrenceId = `${slot.id}_${MONDAY}`;
  const post = await to.scheduled(brandId, { occurrenceId, channelIds: [channelId], externalId: 'p' });
  expect((await remove(`/v1/posts/${post.id}?dryRun=true`)).body).toMatchObject({ publications: 1, postsCancelled: 1 });
  expectStatus(await remove(`/v1/posts/${post.id}`), 204);
  expectStatus(await get(`/v1/posts/${post.id}`), 404);
  expectStatus(await remove(`/v1/posts/${post.id}`), 404);
  expect((await get(`/v1/occurrences/${occurrenceId}`)).body).toMatchObject({ state: 'open' });
  expect(await to.post(brandId, { externalId: 'p', occurrenceId })).toMatchObject({ externalId: 'p' });
});

it('never deletes the last key that administers the agency', async () => {
  const { id } = (await get('/v1/api-keys')).body.data[0];
  expect(codeOf(expectStatus(await remove(`/v1/api-keys/${id}`), 409))).toBe('api_key.last_admin');
  await service.issueKey({ brands: [brandId] });
  expect(codeOf(await remove(`/v1/api-keys/${id}`))).toBe('api_key.last_admin');
});

describe('purge', () => {
  const purge = (confirm: string, options: object = {}): Promise<TestAnswer> =>
    service.call('POST', `/v1/brands/${brandId}/purge`, { body: { confirm }, ...options });

  it('erases what people wrote and keeps what proves the sending', async () => {
    const slot = await to.slot(brandId, { channelIds: [channelId], brief: 'SECRET-brief', pillar: 'SECRET-pillar' });
    await service.call('PATCH', `/v1/occurrences/${slot.id}_${MONDAY}`, { body: { note: 'SECRET-note' } });
    await service.call('PATCH', `/v1/channels/${channelId}`, { body: { audienceNote: 'SECRET-audience' } });
    const fields = { content: { text: 'SECRET-text' }, title: 'SECRET-title', labels: ['SECRET-label'] };
    const post = await scheduled(fields);
    await to.post(brandId, { ...fields, externalId: 'SECRET-external' });
    expectStatus(
      await service.call('POST', '/v1/pauses', {
        body: { scope: { brandId, pillar: 'SECRET-p' }, reason: 'SECRET-reason' },
      }),
      201,
    );
    await service.advanceTo(DUE);
    const [before] = await to.publicationsOf(post);
    expect(before).toMatchObject({ state: 'published', remoteId: expect.any(String) });
    const { contentHash } = (await get(`/v1/posts/${post}`)).body;
    expect(codeOf(expectStatus(await purge('Le Fournil'), 409))).toBe('brand.not_archived');
    expectStatus(await remove(`/v1/brands/${brandId}`), 204);

    expect(codeOf(expectStatus(await purge('Le Fournille'), 422))).toBe('brand.purge_unconfirmed');
    expectStatus(await purge('Le Fournil', { key: (await service.addAgency('Autre')).adminKey }), 404);
    expectStatus(await purge('Le Fournil', { key: await service.issueKey({ scopes: ['calendar:write'] }) }), 403);
    const asked = expectStatus(await purge('Le Fournil'), 202).body;
    expect(asked).toMatchObject({ brandId, requestedAt: '2026-11-30T08:00:00.000Z', finishedAt: null });
    // As after a crash in the middle: what is erased is erased again to the same.
    await service.pass('purge-brands');
    await service.sql('update brand_purge set posts_until = null, events_until = null, finished_at = null');
    await service.beat();
    expect(expectStatus(await purge('anything'), 202).body).toMatchObject({ finishedAt: '2026-11-30T08:00:00.000Z' });

    const tables = await service.sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      if (name === 'idempotency_key') continue;
      const left = await service.sql(`select t::text as row from "${name}" as t where t::text like '%SECRET-%'`);
      expect({ name, left }).toEqual({ name, left: [] });
    }
    const [publication] = (await get(`/v1/publications?brandId=${brandId}`)).body.data;
    expect(publication).toMatchObject({ id: before!.id, state: 'published', publishedAt: before!.publishedAt });
    expect(publication.remoteId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(publication.attempts).toHaveLength(1);
    const [kept] = await service.sql('select content_hash from post_version where post_id = $1', [post]);
    expect(kept).toEqual({ content_hash: contentHash });
    expect(await eventTypes()).toContain('brand.purged');
  });

  it('takes files off the disk, but for those that another brand has too', async () => {
    const own = await startTestService();
    const folder = own.foundation.config.dataDir;
    try {
      const [gone, staying] = [await scenario(own).brand({ name: 'Partante' }), await scenario(own).brand()];
      const upload = async (brand: string, width: number): Promise<string> => {
        const form = new FormData();
        form.set('brandId', brand);
        form.set('altText', 'SECRET-alt');
        const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([width, 0, 20, 0, 0, 0, 0, 0x3b])]);
        form.set('file', new File([new Uint8Array(gif)], 'SECRET.gif'));
        return expectStatus(await own.call('POST', '/v1/media', { body: form }), 201).body.checksum as string;
      };
      const [alone, shared] = [await upload(gone.id, 10), await upload(gone.id, 11)];
      expect(await upload(staying.id, 11)).toBe(shared);
      const onDisk = async (): Promise<string[]> =>
        (await readdir(join(folder, 'media'), { recursive: true })).filter((name) => name.length > 64).sort();
      expectStatus(await own.call('DELETE', `/v1/brands/${gone.id}`), 204);
      expect(await onDisk()).toHaveLength(2);
      expectStatus(await own.call('POST', `/v1/brands/${gone.id}/purge`, { body: { confirm: 'Partante' } }), 202);
      await own.beat();
      expect(await onDisk()).toEqual([`${shared.slice(0, 2)}/${shared}`]);
      const left = await own.sql('select checksum, file_name, alt_text from media where brand_id = $1 order by 1', [
        gone.id,
      ]);
      expect(left).toEqual([alone, shared].sort().map((checksum) => ({ checksum, file_name: '', alt_text: null })));
    } finally {
      await own.close();
    }
  });

  it('goes through in steps, however much there is', async () => {
    await service.sql(
      `insert into post (id, agency_id, brand_id, content, variants, sponsored, labels, state, content_hash, review_hash,
         current_version_id, created_by, created_at, updated_at)
       select uuidv7(), agency_id, id, '{"text":"SECRET-bulk"}', '{}', false, '{}', 'draft', 'v1:h', 'v1:h', uuidv7(),
         '{"kind":"guest","id":null,"label":"SECRET-guest"}', now(), now()
       from brand, generate_series(1, 2500) where id = $1`,
      [brandId],
    );
    expectStatus(await remove(`/v1/brands/${brandId}`), 204);
    expectStatus(await purge('Le Fournil'), 202);
    await service.pass('purge-brands');
    expect((await purge('Le Fournil')).body.finishedAt).toBeNull();
    for (let beat = 0; beat < 5; beat++) {
      await service.pass('deliver-events');
      await service.pass('purge-brands');
    }
    expect((await purge('Le Fournil')).body.finishedAt).not.toBeNull();
    expect(await service.sql(`select 1 from post where post::text like '%SECRET-%'`)).toEqual([]);
    expect(await service.sql(`select 1 from outbox_event where data::text like '%SECRET-%'`)).toEqual([]);
  });
});
