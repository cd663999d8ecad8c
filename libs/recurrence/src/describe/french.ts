import type { CalendarDay } from '../floating-time.js';
import { headNamesMonths, type Meaning, type MonthDates, type NthWeekday } from './meaning.js';
import {
  datesByMonth,
  enumerate,
  isMonthly,
  isWeekdayOnDay,
  type Limit,
  mayBeLacking,
  type MonthEndNote,
  sayMonths,
  type Wording,
} from './wording.js';

const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const NTH = ['', 'premier', 'deuxième', 'troisième', 'quatrième', 'cinquième'];
const WORKDAYS = '0,1,2,3,4';
const LACKING = ' (s’il existe)';

type Conjunction = 'et' | 'ou';

const and = (items: readonly string[]): string => enumerate(items, 'et');
const month = (number: number): string => MONTHS[number - 1]!;
const weekday = (number: number): string => WEEKDAYS[number]!;
const dayNumber = (day: number): string => (day === 1 ? '1er' : String(day));
const date = (day: CalendarDay): string => `${dayNumber(day.day)} ${month(day.month)} ${day.year}`;
const dates = (days: readonly CalendarDay[]): string =>
  datesByMonth(
    days,
    'et',
    (inMonth, number) => `${and(inMonth.map((day) => `le ${dayNumber(day)}`))} ${month(number)}`,
  );
// « d’avril », « d’août », « d’octobre »
const ofMonth = (number: number): string => (/^[ao]/.test(month(number)) ? 'd’' : 'de ') + month(number);

/** « le premier lundi », « l’avant-dernier lundi », « le troisième lundi en partant de la fin ». */
function theNth(number: number, noun: string): string {
  if (number === -1) return `le dernier ${noun}`;
  if (number === -2) return `l’avant-dernier ${noun}`;
  const name = NTH[Math.abs(number)] ?? `${Math.abs(number)}e`;
  return `le ${name} ${noun}${number < 0 ? ' en partant de la fin' : ''}`;
}

function nthWeekday(pick: NthWeekday, scope: Meaning['scope']): string {
  const workday = pick.among.join() === WORKDAYS;
  const among = workday ? 'jour ouvré (du lundi au vendredi)' : enumerate(pick.among.map(weekday), 'ou');
  return theNth(pick.nth, among) + (mayBeLacking(pick, scope) ? LACKING : '');
}

function theDay(day: number): string {
  return day > 0 ? `le ${dayNumber(day)}` : theNth(day, 'jour') + (day < -28 ? LACKING : '');
}

function daysOfYear(numbers: readonly number[], conjunction: Conjunction = 'et'): string {
  const lacking = numbers.some((day) => Math.abs(day) === 366) ? LACKING : '';
  const names = numbers.map((day) => theNth(day, 'jour'));
  return `${enumerate(names, conjunction)} de l’année${lacking}`;
}

function daysOfMonths({ days, months }: MonthDates): string[] {
  const [day] = days;
  if (days.length === 1 && day! > 0 && months.length < 4)
    return months.map((number) => `${theDay(day!)} ${month(number)}`);
  return [and(days.map(theDay)) + ofMonths(months)];
}

function week(number: number): string {
  if (number > 0) return `la semaine ${number}`;
  if (number === -1) return 'la dernière semaine de l’année';
  if (number === -2) return 'l’avant-dernière semaine de l’année';
  return `la ${NTH[-number] ?? `${-number}e`} semaine de l’année en partant de la fin`;
}

function weeksOfYear(numbers: readonly number[], preposition: 'de' | 'dans', conjunction: Conjunction): string {
  const lacking = numbers.some((one) => Math.abs(one) === 53) ? ' (si elle existe)' : '';
  return (
    enumerate(
      numbers.map((one) => `${preposition} ${week(one)}`),
      conjunction,
    ) + lacking
  );
}

function inMonths(months: readonly number[]): string {
  if (months.length === 0) return '';
  const said = sayMonths(months);
  if (said.kind === 'span') return ` ${ofMonth(said.first)} à ${month(said.last)}`;
  const names = and(said.months.map((number) => `en ${month(number)}`));
  return said.kind === 'except' ? ` sauf ${names}` : ` ${names}`;
}

/** « de janvier et de juillet », « de chaque mois sauf en août ». */
function ofMonths(months: readonly number[]): string {
  const said = sayMonths(months);
  if (said.kind === 'except') return ` de chaque mois${inMonths(months)}`;
  return ` ${and(months.map(ofMonth))}`;
}

function everyWeekday(days: readonly number[]): string {
  if (days.length === 0) return 'tous les jours';
  if (days.join() === WORKDAYS) return 'du lundi au vendredi';
  return `tous les ${and(days.map((day) => `${weekday(day)}s`))}`;
}

/** The days, as they follow « Chaque année, ». */
function what(meaning: Meaning): string {
  const { weekdays, picks, scope, monthDays, monthDates } = meaning;
  switch (meaning.head) {
    case 'pick': {
      const plain = weekdays.map((day) => `tous les ${weekday(day)}s`);
      return and([...picks.map((pick) => nthWeekday(pick, scope)), ...plain]) + ofScope(meaning);
    }
    case 'yearDay':
      return daysOfYear(meaning.yearDays);
    case 'monthDay':
      if (monthDates.length > 0) return and(monthDates.flatMap(daysOfMonths));
      return and(monthDays.map(theDay)) + ofScope(meaning);
    case 'week': {
      const days = weekdays.length === 0 ? 'tous les jours' : and(weekdays.map((day) => `le ${weekday(day)}`));
      return `${days} ${weeksOfYear(meaning.weeks, 'de', 'et')}`;
    }
    case 'weekday':
    case 'day':
      if (meaning.period === 'week' && meaning.interval > 1) return and(weekdays.map((day) => `le ${weekday(day)}`));
      return everyWeekday(weekdays) + (headNamesMonths(meaning) ? inMonths(meaning.months) : '');
  }
}

function ofScope(meaning: Meaning): string {
  if (meaning.head === 'pick' && meaning.scope === 'year') return ' de l’année';
  if (meaning.months.length > 0 && headNamesMonths(meaning)) return ofMonths(meaning.months);
  return meaning.period === 'month' && meaning.interval > 1 ? '' : ' de chaque mois';
}

const EVERY = {
  day: 'Tous les # jours',
  week: 'Toutes les # semaines',
  month: 'Tous les # mois',
  year: 'Tous les # ans',
};

function head(meaning: Meaning): string {
  const { period, interval, weekdays } = meaning;
  if (interval === 1) return headOfEach(meaning);
  if (period === 'day' && interval === 2) return 'Un jour sur deux';
  if (period === 'week' && interval === 2 && weekdays.length === 1) return `Un ${weekday(weekdays[0]!)} sur deux`;
  const lead = EVERY[period].replace('#', String(interval));
  return period === 'day' ? lead : `${lead}, ${what(meaning)}`;
}

function headOfEach(meaning: Meaning): string {
  if (isWeekdayOnDay(meaning)) return `Tous les ${weekday(meaning.weekdays[0]!)}s ${dayNumber(meaning.monthDays[0]!)}`;
  const days = what(meaning);
  const plain = meaning.head === 'weekday' || meaning.head === 'day' || isMonthly(meaning);
  return plain ? capitalise(days) : `Chaque année, ${days}`;
}

function limit(kind: Limit, { head, weekdays, monthDays, yearDays, weeks, months }: Meaning): string {
  switch (kind) {
    case 'weekdays':
      if (head === 'day') return `, seulement ${and(weekdays.map((day) => `le ${weekday(day)}`))}`;
      return `, seulement quand c’est ${enumerate(
        weekdays.map((day) => `un ${weekday(day)}`),
        'ou',
      )}`;
    case 'monthDays':
      if (head === 'day') return `, seulement ${and(monthDays.map(theDay))} du mois`;
      return `, seulement quand c’est ${enumerate(monthDays.map(theDay), 'ou')} du mois`;
    case 'yearDays':
      return `, seulement quand c’est ${daysOfYear(yearDays, 'ou')}`;
    case 'weeks':
      return `, seulement ${weeksOfYear(weeks, 'dans', 'ou')}`;
    case 'months':
      return sayMonths(months).kind === 'except' ? `,${inMonths(months)}` : `, seulement${inMonths(months)}`;
  }
}

const PERIODS = { day: 'jour', week: 'semaine', month: 'mois', year: 'année' };

function positionName(nth: number): string {
  if (nth === -1) return 'la dernière';
  if (nth === -2) return 'l’avant-dernière';
  const name = nth === 1 ? 'première' : (NTH[Math.abs(nth)] ?? `${Math.abs(nth)}e`);
  return `la ${name}${nth < 0 ? ' en partant de la fin' : ''}`;
}

function monthEnd(note: MonthEndNote): string {
  switch (note.kind) {
    case 'clamped':
      return ' (ou le dernier jour d’un mois plus court)';
    case 'leapYears':
      return ' (le 29 février les années bissextiles seulement)';
    case 'skipped': {
      const them = note.days.length === 1 ? 'l’ont' : 'les ont';
      return ` (${note.all ? '' : `${and(note.days.map(theDay))} `}seulement les mois qui ${them})`;
    }
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const FRENCH: Wording = {
  head,
  limit,
  positions: (positions, period) =>
    `, seulement ${and(positions.map(positionName))} de ces dates chaque ${PERIODS[period]}`,
  time: (hour, minute) => ` à ${hour} h${minute === 0 ? '' : ` ${String(minute).padStart(2, '0')}`}`,
  monthEnd,
  weekStart: (day, numbered) =>
    numbered
      ? ` (la semaine 1 est la première à avoir quatre jours dans l’année ; les semaines commencent le ${weekday(day)})`
      : ` (les semaines commencent le ${weekday(day)})`,
  once: (day) => `Une fois, le ${weekday(day.weekday)} ${date(day)}`,
  onDates: (days) => capitalise(dates(days)),
  from: (day) => `, à partir du ${date(day)}`,
  fromUntil: (first, last) => `, du ${date(first)} au ${date(last)} inclus`,
  times: (count, first, last) => `, ${count} fois, du ${date(first)} au ${date(last)}`,
  except: (days) => `, sauf ${dates(days)}`,
  plus: (timed) => `, plus ${and(timed)}`,
  dates,
};
