import fc from 'fast-check';
import { compile } from '../compile.js';
import { DAY, toFloating, toLocal } from '../floating-time.js';
import { parseRecurrence } from '../parse-recurrence.js';
import type { Recurrence, RecurrenceInput } from '../recurrence.js';
import { describeRecurrence, describeRule } from './describe-recurrence.js';

// 30 November 2026 is a Monday.
const recur = (rrule: string | null, more: Partial<RecurrenceInput> = {}) =>
  parseRecurrence({ startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule, ...more });

/** Without the first date, which each has. */
const RULES: [rrule: string, en: string, fr: string, more?: Partial<RecurrenceInput>][] = [
  ['FREQ=DAILY', 'Every day at 9:00', 'Tous les jours à 9 h'],
  ['FREQ=DAILY;INTERVAL=2', 'Every other day at 9:00', 'Un jour sur deux à 9 h'],
  ['FREQ=DAILY;INTERVAL=3', 'Every 3 days at 9:00', 'Tous les 3 jours à 9 h'],
  ['FREQ=DAILY;BYMONTH=7,8', 'Every day in July and August at 9:00', 'Tous les jours en juillet et en août à 9 h'],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday (Monday to Friday) at 9:00', 'Du lundi au vendredi à 9 h'],
  ['FREQ=DAILY;BYDAY=MO;BYSETPOS=1', 'Every Monday at 9:00', 'Tous les lundis à 9 h'],
  ['FREQ=DAILY;BYMONTHDAY=15', 'On the 15th of every month at 9:00', 'Le 15 de chaque mois à 9 h'],
  [
    'FREQ=DAILY;INTERVAL=2;BYDAY=MO,WE',
    'Every other day at 9:00, only on Mondays and Wednesdays',
    'Un jour sur deux à 9 h, seulement le lundi et le mercredi',
  ],
  [
    'FREQ=DAILY;INTERVAL=2;BYMONTH=7',
    'Every other day at 9:00, only in July',
    'Un jour sur deux à 9 h, seulement en juillet',
  ],
  [
    'FREQ=DAILY;INTERVAL=5;BYMONTHDAY=1,15',
    'Every 5 days at 9:00, only on the 1st and 15th of the month',
    'Tous les 5 jours à 9 h, seulement le 1er et le 15 du mois',
  ],
  ['FREQ=WEEKLY', 'Every Monday at 9:00', 'Tous les lundis à 9 h'],
  ['FREQ=WEEKLY', 'Every Monday at 14:05', 'Tous les lundis à 14 h 05', { startsAt: '2026-11-30T14:05' }],
  ['FREQ=WEEKLY', 'Every Monday at 0:30', 'Tous les lundis à 0 h 30', { startsAt: '2026-11-30T00:30' }],
  ['FREQ=WEEKLY;BYDAY=TH,MO', 'Every Monday and Thursday at 9:00', 'Tous les lundis et jeudis à 9 h'],
  [
    'FREQ=WEEKLY;BYDAY=TU,TH,SA',
    'Every Tuesday, Thursday and Saturday at 9:00',
    'Tous les mardis, jeudis et samedis à 9 h',
  ],
  ['FREQ=WEEKLY;BYDAY=SA,SU', 'Every Saturday and Sunday at 9:00', 'Tous les samedis et dimanches à 9 h'],
  ['FREQ=WEEKLY;BYDAY=FR,MO,TU,WE,TH', 'Every weekday (Monday to Friday) at 9:00', 'Du lundi au vendredi à 9 h'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'Every day at 9:00', 'Tous les jours à 9 h'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'Every other Tuesday at 9:00', 'Un mardi sur deux à 9 h'],
  ['FREQ=WEEKLY;INTERVAL=3;BYDAY=TU', 'Every 3 weeks on Tuesday at 9:00', 'Toutes les 3 semaines, le mardi à 9 h'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
    'Every 2 weeks on Monday and Thursday at 9:00',
    'Toutes les 2 semaines, le lundi et le jeudi à 9 h',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU',
    'Every 2 weeks on Monday and Sunday at 9:00 (weeks start on Monday)',
    'Toutes les 2 semaines, le lundi et le dimanche à 9 h (les semaines commencent le lundi)',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
    'Every 2 weeks on Monday and Sunday at 9:00 (weeks start on Sunday)',
    'Toutes les 2 semaines, le lundi et le dimanche à 9 h (les semaines commencent le dimanche)',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU',
    'Every 2 weeks on Monday and Thursday at 9:00',
    'Toutes les 2 semaines, le lundi et le jeudi à 9 h',
  ],
  ['FREQ=WEEKLY;BYMONTH=8', 'Every Monday in August at 9:00', 'Tous les lundis en août à 9 h'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYMONTH=7',
    'Every other Monday at 9:00, only in July',
    'Un lundi sur deux à 9 h, seulement en juillet',
  ],
  [
    'FREQ=WEEKLY;BYDAY=MO,TU;BYMONTH=4;BYSETPOS=1',
    'Every Monday and Tuesday in April at 9:00, only the first of these dates each week',
    'Tous les lundis et mardis en avril à 9 h, seulement la première de ces dates chaque semaine',
  ],
  [
    'FREQ=MONTHLY',
    'On the 30th of every month at 9:00 (only in months that have it)',
    'Le 30 de chaque mois à 9 h (seulement les mois qui l’ont)',
  ],
  ['FREQ=MONTHLY;BYMONTHDAY=1', 'On the 1st of every month at 9:00', 'Le 1er de chaque mois à 9 h'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=15,30',
    'On the 15th and 30th of every month at 9:00 (the 30th only in months that have it)',
    'Le 15 et le 30 de chaque mois à 9 h (le 30 seulement les mois qui l’ont)',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-1,22,3,11',
    'On the 3rd, 11th, 22nd and last day of every month at 9:00',
    'Le 3, le 11, le 22 et le dernier jour de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    'On the third-to-last day of every month at 9:00',
    'Le troisième jour en partant de la fin de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-2',
    'Every 2 months on the second-to-last day at 9:00',
    'Tous les 2 mois, l’avant-dernier jour à 9 h',
  ],
  ['FREQ=MONTHLY;BYDAY=1MO', 'On the first Monday of every month at 9:00', 'Le premier lundi de chaque mois à 9 h'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'On the last Friday of every month at 9:00', 'Le dernier vendredi de chaque mois à 9 h'],
  [
    'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1',
    'On the last Friday of every month at 9:00',
    'Le dernier vendredi de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYDAY=2TU,4TU',
    'On the second Tuesday and the fourth Tuesday of every month at 9:00',
    'Le deuxième mardi et le quatrième mardi de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYDAY=5TU,-3TH',
    'On the fifth Tuesday (if there is one) and the third-to-last Thursday of every month at 9:00',
    'Le cinquième mardi (s’il existe) et le troisième jeudi en partant de la fin de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,1FR',
    'On the first Friday and every Monday of every month at 9:00',
    'Le premier vendredi et tous les lundis de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
    'On the first weekday (Monday to Friday) of every month at 9:00',
    'Le premier jour ouvré (du lundi au vendredi) de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1',
    'On the first Saturday or Sunday of every month at 9:00',
    'Le premier samedi ou dimanche de chaque mois à 9 h',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
    'Every 3 months on the first Monday at 9:00',
    'Tous les 3 mois, le premier lundi à 9 h',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=MO',
    'Every 2 months on every Monday at 9:00',
    'Tous les 2 mois, tous les lundis à 9 h',
  ],
  ['FREQ=MONTHLY;BYDAY=MO', 'Every Monday at 9:00', 'Tous les lundis à 9 h'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=MO,FR',
    'On the 13th of every month at 9:00, only when it is a Monday or a Friday',
    'Le 13 de chaque mois à 9 h, seulement quand c’est un lundi ou un vendredi',
  ],
  ['FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR', 'Every Friday the 13th at 9:00', 'Tous les vendredis 13 à 9 h'],
  [
    'FREQ=WEEKLY;BYDAY=TH;BYMONTH=1,2,3,4,5,6,7,9,10,11,12',
    'Every Thursday except in August at 9:00',
    'Tous les jeudis sauf en août à 9 h',
  ],
  [
    'FREQ=WEEKLY;BYDAY=TH;BYMONTH=12,1,2',
    'Every Thursday from December to February at 9:00',
    'Tous les jeudis de décembre à février à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=15;BYMONTH=1,2,3,4,5,6,9,10,11,12',
    'On the 15th of every month except July and August at 9:00',
    'Le 15 de chaque mois sauf en juillet et en août à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=1,2,3;BYSETPOS=-1',
    'On the 1st, 2nd and 3rd of every month at 9:00, only the last of these dates each month',
    'Le 1er, le 2 et le 3 de chaque mois à 9 h, seulement la dernière de ces dates chaque mois',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'On the 31st of every month at 9:00 (or the last day of a shorter month)',
    'Le 31 de chaque mois à 9 h (ou le dernier jour d’un mois plus court)',
    { monthEnd: 'clamp' },
  ],
  ['FREQ=YEARLY', 'Every year on 30 November at 9:00', 'Chaque année, le 30 novembre à 9 h'],
  [
    'FREQ=YEARLY;INTERVAL=2;BYMONTH=7;BYMONTHDAY=14',
    'Every 2 years on 14 July at 9:00',
    'Tous les 2 ans, le 14 juillet à 9 h',
  ],
  [
    'FREQ=MONTHLY;BYMONTH=1,8;BYMONTHDAY=1,-1',
    'Every year on the 1st and last day of January and August at 9:00',
    'Chaque année, le 1er et le dernier jour de janvier et d’août à 9 h',
  ],
  [
    'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1',
    'Every year on the 1st of January, April, July and October at 9:00',
    'Chaque année, le 1er de janvier, d’avril, de juillet et d’octobre à 9 h',
  ],
  ['FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=31', 'Every year on 31 January at 9:00', 'Chaque année, le 31 janvier à 9 h'],
  [
    'FREQ=YEARLY;BYMONTH=5;BYDAY=-1SU',
    'Every year on the last Sunday of May at 9:00',
    'Chaque année, le dernier dimanche de mai à 9 h',
  ],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'Every year on 29 February at 9:00 (29 February in leap years only)',
    'Chaque année, le 29 février à 9 h (le 29 février les années bissextiles seulement)',
  ],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'Every year on the last day of February at 9:00',
    'Chaque année, le dernier jour de février à 9 h',
    { monthEnd: 'clamp' },
  ],
  ['FREQ=YEARLY;BYMONTHDAY=1', 'On the 1st of every month at 9:00', 'Le 1er de chaque mois à 9 h'],
  ['FREQ=YEARLY;BYMONTH=6;BYDAY=MO', 'Every Monday in June at 9:00', 'Tous les lundis en juin à 9 h'],
  ['FREQ=YEARLY;INTERVAL=2;BYDAY=MO', 'Every 2 years on every Monday at 9:00', 'Tous les 2 ans, tous les lundis à 9 h'],
  [
    'FREQ=YEARLY;BYDAY=20MO',
    'Every year on the 20th Monday of the year at 9:00',
    'Chaque année, le 20e lundi de l’année à 9 h',
  ],
  [
    'FREQ=YEARLY;BYYEARDAY=100,-1',
    'Every year on the 100th and last day of the year at 9:00',
    'Chaque année, le 100e jour et le dernier jour de l’année à 9 h',
  ],
  [
    'FREQ=YEARLY;BYWEEKNO=20',
    'Every year on Monday of week 20 at 9:00 (week 1 is the first with four days in the year; weeks start on Monday)',
    'Chaque année, le lundi de la semaine 20 à 9 h (la semaine 1 est la première à avoir quatre jours dans l’année ; les semaines commencent le lundi)',
  ],
];

describe('describeRecurrence', () => {
  it.each(RULES)('%s: %s', (rrule, en, fr, more = {}) => {
    const recurrence = recur(rrule, more);
    expect(describeRule(recurrence)).toEqual({ en, fr });
    const whole = describeRecurrence(recurrence);
    expect([whole.en.startsWith(`${en}, from `), whole.fr.startsWith(`${fr}, à partir du `)]).toEqual([true, true]);
  });

  it.each<[string | null, string, string, Partial<RecurrenceInput>?]>([
    [
      'FREQ=WEEKLY',
      'Every Monday at 9:00, from 30 November 2026',
      'Tous les lundis à 9 h, à partir du 30 novembre 2026',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      'Every other Tuesday at 9:00, from 1 December 2026',
      'Un mardi sur deux à 9 h, à partir du 1er décembre 2026',
    ],
    [
      'FREQ=WEEKLY;UNTIL=20261231',
      'Every Monday at 9:00, from 30 November 2026 until 31 December 2026 inclusive',
      'Tous les lundis à 9 h, du 30 novembre 2026 au 31 décembre 2026 inclus',
    ],
    [
      'FREQ=WEEKLY;UNTIL=20270101T085959',
      'Every Monday at 9:00, from 30 November 2026 until 31 December 2026 inclusive',
      'Tous les lundis à 9 h, du 30 novembre 2026 au 31 décembre 2026 inclus',
    ],
    [
      'FREQ=WEEKLY;COUNT=10',
      'Every Monday at 9:00, 10 times, from 30 November 2026 to 1 February 2027',
      'Tous les lundis à 9 h, 10 fois, du 30 novembre 2026 au 1er février 2027',
    ],
    ['FREQ=DAILY;COUNT=1', 'Once, on Monday 30 November 2026 at 9:00', 'Une fois, le lundi 30 novembre 2026 à 9 h'],
    [
      'FREQ=WEEKLY',
      'Every Monday at 9:00, from 30 November 2026, except on 7 and 14 December 2026 and 4 January 2027',
      'Tous les lundis à 9 h, à partir du 30 novembre 2026, sauf le 7 et le 14 décembre 2026 et le 4 janvier 2027',
      { exdates: ['2026-12-07T09:00', '2026-12-14T09:00', '2027-01-04T09:00'] },
    ],
    [
      'FREQ=WEEKLY',
      'Every Monday at 9:00, from 30 November 2026, plus 24 and 26 December 2026 at 9:00 and 1 May 2027 at 18:30',
      'Tous les lundis à 9 h, à partir du 30 novembre 2026, plus le 24 et le 26 décembre 2026 à 9 h et le 1er mai 2027 à 18 h 30',
      { rdates: ['2026-12-24T09:00', '2026-12-26T09:00', '2027-05-01T18:30'] },
    ],
    [
      'FREQ=WEEKLY',
      'Every Monday at 9:00, from 30 November 2026',
      'Tous les lundis à 9 h, à partir du 30 novembre 2026',
      { exdates: ['2026-12-08T09:00', '2026-12-07T10:00'], rdates: ['2026-12-07T09:00'] },
    ],
    [
      null,
      'Once, on Monday 30 November 2026 at 14:05',
      'Une fois, le lundi 30 novembre 2026 à 14 h 05',
      { startsAt: '2026-11-30T14:05' },
    ],
    [
      null,
      'On 30 November 2026 and 1 May 2027 at 9:00',
      'Le 30 novembre 2026 et le 1er mai 2027 à 9 h',
      { rdates: ['2027-05-01T09:00'] },
    ],
    [
      null,
      'On 30 November 2026 at 9:00, plus 1 December 2026 at 10:00',
      'Le 30 novembre 2026 à 9 h, plus le 1er décembre 2026 à 10 h',
      { rdates: ['2026-12-01T10:00'] },
    ],
  ])('tells first, last and single dates of %s: %s', (rrule, en, fr, more = {}) => {
    expect(describeRecurrence(recur(rrule, more))).toEqual({ en, fr });
  });
});

const WEEKDAYS = { MO: ['Monday', 'lundi'], TU: ['Tuesday', 'mardi'], WE: ['Wednesday', 'mercredi'], TH: ['Thursday', 'jeudi'], FR: ['Friday', 'vendredi'], SA: ['Saturday', 'samedi'], SU: ['Sunday', 'dimanche'] }; // prettier-ignore
const numbers = (min: number, max: number) =>
  fc.uniqueArray(
    fc.integer({ min, max }).filter((n) => n !== 0),
    { minLength: 1, maxLength: 4 },
  );
const weekdays = fc.subarray(Object.keys(WEEKDAYS), { minLength: 1 });
const picks = fc.array(
  fc
    .tuple(fc.constantFrom('', '1', '2', '5', '-1', '-2', '-4'), fc.constantFrom(...Object.keys(WEEKDAYS)))
    .map((parts) => parts.join('')),
  { minLength: 1, maxLength: 3 },
);

/** BY parts of any kind, and few alike, so that sentences meet. */
const anyParts = {
  BYMONTH: numbers(1, 12),
  BYWEEKNO: numbers(-53, 53),
  BYYEARDAY: numbers(-366, 366),
  BYMONTHDAY: numbers(-31, 31),
  BYDAY: fc.oneof(weekdays, picks),
  BYSETPOS: numbers(-2, 2),
};
const fewParts = {
  BYMONTH: fc.constantFrom('7', '2', '1,2,3,4,5,6,7,8,9,10,11,12'),
  BYWEEKNO: fc.constantFrom('20', '-1'),
  BYYEARDAY: fc.constantFrom('1', '-1', '100'),
  BYMONTHDAY: fc.constantFrom('1', '13', '-1', '31', '29'),
  BYDAY: fc.constantFrom('MO', '1MO', '-1FR', 'MO,TU,WE,TH,FR', 'MO,TU,WE,TH,FR,SA,SU', 'MO,SU', '5MO'),
  BYSETPOS: fc.constantFrom('1', '-1', '2'),
};

/** Texts that look like rules; `parseRecurrence` says which are. Most have few parts, so that most have dates. */
function rulesOf(parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<string> {
  const some = fc.subarray(Object.keys(parts), { maxLength: 3 });
  return fc
    .record({
      FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      INTERVAL: fc.constantFrom(1, 1, 2, 3),
      parts: fc.tuple(some, fc.record(parts)),
      WKST: fc.constantFrom(null, null, 'SU', 'WE'),
      end: fc.constantFrom('', '', ';COUNT=1', ';COUNT=7', ';UNTIL=20281231', ';UNTIL=20290301T090000'),
    })
    .map(({ FREQ, INTERVAL, parts: [names, values], WKST, end }) => {
      const by = names.map((name) => `;${name}=${String(values[name])}`).join('');
      return `FREQ=${FREQ};INTERVAL=${INTERVAL}${by}${WKST ? `;WKST=${WKST}` : ''}${end}`;
    });
}
const inputsOf = (rules: fc.Arbitrary<string>, days: string[]) =>
  fc.record({
    startsAt: fc.tuple(fc.constantFrom(...days), fc.constantFrom('T09:00', 'T14:05')).map((parts) => parts.join('')),
    timezone: fc.constant('Europe/Paris'),
    rrule: rules,
    monthEnd: fc.constantFrom<'skip' | 'clamp'>('skip', 'clamp'),
  });

function parseOrNull(input: RecurrenceInput): Recurrence | null {
  try {
    return parseRecurrence(input);
  } catch {
    return null;
  }
}

const LIMIT = toFloating('2036-01-01T00:00');
const datesOf = (recurrence: Recurrence) =>
  compile(recurrence)
    .between(toFloating(recurrence.startsAt) - DAY, LIMIT)
    .map(toLocal);

describe('the sentence of any accepted rule', () => {
  it('tells the time, the interval, each weekday and the end, without the notation of rules', () => {
    let told = 0;
    fc.assert(
      fc.property(inputsOf(rulesOf(anyParts), ['2024-02-29', '2026-11-30', '2027-05-12']), (input) => {
        const recurrence = parseOrNull(input);
        if (!recurrence) return;
        told++;
        const { en, fr } = describeRecurrence(recurrence);
        expect(`${en} ${fr}`).not.toMatch(/FREQ|BY[A-Z]|undefined|NaN|  | ,|null/);
        const [hour, minute] = [Number(input.startsAt.slice(11, 13)), input.startsAt.slice(14)];
        expect(en).toContain(`at ${hour}:${minute}`);
        expect(fr).toContain(`à ${hour} h${minute === '00' ? '' : ` ${minute}`}`);
        if (input.rrule.endsWith('COUNT=1')) return;
        const interval = Number(/INTERVAL=(\d+)/.exec(input.rrule)?.[1]);
        if (interval > 1) {
          expect(en).toMatch(interval === 2 ? /Every (2|other) / : new RegExp(`Every ${interval} `));
          expect(fr).toMatch(interval === 2 ? / 2 |sur deux/ : new RegExp(` les ${interval} `));
        }
        const named = [...new Set((/BYDAY=([^;]*)/.exec(input.rrule)?.[1] ?? '').match(/[A-Z]{2}/g))];
        for (const day of named.length === 7 || named.length === 5 ? [] : named) {
          const [english, french] = WEEKDAYS[day as keyof typeof WEEKDAYS];
          expect([day, en]).toEqual([day, expect.stringContaining(english!)]);
          expect([day, fr]).toEqual([day, expect.stringContaining(french!)]);
        }
        const count = /COUNT=(\d+)/.exec(input.rrule)?.[1];
        if (count) expect([en, fr]).toEqual([expect.stringContaining(`${count} times`), expect.stringContaining(`${count} fois`)]); // prettier-ignore
        if (input.rrule.includes('UNTIL')) {
          expect(en).toMatch(/until \d+ \w+ (2028|2029) inclusive/);
          expect(fr).toMatch(/au \d+(er)? \S+ (2028|2029) inclus/);
        }
      }),
      { numRuns: 150 },
    );
    expect(told).toBeGreaterThan(50);
  });

  it('is shared only by rules that give the same dates', () => {
    const known = new Map<string, { input: RecurrenceInput; dates: string[] }>();
    let shared = 0;
    fc.assert(
      fc.property(inputsOf(rulesOf(fewParts), ['2026-11-30']), (input) => {
        const recurrence = parseOrNull(input);
        if (!recurrence) return;
        const dates = datesOf(recurrence);
        for (const text of Object.values(describeRecurrence(recurrence))) {
          const other = known.get(text);
          if (other) {
            shared++;
            expect({ text, inputs: [input, other.input], dates }).toMatchObject({ dates: other.dates });
          } else known.set(text, { input, dates });
        }
      }),
      { numRuns: 300 },
    );
    expect(shared).toBeGreaterThan(20);
  });
});
