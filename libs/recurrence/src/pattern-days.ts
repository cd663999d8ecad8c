import type { Floating } from './floating-time.js';
import { daysByLibrary } from './library-days.js';
import type { Pattern } from './pattern.js';
import { daysOfYear, yearOf } from './yearly-days.js';

/** The days of the pattern in `[from, to]`, each given and taken by its midnight, ascending. */
export function daysBetween(pattern: Pattern, from: Floating, to: Floating): Floating[] {
  if (from > to) return [];
  const found: Floating[] = [];
  const last = yearOf(pattern.rule, to);
  for (let year = yearOf(pattern.rule, from); year <= last; year++) {
    const days = daysIn(pattern, year);
    const end = countBefore(days, to + 1);
    for (let i = countBefore(days, from); i < end; i++) found.push(days[i]!);
  }
  return found;
}

/** The `n`th day of the pattern from `from` on, or null when there are fewer up to `to`. */
export function nthDay(pattern: Pattern, n: number, from: Floating, to: Floating): Floating | null {
  let left = n;
  for (let year = yearOf(pattern.rule, from); year <= yearOf(pattern.rule, to); year++) {
    const days = daysIn(pattern, year);
    const before = countBefore(days, from);
    if (days.length - before >= left) return days[before + left - 1]!;
    left -= days.length - before;
  }
  return null;
}

/** How many of the ascending `days` come before `limit`. */
function countBefore(days: readonly Floating[], limit: Floating): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const answered = new Map<string, readonly Floating[]>();
/** Some 30 MB of numbers: two years of 10,000 slots of which no two share a pattern, if most are weekly or slower. */
const MOST_KEPT = 4_000_000;
/** What a key and its entry take, in numbers. */
const ENTRY = 40;
let kept = 0;

function daysIn(pattern: Pattern, year: number): readonly Floating[] {
  const key = `${year};${pattern.key}`;
  const known = answered.get(key);
  if (known) return known;
  const days = pattern.rule.freq === 'YEARLY' ? daysOfYear(pattern, year) : daysByLibrary(pattern, year);
  keep(key, days);
  return days;
}

/** Makes room by forgetting what was learnt first. */
function keep(key: string, days: readonly Floating[]): void {
  answered.set(key, days);
  kept += days.length + ENTRY;
  for (const [oldest, { length }] of answered) {
    if (kept <= MOST_KEPT) return;
    answered.delete(oldest);
    kept -= length + ENTRY;
  }
}
