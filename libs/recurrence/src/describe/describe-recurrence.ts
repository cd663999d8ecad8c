import type { Localised } from '#kernel';
import { compile } from '../compile.js';
import { type CalendarDay, calendarDay, DAY, type Floating, growingWindows, toFloating } from '../floating-time.js';
import type { Recurrence } from '../recurrence.js';
import type { Rule } from '../rule.js';
import { END_OF_TIME } from '../rule-dates.js';
import { untilToFloating } from '../until.js';
import { ENGLISH } from './english.js';
import { FRENCH } from './french.js';
import { type Meaning, meaningOf } from './meaning.js';
import { limitsOf, monthEndNote, type Wording } from './wording.js';

/** The recurrence in a plain sentence that tells every date of it. The zone is left to the reader. */
export function describeRecurrence(recurrence: Recurrence): Localised {
  const facts = factsOf(recurrence);
  return { en: sentence(facts, ENGLISH), fr: sentence(facts, FRENCH) };
}

/** The rule and its time alone, as somebody would write them: without first and last date. */
export function describeRule(recurrence: Recurrence): Localised {
  const { rule } = compile(recurrence);
  if (!rule) return describeRecurrence(recurrence);
  const start = toFloating(recurrence.startsAt);
  const meaning = meaningOf(rule, start, recurrence.monthEnd);
  return { en: ruleSentence(meaning, start, ENGLISH), fr: ruleSentence(meaning, start, FRENCH) };
}

/** What the sentences of all languages are made from. */
type Facts = { kind: 'dates'; dates: readonly Floating[] } | RuleFacts;

interface RuleFacts {
  kind: 'rule';
  meaning: Meaning;
  count: number | null;
  /** The rule's own first date. It is told, not the start: INTERVAL can be counted from it, and the start need not be a date. */
  first: Floating;
  /** The last date by COUNT, the last day by UNTIL. */
  last: Floating | null;
  /** Only what changes something: an EXDATE beside the rule would name a date that never was. */
  except: Floating[];
  plus: Floating[];
}

function factsOf(recurrence: Recurrence): Facts {
  const { rule, rdates, ruleGives } = compile(recurrence);
  const first = rule && firstDate(recurrence);
  if (!rule || first === null) return { kind: 'dates', dates: rdates };
  const except = recurrence.exdates.map(toFloating).filter(ruleGives);
  const plus = rdates.filter((date) => !ruleGives(date));
  if (rule.count === 1) return { kind: 'dates', dates: except.length > 0 ? rdates : ascending([first, ...plus]) };
  const meaning = meaningOf(rule, toFloating(recurrence.startsAt), recurrence.monthEnd);
  return { kind: 'rule', meaning, count: rule.count, first, last: lastOf(recurrence, rule, first), except, plus };
}

function sentence(facts: Facts, wording: Wording): string {
  if (facts.kind === 'dates') return listSentence(facts.dates, wording);
  const { meaning, first, except, plus } = facts;
  return [
    ruleSentence(meaning, first, wording),
    bounds(facts, wording),
    except.length > 0 ? wording.except(except.map(calendarDay)) : '',
    plus.length > 0 ? wording.plus(timed(plus, wording).map(({ text }) => text)) : '',
  ].join('');
}

function ruleSentence(meaning: Meaning, date: Floating, wording: Wording): string {
  const limits = limitsOf(meaning).map((limit) => wording.limit(limit, meaning));
  return [wording.head(meaning), time(date, wording), ...limits, ...notes(meaning, wording)].join('');
}

function notes(meaning: Meaning, wording: Wording): string[] {
  const { positions, period, weeks, weekStart } = meaning;
  const monthEnd = monthEndNote(meaning);
  return [
    monthEnd ? wording.monthEnd(monthEnd) : '',
    positions.length > 0 ? wording.positions(positions, period) : '',
    weekStart === null ? '' : wording.weekStart(weekStart, weeks.length > 0),
  ];
}

function bounds({ count, first, last }: RuleFacts, wording: Wording): string {
  const firstDay = calendarDay(first);
  if (last === null) return wording.from(firstDay);
  return count === null
    ? wording.fromUntil(firstDay, calendarDay(last))
    : wording.times(count, firstDay, calendarDay(last));
}

function listSentence(dates: readonly Floating[], wording: Wording): string {
  const [first] = dates;
  if (dates.length === 1) return wording.once(calendarDay(first!)) + time(first!, wording);
  const [early, ...late] = timed(dates, wording);
  const others = late.map(({ text }) => text);
  return wording.onDates(early!.days) + early!.time + (others.length > 0 ? wording.plus(others) : '');
}

interface TimedDates {
  days: CalendarDay[];
  time: string;
  text: string;
}

/** The dates by their time of day, in the order of the first of each. */
function timed(dates: readonly Floating[], wording: Wording): TimedDates[] {
  const groups = new Map<string, CalendarDay[]>();
  for (const date of dates) {
    const key = time(date, wording);
    groups.set(key, [...(groups.get(key) ?? []), calendarDay(date)]);
  }
  return [...groups].map(([time, days]) => ({ days, time, text: wording.dates(days) + time }));
}

function time(date: Floating, wording: Wording): string {
  const clock = new Date(date);
  return wording.time(clock.getUTCHours(), clock.getUTCMinutes());
}

function ascending(dates: Floating[]): Floating[] {
  return dates.sort((a, b) => a - b);
}

function lastOf(recurrence: Recurrence, rule: Rule, first: Floating): Floating | null {
  if (rule.count !== null) return countedDate(recurrence, rule.count);
  if (rule.until === null) return null;
  const timeOfDay = ((first % DAY) + DAY) % DAY;
  // The last day whose time of day UNTIL still lets through.
  return untilToFloating(rule.until) - timeOfDay;
}

/** The first date of the rule itself, or null when it has none. */
function firstDate(recurrence: Recurrence): Floating | null {
  for (const dates of datesOfRule(recurrence)) if (dates.length > 0) return dates[0]!;
  return null;
}

/** The `count`th date of the rule itself, or the last there is. */
function countedDate(recurrence: Recurrence, count: number): Floating {
  const found: Floating[] = [];
  for (const dates of datesOfRule(recurrence)) {
    found.push(...dates);
    if (found.length >= count) break;
  }
  return found.at(-1)!;
}

function* datesOfRule(recurrence: Recurrence): Generator<Floating[]> {
  const { exdates, rdates } = recurrence;
  const alone = exdates.length + rdates.length === 0 ? recurrence : { ...recurrence, exdates: [], rdates: [] };
  const { between } = compile(alone);
  for (const [from, to] of growingWindows(toFloating(recurrence.startsAt), END_OF_TIME)) yield between(from, to - 1);
}
