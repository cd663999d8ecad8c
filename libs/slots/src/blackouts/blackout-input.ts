import { DomainError, durationMillis } from '#kernel';
import { parseRecurrence, type RecurrenceInput } from '#recurrence';
import type {
  Blackout,
  BlackoutAction,
  BlackoutShift,
  BlackoutWhen,
  HolidayCalendar,
  HolidayType,
} from './blackout.js';
import { listCountries, listRegions } from './holiday-calendar.js';
import { DAY } from './wall-clock.js';

/** A blackout as it is sent; exactly one of `window`, `recurrence` with `duration`, and `holidays`. */
export interface BlackoutInput {
  title: string;
  action: BlackoutAction;
  appliesTo?: 'slots' | 'all';
  shift?: Partial<BlackoutShift>;
  window?: { from: Date; to: Date };
  recurrence?: RecurrenceInput;
  /** ISO 8601, at most P7D. */
  duration?: string;
  holidays?: { country: string; region?: string | null; types?: readonly HolidayType[] };
}

/** A change; whichever of the three is sent takes the place of what was there. */
export type BlackoutPatch = Partial<BlackoutInput>;

/** What the input makes of a blackout. */
export type BlackoutFields = Pick<Blackout, 'title' | 'action' | 'appliesTo' | 'shift' | 'when'>;

const MAX_WINDOW_DAYS = 400;
const MAX_DURATION_DAYS = 7;
const DEFAULT_SHIFT: BlackoutShift = { direction: 'after', maxDays: 7, avoidWeekend: false };

/**
 * Checks a new blackout.
 * @throws DomainError `blackout.kind_ambiguous`, `.country_unknown`, `.region_unknown`, `field.…`, `slot.rrule_…`
 */
export function parseBlackout(input: BlackoutInput): BlackoutFields {
  return {
    title: input.title,
    action: input.action,
    appliesTo: input.appliesTo ?? 'slots',
    shift: parseShift(input.action, input.shift, DEFAULT_SHIFT),
    when: parseWhen(input),
  };
}

/** `standing` with what the patch says of it; throws as `parseBlackout` does. */
export function patchBlackout(standing: BlackoutFields, patch: BlackoutPatch): BlackoutFields {
  const action = patch.action ?? standing.action;
  return {
    title: patch.title ?? standing.title,
    action,
    appliesTo: patch.appliesTo ?? standing.appliesTo,
    shift: parseShift(action, patch.shift, standing.shift ?? DEFAULT_SHIFT),
    when: patchWhen(standing.when, patch),
  };
}

function parseShift(
  action: BlackoutAction,
  shift: Partial<BlackoutShift> | undefined,
  defaults: BlackoutShift,
): BlackoutShift | null {
  if (action === 'shift') return { ...defaults, ...shift };
  if (shift) throw DomainError.at('/shift', 'field.invalid', { reason: `action: ${action}` });
  return null;
}

function patchWhen(standing: BlackoutWhen, { window, recurrence, duration, holidays }: BlackoutPatch): BlackoutWhen {
  if (window ?? holidays) return parseWhen({ window, recurrence, duration, holidays });
  if (recurrence) return parseWhen({ recurrence, duration: duration ?? durationOf(standing) });
  if (duration === undefined) return standing;
  return parseWhen({ recurrence: standing.kind === 'recurrence' ? standing.recurrence : undefined, duration });
}

function durationOf(when: BlackoutWhen): string | undefined {
  return when.kind === 'recurrence' ? when.duration : undefined;
}

type WhenInput = Pick<BlackoutInput, 'window' | 'recurrence' | 'duration' | 'holidays'>;

function parseWhen({ window, recurrence, duration, holidays }: WhenInput): BlackoutWhen {
  const given = [window, recurrence, holidays].filter((part) => part !== undefined);
  if (given.length !== 1) throw new DomainError('blackout.kind_ambiguous');
  if (recurrence) return parseSpans(recurrence, duration);
  if (duration !== undefined) throw DomainError.at('/recurrence', 'field.required');
  return window ? parseWindow(window) : { kind: 'holidays', holidays: parseHolidays(holidays!) };
}

function parseWindow({ from, to }: { from: Date; to: Date }): BlackoutWhen {
  const days = (to.getTime() - from.getTime()) / DAY;
  if (days <= 0) throw DomainError.at('/window/to', 'field.invalid', { reason: 'to <= from' });
  if (days > MAX_WINDOW_DAYS) throw DomainError.at('/window/to', 'field.invalid', { reason: `> P${MAX_WINDOW_DAYS}D` });
  return { kind: 'window', from, to };
}

function parseSpans(recurrence: RecurrenceInput, duration: string | undefined): BlackoutWhen {
  if (duration === undefined) throw DomainError.at('/duration', 'field.required');
  const millis = durationMillis(duration);
  if (millis === null) throw DomainError.at('/duration', 'field.duration_invalid');
  if (millis < 60_000) throw DomainError.at('/duration', 'field.invalid', { reason: '< PT1M' });
  if (millis > MAX_DURATION_DAYS * DAY)
    throw DomainError.at('/duration', 'field.invalid', { reason: `> P${MAX_DURATION_DAYS}D` });
  return { kind: 'recurrence', recurrence: parseRecurrence(recurrence), duration };
}

function parseHolidays({ types, ...place }: NonNullable<BlackoutInput['holidays']>): HolidayCalendar {
  return {
    ...checkPlace(place, '/holidays/country', '/holidays/region'),
    types: [...new Set<HolidayType>(types ?? ['public'])],
  };
}

/** Country and region as the library spells them. @throws DomainError `blackout.country_unknown`, `.region_unknown` */
export function checkPlace(
  place: { country: string; region?: string | null },
  countryPointer: string,
  regionPointer: string,
): Omit<HolidayCalendar, 'types'> {
  const country = place.country.toUpperCase();
  const countries = listCountries().map(({ code }) => code);
  if (!countries.includes(country))
    throw DomainError.at(countryPointer, 'blackout.country_unknown', { value: place.country, valid: countries });
  const region = place.region?.toUpperCase() ?? null;
  const regions = listRegions(country).map(({ code }) => code);
  if (region !== null && !regions.includes(region))
    throw DomainError.at(regionPointer, 'blackout.region_unknown', {
      value: place.region ?? '',
      country,
      valid: regions.length > 0 ? regions : '–',
    });
  return { country, region };
}
