import { expectStatus, scenario, startTestApi, type TestApi } from '../../../../test/harness/index.js';

let api: TestApi;
let brandId: string;
beforeAll(async () => {
  api = await startTestApi({ now: '2026-11-24T08:00:00Z' });
});
beforeEach(async () => {
  brandId = (await scenario(api).brand()).id;
});
afterAll(() => api.close());

const YEAR = { from: '2026-11-24T08:00:00Z', to: '2027-11-25T08:00:00Z' };
const simulate = (body: object, key?: string) => api.call('POST', '/v1/simulations', { body, key });

it('tells in numbers and one by one what becomes of a slot’s dates, and of a post on them', async () => {
  const to = scenario(api);
  const { id: channelId } = await to.channel(brandId);
  const { id: slotId } = await to.slot(brandId, { channelIds: [channelId] });
  const first = `${slotId}_20261130T0900`;
  const post = expectStatus(
    await api.call('POST', `/v1/occurrences/${first}/fill`, { body: { content: { text: 'Bonjour' } } }),
    200,
  ).body;
  expectStatus(await api.call('POST', `/v1/posts/${post.id}/schedule`), 200);

  const december = { brandIds: [brandId, brandId], from: '2026-11-24T08:00:00Z', to: '2026-12-15T00:00:00Z' };
  const answer = expectStatus(await simulate(december), 200).body;
  expect(answer).toMatchObject({ simulatedAt: '2026-11-24T08:00:00.000Z', truncated: false });
  const place = { timezone: 'Europe/Paris', brandId, slotId, heldFrom: null, shiftedFrom: null, blackout: null };
  const empty = { code: 'empty', en: 'Nothing fills this date.', fr: 'Rien n’occupe cette date.' };
  expect(answer.entries).toEqual([
    {
      ...place,
      ...{ at: '2026-11-30T08:00:00.000Z', localTime: '2026-11-30T09:00', occurrenceId: first },
      ...{ postId: post.id, channelId, outcome: 'published', settledAt: '2026-11-30T08:00:00.000Z' },
      reason: {
        code: 'scheduled',
        en: 'It is scheduled, and nothing stands in its way.',
        fr: 'Programmé, et rien ne s’y oppose.',
      },
    },
    ...['2026-12-07', '2026-12-14'].map((day) => ({
      ...place,
      ...{
        at: `${day}T08:00:00.000Z`,
        localTime: `${day}T09:00`,
        occurrenceId: `${slotId}_${day.replaceAll('-', '')}T0900`,
      },
      ...{ postId: null, channelId: null, outcome: 'empty', reason: empty, settledAt: `${day}T10:00:00.000Z` },
    })),
  ]);
  const none = {
    published: 0,
    missed: 0,
    failed: 0,
    unconfirmed: 0,
    held: 0,
    cancelled: 0,
    empty: 0,
    unscheduled: 0,
    skipped: 0,
  };
  expect(answer.summary).toEqual({
    total: 3,
    byOutcome: { ...none, published: 1, empty: 2 },
    byBrand: [{ brandId, byOutcome: { ...none, published: 1, empty: 2 } }],
    byMonth: [
      { month: '2026-11', byOutcome: { ...none, published: 1 } },
      { month: '2026-12', byOutcome: { ...none, empty: 2 } },
    ],
    gaps: [
      {
        ...{ slotId, brandId, count: 2 },
        first: {
          ...{ occurrenceId: `${slotId}_20261207T0900`, at: '2026-12-07T08:00:00.000Z' },
          ...{ localTime: '2026-12-07T09:00', timezone: 'Europe/Paris' },
        },
      },
    ],
  });
});

it('tells of the past what the rows say of it', async () => {
  const { id: slotId } = await scenario(api).slot(brandId, {
    recurrence: { startsAt: '2026-11-23T07:00', timezone: 'Europe/Paris', rrule: 'FREQ=DAILY' },
  });
  api.clock.set('2026-11-26T07:00:00Z');
  try {
    const { entries } = expectStatus(
      await simulate({ brandIds: [brandId], from: '2026-11-01T00:00:00Z', to: '2026-11-28T00:00:00Z' }),
      200,
    ).body;
    // Before it was made the slot had no dates; the one of this morning is still open.
    expect(
      entries.map(({ occurrenceId, outcome }: { occurrenceId: string; outcome: string }) => [occurrenceId, outcome]),
    ).toEqual(['20261125', '20261126', '20261127'].map((day) => [`${slotId}_${day}T0700`, 'empty']));
  } finally {
    api.clock.set('2026-11-24T08:00:00Z');
  }
});

it('takes 1-50 brands of the caller’s and a window of a year', async () => {
  expectStatus(await simulate({ brandIds: [brandId], ...YEAR }), 200);
  const foreign = await api.addAgency('Ailleurs');
  const other = (await scenario(api).brand()).id;
  const limited = await api.issueKey({ scopes: ['calendar:read'], brands: [brandId] });
  expectStatus(await simulate({ brandIds: [brandId], ...YEAR }, limited), 200);
  for (const [answer, status, code] of [
    [await simulate({ brandIds: [brandId], ...YEAR }, foreign.adminKey), 404, 'brand.not_found'],
    [await simulate({ brandIds: [brandId, other], ...YEAR }, limited), 404, 'brand.not_found'],
    [await simulate({ brandIds: [crypto.randomUUID()], ...YEAR }), 404, 'brand.not_found'],
    [await simulate({ brandIds: [], ...YEAR }), 400, 'request.invalid'],
    [
      await simulate({ brandIds: Array.from({ length: 51 }, () => crypto.randomUUID()), ...YEAR }),
      400,
      'request.invalid',
    ],
    [await simulate({ brandIds: ['x'], ...YEAR }), 400, 'request.invalid'],
    [await simulate({ brandIds: [brandId], from: YEAR.to, to: YEAR.from }), 400, 'request.range_invalid'],
    [await simulate({ brandIds: [brandId], from: YEAR.from, to: YEAR.from }), 400, 'request.range_invalid'],
    [await simulate({ brandIds: [brandId], ...YEAR, to: '2027-11-25T08:00:00.001Z' }), 400, 'request.range_invalid'],
    [await simulate({ brandIds: [brandId], from: '2026-11-24T08:00', to: YEAR.to }), 400, 'request.invalid'],
    [await simulate({ brandIds: [brandId], ...YEAR, year: 1 }), 400, 'request.invalid'],
    [
      await simulate({ brandIds: [brandId], ...YEAR }, await api.issueKey({ scopes: ['calendar:write'] })),
      403,
      'auth.scope_missing',
    ],
  ] as const)
    expect([answer.status, answer.body.code]).toEqual([status, code]);
});
