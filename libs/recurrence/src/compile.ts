import { type Floating, toFloating } from './floating-time.js';
import type { Recurrence } from './recurrence.js';
import { type Rule, readRule } from './rule.js';
import { datesOfRule, type RuleDates } from './rule-dates.js';

/** A recurrence made ready to answer questions, all in floating time. */
export interface CompiledRecurrence {
  /** Null for a single date. */
  rule: Rule | null;
  /** The listed dates that count: RDATE, and the start of a recurrence without rule, less EXDATE. Ascending. */
  rdates: readonly Floating[];
  /** All original starts in `[from, to]`, ascending, each once. */
  between(from: Floating, to: Floating): Floating[];
  /** Whether the rule itself gives `date`, an EXDATE notwithstanding. */
  ruleGives(date: Floating): boolean;
  /** Whether `date`, one of the original starts, stands in for a day that its month lacks. */
  clamped(date: Floating): boolean;
}

const NO_DATES: RuleDates = { between: () => [], clamped: () => false };
const compiled = new WeakMap<Recurrence, CompiledRecurrence>();

/** Compiles once per object: `Recurrence` stays plain data that can be stored. */
export function compile(recurrence: Recurrence): CompiledRecurrence {
  const known = compiled.get(recurrence) ?? compileAnew(recurrence);
  compiled.set(recurrence, known);
  return known;
}

function compileAnew(recurrence: Recurrence): CompiledRecurrence {
  const start = toFloating(recurrence.startsAt);
  const rule = recurrence.rrule === null ? null : readRule(recurrence.rrule);
  const ruleDates = rule === null ? NO_DATES : datesOfRule(rule, start, recurrence.monthEnd);
  const excluded = new Set(recurrence.exdates.map(toFloating));
  const listed = [...(rule === null ? [start] : []), ...recurrence.rdates.map(toFloating)];
  const rdates = [...new Set(listed)].filter((date) => !excluded.has(date)).sort((a, b) => a - b);
  return {
    rule,
    rdates,
    between: (from, to) => {
      const kept = ruleDates.between(from, to).filter((date) => !excluded.has(date));
      return merge(
        kept,
        rdates.filter((date) => date >= from && date <= to),
      );
    },
    ruleGives: (date) => ruleDates.between(date, date).length > 0,
    clamped: (date) => !rdates.includes(date) && ruleDates.clamped(date),
  };
}

function merge(dates: Floating[], more: readonly Floating[]): Floating[] {
  if (more.length === 0) return dates;
  return [...new Set([...dates, ...more])].sort((a, b) => a - b);
}
