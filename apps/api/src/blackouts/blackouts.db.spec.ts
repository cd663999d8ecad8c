import { startTestApi, type TestAnswer, type TestApi } from '../../../../test/harness/index.js';

const NOW = '2026-11-23T12:00:00Z';
const WINDOW = { from: '2026-12-07T00:00:00+01:00', to: '2026-12-08T00:00:00+01:00' };
const NIGHTS = {
  recurrence: { startsAt: '2026-11-01T20:00', timezone: 'Europe/Paris', rrule: 'FREQ=DAILY' },
  duration: 'PT12H',
};
const UNKNOWN = '0193a000-0000-7000-8000-000000000001';

describe('the routes of blackouts', () => {
  let api: TestApi;
  let brandId: string;
  let slotId: string;

  beforeAll(async () => {
    api = await startTestApi({ now: NOW });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const brand = { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' };
    brandId = (await api.call('POST', '/v1/brands', { body: brand })).body.id;
    const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
    const slot = { title: 'Vidéo du lundi', format: 'video', recurrence };
    slotId = (await api.call('POST', `/v1/brands/${brandId}/slots`, { body: slot })).body.id;
  });

  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}, key?: string) =>
    api.call(method, path, { body, headers, ...(key && { key }) });
  const create = (fields: object, query = '', key?: string) =>
    call('POST', `/v1/blackouts${query}`, { brandId, title: 'Fermé', action: 'skip', ...fields }, {}, key);
  const refusal = ({ status, body }: TestAnswer) => [
    status,
    body.errors?.[0]?.pointer,
    body.errors?.[0]?.code ?? body.code,
  ];
  const states = async () => {
    const path = `/v1/slots/${slotId}/occurrences?from=2026-11-24T00:00:00Z&to=2026-12-15T00:00:00Z`;
    return (await call('GET', path)).body.data.map(
      ({ state, localTime }: { state: string; localTime: string }) => `${localTime.slice(5, 10)} ${state}`,
    );
  };
  const OPEN = ['11-30 open', '12-07 open', '12-14 open'];

  it('make, read, list, change and delete one, each with its plan', async () => {
    const planned = await create({ window: WINDOW, action: 'shift' }, '?dryRun=true');
    expect(planned).toMatchObject({ status: 201, body: { plan: { counts: { shift: 1, held: 0 } } } });
    expect(await states()).toEqual(OPEN);
    expect((await call('GET', '/v1/blackouts')).body.data).toEqual([]);

    const made = await create({ window: WINDOW, action: 'shift' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        brandId,
        window: { from: '2026-12-06T23:00:00.000Z', to: '2026-12-07T23:00:00.000Z' },
        recurrence: null,
        holidays: null,
        appliesTo: 'slots',
        shift: { direction: 'after', maxDays: 7, avoidWeekend: false },
        etag: '"1"',
        plan: {
          counts: { skip: 0, shift: 1, require_approval: 0, restore: 0, held: 0, released: 0 },
          occurrences: [
            {
              change: 'shift',
              slotId,
              from: { localTime: '2026-12-07T09:00', state: 'open', blackout: null },
              to: { localTime: '2026-12-08T09:00', state: 'open', blackout: { from: '2026-12-07T09:00' } },
            },
          ],
          posts: [],
        },
      },
    });
    const { plan: _, ...blackout } = made.body;
    const path = `/v1/blackouts/${blackout.id}`;
    expect((await call('GET', path)).body).toEqual(blackout);
    expect((await call('GET', `/v1/blackouts?brandId=${brandId}`)).body).toEqual({
      data: [blackout],
      nextCursor: null,
    });
    expect(await states()).toEqual(['11-30 open', '12-08 open', '12-14 open']);

    const change = { action: 'skip' };
    expect((await call('PATCH', `${path}?dryRun=true`, change)).body.plan.counts).toMatchObject({ skip: 1 });
    expect((await call('PATCH', path, change, { 'if-match': '"1"' })).body).toMatchObject({ etag: '"2"', shift: null });
    expect((await call('PATCH', path, change, { 'if-match': '"1"' })).status).toBe(412);
    expect(await states()).toEqual(['11-30 open', '12-07 skipped', '12-14 open']);

    const rehearsed = await call('DELETE', `${path}?dryRun=true`);
    expect(rehearsed).toMatchObject({ status: 200, body: { plan: { counts: { restore: 1 } } } });
    expect((await call('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await states()).toEqual(OPEN);
    expect(refusal(await call('GET', path))).toEqual([404, undefined, 'blackout.not_found']);
    const { data } = (await call('GET', `/v1/events?brandId=${brandId}&limit=200`)).body;
    const types = data.map(({ type }: { type: string }) => type).filter((type: string) => type.startsWith('blackout.'));
    expect(types).toEqual(['blackout.created', 'blackout.updated', 'blackout.deleted']);
  });

  it('take quiet hours and holidays, and page', async () => {
    expect((await create(NIGHTS)).body).toMatchObject({ duration: 'PT12H', recurrence: { rrule: 'FREQ=DAILY' } });
    const made = await create({ holidays: { country: 'fr', region: '67', types: ['public', 'observance'] } });
    expect(made.body.holidays).toEqual({ country: 'FR', region: '67', types: ['public', 'observance'] });
    const first = (await call('GET', `/v1/blackouts?brandId=${brandId}&limit=1`)).body;
    expect(first.data).toMatchObject([{ id: made.body.id }]);
    const second = (await call('GET', `/v1/blackouts?brandId=${brandId}&limit=1&cursor=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ data: [{ duration: 'PT12H' }], nextCursor: null });
  });

  it.each<[string, object, number, string | undefined, string]>([
    ['nothing', {}, 400, undefined, 'blackout.kind_ambiguous'],
    ['two kinds', { ...NIGHTS, window: WINDOW }, 400, undefined, 'blackout.kind_ambiguous'],
    [
      'a time without offset',
      { window: { ...WINDOW, from: '2026-12-07T00:00' } },
      400,
      '/window/from',
      'field.instant_offset_required',
    ],
    ['upside down', { window: { from: WINDOW.to, to: WINDOW.from } }, 400, '/window/to', 'field.invalid'],
    ['eight days', { ...NIGHTS, duration: 'P8D' }, 400, '/duration', 'field.invalid'],
    [
      'an unknown zone',
      { ...NIGHTS, recurrence: { ...NIGHTS.recurrence, timezone: 'Europe/Pari' } },
      400,
      '/recurrence/timezone',
      'field.zone_unknown',
    ],
    ['a null window', { window: null }, 400, '/window', 'field.invalid'],
    ['an unknown country', { holidays: { country: 'XX' } }, 400, '/holidays/country', 'blackout.country_unknown'],
    [
      'an unknown region',
      { holidays: { country: 'FR', region: '99' } },
      400,
      '/holidays/region',
      'blackout.region_unknown',
    ],
    ['an unknown type', { holidays: { country: 'FR', types: ['feast'] } }, 400, '/holidays/types', 'field.invalid'],
    ['no types', { holidays: { country: 'FR', types: [] } }, 400, '/holidays/types', 'field.invalid'],
    ['a shift of a skip', { window: WINDOW, shift: { maxDays: 2 } }, 400, '/shift', 'field.invalid'],
    [
      'too far a shift',
      { window: WINDOW, action: 'shift', shift: { maxDays: 32 } },
      400,
      '/shift/maxDays',
      'field.invalid',
    ],
    ['an unknown action', { window: WINDOW, action: 'forbid' }, 400, '/action', 'field.invalid'],
    ['an unknown field', { window: WINDOW, reason: 'x' }, 400, '/reason', 'field.unknown'],
    ['an unknown brand', { window: WINDOW, brandId: UNKNOWN }, 404, undefined, 'brand.not_found'],
  ])('refuse %s', async (_, fields, status, pointer, code) => {
    expect(refusal(await create(fields))).toEqual([status, pointer, code]);
    expect((await call('GET', `/v1/blackouts?brandId=${brandId}`)).body.data).toEqual([]);
  });

  it('name the valid regions in the language of the caller', async () => {
    const body = { brandId, title: 'Fermé', action: 'skip', holidays: { country: 'BE', region: 'XYZ' } };
    const french = await call('POST', '/v1/blackouts', body, { 'accept-language': 'fr' });
    expect(french.body.errors[0].message).toContain('BRU, DE, VLG, WAL');
  });

  it('keep brands apart', async () => {
    const other = (await call('POST', '/v1/brands', { name: 'Autre', timezone: 'Europe/Paris' })).body.id;
    const key = await api.issueKey({ brands: [other] });
    expect(refusal(await create({ window: WINDOW, brandId: null }, '', key))).toEqual([
      403,
      undefined,
      'auth.agency_wide_forbidden',
    ]);
    expect(refusal(await create({ window: WINDOW }, '', key))[0]).toBe(404);
    const own = (await create({ window: WINDOW })).body.id;
    const wide = (await create({ window: WINDOW, brandId: null })).body.id;
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect((await call(method, `/v1/blackouts/${own}`, method === 'PATCH' ? {} : undefined, {}, key)).status).toBe(
        404,
      );
    // What closes its calendar it may see, not change.
    expect((await call('GET', `/v1/blackouts/${wide}`, undefined, {}, key)).status).toBe(200);
    expect((await call('GET', '/v1/blackouts', undefined, {}, key)).body.data).toMatchObject([{ id: wide }]);
    expect((await call('PATCH', `/v1/blackouts/${wide}`, { title: 'X' }, {}, key)).status).toBe(403);
    expect((await call('DELETE', `/v1/blackouts/${wide}`, undefined, {}, key)).status).toBe(403);
    const stranger = await api.addAgency('Autre agence');
    expect((await call('GET', `/v1/blackouts/${wide}`, undefined, {}, stranger.adminKey)).status).toBe(404);
    const reader = await api.issueKey({ scopes: ['calendar:read'] });
    expect((await create({ window: WINDOW }, '', reader)).status).toBe(403);
    expect((await call('DELETE', `/v1/blackouts/${wide}`)).status).toBe(204);
  });

  it('of the agency close every brand, those of a brand its own calendar alone', async () => {
    const other = (await call('POST', '/v1/brands', { name: 'Autre', timezone: 'Europe/Paris' })).body.id;
    const own = (await create({ window: WINDOW, brandId: other })).body;
    expect(own.plan.counts.skip).toBe(0);
    expect(await states()).toEqual(OPEN);
    const wide = (await create({ window: WINDOW, brandId: null })).body;
    expect(wide.plan.counts.skip).toBeGreaterThanOrEqual(1);
    expect(await states()).toEqual(['11-30 open', '12-07 skipped', '12-14 open']);
    const filtered = (await call('GET', `/v1/blackouts?brandId=${brandId}`)).body.data;
    expect(filtered.map(({ id }: { id: string }) => id)).toEqual([wide.id]);
    expect((await call('DELETE', `/v1/blackouts/${wide.id}`)).status).toBe(204);
  });

  it('and slots made at the same moment never miss each other', async () => {
    const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
    const slot = { title: 'Sondage', format: 'poll', recurrence };
    const [, ...made] = await Promise.all([
      create({ window: WINDOW }),
      ...Array.from({ length: 5 }, () => call('POST', `/v1/brands/${brandId}/slots`, slot)),
    ]);
    for (const { body } of made) {
      const path = `/v1/slots/${body.id}/occurrences?from=2026-12-07T00:00:00Z&to=2026-12-08T00:00:00Z`;
      expect((await call('GET', path)).body.data).toMatchObject([{ state: 'skipped' }]);
    }
  });

  it('make one for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'noel-1' };
    const body = { brandId, title: 'Noël', action: 'skip', window: WINDOW };
    const [first, again] = [
      await call('POST', '/v1/blackouts', body, headers),
      await call('POST', '/v1/blackouts', body, headers),
    ];
    expect(again.body).toEqual(first.body);
    expect((await call('GET', `/v1/blackouts?brandId=${brandId}`)).body.data).toHaveLength(1);
  });

  it('show a calendar of holidays before it closes anything', async () => {
    const alsace = await call('GET', '/v1/holidays?country=FR&region=67&year=2027');
    expect(alsace.body).toMatchObject({ country: 'FR', region: '67', year: 2027 });
    expect(alsace.body.holidays).toContainEqual({
      date: '2027-03-26',
      type: 'public',
      name: { en: 'Good Friday', fr: 'Vendredi saint' },
      substitute: false,
    });
    expect(alsace.body.regions).toContainEqual(expect.objectContaining({ code: '57' }));
    expect((await call('GET', '/v1/holidays?country=FR')).body.year).toBe(2026);
    expect(refusal(await call('GET', '/v1/holidays?country=XX'))).toEqual([
      400,
      '?country',
      'blackout.country_unknown',
    ]);
    expect(refusal(await call('GET', '/v1/holidays?country=FR&region=75'))).toEqual([
      400,
      '?region',
      'blackout.region_unknown',
    ]);
    expect(refusal(await call('GET', '/v1/holidays?country=FR&year=soon'))).toEqual([400, '?year', 'field.invalid']);
    expect((await call('GET', '/v1/holidays')).status).toBe(400);
  });
});
