import type { Clause, Draft, Reading } from '../draft.js';
import { refuseAmbiguous, refuseTooFrequent, refuseUnknown } from '../refuse.js';
import { is, skip, type Term } from '../terms.js';
import type { Unit } from '../vocabulary.js';

/** "daily", "nightly", « mensuel ». */
export const frequencyWord: Clause = (reading, at) => {
  const frequency = reading.terms[at]?.sense.frequency;
  if (!frequency) return at;
  setEvery(reading, frequency.n, frequency.unit, at, at);
  reading.draft.dayPart ??= reading.terms[at]?.sense.dayPart ?? null;
  return at + 1;
};

/**
 * "every week", "every 2 weeks", "every other Tuesday", "every third day"; before anything else, "every" only says
 * that it comes again.
 */
export const every: Clause = (reading, at) => {
  const { terms, draft } = reading;
  if (!is(terms, at, 'every')) return at;
  draft.recurrent = true;
  if (is(terms, at + 1, 'other')) return everyNth(reading, at, at + 2, 2);
  const { fraction, clock } = terms[at + 1]?.sense ?? {};
  const hourAt = skip(terms, at + 2, 'dash', 'per');
  if (fraction !== undefined && terms[hourAt]?.sense.unit === 'hour') return everyUnit(reading, at, hourAt, 1)!;
  const { number, ordinal, dayPart } = terms[at + 1]?.sense ?? {};
  if (number !== undefined) return everyNth(reading, at, at + 2, number);
  if (ordinal !== undefined && ordinal > 1) return everyRank(reading, at, ordinal);
  if (dayPart ?? clock) setEvery(reading, 1, 'day', at, at + 1);
  return everyUnit(reading, at, at + 1, 1) ?? at + 1;
};

function everyUnit(reading: Reading, at: number, unitAt: number, n: number): number | null {
  const unit = reading.terms[unitAt]?.sense.unit;
  if (!unit) return null;
  setEvery(reading, n, unit, at, unitAt);
  return unitAt + 1;
}

/** `next` stands behind the number. A number without unit or weekday is a day of the month: « tous les 15 ». */
function everyNth(reading: Reading, at: number, next: number, n: number): number {
  const { terms } = reading;
  const { weekday, days, unit } = terms[next]?.sense ?? {};
  if (unit === 'day' && isIdiom(reading, n)) return everyIdiom(reading, at, next, n);
  if (unit) return everyUnit(reading, at, next, n)!;
  if (days && is(terms, next - 1, 'other') && days.length > 2)
    refuseAmbiguous('two_frequencies', 'FREQ=DAILY;INTERVAL=2', terms[at], terms[next]);
  if (weekday === undefined && !days) return is(terms, at + 1, 'other') ? refuseUnknown(terms[at + 1]) : at + 1;
  setEvery(reading, n, 'week', at, next);
  return next;
}

/** « Tous les quinze jours » has meant every second week for longer than anybody counted. */
function isIdiom({ lexicon }: Reading, n: number): boolean {
  return lexicon.vocabulary.language === 'fr' && (n === 15 || n === 8);
}

function everyIdiom(reading: Reading, at: number, next: number, n: number): number {
  reading.draft.assumptions.push({ code: n === 15 ? 'fortnight' : 'eight_days' });
  setEvery(reading, n === 15 ? 2 : 1, 'week', at, next);
  return next + 1;
}

/** "every third day", but not "every third day of the month". */
function everyRank(reading: Reading, at: number, rank: number): number {
  const { terms } = reading;
  const isRankInPeriod = terms[at + 2]?.sense.unit === 'day' && is(terms, at + 3, 'of');
  if (isRankInPeriod || is(terms, at + 2, 'and')) return at + 1;
  return everyUnit(reading, at, at + 2, rank) ?? at + 1;
}

/** « un mardi sur deux », "one week out of two"; a weekday is left to the weekdays. */
export const oneOutOf: Clause = (reading, at) => {
  const { terms, draft } = reading;
  const [one, what, sur, n] = [terms[at], terms[at + 1], terms[at + 2], terms[at + 3]];
  const { unit, weekday, days } = what?.sense ?? {};
  if (!is(terms, at + 2, 'outOf') || !one?.sense.number || n?.sense.number === undefined) return at;
  if (one.sense.number !== 1) refuseAmbiguous('which_days', 'FREQ=WEEKLY;BYDAY=MO,TH', one, n);
  if (!unit && weekday === undefined && !days) return refuseUnknown(sur);
  draft.recurrent = true;
  if (weekday !== undefined) draft.weekdays.add(weekday);
  for (const day of days ?? []) draft.weekdays.add(day);
  setEvery(reading, n.sense.number, unit ?? 'week', at, at + 3);
  return at + 4;
};

/** "once a week", « trois fois par mois »; without a period, how many dates there are in all: "10 times". */
export const times: Clause = (reading, at) => {
  const { terms, draft } = reading;
  const counted = countAt(terms, at);
  if (!counted) return at;
  const { n, next } = counted;
  const perAt = is(terms, next, 'per', 'every') ? next + 1 : next;
  const unit = perAt > next ? terms[perAt]?.sense.unit : terms[next]?.sense.frequency?.unit;
  if (unit) return timesPer(reading, n, unit, at, perAt);
  if (n === 1) return next;
  if (draft.count !== null) refuseAmbiguous('two_bounds', null, terms[at], terms[next - 1]);
  if (n > 10_000) refuseUnknown(terms[at]);
  draft.count = n;
  return next;
};

function countAt(terms: readonly Term[], at: number): { n: number; next: number } | null {
  if (is(terms, at, 'once')) return { n: 1, next: at + 1 };
  if (is(terms, at, 'twice')) return { n: 2, next: at + 1 };
  const n = terms[at]?.sense.number;
  return n !== undefined && n > 0 && is(terms, at + 1, 'times') ? { n, next: at + 2 } : null;
}

function timesPer(reading: Reading, n: number, unit: Unit, at: number, last: number): number {
  const { terms } = reading;
  if (n === 1) {
    setEvery(reading, 1, unit, at, last);
    return last + 1;
  }
  if (n > (DAYS_IN[unit] ?? 1)) refuseTooFrequent('too_frequent', terms[at], terms[last]);
  return refuseAmbiguous('which_days', spread(n, unit), terms[at], terms[last]);
}

const DAYS_IN: Partial<Record<Unit, number>> = { week: 7, month: 31, quarter: 92, semester: 184, year: 366 };
const DAYS_OF_WEEK = ['', 'MO', 'MO,TH', 'MO,WE,FR', 'MO,TU,TH,FR', 'MO,TU,WE,TH,FR', 'MO,TU,WE,TH,FR,SA'];

/** `n` days spread over a week, or days of the month over a year, as an example. */
function spread(n: number, unit: Unit): string {
  if (unit === 'week') return n === 7 ? 'FREQ=DAILY' : `FREQ=WEEKLY;BYDAY=${DAYS_OF_WEEK[n]!}`;
  const some = (count: number, of: number): string =>
    Array.from({ length: count }, (_, index) => 1 + Math.floor((index * of) / count)).join();
  if (unit === 'month') return `FREQ=MONTHLY;BYMONTHDAY=${some(n, 28)}`;
  return n > 12 ? 'FREQ=WEEKLY;BYDAY=MO' : `FREQ=YEARLY;BYMONTH=${some(n, 12)};BYMONTHDAY=1`;
}

/** Sets how often, once; finer than daily is refused here. */
export function setEvery({ terms, draft }: Reading, n: number, unit: Unit, first: number, last: number): void {
  if (unit === 'hour' || unit === 'minute') refuseTooFrequent('too_frequent', terms[first], terms[last]);
  if (n < 1 || n > 1000) refuseUnknown(terms[first]);
  if (differs(draft, n, unit)) refuseAmbiguous('two_frequencies', null, terms[first], terms[last]);
  draft.every ??= { n, unit };
  draft.recurrent = true;
  draft.said.every = { ...terms[first]!, end: terms[last]!.end };
}

function differs({ every }: Draft, n: number, unit: Unit): boolean {
  return every !== null && (every.n !== n || every.unit !== unit);
}
