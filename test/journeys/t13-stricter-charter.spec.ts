import {
  expectStatus,
  scenario,
  type Scenario,
  startTestService,
  type TestAnswer,
  type TestService,
} from '../harness/index.js';

/** T13: what a stricter charter stops is shown beforehand, held with its finding, and freed by the next version. */
describe('T13: a stricter charter', () => {
  let service: TestService;
  let to: Scenario;
  let brandId: string;
  let channelId: string;
  let path: string;

  beforeEach(async () => {
    service = await startTestService();
    to = scenario(service);
    brandId = (await to.brand()).id;
    channelId = (await to.channel(brandId)).id;
    path = `/v1/brands/${brandId}/charter`;
  });
  afterEach(() => service.close());

  const SHOUTS = 'VENEZ TOUTES ET TOUS !!!';
  const CALM = 'Le pain sort du four à onze heures.';
  const post = (where: string, body?: unknown, key?: string): Promise<TestAnswer> =>
    service.call('POST', where, { body, ...(key && { key }) });
  const get = async (id: string) => expectStatus(await service.call('GET', `/v1/posts/${id}`), 200).body;
  const shouting = (severity: string, fields: object = {}) => ({
    ...{ id: 'A1', title: { en: 'No shouting', fr: 'Pas de cris' } },
    ...{ text: { en: 'We do not shout.', fr: 'Nous ne crions pas.' }, rule: 'tone.shouting', severity, ...fields },
  });
  const draft = async (articles: object[], where = path): Promise<number> => {
    const source = { format: 'marronnier-charter/1', name: 'Charte', articles };
    return expectStatus(await post(`${where}/versions`, { source }), 201).body.number as number;
  };
  const impactOf = async (number: number, where = path, query = '') =>
    expectStatus(await post(`${where}/versions/${number}/impact${query}`), 200).body;
  const activate = (number: number, body: object, where = path) => post(`${where}/versions/${number}/activate`, body);
  const inForce = async (articles: object[], where = path): Promise<number> => {
    const number = await draft(articles, where);
    const { impactHash } = await impactOf(number, where);
    expectStatus(await activate(number, { impactHash }, where), 200);
    return number;
  };
  const scheduled = async (text: string, scheduledAt: string) =>
    (await to.scheduled(brandId, { content: { text }, channelIds: [channelId], scheduledAt })).id;

  it('shows what it stops, holds that with the finding, and the next version lets it go', async () => {
    await inForce([shouting('advise')]);
    const loud = await scheduled(SHOUTS, '2026-12-01T08:00:00Z');
    const calm = await scheduled(CALM, '2026-12-01T09:00:00Z');
    const idea = (await to.post(brandId, { content: { text: SHOUTS }, channelIds: [channelId] })).id;

    const stricter = await draft([shouting('block')]);
    const impact = await impactOf(stricter);
    expect(impact).toMatchObject({
      ...{ posts: 3, held: 1, released: 0 },
      counts: { newly_blocked: 2, newly_free: 0, changed: 0, same: 1 },
      byBrand: [{ brandId, newly_blocked: 2, same: 1 }],
      byNetwork: [{ networkId: 'feed', newly_blocked: 2, same: 1 }],
      byDate: [
        { date: '2026-12-01', newly_blocked: 1, same: 1 },
        { date: null, newly_blocked: 1 },
      ],
      items: [
        { postId: loud, change: 'newly_blocked', before: 'warn', after: 'block', state: 'scheduled' },
        { postId: idea, change: 'newly_blocked', state: 'draft', scheduledAt: null },
      ],
    });
    expect(impact.items[0].findings.slice(0, 1)).toMatchObject([
      {
        articleId: 'A1',
        ruleId: 'tone.shouting',
        severity: 'block',
        field: '/content/text',
        quoteText: 'We do not shout.',
      },
    ]);
    expect(await get(loud)).toMatchObject({ state: 'scheduled' });

    expectStatus(await activate(stricter, { impactHash: impact.impactHash }), 200);
    await service.beat();
    expect(await get(loud)).toMatchObject({
      ...{ state: 'held', heldReason: 'charter', attention: ['held'] },
      review: { verdict: 'block', charterVersion: stricter },
      publications: [{ state: 'held', reason: 'charter' }],
    });
    expect(await get(calm)).toMatchObject({
      state: 'scheduled',
      review: { verdict: 'pass', charterVersion: stricter },
    });
    expect(await get(idea)).toMatchObject({ state: 'draft', review: { verdict: 'block' } });
    const [held] = await to.publicationsOf(loud);
    expect(held).toMatchObject({ state: 'held', finding: { articleId: 'A1', quote: { fr: 'Nous ne crions pas.' } } });
    const events = (await service.call('GET', `/v1/events?brandId=${brandId}&limit=200`)).body.data as {
      type: string;
    }[];
    expect(events.filter(({ type }) => type === 'charter.activated')).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'charter.violation')).toMatchObject([{ data: { postId: loud } }]);

    const milder = await draft([shouting('advise')]);
    const relief = await impactOf(milder);
    expect(relief).toMatchObject({ released: 1, counts: { newly_free: 2, newly_blocked: 0 } });
    expectStatus(await activate(milder, { impactHash: relief.impactHash }), 200);
    await service.beat();
    expect(await get(loud)).toMatchObject({ state: 'scheduled', heldReason: null, review: { verdict: 'warn' } });
    await service.advanceTo('2026-12-01T10:00:00Z');
    expect([await to.postState(loud), await to.postState(calm)]).toEqual(['published', 'published']);
    const { published } = await impactOf(await draft([shouting('block')]));
    expect(published).toMatchObject({ posts: 2, counts: { newly_blocked: 1, same: 1 }, items: [{ postId: loud }] });
  });

  it('holds at the publish claim what the pass has not come by yet', async () => {
    const loud = await scheduled(SHOUTS, '2026-12-01T08:00:00Z');
    await inForce([shouting('block')]);
    service.clock.set('2026-12-01T08:00:00Z');
    await service.pass('dispatch-due');
    await service.runJobs();
    expect(await get(loud)).toMatchObject({ state: 'held', heldReason: 'charter' });
  });

  it('is not activated on an impact that is no longer true, nor on another version’s', async () => {
    const number = await draft([shouting('block')]);
    const { impactHash } = await impactOf(number);
    await scheduled(CALM, '2026-12-01T09:00:00Z');
    expect((await impactOf(number)).impactHash).toBe(impactHash);
    const loud = await scheduled(SHOUTS, '2026-12-01T08:00:00Z');
    const refused = await activate(number, { impactHash });
    expect(refused).toMatchObject({ status: 409, body: { code: 'charter.impact_stale' } });
    const seen = await impactOf(number);
    expect(refused.body.detail).toContain(seen.impactHash);
    expect(await activate(await draft([shouting('review')]), { impactHash: seen.impactHash })).toMatchObject({
      status: 409,
    });
    const edited = expectStatus(
      await service.call('PATCH', `/v1/posts/${loud}`, { body: { content: { text: `${SHOUTS} VITE !!!` } } }),
      200,
    );
    expect(edited.body.state).toBe('scheduled');
    expect(await activate(number, { impactHash: seen.impactHash })).toMatchObject({ status: 409 });
    const { impactHash: last } = await impactOf(number);
    expectStatus(await activate(number, { impactHash: last }), 200);
    // Asked again: the same answer, and nothing happens twice.
    expect(await activate(number, { impactHash: last })).toMatchObject({ status: 200, body: { state: 'active' } });
    expect(await activate(number, { impactHash: last, effectiveAt: '2026-12-05T00:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'charter.not_a_draft' },
    });
  });

  it('is not activated before its own examples show what they should', async () => {
    const own = {
      ...shouting('block', { id: 'A2', rule: 'wording.avoid' }),
      options: { words: [{ fr: ['promo'] }] },
    };
    const wrong = { ...own, examples: { fr: { pass: ['Une promo.', 'Du pain.'], fail: ['Une promo.', 'Rien.'] } } };
    const number = await draft([wrong]);
    const { impactHash } = await impactOf(number);
    const refused = await activate(number, { impactHash });
    expect(refused).toMatchObject({ status: 409, body: { code: 'charter.examples_failed' } });
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ pointer: '/source/articles/0/examples/fr/pass/0', problem: 'example_fails' }),
      expect.objectContaining({ pointer: '/source/articles/0/examples/fr/fail/1', problem: 'example_passes' }),
    ]);
    expect((await service.call('GET', path)).body).toMatchObject({ checked: false });
  });

  it('comes into force at its date, by itself, and can be withdrawn until then', async () => {
    const loud = await scheduled(SHOUTS, '2026-12-03T08:00:00Z');
    const number = await draft([shouting('block')]);
    const { impactHash } = await impactOf(number);
    const at = (effectiveAt: string) => activate(number, { impactHash, effectiveAt });
    expect(await at('2026-11-01T00:00:00Z')).toMatchObject({
      status: 422,
      body: { code: 'charter.effective_past', errors: [{ pointer: '/effectiveAt' }] },
    });
    const waiting = expectStatus(await at('2026-12-02T00:00:00+01:00'), 200).body;
    expect(waiting).toMatchObject({ state: 'scheduled', effectiveAt: '2026-12-01T23:00:00.000Z', activatedAt: null });
    expect(waiting.impact).toMatchObject({ posts: 1, held: 1 });
    expectStatus(await at('2026-12-02T00:00:00+01:00'), 200);
    const other = await draft([shouting('review')]);
    const { impactHash: others } = await impactOf(other);
    expect(await activate(other, { impactHash: others, effectiveAt: '2026-12-02T10:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'charter.already_scheduled' },
    });
    expectStatus(await post(`${path}/versions/${number}/withdraw`), 200);
    expect(await post(`${path}/versions/${number}/withdraw`)).toMatchObject({
      body: { code: 'charter.not_scheduled' },
    });
    expectStatus(await at('2026-12-02T00:00:00+01:00'), 200);
    service.clock.set('2026-12-01T22:59:59Z');
    await service.beat();
    expect((await service.call('GET', path)).body).toMatchObject({ checked: false, scheduled: { number } });
    expect(await to.postState(loud)).toBe('scheduled');
    service.clock.set('2026-12-01T23:00:00Z');
    await service.beat();
    expect((await service.call('GET', path)).body).toMatchObject({
      checked: true,
      version: { number },
      scheduled: null,
    });
    expect(await get(loud)).toMatchObject({ state: 'held', heldReason: 'charter' });
  });

  it('of the agency judges every brand, one version each', async () => {
    const loud = await scheduled(SHOUTS, '2026-12-01T08:00:00Z');
    const second = (await to.brand()).id;
    const theirs = (await to.channel(second)).id;
    const body = { content: { text: SHOUTS }, channelIds: [theirs], scheduledAt: '2026-12-01T08:00:00Z' };
    const other = (await to.scheduled(second, body)).id;
    const number = await draft([shouting('block')], '/v1/charter');
    const page = await impactOf(number, '/v1/charter', '?limit=1');
    expect(page).toMatchObject({ posts: 2, held: 2, counts: { newly_blocked: 2 }, items: [{}] });
    expect(page.byBrand).toHaveLength(2);
    const next = await impactOf(number, '/v1/charter', `?limit=1&cursor=${page.nextCursor as string}`);
    expect(next).toMatchObject({ impactHash: page.impactHash, nextCursor: null });
    expect(new Set([page.items[0].postId, next.items[0].postId])).toEqual(new Set([loud, other]));
    expectStatus(await activate(number, { impactHash: page.impactHash }, '/v1/charter'), 200);
    await service.beat();
    expect([await to.postState(loud), await to.postState(other)]).toEqual(['held', 'held']);
    // A brand that is made later is judged from its first post on.
    const third = (await to.brand()).id;
    const fresh = await to.post(third, { content: { text: SHOUTS } });
    expect(await get(fresh.id)).toMatchObject({ review: { verdict: 'block' } });
  });

  it('is gone with its brand, whose purge leaves hashes alone', async () => {
    await inForce([shouting('block')]);
    await draft([shouting('advise')]);
    expectStatus(await service.call('DELETE', `/v1/brands/${brandId}`), 204);
    expect((await service.call('GET', path)).status).toBe(404);
    const [brand] = await service.sql<{ name: string }>('select name from brand where id = $1', [brandId]);
    expectStatus(await post(`/v1/brands/${brandId}/purge`, { confirm: brand!.name }), 202);
    for (let round = 0; round < 3; round++) await service.beat();
    expect(
      await service.sql(`select state, source, resolved, length(source_hash) as hash from charter_version`),
    ).toEqual([{ state: 'retired', source: {}, resolved: null, hash: 64 }]);
  });
});
