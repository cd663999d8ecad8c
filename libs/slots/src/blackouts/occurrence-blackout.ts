import type { LocalTime } from '#kernel';
import type { OccurrenceState } from '../occurrence-states.js';
import type { BlackoutAction } from './blackout.js';
import { type Closures, type Place } from './closures.js';
import { type PlacedDate, standingAt } from './place-dates.js';

/** Why a date is not simply as its rule has it: stored with it, so that it is still told when the blackout is gone. */
export interface OccurrenceBlackout {
  id: string;
  title: string;
  /** What the blackout asks for; a `shift` that found no free day leaves the date skipped. */
  action: BlackoutAction;
  /** Where the rule has the date, when it was shifted away from there. */
  from: LocalTime | null;
}

/** The columns of an occurrence that a placed date decides. */
export interface PlacedColumns {
  localTime: LocalTime;
  startsAt: Date;
  state: Extract<OccurrenceState, 'open' | 'skipped'>;
  stateReason: PlacedDate['reason'];
  blackout: OccurrenceBlackout | null;
}

type Widened<T extends PlacedColumns> = Omit<T, 'state' | 'stateReason'> & {
  state: string;
  stateReason: string | null;
};

export function columnsOf({ localTime, startsAt, disposition, reason, blackout, ruled }: PlacedDate): PlacedColumns {
  const from = disposition === 'shift' ? ruled.localTime : null;
  return {
    localTime,
    startsAt,
    state: disposition === 'skip' ? 'skipped' : 'open',
    stateReason: reason,
    blackout: blackout && { ...blackout, from },
  };
}

/** Whether a row, whatever its state, is what the columns say. */
export function samePlacement(a: Widened<PlacedColumns>, b: PlacedColumns): boolean {
  return (
    a.localTime === b.localTime &&
    a.startsAt.getTime() === b.startsAt.getTime() &&
    a.state === b.state &&
    a.stateReason === b.stateReason &&
    sameBlackout(a.blackout, b.blackout)
  );
}

export function sameBlackout(a: OccurrenceBlackout | null, b: OccurrenceBlackout | null): boolean {
  if (a === null || b === null) return a === b;
  return a.id === b.id && a.title === b.title && a.action === b.action && a.from === b.from;
}

/**
 * What to tell of a date that somebody touched and that stays where it is: what closes it there, else why it is not
 * where the rule has it.
 */
export function noteFor(closures: Closures, place: Place, known: OccurrenceBlackout | null): OccurrenceBlackout | null {
  const standing = standingAt(closures, place);
  if (!standing) return known?.from ? known : null;
  const { id, title, action } = standing.decisive;
  return { id, title, action, from: null };
}
