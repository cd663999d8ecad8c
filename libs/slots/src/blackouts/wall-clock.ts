import type { LocalTime } from '#kernel';

/** A local day, `YYYY-MM-DD`. */
export type LocalDay = string;

export const DAY = 86_400_000;

export function dayOf(localTime: LocalTime): LocalDay {
  return localTime.slice(0, 10);
}

export function timeOf(localTime: LocalTime): string {
  return localTime.slice(11);
}

export function addDays(day: LocalDay, count: number): LocalDay {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** On a clock whose days all have 24 hours. */
export function addMillis(localTime: LocalTime, millis: number): LocalTime {
  return new Date(Date.parse(`${localTime}Z`) + millis).toISOString().slice(0, 16);
}

export function daysBetween(from: LocalDay, to: LocalDay): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY);
}

export function isWeekend(day: LocalDay): boolean {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
