import type { Localised } from '#kernel';

/** What was supplied where the phrase leaves something to custom; `{value}` is filled in. */
const WORDING = {
  time_assumed: { en: 'No time is given: {value}.', fr: 'Sans heure indiquée : {value}.' },
  first_date: { en: 'Counted from the next one: {value}.', fr: 'Compté à partir de la prochaine date : {value}.' },
  every_week: { en: 'Every week.', fr: 'Chaque semaine.' },
  every_month: { en: 'Every month.', fr: 'Chaque mois.' },
  weekday_of_start: {
    en: 'No day is given: the weekday of the start.',
    fr: 'Sans jour indiqué : le jour de la semaine du début.',
  },
  day_of_start: {
    en: 'No day is given: the day of the month of the start.',
    fr: 'Sans jour indiqué : le quantième du début.',
  },
  date_of_start: { en: 'No date is given: the date of the start.', fr: 'Sans date indiquée : la date du début.' },
  calendar_period: {
    en: 'Quarters and half-years are those of the calendar: {value}.',
    fr: 'Trimestres et semestres sont ceux du calendrier : {value}.',
  },
  month_end: {
    en: 'Months without that day take their last day.',
    fr: 'Les mois sans ce jour prennent leur dernier jour.',
  },
  end_of_month: { en: 'The end of a month is its last day.', fr: 'La fin du mois est son dernier jour.' },
  start_of_month: { en: 'The start of a month is its 1st.', fr: 'Le début du mois est le 1er.' },
  year_assumed: { en: 'No year is given: {value}.', fr: 'Sans année indiquée : {value}.' },
  clock_24h: {
    en: 'The hour is read on a 24-hour clock; write am or pm otherwise.',
    fr: 'L’heure est lue sur 24 heures ; sinon, précisez.',
  },
  midnight_starts_day: { en: 'Midnight begins the day.', fr: 'Minuit commence la journée.' },
  fortnight: { en: 'Fifteen days stand for two weeks.', fr: 'Quinze jours valent deux semaines.' },
  eight_days: { en: 'Eight days stand for a week.', fr: 'Huit jours valent une semaine.' },
  about: { en: 'The time is taken as exact.', fr: 'L’heure est prise à la lettre.' },
  spelling: { en: 'Read as: {value}.', fr: 'Lu comme : {value}.' },
} as const satisfies Record<string, Localised>;

export type AssumptionCode = keyof typeof WORDING;

/** A reading that custom suggests and the phrase does not say. */
export interface Assumption extends Localised {
  code: AssumptionCode;
}

export interface NotedAssumption {
  code: AssumptionCode;
  value?: Localised;
}

export function wordAssumption({ code, value }: NotedAssumption): Assumption {
  const { en, fr } = WORDING[code];
  return { code, en: en.replace('{value}', value?.en ?? ''), fr: fr.replace('{value}', value?.fr ?? '') };
}
