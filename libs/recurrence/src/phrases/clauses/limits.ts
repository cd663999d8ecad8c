import type { Clause, Draft, Reading, WrittenDate } from '../draft.js';
import { refuseAmbiguous, refuseUnknown } from '../refuse.js';
import { is, skip, type Term } from '../terms.js';
import { datesAt, yearNumber } from './dates.js';
import { monthsAt, weekdaysAt } from './days.js';

/** "until 30 June 2027", « jusqu’à fin juin », "through 30 June". */
export const until: Clause = (reading, at) => {
  const { terms } = reading;
  const toDate = is(terms, at, 'to') && datesAt(reading, dateStart(terms, at + 1)) !== null;
  return is(terms, at, 'until') || toDate ? untilAt(reading, at + 1, at) : at;
};

function untilAt(reading: Reading, at: number, first: number): number {
  const { terms } = reading;
  const start = dateStart(terms, at);
  const date = datesAt(reading, start);
  if (date?.dates.length === 1) return setUntil(reading, date.dates[0]!, first, date.next);
  const endAt = skip(terms, at, 'the');
  if (is(terms, endAt, 'endOf')) return untilEndOf(reading, endAt + 1, first);
  const { month, weekday, relativeDay } = terms[start]?.sense ?? {};
  if (month !== undefined) refuseAmbiguous('which_end', null, terms[first], terms[start]);
  if (weekday !== undefined || relativeDay !== undefined) refuseAmbiguous('oneOff', null, terms[first], terms[start]);
  if (yearNumber(terms, start) !== null) refuseAmbiguous('which_end', null, terms[first], terms[start]);
  return refuseUnknown(terms[start] ?? terms[first]);
}

/** Behind "until" and "from" a weekday before a date says nothing more. */
function dateStart(terms: readonly Term[], at: number): number {
  const start = skip(terms, at, 'the', 'in');
  const after = skip(terms, start + 1, 'the');
  const dated = terms[after]?.sense.number !== undefined || terms[after]?.sense.ordinal !== undefined;
  return terms[start]?.sense.weekday !== undefined && dated ? after : start;
}

function untilEndOf(reading: Reading, at: number, first: number): number {
  const { terms } = reading;
  const start = skip(terms, at, 'the', 'of');
  const month = terms[start]?.sense.month;
  if (month !== undefined) {
    const year = yearNumber(terms, start + 1);
    return setUntil(reading, { day: -1, month, year }, first, year === null ? start + 1 : start + 2);
  }
  const year = yearNumber(terms, start);
  const unit = terms[start]?.sense.unit;
  if (year === null && unit !== 'year') return refuseUnknown(terms[start] ?? terms[first]);
  return setUntil(reading, { day: 31, month: 12, year }, first, start + 1);
}

function setUntil({ terms, draft }: Reading, date: WrittenDate, first: number, next: number): number {
  if (draft.until) refuseAmbiguous('two_bounds', null, terms[first], terms[next - 1]);
  draft.until = date;
  draft.said.until = { ...terms[first]!, end: terms[next - 1]!.end };
  return next;
}

/** "from 4 January 2027 to 29 March 2027", « du 1er mars au 30 juin », « dès demain », "from January". */
export const from: Clause = (reading, at) => {
  const { terms } = reading;
  const strict = is(terms, at, 'from');
  if (!strict && !is(terms, at, 'of')) return at;
  const start = dateStart(terms, at + 1);
  const date = datesAt(reading, start);
  if (date?.dates.length === 1) return fromDate(reading, date.dates[0]!, date.next, strict, at);
  return strict && !beginsRange(terms, start) ? fromName(reading, start, at) : at;
};

/** "from Monday to Friday", "from September to June": which days, not when it begins. */
function beginsRange(terms: readonly Term[], at: number): boolean {
  return weekdaysAt(terms, at)?.range === true || (monthsAt(terms, at)?.months.size ?? 0) > 1;
}

/** « du » also means "of the": it begins a span only if « au » ends it. */
function fromDate(reading: Reading, date: WrittenDate, next: number, strict: boolean, at: number): number {
  const { terms } = reading;
  // « à » ends a span before a date and gives the time before an hour.
  const ends = is(terms, next, 'to', 'dash') && datesAt(reading, dateStart(terms, next + 1)) !== null;
  if (!strict && !ends) return at;
  setFrom(reading, date, at, next);
  return ends ? untilAt(reading, next + 1, next) : next;
}

function fromName(reading: Reading, start: number, at: number): number {
  const { terms } = reading;
  const { month, weekday, relativeDay } = terms[start]?.sense ?? {};
  if (relativeDay !== undefined) return setFrom(reading, { inDays: relativeDay }, at, start + 1);
  if (month !== undefined) {
    const year = yearNumber(terms, start + 1);
    return setFrom(reading, { day: 1, month, year }, at, year === null ? start + 1 : start + 2);
  }
  if (weekday !== undefined) return setFrom(reading, { weekday }, at, start + 1);
  return refuseUnknown(terms[start] ?? terms[at]);
}

function setFrom({ terms, draft }: Reading, date: NonNullable<Draft['from']>, at: number, next: number): number {
  if (draft.from) refuseAmbiguous('two_bounds', null, terms[at], terms[next - 1]);
  draft.from = date;
  return next;
}

/** « pendant 10 semaines », "for the next 6 months", "for 10 times". */
export const duration: Clause = ({ terms, draft }, at) => {
  if (!is(terms, at, 'for')) return at;
  const start = skip(terms, at + 1, 'the', 'next');
  const { number } = terms[start]?.sense ?? {};
  const { unit } = terms[skip(terms, start + 1, 'next')]?.sense ?? {};
  if (number === undefined) return at;
  if (is(terms, start + 1, 'times')) return at + 1;
  if (!unit || unit === 'hour' || unit === 'minute' || number > 1000) return refuseUnknown(terms[start]);
  if (draft.duration) refuseAmbiguous('two_bounds', null, terms[at], terms[start + 1]);
  draft.duration = { n: number, unit };
  return skip(terms, start + 1, 'next') + 1;
};

/** « sauf en août », "except weekends", "except on 7 December 2026". */
export const except: Clause = (reading, at) => {
  const { terms } = reading;
  if (!is(terms, at, 'except')) return at;
  let next = exceptAt(reading, at, at + 1) ?? refuseException(terms, at);
  // A comma may go on with the rule; "and" goes on with the exception.
  while (is(terms, next, 'and') && !is(terms, next, 'comma')) {
    const more = exceptAt(reading, at, next + 1);
    if (more === null) break;
    next = more;
  }
  return next;
};

function exceptAt(reading: Reading, at: number, first: number): number | null {
  const { terms, draft } = reading;
  const start = skip(terms, first, 'in', 'the', 'of', 'every');
  const dates = listOfDates(reading, start);
  if (dates) {
    draft.exceptDates.push(...dates.dates);
    draft.said.except = { ...terms[at]!, end: terms[dates.next - 1]!.end };
    return dates.next;
  }
  const months = monthsAt(terms, start);
  for (const month of months?.months ?? []) draft.exceptMonths.add(month);
  if (months) return months.next;
  const days = weekdaysAt(terms, start);
  for (const day of days?.days ?? []) draft.exceptWeekdays.add(day);
  if (!days) return null;
  // "every day except Mondays in July": the Mondays of July, or July without its Mondays.
  const month = skip(terms, days.next, 'in', 'of');
  if (terms[month]?.sense.month !== undefined) refuseAmbiguous('two_rules', null, terms[at], terms[month]);
  return days.next;
}

function refuseException(terms: readonly Term[], at: number): never {
  const place = skip(terms, at + 1, 'in', 'the', 'of', 'every');
  const { unclear } = terms[place]?.sense ?? {};
  return unclear ? refuseAmbiguous(unclear, null, terms[at], terms[place]) : refuseUnknown(terms[place] ?? terms[at]);
}

/** "plus 24 December 2026": a date beside the rule. */
export const plus: Clause = (reading, at) => {
  const { terms, draft } = reading;
  if (!is(terms, at, 'plus')) return at;
  const dates = listOfDates(reading, skip(terms, at + 1, 'in', 'the'));
  if (!dates) return refuseUnknown(terms[at + 1] ?? terms[at]);
  draft.plusDates.push(...dates.dates);
  draft.said.dates = { ...terms[at]!, end: terms[dates.next - 1]!.end };
  return dates.next;
};

/** Dates in a row; a year counts for those before it that have none. */
function listOfDates(reading: Reading, at: number): { dates: WrittenDate[]; next: number } | null {
  const { terms } = reading;
  const dates: WrittenDate[] = [];
  let next = at;
  for (let found = datesAt(reading, dateStart(terms, at)); found;) {
    dates.push(...found.dates);
    next = found.next;
    found = is(terms, next, 'and') ? datesAt(reading, dateStart(terms, skip(terms, next, 'and'))) : null;
  }
  return dates.length > 0 ? { dates: inheritYears(dates), next } : null;
}

export function inheritYears(dates: readonly WrittenDate[]): WrittenDate[] {
  let year: number | null = null;
  return [...dates]
    .reverse()
    .map((date) => {
      year = date.year ?? year;
      return { ...date, year };
    })
    .reverse();
}

/** Whether days that a month lacks are moved, in the words of the service's own sentences. */
export const monthEnd: Clause = ({ terms, draft }, at) => {
  const end = terms[at]?.sense.monthEnd;
  if (!end) return at;
  draft.monthEnd = end;
  return at + 1;
};
