import { WEEKDAYS } from '../rule.js';
import type { Draft, Pick, WrittenDate } from './draft.js';
import { refuseAmbiguous, refuseNever } from './refuse.js';

/** A rule as far as the phrase gives it: neither start nor end. */
export interface PhraseRule {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  months?: readonly number[];
  monthDays?: readonly number[];
  /** In the notation of BYDAY. */
  days?: readonly string[];
  positions?: readonly number[];
}

/** A start that fills in what the phrase leaves out. */
export interface StartDay {
  day: number;
  month: number;
  weekday: number;
}

const ALL_MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The rule that the draft means; refuses what has two meanings or none. Dates with a year are no rule: null. */
export function toRule(draft: Draft, start: StartDay): PhraseRule | null {
  const kinds = [draft.dates, draft.picks, draft.weekdayOnDay ? [] : draft.monthDays, [...draft.weekdays]];
  if (kinds.filter((kind) => kind.length > 0).length > 1) refuseAmbiguous('two_rules', null);
  const months = monthsOf(draft);
  if (draft.dates.length > 0) return datesRule(draft);
  if (draft.picks.length > 0) return picksRule(draft, months);
  if (draft.monthDays.length > 0) return monthDaysRule(draft, months);
  const daily = draft.every?.unit === 'day' && draft.every.n === 1;
  if (draft.weekdays.size > 0 || (daily && draft.exceptWeekdays.size > 0)) return weekdaysRule(draft, months);
  return unitRule(draft, months, start);
}

/** No months: all of them. */
function monthsOf({ months, exceptMonths, said }: Draft): number[] {
  const named = months.size > 0 ? [...months] : exceptMonths.size > 0 ? ALL_MONTHS : [];
  const left = named.filter((month) => !exceptMonths.has(month)).sort((a, b) => a - b);
  if (named.length > 0 && left.length === 0) refuseNever('no_dates_left', said.except);
  return left.length === 12 ? [] : left;
}

function unitOf({ every, scope }: Draft): { n: number; unit: NonNullable<Draft['scope']> } | null {
  return every ?? (scope ? { n: 1, unit: scope } : null);
}

function datesRule(draft: Draft): PhraseRule | null {
  const { dates, said, every } = draft;
  for (const date of dates) refuseImpossible(date, draft);
  const dated = dates.some(({ year }) => year !== null);
  if (dated && every) refuseAmbiguous('once_or_yearly', null, said.dates, said.dates);
  if (dated) return null;
  if (every && every.unit !== 'year') refuseAmbiguous('two_frequencies', null, said.every, said.every);
  if (!every && !draft.recurrent) refuseAmbiguous('once_or_yearly', yearly(dates[0]!), said.dates, said.dates);
  const [months, days] = [unique(dates.map(({ month }) => month)), unique(dates.map(({ day }) => day))];
  const pairs = new Set(dates.map(({ day, month }) => `${month}-${day}`));
  if (pairs.size < months.length * days.length) refuseAmbiguous('two_rules', yearly(dates[0]!), said.dates, said.dates);
  return { freq: 'YEARLY', interval: every?.n ?? 1, months, monthDays: days };
}

export function refuseImpossible({ day, month, year }: WrittenDate, { said }: Draft): void {
  const longest = month === 2 && year !== null && !isLeap(year) ? 28 : (LONGEST[month - 1] ?? 0);
  if (month < 1 || month > 12) refuseNever('no_date', said.dates);
  if (day > longest) refuseNever('no_date', said.dates, `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=-1`);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const yearly = ({ day, month }: WrittenDate): string => `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day}`;

/** Calendar quarters and half-years by their first months. */
const FIRST_MONTHS = { quarter: [1, 4, 7, 10], semester: [1, 7] };

/** The months in which the days counted from the start, or all from the end, of each period lie. */
function monthsOfPeriods(draft: Draft, unit: 'quarter' | 'semester', numbers: readonly number[]): number[] {
  const fromEnd = numbers.filter((number) => number < 0).length;
  if (fromEnd > 0 && fromEnd < numbers.length) refuseAmbiguous('two_rules', null, draft.said.days, draft.said.days);
  const length = 12 / FIRST_MONTHS[unit].length;
  const months = FIRST_MONTHS[unit].map((month) => (fromEnd > 0 ? month + length - 1 : month));
  draft.assumptions.push({ code: 'calendar_period', value: monthsText(months) });
  return months;
}

function monthsText(months: readonly number[]): { en: string; fr: string } {
  return { en: `months ${months.join(', ')}`, fr: `mois ${months.join(', ')}` };
}

function picksRule(draft: Draft, months: readonly number[]): PhraseRule {
  const { picks, said, every } = draft;
  const of = unitOf(draft);
  const text = (rule: PhraseRule): string => rruleText(rule);
  const monthly: PhraseRule = { freq: 'MONTHLY', interval: 1, ...pickParts(draft) };
  if (months.length > 0) {
    if (!of && !draft.recurrent) refuseAmbiguous('once_or_yearly', text({ ...monthly, months }), said.days, said.days);
    if (of?.unit === 'year' && of.n > 1 && !monthly.positions)
      return { ...monthly, freq: 'YEARLY', interval: of.n, months };
    if (of && (of.n > 1 || of.unit === 'week' || of.unit === 'day'))
      refuseAmbiguous('two_frequencies', null, said.every ?? said.days, said.days);
    return { ...monthly, months };
  }
  switch (of?.unit) {
    case 'month':
      return { ...monthly, interval: of.n };
    case 'quarter':
    case 'semester':
      if (of.n > 1) return refuseAmbiguous('two_frequencies', null, said.every, said.every);
      return {
        ...monthly,
        months: monthsOfPeriods(
          draft,
          of.unit,
          picks.map(({ nth }) => nth),
        ),
      };
    case 'year':
      if (every?.unit === 'year' && draft.scope !== 'year')
        return refuseAmbiguous('which_month', text({ ...monthly, months: [1] }), said.days, said.days);
      return { ...monthly, freq: 'YEARLY', interval: of.n };
    default:
      return everyPick(draft) ? monthly : refusePick(draft, monthly);
  }
}

/** "every first Monday" can only be that of each month; "every second Monday" can be one out of two as well. */
function everyPick({ every, recurrent, picks, assumptions }: Draft): boolean {
  const oneReading = picks.length > 1 || picks.some(({ nth }) => nth < 2);
  if (every || !recurrent || !oneReading) return false;
  assumptions.push({ code: 'every_month' });
  return true;
}

function refusePick(draft: Draft, monthly: PhraseRule): never {
  const { said, picks, recurrent } = draft;
  const ranked = recurrent && picks.every(({ nth }) => nth > 1);
  const suggestion = rruleText(monthly);
  if (draft.every) refuseAmbiguous('two_frequencies', suggestion, said.every, said.every);
  return refuseAmbiguous(ranked ? 'other_or_second' : 'once_or_monthly', suggestion, said.days, said.days);
}

/** Of one weekday its rank; of several, the position among them. */
function pickParts(draft: Draft): { days: string[]; positions?: number[] } {
  const { picks, said } = draft;
  if (picks.every(({ among }) => among.length === 1)) return { days: picks.map(nthText) };
  const [{ among }] = picks as [Pick, ...Pick[]];
  if (picks.some((pick) => pick.among.join() !== among.join()))
    refuseAmbiguous('two_rules', null, said.days, said.days);
  return { days: among.map(dayText), positions: picks.map(({ nth }) => nth) };
}

const dayText = (day: number): string => WEEKDAYS[day]!;
const nthText = ({ nth, among }: Pick): string => `${nth}${dayText(among[0]!)}`;

function monthDaysRule(draft: Draft, months: readonly number[]): PhraseRule {
  const { said } = draft;
  const of = unitOf(draft);
  const monthDays = unique(draft.monthDays);
  if (draft.weekdayOnDay && monthDays.length + draft.weekdays.size > 2)
    refuseAmbiguous('two_rules', null, said.days, said.days);
  const days = draft.weekdayOnDay ? { days: [...draft.weekdays].map(dayText) } : {};
  const monthly: PhraseRule = { freq: 'MONTHLY', interval: of?.n ?? 1, monthDays, ...days };
  if (months.length > 0) return monthDaysInMonths(draft, monthly, months);
  switch (of?.unit) {
    case 'month':
      return monthly;
    case 'quarter':
    case 'semester':
      if (of.n > 1) return refuseAmbiguous('two_frequencies', null, said.every, said.every);
      return { ...monthly, months: monthsOfPeriods(draft, of.unit, monthDays) };
    case 'year':
      return dayOfYear(draft, monthly);
    case undefined:
      if (!draft.recurrent) return refuseAmbiguous('once_or_monthly', rruleText(monthly), said.days, said.days);
      if (!draft.weekdayOnDay) draft.assumptions.push({ code: 'every_month' });
      return monthly;
    default:
      return refuseAmbiguous('two_frequencies', null, said.every, said.every);
  }
}

function monthDaysInMonths(draft: Draft, monthly: PhraseRule, months: readonly number[]): PhraseRule {
  const { said, monthDays } = draft;
  const of = unitOf(draft);
  if (monthDays.some((day) => months.every((month) => day > LONGEST[month - 1]!))) refuseNever('no_date', said.days);
  if (!of && !draft.recurrent)
    refuseAmbiguous('once_or_yearly', rruleText({ ...monthly, months }), said.days, said.days);
  if (of?.unit === 'year') return { ...monthly, freq: 'YEARLY', months };
  if (of && (of.unit !== 'month' || of.n > 1)) refuseAmbiguous('two_frequencies', null, said.every, said.every);
  return { ...monthly, freq: 'YEARLY', months };
}

/** "the last day of the year"; other days of it are counted by nobody. */
function dayOfYear({ scope, monthDays, said }: Draft, monthly: PhraseRule): PhraseRule {
  const [day] = monthDays;
  if (scope !== 'year' || monthDays.length > 1 || Math.abs(day!) !== 1)
    return refuseAmbiguous('which_month', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15', said.days, said.days);
  return { ...monthly, freq: 'YEARLY', months: [day === 1 ? 1 : 12], monthDays: [day === 1 ? 1 : 31] };
}

function weekdaysRule(draft: Draft, months: readonly number[]): PhraseRule {
  const { said, every, exceptWeekdays } = draft;
  const named = draft.weekdays.size > 0 ? [...draft.weekdays] : ALL_DAYS;
  const days = named
    .filter((day) => !exceptWeekdays.has(day))
    .sort((a, b) => a - b)
    .map(dayText);
  if (days.length === 0) refuseNever('no_dates_left', said.days);
  const of = unitOf(draft);
  const rule: PhraseRule = { freq: 'WEEKLY', interval: 1, months, days };
  switch (of?.unit) {
    case undefined:
      if (!draft.recurrent) draft.assumptions.push({ code: 'every_week' });
      return rule;
    case 'week':
      return { ...rule, interval: of.n };
    case 'day':
      return of.n === 1 ? rule : refuseAmbiguous('two_frequencies', null, said.every, said.every);
    case 'month':
    case 'year':
      if (!draft.eachWeekday)
        return refuseAmbiguous('which_weekday', `FREQ=MONTHLY;BYDAY=1${days[0]}`, said.days, said.days);
      if (of.n === 1) return rule;
      return { ...rule, freq: every?.unit === 'year' ? 'YEARLY' : 'MONTHLY', interval: of.n };
    default:
      return refuseAmbiguous('which_weekday', `FREQ=MONTHLY;BYDAY=1${days[0]}`, said.days, said.days);
  }
}

/** Nothing but how often: custom and the start say the rest. */
function unitRule(draft: Draft, months: readonly number[], start: StartDay): PhraseRule {
  const { every, said, assumptions, exceptWeekdays } = draft;
  if (!every) return refuseAmbiguous('how_often', 'FREQ=DAILY');
  const { n, unit } = every;
  if (exceptWeekdays.size > 0) refuseAmbiguous('two_frequencies', null, said.every, said.every);
  if (months.length > 0 && unit !== 'day' && unit !== 'week')
    refuseAmbiguous(
      'which_days',
      rruleText({ freq: 'YEARLY', interval: 1, months, monthDays: [1] }),
      said.every,
      said.every,
    );
  switch (unit) {
    case 'day':
      return { freq: 'DAILY', interval: n, months };
    case 'week':
      assumptions.push({ code: 'weekday_of_start' });
      return { freq: 'WEEKLY', interval: n, months, days: [dayText(start.weekday)] };
    case 'month':
      assumptions.push({ code: 'day_of_start' });
      return { freq: 'MONTHLY', interval: n, monthDays: [start.day] };
    case 'year':
      assumptions.push({ code: 'date_of_start' });
      return { freq: 'YEARLY', interval: n, months: [start.month], monthDays: [start.day] };
    case 'quarter':
    case 'semester':
      if (n > 1) return refuseAmbiguous('two_frequencies', null, said.every, said.every);
      return { freq: 'MONTHLY', interval: 1, months: monthsOfPeriods(draft, unit, [1]), monthDays: [1] };
    default:
      return refuseAmbiguous('how_often', 'FREQ=DAILY');
  }
}

/** The rule as an RRULE, without its end. */
export function rruleText({ freq, interval, months, monthDays, days, positions }: PhraseRule): string {
  const list = (name: string, values: readonly (string | number)[] = []): string[] =>
    values.length > 0 ? [`${name}=${values.join()}`] : [];
  return [
    `FREQ=${freq}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...list('BYMONTH', months),
    ...list('BYMONTHDAY', monthDays),
    ...list('BYDAY', days),
    ...list('BYSETPOS', positions),
  ].join(';');
}

/** Whether some month of the rule lacks one of its days. */
export function lacksDays({ months, monthDays }: PhraseRule): boolean {
  const shortest = (month: number): number => (month === 2 ? 28 : LONGEST[month - 1]!);
  const named = months && months.length > 0 ? months : ALL_MONTHS;
  return (monthDays ?? []).some((day) => named.some((month) => day > shortest(month)));
}

function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => Math.sign(b) - Math.sign(a) || a - b);
}
