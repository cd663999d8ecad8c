import type { Localised } from '#kernel';
import { compile } from '../compile.js';
import { type CalendarDay, calendarDay, DAY, type Floating, toFloating } from '../floating-time.js';
import { daysLacking } from '../month-end.js';
import type { Recurrence } from '../recurrence.js';
import type { Rule } from '../rule.js';
import { untilToFloating } from '../until.js';
import { ENGLISH } from './english.js';
import { FRENCH } from './french.js';
import type { NamedShape, Phrases } from './phrases.js';
import { type RuleShape, shapeOf } from './rule-shape.js';

/** The recurrence in a plain sentence; a rule too particular for one is quoted. The zone is left to the reader. */
export function describeRecurrence(recurrence: Recurrence): Localised {
  return { en: sentence(recurrence, ENGLISH), fr: sentence(recurrence, FRENCH) };
}

function sentence(recurrence: Recurrence, phrases: Phrases): string {
  const { rule, rdates } = compile(recurrence);
  if (!rule) return listSentence(rdates, phrases);
  const start = toFloating(recurrence.startsAt);
  const shape = shapeOf(rule, calendarDay(start));
  const body =
    shape.kind === 'other'
      ? phrases.ruleText(rule.text) + time(start, phrases) + phrases.from(calendarDay(start))
      : namedSentence(shape, rule, start, phrases);
  return body + monthEnd(recurrence, rule, shape, phrases) + changes(recurrence, phrases);
}

function namedSentence(shape: NamedShape, rule: Rule, start: Floating, phrases: Phrases): string {
  return phrases.rule(shape) + time(start, phrases) + weekStart(shape, phrases) + bounds(rule, start, phrases);
}

function listSentence(dates: readonly Floating[], phrases: Phrases): string {
  const [first, last] = [dates[0]!, dates.at(-1)!];
  if (first === last) return phrases.once(calendarDay(first)) + time(first, phrases);
  return phrases.dates(dates.length, calendarDay(first), calendarDay(last));
}

function time(start: Floating, phrases: Phrases): string {
  const date = new Date(start);
  return phrases.time(date.getUTCHours(), date.getUTCMinutes());
}

/** Which days share a week tells only when weeks are left out between them. */
function weekStart(shape: NamedShape, phrases: Phrases): string {
  const tells = shape.kind === 'weekly' && shape.interval > 1 && shape.weekdays.length > 1 && shape.weekStart !== 0;
  return tells ? phrases.weekStart(shape.weekStart) : '';
}

/** A rule that leaves out days, weeks, months or years needs its start to be understood. */
function bounds(rule: Rule, start: Floating, phrases: Phrases): string {
  const from = rule.interval > 1 || rule.count !== null ? phrases.from(calendarDay(start)) : '';
  const until = rule.until === null ? '' : phrases.until(lastDay(rule.until, start));
  return from + until + (rule.count === null ? '' : phrases.times(rule.count));
}

/** The last day whose time of day UNTIL still lets through. */
function lastDay(until: string, start: Floating): CalendarDay {
  const timeOfDay = ((start % DAY) + DAY) % DAY;
  return calendarDay(untilToFloating(until) - timeOfDay);
}

function monthEnd(recurrence: Recurrence, rule: Rule, shape: RuleShape, phrases: Phrases): string {
  if (daysLacking(rule, toFloating(recurrence.startsAt)).length === 0) return '';
  if (recurrence.monthEnd === 'clamp') return phrases.monthEnd('clamped');
  // What RFC 5545 does needs no words where the rule itself is quoted.
  if (shape.kind === 'other') return '';
  const isLeapDay = shape.kind === 'yearly' && shape.months.join() === '2' && shape.days.join() === '29';
  return phrases.monthEnd(isLeapDay ? 'leapYears' : 'skipped');
}

function changes({ exdates, rdates }: Recurrence, phrases: Phrases): string {
  const except = exdates.length > 0 ? phrases.except(exdates.length) : '';
  return except + (rdates.length > 0 ? phrases.plus(rdates.length) : '');
}
