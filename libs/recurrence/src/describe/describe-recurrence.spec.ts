import { parseRecurrence } from '../parse-recurrence.js';
import type { RecurrenceInput } from '../recurrence.js';
import { describeRecurrence } from './describe-recurrence.js';

// 30 November 2026 is a Monday.
const describeRule = (rrule: string | null, more: Partial<RecurrenceInput> = {}) =>
  describeRecurrence(parseRecurrence({ startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule, ...more }));

const SENTENCES: [rrule: string, en: string, fr: string][] = [
  ['FREQ=DAILY', 'Every day at 09:00', 'Tous les jours à 9 h'],
  [
    'FREQ=DAILY;INTERVAL=3',
    'Every 3 days at 09:00, from 30 November 2026',
    'Tous les 3 jours à 9 h, à partir du 30 novembre 2026',
  ],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday (Monday to Friday) at 09:00', 'Du lundi au vendredi à 9 h'],
  ['FREQ=WEEKLY;BYDAY=FR,MO,TU,WE,TH', 'Every weekday (Monday to Friday) at 09:00', 'Du lundi au vendredi à 9 h'],
  ['FREQ=DAILY;BYMONTH=7,8', 'Every day in July and August at 09:00', 'Tous les jours en juillet et en août à 9 h'],
  ['FREQ=WEEKLY', 'Every Monday at 09:00', 'Tous les lundis à 9 h'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'Every day at 09:00', 'Tous les jours à 9 h'],
  ['FREQ=WEEKLY;BYDAY=TH,MO', 'Every Monday and Thursday at 09:00', 'Tous les lundis et jeudis à 9 h'],
  ['FREQ=MONTHLY;BYDAY=MO', 'Every Monday at 09:00', 'Tous les lundis à 9 h'],
  ['FREQ=YEARLY;BYMONTH=6;BYDAY=MO', 'Every Monday in June at 09:00', 'Tous les lundis en juin à 9 h'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
    'Every 2 weeks on Monday and Sunday at 09:00 (weeks starting on Sunday), from 30 November 2026',
    'Toutes les 2 semaines, le lundi et le dimanche à 9 h (semaines commençant le dimanche), à partir du 30 novembre 2026',
  ],
  [
    'FREQ=MONTHLY',
    'On the 30th of every month at 09:00 (only in months that have it)',
    'Le 30 de chaque mois à 9 h (seulement les mois qui l’ont)',
  ],
  ['FREQ=MONTHLY;BYMONTHDAY=1', 'On the 1st of every month at 09:00', 'Le 1er de chaque mois à 9 h'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-1,22,3,11',
    'On the 3rd, 11th, 22nd and last day of every month at 09:00',
    'Le 3, le 11, le 22 et le dernier jour de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-2',
    'Every 2 months on the second-to-last day at 09:00, from 30 November 2026',
    'Tous les 2 mois, l’avant-dernier jour à 9 h, à partir du 30 novembre 2026',
  ],
  ['FREQ=MONTHLY;BYDAY=1MO', 'On the first Monday of every month at 09:00', 'Le premier lundi de chaque mois à 9 h'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'On the last Friday of every month at 09:00', 'Le dernier vendredi de chaque mois à 9 h'],
  [
    'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1',
    'On the last Friday of every month at 09:00',
    'Le dernier vendredi de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
    'On the first weekday (Monday to Friday) of every month at 09:00',
    'Le premier jour ouvré (du lundi au vendredi) de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYDAY=5TU,-2TH',
    'On the fifth Tuesday (if there is one) and the second-to-last Thursday of every month at 09:00',
    'Le cinquième mardi (s’il existe) et l’avant-dernier jeudi de chaque mois à 9 h',
  ],
  ['FREQ=YEARLY', 'Every year on 30 November at 09:00', 'Chaque année, le 30 novembre à 9 h'],
  [
    'FREQ=YEARLY;INTERVAL=2;BYMONTH=7;BYMONTHDAY=14',
    'Every 2 years on 14 July at 09:00, from 30 November 2026',
    'Tous les 2 ans, le 14 juillet à 9 h, à partir du 30 novembre 2026',
  ],
  [
    'FREQ=MONTHLY;BYMONTH=1,8;BYMONTHDAY=1,-1',
    'Every year on 1 January, the last day of January, 1 August and the last day of August at 09:00',
    'Chaque année, le 1er janvier, le dernier jour de janvier, le 1er août et le dernier jour d’août à 9 h',
  ],
  [
    'FREQ=YEARLY;BYMONTH=5;BYDAY=-1SU',
    'Every year on the last Sunday of May at 09:00',
    'Chaque année, le dernier dimanche de mai à 9 h',
  ],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'Every year on 29 February at 09:00 (leap years only)',
    'Chaque année, le 29 février à 9 h (les années bissextiles seulement)',
  ],
  [
    'FREQ=WEEKLY;UNTIL=20261231',
    'Every Monday at 09:00, until 31 December 2026',
    'Tous les lundis à 9 h, jusqu’au 31 décembre 2026',
  ],
  [
    'FREQ=WEEKLY;UNTIL=20270101T085959',
    'Every Monday at 09:00, until 31 December 2026',
    'Tous les lundis à 9 h, jusqu’au 31 décembre 2026',
  ],
  [
    'FREQ=WEEKLY;COUNT=10',
    'Every Monday at 09:00, from 30 November 2026, 10 times',
    'Tous les lundis à 9 h, à partir du 30 novembre 2026, 10 fois',
  ],
];

/** Rules with a part that no sentence of ours says: quoted whole. */
const QUOTED = [
  'FREQ=YEARLY;BYWEEKNO=20',
  'FREQ=YEARLY;BYYEARDAY=100',
  'FREQ=YEARLY;BYDAY=20MO',
  'FREQ=DAILY;INTERVAL=2;BYDAY=MO',
  'FREQ=DAILY;INTERVAL=2;BYMONTH=7',
  'FREQ=DAILY;BYDAY=MO;BYSETPOS=1',
  'FREQ=WEEKLY;INTERVAL=2;BYMONTH=7',
  'FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1',
  'FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR',
  'FREQ=MONTHLY;BYMONTHDAY=-3',
  'FREQ=MONTHLY;BYDAY=MO,1FR',
  'FREQ=MONTHLY;BYDAY=-3FR',
  'FREQ=MONTHLY;INTERVAL=2;BYDAY=MO',
  'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,6;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1',
  'FREQ=MONTHLY;BYDAY=1MO,1TU;BYSETPOS=1',
  'FREQ=MONTHLY;BYMONTHDAY=1,2,3;BYSETPOS=2',
  'FREQ=YEARLY;INTERVAL=2;BYDAY=MO',
  'FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=1,2,3,4,5,6,7',
  'FREQ=YEARLY;BYMONTHDAY=1',
];

describe('describeRecurrence', () => {
  it.each(SENTENCES)('%s', (rrule, en, fr) => {
    expect(describeRule(rrule)).toEqual({ en, fr });
  });

  it.each(QUOTED)('quotes %s', (rrule) => {
    expect(describeRule(rrule)).toEqual({
      en: `By the rule ${rrule} at 09:00, from 30 November 2026`,
      fr: `Selon la règle ${rrule} à 9 h, à partir du 30 novembre 2026`,
    });
  });

  it('says what happens in months that are too short', () => {
    expect(describeRule('FREQ=MONTHLY;BYMONTHDAY=31', { monthEnd: 'clamp' })).toEqual({
      en: 'On the 31st of every month at 09:00 (the last day of a month that is too short)',
      fr: 'Le 31 de chaque mois à 9 h (le dernier jour d’un mois trop court)',
    });
    expect(describeRule('FREQ=YEARLY;BYMONTHDAY=31', { monthEnd: 'clamp' }).en).toBe(
      'By the rule FREQ=YEARLY;BYMONTHDAY=31 at 09:00, from 30 November 2026 (the last day of a month that is too short)',
    );
    expect(describeRule('FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31', { monthEnd: 'clamp' }).en).toBe(
      'Every year on 31 January at 09:00',
    );
  });

  it('mentions dates added and left out', () => {
    const more = { exdates: ['2026-12-07T09:00'], rdates: ['2026-12-24T09:00', '2026-12-26T09:00'] };
    expect(describeRule('FREQ=WEEKLY', more)).toEqual({
      en: 'Every Monday at 09:00, except 1 date, plus 2 dates',
      fr: 'Tous les lundis à 9 h, sauf 1 date, plus 2 dates',
    });
  });

  it('describes dates without a rule', () => {
    expect(describeRule(null, { startsAt: '2026-11-30T14:05' })).toEqual({
      en: 'Once, on Monday 30 November 2026 at 14:05',
      fr: 'Une fois, le lundi 30 novembre 2026 à 14 h 05',
    });
    expect(describeRule(null, { rdates: ['2027-05-01T10:00'] })).toEqual({
      en: 'On 2 dates from Monday 30 November 2026 to Saturday 1 May 2027',
      fr: 'À 2 dates, du lundi 30 novembre 2026 au samedi 1er mai 2027',
    });
  });
});
