import type { Localised } from '#kernel';
import type { Term } from './terms.js';

export type PhraseRefusalCode =
  | 'recurrence.phrase_not_understood'
  | 'recurrence.phrase_ambiguous'
  | 'recurrence.too_frequent'
  | 'slot.rrule_never_occurs';

/** Why a phrase is refused, worded to stand in a sentence: "it can mean …". */
export const REASONS = {
  unknown: { en: 'these words mean nothing here', fr: 'ces mots ne veulent rien dire ici' },
  too_long: { en: 'a phrase has 200 characters at most', fr: 'une phrase a 200 caractères au plus' },
  empty: { en: 'nothing says when', fr: 'rien ne dit quand' },
  no_clock: { en: 'no clock shows this time', fr: 'aucune horloge n’indique cette heure' },
  no_date: { en: 'this date does not exist', fr: 'cette date n’existe pas' },
  no_dates_left: { en: 'no date is left', fr: 'il ne reste aucune date' },
  too_frequent: { en: 'a slot comes once a day at most', fr: 'un créneau revient au plus une fois par jour' },
  two_times: {
    en: 'a slot has one time of day; make a second slot for the other',
    fr: 'un créneau a une seule heure ; faites un second créneau pour l’autre',
  },
  time_range: { en: 'a slot has a time, not a duration', fr: 'un créneau a une heure, pas une durée' },
  which_time: { en: 'the hour is missing', fr: 'il manque l’heure' },
  day_or_hour: { en: 'it can be a day or an hour', fr: 'cela peut être un jour ou une heure' },
  part_of_day: {
    en: 'the hour and the part of the day disagree',
    fr: 'l’heure et le moment de la journée se contredisent',
  },
  how_often: { en: 'how often is missing', fr: 'il manque la fréquence' },
  which_days: { en: 'which days is missing', fr: 'il manque les jours' },
  which_weekday: { en: 'which one of the period is missing', fr: 'on ne sait pas lequel de la période' },
  which_month: { en: 'the month is missing', fr: 'il manque le mois' },
  which_year: { en: 'the year is missing', fr: 'il manque l’année' },
  which_end: { en: 'it can be the first or the last day of it', fr: 'cela peut être le premier ou le dernier jour' },
  once_or_yearly: { en: 'it can be once or every year', fr: 'cela peut être une fois ou chaque année' },
  once_or_monthly: { en: 'it can be once or every month', fr: 'cela peut être une fois ou chaque mois' },
  other_or_second: {
    en: 'it can be one out of that many or the one of that rank in each month',
    fr: 'cela peut être un sur tant ou celui de ce rang dans chaque mois',
  },
  two_rules: {
    en: 'it is more than one rule; make a slot for each',
    fr: 'cela fait plusieurs règles ; faites un créneau pour chacune',
  },
  two_frequencies: { en: 'it says two frequencies', fr: 'deux fréquences se contredisent' },
  two_bounds: { en: 'it says two of the same limits', fr: 'la même limite est donnée deux fois' },
  either_or: { en: 'a slot does not choose', fr: 'un créneau ne choisit pas' },
  weekday_mismatch: { en: 'that date is another day of the week', fr: 'cette date tombe un autre jour de la semaine' },
  day_month_order: { en: 'day and month can be exchanged', fr: 'le jour et le mois peuvent être inversés' },
  two_languages: {
    en: 'it means one thing in French and another in English',
    fr: 'le sens diffère en français et en anglais',
  },
  twice: {
    en: 'it can be twice in the period or every two of them',
    fr: 'deux fois par période ou une période sur deux',
  },
  saturday: { en: 'Saturday may belong to it or not', fr: 'le samedi peut en faire partie ou non' },
  parity: { en: 'years with 53 weeks break the rhythm', fr: 'les années de 53 semaines rompent le rythme' },
  holidays: {
    en: 'holidays are no part of a rule; a blackout leaves them out',
    fr: 'les jours fériés ne font pas partie d’une règle ; une fermeture les écarte',
  },
  oneOff: { en: 'a rule does not know today; name the date', fr: 'une règle ignore le jour présent ; nommez la date' },
  vague: { en: 'it says no frequency', fr: 'cela ne dit pas de fréquence' },
} as const satisfies Record<string, Localised>;

export type Reason = keyof typeof REASONS;

/** Thrown while a phrase is read and caught by `parsePhrase`: nothing else sees it. */
export class Refused extends Error {
  constructor(
    readonly code: PhraseRefusalCode,
    readonly reason: Reason,
    /** Where the part concerned stands in the phrase; null for all of it. */
    readonly span: { start: number; end: number } | null,
    /** A rule that may have been meant, for the suggestion. */
    readonly rrule: string | null = null,
  ) {
    super(`${code} ${reason}`);
  }
}

const span = (first: Term | undefined, last: Term | undefined) =>
  first && { start: first.start, end: (last ?? first).end };

export function refuseUnknown(first: Term | undefined, reason: Reason = 'unknown', last = first): never {
  throw new Refused('recurrence.phrase_not_understood', reason, span(first, last) ?? null);
}

/** The part from `first` to `last` has more than one reading, or lacks something. */
export function refuseAmbiguous(
  reason: Reason,
  rrule: string | null,
  first?: Term | undefined,
  last?: Term | undefined,
): never {
  throw new Refused('recurrence.phrase_ambiguous', reason, span(first, last) ?? null, rrule);
}

export function refuseTooFrequent(
  reason: 'too_frequent' | 'two_times',
  first: Term | undefined,
  last: Term | undefined,
): never {
  throw new Refused('recurrence.too_frequent', reason, span(first, last) ?? null);
}

export function refuseNever(reason: 'no_date' | 'no_dates_left', part?: Term, rrule: string | null = null): never {
  throw new Refused('slot.rrule_never_occurs', reason, span(part, part) ?? null, rrule);
}
