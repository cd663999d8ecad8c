import type { Floating } from './floating-time.js';
import { withDayOfStart } from './month-end.js';
import { periodOf } from './period.js';
import type { Rule } from './rule.js';

/**
 * What is left of a rule without its end, its time of day and its start but for the rhythm of INTERVAL. Most slots
 * share a few patterns.
 */
export interface Pattern {
  /** With the day of the start spelled out. */
  rule: Rule;
  /** The periods that count are those whose number leaves this rest when divided by INTERVAL. */
  phase: number;
  monthEnd: 'skip' | 'clamp';
  /** Equal for equal patterns. */
  key: string;
}

export function patternOf(bare: Rule, start: Floating, monthEnd: 'skip' | 'clamp'): Pattern {
  const rule = withDayOfStart(bare, start);
  const { freq, interval, wkst, byMonth, byWeekNo, byYearDay, byMonthDay, bySetPos } = rule;
  const phase = ((periodOf(rule, start) % interval) + interval) % interval;
  const byDay = rule.byDay.map(({ nth, weekday }) => `${nth ?? ''}${weekday}`);
  const lists = [byMonth, byWeekNo, byYearDay, byMonthDay, byDay, bySetPos].map((list) => list.join());
  return { rule, phase, monthEnd, key: [freq, interval, phase, wkst, monthEnd, ...lists].join(';') };
}
