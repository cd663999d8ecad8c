import {
  expectStatus,
  scenario,
  type Scenario,
  startTestService,
  type TestAnswer,
  type TestService,
} from '../harness/index.js';

/** Blackouts: what nobody touched moves by itself; what is planned is held, with what to do instead; a person decides. */
describe('a blackout', () => {
  let service: TestService;
  let to: Scenario;
  let brandId: string;
  let channelId: string;

  beforeEach(async () => {
    service = await startTestService();
    to = scenario(service);
    brandId = (await to.brand()).id;
    channelId = (await to.channel(brandId)).id;
  });
  afterEach(() => service.close());

  const post = (path: string, body?: unknown, key?: string): Promise<TestAnswer> =>
    service.call('POST', path, { body, ...(key && { key }) });
  const close = async (fields: object) =>
    expectStatus(await post('/v1/blackouts', { brandId, title: 'Deuil national', action: 'skip', ...fields }), 201)
      .body;
  const get = async (id: string) => expectStatus(await service.call('GET', `/v1/posts/${id}`), 200).body;
  const MONDAY = { window: { from: '2026-11-30T00:00:00+01:00', to: '2026-12-01T00:00:00+01:00' } };

  /** Mondays at nine, the first two filled and scheduled. */
  async function aScheduledSlot() {
    const { id: slotId } = await to.slot(brandId, { channelIds: [channelId] });
    const path = `/v1/slots/${slotId}/occurrences?from=2026-11-24T00:00:00Z&to=2026-12-12T00:00:00Z`;
    const dates = (await service.call('GET', path)).body.data as { id: string }[];
    const posts: string[] = [];
    for (const { id } of dates) {
      const filled = await post(`/v1/occurrences/${id}/fill`, { content: { text: 'Bonjour' } });
      posts.push(expectStatus(filled, 200).body.id as string);
      expectStatus(await post(`/v1/posts/${posts.at(-1)}/schedule`), 200);
    }
    return { dates, posts };
  }

  it('holds a scheduled post with a proposal, which moving the date takes up', async () => {
    const { dates, posts } = await aScheduledSlot();
    const [held, other] = posts as [string, string];
    const { id, plan } = await close({ action: 'shift', ...MONDAY });
    const proposal = {
      blackoutId: id,
      title: 'Deuil national',
      action: 'shift',
      proposedStart: '2026-12-01T08:00:00.000Z',
    };
    expect(plan).toMatchObject({ counts: { held: 1, shift: 0 }, posts: [{ postId: held, change: 'held', proposal }] });
    expect(await get(held)).toMatchObject({
      state: 'held',
      heldReason: 'blackout',
      proposal,
      localTime: '2026-11-30T09:00',
      attention: ['held'],
      publications: [{ state: 'held', reason: 'blackout', proposal }],
    });
    expect(await to.postState(other)).toBe('scheduled');
    const date = (await service.call('GET', `/v1/occurrences/${dates[0]!.id}`)).body;
    expect(date).toMatchObject({ state: 'filled', blackout: { id, action: 'shift', from: null } });

    const edited = await service.call('PATCH', `/v1/posts/${held}`, { body: { content: { text: 'Autrement' } } });
    expect(expectStatus(edited, 200).body).toMatchObject({ state: 'held', heldReason: 'blackout', proposal });

    const move = (where: string) => service.call('PATCH', `/v1/occurrences/${dates[0]!.id}`, { body: { move: where } });
    const refused = await move('2026-11-30T15:00');
    expect(refused).toMatchObject({ status: 409, body: { code: 'post.in_blackout', proposal: { blackoutId: id } } });
    expectStatus(await move(proposal.proposedStart), 200);
    expect(await get(held)).toMatchObject({ state: 'scheduled', heldReason: null, proposal: null });
    await service.advanceTo('2026-12-01T09:00:00Z');
    expect(await to.postState(held)).toBe('published');
  });

  it('lets held posts go when it is deleted, and when it ends before their late window does', async () => {
    const { posts } = await aScheduledSlot();
    const { id } = await close(MONDAY);
    expect(await to.postState(posts[0]!)).toBe('held');
    expectStatus(await service.call('DELETE', `/v1/blackouts/${id}`), 204);
    expect(await get(posts[0]!)).toMatchObject({ state: 'scheduled', heldReason: null, proposal: null });

    await close({ window: { from: '2026-11-30T07:00:00Z', to: '2026-11-30T09:30:00Z' } });
    await close({ window: { from: '2026-12-07T07:00:00Z', to: '2026-12-07T20:00:00Z' } });
    await service.advanceTo('2026-11-30T09:29:00Z');
    expect(await to.postState(posts[0]!)).toBe('held');
    await service.advanceTo('2026-11-30T09:30:01Z');
    const [sent] = await to.publicationsOf(posts[0]!);
    expect(sent).toMatchObject({ state: 'published', reason: null });

    await service.advanceTo('2026-12-07T20:00:00Z');
    expect(await to.postState(posts[1]!)).toBe('missed');
    expect((await to.publicationsOf(posts[1]!))[0]).toMatchObject({ state: 'missed', reason: 'blackout' });
  });

  it('refuses to schedule into it, unless somebody who may says why', async () => {
    const blackout = await close({ appliesTo: 'all', ...MONDAY });
    const { id } = await to.post(brandId, { scheduledAt: '2026-11-30T10:00:00Z', channelIds: [channelId] });
    const refused = await service.call('POST', `/v1/posts/${id}/schedule`, { headers: { 'accept-language': 'fr' } });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'post.in_blackout',
        proposal: { blackoutId: blackout.id, title: 'Deuil national', action: 'skip', proposedStart: null },
      },
    });
    expect(refused.body.detail).toContain('« Deuil national »');
    const insist = { ignoreBlackout: true, reason: 'Hommage validé par la direction' };
    const writer = await service.issueKey({ scopes: ['calendar:read', 'calendar:write'] });
    expect((await post(`/v1/posts/${id}/schedule`, insist, writer)).status).toBe(403);
    expect((await post(`/v1/posts/${id}/schedule`, { ignoreBlackout: true })).status).toBe(400);
    expect((await post(`/v1/posts/${id}/schedule`, { reason: 'Parce que' })).status).toBe(400);
    expect(await to.postState(id)).toBe('draft');
    expectStatus(await post(`/v1/posts/${id}/schedule`, insist), 200);
    const { transitions } = (await service.call('GET', `/v1/posts/${id}/history`)).body;
    expect(transitions.at(-1)).toMatchObject({ verb: 'schedule', reason: `blackout_ignored: ${insist.reason}` });

    // It passes this one for good; a later one holds it again.
    expectStatus(await service.call('PATCH', `/v1/blackouts/${blackout.id}`, { body: { title: 'Deuil' } }), 200);
    expectStatus(await service.call('PATCH', `/v1/posts/${id}`, { body: { content: { text: 'Hommage' } } }), 200);
    expect(await to.postState(id)).toBe('scheduled');
    const later = await close({ title: 'Autre', appliesTo: 'all', ...MONDAY });
    expect(await to.postState(id)).toBe('held');
    expectStatus(await service.call('DELETE', `/v1/blackouts/${later.id}`), 204);
    await service.advanceTo('2026-11-30T10:00:30Z');
    expect(await to.postState(id)).toBe('published');
  });

  it('that applies to slots leaves posts with a time of their own alone; one for all stops publish-now too', async () => {
    const loose = await to.post(brandId, { scheduledAt: '2026-11-30T10:00:00Z', channelIds: [channelId] });
    await close(MONDAY);
    expectStatus(await post(`/v1/posts/${loose.id}/schedule`), 200);
    await close({ appliesTo: 'all', window: { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' } });
    const urgent = await to.post(brandId, { channelIds: [channelId] });
    const now = (body?: object) => post(`/v1/posts/${urgent.id}/publish-now`, body);
    expect((await now()).body.code).toBe('post.in_blackout');
    expectStatus(await now({ ignoreBlackout: true, reason: 'Rappel produit' }), 200);
    await service.advanceTo('2026-11-24T08:01:00Z');
    expect(await to.postState(urgent.id)).toBe('published');
  });

  it('that asks for approval lets what is approved go out, and nothing else', async () => {
    const blackout = { action: 'require_approval', appliesTo: 'all', ...MONDAY };
    const draft = () => to.post(brandId, { scheduledAt: '2026-11-30T10:00:00Z', channelIds: [channelId] });
    const [plain, approved, late] = [await draft(), await draft(), await draft()];
    const approve = async (id: string) => {
      expectStatus(await post(`/v1/posts/${id}/submit`), 200);
      expectStatus(await post(`/v1/posts/${id}/approve`), 200);
    };
    expectStatus(await post(`/v1/posts/${plain.id}/schedule`), 200);
    await approve(approved.id);
    expectStatus(await post(`/v1/posts/${approved.id}/schedule`), 200);
    const { id, plan } = await close(blackout);
    expect(plan.posts).toMatchObject([{ postId: plain.id, change: 'held', proposal: { action: 'require_approval' } }]);
    expect(await to.postState(approved.id)).toBe('scheduled');

    expect((await post(`/v1/posts/${late.id}/schedule`)).body.code).toBe('post.blackout_needs_approval');
    await approve(late.id);
    expectStatus(await post(`/v1/posts/${late.id}/schedule`), 200);
    // What is written after the approval was not approved.
    expectStatus(
      await service.call('PATCH', `/v1/posts/${late.id}`, { body: { content: { text: 'Tout autre' } } }),
      200,
    );
    expect(await to.postState(late.id)).toBe('held');

    expectStatus(await post(`/v1/posts/${plain.id}/unschedule`), 200);
    await approve(plain.id);
    expectStatus(await post(`/v1/posts/${plain.id}/request-changes`), 200);
    expect((await post(`/v1/posts/${plain.id}/schedule`)).body.code).toBe('post.blackout_needs_approval');
    await approve(plain.id);
    expectStatus(await post(`/v1/posts/${plain.id}/schedule`), 200);
    expectStatus(await service.call('PATCH', `/v1/blackouts/${id}`, { body: { title: 'Relu' } }), 200);
    expect(await to.postState(plain.id)).toBe('scheduled');
  });

  it('holds what an edited rule brings into it', async () => {
    const { posts } = await aScheduledSlot();
    const quiet = { startsAt: '2026-11-01T20:00', timezone: 'Europe/Paris', rrule: 'FREQ=DAILY' };
    const { plan } = await close({ title: 'Nuit', action: 'shift', recurrence: quiet, duration: 'PT12H' });
    expect(plan.counts).toMatchObject({ held: 0 });
    const slotId = (await get(posts[0]!)).slotId as string;
    const night = { startsAt: '2026-11-30T21:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
    expectStatus(await service.call('PATCH', `/v1/slots/${slotId}`, { body: { recurrence: night } }), 200);
    for (const id of posts)
      expect(await get(id)).toMatchObject({ state: 'held', proposal: { title: 'Nuit', proposedStart: null } });
  });

  it('is heeded by whoever decides on what was stopped, and ends with its brand', async () => {
    const { posts } = await aScheduledSlot();
    const { id } = await close({ action: 'shift', appliesTo: 'all', ...MONDAY });
    const [publication] = await to.publicationsOf(posts[0]!);
    const decide = async (at: string) => {
      const items = [{ publicationId: publication!.id, action: 'reschedule', at }];
      return expectStatus(await post('/v1/triage:batch', { items }), 200).body.items[0];
    };
    expect(await decide('2026-11-30T12:00:00Z')).toMatchObject({ status: 409, problem: { code: 'post.in_blackout' } });
    expect(await decide('2026-12-01T12:00:00Z')).toMatchObject({
      status: 200,
      resource: { state: 'scheduled', proposal: null },
    });
    await service.advanceTo('2026-12-01T12:01:00Z');
    expect(await to.postState(posts[0]!)).toBe('published');
    expect((await service.call('DELETE', `/v1/brands/${brandId}`)).status).toBeLessThan(300);
    expect((await service.call('GET', `/v1/blackouts/${id}`)).status).toBe(404);
  });

  it('proposes to each of several its own day', async () => {
    const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO,TU' };
    const { id: slotId } = await to.slot(brandId, { channelIds: [channelId], recurrence });
    const posts: string[] = [];
    for (const day of ['20261130', '20261201']) {
      const filled = await post(`/v1/occurrences/${slotId}_${day}T0900/fill`, { content: { text: 'Bonjour' } });
      posts.push(expectStatus(filled, 200).body.id as string);
      expectStatus(await post(`/v1/posts/${posts.at(-1)}/schedule`), 200);
    }
    await close({ action: 'shift', window: { from: MONDAY.window.from, to: '2026-12-02T00:00:00+01:00' } });
    const proposals = await Promise.all(posts.map(async (id) => (await get(id)).proposal.proposedStart as string));
    expect(proposals).toEqual(['2026-12-02T08:00:00.000Z', '2026-12-03T08:00:00.000Z']);
  });

  it('and a scheduling at the same moment never miss each other', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 6 }, () =>
        to.post(brandId, { scheduledAt: '2026-11-30T10:00:00Z', channelIds: [channelId] }),
      ),
    );
    const [closed, ...answers] = await Promise.all([
      post('/v1/blackouts', { brandId, title: 'Deuil', action: 'skip', appliesTo: 'all', ...MONDAY }),
      ...drafts.map(({ id }) => post(`/v1/posts/${id}/schedule`)),
    ]);
    expectStatus(closed, 201);
    for (const [index, { id }] of drafts.entries())
      expect(await to.postState(id)).toBe(answers[index]!.status === 200 ? 'held' : 'draft');
  });
});
