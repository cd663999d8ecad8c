import type { LocalTime, Zone } from '#kernel';
import { DateTime, Duration } from 'luxon';
import { placeLocal } from '../slot-calendar.js';

interface Length {
  days: number;
  /** Milliseconds of its hours, minutes and seconds. */
  exact: number;
}

interface Place {
  localTime: LocalTime;
  timezone: Zone;
  startsAt: Date;
}

// A handful of lead times, for every date there is.
const lengths = new Map<string, Length>();

/** `leadTime`: an ISO 8601 duration that the slot's input was checked for. */
function lengthOf(leadTime: string): Length {
  const length = lengths.get(leadTime) ?? readLength(leadTime);
  lengths.set(leadTime, length);
  return length;
}

function readLength(leadTime: string): Length {
  const { weeks, days, hours, minutes, seconds } = Duration.fromISO(leadTime);
  return { days: weeks * 7 + days, exact: Duration.fromObject({ hours, minutes, seconds }).toMillis() };
}

/**
 * The instant that lies `leadTime` before a start. Weeks and days are counted on the wall clock of the zone, so that
 * P1D is the same time the day before on both sides of a clock change; hours and below are exact.
 */
export function alertInstant({ localTime, timezone, startsAt }: Place, leadTime: string): Date {
  const { days, exact } = lengthOf(leadTime);
  const day = days === 0 ? startsAt : placeLocal(minusDays(localTime, days), timezone).startsAt;
  return new Date(day.getTime() - exact);
}

function minusDays(localTime: LocalTime, days: number): LocalTime {
  return DateTime.fromISO(localTime, { zone: 'utc' }).minus({ days }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** One spelling for what is equally long everywhere: P1W is P7D, PT90M is PT1H30M; PT24H is not P1D. */
export function leadTimeKey(leadTime: string): string {
  const { days, exact } = lengthOf(leadTime);
  const time = exact > 0 ? Duration.fromMillis(exact).rescale().shiftTo('hours', 'minutes', 'seconds') : null;
  return `P${days > 0 ? `${days}D` : ''}${time ? withoutZeros(time) : ''}`;
}

function withoutZeros({ hours, minutes, seconds }: Duration): string {
  const parts = [hours && `${hours}H`, minutes && `${minutes}M`, seconds && `${seconds}S`];
  return `T${parts.filter(Boolean).join('')}`;
}
