import { holidaysOfYear, listCountries, listRegions } from './holiday-calendar.js';
import { addDays } from './wall-clock.js';

/** Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones, Butcher): it owes the library nothing. */
function easter(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The n-th weekday (0 Sunday) of a month, from its end where n is negative. */
function nth(year: number, month: number, weekday: number, n: number): string {
  const days = Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, index) =>
    new Date(Date.UTC(year, month - 1, index + 1)).toISOString().slice(0, 10),
  ).filter((day) => new Date(day).getUTCDay() === weekday);
  return days.at(n > 0 ? n - 1 : n)!;
}

const YEARS = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2035, 2038];

const publicDays = (country: string, region: string | null, year: number) =>
  holidaysOfYear({ country, region }, year)
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date);

const fixed = (year: number, ...days: string[]) => days.map((day) => `${year}-${day}`);
const afterEaster = (year: number, ...offsets: number[]) => offsets.map((offset) => addDays(easter(year), offset));

/** What the law of each place lists, computed by hand. */
const LISTS: [string, string | null, (year: number) => string[]][] = [
  [
    'FR',
    null,
    (year) => [
      ...fixed(year, '01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'),
      ...afterEaster(year, 1, 39, 50),
    ],
  ],
  // The local law of Alsace-Moselle: Good Friday and the second day of Christmas besides.
  ...['57', '67', '68'].map((department): [string, string, (year: number) => string[]] => [
    'FR',
    department,
    (year) => [
      ...fixed(year, '01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25', '12-26'),
      ...afterEaster(year, -2, 1, 39, 50),
    ],
  ]),
  [
    'BE',
    null,
    (year) => [
      ...fixed(year, '01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'),
      ...afterEaster(year, 1, 39, 50),
    ],
  ],
  [
    'CH',
    'GE',
    (year) => [
      ...fixed(year, '01-01', '08-01', '12-25', '12-31'),
      ...afterEaster(year, -2, 0, 1, 39, 49, 50),
      // Jeûne genevois: the Thursday after the first Sunday of September.
      addDays(nth(year, 9, 0, 1), 4),
    ],
  ],
  [
    'CA',
    'QC',
    (year) => [
      ...fixed(year, '01-01', '06-24', '07-01', '12-25'),
      ...afterEaster(year, -2),
      // The Monday before 25 May, Labour Day, Thanksgiving.
      [24, 23, 22, 21, 20, 19, 18].map((day) => `${year}-05-${day}`).find((day) => new Date(day).getUTCDay() === 1)!,
      nth(year, 9, 1, 1),
      nth(year, 10, 1, 2),
    ],
  ],
  [
    'DE',
    'BY',
    (year) => [
      ...fixed(year, '01-01', '01-06', '05-01', '10-03', '11-01', '12-25', '12-26'),
      ...afterEaster(year, -2, 1, 39, 50, 60),
    ],
  ],
];

describe('holidays', () => {
  it.each(LISTS)('of %s %s are those of the law, year after year', (country, region, expected) => {
    for (const year of YEARS) expect(publicDays(country, region, year)).toEqual([...new Set(expected(year))].sort());
  });

  it('fall in Scotland where the Scots have them, not the English', () => {
    for (const year of YEARS) {
      const days = publicDays('GB', 'SCT', year);
      const wanted = [
        ...fixed(year, '01-02', '11-30', '12-25'),
        ...afterEaster(year, -2),
        nth(year, 5, 1, 1),
        nth(year, 5, 1, -1),
        nth(year, 8, 1, 1),
      ];
      expect(wanted.filter((day) => !days.includes(day))).toEqual([]);
      expect(days).not.toContain(addDays(easter(year), 1));
      expect(publicDays('GB', 'ENG', year)).toContain(nth(year, 8, 1, -1));
    }
    // 25 and 26 December 2027 are a Saturday and a Sunday: Monday and Tuesday are kept besides.
    expect(publicDays('GB', 'SCT', 2027)).toEqual(expect.arrayContaining(['2027-12-27', '2027-12-28']));
  });

  it('move with the weekday in the United States', () => {
    for (const year of YEARS) {
      const wanted = [
        nth(year, 1, 1, 3),
        nth(year, 2, 1, 3),
        nth(year, 5, 1, -1),
        nth(year, 9, 1, 1),
        nth(year, 10, 1, 2),
        nth(year, 11, 4, 4),
        `${year}-11-11`,
      ];
      const days = publicDays('US', null, year);
      expect(wanted.filter((day) => !days.includes(day))).toEqual([]);
    }
  });

  it('are named in both languages where the library knows them, and say what kind they are', () => {
    const days = holidaysOfYear({ country: 'CA', region: 'QC' }, 2027);
    expect(days).toContainEqual({
      date: '2027-06-24',
      type: 'public',
      name: { en: 'National Holiday', fr: 'Fête nationale du Québec' },
      substitute: false,
    });
    expect(days).toContainEqual(expect.objectContaining({ date: '2027-03-29', type: 'optional' }));
    // Half a day for banks is a whole day here.
    expect(holidaysOfYear({ country: 'DE', region: null }, 2027)).toContainEqual(
      expect.objectContaining({ date: '2027-12-24', type: 'bank' }),
    );
  });

  it('last as many days as the feast does', () => {
    const eid = holidaysOfYear({ country: 'AE', region: null }, 2027).filter(({ name }) => name.en.includes('Fitr'));
    expect(eid.map(({ date }) => date)).toEqual(['2027-03-09', '2027-03-10', '2027-03-11']);
  });

  it('are listed by country, state and region', () => {
    expect(listCountries()).toContainEqual({ code: 'BE', name: { en: 'Belgium', fr: 'Belgique' } });
    expect(listRegions('FR').map(({ code }) => code)).toEqual(expect.arrayContaining(['57', '67', '68', 'MQ']));
    expect(listRegions('DE')).toContainEqual({
      code: 'BY-A',
      name: { en: 'Bayern, Stadt Augsburg', fr: 'Bayern, Stadt Augsburg' },
    });
    expect(listRegions('XX')).toEqual([]);
  });
});
