import { newId } from '#kernel';
import { startTestApi, type TestAnswer, type TestApi } from '../../../../test/harness/index.js';

const MONDAY = '2026-11-30T09:00:00+01:00';

describe('posts over http', () => {
  let api: TestApi;
  let brandId: string;
  let feed: string;

  beforeAll(async () => {
    api = await startTestApi();
    const brand = await post('/v1/brands', { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' });
    brandId = (brand.body as { id: string }).id;
    const channel = await post(`/v1/brands/${brandId}/channels`, { networkId: 'feed', displayName: 'Fil' });
    feed = (channel.body as { id: string }).id;
  });
  afterAll(() => api.close());

  const post = (path: string, body: object = {}): Promise<TestAnswer> => api.call('POST', path, { body });
  const patch = (id: string, body: object, headers = {}): Promise<TestAnswer> =>
    api.call('PATCH', `/v1/posts/${id}`, { body, headers });
  const get = (path: string): Promise<TestAnswer> => api.call('GET', path);
  const write = (body: object = {}): Promise<TestAnswer> =>
    post(`/v1/brands/${brandId}/posts`, {
      channelIds: [feed],
      scheduledAt: MONDAY,
      content: { text: 'La veste Lise' },
      ...body,
    });
  const refused = ({ status, body }: TestAnswer) => {
    const problem = body as { code: string; errors?: { pointer: string; code: string }[] };
    return [status, problem.code, ...(problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
  };

  it('writes, schedules, edits, unschedules and deletes a post', async () => {
    const draft = await write({ title: 'Zoom', variants: { [feed.toUpperCase()]: { options: { title: 'Lise' } } } });
    expect(draft).toMatchObject({
      status: 201,
      body: {
        state: 'draft',
        scheduledAt: '2026-11-30T08:00:00.000Z',
        localTime: '2026-11-30T09:00',
        language: 'fr',
        variants: { [feed]: { options: { title: 'Lise' } } },
        review: null,
        approvals: [],
        publications: [],
      },
    });
    const { id } = draft.body as { id: string };
    expect(draft.headers.get('etag')).toBe('"1"');
    const scheduled = await post(`/v1/posts/${id}/schedule`);
    expect([scheduled.status, scheduled.body]).toMatchObject([200, { state: 'scheduled' }]);
    expect(refused(await patch(id, { title: 'x' }, { 'if-match': '"1"' }))[0]).toBe(412);
    const edited = await patch(id, { content: { link: 'https://example.org/lise' }, variants: { [feed]: null } });
    expect(edited).toMatchObject({
      status: 200,
      body: { state: 'scheduled', variants: {}, content: { text: 'La veste Lise', link: 'https://example.org/lise' } },
    });
    expect((await post(`/v1/posts/${id}/unschedule`)).body).toMatchObject({ state: 'draft' });
    const history = (await get(`/v1/posts/${id}/history`)).body as { transitions: { verb: string }[] };
    expect(history.transitions.map(({ verb }) => verb)).toEqual(['create', 'schedule', 'edit', 'unschedule']);
    expect((await api.call('DELETE', `/v1/posts/${id}`)).status).toBe(204);
    expect(refused(await get(`/v1/posts/${id}`))).toEqual([404, 'post.not_found']);
  });

  it('points at each field that it cannot take', async () => {
    const poll = { question: '', options: ['a', 'a'], duration: 'one day' };
    const answer = await write({
      colour: 'red',
      scheduledAt: '2026-11-30T09:00',
      channelIds: ['x'],
      labels: null,
      objective: 'fame',
      occurrenceId: 'x',
      content: { text: 'x'.repeat(100_001), mediaIds: ['x'], poll, thread: [{}], link: 'javascript:alert(1)' },
      variants: { [feed]: { text: 1, scheduledAt: '2026-11-30T09:00', other: 1 } },
    });
    expect(refused(answer).slice(0, 2)).toEqual([400, 'request.invalid']);
    expect(new Set(refused(answer).slice(2))).toEqual(
      new Set([
        '/colour field.unknown',
        '/scheduledAt field.instant_offset_required',
        '/channelIds field.id_invalid',
        '/labels field.invalid',
        '/objective field.invalid',
        '/occurrenceId field.id_invalid',
        '/content/text field.too_long',
        '/content/mediaIds field.id_invalid',
        '/content/poll/question field.invalid',
        '/content/poll/options field.invalid',
        '/content/poll/duration field.duration_invalid',
        '/content/thread/0/text field.required',
        '/content/link field.invalid',
        `/variants/${feed}/text field.invalid`,
        `/variants/${feed}/scheduledAt field.instant_offset_required`,
        `/variants/${feed}/other field.unknown`,
      ]),
    );
  });

  it.each<[object, string]>([
    [{ variants: [] }, '/variants field.invalid'],
    [{ variants: 'x' }, '/variants field.invalid'],
    [{ content: [] }, '/content field.invalid'],
    [{ content: { poll: [] } }, '/content/poll field.invalid'],
    [{ content: { thread: 'x' } }, '/content/thread field.invalid'],
    [{ content: null }, '/content field.invalid'],
    [{ sponsored: null }, '/sponsored field.invalid'],
  ])('takes no %j', async (body, error) => {
    expect(refused(await write(body))).toEqual([400, 'request.invalid', error]);
  });

  it('takes no variant that is no object', async () => {
    const answer = await write({ variants: { [feed]: 'x' } });
    expect(answer.status).toBe(400);
    expect(refused(answer)[2]).toMatch(new RegExp(`^/variants/${feed} `));
  });

  it('refuses a variant of a channel that the post does not have', async () => {
    const other = newId();
    expect(refused(await write({ variants: { [other]: { text: 'x' } } }))).toEqual([
      422,
      'post.variant_unknown_channel',
      `/variants/${other} post.variant_unknown_channel`,
    ]);
  });

  it('says what is legal instead', async () => {
    const { id } = (await write()).body as { id: string };
    const answer = await post(`/v1/posts/${id}/approve`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'post.illegal_transition' } });
    expect((answer.body as { allowed: string[] }).allowed).toContain('publish-now');
  });

  it('fills a date with a new post or one that exists, and nothing else beside', async () => {
    const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
    const slot = await post(`/v1/brands/${brandId}/slots`, { title: 'Lundi', format: 'video', recurrence });
    const { nextOccurrences } = slot.body as { nextOccurrences: [{ id: string }, { id: string }] };
    const [first, second] = nextOccurrences;
    const made = await post(`/v1/occurrences/${first.id}/fill`, { content: { text: 'Un lundi' } });
    expect(made).toMatchObject({ status: 200, body: { occurrenceId: first.id, format: 'video' } });
    const { id: postId } = (await write({ scheduledAt: null })).body as { id: string };
    expect(refused(await post(`/v1/occurrences/${second.id}/fill`, { postId, title: 'x' }))).toEqual([
      400,
      'field.unknown',
      '/title field.unknown',
    ]);
    expect(refused(await post(`/v1/occurrences/${first.id}/fill`, { postId }))[1]).toBe('occurrence.already_filled');
    expect((await post(`/v1/occurrences/${second.id}/fill?dryRun=true`, { postId })).status).toBe(200);
    expect((await post(`/v1/occurrences/${second.id}/fill`, { postId })).body).toMatchObject({ id: postId });
    const page = await get('/v1/calendar?from=2026-11-30T00:00:00Z&to=2026-12-08T00:00:00Z&state=filled');
    const { data } = page.body as { data: { occurrence: { id: string } }[] };
    expect(data.map(({ occurrence }) => occurrence.id)).toEqual([first.id, second.id]);
  });

  it('lists by state, label and external id, newest first, page by page', async () => {
    const ids: string[] = [];
    for (const externalId of ['a', 'b', 'c'])
      ids.push(((await write({ externalId, labels: ['liste'] })).body as { id: string }).id);
    const list = async (query: string) =>
      (await get(`/v1/brands/${brandId}/posts?${query}`)).body as { data: { id: string }[]; nextCursor: string };
    const first = await list('label=liste&limit=2');
    const rest = await list(`label=liste&limit=2&cursor=${first.nextCursor}`);
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(ids.reverse());
    expect((await list('externalId=b')).data.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await list('state=published&state=failed')).data).toEqual([]);
    expect(refused(await get(`/v1/brands/${newId()}/posts`))).toEqual([404, 'brand.not_found']);
    expect((await get(`/v1/posts?brandId=${newId()}`)).body).toEqual({ data: [], nextCursor: null });
  });

  it('puts a post under the id another system has for it', async () => {
    const path = `/v1/brands/${brandId}/posts/by-external-id/cms-7`;
    const put = (text: string) => api.call('PUT', path, { body: { content: { text } } });
    const [first, second] = [await put('Un'), await put('Deux')];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toMatchObject({ id: (first.body as { id: string }).id, content: { text: 'Deux' } });
  });

  it('tells the vocabulary in both languages', async () => {
    const { body } = await get('/v1/vocabulary');
    expect(body).toMatchObject({
      objectives: expect.arrayContaining([
        { id: 'sales', family: 'commerce', label: { en: 'Sales', fr: 'Ventes' } },
      ]) as object[],
    });
  });
});
