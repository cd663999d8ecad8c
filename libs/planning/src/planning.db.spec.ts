import { jest } from '@jest/globals';
import { agenciesEntities, createAgency } from '#agencies';
import { BrandService, brandsEntities } from '#brands';
import { channelsEntities } from '#channels';
import type { AppConfig } from '#config';
import { type BrandScope, DomainError, newId, SYSTEM } from '#kernel';
import { mediaEntities } from '#media';
import { adapters, createRegistry } from '#networks';
import { outboxEntities } from '#outbox';
import { createDataSource, sqlRows, type Tx, UnitOfWork } from '#persistence';
import { applyLedger, postIdsByOccurrence, type PostInput, postsEntities, PostService, type PostView } from '#posts';
import { publishingEntities, PublicationSchedule } from '#publishing';
import { OccurrenceService, slotsEntities, SlotService } from '#slots';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { Calendar } from './calendar.js';
import { CancelPost } from './cancel-post.js';
import { DeletePost } from './delete-post.js';
import { DeleteSlot } from './delete-slot.js';
import { EditPost } from './edit-post.js';
import { EditSlot } from './edit-slot.js';
import { FillOccurrence } from './fill-occurrence.js';
import { MoveOccurrence } from './move-occurrence.js';
import { MovePosts } from './move-posts.js';
import { PlanSending } from './plan-sending.js';
import { PublishNow } from './publish-now.js';
import { SchedulePost } from './schedule-post.js';
import { UnschedulePost } from './unschedule-post.js';
import { UpsertPost } from './upsert-post.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const MONDAY = new Date('2026-11-30T08:00:00Z');
const TUESDAY = new Date('2026-12-01T08:00:00Z');

const publications = new PublicationSchedule();
const posts = new PostService(publications, { publicUrl: 'https://example.org' } as AppConfig);
const sending = new PlanSending(publications, createRegistry(adapters));
const occurrences = new OccurrenceService({ postIdsOf: postIdsByOccurrence });
const slots = new SlotService();
const movePosts = new MovePosts(posts, sending);
const verbs = {
  schedule: new SchedulePost(posts, publications, sending),
  publishNow: new PublishNow(posts, publications, sending),
  unschedule: new UnschedulePost(posts, publications),
  cancel: new CancelPost(posts, publications),
  edit: new EditPost(posts, publications, sending),
  deletion: new DeletePost(posts, publications),
  move: new MoveOccurrence(occurrences, publications, movePosts),
  editSlot: new EditSlot(slots, movePosts),
  deleteSlot: new DeleteSlot(slots, posts, publications),
};
const fill = new FillOccurrence(posts, verbs.edit);
const upsert = new UpsertPost(posts, verbs.edit);
const calendar = new Calendar(occurrences, posts);

describe('planning', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let scope: BrandScope;
  let brandId: string;
  let feed: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    const entities = [
      ...agenciesEntities,
      ...brandsEntities,
      ...channelsEntities,
      ...mediaEntities,
      ...outboxEntities,
      ...slotsEntities,
      ...postsEntities,
      ...publishingEntities,
    ];
    dataSource = createDataSource({ url: database.appUrl, role: 'app', poolSize: 4, entities });
    await dataSource.initialize();
    uow = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    const agency = await run((tx) => createAgency(tx, { name: 'Les Marronniers' }, NOW));
    scope = { agencyId: agency.id, brands: 'all' };
    brandId = await aBrand();
    feed = await aChannel();
  });

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => uow.run(work);
  const request = (now = NOW) => ({ scope, actor: SYSTEM, now, expectedVersion: null });
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error as Error)),
    );
  const create = (input: PostInput, of = brandId) => run((tx) => posts.create(tx, of, input, request()));
  const schedule = (id: string, now = NOW) => run((tx) => verbs.schedule.run(tx, id, request(now)));
  const edit = (id: string, patch: PostInput, now = NOW) => run((tx) => verbs.edit.run(tx, id, patch, request(now)));
  const get = (id: string) => run((tx) => posts.get(tx, scope, id));
  const occurrence = (id: string) => run((tx) => occurrences.get(tx, scope, id));
  const events = () =>
    run((tx) => sqlRows<{ type: string; data: PostView }>(tx, 'select type, data from outbox_event order by seq'));
  const planned = (postId: string) =>
    run((tx) =>
      sqlRows<{ id: string; channel_id: string; state: string; due_at: Date; late_until: Date }>(
        tx,
        'select id, channel_id, state, due_at, late_until from publication where post_id = $1 order by id',
        [postId],
      ),
    );
  const aPost = (input: PostInput = {}) =>
    create({ channelIds: [feed], scheduledAt: MONDAY, content: { text: 'La veste Lise' }, ...input });

  async function aBrand(): Promise<string> {
    const brand = { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' };
    return (await run((tx) => new BrandService().create(tx, { scope, actor: SYSTEM }, brand, NOW))).id;
  }

  async function aChannel(of = brandId, networkId = 'feed'): Promise<string> {
    const id = newId();
    await run((tx) =>
      tx.query(
        `insert into channel (id, agency_id, brand_id, network_id, display_name, health, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, 'Fil', 'ok', $5, $6, $6)`,
        [id, scope.agencyId, of, networkId, JSON.stringify(SYSTEM), NOW],
      ),
    );
    return id;
  }

  /** Mondays at nine in Paris; answers the slot and the ids of its next dates. */
  async function aSlot(): Promise<{ id: string; dates: string[] }> {
    const slot = await run((tx) =>
      slots.create(
        tx,
        brandId,
        {
          title: 'Vidéo du lundi',
          format: 'video',
          objective: 'awareness',
          recurrence: { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
          channelIds: [feed],
          lateWindow: 'PT30M',
        },
        request(),
      ),
    );
    return { id: slot.id, dates: slot.nextOccurrences.map(({ id }) => id) };
  }

  const fillDate = (id: string, post: PostInput = { content: { text: 'Un lundi' } }) =>
    run((tx) => fill.run(tx, id, { post }, request()));

  /** As the ledger does: the rows first, then the post follows. */
  const settle = (postId: string, state: string, reason: string | null = null) =>
    run(async (tx) => {
      await tx.query('update publication set state = $2, reason = $3 where post_id = $1', [postId, state, reason]);
      const summaries = (await publications.summariesOf(tx, scope, [postId])).get(postId) ?? [];
      await applyLedger(tx, [{ postId, summaries, now: TUESDAY }]);
      return (await posts.get(tx, scope, postId)).state;
    });

  describe('scheduling', () => {
    it('plans one publication per channel, each at its time', async () => {
      const second = await aChannel();
      const post = await aPost({ channelIds: [feed, second], variants: { [second]: { scheduledAt: TUESDAY } } });
      const scheduled = await schedule(post.id);
      expect(scheduled).toMatchObject({ state: 'scheduled', localTime: '2026-11-30T09:00', version: 2 });
      expect(scheduled.publications.map(({ channelId, state, dueAt }) => [channelId, state, dueAt])).toEqual([
        [feed, 'scheduled', MONDAY.toISOString()],
        [second, 'scheduled', TUESDAY.toISOString()],
      ]);
      expect((await planned(post.id)).map(({ late_until }) => late_until.toISOString())).toEqual([
        '2026-11-30T10:00:00.000Z',
        '2026-12-01T10:00:00.000Z',
      ]);
      expect((await events()).at(-1)).toMatchObject({ type: 'post.scheduled', data: scheduled });
    });

    it.each<[string, () => PostInput, string, string]>([
      ['channels', () => ({ channelIds: [] }), 'post.channels_missing', '/channelIds'],
      ['a time', () => ({ scheduledAt: null }), 'post.time_missing', '/scheduledAt'],
      ['a time to come', () => ({ scheduledAt: new Date('2026-11-23T05:59:59Z') }), 'post.time_past', '/scheduledAt'],
      [
        'a time to come on every channel',
        () => ({ variants: { [feed]: { scheduledAt: new Date(0) } } }),
        'post.time_past',
        '/variants/FEED/scheduledAt',
      ],
      ['content', () => ({ content: {} }), 'post.content_empty', '/content'],
      [
        'content that the network takes',
        () => ({ content: { text: 'x', firstComment: 'y' } }),
        'post.content_refused',
        '/content/firstComment',
      ],
      [
        'variants that the network takes',
        () => ({ variants: { [feed]: { firstComment: 'y' } } }),
        'post.content_refused',
        '/variants/FEED/firstComment',
      ],
      [
        'options that the network knows',
        () => ({ variants: { [feed]: { options: { colour: 'red' } } } }),
        'post.content_refused',
        '/variants/FEED/options/colour',
      ],
    ])('asks for %s', async (_, input, code, pointer) => {
      const post = await aPost(input());
      await expect(schedule(post.id)).rejects.toMatchObject({
        code,
        fields: [expect.objectContaining({ pointer: pointer.replace('FEED', feed) })],
      });
      expect(await get(post.id)).toEqual(post);
      expect(await planned(post.id)).toEqual([]);
    });

    it('still takes a post within its late window', async () => {
      const post = await aPost({ scheduledAt: new Date('2026-11-23T06:00:00Z') });
      expect((await schedule(post.id)).state).toBe('scheduled');
    });

    it('uses the same publications again, whatever the way back', async () => {
      const post = await aPost();
      await schedule(post.id);
      const [first] = await planned(post.id);
      const draft = await run((tx) => verbs.unschedule.run(tx, post.id, request()));
      expect([draft.state, draft.scheduledAt, draft.publications[0]?.state]).toEqual([
        'draft',
        MONDAY.toISOString(),
        'cancelled',
      ]);
      const now = await run((tx) => verbs.publishNow.run(tx, post.id, request()));
      expect([now.state, now.publications[0]?.id, now.publications[0]?.dueAt]).toEqual([
        'scheduled',
        first?.id,
        NOW.toISOString(),
      ]);
    });

    it('takes the media as they stand now', async () => {
      const mediaId = newId();
      await run((tx) =>
        tx.query(
          `insert into media (id, agency_id, brand_id, file_name, mime_type, bytes, checksum, created_by, created_at, updated_at)
           values ($1, $2, $3, 'lise.jpg', 'image/jpeg', 10, 'ab', $4, $5, $5)`,
          [mediaId, scope.agencyId, brandId, JSON.stringify(SYSTEM), NOW],
        ),
      );
      const post = await aPost({ content: { mediaIds: [mediaId] } });
      await run((tx) => tx.query(`update media set alt_text = 'Une veste'`));
      const scheduled = await schedule(post.id);
      expect(scheduled.contentHash).not.toBe(post.contentHash);
      const { versions } = await run((tx) => posts.history(tx, scope, post.id, NOW));
      expect(versions.map(({ snapshot }) => snapshot.media[mediaId]?.altText)).toEqual([null, 'Une veste']);
    });

    it('is refused while a publication is being sent, and afterwards', async () => {
      const post = await aPost();
      await schedule(post.id);
      await settle(post.id, 'publishing');
      const all = () =>
        Promise.all([
          refusal(schedule(post.id)),
          refusal(run((tx) => verbs.unschedule.run(tx, post.id, request()))),
          refusal(run((tx) => verbs.cancel.run(tx, post.id, request()))),
          refusal(edit(post.id, { content: { text: 'Autre' } })),
          refusal(run((tx) => verbs.deletion.run(tx, post.id, request()))),
        ]);
      expect(new Set(await all())).toEqual(new Set(['post.in_flight']));
      await settle(post.id, 'published');
      expect(await all()).toEqual([
        'post.illegal_transition',
        'post.illegal_transition',
        'post.illegal_transition',
        'post.not_editable',
        'post.published',
      ]);
    });
  });

  describe('editing', () => {
    it('keeps a scheduled post scheduled, at the new time, with the new version', async () => {
      const post = await aPost();
      await schedule(post.id);
      await run((tx) =>
        tx.query(`update publication set state = 'waiting', failures = 1, post_version_id =
          (select current_version_id from post where id = publication.post_id)`),
      );
      const edited = await edit(post.id, { content: { text: 'La veste Lise, en bleu' }, scheduledAt: TUESDAY });
      expect(edited).toMatchObject({ state: 'scheduled', scheduledAt: TUESDAY.toISOString() });
      const rows = await run((tx) => sqlRows(tx, 'select state, due_at, post_version_id from publication'));
      expect(rows).toEqual([{ state: 'scheduled', due_at: TUESDAY, post_version_id: null }]);
    });

    it('adds a channel to, and takes one from, what is scheduled', async () => {
      const second = await aChannel();
      const post = await aPost();
      await schedule(post.id);
      await edit(post.id, { channelIds: [second] });
      const states = (await planned(post.id)).map(({ channel_id, state }) => [channel_id, state]);
      expect(new Map(states as [string, string][])).toEqual(
        new Map([
          [feed, 'cancelled'],
          [second, 'scheduled'],
        ]),
      );
    });

    it('refuses what would make a scheduled post unpublishable, and changes nothing', async () => {
      const post = await aPost();
      const scheduled = await schedule(post.id);
      expect(await refusal(edit(post.id, { content: { text: '' } }))).toBe('post.content_empty');
      expect(await refusal(edit(post.id, { scheduledAt: null }))).toBe('post.time_missing');
      expect(await get(post.id)).toEqual(scheduled);
    });

    it('takes an approved post back to draft when what was approved is another, not when its title is', async () => {
      const post = await aPost();
      for (const verb of ['submit', 'approve'] as const) await run((tx) => posts.review(tx, post.id, verb, request()));
      expect((await edit(post.id, { title: 'Lise', scheduledAt: TUESDAY })).state).toBe('approved');
      expect((await edit(post.id, { content: { text: 'Autre' } })).state).toBe('draft');
    });

    it('adds a version only where there is something new', async () => {
      const post = await aPost();
      const same = await edit(post.id, { content: { text: 'La veste Lise' } });
      expect(same).toEqual(post);
      await edit(post.id, { labels: ['automne'] });
      const { versions, transitions } = await run((tx) => posts.history(tx, scope, post.id, NOW));
      expect(versions.map(({ number }) => number)).toEqual([1, 2]);
      expect(transitions.map(({ verb }) => verb)).toEqual(['create']);
    });

    it('waits for another edit and builds upon it', async () => {
      const second = await aChannel();
      const post = await aPost();
      const [left, right] = await Promise.all([
        edit(post.id, { channelIds: [feed, second] }),
        edit(post.id, { content: { text: 'Autre' } }),
      ]);
      const final = await get(post.id);
      expect([left.version, right.version].sort()).toEqual([2, 3]);
      expect([final.channelIds, final.content.text]).toEqual([[feed, second], 'Autre']);
      const { versions } = await run((tx) => posts.history(tx, scope, post.id, NOW));
      expect(versions.at(-1)?.snapshot).toMatchObject({ channelIds: [feed, second], content: { text: 'Autre' } });
    });

    it('refuses a stale version', async () => {
      const post = await aPost();
      await edit(post.id, { title: 'Lise' });
      const stale = { ...request(), expectedVersion: post.version };
      expect(await refusal(run((tx) => verbs.edit.run(tx, post.id, { title: 'x' }, stale)))).toBe(
        'request.precondition_failed',
      );
    });
  });

  describe('occurrences', () => {
    it('hand their purpose, channels and time to the post that fills them', async () => {
      const { dates, id: slotId } = await aSlot();
      const post = await fillDate(dates[0]!, { objective: 'sales', content: { text: 'Un lundi' } });
      expect(post).toMatchObject({
        slotId,
        occurrenceId: dates[0],
        scheduledAt: MONDAY.toISOString(),
        channelIds: [feed],
        format: 'video',
        objective: 'sales',
      });
      expect(await occurrence(dates[0]!)).toMatchObject({ state: 'filled', postId: post.id });
      await schedule(post.id);
      expect((await planned(post.id))[0]?.late_until).toEqual(new Date('2026-11-30T08:30:00Z'));
    });

    it('are filled once, however many try', async () => {
      const { dates } = await aSlot();
      const draft = await aPost({ scheduledAt: null });
      const tries = await Promise.all([
        refusal(fillDate(dates[0]!)),
        refusal(fillDate(dates[0]!)),
        refusal(run((tx) => fill.run(tx, dates[0]!, { postId: draft.id }, request()))),
      ]);
      expect(tries.sort()).toEqual(['accepted', 'occurrence.already_filled', 'occurrence.already_filled']);
      const rows = await run((tx) => sqlRows(tx, 'select id from post where occurrence_id is not null'));
      expect(rows).toHaveLength(1);
    });

    it('are open again once their post is cancelled, deleted or detached', async () => {
      const { dates } = await aSlot();
      const [first, second, third] = dates as [string, string, string];
      const cancelled = await fillDate(first);
      const deleted = await fillDate(second);
      const detached = await fillDate(third);
      await schedule(detached.id);
      await run((tx) => verbs.cancel.run(tx, cancelled.id, request()));
      await run((tx) => verbs.deletion.run(tx, deleted.id, request()));
      const loose = await edit(detached.id, { occurrenceId: null });
      expect(loose).toMatchObject({ state: 'scheduled', occurrenceId: null, scheduledAt: detached.scheduledAt });
      for (const id of dates) expect(await occurrence(id)).toMatchObject({ state: 'open', postId: null });
      expect(await refusal(get(deleted.id))).toBe('post.not_found');
      expect((await fillDate(first)).occurrenceId).toBe(first);
    });

    it('refuse a time beside their own', async () => {
      const { dates } = await aSlot();
      expect(await refusal(aPost({ occurrenceId: dates[0] }))).toBe('post.occurrence_sets_time');
      expect(await occurrence(dates[0]!)).toMatchObject({ state: 'open' });
    });

    it('take their post along when they move', async () => {
      const { dates } = await aSlot();
      const post = await fillDate(dates[0]!);
      await schedule(post.id);
      const move = (to: string) => run((tx) => verbs.move.run(tx, dates[0]!, { move: to }, request()));
      expect(await move('2026-12-01T09:00')).toMatchObject({ startsAt: TUESDAY.toISOString(), moved: true });
      expect(await get(post.id)).toMatchObject({ state: 'scheduled', scheduledAt: TUESDAY.toISOString() });
      expect((await planned(post.id))[0]).toMatchObject({ state: 'scheduled', due_at: TUESDAY });
      await settle(post.id, 'publishing');
      expect(await refusal(move('2026-12-02T09:00'))).toBe('occurrence.in_flight');
    });

    it('follow what becomes of their post', async () => {
      const { dates } = await aSlot();
      const out = await fillDate(dates[0]!);
      const late = await fillDate(dates[1]!);
      for (const { id } of [out, late]) await schedule(id);
      expect(await settle(out.id, 'published')).toBe('published');
      expect(await settle(late.id, 'missed', 'late')).toBe('missed');
      expect((await occurrence(dates[0]!)).state).toBe('done');
      expect((await occurrence(dates[1]!)).state).toBe('missed');
      expect(await settle(late.id, 'published')).toBe('published');
      expect((await occurrence(dates[1]!)).state).toBe('done');
    });
  });

  describe('slots', () => {
    it('take the posts of their dates along when their rule changes', async () => {
      const { id, dates } = await aSlot();
      const post = await fillDate(dates[0]!);
      const sent = await fillDate(dates[1]!);
      for (const one of [post, sent]) await schedule(one.id);
      await settle(sent.id, 'publishing');
      const recurrence = { startsAt: '2026-11-30T10:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
      const edited = await run((tx) => verbs.editSlot.run(tx, id, { recurrence }, request()));
      expect(edited.conflicts.map(({ occurrenceId, reason }) => [occurrenceId, reason])).toEqual([
        [dates[1], 'in_flight'],
      ]);
      expect((await planned(post.id))[0]?.due_at).toEqual(new Date('2026-11-30T09:00:00Z'));
      expect((await planned(sent.id))[0]?.due_at).toEqual(new Date('2026-12-07T08:00:00Z'));
    });

    it('leave the posts of their dates as drafts when they go', async () => {
      const { id, dates } = await aSlot();
      const post = await fillDate(dates[0]!);
      await schedule(post.id);
      await run((tx) => verbs.deleteSlot.run(tx, id, request()));
      expect(await get(post.id)).toMatchObject({
        state: 'draft',
        occurrenceId: null,
        scheduledAt: MONDAY.toISOString(),
        publications: [expect.objectContaining({ state: 'cancelled' })],
      });
      const { transitions } = await run((tx) => posts.history(tx, scope, post.id, NOW));
      expect(transitions.at(-1)).toMatchObject({ to: 'draft', reason: 'slot_deleted' });
    });

    it('stay while a post of theirs is being sent', async () => {
      const { id, dates } = await aSlot();
      const post = await fillDate(dates[0]!);
      await schedule(post.id);
      await settle(post.id, 'publishing');
      expect(await refusal(run((tx) => verbs.deleteSlot.run(tx, id, request())))).toBe('slot.in_flight');
    });
  });

  describe('the ledger', () => {
    it('tells each change of state once, with the whole post', async () => {
      const post = await aPost();
      await schedule(post.id);
      await settle(post.id, 'held', 'pause');
      await settle(post.id, 'held', 'pause');
      await settle(post.id, 'unconfirmed', 'timeout');
      await settle(post.id, 'published');
      const told = await events();
      expect(told.map(({ type }) => type)).toEqual(['post.scheduled', 'post.held', 'post.failed', 'post.published']);
      expect(told[1]?.data).toMatchObject({ state: 'held', heldReason: 'pause', attention: ['held'] });
      expect(told[2]?.data).toMatchObject({ state: 'failed', heldReason: null, attention: ['unconfirmed'] });
      expect(told[3]?.data).toEqual(await get(post.id));
      const { transitions } = await run((tx) => posts.history(tx, scope, post.id, NOW));
      expect(transitions.map(({ verb, to, reason }) => [verb, to, reason])).toEqual([
        ['create', 'draft', null],
        ['schedule', 'scheduled', null],
        ['ledger', 'held', 'pause'],
        ['ledger', 'failed', null],
        ['ledger', 'published', null],
      ]);
    });

    it('costs one statement when nothing changes, three when the state does', async () => {
      const post = await aPost();
      await schedule(post.id);
      const costs: number[] = [];
      for (const state of ['scheduled', 'held', 'held']) {
        await run(async (tx) => {
          await tx.query('update publication set state = $2 where post_id = $1', [post.id, state]);
          const summaries = (await publications.summariesOf(tx, scope, [post.id])).get(post.id) ?? [];
          const counting = jest.spyOn(dataSource.logger, 'logQuery');
          await applyLedger(tx, [{ postId: post.id, summaries, now: TUESDAY }]);
          costs.push(counting.mock.calls.length);
          counting.mockRestore();
        });
      }
      expect(costs).toEqual([1, 3, 1]);
    });

    it('does not bring a cancelled post back onto a date that another has taken', async () => {
      const { dates } = await aSlot();
      const post = await fillDate(dates[0]!);
      await schedule(post.id);
      expect(await settle(post.id, 'cancelled')).toBe('cancelled');
      expect((await occurrence(dates[0]!)).state).toBe('open');
      await fillDate(dates[0]!);
      expect(await refusal(settle(post.id, 'scheduled'))).toBe('occurrence.already_filled');
      expect((await get(post.id)).state).toBe('cancelled');
    });
  });

  describe('external ids', () => {
    it('make one post, however often they come', async () => {
      const put = (text: string) => run((tx) => upsert.run(tx, brandId, 'cms-7', { content: { text } }, request()));
      const made = await Promise.all([put('Un'), put('Un')]);
      expect(made.map(({ created }) => created).sort()).toEqual([false, true]);
      expect(made[0]?.post.id).toBe(made[1]?.post.id);
      expect((await put('Deux')).post).toMatchObject({ externalId: 'cms-7', content: { text: 'Deux' } });
      expect(await refusal(create({ externalId: 'cms-7' }))).toBe('post.external_id_taken');
    });
  });

  describe('scope', () => {
    /** What each attempt is answered, and how many queries that took. */
    async function told(attempts: ((tx: Tx) => Promise<unknown>)[]): Promise<{ code: string; queries: number }[]> {
      const answers: { code: string; queries: number }[] = [];
      for (const attempt of attempts) {
        const counting = jest.spyOn(dataSource.logger, 'logQuery');
        const code = await refusal(run<unknown>(attempt));
        answers.push({ code, queries: counting.mock.calls.length });
        counting.mockRestore();
      }
      return answers;
    }

    it('hides what is foreign as if it were unknown, with as many queries', async () => {
      const post = await aPost();
      const { dates } = await aSlot();
      const other: BrandScope = { agencyId: scope.agencyId, brands: [newId()] };
      const stranger = { ...request(), scope: other };
      const attempts = (id: string, date: string) => [
        (tx: Tx) => posts.get(tx, other, id),
        (tx: Tx) => posts.history(tx, other, id, NOW),
        (tx: Tx) => posts.duplicate(tx, id, stranger),
        (tx: Tx) => verbs.schedule.run(tx, id, stranger),
        (tx: Tx) => verbs.edit.run(tx, id, { title: 'x' }, stranger),
        (tx: Tx) => verbs.deletion.run(tx, id, stranger),
        (tx: Tx) => fill.run(tx, date, { post: {} }, stranger),
      ];
      const seen = await told(attempts(post.id, dates[0]!));
      expect(seen).toEqual(await told(attempts(newId(), `${newId()}_20261130T0900`)));
      expect(Math.min(...seen.map(({ queries }) => queries))).toBeGreaterThan(0);
      expect(new Set(seen.map(({ code }) => code))).toEqual(new Set(['post.not_found', 'occurrence.not_found']));
      expect(await get(post.id)).toEqual(post);
    });

    it('refuses channels, media and occurrences of another brand', async () => {
      const { dates } = await aSlot();
      const elsewhere = await aBrand();
      expect(await refusal(create({ channelIds: [feed] }, elsewhere))).toBe('channel.other_brand');
      expect(await refusal(create({ occurrenceId: dates[0] }, elsewhere))).toBe('occurrence.not_found');
      expect(await refusal(create({ content: { mediaIds: [newId()] } }))).toBe('media.not_found');
    });
  });

  describe('the calendar', () => {
    const read = (query: Partial<Parameters<Calendar['read']>[2]> = {}, limit = 200, cursor?: string | null) =>
      run((tx) =>
        calendar.read(tx, scope, { from: NOW, to: new Date('2026-12-15T00:00:00Z'), ...query }, { limit, cursor }),
      );
    const told = (page: Awaited<ReturnType<typeof read>>) =>
      page.data.map(({ kind, localTime, state }) => [kind, localTime, state]);

    it('shows dates, filled and empty, and posts of their own time, by start', async () => {
      const { dates } = await aSlot();
      const filled = await fillDate(dates[1]!);
      const loose = await aPost({ scheduledAt: TUESDAY });
      await schedule(loose.id);
      await run(async (tx) => verbs.cancel.run(tx, (await aPost()).id, request()));
      const page = await read();
      expect(told(page)).toEqual([
        ['occurrence', '2026-11-30T09:00', 'open'],
        ['post', '2026-12-01T09:00', 'scheduled'],
        ['occurrence', '2026-12-07T09:00', 'draft'],
        ['occurrence', '2026-12-14T09:00', 'open'],
      ]);
      expect(page.data[2]).toMatchObject({
        occurrence: { id: dates[1], postId: filled.id },
        post: await get(filled.id),
      });
      expect(page.data[1]?.post?.publications).toHaveLength(1);
    });

    it('narrows to brands, channels and states, and tells time in one zone', async () => {
      const { dates } = await aSlot();
      await fillDate(dates[1]!);
      const second = await aChannel();
      await aPost({ scheduledAt: TUESDAY, channelIds: [second] });
      expect(told(await read({ channelIds: [second] }))).toEqual([['post', '2026-12-01T09:00', 'draft']]);
      expect(told(await read({ states: ['filled'] }))).toEqual([['occurrence', '2026-12-07T09:00', 'draft']]);
      expect(await read({ brandIds: [newId()] })).toEqual({ data: [], nextCursor: null });
      const [first] = (await read({ timezone: 'America/New_York' })).data;
      expect([first?.localTime, first?.timezone]).toEqual(['2026-11-30T03:00', 'America/New_York']);
    });

    it('goes on where the page before ended', async () => {
      await aSlot();
      for (let i = 0; i < 3; i++) await aPost({ scheduledAt: MONDAY });
      const whole = await read();
      const pages = [];
      for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)!.nextCursor)
        pages.push(await read({}, 2, cursor));
      expect(pages.flatMap(({ data }) => data)).toEqual(whole.data);
      expect(pages.map(({ data }) => data.length)).toEqual([2, 2, 2]);
    });

    it('refuses a window that is upside down or too wide', async () => {
      expect(await refusal(read({ to: NOW }))).toBe('request.range_invalid');
      expect(await refusal(read({ to: new Date('2027-12-29T08:00:00Z') }))).toBe('request.range_invalid');
      expect(await refusal(read({}, 2, 'x'))).toBe('request.cursor_invalid');
    });
  });
});
