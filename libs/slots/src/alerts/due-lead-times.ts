import type { LocalTime, Zone } from '#kernel';
import { alertInstant, leadTimeKey } from './lead-time.js';

/** An open date, with what its slot says about alerts. */
export interface WatchedDate {
  localTime: LocalTime;
  timezone: Zone;
  startsAt: Date;
  leadTimes: readonly string[];
  /** The slot asks for no alert, sleeps or is archived. */
  silent: boolean;
}

/** One lead time of a date: as its slot spells it, and as the alert is kept. */
export interface DueLeadTime {
  leadTime: string;
  key: string;
}

export interface Outlook {
  /** The lead times that have begun, longest first: whoever has not heard of them hears of all in one. */
  due: DueLeadTime[];
  /** When the next one begins; null: none is left. */
  next: Date | null;
}

const NOTHING: Outlook = { due: [], next: null };

/** What is to be said of an open date at `now`. Once it has begun, only its end is: the past event. */
export function outlookOf(date: WatchedDate, now: Date): Outlook {
  if (date.silent || date.startsAt <= now) return NOTHING;
  const times = [...new Map(date.leadTimes.map((leadTime) => [leadTimeKey(leadTime), leadTime]))]
    .map(([key, leadTime]) => ({ leadTime, key, at: alertInstant(date, leadTime) }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return {
    due: times.filter(({ at }) => at <= now).map(({ leadTime, key }) => ({ leadTime, key })),
    next: times.find(({ at }) => at > now)?.at ?? null,
  };
}
