import 'reflect-metadata';
import { preferredLanguage } from '../http/language.js';
import { toProblem } from '../http/problem.js';
import { Refusal } from '../http/index.js';
import type { PreviewRecurrenceRequest } from './recurrence.requests.js';
import { resolvePreview } from './resolve-preview.js';

const NOON = new Date('2026-11-23T11:00:00Z');
const recurrence = { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
const resolve = (request: Partial<PreviewRecurrenceRequest>) => resolvePreview({ count: 10, ...request }, NOON);

function problemOf(request: Partial<PreviewRecurrenceRequest>, acceptLanguage: string) {
  try {
    resolve(request);
  } catch (error) {
    const language = preferredLanguage(acceptLanguage);
    if (error instanceof Refusal) return toProblem(error, { publicUrl: '', language, path: '/', requestId: '' });
    throw error;
  }
  return null;
}

describe('the recurrence that a preview is about', () => {
  it('is the one sent, or the one that the phrase means at that instant in that zone', () => {
    expect(resolve({ recurrence })).toEqual({
      recurrence: { ...recurrence, exdates: [], rdates: [], monthEnd: 'skip' },
      assumptions: [],
    });
    const phrase = { text: 'tous les jours à 12h30', timezone: 'Europe/Paris' };
    expect(resolve(phrase).recurrence).toMatchObject({ startsAt: '2026-11-23T12:30', rrule: 'FREQ=DAILY' });
    expect(resolve({ ...phrase, timezone: 'Asia/Tokyo' }).recurrence.startsAt).toBe('2026-11-24T12:30');
    expect(resolve({ text: 'every Monday', timezone: 'Europe/Paris' }).assumptions).toEqual([
      { code: 'time_assumed', en: 'No time is given: at 9:00.', fr: 'Sans heure indiquée : à 9 h.' },
    ]);
  });

  it.each<[string, Partial<PreviewRecurrenceRequest>, string, string]>([
    ['neither', {}, '/recurrence', 'field.required'],
    ['both', { recurrence, text: 'every Monday', timezone: 'Europe/Paris' }, '/text', 'field.invalid'],
    ['a phrase without a zone', { text: 'every Monday' }, '/timezone', 'field.required'],
    ['a rule with a second zone', { recurrence, timezone: 'Europe/Paris' }, '/timezone', 'field.invalid'],
  ])('is refused as %s', (_, request, pointer, code) => {
    expect(problemOf(request, 'en')).toMatchObject({ status: 400, errors: [{ pointer, code }] });
  });

  it.each([
    ['toutes les heures', 'recurrence.too_frequent', 'toutes les heures', 'Tous les jours à 9 h'],
    [
      'deux fois par semaine',
      'recurrence.phrase_ambiguous',
      'deux fois par semaine',
      'Tous les lundis et jeudis à 9 h',
    ],
    [
      'tous les lundis quand il pleut à 8h',
      'recurrence.phrase_not_understood',
      'quand il pleut',
      'Tous les lundis à 8 h',
    ],
    ['le 30 février', 'slot.rrule_never_occurs', 'le 30 février', 'Chaque année, le dernier jour de février à 9 h'],
  ])('is refused with the part and a way out: %s', (text, code, part, suggested) => {
    const problem = problemOf({ text, timezone: 'Europe/Paris' }, 'fr-FR');
    expect(problem).toMatchObject({ status: 422, code, part, suggestion: { fr: suggested } });
    expect(problem?.detail).toContain(`« ${part} »`);
    expect(problem?.detail).toContain(`Essayez « ${suggested} ».`);
    expect(problem?.errors).toMatchObject([{ pointer: '/text', code }]);
  });
});
