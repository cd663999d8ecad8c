import type { LocalTime, Zone } from '#kernel';

/** A recurrence as it is sent: the body of `recurrence` in a slot. */
export interface RecurrenceInput {
  /** Wall-clock start in `timezone`; it is an occurrence only if the rule gives it. */
  startsAt: LocalTime;
  timezone: Zone;
  /** RFC 5545 RRULE by the day or slower, with or without `RRULE:`; null for the single date `startsAt`. */
  rrule: string | null;
  /** Starts to leave out; COUNT counts them all the same. */
  exdates?: readonly LocalTime[];
  /** Starts beside the rule's. */
  rdates?: readonly LocalTime[];
  /** Months without the day asked for (29-31) are skipped, as RFC 5545 has it, or take their last day. Default skip. */
  monthEnd?: 'skip' | 'clamp';
}

/** A recurrence that was checked and normalised by `parseRecurrence`: plain data, to be stored and used as it is. */
export interface Recurrence {
  readonly startsAt: LocalTime;
  readonly timezone: Zone;
  /** Upper case, without prefix, UNTIL in local time. */
  readonly rrule: string | null;
  /** Ascending, each once. */
  readonly exdates: readonly LocalTime[];
  readonly rdates: readonly LocalTime[];
  readonly monthEnd: 'skip' | 'clamp';
}
