import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import { compile } from '../compile.js';
import { describeRecurrence } from '../describe/describe-recurrence.js';
import { toFloating } from '../floating-time.js';
import { parseRecurrence } from '../parse-recurrence.js';
import type { Recurrence, RecurrenceInput } from '../recurrence.js';
import { parsePhrase } from './parse-phrase.js';
import type { PhraseRefusalCode } from './refuse.js';

const TABLE = new URL('../../PHRASES.md', import.meta.url);
/** A Monday, at noon. */
const NOW = '2026-11-23T12:00';

type Understood = [phrase: string, rrule: string | null, startsAt: string, assumptions?: string];
type Refused = [phrase: string, code: PhraseRefusalCode, part: string];

const WORKDAYS = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
const NOT_AUGUST = 'BYMONTH=1,2,3,4,5,6,7,9,10,11,12';

const FRENCH: Understood[] = [
  ['tous les lundis à 9h', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30T09:00'],
  ['tous les 1er du mois à 10h', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-12-01T10:00'],
  ['un mardi sur deux', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24T09:00', 'time_assumed first_date'],
  ['le dernier vendredi du mois', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27T09:00', 'time_assumed'],
  ['du lundi au vendredi à 8h30', WORKDAYS, '2026-11-24T08:30'],
  ['chaque jour ouvré', WORKDAYS, '2026-11-24T09:00', 'time_assumed'],
  ['toutes les deux semaines le jeudi à 14h15', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', '2026-11-26T14:15', 'first_date'],
  ['lundi et jeudi 9h', 'FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-26T09:00', 'every_week'],
  ['tous les 15 et 30 du mois', 'FREQ=MONTHLY;BYMONTHDAY=15,30', '2026-11-30T09:00', 'time_assumed month_end'],
  ['chaque année le 24 décembre à midi', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24', '2026-12-24T12:00'],
  ['le 2e mardi de chaque mois à 18h', 'FREQ=MONTHLY;BYDAY=2TU', '2026-12-08T18:00'],
  ['mensuel le 31', 'FREQ=MONTHLY;BYMONTHDAY=31', '2026-11-30T09:00', 'time_assumed month_end'],
  [
    'tous les trimestres',
    'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1',
    '2027-01-01T09:00',
    'time_assumed calendar_period',
  ],
  ['tous les jours à 7h jusqu’au 30 juin', 'FREQ=DAILY;UNTIL=20270630', '2026-11-24T07:00', 'year_assumed'],
  ['chaque mercredi à 12h pendant 10 semaines', 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20270202', '2026-11-25T12:00'],
  ['tous les jeudis à 18h30 sauf en août', `FREQ=WEEKLY;${NOT_AUGUST};BYDAY=TH`, '2026-11-26T18:30'],
  ['tous les jours sauf le dimanche à 9 heures et demie', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA', '2026-11-24T09:30'],
  ['les week-ends à 10h', 'FREQ=WEEKLY;BYDAY=SA,SU', '2026-11-28T10:00'],
  [
    'tous les quinze jours le mardi à 9h',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
    '2026-11-24T09:00',
    'fortnight first_date',
  ],
  ['tous les matins à 7h', 'FREQ=DAILY', '2026-11-24T07:00'],
  ['chaque soir à 8h', 'FREQ=DAILY', '2026-11-23T20:00'],
  ['jeudi soir à 20h', 'FREQ=WEEKLY;BYDAY=TH', '2026-11-26T20:00', 'every_week'],
  ['le dernier jour ouvré du mois à 16h', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-11-30T16:00'],
  ['chaque fin de mois à 9h', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30T09:00', 'end_of_month'],
  ['tous les deux mois le 15 à 10h', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15', '2026-12-15T10:00', 'first_date'],
  ['le 1er et le 3e jeudi du mois à 11h', 'FREQ=MONTHLY;BYDAY=1TH,3TH', '2026-12-03T11:00'],
  ['tous les lundis à 9h à partir du 4 janvier 2027', 'FREQ=WEEKLY;BYDAY=MO', '2027-01-04T09:00'],
  ['le lundi à neuf heures moins le quart', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30T08:45'],
  ['10 fois, le lundi à 9h', 'FREQ=WEEKLY;BYDAY=MO;COUNT=10', '2026-11-30T09:00'],
  [
    'de septembre à juin, tous les mardis à 9h',
    'FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=TU',
    '2026-11-24T09:00',
  ],
  ['une semaine sur deux le vendredi à 17h', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-11-27T17:00', 'first_date'],
  ['tous les vendredis à minuit', 'FREQ=WEEKLY;BYDAY=FR', '2026-11-27T00:00', 'midnight_starts_day'],
  ['le premier lundi de chaque trimestre à 9h', 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO', '2027-01-04T09:00', 'calendar_period'], // prettier-ignore
  ['lundi 30 novembre 2026 à 9h', null, '2026-11-30T09:00'],
  [
    'du 1er mars au 30 juin, chaque lundi à 9h',
    'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630',
    '2027-03-01T09:00',
    'year_assumed year_assumed',
  ],
];

const MESSY_FRENCH: Understood[] = [
  ['TOUS LES MECREDIS A MIDI', 'FREQ=WEEKLY;BYDAY=WE', '2026-11-25T12:00', 'spelling'],
  ['  le   premier lundi du mois,à 9 h  ', 'FREQ=MONTHLY;BYDAY=1MO', '2026-12-07T09:00'],
  ['chaque vendredi a 17 h 45', 'FREQ=WEEKLY;BYDAY=FR', '2026-11-27T17:45'],
  ['lun. mer. ven. 8h', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', '2026-11-25T08:00', 'every_week'],
  ['Tout les lundi a 9H30', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30T09:30'],
  ["jusqu'au 31 decembre , tous les lundis 9h", 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231', '2026-11-30T09:00', 'year_assumed'], // prettier-ignore
  ['chque jeudi vers 10h', 'FREQ=WEEKLY;BYDAY=TH', '2026-11-26T10:00', 'spelling about'],
  ['lun-ven 8h30', WORKDAYS, '2026-11-24T08:30'],
  ['les lundis et les jeudis, 9 h 05', 'FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-26T09:05'],
  ['le dernier vendrdi de chaqe mois, 18h', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27T18:00', 'spelling'],
  ['publier chaque mardi à 9h30 svp !', 'FREQ=WEEKLY;BYDAY=TU', '2026-11-24T09:30'],
  ['samedi & dimanche à 10 h du matin', 'FREQ=WEEKLY;BYDAY=SA,SU', '2026-11-28T10:00', 'every_week'],
  ['hebdo', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30T09:00', 'time_assumed weekday_of_start'],
  ['TOUS LES DEUXIEMES MARDIS DU MOIS 14H', 'FREQ=MONTHLY;BYDAY=2TU', '2026-12-08T14:00'],
  ['le vingt-cinq de chaque mois à midi et demi', 'FREQ=MONTHLY;BYMONTHDAY=25', '2026-11-25T12:30'],
];

const FRENCH_REFUSED: Refused[] = [
  ['toutes les heures', 'recurrence.too_frequent', 'toutes les heures'],
  ['deux fois par jour', 'recurrence.too_frequent', 'deux fois par jour'],
  ['tous les lundis à 9h et à 18h', 'recurrence.too_frequent', 'à 18h'],
  ['deux fois par semaine', 'recurrence.phrase_ambiguous', 'deux fois par semaine'],
  ['le 30 février', 'slot.rrule_never_occurs', 'le 30 février'],
  ['chaque année le 31 avril à 9h', 'slot.rrule_never_occurs', 'le 31 avril'],
  ['le 24 décembre à midi', 'recurrence.phrase_ambiguous', 'le 24 décembre'],
  ['à 9h', 'recurrence.phrase_ambiguous', 'à 9h'],
  ['bimensuel', 'recurrence.phrase_ambiguous', 'bimensuel'],
  ['jours ouvrables à 9h', 'recurrence.phrase_ambiguous', 'jours ouvrables'],
  ['tous les lundis matin', 'recurrence.phrase_ambiguous', 'matin'],
  ['tous les lundis à 25h', 'recurrence.phrase_not_understood', '25h'],
  ['le 15 à 9h', 'recurrence.phrase_ambiguous', 'le 15'],
  ['lundi ou mardi à 9h', 'recurrence.phrase_ambiguous', 'lundi ou mardi'],
  ['tous les lundis sauf les jours fériés', 'recurrence.phrase_ambiguous', 'sauf les jours fériés'],
  ['lundi prochain à 9h', 'recurrence.phrase_ambiguous', 'prochain'],
  ['tous les lundis et le 15 du mois', 'recurrence.phrase_ambiguous', 'tous les lundis et le 15 du mois'],
  ['quand il fait beau', 'recurrence.phrase_not_understood', 'quand il fait beau'],
  ['tous les lundis de 9h à 10h', 'recurrence.phrase_ambiguous', '9h à 10h'],
  ['chaque mois le lundi', 'recurrence.phrase_ambiguous', 'lundi'],
];

const ENGLISH: Understood[] = [
  ['every weekday at 8:30', WORKDAYS, '2026-11-24T08:30'],
  ['every other Tuesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24T09:00', 'time_assumed first_date'],
  ['the 1st of every month at 10', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-12-01T10:00', 'clock_24h'],
  ['every 1st of the month at 10:00', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-12-01T10:00'],
  ['every day at noon', 'FREQ=DAILY', '2026-11-23T12:00'],
  ['weekends at 10am', 'FREQ=WEEKLY;BYDAY=SA,SU', '2026-11-28T10:00'],
  [
    'quarterly on the first Monday',
    'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO',
    '2027-01-04T09:00',
    'time_assumed calendar_period',
  ],
  ['every Monday at 9am until 30 June', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630', '2026-11-30T09:00', 'year_assumed'],
  ['every Friday at 4pm, 10 times', 'FREQ=WEEKLY;BYDAY=FR;COUNT=10', '2026-11-27T16:00'],
  ['every Thursday at quarter past nine', 'FREQ=WEEKLY;BYDAY=TH', '2026-11-26T09:15', 'clock_24h'],
  ['last day of the month at 17:00', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30T17:00'],
  [
    'every 2 weeks on Monday and Thursday at 9am',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
    '2026-11-26T09:00',
    'first_date',
  ],
  ['Monday to Friday at 8:30', WORKDAYS, '2026-11-24T08:30'],
  ['first and third Tuesday of each month at 2pm', 'FREQ=MONTHLY;BYDAY=1TU,3TU', '2026-12-01T14:00'],
  ['every year on December 24th at noon', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24', '2026-12-24T12:00'],
  ['every 24 December at 18:00', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24', '2026-12-24T18:00'],
  ['the last working day of the month at 4 pm', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-11-30T16:00'],
  ['daily at midnight', 'FREQ=DAILY', '2026-11-24T00:00', 'midnight_starts_day'],
  ['every morning at 7', 'FREQ=DAILY', '2026-11-24T07:00'],
  ['fortnightly on Fridays at 3pm', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-11-27T15:00', 'first_date'],
  ['every three days at 8 am', 'FREQ=DAILY;INTERVAL=3', '2026-11-24T08:00', 'first_date'],
  ['every Friday the 13th at 9am', 'FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR', '2027-08-13T09:00'],
  ['every Monday at 9am except in August', `FREQ=WEEKLY;${NOT_AUGUST};BYDAY=MO`, '2026-11-30T09:00'],
  ['every day except weekends at 9am', WORKDAYS, '2026-11-24T09:00'],
  ['Tuesdays and Thursdays at half past two in the afternoon', 'FREQ=WEEKLY;BYDAY=TU,TH', '2026-11-24T14:30'],
  ['once a week on Wednesday at 11am', 'FREQ=WEEKLY;BYDAY=WE', '2026-11-25T11:00'],
  ['every six months on the 1st at 9am', 'FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1', '2026-12-01T09:00', 'first_date'],
  [
    'every Monday at 9:00 from 4 January 2027 to 29 March 2027',
    'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270329',
    '2027-01-04T09:00',
  ],
  ['on Monday 30 November 2026 at 9am', null, '2026-11-30T09:00'],
  ['every third day at 10:00', 'FREQ=DAILY;INTERVAL=3', '2026-11-24T10:00', 'first_date'],
  ['monthly on the 31st at 9am', 'FREQ=MONTHLY;BYMONTHDAY=31', '2026-11-30T09:00', 'month_end'],
  ['every Wednesday at 6pm for 6 months', 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20270524', '2026-11-25T18:00'],
  ['once a year on 1 May at 9am', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1', '2027-05-01T09:00'], // prettier-ignore
  ['every Sunday in July and August at 11:00', 'FREQ=WEEKLY;BYMONTH=7,8;BYDAY=SU', '2027-07-04T11:00'],
  ['one Saturday out of three at 10am', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SA', '2026-11-28T10:00', 'first_date'],
];

const MESSY_ENGLISH: Understood[] = [
  ['EVERY TEUSDAY AT 9', 'FREQ=WEEKLY;BYDAY=TU', '2026-11-24T09:00', 'spelling clock_24h'],
  ['evry other wendesday @ 6 pm', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '2026-11-25T18:00', 'spelling first_date'],
  ['mon, wed & fri 9.30am', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', '2026-11-25T09:30', 'every_week'],
  ['Mon-Fri at 9am', WORKDAYS, '2026-11-24T09:00'],
  ['  every   monday  at  9:00  ', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30T09:00'],
  ['every Mondday at nine thirty', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30T09:30', 'spelling clock_24h'],
  ['thurs 8 o’clock in the evening', 'FREQ=WEEKLY;BYDAY=TH', '2026-11-26T20:00', 'every_week'],
  ['please post every friday around 5 p.m., thanks', 'FREQ=WEEKLY;BYDAY=FR', '2026-11-27T17:00', 'about'],
  ['1st and 15th of the month 9AM', 'FREQ=MONTHLY;BYMONTHDAY=1,15', '2026-12-01T09:00'],
  ['the 3rd wed of every month, 10:15', 'FREQ=MONTHLY;BYDAY=3WE', '2026-12-16T10:15'],
  ['sundays, 11.00', 'FREQ=WEEKLY;BYDAY=SU', '2026-11-29T11:00'],
  ['end of the month at 9am', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30T09:00', 'end_of_month'],
  ['Every Week On Thursday, Ten To Five PM', 'FREQ=WEEKLY;BYDAY=TH', '2026-11-26T16:50'],
  ['every 2nd week on tuesday at 9am', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24T09:00', 'first_date'],
  ['the second tuesday of evry month at noon', 'FREQ=MONTHLY;BYDAY=2TU', '2026-12-08T12:00', 'spelling'],
];

const ENGLISH_REFUSED: Refused[] = [
  ['every hour', 'recurrence.too_frequent', 'every hour'],
  ['twice a day', 'recurrence.too_frequent', 'twice a day'],
  ['every 30 minutes', 'recurrence.too_frequent', 'every 30 minutes'],
  ['every Monday at 9am and 6pm', 'recurrence.too_frequent', '6pm'],
  ['twice a week', 'recurrence.phrase_ambiguous', 'twice a week'],
  ['31 of February', 'slot.rrule_never_occurs', '31 of February'],
  ['every second Tuesday', 'recurrence.phrase_ambiguous', 'second Tuesday'],
  ['biweekly on Monday', 'recurrence.phrase_ambiguous', 'biweekly'],
  ['asdf qwer zxcv', 'recurrence.phrase_not_understood', 'asdf qwer zxcv'],
  ['3/4/2027 at 9:00', 'recurrence.phrase_ambiguous', '3/4/2027'],
  ['every Monday until June', 'recurrence.phrase_ambiguous', 'until June'],
  ['next Monday at 9', 'recurrence.phrase_ambiguous', 'next'],
  ['the second Tuesday at 9am', 'recurrence.phrase_ambiguous', 'the second Tuesday'],
  ['sundays 11', 'recurrence.phrase_ambiguous', 'sundays 11'],
  ['every Monday at 9 in the afternoon', 'recurrence.phrase_ambiguous', 'afternoon'],
  ['every Monday unless it rains', 'recurrence.phrase_not_understood', 'unless it rains'],
  ['every 2 weeks on the 15th', 'recurrence.phrase_ambiguous', 'every 2 weeks'],
  ['on Tuesday 30 November 2026 at 9am', 'recurrence.phrase_ambiguous', '30 November 2026'],
  ['monthly on Monday', 'recurrence.phrase_ambiguous', 'Monday'],
  ['', 'recurrence.phrase_not_understood', ''],
];

const read = (phrase: string) => parsePhrase(phrase, { timezone: 'Europe/Paris', startsFrom: NOW });

describe('what people write', () => {
  it.each([...FRENCH, ...MESSY_FRENCH, ...ENGLISH, ...MESSY_ENGLISH])(
    'is understood: %s',
    (phrase, rrule, startsAt, assumed = '') => {
      const result = read(phrase);
      expect(result).toMatchObject({ kind: 'parsed', recurrence: { rrule, startsAt, timezone: 'Europe/Paris' } });
      if (result.kind !== 'parsed') return;
      expect(result.assumptions.map(({ code }) => code).join(' ')).toBe(assumed);
      expect(result.recurrence.monthEnd).toBe(assumed.includes('month_end') ? 'clamp' : 'skip');
    },
  );

  it.each([...FRENCH_REFUSED, ...ENGLISH_REFUSED])('is refused: %s', (phrase, code, part) => {
    expect(read(phrase)).toMatchObject({ kind: 'refused', code, part });
  });

  it.each([...FRENCH_REFUSED, ...ENGLISH_REFUSED])('gets a suggestion that is understood: %s', (phrase) => {
    const result = read(phrase);
    const { en, fr } = result.kind === 'refused' ? result.suggestion : { en: '', fr: '' };
    expect([read(en), read(fr)]).toMatchObject([
      { kind: 'parsed', language: 'en' },
      { kind: 'parsed', language: 'fr' },
    ]);
  });

  it('stands in PHRASES.md as it stands here (UPDATE=1 writes it)', async () => {
    const table = await format(renderTable(), { ...(await resolveConfig(TABLE)), parser: 'markdown' });
    if (process.env['UPDATE'] === '1') writeFileSync(TABLE, table);
    expect(readFileSync(TABLE, 'utf8')).toBe(table);
  });
});

/** Rules of the shapes that the grammar knows. */
const WEEKDAY = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const someOf = <T>(items: T[]) => fc.subarray(items, { minLength: 1 }).map((list) => list.join());
const days = someOf(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
const months = someOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
const interval = fc.constantFrom('', '', ';INTERVAL=2', ';INTERVAL=3', ';INTERVAL=12');
const nth = fc.constantFrom(1, 2, 3, 4, 5, -1, -2);
const monthDays = fc.uniqueArray(fc.constantFrom(1, 2, 11, 15, 21, 22, 28, 29, 30, 31, -1, -2), { minLength: 1, maxLength: 4 }); // prettier-ignore
const sureDays = fc.uniqueArray(fc.constantFrom(1, 2, 11, 15, 22, 28, -1, -2), { minLength: 1, maxLength: 4 });
const ruleShapes = fc.oneof(
  interval.map((n) => `FREQ=DAILY${n}`),
  months.map((list) => `FREQ=DAILY;BYMONTH=${list}`),
  fc.tuple(interval, days).map(([n, list]) => `FREQ=WEEKLY${n};BYDAY=${list}`),
  fc.tuple(days, months).map(([list, some]) => `FREQ=WEEKLY;BYDAY=${list};BYMONTH=${some}`),
  fc.tuple(interval, monthDays).map(([n, list]) => `FREQ=MONTHLY${n};BYMONTHDAY=${list.join()}`),
  fc.tuple(sureDays, months).map(([list, some]) => `FREQ=YEARLY;BYMONTHDAY=${list.join()};BYMONTH=${some}`),
  fc.tuple(interval, nth, WEEKDAY).map(([n, rank, day]) => `FREQ=MONTHLY${n};BYDAY=${rank}${day}`),
  fc.tuple(nth, WEEKDAY, nth, WEEKDAY).map(([a, one, b, other]) => `FREQ=MONTHLY;BYDAY=${a}${one},${b}${other}`),
  fc.tuple(nth, WEEKDAY, months).map(([rank, day, some]) => `FREQ=YEARLY;BYDAY=${rank}${day};BYMONTH=${some}`),
  fc.tuple(interval, nth).map(([n, rank]) => `FREQ=MONTHLY${n};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${rank}`),
  fc.tuple(interval, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([n, month, day]) => `FREQ=YEARLY${n};BYMONTH=${month};BYMONTHDAY=${day}`), // prettier-ignore
);
const recurrences = fc.record({
  rrule: fc.tuple(ruleShapes, fc.constantFrom('', '', ';COUNT=7', ';UNTIL=20301231')).map((parts) => parts.join('')),
  startsAt: fc.constantFrom('2026-11-30T09:00', '2027-02-03T14:05', '2026-12-31T00:00', '2028-02-29T12:00'),
  monthEnd: fc.constantFrom<'skip' | 'clamp'>('skip', 'clamp'),
});

function orNull(input: RecurrenceInput): Recurrence | null {
  try {
    return parseRecurrence(input);
  } catch {
    return null;
  }
}

describe('the sentences of the service', () => {
  it('are understood, and give back the dates they tell', () => {
    const end = toFloating('2033-01-01T00:00');
    fc.assert(
      fc.property(recurrences, (input) => {
        const recurrence = orNull({ ...input, timezone: 'Europe/Paris' });
        fc.pre(recurrence !== null);
        const dates = compile(recurrence).between(toFloating('2026-01-01T00:00'), end);
        for (const [language, sentence] of Object.entries(describeRecurrence(recurrence))) {
          const result = read(sentence);
          expect({ sentence, ...result }).toMatchObject({ sentence, kind: 'parsed', language });
          if (result.kind !== 'parsed') return;
          const found = compile(parseRecurrence(result.recurrence)).between(toFloating('2026-01-01T00:00'), end);
          expect({ sentence, result, dates: found }).toEqual({ sentence, result, dates });
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a phrase', () => {
  const context = { timezone: 'Europe/Paris', startsFrom: NOW };

  it('is refused, and never breaks anything, whatever it is', () => {
    const vocabulary = 'tous les every lundi monday 9 h : 9:30 à at the 1er 2nd last du mois of month sauf except until jusqu’au pendant for 10 fois times un sur deux other . , - / 29 février 31 24/12 2026 am matin morning quarter past midi'; // prettier-ignore
    const words = fc.array(fc.constantFrom(...vocabulary.split(' ')), { maxLength: 12 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.oneof(words, words, fc.string({ unit: 'grapheme', maxLength: 60 })), (text) => {
        const result = parsePhrase(text, context);
        if (result.kind === 'refused') {
          expect(parsePhrase(result.suggestion.fr, context).kind).toBe('parsed');
          return;
        }
        const recurrence = parseRecurrence(result.recurrence);
        const first = toFloating(recurrence.startsAt);
        expect(compile(recurrence).between(first - 1, first)).toEqual([first]);
      }),
      { numRuns: 100 },
    );
  });

  it('is too long at 201 characters', () => {
    const phrase = (length: number): string => 'every Monday at 9:00'.padEnd(length, '!');
    expect(parsePhrase(phrase(200), context)).toMatchObject({ kind: 'parsed' });
    expect(parsePhrase(phrase(201), context)).toMatchObject({
      kind: 'refused',
      code: 'recurrence.phrase_not_understood',
      reason: { en: 'a phrase has 200 characters at most' },
    });
  });

  it('means one thing at a time, unless the language is told', () => {
    const phrase = '3/4/2027';
    expect(parsePhrase(phrase, { ...context, language: 'fr' })).toMatchObject({ recurrence: { startsAt: '2027-04-03T09:00' } }); // prettier-ignore
    expect(parsePhrase(phrase, context)).toMatchObject({ kind: 'refused', code: 'recurrence.phrase_ambiguous' });
  });

  it('says which words it corrected and which date comes first', () => {
    const result = parsePhrase('Un mecredi sur deux à 9h', context);
    expect(result).toMatchObject({
      assumptions: [
        { code: 'spelling', fr: 'Lu comme : mercredi.' },
        { code: 'first_date', fr: 'Compté à partir de la prochaine date : le 25 novembre 2026.', en: 'Counted from the next one: 25 November 2026.' }, // prettier-ignore
      ],
    });
  });

  it('is read from the wall clock of the start: today still counts when the hour is to come', () => {
    const at = (startsFrom: string) => parsePhrase('tous les jours à 12h', { ...context, startsFrom });
    expect(at('2026-11-23T12:00')).toMatchObject({ recurrence: { startsAt: '2026-11-23T12:00' } });
    expect(at('2026-11-23T12:01')).toMatchObject({ recurrence: { startsAt: '2026-11-24T12:00' } });
  });
});

function renderTable(): string {
  return [
    '# Phrases',
    '',
    'What `parsePhrase` makes of what people write, read on Monday 23 November 2026 at noon in Paris. Rendered from',
    '`src/phrases/phrases.spec.ts`, which checks each line.',
    '',
    ...section('French', FRENCH),
    ...section('French as it comes', MESSY_FRENCH),
    ...refusals('French, refused', FRENCH_REFUSED),
    ...section('English', ENGLISH),
    ...section('English as it comes', MESSY_ENGLISH),
    ...refusals('English, refused', ENGLISH_REFUSED),
  ].join('\n');
}

function section(title: string, phrases: Understood[]): string[] {
  const rows = phrases.map(([phrase, rrule, startsAt, assumed = '']) => {
    const result = read(phrase);
    if (result.kind === 'refused') return [code(phrase), 'refused', '', ''];
    const sentence = describeRecurrence(parseRecurrence(result.recurrence))[result.language];
    return [code(phrase), sentence, rrule === null ? startsAt : code(rrule), words(assumed)];
  });
  return table(title, ['Phrase', 'Understood as', 'Rule', 'Taken for granted'], rows);
}

function refusals(title: string, phrases: Refused[]): string[] {
  const rows = phrases.map(([phrase, refusal]) => {
    const result = read(phrase);
    if (result.kind === 'parsed') return [code(phrase), 'understood', '', ''];
    const { language } = result;
    return [code(phrase), `\`${refusal}\``, result.reason[language], result.suggestion[language]];
  });
  return table(title, ['Phrase', 'Code', 'Because', 'Suggested'], rows);
}

function table(title: string, head: string[], rows: string[][]): string[] {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** As code, so that blanks stay visible; an empty phrase is shown as such. */
function code(text: string): string {
  return text === '' ? '(nothing)' : `\`${text.replace(/^ +| +$/g, (blanks) => '·'.repeat(blanks.length))}\``;
}

function words(assumed: string): string {
  return assumed
    .split(' ')
    .filter(Boolean)
    .map((one) => `\`${one}\``)
    .join(' ');
}
