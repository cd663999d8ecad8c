import { WEEKDAYS } from '../../rule.js';
import type { Clause, Draft, Reading } from '../draft.js';
import { refuseAmbiguous, refuseUnknown } from '../refuse.js';
import { is, skip, type Term } from '../terms.js';
import { datesAt, type DayNumber, dayNumbersAt } from './dates.js';

/** "Monday and Thursday", "Mon-Fri", « le week-end »; before a date, the weekday of that date. */
export const weekdays: Clause = (reading, at) => {
  const { terms, draft } = reading;
  const list = weekdaysAt(terms, at);
  if (!list) return at;
  const { days, next } = list;
  if (days.size === 1 && datesAt(reading, skip(terms, next, 'the', 'comma'))) {
    draft.dateWeekday = [...days][0]!;
    return next;
  }
  refuseChoice(terms, at, next);
  for (const day of days) draft.weekdays.add(day);
  noteRecurrence(reading, at, list);
  draft.said.days = terms[next - 1]!;
  return weekdayOnDay(reading, at, list) ?? next;
};

export interface WeekdayList {
  days: Set<number>;
  next: number;
  plural: boolean;
  range: boolean;
}

/** A list of weekdays, sets and ranges of them, or null. */
export function weekdaysAt(terms: readonly Term[], at: number): WeekdayList | null {
  const list: WeekdayList = { days: new Set(), next: at, plural: false, range: false };
  for (let next = at; addWeekdays(terms, next, list);) {
    const after = skip(terms, list.next, 'and', 'slash', 'the', 'in', 'every');
    next = weekdayOrDays(terms, after) ? after : terms.length;
  }
  return list.days.size > 0 ? list : null;
}

function addWeekdays(terms: readonly Term[], at: number, list: WeekdayList): boolean {
  const { weekday, days, plural } = terms[at]?.sense ?? {};
  if (weekday === undefined && !days) return false;
  const last = terms[at + 2]?.sense.weekday;
  const range = weekday !== undefined && last !== undefined && is(terms, at + 1, 'to', 'dash');
  for (const day of range ? daysBetween(weekday, last) : (days ?? [weekday!])) list.days.add(day);
  list.next = range ? at + 3 : at + 1;
  list.plural ||= plural === true || days !== undefined;
  list.range ||= range;
  return true;
}

function daysBetween(first: number, last: number): number[] {
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
}

function weekdayOrDays(terms: readonly Term[], at: number): boolean {
  const { weekday, days } = terms[at]?.sense ?? {};
  return weekday !== undefined || days !== undefined;
}

function refuseChoice(terms: readonly Term[], at: number, next: number): void {
  if (!is(terms, next, 'or')) return;
  const last = skip(terms, next + 1, 'the');
  if (weekdayOrDays(terms, last)) refuseAmbiguous('either_or', 'FREQ=WEEKLY;BYDAY=MO', terms[at], terms[last]);
}

/** « le lundi » comes again; "on Monday" may be one Monday. */
function noteRecurrence({ terms, draft, lexicon }: Reading, at: number, { plural, range }: WeekdayList): void {
  const article = lexicon.vocabulary.language === 'fr' && is(terms, at - 1, 'the');
  const each = is(terms, at - 1, 'every') || plural;
  draft.eachWeekday ||= each;
  draft.recurrent ||= each || range || article;
}

/** "Friday the 13th", « vendredi 13 à 9 h »: a day that is both. A bare number without a time may be an hour as well. */
function weekdayOnDay(reading: Reading, at: number, { days, next }: WeekdayList): number | null {
  const { terms, draft } = reading;
  const list = days.size === 1 ? dayNumbersAt(terms, next) : null;
  if (!list || weekdayOrDays(terms, list.next) || terms[list.next]?.sense.unit) return null;
  const [first, ...more] = list.numbers;
  const weekly = `FREQ=WEEKLY;BYDAY=${WEEKDAYS[[...days][0]!]}`;
  const isDay = first!.ordinal || is(terms, next, 'the') || draft.time !== null || is(terms, list.next, 'at');
  if (!isDay) refuseAmbiguous('day_or_hour', weekly, terms[at], terms[first!.next - 1]);
  if (more.length > 0) refuseAmbiguous('two_rules', weekly, terms[at], terms[list.next - 1]);
  draft.weekdayOnDay = true;
  draft.monthDays.push(first!.day);
  return list.next;
}

/** "the first and third Monday", « le dernier jour », "the 1st and 15th", and dates without year or with one. */
export const daysOfMonth: Clause = (reading, at) => {
  const { terms } = reading;
  const dates = datesAt(reading, at);
  if (dates) return addDates(reading, dates, at);
  const list = dayNumbersAt(terms, at);
  if (!list) return at;
  const head = terms[list.next]?.sense ?? {};
  if (head.weekday !== undefined || head.days) return addPicks(reading, list.numbers, list.next, at);
  if (head.unit === 'day') return addMonthDays(reading, list.numbers, list.next + 1, at);
  if (head.unit) refuseAmbiguous('which_days', 'FREQ=MONTHLY;BYDAY=1MO', terms[at], terms[list.next]);
  refuseBareNumber(reading, list.numbers, at, list.next);
  return addMonthDays(reading, list.numbers, list.next, at);
};

/** Further months behind dates take the same days: "1 January and April". */
function addDates(
  { terms, draft }: Reading,
  { dates, next }: NonNullable<ReturnType<typeof datesAt>>,
  at: number,
): number {
  draft.dates.push(...dates);
  let end = next;
  for (let more = nextMonth(terms, end); dates[0]!.year === null && more !== null; more = nextMonth(terms, end)) {
    const month = terms[more]!.sense.month!;
    draft.dates.push(...dates.map(({ day }) => ({ day, month, year: null })));
    end = more + 1;
  }
  draft.said.dates = { ...terms[at]!, end: terms[end - 1]!.end };
  return end;
}

function nextMonth(terms: readonly Term[], at: number): number | null {
  const next = skip(terms, at, 'and', 'of');
  return is(terms, at, 'and') && terms[next]?.sense.month !== undefined && !terms[next + 1]?.sense.number ? next : null;
}

function addPicks(reading: Reading, numbers: DayNumber[], headAt: number, at: number): number {
  const { terms, draft } = reading;
  const { among, next } = headOfPick(terms, headAt);
  if (numbers.some(({ ordinal }) => !ordinal)) return refuseUnknown(terms[at]);
  const end = is(terms, next, 'fromEnd') ? next + 1 : next;
  const sign = end > next ? -1 : 1;
  draft.picks.push(...numbers.map(({ day }) => ({ nth: sign * day, among })));
  if (is(terms, at - 1, 'every')) draft.recurrent = true;
  draft.said.days = { ...terms[at]!, end: terms[end - 1]!.end };
  return end;
}

/** "first Saturday or Sunday": whichever comes first. */
function headOfPick(terms: readonly Term[], at: number): { among: number[]; next: number } {
  const among = new Set<number>();
  let next = at;
  for (let head = at; weekdayOrDays(terms, head); head = is(terms, next, 'or') ? next + 1 : orComma(terms, next)) {
    const { weekday, days } = terms[head]!.sense;
    for (const day of days ?? [weekday!]) among.add(day);
    next = head + 1;
  }
  return { among: [...among].sort((a, b) => a - b), next };
}

/** Of "Monday, Tuesday or Wednesday", the comma. */
function orComma(terms: readonly Term[], at: number): number {
  return is(terms, at, 'and') && is(terms, at + 2, 'or') && weekdayOrDays(terms, at + 1) ? at + 1 : terms.length;
}

function addMonthDays({ terms, draft }: Reading, numbers: DayNumber[], next: number, at: number): number {
  const end = is(terms, next, 'fromEnd') ? next + 1 : next;
  const last = numbers.at(-1)!;
  const days = numbers.map((number) => (end > next && number === last ? -number.day : number.day));
  draft.monthDays.push(...days);
  draft.said.days = { ...terms[at]!, end: terms[end - 1]!.end };
  return end;
}

/** « lundi et jeudi 9 » */
function refuseBareNumber({ terms, lexicon }: Reading, numbers: DayNumber[], at: number, next: number): void {
  const led = is(terms, at, 'the') || is(terms, at - 1, 'the', 'every', 'in') || is(terms, next, 'of');
  const french = lexicon.vocabulary.language === 'fr' && is(terms, at - 1, 'to');
  if (led || french || numbers.every(({ ordinal }) => ordinal)) return;
  refuseAmbiguous('day_or_hour', null, terms[at], terms[next - 1]);
}

/** « fin de mois », "start of the month". */
export const edgeOfMonth: Clause = ({ terms, draft }, at) => {
  const edge = is(terms, at, 'monthEnd') ? -1 : is(terms, at, 'monthStart') ? 1 : null;
  if (edge === null) return at;
  draft.monthDays.push(edge);
  draft.scope ??= 'month';
  draft.said.days = terms[at]!;
  draft.assumptions.push({ code: edge === 1 ? 'start_of_month' : 'end_of_month' });
  return at + 1;
};

/** "of the month", « de l’année »: the period that days are counted in. */
export const period: Clause = ({ terms, draft }, at) => {
  const unit = terms[at]?.sense.unit;
  if (!unit || unit === 'day') return at;
  if (unit === 'hour' || unit === 'minute') return refuseUnknown(terms[at]);
  if (draft.scope && draft.scope !== unit) refuseAmbiguous('two_frequencies', null, terms[at], terms[at]);
  draft.scope = unit;
  return at + 1;
};

/** "in July and August", "from September to June". */
export const months: Clause = (reading, at) => {
  const { terms, draft } = reading;
  const start = skip(terms, at, 'from', 'of', 'in');
  const list = datesAt(reading, start) ? null : monthsAt(terms, start);
  if (!list) return at;
  addAll(draft, list.months);
  return list.next;
};

function addAll(draft: Draft, months: Set<number>): void {
  for (const month of months) draft.months.add(month);
}

export function monthsAt(terms: readonly Term[], at: number): { months: Set<number>; next: number } | null {
  const months = new Set<number>();
  let next = at;
  for (let place = at; terms[place]?.sense.month !== undefined;) {
    const first = terms[place]!.sense.month!;
    const last = is(terms, place + 1, 'to', 'dash') ? terms[place + 2]?.sense.month : undefined;
    for (const month of last === undefined ? [first] : monthsBetween(first, last)) months.add(month);
    next = last === undefined ? place + 1 : place + 3;
    place = skip(terms, next, 'and', 'of', 'in');
  }
  return months.size > 0 ? { months, next } : null;
}

function monthsBetween(first: number, last: number): number[] {
  return Array.from({ length: ((last - first + 12) % 12) + 1 }, (_, index) => ((first + index - 1) % 12) + 1);
}
