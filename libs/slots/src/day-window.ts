import { type LocalTime, toLocalTime } from '#kernel';

/** No zone is further than 14 hours from UTC and a moved clock adds less than 10: the local day of any zone fits in. */
const MARGIN = 36 * 3_600_000;

/** `instant` so much earlier that whatever shares its local day, in any zone, comes after. */
export function dayBefore(instant: Date): Date {
  return new Date(instant.getTime() - MARGIN);
}

/** `instant` so much later that whatever shares its local day, in any zone, comes before. */
export function dayAfter(instant: Date): Date {
  return new Date(instant.getTime() + MARGIN);
}

/** The instant's wall clock in UTC, for comparing with original starts once a margin has made zones irrelevant. */
export function roughLocal(instant: Date): LocalTime {
  return toLocalTime(instant, 'UTC');
}
