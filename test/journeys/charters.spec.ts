import {
  expectStatus,
  scenario,
  type Scenario,
  startTestService,
  type TestAnswer,
  type TestService,
} from '../harness/index.js';

/** Charters over HTTP: drafts, what they inherit, files, what is checked as somebody types. */
describe('a charter', () => {
  let service: TestService;
  let to: Scenario;
  let brandId: string;
  let path: string;

  beforeEach(async () => {
    service = await startTestService();
    to = scenario(service);
    brandId = (await to.brand({ name: 'Le Fournil' })).id;
    path = `/v1/brands/${brandId}/charter`;
  });
  afterEach(() => service.close());

  const call = (method: string, where: string, body?: unknown, options: object = {}): Promise<TestAnswer> =>
    service.call(method, where, { body, ...options });
  const words = (fr: string, en = fr) => ({ en, fr });
  const article = (id: string, rule: string, fields: object = {}) => ({
    ...{ id, title: words(`Article ${id}`), text: words(`Nous tenons à ${id}.`, `We care about ${id}.`), rule },
    ...{ severity: 'block', ...fields },
  });
  const charter = (articles: object[], fields: object = {}) => ({
    format: 'marronnier-charter/1',
    name: 'Le Fournil',
    articles,
    ...fields,
  });
  const draft = async (where: string, source?: object) =>
    expectStatus(await call('POST', `${where}/versions`, source && { source }), 201).body;
  const activate = async (where: string, number: unknown) => {
    const impact = expectStatus(await call('POST', `${where}/versions/${String(number)}/impact`), 200).body;
    const { impactHash } = impact;
    return expectStatus(await call('POST', `${where}/versions/${String(number)}/activate`, { impactHash }), 200).body;
  };
  const inForce = async (where: string, articles: object[], fields?: object) =>
    activate(where, (await draft(where, charter(articles, fields))).number);
  const check = async (text: string, fields: object = {}, options: object = {}) =>
    expectStatus(await call('POST', `${path}/check`, { text, ...fields }, options), 200);

  it('is not there at first: nothing is checked, and the api says so', async () => {
    const none = { checked: false, version: null, articles: [], origins: {}, scheduled: null };
    expect((await call('GET', path)).body).toMatchObject({ brandId, ...none });
    expect((await call('GET', '/v1/charter')).body).toMatchObject({ brandId: null, ...none });
    expect((await call('GET', `${path}/versions`)).body).toEqual({ data: [], nextCursor: null });
    const checked = (await check('BONJOUR À TOUTES ET TOUS !!!')).body;
    expect(checked).toMatchObject({ checked: false, verdict: 'pass', findings: [], charterVersion: null });
  });

  it('is drafted, edited under its etag, and thrown away', async () => {
    const first = await draft(path, charter([article('A1', 'tone.shouting')]));
    expect(first).toMatchObject({ brandId, number: 1, state: 'draft', derived: false, impact: null });
    expect(await draft(path)).toMatchObject({ number: 2, source: { name: 'Le Fournil', articles: [] } });
    const edit = (body: object, etag: string) =>
      call('PATCH', `${path}/versions/1`, body, { headers: { 'if-match': etag } });
    const edited = expectStatus(await edit({ note: 'Moins de cris' }, first.etag as string), 200);
    expect(edited.body).toMatchObject({ note: 'Moins de cris', source: first.source });
    expect(await edit({ note: 'Trop tard' }, first.etag as string)).toMatchObject({ status: 412 });
    const list = (await call('GET', `${path}/versions?limit=1`)).body;
    expect(list).toMatchObject({ data: [{ number: 2 }] });
    expect((list.data as object[])[0]).not.toHaveProperty('source');
    const next = await call('GET', `${path}/versions?limit=1&cursor=${list.nextCursor as string}`);
    expect(next.body).toMatchObject({ data: [{ number: 1 }], nextCursor: null });
    expectStatus(await call('DELETE', `${path}/versions/2`), 204);
    expect(await call('GET', `${path}/versions/2`)).toMatchObject({
      status: 404,
      body: { code: 'charter.version_not_found' },
    });
    expect(await call('GET', `${path}/versions/0`)).toMatchObject({ status: 400 });
    await activate(path, 1);
    expect(await call('PATCH', `${path}/versions/1`, { note: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'charter.not_a_draft' },
    });
    expect(await call('DELETE', `${path}/versions/1`)).toMatchObject({ status: 409 });
    const copy = await draft(path);
    expect(copy).toMatchObject({ number: 2, source: first.source });
  });

  it('says all that is wrong at once, in the caller’s language, with pointers', async () => {
    const wrong = charter([
      article('A1', 'tone.sulking'),
      article('A2', 'private.personal_data', { severity: 'advise' }),
      article('A2', 'tone.cold', { colour: 'red' }),
    ]);
    const refused = await call('POST', `${path}/versions`, { source: wrong }, { headers: { 'accept-language': 'fr' } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'charter.invalid' } });
    const [unknown] = refused.body.errors as { pointer: string; problem: string; message: string }[];
    expect(unknown).toMatchObject({ pointer: '/source/articles/2/colour', problem: 'unknown_property' });
    expect(unknown!.message).toContain('ne veut rien dire ici');
    const rest = charter([
      article('A1', 'tone.sulking'),
      article('A2', 'private.personal_data', { severity: 'advise' }),
    ]);
    const again = await call('POST', `${path}/versions`, { source: rest });
    expect(again.body.errors).toEqual([
      expect.objectContaining({ pointer: '/source/articles/0/rule', problem: 'rule_unknown', articleId: 'A1' }),
      expect.objectContaining({ pointer: '/source/articles/1/severity', problem: 'below_floor', articleId: 'A2' }),
    ]);
    expect((await call('GET', `${path}/versions`)).body.data).toEqual([]);
  });

  it('comes as a YAML file, whose problems have lines', async () => {
    const send = (text: string) =>
      service.call('POST', `${path}/versions`, { body: text, headers: { 'content-type': 'application/yaml' } });
    const yaml = `
format: marronnier-charter/1
name: Le Fournil
articles:
  - id: A1
    title: { fr: Pas de cris, en: No shouting }
    text: { fr: Nous ne crions pas., en: We do not shout. }
    rule: tone.shouting
    severity: block
`;
    expect(expectStatus(await send(yaml), 201).body).toMatchObject({ number: 1, source: { articles: [{ id: 'A1' }] } });
    const wrong = await send(yaml.replace('tone.shouting', 'tone.sulking'));
    expect(wrong.body.errors).toEqual([
      expect.objectContaining({ pointer: '/articles/0/rule', problem: 'rule_unknown', line: 8 }),
    ]);
    const unreadable = await send('format: [');
    expect(unreadable).toMatchObject({ status: 422, body: { errors: [{ problem: 'unreadable', pointer: '' }] } });
    const bare = await service.call('POST', '/v1/brands', {
      body: yaml,
      headers: { 'content-type': 'application/yaml' },
    });
    expect(bare).toMatchObject({ status: 415 });
  });

  it('rests on the agency’s: origins tell whose word holds, locks keep it', async () => {
    const base = charter([
      article('G1', 'tone.shouting', { locked: true }),
      article('G2', 'tone.cold', { severity: 'review' }),
    ]);
    await activate('/v1/charter', (await draft('/v1/charter', { ...base, name: 'Agence' })).number);
    const view = (await call('GET', path)).body;
    expect(view).toMatchObject({
      checked: true,
      inherited: true,
      version: { number: 1, derived: true, agencyNumber: 1 },
    });
    expect(view.origins).toMatchObject({ 'G1/severity': { charter: 'agency', number: 1 } });
    const lowered = charter([{ id: 'G1', severity: 'advise' }]);
    expect(await call('POST', `${path}/versions`, { source: lowered })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/source/articles/0/severity', problem: 'locked_lowered', articleId: 'G1' }] },
    });
    await inForce(path, [{ id: 'G2', severity: 'advise' }]);
    expect((await call('GET', path)).body.origins).toMatchObject({
      'G1/severity': { charter: 'agency', number: 1 },
      'G2/severity': { charter: 'brand', number: 2 },
      'G2/rule': { charter: 'agency', number: 1 },
    });
    const later = await to.brand();
    expect((await call('GET', `/v1/brands/${later.id}/charter`)).body).toMatchObject({
      checked: true,
      inherited: true,
    });

    // The agency locks what the brand had softened: its word holds, and the impact says so beforehand.
    const stricter = await draft('/v1/charter', {
      ...base,
      articles: base.articles.map((one) => ({ ...one, locked: true })),
    });
    const impact = (await call('POST', `/v1/charter/versions/${stricter.number as number}/impact`)).body;
    expect(impact.conflicts).toMatchObject([{ brandId, problems: [{ articleId: 'G2', code: 'locked_lowered' }] }]);
    await activate('/v1/charter', stricter.number);
    expect((await call('GET', path)).body).toMatchObject({
      version: { number: 3, derived: true, agencyNumber: 2 },
      articles: [{ id: 'G1' }, { id: 'G2', severity: 'review' }],
    });
  });

  it('judges a text as somebody types it', async () => {
    await inForce(path, [article('A1', 'tone.shouting'), article('A2', 'purpose.missing')]);
    const found = await check('VENEZ TOUTES ET TOUS !!!', {}, { headers: { 'accept-language': 'fr' } });
    expect(found.headers.get('content-language')).toBe('fr');
    expect(found.body).toMatchObject({ checked: true, verdict: 'block', language: 'fr', charterVersion: 1 });
    const findings = found.body.findings as { articleId: string; quoteText: string; span: object | null }[];
    expect(findings[0]).toMatchObject({
      articleId: 'A1',
      quoteText: 'Nous tenons à A1.',
      quote: { en: 'We care about A1.' },
    });
    expect(findings.filter(({ articleId }) => articleId === 'A2')).not.toEqual([]);
    const live = (await check('VENEZ TOUTES ET TOUS !!!', { phases: ['live'] })).body;
    expect((live.findings as { articleId: string }[]).map(({ articleId }) => articleId)).not.toContain('A2');
    const channelId = (await to.channel(brandId)).id;
    const slot = await to.slot(brandId, { channelIds: [channelId] });
    const clean = (await check('Bonjour à toutes et tous.', { slotId: slot.id, channelIds: [channelId] })).body;
    expect(clean).toMatchObject({ verdict: 'pass', findings: [] });
    expect((await call('POST', `${path}/check`, { text: 'a'.repeat(50_001) })).status).toBe(400);
    const drafted = await draft(path, charter([]));
    expect((await check('VENEZ TOUTES ET TOUS !!!', { charterVersion: drafted.number })).body).toMatchObject({
      verdict: 'pass',
      charterVersion: drafted.number,
    });
  });

  it('shows every rule and its schema, once', async () => {
    const rules = expectStatus(await call('GET', '/v1/charter/rules'), 200);
    const shouting = (rules.body.data as { id: string }[]).find(({ id }) => id === 'tone.shouting');
    expect(shouting).toMatchObject({ severity: 'advise', title: { fr: expect.any(String) as string } });
    const etag = rules.headers.get('etag')!;
    expect((await call('GET', '/v1/charter/rules', undefined, { headers: { 'if-none-match': etag } })).status).toBe(
      304,
    );
    expect((await call('GET', '/v1/charter/schema')).body).toMatchObject({ type: 'object' });
  });

  it('is nobody else’s: other brands’ keys see nothing of it, and change nothing of the agency’s', async () => {
    await inForce(path, [article('A1', 'tone.shouting')]);
    await draft(path);
    const other = await to.brand();
    const scopes = ['calendar:read', 'calendar:write', 'charter:write'] as const;
    const token = await service.issueKey({ scopes, brands: [other.id] });
    const as = (method: string, where: string, body?: unknown) => call(method, where, body, { key: token });
    const impactHash = '0'.repeat(64);
    for (const [method, where, body] of [
      ['GET', path],
      ['GET', `${path}/versions`],
      ['POST', `${path}/versions`, {}],
      ['GET', `${path}/versions/1`],
      ['PATCH', `${path}/versions/2`, { note: 'x' }],
      ['DELETE', `${path}/versions/2`],
      ['POST', `${path}/versions/2/impact`],
      ['POST', `${path}/versions/2/activate`, { impactHash }],
      ['POST', `${path}/versions/2/withdraw`],
      ['POST', `${path}/check`, { text: 'Bonjour' }],
    ] as const)
      expect([where, await as(method, where, body)]).toMatchObject([
        where,
        { status: 404, body: { code: 'brand.not_found' } },
      ]);
    expectStatus(await as('GET', '/v1/charter'), 200);
    expect(await as('POST', '/v1/charter/versions', {})).toMatchObject({ status: 403 });
    expect((await call('GET', `${path}/versions`)).body.data).toHaveLength(2);
    const reader = await service.issueKey({ scopes: ['calendar:read'] });
    expect((await call('POST', `${path}/versions`, {}, { key: reader })).status).toBe(403);
  });
});
