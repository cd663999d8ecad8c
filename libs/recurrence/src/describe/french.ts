import type { CalendarDay } from '../floating-time.js';
import { combine, enumerate, type NamedShape, type Phrases } from './phrases.js';
import type { NthWeekday } from './rule-shape.js';

const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const NTH: Readonly<Record<number, string>> = {
  1: 'premier',
  2: 'deuxième',
  3: 'troisième',
  4: 'quatrième',
  5: 'cinquième',
  [-1]: 'dernier',
  [-2]: 'avant-dernier',
};

const and = (items: readonly string[]): string => enumerate(items, 'et');
const month = (number: number): string => MONTHS[number - 1]!;
const dayNumber = (day: number): string => (day === 1 ? '1er' : String(day));
const date = (day: CalendarDay): string => `${dayNumber(day.day)} ${month(day.month)} ${day.year}`;
const dateWithWeekday = (day: CalendarDay): string => `${WEEKDAYS[day.weekday]} ${date(day)}`;
const dates = (count: number): string => `${count} date${count === 1 ? '' : 's'}`;
// « d’avril », « d’août », « d’octobre »
const ofMonth = (number: number): string => (/^[ao]/.test(month(number)) ? 'd’' : 'de ') + month(number);

function theDay(day: number): string {
  return day > 0 ? `le ${dayNumber(day)}` : `${theNth(day)} jour`;
}

function theNth(nth: number): string {
  return nth === -2 ? `l’${NTH[nth]}` : `le ${NTH[nth]}`;
}

function nthWeekday({ nth, weekday }: NthWeekday): string {
  const name = weekday === 'workday' ? 'jour ouvré (du lundi au vendredi)' : WEEKDAYS[weekday]!;
  return `${theNth(nth)} ${name}${nth === 5 && weekday !== 'workday' ? ' (s’il existe)' : ''}`;
}

function inMonths(months: readonly number[]): string {
  return months.length === 0 ? '' : ` ${and(months.map((number) => `en ${month(number)}`))}`;
}

function dayOfMonth(day: number, inMonth: number): string {
  return day > 0 ? `${theDay(day)} ${month(inMonth)}` : `${theDay(day)} ${ofMonth(inMonth)}`;
}

function ofEveryMonth(interval: number, what: string): string {
  return interval === 1 ? `${capitalise(what)} de chaque mois` : `Tous les ${interval} mois, ${what}`;
}

function everyYear(interval: number, what: string): string {
  return `${interval === 1 ? 'Chaque année' : `Tous les ${interval} ans`}, ${what}`;
}

function weekly({ interval, weekdays, months }: Extract<NamedShape, { kind: 'weekly' }>): string {
  const names = weekdays.map((day) => WEEKDAYS[day]!);
  if (interval > 1) return `Toutes les ${interval} semaines, ${and(names.map((name) => `le ${name}`))}`;
  if (names.length === 7) return `Tous les jours${inMonths(months)}`;
  if (weekdays.join() === '0,1,2,3,4') return `Du lundi au vendredi${inMonths(months)}`;
  return `Tous les ${and(names.map((name) => `${name}s`))}${inMonths(months)}`;
}

function rule(shape: NamedShape): string {
  switch (shape.kind) {
    case 'daily':
      return `Tous les ${shape.interval === 1 ? '' : `${shape.interval} `}jours${inMonths(shape.months)}`;
    case 'weekly':
      return weekly(shape);
    case 'monthly':
      return ofEveryMonth(shape.interval, and(shape.days.map(theDay)));
    case 'monthlyWeekday':
      return ofEveryMonth(shape.interval, and(shape.picks.map(nthWeekday)));
    case 'yearly':
      return everyYear(shape.interval, and(combine(shape.days, shape.months, dayOfMonth)));
    case 'yearlyWeekday':
      return everyYear(
        shape.interval,
        and(combine(shape.picks, shape.months, (pick, inMonth) => `${nthWeekday(pick)} ${ofMonth(inMonth)}`)),
      );
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const MONTH_END = {
  clamped: ' (le dernier jour d’un mois trop court)',
  skipped: ' (seulement les mois qui l’ont)',
  leapYears: ' (les années bissextiles seulement)',
};

export const FRENCH: Phrases = {
  rule,
  ruleText: (rrule) => `Selon la règle ${rrule}`,
  once: (day) => `Une fois, le ${dateWithWeekday(day)}`,
  dates: (count, first, last) => `À ${count} dates, du ${dateWithWeekday(first)} au ${dateWithWeekday(last)}`,
  time: (hour, minute) => ` à ${hour} h${minute === 0 ? '' : ` ${String(minute).padStart(2, '0')}`}`,
  monthEnd: (note) => MONTH_END[note],
  weekStart: (weekday) => ` (semaines commençant le ${WEEKDAYS[weekday]})`,
  from: (day) => `, à partir du ${date(day)}`,
  until: (day) => `, jusqu’au ${date(day)}`,
  times: (count) => `, ${count} fois`,
  except: (count) => `, sauf ${dates(count)}`,
  plus: (count) => `, plus ${dates(count)}`,
};
