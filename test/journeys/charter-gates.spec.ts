import {
  expectStatus,
  layCharter,
  scenario,
  type Scenario,
  startTestService,
  type TestAnswer,
  type TestService,
} from '../harness/index.js';

const SHOUT = 'VENEZ TOUS VITE.';

/** An entry of a post's history of reviews. */
interface Entry {
  verdict: string;
  passes: boolean;
  charterVersion: number;
}

/** The charter is asked on each step of a post's way out; it informs who writes, and refuses or holds what goes out. */
describe('the charter of a brand', () => {
  let service: TestService;
  let to: Scenario;
  let brandId: string;
  let channelId: string;
  /** Another person than the admin, who writes. */
  let approver: string;

  beforeEach(async () => {
    service = await startTestService();
    to = scenario(service);
    brandId = (await to.brand()).id;
    channelId = (await to.channel(brandId)).id;
    approver = await service.issueKey({ name: 'approver' });
  });
  afterEach(() => service.close());

  const post = (path: string, body?: unknown, key?: string): Promise<TestAnswer> =>
    service.call('POST', path, { body, ...(key && { key }) });
  const get = async (id: string) => expectStatus(await service.call('GET', `/v1/posts/${id}`), 200).body;
  const history = async (id: string) => (await service.call('GET', `/v1/posts/${id}/history`)).body;
  const patch = async (id: string, body: object) =>
    expectStatus(await service.call('PATCH', `/v1/posts/${id}`, { body }), 200).body;
  const draft = (fields: object = {}) =>
    to.post(brandId, {
      ...{ channelIds: [channelId], scheduledAt: '2026-11-30T10:00:00Z', content: { text: SHOUT }, language: 'fr' },
      ...fields,
    });
  const shouting = (severity: 'advise' | 'review' | 'block', waivable = false) =>
    layCharter(service, brandId, [{ id: 'A1', rule: 'tone.shouting', severity, waivable }]);
  const eventTypes = async () =>
    (await service.sql<{ type: string }>('select type from outbox_event order by seq')).map(({ type }) => type);

  it('says nothing without one', async () => {
    const { id } = await draft();
    expect(await get(id)).toMatchObject({ review: null });
    expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
    expect((await history(id)).reviews).toEqual([]);
    await service.advanceTo('2026-11-30T10:01:00Z');
    expect(await to.postState(id)).toBe('published');
  });

  it('informs who writes and refuses what is handed in, approved, scheduled or sent', async () => {
    await shouting('block');
    const { id } = await draft();
    expect((await get(id)).review).toMatchObject({
      ...{ verdict: 'block', passes: false, charterVersion: 1, axes: { warmth: {} }, validUntil: null },
      findings: [
        {
          ...{ ruleId: 'tone.shouting', articleId: 'A1', severity: 'block', field: '/content/text' },
          ...{ span: { start: 0, end: 15 }, channelIds: [channelId], quote: { fr: 'Comme dit l’article A1.' } },
        },
      ],
    });
    for (const verb of ['submit', 'schedule', 'publish-now']) {
      const refused = await service.call('POST', `/v1/posts/${id}/${verb}`, { headers: { 'accept-language': 'fr' } });
      expect(refused).toMatchObject({
        status: 422,
        body: {
          code: 'post.charter_blocked',
          errors: [{ pointer: '/content/text', code: 'post.charter_finding' }],
        },
      });
      expect(refused.body.errors[0].message).toMatch(/^A1 : « VENEZ TOUS VITE » est en capitales/);
    }
    expect(await to.postState(id)).toBe('draft');
    const edited = await patch(id, { content: { text: 'Venez tous vite.' } });
    expect(edited.review).toMatchObject({ verdict: 'pass', findings: [] });
    expectStatus(await post(`/v1/posts/${id}/submit`), 200);

    // The charter changes while the post is in review.
    await layCharter(service, brandId, [{ id: 'A2', rule: 'excess.hashtags', options: { max: 0 } }]);
    await patch(id, { title: 'Rien qui se juge' });
    expectStatus(await post(`/v1/posts/${id}/approve`, undefined, approver), 200);
    const { reviews } = await history(id);
    expect((reviews as Entry[]).map(({ verdict, charterVersion }) => [verdict, charterVersion])).toEqual([
      ['block', 1],
      ['pass', 1],
      ['pass', 2],
    ]);
  });

  it('T12: a copy passes the charter as any post does', async () => {
    const { id } = await draft({ content: { text: 'La veste Lise arrive.' } });
    expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
    await service.advanceTo('2026-11-30T10:01:00Z');
    expect(await to.postState(id)).toBe('published');
    await layCharter(service, brandId, [
      { id: 'A1', rule: 'excess.hashtags', options: { max: 3 } },
      { id: 'A2', rule: 'cta.missing' },
    ]);
    const copy = expectStatus(await post(`/v1/posts/${id}/duplicate`), 201).body;
    expect(copy).toMatchObject({ state: 'draft', review: { verdict: 'pass', charterVersion: 1 } });
    await patch(copy.id, { format: 'offer', scheduledAt: '2026-12-01T10:00:00Z' });
    expect(await post(`/v1/posts/${copy.id}/schedule`)).toMatchObject({
      status: 422,
      body: { code: 'post.charter_blocked', errors: [{ pointer: '/content/text' }] },
    });
  });

  it('T12: what fills a recurring date is asked the same', async () => {
    await shouting('block');
    const { id: slotId } = await to.slot(brandId, { channelIds: [channelId] });
    const path = `/v1/slots/${slotId}/occurrences?from=2026-11-24T00:00:00Z&to=2026-12-12T00:00:00Z`;
    const [first] = (await service.call('GET', path)).body.data as { id: string }[];
    const filled = expectStatus(
      await post(`/v1/occurrences/${first!.id}/fill`, { content: { text: SHOUT } }),
      200,
    ).body;
    expect(filled.review).toMatchObject({ verdict: 'block' });
    expect((await post(`/v1/posts/${filled.id}/schedule`)).body.code).toBe('post.charter_blocked');
  });

  describe('that wants an approver', () => {
    it('lets pass who may and did not write it, and records that', async () => {
      await shouting('review');
      const { id } = await draft();
      const writer = await service.issueKey({ scopes: ['calendar:read', 'calendar:write'] });
      for (const key of [service.adminKey, writer])
        expect(await post(`/v1/posts/${id}/schedule`, undefined, key)).toMatchObject({
          status: 422,
          body: { code: 'post.charter_review_required', errors: [{ pointer: '/content/text' }] },
        });
      expectStatus(await post(`/v1/posts/${id}/schedule`, undefined, approver), 200);
      const { transitions, clearances, reviews } = await history(id);
      expect(transitions.at(-1)).toMatchObject({ verb: 'schedule', reason: 'charter_review_passed' });
      const [{ articleId, fingerprint }] = reviews.at(-1).findings;
      expect(clearances).toMatchObject([
        { verb: 'schedule', findings: [{ articleId, fingerprint }], actor: { label: 'approver' } },
      ]);
      expect((reviews as Entry[]).map(({ passes }) => passes)).toEqual([false, true]);
      await service.advanceTo('2026-11-30T10:01:00Z');
      expect(await to.postState(id)).toBe('published');
    });

    it('is content with an approval, until the words change', async () => {
      await shouting('review');
      const { id } = await draft();
      expectStatus(await post(`/v1/posts/${id}/submit`), 200);
      expectStatus(await post(`/v1/posts/${id}/approve`, undefined, approver), 200);
      // Another time and title are no other words.
      await patch(id, { title: 'Autre titre', scheduledAt: '2026-11-30T11:00:00Z' });
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      const held = await patch(id, { content: { text: `${SHOUT} Samedi.` } });
      expect(held).toMatchObject({
        state: 'held',
        heldReason: 'charter',
        review: { verdict: 'review', passes: false },
      });
      expect((await post(`/v1/posts/${id}/schedule`)).body.code).toBe('post.charter_review_required');
      expectStatus(await post(`/v1/posts/${id}/schedule`, undefined, approver), 200);
      expect(await to.postState(id)).toBe('scheduled');
    });

    it('does not take the author’s own approval', async () => {
      await shouting('review');
      const { id } = await draft();
      expectStatus(await post(`/v1/posts/${id}/submit`), 200);
      expectStatus(await post(`/v1/posts/${id}/approve`), 200);
      expect((await post(`/v1/posts/${id}/schedule`)).body.code).toBe('post.charter_review_required');
      // Who rewrites a post is its author too.
      const rewritten = await service.call('PATCH', `/v1/posts/${id}`, {
        key: approver,
        body: { content: { text: `${SHOUT} Demain.` } },
      });
      expectStatus(rewritten, 200);
      expect((await post(`/v1/posts/${id}/schedule`, undefined, approver)).body.code).toBe(
        'post.charter_review_required',
      );
    });

    it('asks anew for what a new version finds besides, and for no more', async () => {
      await shouting('review');
      const { id } = await draft();
      expectStatus(await post(`/v1/posts/${id}/schedule`, undefined, approver), 200);
      await layCharter(service, brandId, [
        { id: 'A1', rule: 'tone.shouting', severity: 'review' },
        { id: 'A9', rule: 'excess.hashtags', options: { max: 4 } },
      ]);
      await service.advanceTo('2026-11-30T10:01:00Z');
      expect(await to.postState(id)).toBe('published');
    });
  });

  describe('that has changed since a post was scheduled', () => {
    it('holds it at the claim, with the finding, and lets it go once it passes again', async () => {
      const { id } = await draft();
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      await shouting('block');
      await service.advanceTo('2026-11-30T10:00:01Z');
      const held = await get(id);
      expect(held).toMatchObject({
        ...{ state: 'held', heldReason: 'charter', attention: ['held'] },
        review: { verdict: 'block', charterVersion: 1 },
      });
      const [publication] = await to.publicationsOf(id);
      expect(publication).toMatchObject({
        ...{ state: 'held', reason: 'charter', detail: 'A1 tone.shouting', attempts: [] },
        finding: { articleId: 'A1', field: '/content/text' },
      });
      expect(await eventTypes()).toEqual(
        expect.arrayContaining(['publication.held', 'charter.violation', 'post.held']),
      );
      const [violation] = await service.sql<{ data: object }>(
        `select data from outbox_event where type = 'charter.violation'`,
      );
      expect(violation!.data).toMatchObject({ postId: id, charterVersion: 1, findings: [{ articleId: 'A1' }] });

      await layCharter(service, brandId, [{ id: 'A1', rule: 'tone.shouting', severity: 'advise' }]);
      await service.beat();
      expect(await get(id)).toMatchObject({ state: 'published', review: { verdict: 'warn', charterVersion: 2 } });
      expect((await to.publicationsOf(id))[0]).toMatchObject({ reason: null, finding: null });
    });

    it('lets it go when it is edited', async () => {
      const { id } = await draft();
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      await shouting('block');
      await service.advanceTo('2026-11-30T10:00:01Z');
      expect(await to.postState(id)).toBe('held');
      expect(await patch(id, { content: { text: 'Venez tous.' } })).toMatchObject({ state: 'scheduled' });
      await service.beat();
      expect(await to.postState(id)).toBe('published');
    });

    it('has it missed, with that cause, when nobody does anything', async () => {
      const { id } = await draft();
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      await shouting('block');
      await service.advanceTo('2026-11-30T13:00:00Z');
      expect((await to.publicationsOf(id))[0]).toMatchObject({
        state: 'missed',
        reason: 'charter',
        finding: { articleId: 'A1' },
      });
    });

    it('is asked about what somebody decides in triage', async () => {
      const { id } = await draft();
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      await shouting('review');
      await service.advanceTo('2026-11-30T10:00:01Z');
      const [held] = await to.publicationsOf(id);
      const items = [{ publicationId: held!.id, action: 'publish-now' }];
      const own = expectStatus(await post('/v1/triage:batch', { items }), 200).body;
      expect(own.items).toMatchObject([{ status: 422, problem: { code: 'post.charter_review_required' } }]);
      const other = expectStatus(await post('/v1/triage:batch', { items }, approver), 200).body;
      expect(other.items).toMatchObject([{ status: 200, resource: { state: 'scheduled' } }]);
      await service.beat();
      expect(await to.postState(id)).toBe('published');
    });

    it('holds what is moved into a calendar that it refuses', async () => {
      await layCharter(service, brandId, [{ id: 'A1', rule: 'calendar.repetition', options: { withinDays: 7 } }]);
      const text = 'Nos robes en lin arrivent samedi à la boutique.';
      const first = await draft({ content: { text }, scheduledAt: '2026-11-25T10:00:00Z' });
      expectStatus(await post(`/v1/posts/${first.id}/schedule`), 200);
      const { id } = await draft({ content: { text }, scheduledAt: '2026-12-20T10:00:00Z' });
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      const moved = await patch(id, { scheduledAt: '2026-11-27T10:00:00Z' });
      expect(moved).toMatchObject({ state: 'held', heldReason: 'charter', review: { verdict: 'block' } });
      expect(await patch(id, { scheduledAt: '2026-12-21T10:00:00Z' })).toMatchObject({ state: 'scheduled' });
    });

    it('stops a retry and a further generation too', async () => {
      const { id } = await draft({ content: { text: SHOUT } });
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      await service.advanceTo('2026-11-30T10:00:01Z');
      const [sent] = await to.publicationsOf(id);
      expect(sent).toMatchObject({ state: 'published' });
      await shouting('block');
      expectStatus(await post(`/v1/publications/${sent!.id}/republish`), 200);
      await service.beat();
      expect((await to.publicationsOf(id)).map(({ state, reason }) => [state, reason])).toEqual(
        expect.arrayContaining([['held', 'charter']]),
      );
    });
  });

  describe('with waivers', () => {
    const waive = (id: string, body: object = {}, key = approver) =>
      post(`/v1/posts/${id}/waivers`, { articleId: 'A1', reason: 'Slogan de la campagne', ...body }, key);
    const list = async (id: string) => (await service.call('GET', `/v1/posts/${id}/waivers`)).body.data;

    it('lets a finding pass as long as its sentence stands', async () => {
      await shouting('block', true);
      const { id } = await draft({ content: { text: `${SHOUT} La veste est bleue.` } });
      const waiver = expectStatus(await waive(id), 201).body;
      expect(waiver).toMatchObject({
        ...{ articleId: 'A1', ruleId: 'tone.shouting', evidence: 'VENEZ TOUS VITE', state: 'in_use' },
        ...{ expiresAt: '2026-12-24T08:00:00.000Z', createdBy: { label: 'approver' }, revokedAt: null },
      });
      expect((await get(id)).review).toMatchObject({
        ...{ verdict: 'pass', passes: true, validUntil: waiver.expiresAt },
        findings: [{ waivedBy: waiver.id }],
      });
      expect((await waive(id)).body).toMatchObject({ code: 'waiver.exists' });
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      await patch(id, { content: { text: `${SHOUT} La veste est rouge.` } });
      expect(await to.postState(id)).toBe('scheduled');
      await patch(id, { content: { text: 'VENEZ TOUS DEMAIN VITE. La veste est rouge.' } });
      expect(await get(id)).toMatchObject({ state: 'held', heldReason: 'charter' });
      expect(await list(id)).toMatchObject([{ id: waiver.id, state: 'unused' }]);
      const other = expectStatus(await waive(id), 201).body;
      await service.advanceTo('2026-11-30T10:01:00Z');
      expect(await to.postState(id)).toBe('published');
      const { waivers } = await history(id);
      expect(waivers).toMatchObject([{ id: waiver.id }, { id: other.id, state: 'in_use' }]);
      expect(await eventTypes()).toEqual(expect.arrayContaining(['waiver.created']));
    });

    it('expires by the clock: held at the claim', async () => {
      await shouting('block', true);
      const { id } = await draft();
      const { id: waiverId } = expectStatus(await waive(id, { expiresAt: '2026-11-30T09:59:00Z' }), 201).body;
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      await service.advanceTo('2026-11-30T10:00:01Z');
      expect(await get(id)).toMatchObject({ state: 'held', heldReason: 'charter', review: { verdict: 'block' } });
      expect(await list(id)).toMatchObject([{ id: waiverId, state: 'expired' }]);
      expectStatus(await waive(id), 201);
      await service.beat();
      expect(await to.postState(id)).toBe('published');
    });

    it('is taken back: what passed by it alone is held at once', async () => {
      await shouting('block', true);
      const { id } = await draft();
      const waiver = expectStatus(await waive(id), 201).body;
      expectStatus(await post(`/v1/posts/${id}/schedule`), 200);
      expectStatus(await service.call('DELETE', `/v1/waivers/${waiver.id}`, { key: approver }), 204);
      expect(await get(id)).toMatchObject({ state: 'held', heldReason: 'charter' });
      expect(await list(id)).toMatchObject([{ state: 'revoked', revokedBy: { label: 'approver' } }]);
      expect((await service.call('DELETE', `/v1/waivers/${waiver.id}`)).body).toMatchObject({
        code: 'waiver.not_found',
      });
    });

    it('is refused to the author, where the article does not allow it, and without a finding', async () => {
      await layCharter(service, brandId, [
        { id: 'A1', rule: 'tone.shouting' },
        { id: 'A2', rule: 'private.personal_data', severity: 'review', waivable: true },
        { id: 'A3', rule: 'tone.shouting', severity: 'review', scope: { languages: ['en'] } },
      ]);
      const { id } = await draft({ content: { text: `${SHOUT} Appelez Paul au 06 12 34 56 78.` } });
      expect((await waive(id)).body).toMatchObject({
        code: 'waiver.not_waivable',
        errors: [{ pointer: '/articleId' }],
      });
      expect((await waive(id, { articleId: 'A2' })).body).toMatchObject({ code: 'waiver.not_waivable' });
      expect((await waive(id, { articleId: 'A3' })).body).toMatchObject({ code: 'waiver.finding_not_found' });
      expect((await waive(id, { fingerprint: 'ffff' })).body).toMatchObject({
        ...{ status: 422, code: 'waiver.finding_not_found', errors: [{ pointer: '/fingerprint' }] },
      });
      expect(await waive(id, {}, service.adminKey)).toMatchObject({ status: 403, body: { code: 'waiver.own_post' } });
      const writer = await service.issueKey({ scopes: ['calendar:read', 'calendar:write'] });
      expect((await waive(id, {}, writer)).status).toBe(403);
      const stranger = (await service.addAgency('Autre')).adminKey;
      expect((await waive(id, {}, stranger)).status).toBe(404);
      const elsewhere = await service.issueKey({ brands: [(await to.brand()).id] });
      expect((await waive(id, {}, elsewhere)).status).toBe(404);
      expect((await service.call('GET', `/v1/posts/${id}/waivers`, { key: elsewhere })).status).toBe(404);
      await shouting('block', true);
      await patch(id, { content: { text: `${SHOUT} APPELEZ PAUL.` } });
      expect((await waive(id)).body).toMatchObject({
        code: 'waiver.finding_ambiguous',
        errors: [{ pointer: '/fingerprint' }],
      });
      const late = await waive(id, {
        expiresAt: '2027-06-01T00:00:00Z',
        fingerprint: (await get(id)).review.findings[0].fingerprint,
      });
      expect(late.body).toMatchObject({ code: 'waiver.expiry_invalid', errors: [{ pointer: '/expiresAt' }] });
    });
  });
});
