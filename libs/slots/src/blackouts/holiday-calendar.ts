import Holidays, { type HolidaysTypes } from 'date-holidays';
import type { Localised } from '#kernel';
import { HOLIDAY_TYPES, type HolidayCalendar, type HolidayType } from './blackout.js';
import { addDays, DAY, type LocalDay } from './wall-clock.js';

/** One day of a calendar of holidays. */
export interface Holiday {
  /** Local day, `YYYY-MM-DD`. */
  date: LocalDay;
  type: HolidayType;
  /** In French and English where the library has them, else in the language of the place. */
  name: Localised;
  /** The day is kept instead of one that falls on a weekend. */
  substitute: boolean;
}

export interface NamedCode {
  code: string;
  name: Localised;
}

const library = new Holidays();
const countryCodes = Object.keys(library.getCountries()).sort();

export function listCountries(): NamedCode[] {
  const french = new Intl.DisplayNames('fr', { type: 'region' });
  const english = new Intl.DisplayNames('en', { type: 'region' });
  return countryCodes.map((code) => ({ code, name: { en: english.of(code) ?? code, fr: french.of(code) ?? code } }));
}

/** States, and the regions that some have, as `BY` and `BY-A`; none where the whole country keeps the same days. */
export function listRegions(country: string): NamedCode[] {
  const regions = named((language) => library.getStates(country, language));
  return regions.flatMap((region) => [
    region,
    ...named((language) => library.getRegions(country, region.code, language)).map(({ code, name }) => ({
      code: `${region.code}-${code}`,
      name: { en: `${region.name.en}, ${name.en}`, fr: `${region.name.fr}, ${name.fr}` },
    })),
  ]);
}

function named(read: (language: keyof Localised) => Record<string, string> | undefined): NamedCode[] {
  const [french, english] = [read('fr') ?? {}, read('en') ?? {}];
  return Object.entries(english)
    .map(([code, en]) => ({ code, name: { en, fr: french[code] ?? en } }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

// A year takes the library a few milliseconds, and every slot of an agency asks for the same ones.
const years = new Map<string, readonly Holiday[]>();
const CACHED_YEARS = 500;

/** The holidays of `year`, of every type, by date. A day that has hours of its own, such as a bank's afternoon, counts whole. */
export function holidaysOfYear({ country, region }: Omit<HolidayCalendar, 'types'>, year: number): readonly Holiday[] {
  const key = `${country} ${region} ${year}`;
  const cached = years.get(key);
  if (cached) return cached;
  if (years.size >= CACHED_YEARS) years.clear();
  const found = readYear(country, region, year);
  years.set(key, found);
  return found;
}

function readYear(country: string, region: string | null, year: number): Holiday[] {
  const [state = '', part = ''] = region?.split('-') ?? [];
  const place = new Holidays({ country, state, region: part }, { timezone: 'UTC', types: [...HOLIDAY_TYPES] });
  const english = place.getHolidays(year, 'en');
  const french = new Map(place.getHolidays(year, 'fr').map((holiday) => [keyOf(holiday), holiday.name]));
  return english
    .flatMap((holiday) => daysOf(holiday, french.get(keyOf(holiday)) ?? holiday.name))
    .sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
}

function keyOf({ date, rule, type }: HolidaysTypes.Holiday): string {
  return `${date} ${rule} ${type}`;
}

function daysOf(holiday: HolidaysTypes.Holiday, fr: string): Holiday[] {
  const length = Math.max(1, Math.ceil((holiday.end.getTime() - holiday.start.getTime()) / DAY));
  return Array.from({ length }, (_, index) => ({
    date: addDays(holiday.date.slice(0, 10), index),
    type: holiday.type,
    name: { en: holiday.name, fr },
    substitute: holiday.substitute ?? false,
  }));
}
