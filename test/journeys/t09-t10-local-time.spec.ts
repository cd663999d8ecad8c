import { expectStatus, startTestApi, type TestApi } from '../harness/index.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Preview {
  occurrences: { localTime: string; startsAt: string; adjusted: string | null }[];
  description: { en: string; fr: string };
  warnings: { code: string }[];
}

async function preview(recurrence: object, options: { from?: string; count?: number } = {}): Promise<Preview> {
  const body = { recurrence, ...options };
  return expectStatus(await api.call('POST', '/v1/recurrence/preview', { body }), 200).body as Preview;
}

const YEARS = [2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035];
const DAY = 86_400_000;

/** Day of the month of the n-th Sunday; -1: the last. From the calendar alone, not from time-zone data. */
function sunday(year: number, month: number, nth: number): number {
  const first = 1 + ((7 - new Date(Date.UTC(year, month - 1, 1)).getUTCDay()) % 7);
  if (nth > 0) return first + 7 * (nth - 1);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return first + 7 * Math.floor((days - first) / 7);
}

/** When summer time begins and ends: Directive 2000/84/EC; Energy Policy Act of 2005. */
const ZONES = [
  {
    timezone: 'Europe/Paris',
    winter: 60,
    begins: (year: number) => Date.UTC(year, 2, sunday(year, 3, -1), 1),
    ends: (year: number) => Date.UTC(year, 9, sunday(year, 10, -1), 1),
  },
  {
    timezone: 'America/New_York',
    winter: -300,
    begins: (year: number) => Date.UTC(year, 2, sunday(year, 3, 2), 7),
    ends: (year: number) => Date.UTC(year, 10, sunday(year, 11, 1), 6),
  },
];

const two = (n: number): string => String(n).padStart(2, '0');
const localDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

describe('T9: local time is kept', () => {
  it.each(ZONES)('09:00 in $timezone over both changes of ten years', async ({ timezone, winter, begins, ends }) => {
    const daily = { startsAt: '2026-01-01T09:00', timezone, rrule: 'FREQ=DAILY' };
    for (const year of YEARS) {
      for (const change of [begins(year), ends(year)]) {
        const { occurrences } = await preview(daily, { from: new Date(change - 2 * DAY).toISOString(), count: 4 });
        expect(occurrences).toHaveLength(4);
        for (const { localTime, startsAt, adjusted } of occurrences) {
          expect([localTime.slice(11), adjusted]).toEqual(['09:00', null]);
          const at = Date.parse(startsAt);
          const offset = at >= begins(year) && at < ends(year) ? winter + 60 : winter;
          expect(new Date(at + offset * 60_000).toISOString().slice(0, 16)).toBe(localTime);
        }
      }
    }
  });

  it.each(ZONES)('02:30 in $timezone: moved by the length of the gap, and the first of two', async (zone) => {
    const { timezone, winter } = zone;
    // In New York the hour from 1 to 2 comes twice, in Paris that from 2 to 3.
    const twice = timezone === 'Europe/Paris' ? '02:30' : '01:30';
    for (const year of YEARS) {
      const spring = zone.begins(year);
      const gap = await preview(
        { startsAt: `${year}-01-01T02:30`, timezone, rrule: 'FREQ=DAILY' },
        {
          from: new Date(spring - 2 * 3_600_000).toISOString(),
          count: 1,
        },
      );
      expect(gap.occurrences[0]).toMatchObject({ localTime: `${localDay(spring)}T03:30`, adjusted: 'gap' });
      expect(Date.parse(gap.occurrences[0]!.startsAt)).toBe(spring + 30 * 60_000);
      expect(gap.warnings.map(({ code }) => code)).toContain('recurrence.clock_change');

      const autumn = zone.ends(year);
      const overlap = await preview(
        { startsAt: `${year}-01-01T${twice}`, timezone, rrule: 'FREQ=DAILY' },
        {
          from: new Date(autumn - 2 * 3_600_000).toISOString(),
          count: 1,
        },
      );
      expect(overlap.occurrences[0]).toMatchObject({ localTime: `${localDay(autumn)}T${twice}`, adjusted: 'overlap' });
      const summer = winter + 60;
      expect(Date.parse(overlap.occurrences[0]!.startsAt)).toBe(
        Date.parse(`${localDay(autumn)}T${twice}:00Z`) - summer * 60_000,
      );
    }
  });
});

describe('T10: months and years without the day', () => {
  const at = (rrule: string, monthEnd: 'skip' | 'clamp', startsAt = '2027-01-31T10:00'): object => ({
    startsAt,
    timezone: 'Europe/Paris',
    rrule,
    monthEnd,
  });
  const days = ({ occurrences }: Preview): string[] => occurrences.map(({ localTime }) => localTime.slice(0, 10));

  it('the 31st is left out or takes the last day, as declared, and the preview says so', async () => {
    const skipped = await preview(at('FREQ=MONTHLY;BYMONTHDAY=31', 'skip'), { count: 4 });
    expect(days(skipped)).toEqual(['2027-01-31', '2027-03-31', '2027-05-31', '2027-07-31']);
    expect(skipped.warnings.map(({ code }) => code)).toContain('recurrence.months_skipped');
    const clamped = await preview(at('FREQ=MONTHLY;BYMONTHDAY=31', 'clamp'), { count: 4 });
    expect(clamped.occurrences.map(({ localTime, adjusted }) => [localTime.slice(0, 10), adjusted])).toEqual([
      ['2027-01-31', null],
      ['2027-02-28', 'clamp'],
      ['2027-03-31', null],
      ['2027-04-30', 'clamp'],
    ]);
    expect(clamped.warnings.map(({ code }) => code)).not.toContain('recurrence.months_skipped');
  });

  it('the last day and the last Friday', async () => {
    expect(days(await preview(at('FREQ=MONTHLY;BYMONTHDAY=-1', 'skip'), { count: 4 }))).toEqual(
      [1, 2, 3, 4].map((month) => `2027-${two(month)}-${two(new Date(Date.UTC(2027, month, 0)).getUTCDate())}`),
    );
    const fridays = await preview(at('FREQ=MONTHLY;BYDAY=-1FR', 'skip', '2027-01-29T10:00'), { count: 24 });
    for (const day of days(fridays)) {
      const date = new Date(`${day}T00:00:00Z`);
      expect(date.getUTCDay()).toBe(5);
      expect(new Date(date.getTime() + 7 * DAY).getUTCMonth()).not.toBe(date.getUTCMonth());
    }
    expect(fridays.description.fr).toContain('dernier vendredi');
    expect(fridays.description.en).toContain('last Friday');
  });

  it('29 February comes in leap years, or on the last of the month in the others', async () => {
    const leap = at('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'skip', '2028-02-29T10:00');
    expect(days(await preview(leap, { count: 3 }))).toEqual(['2028-02-29', '2032-02-29', '2036-02-29']);
    const every = at('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'clamp', '2028-02-29T10:00');
    expect(days(await preview(every, { count: 3 }))).toEqual(['2028-02-29', '2029-02-28', '2030-02-28']);
  });
});
