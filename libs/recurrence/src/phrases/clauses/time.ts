import type { Clause, Reading, WrittenTime } from '../draft.js';
import { refuseAmbiguous, refuseTooFrequent, refuseUnknown } from '../refuse.js';
import { is, skip, type Term } from '../terms.js';
import type { Role } from '../vocabulary.js';

interface TimeAt {
  time: WrittenTime;
  next: number;
}

/** "at 9", "9:30 am", « 9 h 30 », « midi et demi », "a quarter past nine". A bare number needs an "at". */
export const timeOfDay: Clause = (reading, at) => {
  const { terms, draft } = reading;
  const start = skip(terms, at, 'at', 'about', 'the');
  const led = anyIs(terms, at, start, 'at', 'about');
  const found = timeAt(terms, led ? start : at, led);
  if (!found) return at;
  refuseRange(terms, at, found.next);
  if (draft.time && !sameTime(draft.time, found.time)) refuseTooFrequent('two_times', terms[at], terms[found.next - 1]);
  if (anyIs(terms, at, start, 'about')) draft.assumptions.push({ code: 'about' });
  draft.time = found.time;
  return found.next;
};

function anyIs(terms: readonly Term[], from: number, to: number, ...roles: Role[]): boolean {
  return terms.slice(from, to).some(({ sense }) => sense.roles?.some((role) => roles.includes(role)));
}

/** « le matin », "in the evening": which half of the day an hour belongs to. */
export const partOfDay: Clause = ({ terms, draft }, at) => {
  const part = terms[at]?.sense.dayPart;
  if (!part) return at;
  if (draft.dayPart && draft.dayPart !== part) refuseTooFrequent('two_times', terms[at], terms[at]);
  draft.dayPart = part;
  draft.said.dayPart = terms[at]!;
  return at + 1;
};

function refuseRange(terms: readonly Term[], at: number, next: number): void {
  if (!is(terms, next, 'to', 'dash')) return;
  const end = timeAt(terms, next + 1, true);
  if (end) refuseAmbiguous('time_range', null, terms[at], terms[end.next - 1]);
}

function sameTime(a: WrittenTime, b: WrittenTime): boolean {
  return a.hour === b.hour && a.minute === b.minute && a.meridiem === b.meridiem;
}

function timeAt(terms: readonly Term[], at: number, led: boolean): TimeAt | null {
  const found = clockName(terms, at) ?? relativeTime(terms, at) ?? hourTime(terms, at, led);
  if (!found) return null;
  const { hour, minute } = found.time;
  if (hour > 23 || minute > 59) refuseUnknown(terms[at], 'no_clock', terms[found.next - 1]);
  return found;
}

/** Noon and midnight, with a fraction perhaps. */
function clockName(terms: readonly Term[], at: number): TimeAt | null {
  const hour = terms[at]?.sense.clock;
  if (hour === undefined) return null;
  // Noon is noon; midnight lies on both sides of a day, as an hour of twelve does.
  return withFraction(terms, { hour, minute: 0, meridiem: null, bare: hour === 0 }, at + 1);
}

/** "a quarter past nine", "twenty to ten". */
function relativeTime(terms: readonly Term[], at: number): TimeAt | null {
  const { fraction, number } = terms[at]?.sense ?? {};
  const minutes = fraction ?? (number !== undefined && number % 5 === 0 ? number : undefined);
  const sign = is(terms, at + 1, 'past') ? 1 : is(terms, at + 1, 'before') ? -1 : 0;
  const hour = terms[at + 2]?.sense;
  if (minutes === undefined || sign === 0 || minutes > 59 || (hour?.number ?? hour?.clock) === undefined) return null;
  const bare = hour?.clock === undefined;
  const time = shift({ hour: (hour?.number ?? hour?.clock)!, minute: 0, meridiem: null, bare }, sign * minutes);
  return withMeridiem(terms, time, at + 3);
}

/** 9h, 9 h 30, 9:30, 9.30, 9 am; led by "at" also 9 and nine thirty. */
function hourTime(terms: readonly Term[], at: number, led: boolean): TimeAt | null {
  const hour = terms[at]?.sense.number;
  if (hour === undefined) return null;
  const time: WrittenTime = { hour, minute: 0, meridiem: null, bare: false };
  if (is(terms, at + 1, 'colon', 'point')) return withColon(terms, time, at + 2);
  if (is(terms, at + 1, 'hour') && !is(terms, at + 2, 'colon')) return withHourMark(terms, time, at + 2);
  if (terms[at + 1]?.sense.meridiem) return withMeridiem(terms, time, at + 1);
  if (!led || takenElsewhere(terms, at)) return null;
  const minute = minutesAt(terms, at + 1);
  return minute === null || minute < 10
    ? withMeridiem(terms, { ...time, bare: true }, at + 1)
    : withMeridiem(terms, { ...time, minute, bare: true }, at + 2);
}

function withColon(terms: readonly Term[], time: WrittenTime, at: number): TimeAt | null {
  const minute = terms[at]?.sense.number;
  // 24.12.2026 is a date.
  if (minute === undefined || is(terms, at + 1, 'point', 'slash')) return null;
  const next = is(terms, at + 1, 'hour') ? at + 2 : at + 1;
  return withMeridiem(terms, { ...time, minute }, next);
}

function withHourMark(terms: readonly Term[], time: WrittenTime, at: number): TimeAt {
  const minute = minutesAt(terms, at);
  const written = minute === null ? time : { ...time, minute };
  const bare = time.hour < 13 && isSpokenHour(terms, at - 1) && minute === null;
  const after = minute === null ? at : terms[at + 1]?.sense.unit === 'minute' ? at + 2 : at + 1;
  return minute === null ? withFraction(terms, { ...written, bare }, after) : withMeridiem(terms, written, after);
}

/** "o'clock" belongs to the twelve-hour clock; « h » does not. */
function isSpokenHour(terms: readonly Term[], at: number): boolean {
  return terms[at]?.sense.unit === undefined && is(terms, at, 'hour') && terms[at]!.end - terms[at]!.start > 1;
}

/** Minutes behind an hour, unless the number begins something else. */
function minutesAt(terms: readonly Term[], at: number): number | null {
  const number = terms[at]?.sense.number;
  if (number === undefined || terms[at]?.sense.roles?.includes('per') || takenElsewhere(terms, at)) return null;
  return number;
}

function takenElsewhere(terms: readonly Term[], at: number): boolean {
  const { unit, month, weekday } = terms[at + 1]?.sense ?? {};
  const other = (unit !== undefined && unit !== 'minute') || month !== undefined || weekday !== undefined;
  return other || is(terms, at + 1, 'times', 'outOf', 'slash', 'hour', 'colon');
}

/** « 9 heures et quart », « dix heures moins le quart ». */
function withFraction(terms: readonly Term[], time: WrittenTime, at: number): TimeAt {
  const sign = is(terms, at, 'and') ? 1 : is(terms, at, 'before') ? -1 : 0;
  const minutesAt = sign === -1 ? skip(terms, at + 1, 'the') : at + 1;
  const { fraction, number } = terms[minutesAt]?.sense ?? {};
  const minutes = fraction ?? (sign === -1 ? number : undefined);
  if (sign === 0 || minutes === undefined || minutes > 59) return withMeridiem(terms, time, at);
  return withMeridiem(terms, shift(time, sign * minutes), minutesAt + 1);
}

function withMeridiem(terms: readonly Term[], time: WrittenTime, at: number): TimeAt {
  const meridiem = terms[at]?.sense.meridiem ?? null;
  if (meridiem === null) return { time, next: at };
  if (time.hour < 1 || time.hour > 12) refuseUnknown(terms[at - 1], 'no_clock', terms[at]);
  return { time: { ...time, meridiem, bare: false }, next: at + 1 };
}

function shift(time: WrittenTime, minutes: number): WrittenTime {
  const total = (time.hour * 60 + time.minute + minutes + 24 * 60) % (24 * 60);
  return { ...time, hour: Math.floor(total / 60), minute: total % 60 };
}

/** The hours that a part of the day takes from the second half of a twelve-hour clock. */
const LATER_HOURS = { morning: null, afternoon: [1, 6], evening: [4, 11], night: [6, 11] } as const;

/** The hour of the day and the minute that were meant; null when no time was said. */
export function resolveTime({ terms, draft, lexicon }: Reading): { hour: number; minute: number } | null {
  const { time, dayPart } = draft;
  if (!time) {
    if (dayPart) refuseAmbiguous('which_time', null, draft.said.dayPart, draft.said.dayPart);
    return null;
  }
  const { hour, minute, meridiem, bare } = time;
  if (meridiem) return { hour: (hour % 12) + (meridiem === 'pm' ? 12 : 0), minute };
  if (dayPart) return { hour: hourInPart(hour, dayPart, draft.said.dayPart ?? terms[0]), minute };
  if (bare && hour === 0) draft.assumptions.push({ code: 'midnight_starts_day' });
  if (bare && hour > 0 && hour < 12 && lexicon.vocabulary.language === 'en')
    draft.assumptions.push({ code: 'clock_24h' });
  return { hour, minute };
}

function hourInPart(hour: number, part: keyof typeof LATER_HOURS, said: Term | undefined): number {
  const later = LATER_HOURS[part];
  if (later && hour >= later[0] && hour <= later[1]) return hour + 12;
  const fits = { morning: hour < 13, afternoon: hour >= 12 && hour < 19, evening: hour >= 16, night: true }[part];
  return fits ? hour : refuseAmbiguous('part_of_day', null, said, said);
}
