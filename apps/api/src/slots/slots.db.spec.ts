import { startTestApi, type TestAnswer, type TestApi } from '../../../../test/harness/index.js';

const NOW = '2026-11-23T12:00:00Z';
const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
const VIDEO = { title: 'Vidéo du lundi', format: 'video', recurrence };
const NOBODY = '01a22007-4c20-749b-99e0-a3e2cad858de';

describe('the routes of slots', () => {
  let api: TestApi;
  let brandId: string;

  beforeAll(async () => {
    api = await startTestApi({ now: NOW });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const body = { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' };
    brandId = (await api.call('POST', '/v1/brands', { body })).body.id;
  });

  const call = (method: string, path: string, body?: unknown, ifMatch?: string): Promise<TestAnswer> =>
    api.call(method, path, { body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });
  const create = async (fields: object = {}) => call('POST', `/v1/brands/${brandId}/slots`, { ...VIDEO, ...fields });
  const refusal = ({ status, body }: TestAnswer) => [
    status,
    body.errors?.[0]?.pointer,
    body.errors?.[0]?.code ?? body.code,
  ];
  const WINDOW = 'from=2026-11-23T00:00:00Z&to=2026-12-10T00:00:00Z';

  it('make, read, change and archive a slot', async () => {
    const made = await create();
    expect(made).toMatchObject({
      status: 201,
      body: { etag: '"1"', title: 'Vidéo du lundi', nextOccurrences: { length: 3 } },
    });
    const path = `/v1/slots/${made.body.id}`;
    expect((await call('GET', path)).body).toEqual(made.body);
    expect((await call('GET', `/v1/brands/${brandId}/slots?active=true`)).body.data).toEqual([made.body]);
    expect((await call('GET', `/v1/brands/${brandId}/slots?active=false`)).body.data).toEqual([]);
    const changed = await call('PATCH', path, { brief: 'Une idée' }, '"1"');
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await call('PATCH', path, { brief: null }, '"1"')).status).toBe(412);
    expect((await call('DELETE', path)).status).toBe(204);
    expect(refusal(await call('GET', path))).toEqual([404, undefined, 'slot.not_found']);
  });

  it('tell what an edit would do, and do it', async () => {
    const { id } = (await create()).body;
    const list = async () => (await call('GET', `/v1/slots/${id}/occurrences?${WINDOW}`)).body.data;
    const [first] = await list();
    await call('PATCH', `/v1/occurrences/${first.id}`, { note: 'avec Paul' });
    const edit = { recurrence: { ...recurrence, rrule: 'FREQ=WEEKLY;BYDAY=TU' } };
    const planned = await call('PATCH', `/v1/slots/${id}?dryRun=true`, edit);
    expect(planned.body.conflicts).toMatchObject([{ occurrenceId: first.id, reason: 'no_date' }]);
    expect((await list()).map((date: { localTime: string }) => date.localTime)).toEqual([
      '2026-11-30T09:00',
      '2026-12-07T09:00',
    ]);
    expect((await call('PATCH', `/v1/slots/${id}`, edit)).body).toEqual(planned.body);
    expect((await list()).map((date: { localTime: string }) => date.localTime)).toEqual([
      '2026-11-30T09:00',
      '2026-12-01T09:00',
      '2026-12-08T09:00',
    ]);
  });

  it('take the planned post of a date along with it, and give it back when the slot goes', async () => {
    const channel = { networkId: 'feed', displayName: 'Site' };
    const { id: channelId } = (await call('POST', `/v1/brands/${brandId}/channels`, channel)).body;
    const { id } = (await create({ channelIds: [channelId] })).body;
    const occurrence = `/v1/occurrences/${id}_20261130T0900`;
    const filled = await call('POST', `${occurrence}/fill`, { content: { text: 'Bonjour' } });
    const postId = filled.body.postId ?? filled.body.id;
    expect((await call('POST', `/v1/posts/${postId}/schedule`)).status).toBe(200);
    const dueAt = async () => (await call('GET', `/v1/posts/${postId}/publications`)).body.data[0].dueAt;
    expect(await dueAt()).toBe('2026-11-30T08:00:00.000Z');
    const later = { ...recurrence, startsAt: '2026-11-30T10:00' };
    expect((await call('PATCH', `/v1/slots/${id}`, { recurrence: later })).body.plan.mapped).toHaveLength(1);
    expect(await dueAt()).toBe('2026-11-30T09:00:00.000Z');
    expect((await call('PATCH', occurrence, { move: '2026-12-01T11:00' })).body).toMatchObject({
      state: 'filled',
      postId,
    });
    expect(await dueAt()).toBe('2026-12-01T10:00:00.000Z');
    expect((await call('DELETE', `/v1/slots/${id}`)).status).toBe(204);
    expect((await call('GET', `/v1/posts/${postId}`)).body).toMatchObject({ state: 'draft', occurrenceId: null });
  });

  it('upsert by external id: 201, then 200', async () => {
    const put = (title: string) =>
      call('PUT', `/v1/brands/${brandId}/slots/by-external-id/cms%201`, { ...VIDEO, title });
    expect(await put('A')).toMatchObject({ status: 201, body: { externalId: 'cms 1' } });
    expect(await put('B')).toMatchObject({ status: 200, body: { title: 'B', plan: null } });
  });

  it('skip, move and read one date', async () => {
    const { id } = (await create()).body;
    const path = `/v1/occurrences/${id}_20261130T0900`;
    const skipped = await call('PATCH', path, { skip: true, reason: 'férié' });
    expect(skipped).toMatchObject({ status: 200, body: { state: 'skipped', stateReason: 'férié', etag: '"2"' } });
    expect((await call('PATCH', path, { skip: false, move: null })).body).toMatchObject({ state: 'open' });
    expect((await call('PATCH', path, { move: '2026-12-01T10:30:00Z' })).body).toMatchObject({
      localTime: '2026-12-01T11:30',
      moved: true,
    });
    expect((await call('GET', path)).body).toMatchObject({ originalStart: '2026-11-30T09:00', moved: true });
  });

  it.each([
    ['an unknown field', { colour: 'red' }, [400, '/colour', 'field.unknown']],
    ['no recurrence', { recurrence: undefined }, [400, '/recurrence', 'field.required']],
    ['a recurrence of null', { recurrence: null }, [400, '/recurrence', 'field.invalid']],
    ['a title of null', { title: null }, [400, '/title', 'field.invalid']],
    ['evergreen', { whenEmpty: 'evergreen' }, [422, '/whenEmpty', 'slot.evergreen_unsupported']],
    ['too many lead times', { leadTimes: Array(11).fill('P1D') }, [400, '/leadTimes', 'field.invalid']],
    ['a lead time that is none', { leadTimes: ['P1D', 'soon'] }, [400, '/leadTimes', 'field.duration_invalid']],
    ['a lead time beyond what stands in the database', { leadTimes: ['P85D'] }, [400, '/leadTimes/0', 'field.invalid']],
    ['no lead to speak of', { leadTimes: ['P1D', 'PT59S'] }, [400, '/leadTimes/1', 'field.invalid']],
    ['an effort below none', { effortMinutes: -1 }, [400, '/effortMinutes', 'field.invalid']],
    ['an effort above a week', { effortMinutes: 10_081 }, [400, '/effortMinutes', 'field.invalid']],
    ['half a minute of effort', { effortMinutes: 0.5 }, [400, '/effortMinutes', 'field.invalid']],
    ['an owner who is nobody', { ownerId: NOBODY }, [404, '/ownerId', 'member.not_found']],
    ['a medium nobody requires', { requires: { media: ['hologram'] } }, [400, '/requires/media', 'field.invalid']],
    ['an objective that is none', { objective: 'awarenes' }, [400, '/objective', 'field.invalid']],
    [
      'an offset in startsAt',
      { recurrence: { ...recurrence, startsAt: '2026-11-30T09:00+01:00' } },
      [400, '/recurrence/startsAt', 'field.local_time_required'],
    ],
    [
      'an unknown zone',
      { recurrence: { ...recurrence, timezone: 'Europe/Lutetia' } },
      [400, '/recurrence/timezone', 'field.zone_unknown'],
    ],
    [
      'a rule that never occurs',
      { recurrence: { ...recurrence, rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' } },
      [422, '/recurrence/rrule', 'slot.rrule_never_occurs'],
    ],
  ])('refuse %s', async (_, fields, expected) => {
    expect(refusal(await create(fields))).toEqual(expected);
  });

  it('refuse a patch that would empty what must not be empty', async () => {
    const { id } = (await create()).body;
    for (const field of [
      'title',
      'format',
      'recurrence',
      'leadTimes',
      'lateWindow',
      'requires',
      'active',
      'channelIds',
    ])
      expect(refusal(await call('PATCH', `/v1/slots/${id}`, { [field]: null }))).toEqual([
        400,
        `/${field}`,
        expect.stringMatching(/^field\./),
      ]);
  });

  it('refuse ids and windows that cannot be read', async () => {
    const { id } = (await create()).body;
    expect((await call('GET', '/v1/slots/nonsense')).body.code).toBe('field.id_invalid');
    expect((await call('GET', `/v1/occurrences/${id}`)).body.code).toBe('field.id_invalid');
    expect((await call('GET', `/v1/occurrences/${id}_20261201T0900`)).body.code).toBe('occurrence.not_found');
    expect(refusal(await call('GET', `/v1/slots/${id}/occurrences?from=2026-11-23T00:00:00Z`))).toEqual([
      400,
      '?to',
      'field.required',
    ]);
    const backwards = 'from=2026-11-23T00:00:00Z&to=2026-11-22T00:00:00Z';
    expect(refusal(await call('GET', `/v1/slots/${id}/occurrences?${backwards}`))).toEqual([
      400,
      '?to',
      'request.range_invalid',
    ]);
    expect(refusal(await call('PATCH', `/v1/slots/${id}?dryRun=maybe`, {}))).toEqual([400, '?dryRun', 'field.invalid']);
    expect(refusal(await call('PATCH', `/v1/occurrences/${id}_20261130T0900`, { move: 'tomorrow' }))).toEqual([
      400,
      '/move',
      'field.instant_offset_required',
    ]);
  });

  it('preview a recurrence, in both languages, with what the clocks and months do to it (T10)', async () => {
    const body = {
      recurrence: {
        startsAt: '2027-01-31T02:30',
        timezone: 'Europe/Paris',
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=31',
        monthEnd: 'clamp',
      },
      count: 3,
    };
    const { status, body: preview } = await call('POST', '/v1/recurrence/preview', body);
    expect(status).toBe(200);
    expect(preview.occurrences.map(({ localTime, adjusted }: Record<string, string>) => [localTime, adjusted])).toEqual(
      [
        ['2027-01-31T02:30', null],
        ['2027-02-28T02:30', 'clamp'],
        ['2027-03-31T02:30', null],
      ],
    );
    expect(Object.keys(preview.description)).toEqual(['en', 'fr']);
    const past = await call('POST', '/v1/recurrence/preview', { recurrence, from: '2027-01-04T08:00:00Z', count: 1 });
    expect(past.body.occurrences).toMatchObject([{ startsAt: '2027-01-04T08:00:00.000Z' }]);
    expect(refusal(await call('POST', '/v1/recurrence/preview', { text: 'tous les lundis' }))[0]).toBe(400);
  });
});
