import { isLocalTime, type LocalTime } from '#kernel';

/**
 * Wall-clock time counted as milliseconds "as if it were UTC": the arithmetic of a calendar on which every day
 * has 24 hours. It is no instant until `resolveLocal` has placed it in a zone.
 */
export type Floating = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

export function toFloating(local: LocalTime): Floating {
  return Date.parse(`${local}:00Z`);
}

/** Null when `value` is no local time; nor is `T24:00`, for an original start must have one spelling. */
export function readLocal(value: string): Floating | null {
  return isLocalTime(value) && !value.endsWith('T24:00') ? toFloating(value) : null;
}

// Every slot spells the same days, and Date takes a microsecond for each.
const spelledDays = new Map<Floating, string>();
const SPELLED_DAYS = 10_000;
const spelledMinutes = Array.from({ length: DAY / MINUTE }, (_, minute) => spell(minute * MINUTE).slice(10));

export function toLocal(floating: Floating): LocalTime {
  const day = Math.floor(floating / DAY) * DAY;
  return spellDay(day) + spelledMinutes[Math.floor((floating - day) / MINUTE)]!;
}

function spellDay(day: Floating): string {
  const known = spelledDays.get(day);
  if (known !== undefined) return known;
  if (spelledDays.size >= SPELLED_DAYS) spelledDays.clear();
  const spelled = spell(day).slice(0, 10);
  spelledDays.set(day, spelled);
  return spelled;
}

function spell(floating: Floating): LocalTime {
  return new Date(floating).toISOString().slice(0, 16);
}

export interface CalendarDay {
  year: number;
  /** 1-12 */
  month: number;
  day: number;
  /** Days in that month. */
  monthLength: number;
  /** Monday 0 to Sunday 6. */
  weekday: number;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function calendarDay(floating: Floating): CalendarDay {
  const date = new Date(floating);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  return {
    year,
    month: month + 1,
    day: date.getUTCDate(),
    monthLength: month === 1 && isLeap(year) ? 29 : MONTH_LENGTHS[month]!,
    weekday: (date.getUTCDay() + 6) % 7,
  };
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Cuts `[from, to)` into windows, the first 40 days long and each next one thrice as long up to 10 years, for
 * searches that mostly end early.
 */
export function* growingWindows(from: number, to: number): Generator<[number, number]> {
  let length = 40 * DAY;
  for (let start = from; start < to; length = Math.min(length * 3, 3650 * DAY)) {
    const end = Math.min(start + length, to);
    yield [start, end];
    start = end;
  }
}
