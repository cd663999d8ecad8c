import type { Localised } from '#kernel';
import { compile } from './compile.js';
import { toFloating } from './floating-time.js';
import { daysLacking } from './month-end.js';
import { occurrencesBetween } from './occurrences.js';
import type { Recurrence } from './recurrence.js';
import { resolveLocal } from './zone-offsets.js';

/** Something legal that may not be what was meant. */
export interface RecurrenceWarning {
  code:
    | 'recurrence.start_not_an_occurrence'
    | 'recurrence.months_skipped'
    | 'recurrence.exdate_without_effect'
    | 'recurrence.clock_change';
  message: Localised;
}

/** What a person should know before saving, worded in both languages. */
export function recurrenceWarnings(recurrence: Recurrence): RecurrenceWarning[] {
  return [startWarning, monthEndWarning, exdateWarning, clockChangeWarning].flatMap((check) => check(recurrence) ?? []);
}

type Check = (recurrence: Recurrence) => RecurrenceWarning | null;

const startWarning: Check = (recurrence) => {
  const start = toFloating(recurrence.startsAt);
  if (compile(recurrence).between(start, start).length > 0) return null;
  return {
    code: 'recurrence.start_not_an_occurrence',
    message: {
      en: `The start ${recurrence.startsAt} is not one of the dates.`,
      fr: `Le début ${recurrence.startsAt} n’est pas l’une des dates.`,
    },
  };
};

const monthEndWarning: Check = (recurrence) => {
  const { rule } = compile(recurrence);
  if (!rule || recurrence.monthEnd === 'clamp') return null;
  const days = daysLacking(rule, toFloating(recurrence.startsAt));
  if (days.length === 0) return null;
  return {
    code: 'recurrence.months_skipped',
    message: {
      en: `Months without day ${days.join(', ')} are skipped; monthEnd "clamp" takes their last day instead.`,
      fr: `Les mois sans jour ${days.join(', ')} sont sautés ; monthEnd « clamp » prend leur dernier jour.`,
    },
  };
};

const exdateWarning: Check = (recurrence) => {
  const idle = recurrence.exdates.filter((date) => !isOneOfTheDates(recurrence, date));
  if (idle.length === 0) return null;
  const shown = idle.slice(0, 5).join(', ') + (idle.length > 5 ? ', …' : '');
  return {
    code: 'recurrence.exdate_without_effect',
    message: {
      en: `These exdates are none of the dates: ${shown}.`,
      fr: `Ces exdates ne tombent sur aucune date : ${shown}.`,
    },
  };
};

function isOneOfTheDates(recurrence: Recurrence, date: string): boolean {
  if (recurrence.rdates.includes(date)) return true;
  if (recurrence.rrule === null) return date === recurrence.startsAt;
  return compile(recurrence).ruleGives(toFloating(date));
}

const YEARS_AHEAD = 3;

/** Clock changes come twice a year: three years show whether the time of day is touched. */
const clockChangeWarning: Check = (recurrence) => {
  const start = new Date(resolveLocal(recurrence.timezone, toFloating(recurrence.startsAt)).instant);
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS_AHEAD);
  const moved = occurrencesBetween(recurrence, start, end).find(({ adjusted }) => adjusted === 'gap');
  if (!moved) return null;
  return {
    code: 'recurrence.clock_change',
    message: {
      en: `The clocks skip ${moved.originalStart}: that day it takes place at ${moved.localTime}.`,
      fr: `L’heure ${moved.originalStart} n’existe pas (changement d’heure) : ce jour-là, ce sera ${moved.localTime}.`,
    },
  };
};
