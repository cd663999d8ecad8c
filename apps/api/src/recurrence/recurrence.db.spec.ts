import { startTestApi, type TestApi } from '../../../../test/harness/index.js';

const NOW = '2026-11-23T12:00:00Z';
const PARIS = { timezone: 'Europe/Paris' };

describe('the preview of a phrase', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi({ now: NOW });
  });
  afterAll(() => api.close());

  const preview = (body: object, language = 'en') =>
    api.call('POST', '/v1/recurrence/preview', { body, headers: { 'accept-language': language } });

  it('answers the rule, its dates, how it reads and what was taken for granted', async () => {
    const { status, body } = await preview({ text: 'un mardi sur deux', ...PARIS, count: 2 });
    expect(status).toBe(200);
    expect(body).toEqual({
      recurrence: {
        startsAt: '2026-11-24T09:00',
        timezone: 'Europe/Paris',
        rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
        exdates: [],
        rdates: [],
        monthEnd: 'skip',
      },
      occurrences: [
        { localTime: '2026-11-24T09:00', ...PARIS, startsAt: '2026-11-24T08:00:00.000Z', adjusted: null },
        { localTime: '2026-12-08T09:00', ...PARIS, startsAt: '2026-12-08T08:00:00.000Z', adjusted: null },
      ],
      description: {
        en: 'Every other Tuesday at 9:00, from 24 November 2026',
        fr: 'Un mardi sur deux à 9 h, à partir du 24 novembre 2026',
      },
      warnings: [],
      assumptions: [expect.objectContaining({ code: 'time_assumed' }), expect.objectContaining({ code: 'first_date' })],
    });
  });

  it('starts from `from`', async () => {
    const { body } = await preview({ text: 'every Monday at 9am', ...PARIS, from: '2027-03-01T08:00:00Z', count: 1 });
    expect(body.recurrence.startsAt).toBe('2027-03-01T09:00');
    expect(body.occurrences).toMatchObject([{ startsAt: '2027-03-01T08:00:00.000Z' }]);
  });

  it('gives a recurrence that a slot takes as it is', async () => {
    const { id } = (await api.call('POST', '/v1/brands', { body: { name: 'Fournil', ...PARIS } })).body;
    const { recurrence } = (await preview({ text: 'monthly on the 31st at 10:00', ...PARIS })).body;
    const slot = { title: 'Sondage', format: 'poll', recurrence };
    const made = await api.call('POST', `/v1/brands/${id}/slots`, { body: slot });
    expect([made.status, made.body.recurrence]).toEqual([201, recurrence]);
  });

  it('refuses in the reader’s language, with the part and a phrase that would do', async () => {
    const { status, body } = await preview({ text: 'twice a day', ...PARIS }, 'fr');
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'recurrence.too_frequent',
      part: 'twice a day',
      suggestion: { en: 'Every day at 9:00', fr: 'Tous les jours à 9 h' },
      detail:
        '« twice a day » dépasse ce que peut un créneau : un créneau revient au plus une fois par jour. Essayez « Tous les jours à 9 h ».',
      errors: [{ pointer: '/text', code: 'recurrence.too_frequent' }],
    });
  });

  it.each([
    [{}, '/recurrence', 'field.required'],
    [{ text: 'every Monday' }, '/timezone', 'field.required'],
    [{ text: 'every Monday', timezone: 'Paris/Texas' }, '/timezone', 'field.zone_unknown'],
    [{ text: '', ...PARIS }, '/text', 'field.invalid'],
    [{ text: 'x'.repeat(201), ...PARIS }, '/text', 'field.too_long'],
    [{ text: null, ...PARIS }, '/text', 'field.invalid'],
    [{ text: 7, ...PARIS }, '/text', 'field.invalid'],
    [{ recurrence: null }, '/recurrence', 'field.invalid'],
    [{ text: 'every Monday', ...PARIS, language: 'fr' }, '/language', 'field.unknown'],
  ])('refuses %j', async (body, pointer, code) => {
    expect(await preview(body)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });
});
