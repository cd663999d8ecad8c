import { expectStatus, scenario, startTestService, type TestAnswer, type TestService } from '../harness/index.js';

let service: TestService;
let brandId: string;
let channelId: string;
let strangerId: string;
beforeAll(async () => {
  service = await startTestService();
  const { brand, channel } = scenario(service);
  brandId = (await brand()).id;
  channelId = (await channel(brandId)).id;
  strangerId = (await channel((await brand()).id)).id;
});
afterAll(() => service.close());

const RECURRENCE = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
const slot = (fields: object): object => ({
  title: 'Vidéo',
  format: 'video',
  recurrence: { ...RECURRENCE, ...fields },
});
const post = (fields: object): object => ({ content: { text: 'Bonjour' }, ...fields });

async function rows(): Promise<string> {
  const counts = await service.sql<{ n: string }>(
    `select (select count(*) from slot) || '/' || (select count(*) from post) || '/' || (select count(*) from post_version) || '/' || (select count(*) from publication) as n`,
  );
  return counts[0]!.n;
}

/** T23 and the rest of what people get wrong: each names the field and what to send, and writes nothing. */
describe('bad input', () => {
  it.each<[string, string, object, number, string, string]>([
    [
      'a rule without any date',
      'slots',
      slot({ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }),
      422,
      'slot.rrule_never_occurs',
      '/recurrence/rrule',
    ],
    [
      'a rule that cannot be read',
      'slots',
      slot({ rrule: 'EVERY=MONDAY' }),
      422,
      'slot.rrule_invalid',
      '/recurrence/rrule',
    ],
    ['an hourly rule', 'slots', slot({ rrule: 'FREQ=HOURLY' }), 422, 'slot.rrule_unsupported', '/recurrence/rrule'],
    ['an unknown zone', 'slots', slot({ timezone: 'Europe/Pari' }), 400, 'field.zone_unknown', '/recurrence/timezone'],
    [
      'an offset in startsAt',
      'slots',
      slot({ startsAt: '2026-11-30T09:00+01:00' }),
      400,
      'field.local_time_required',
      '/recurrence/startsAt',
    ],
    [
      'a date that does not exist',
      'slots',
      slot({ startsAt: '2026-02-30T09:00' }),
      400,
      'field.local_time_required',
      '/recurrence/startsAt',
    ],
    [
      'an instant without offset',
      'posts',
      post({ scheduledAt: '2026-11-30T09:00:00' }),
      400,
      'field.instant_offset_required',
      '/scheduledAt',
    ],
    ['an unknown field', 'posts', post({ colour: 'red' }), 400, 'field.unknown', '/colour'],
    [
      'evergreen, which does not exist yet',
      'slots',
      { ...slot({}), whenEmpty: 'evergreen' },
      422,
      'slot.evergreen_unsupported',
      '/whenEmpty',
    ],
  ])('%s', async (_name, resource, body, status, code, pointer) => {
    const before = await rows();
    const answer = await service.call('POST', `/v1/brands/${brandId}/${resource}`, { body });
    expectProblem(answer, status);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ code, pointer }));
    expect(await rows()).toBe(before);
  });

  it('a channel of another brand', async () => {
    const before = await rows();
    const body = post({ channelIds: [channelId, strangerId] });
    const answer = await service.call('POST', `/v1/brands/${brandId}/posts`, { body });
    expectProblem(answer, [400, 404, 422]);
    expect(answer.body.errors).toContainEqual(
      expect.objectContaining({ pointer: '/channelIds/1', code: 'channel.other_brand' }),
    );
    expect(await rows()).toBe(before);
  });

  it('scheduling without channels, and without a time', async () => {
    const { id } = await scenario(service).post(brandId, { scheduledAt: '2026-12-01T09:00:00Z' });
    const bare = await service.call('POST', `/v1/posts/${id}/schedule`);
    expectProblem(bare, [400, 409, 422], 'post.channels_missing');
    const timeless = await scenario(service).post(brandId, { channelIds: [channelId] });
    expectProblem(
      await service.call('POST', `/v1/posts/${timeless.id}/schedule`),
      [400, 409, 422],
      'post.time_missing',
    );
    expect(await scenario(service).postState(id)).toBe('draft');
  });

  it('a text of one megabyte', async () => {
    const body = post({ content: { text: 'é'.repeat(1_000_000) } });
    expectProblem(await service.call('POST', `/v1/brands/${brandId}/posts`, { body }), 413, 'request.too_large');
  });

  it('a transition from the wrong state says what is allowed', async () => {
    const { id } = await scenario(service).post(brandId, {});
    const answer = await service.call('POST', `/v1/posts/${id}/approve`);
    expectProblem(answer, 409, 'post.illegal_transition');
    expect(answer.body.allowed).toEqual(expect.arrayContaining(['submit', 'schedule', 'cancel']));
  });

  it('a body that is no JSON, and one that is no object', async () => {
    expectProblem(
      await service.call('POST', `/v1/brands/${brandId}/posts`, { body: '{"content":' }),
      400,
      'request.malformed',
    );
    expectProblem(await service.call('POST', `/v1/brands/${brandId}/posts`, { body: '[1]' }), 400);
  });

  it('speaks French to those who ask', async () => {
    const answer = await service.call('POST', `/v1/brands/${brandId}/slots`, {
      body: slot({ timezone: 'Europe/Pari' }),
      headers: { 'Accept-Language': 'fr-CA, en;q=0.5' },
    });
    expect(answer.body.errors[0].message).toContain('n’est pas un fuseau IANA');
  });
});

/** A write of several rows that breaks in the middle leaves none of them. */
it('leaves nothing half done when a write breaks midway', async () => {
  const { id } = await scenario(service).post(brandId, {
    channelIds: [channelId],
    scheduledAt: '2026-12-02T09:00:00Z',
  });
  await service.sql(
    `create function break_it() returns trigger language plpgsql as $$ begin raise exception 'broken on purpose'; end $$`,
  );
  await service.sql('create trigger break_it before insert on outbox_event for each row execute function break_it()');
  try {
    expectProblem(await service.call('POST', `/v1/posts/${id}/schedule`), 500, 'internal.error');
    expect(await scenario(service).publicationsOf(id)).toEqual([]);
    expect(await scenario(service).postState(id)).toBe('draft');
  } finally {
    await service.sql('drop trigger break_it on outbox_event');
    await service.sql('drop function break_it()');
  }
  expectStatus(await service.call('POST', `/v1/posts/${id}/schedule`), 200);
});

function expectProblem(answer: TestAnswer, status: number | number[], code?: string): void {
  const statuses = Array.isArray(status) ? status : [status];
  if (!statuses.includes(answer.status))
    throw new Error(`expected ${statuses.join(' or ')}, got ${answer.status}: ${answer.text}`);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    status: answer.status,
    type: expect.any(String),
    title: expect.any(String),
    detail: expect.any(String),
    requestId: expect.any(String),
  });
  if (code)
    expect([answer.body.code, ...(answer.body.errors ?? []).map((error: { code: string }) => error.code)]).toContain(
      code,
    );
}
