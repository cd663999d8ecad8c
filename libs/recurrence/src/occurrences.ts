import type { LocalTime, Zone } from '#kernel';
import { compile } from './compile.js';
import { DAY, type Floating, growingWindows, readLocal, toFloating, toLocal } from './floating-time.js';
import type { Recurrence } from './recurrence.js';
import { END_OF_TIME } from './rule-dates.js';
import { resolveLocal } from './zone-offsets.js';

/** One date of a recurrence. Its identity is `originalStart`; on the day of a clock change two may share an instant. */
export interface OccurrenceDate {
  /** The wall-clock time that the recurrence asks for. */
  originalStart: LocalTime;
  /** What the clock shows at `startsAt`: later than asked for inside a gap. */
  localTime: LocalTime;
  startsAt: Date;
  /**
   * `gap`: the time does not exist that day and moved forward by the length of the gap; `clamp`: the last day of
   * a month that is too short; `overlap`: the time comes twice and this is the first. One is named, in that order.
   */
  adjusted: 'gap' | 'overlap' | 'clamp' | null;
}

/** The occurrences that start in `[fromInstant, toInstant)`, by start and then by original start. */
export function occurrencesBetween(recurrence: Recurrence, fromInstant: Date, toInstant: Date): OccurrenceDate[] {
  const [from, to] = [fromInstant.getTime(), toInstant.getTime()];
  const { between, clamped } = compile(recurrence);
  // No offset reaches a whole day, so a day on either side holds every wall-clock time that can matter.
  return between(from - DAY, to + DAY)
    .map((date) => place(recurrence.timezone, date, clamped))
    .filter(({ startsAt }) => startsAt.getTime() >= from && startsAt.getTime() < to)
    .sort(byStart);
}

/** The first `count` occurrences that start after the instant `after`; fewer when the recurrence ends (or 2200 does). */
export function nextOccurrences(recurrence: Recurrence, after: Date, count: number): OccurrenceDate[] {
  const found: OccurrenceDate[] = [];
  const begin = Math.max(after.getTime() + 1, earliestInstant(recurrence));
  for (const [from, to] of growingWindows(begin, END_OF_TIME)) {
    if (found.length >= count) break;
    found.push(...occurrencesBetween(recurrence, new Date(from), new Date(to)));
  }
  return found.slice(0, count);
}

/** The occurrence whose original start is `originalStart`, or null when the recurrence has none there. */
export function occurrenceAt(recurrence: Recurrence, originalStart: LocalTime): OccurrenceDate | null {
  const date = readLocal(originalStart);
  const { between, clamped } = compile(recurrence);
  if (date === null || between(date, date).length === 0) return null;
  return place(recurrence.timezone, date, clamped);
}

function place(zone: Zone, date: Floating, isClamped: (date: Floating) => boolean): OccurrenceDate {
  const { instant, floating, adjusted } = resolveLocal(zone, date);
  const originalStart = toLocal(date);
  return {
    originalStart,
    localTime: floating === date ? originalStart : toLocal(floating),
    startsAt: new Date(instant),
    adjusted: adjusted !== 'gap' && isClamped(date) ? 'clamp' : adjusted,
  };
}

function byStart(a: OccurrenceDate, b: OccurrenceDate): number {
  return a.startsAt.getTime() - b.startsAt.getTime() || (a.originalStart < b.originalStart ? -1 : 1);
}

function earliestInstant(recurrence: Recurrence): number {
  const first = Math.min(toFloating(recurrence.startsAt), ...compile(recurrence).rdates.slice(0, 1));
  return first - DAY;
}
