import { calendarDay, DAY, type Floating } from './floating-time.js';
import { refuseRule, type Rule, WEEKDAYS } from './rule.js';

/**
 * Refuses the yearly rules that rrule-temporal 2.2.8 answers wrongly: of two parts that RFC 5545 §3.3.10 wants both to
 * hold it overlooks one. Better refused than wrong. `testing/day-by-day.ts` found them and finds no others; when the
 * library mends one, take its line out and let the property tests judge.
 */
export function refuseMisread(rule: Rule, start: Floating): void {
  if (rule.freq !== 'YEARLY') return;
  const [days, weeks, yearDays] = [rule.byMonthDay.length > 0, rule.byWeekNo.length > 0, rule.byYearDay.length > 0];
  const nths = rule.byDay.filter((pick) => pick.nth !== null).length;
  const misread: [boolean, string][] = [
    [nths > 0 && nths < rule.byDay.length, 'FREQ=YEARLY + BYDAY=MO,1MO'],
    [nths > 0 && days, 'FREQ=YEARLY + BYMONTHDAY + BYDAY=1MO'],
    [yearDays && days, 'BYYEARDAY + BYMONTHDAY'],
    [yearDays && rule.byDay.length > 0, 'BYYEARDAY + BYDAY'],
    [weeks && days, 'BYWEEKNO + BYMONTHDAY'],
    [weeks && yearDays, 'BYWEEKNO + BYYEARDAY'],
    [weeks && rule.bySetPos.length > 0, 'BYWEEKNO + BYSETPOS'],
    [weeks && startsInWeekOfLastYear(rule, start), 'BYWEEKNO + startsAt=YYYY-01-01…03'],
  ];
  const found = misread.find(([applies]) => applies);
  if (found) refuseRule('slot.rrule_unsupported', found[1]);
}

/** A week belongs to the year of its fourth day; the first days of January may thus be last year's. */
function startsInWeekOfLastYear(rule: Rule, start: Floating): boolean {
  const { weekday, year } = calendarDay(start);
  const dayOfWeek = (weekday - WEEKDAYS.indexOf(rule.wkst) + 7) % 7;
  return calendarDay(start + (3 - dayOfWeek) * DAY).year < year;
}
