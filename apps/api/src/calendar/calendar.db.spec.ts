import { newId } from '#kernel';
import { expectStatus, scenario, startTestApi, type TestApi } from '../../../../test/harness/index.js';

/** Monday. */
const NOW = '2026-11-23T08:00:00Z';

interface Entry {
  kind: 'occurrence' | 'post';
  occurrence: { id: string; slotId: string; brandId: string } | null;
  post: { id: string; brandId: string; channelIds: string[] } | null;
  startsAt: string;
  localTime: string;
  state: string;
}

type Query = Readonly<Record<string, string | readonly string[]>>;

describe('the calendar over HTTP', () => {
  let api: TestApi;
  let to: ReturnType<typeof scenario>;

  beforeAll(async () => {
    api = await startTestApi({ now: NOW });
    to = scenario(api);
  });
  afterAll(() => api.close());
  beforeEach(() => {
    api.clock.set(NOW);
  });

  const get = async (path: string, query: Query, key = api.adminKey) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) search.append(name, one);
    return api.call('GET', `${path}?${search.toString()}`, { key });
  };
  /** Every page, one after the other. */
  const listed = async (query: Query, limit = '200'): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await get('/v1/calendar', { ...query, limit, ...(cursor && { cursor }) });
      entries.push(...(expectStatus(page, 200).body.data as Entry[]));
      cursor = page.body.nextCursor as string | null;
    }
    return entries;
  };
  const summary = async (query: Query, key = api.adminKey) =>
    expectStatus(await get('/v1/calendar/summary', query, key), 200).body;
  const member = async (name: string): Promise<string> => {
    const id = newId();
    await api.foundation.dataSource.query(
      'insert into member (id, agency_id, name, email, created_at) values ($1, $2, $3, $4, $5)',
      [id, api.agencyId, name, `${id}@example.org`, NOW],
    );
    return id;
  };
  const slot = (brandId: string, rule: string | null, start: string, fields: object = {}) =>
    to.slot(brandId, { recurrence: { startsAt: start, timezone: 'Europe/Paris', rrule: rule }, ...fields });
  const fill = async (occurrenceId: string) => {
    const body = { content: { text: 'Le pli' } };
    return expectStatus(await api.call('POST', `/v1/occurrences/${occurrenceId}/fill`, { body }), 200).body
      .id as string;
  };
  const patch = async (occurrenceId: string, body: object) =>
    expectStatus(await api.call('PATCH', `/v1/occurrences/${occurrenceId}`, { body }), 200);
  const act = async (postId: string, verb: string) =>
    expectStatus(await api.call('POST', `/v1/posts/${postId}/${verb}`), 200);

  /** Two brands whose dates and posts meet at the same instants, in every state that a plan can have. */
  async function busyBrands() {
    const bakery = await to.brand();
    const tailor = await to.brand({ timezone: 'America/New_York' });
    const [feed, second, elsewhere] = [
      await to.channel(bakery.id),
      await to.channel(bakery.id),
      await to.channel(tailor.id),
    ];
    const daily = await slot(bakery.id, 'FREQ=DAILY', '2026-11-24T09:00', { channelIds: [feed.id] });
    const weekly = await slot(bakery.id, 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30T09:00', { channelIds: [second.id] });
    const yearly = await slot(tailor.id, 'FREQ=YEARLY', '2027-04-05T09:00', { channelIds: [elsewhere.id] });
    const post = (brandId: string, channelId: string, scheduledAt: string) =>
      to.post(brandId, { scheduledAt, channelIds: [channelId] });
    for (let count = 0; count < 3; count++) await post(bakery.id, second.id, '2026-11-30T08:00:00Z');
    await act((await post(bakery.id, feed.id, '2026-11-30T08:00:00Z')).id, 'cancel');
    await act((await post(tailor.id, elsewhere.id, '2026-11-30T08:00:00Z')).id, 'schedule');
    await post(tailor.id, elsewhere.id, '2027-04-05T07:00:00Z');
    await act(await fill(`${daily.id}_20261130T0900`), 'schedule');
    await fill(`${weekly.id}_20261207T0900`);
    await act(await fill(`${daily.id}_20261201T0900`), 'cancel');
    await patch(`${daily.id}_20261202T0900`, { skip: true });
    await patch(`${daily.id}_20261203T0900`, { move: '2026-12-04T09:00' });
    // Beyond the horizon, where the rest is virtual.
    await fill(`${daily.id}_20270405T0900`);
    await patch(`${weekly.id}_20270412T0900`, { move: '2027-04-05T09:00' });
    return { bakery, tailor, feed, second, elsewhere, daily, weekly, yearly };
  }

  const WINDOWS = [
    ['within the horizon', { from: '2026-11-23T00:00:00Z', to: '2026-12-21T00:00:00Z' }],
    ['over the horizon', { from: '2026-11-30T08:00:00Z', to: '2027-05-01T00:00:00Z' }],
    ['beyond the horizon', { from: '2027-04-01T00:00:00Z', to: '2027-06-01T00:00:00Z' }],
  ] as const;

  describe.each(WINDOWS)('%s', (_, window) => {
    let brands: Awaited<ReturnType<typeof busyBrands>>;
    let brandId: string[];
    beforeAll(async () => {
      brands = await busyBrands();
      brandId = [brands.bakery.id, brands.tailor.id];
    });

    /** What the filters have to give, put together from the parts of the api that know nothing of the calendar. */
    async function expected(): Promise<string[]> {
      const entries: string[] = [];
      for (const { id } of [brands.daily, brands.weekly, brands.yearly]) {
        const dates = expectStatus(await get(`/v1/slots/${id}/occurrences`, window), 200).body.data;
        for (const date of dates) entries.push(`${date.startsAt} occurrence ${date.id}`);
      }
      for (const id of brandId) {
        const posts = expectStatus(await get(`/v1/brands/${id}/posts`, { limit: '200' }), 200).body.data;
        for (const post of posts) {
          const at = Date.parse(post.scheduledAt as string);
          const isWithin = at >= Date.parse(window.from) && at < Date.parse(window.to);
          if (isWithin && post.occurrenceId === null && post.state !== 'cancelled')
            entries.push(`${post.scheduledAt} post ${post.id}`);
        }
      }
      return entries.sort();
    }
    const told = (entries: readonly Entry[]) =>
      entries.map(({ startsAt, kind, occurrence, post }) => `${startsAt} ${kind} ${(occurrence ?? post)!.id}`);

    it('lists everything once, in order, in pages of any size', async () => {
      const all = await expected();
      expect(all.length).toBeGreaterThan(20);
      expect(told(await listed({ ...window, brandId }))).toEqual(all);
      expect(told(await listed({ ...window, brandId }, '7'))).toEqual(all);
      expect(told(await listed({ ...window, brandId }, '3'))).toEqual(all);
    });

    it('counts in the summary exactly what it lists, for every filter', async () => {
      const { bakery, tailor, feed, second, elsewhere } = brands;
      const filters: Query[] = [
        { brandId },
        { brandId: [tailor.id] },
        { brandId: [bakery.id], channelId: [feed.id] },
        { channelId: [second.id, elsewhere.id] },
        { brandId: [tailor.id], channelId: [feed.id] },
      ];
      for (const filter of filters) {
        const entries = await listed({ ...window, ...filter });
        const { counts } = await summary({ ...window, ...filter });
        const byState: Record<string, number> = {};
        const byBrand = new Map<string, Record<string, number>>();
        for (const { state, occurrence, post } of entries) {
          const states = byBrand.get((occurrence ?? post)!.brandId) ?? {};
          byBrand.set((occurrence ?? post)!.brandId, states);
          byState[state] = (byState[state] ?? 0) + 1;
          states[state] = (states[state] ?? 0) + 1;
        }
        expect(counts).toEqual({
          total: entries.length,
          byState,
          byBrand: [...byBrand]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([id, states]) => ({
              brandId: id,
              total: Object.values(states).reduce((sum, count) => sum + count, 0),
              byState: states,
            })),
        });
      }
    });

    it('narrows to channels and states as each entry shows them', async () => {
      const { feed, second, daily, weekly } = brands;
      const all = await listed({ ...window, brandId });
      const onChannel = (entry: Entry, channelId: string) =>
        entry.post ? entry.post.channelIds.includes(channelId) : entry.occurrence?.slotId === slotOf.get(channelId);
      const slotOf = new Map([
        [feed.id, daily.id],
        [second.id, weekly.id],
      ]);
      for (const { id } of [feed, second])
        expect(told(await listed({ ...window, channelId: id }))).toEqual(
          told(all.filter((entry) => onChannel(entry, id))),
        );
      for (const state of ['open', 'draft', 'scheduled', 'skipped', 'published'])
        expect(told(await listed({ ...window, brandId, state }))).toEqual(
          told(all.filter((entry) => entry.state === state)),
        );
    });
  });

  it('shows cancelled posts only when asked for, filled dates by their own state too', async () => {
    const { bakery, daily, weekly } = await busyBrands();
    const window = { from: '2026-11-23T00:00:00Z', to: '2026-12-21T00:00:00Z', brandId: bakery.id };
    const cancelled = await listed({ ...window, state: 'cancelled' });
    expect(cancelled.map(({ kind, state }) => [kind, state])).toEqual([['post', 'cancelled']]);
    const filled = await listed({ ...window, state: 'filled' });
    expect(filled.map(({ occurrence, state }) => [occurrence?.id, state])).toEqual([
      [`${daily.id}_20261130T0900`, 'scheduled'],
      [`${weekly.id}_20261207T0900`, 'draft'],
    ]);
  });

  it('goes on after a page whose entries have changed meanwhile', async () => {
    const { id: brandId } = await to.brand();
    const { id: slotId } = await slot(brandId, 'FREQ=DAILY', '2026-11-24T09:00');
    const window = { from: '2026-11-24T00:00:00Z', to: '2026-11-29T00:00:00Z', brandId, limit: '2' };
    const first = expectStatus(await get('/v1/calendar', window), 200).body;
    await patch(`${slotId}_20261125T0900`, { move: '2026-11-28T20:00' });
    const rest = expectStatus(
      await get('/v1/calendar', { ...window, limit: '200', cursor: first.nextCursor }),
      200,
    ).body;
    expect(rest.data.map(({ localTime }: Entry) => localTime)).toEqual([
      '2026-11-26T09:00',
      '2026-11-27T09:00',
      '2026-11-28T09:00',
      '2026-11-28T20:00',
    ]);
  });

  it.each([
    'x',
    ['2026-11-24T08:00:00.000Z', 'post', 'not-an-id'],
    ['2026-11-24T08:00:00.000Z', 'occurrence', '\0'],
    ['2026-11-24T08:00:00.000Z', 'other', 'x'],
    ['yesterday', 'post', '01a22007-4c20-749b-99e0-a3e2cad858de'],
    ['2026-11-24T08:00:00.000Z', 'post'],
  ])('refuses the cursor %j', async (cursor) => {
    const encoded = Array.isArray(cursor) ? Buffer.from(JSON.stringify(cursor)).toString('base64url') : cursor;
    const window = { from: '2026-11-23T00:00:00Z', to: '2026-12-21T00:00:00Z' };
    const { body } = expectStatus(await get('/v1/calendar', { ...window, cursor: encoded }), 400);
    expect(body.code).toBe('request.cursor_invalid');
  });

  describe('gaps', () => {
    const window = { from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z' };

    it('are the open dates of the next days, whatever the window, with who sees to them', async () => {
      const { id: brandId } = await to.brand();
      const [anne, basile] = [await member('Anne'), await member('Basile')];
      const { id } = await slot(brandId, 'FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-23T18:00', {
        ownerId: anne,
        title: 'Le geste',
      });
      await patch(`${id}_20261130T1800`, { assigneeId: basile });
      await fill(`${id}_20261125T1800`);
      await patch(`${id}_20261202T1800`, { skip: true });
      await slot(brandId, 'FREQ=DAILY', '2026-11-24T10:00', { whenEmpty: 'skip' });
      const asleep = await slot(brandId, 'FREQ=DAILY', '2026-11-24T11:00');
      await patch(`${asleep.id}_20261124T1100`, { note: 'reste ouverte' });
      expectStatus(await api.call('PATCH', `/v1/slots/${asleep.id}`, { body: { active: false } }), 200);

      const { gaps, gapsTruncated } = await summary({ ...window, brandId });
      const common = {
        slotId: id,
        brandId,
        title: 'Le geste',
        format: 'video',
        timezone: 'Europe/Paris',
        ownerId: anne,
      };
      expect(gaps).toEqual([
        {
          ...common,
          occurrenceId: `${id}_20261123T1800`,
          startsAt: '2026-11-23T17:00:00.000Z',
          localTime: '2026-11-23T18:00',
          assigneeId: null,
          daysLeft: 0,
        },
        {
          ...common,
          occurrenceId: `${id}_20261130T1800`,
          startsAt: '2026-11-30T17:00:00.000Z',
          localTime: '2026-11-30T18:00',
          assigneeId: basile,
          daysLeft: 7,
        },
      ]);
      expect(gapsTruncated).toBe(false);
      expect((await summary({ ...window, brandId, gapDays: '7' })).gaps).toHaveLength(1);
      const abroad = await summary({ ...window, brandId, timezone: 'Pacific/Auckland' });
      expect(abroad.gaps[0]).toMatchObject({
        localTime: '2026-11-24T06:00',
        timezone: 'Pacific/Auckland',
        daysLeft: 1,
      });
    });

    it('are cut after 500, and it is said', async () => {
      const { id: brandId } = await to.brand();
      for (let count = 0; count < 36; count++) await slot(brandId, 'FREQ=DAILY', '2026-11-23T18:00');
      const { gaps, gapsTruncated } = await summary({ ...window, brandId });
      expect([gaps.length, gapsTruncated]).toEqual([500, true]);
    });
  });

  describe('load', () => {
    it('adds up the effort of each week for whoever does the work', async () => {
      const { id: brandId } = await to.brand();
      const [anne, basile] = [await member('Anne'), await member('Basile')];
      const video = { ownerId: anne, effortMinutes: 90 };
      const { id } = await slot(brandId, 'FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-23T09:30', video);
      await slot(brandId, 'FREQ=WEEKLY;BYDAY=TU', '2026-11-24T09:30');
      await patch(`${id}_20261125T0930`, { assigneeId: basile });
      await patch(`${id}_20261202T0930`, { skip: true });
      await fill(`${id}_20261130T0930`);
      await to.post(brandId, { scheduledAt: '2026-11-25T09:00:00Z' });
      const { load, loadTruncated } = await summary({ from: NOW, to: '2026-12-07T00:00:00Z', brandId });
      const mine = { memberId: anne, memberName: 'Anne', minutes: 90, occurrences: 1 };
      const nobody = { memberId: null, memberName: null, minutes: 0, occurrences: 1 };
      expect(load).toEqual([
        { week: '2026-W48', ...mine },
        { week: '2026-W48', memberId: basile, memberName: 'Basile', minutes: 90, occurrences: 1 },
        { week: '2026-W48', ...nobody },
        { week: '2026-W49', ...mine },
        { week: '2026-W49', ...nobody },
      ]);
      expect(loadTruncated).toBe(false);
    });

    it('begins its weeks where the asked zone does, with a row for a date or without', async () => {
      const { id: brandId } = await to.brand();
      // Sunday 23:30 in Paris is Monday in Auckland; the first is a row, those of April are virtual.
      await slot(brandId, 'FREQ=WEEKLY;BYDAY=SU', '2026-11-29T23:30', { effortMinutes: 10 });
      const weeks = async (query: { from: string; to: string; timezone?: string }) =>
        (await summary({ ...query, brandId })).load.map(({ week, minutes }: { week: string; minutes: number }) => [
          week,
          minutes,
        ]);
      const november = { from: '2026-11-28T00:00:00Z', to: '2026-12-01T00:00:00Z' };
      expect(await weeks(november)).toEqual([['2026-W48', 10]]);
      expect(await weeks({ ...november, timezone: 'Europe/Paris' })).toEqual([['2026-W48', 10]]);
      expect(await weeks({ ...november, timezone: 'Pacific/Auckland' })).toEqual([['2026-W49', 10]]);
      const april = { from: '2027-04-01T00:00:00Z', to: '2027-04-06T00:00:00Z' };
      expect(await weeks(april)).toEqual([['2027-W13', 10]]);
      expect(await weeks({ ...april, timezone: 'Pacific/Auckland' })).toEqual([['2027-W14', 10]]);
      const turn = { from: '2027-01-01T00:00:00Z', to: '2027-01-05T00:00:00Z' };
      expect(await weeks(turn)).toEqual([['2026-W53', 10]]);
      expect(await weeks({ ...turn, timezone: 'Pacific/Auckland' })).toEqual([['2027-W01', 10]]);
    });
  });

  it('keeps a key to its brands, in list and summary', async () => {
    const { bakery, tailor } = await busyBrands();
    const key = await api.issueKey({ scopes: ['calendar:read'], brands: [tailor.id] });
    const window = { from: '2026-11-23T00:00:00Z', to: '2026-12-21T00:00:00Z' };
    const { counts, gaps, load } = await summary(window, key);
    expect(counts.byBrand.map(({ brandId }: { brandId: string }) => brandId)).toEqual([tailor.id]);
    expect([gaps, load]).toEqual([[], []]);
    expect((await summary({ ...window, brandId: bakery.id }, key)).counts).toEqual({
      total: 0,
      byState: {},
      byBrand: [],
    });
    const blind = await api.issueKey({ scopes: ['posts:approve'] });
    expectStatus(await get('/v1/calendar/summary', window, blind), 403);
  });

  it.each([
    ['a window upside down', { to: '2026-11-22T00:00:00Z' }, '?to', 'request.range_invalid'],
    ['more than 400 days', { to: '2027-12-29T00:00:00Z' }, '?to', 'request.range_invalid'],
    ['no offset', { from: '2026-11-23T00:00:00' }, '?from', 'field.instant_offset_required'],
    ['an unknown zone', { timezone: 'Europe/Pari' }, '?timezone', 'field.zone_unknown'],
    ['gaps beyond what stands', { gapDays: '61' }, '?gapDays', 'field.invalid'],
    ['half a day', { gapDays: '0.5' }, '?gapDays', 'field.invalid'],
    ['a filter of states', { state: 'open' }, '?state', 'field.unknown'],
  ])('refuses %s', async (_, query, pointer, code) => {
    const window = { from: '2026-11-23T00:00:00Z', to: '2026-12-21T00:00:00Z' };
    const { body } = expectStatus(await get('/v1/calendar/summary', { ...window, ...query }), 400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });
});
