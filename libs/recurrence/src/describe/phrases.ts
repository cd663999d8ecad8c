import type { CalendarDay } from '../floating-time.js';
import type { RuleShape } from './rule-shape.js';

/** A rule with a sentence of its own. */
export type NamedShape = Exclude<RuleShape, { kind: 'other' }>;

/** What happens to a day of the month that a month lacks, where the sentence must say so. */
export type MonthEndNote = 'clamped' | 'skipped' | 'leapYears';

/** The wording of one language; the order of the pieces is common to all. */
export interface Phrases {
  /** `Every Monday`, without time. */
  rule(shape: NamedShape): string;
  /** `By the rule FREQ=…`. */
  ruleText(rrule: string): string;
  /** `Once, on Monday 30 November 2026`. */
  once(day: CalendarDay): string;
  /** `On 3 dates from … to …`. */
  dates(count: number, first: CalendarDay, last: CalendarDay): string;
  /** ` at 09:00`. */
  time(hour: number, minute: number): string;
  monthEnd(note: MonthEndNote): string;
  weekStart(weekday: number): string;
  from(day: CalendarDay): string;
  until(day: CalendarDay): string;
  times(count: number): string;
  except(count: number): string;
  plus(count: number): string;
}

/** `a, b and c`. */
export function enumerate(items: readonly string[], and: string): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
}

/** Each item of `firsts` with each of `seconds`, the seconds outermost. */
export function combine<A, B>(firsts: readonly A[], seconds: readonly B[], join: (a: A, b: B) => string): string[] {
  return seconds.flatMap((second) => firsts.map((first) => join(first, second)));
}
