import type { LocalTime, Zone } from '#kernel';
import type { Decisive } from '#slots';
import type { SimulationReason } from './simulation-reasons.js';

/**
 * How something ends if nobody does anything from now on, and every network takes what it is sent:
 *
 * | outcome | what people see | how the rows end |
 * |---|---|---|
 * | `published` | the post goes out on the channel | publication published, its date done |
 * | `missed` | it was to go out, and its late window ends before it may | publication missed; its date too, when none of its post is out |
 * | `failed` | it cannot go out on this channel | publication failed, its date filled |
 * | `unconfirmed` | it was sent, and a person has to look whether it arrived | publication unconfirmed or reconciling |
 * | `held` | a part is out, the rest waits for a person without an end | publication held |
 * | `cancelled` | somebody withdrew it on this channel alone | publication cancelled |
 * | `empty` | nothing fills the date, and somebody should know | date missed, `slot.unfilled` told |
 * | `unscheduled` | there is a post, but nobody has scheduled it | date filled, nothing due |
 * | `skipped` | nothing was to go out on the date | date skipped |
 *
 * A date that a blackout moves has its new place in `at` and its old one in `shiftedFrom`, whatever its outcome.
 */
export const SIMULATION_OUTCOMES = [
  'published',
  'missed',
  'failed',
  'unconfirmed',
  'held',
  'cancelled',
  'empty',
  'unscheduled',
  'skipped',
] as const;
export type SimulationOutcome = (typeof SIMULATION_OUTCOMES)[number];

/** How one thing ends. */
export interface Ending {
  outcome: SimulationOutcome;
  reason: SimulationReason;
  /** When nothing changes it any more but a person; null: that is so already. */
  settledAt: Date | null;
  /** From when on it is held before it is missed. */
  heldFrom: Date | null;
}

/** One post on one channel, or one date of a slot on which nothing is scheduled. */
export interface SimulationEntry extends Ending {
  /** When it is planned: the window is filtered and the list sorted by it. */
  at: Date;
  /** `at` on the wall clock of `timezone`. */
  localTime: LocalTime;
  timezone: Zone;
  brandId: string;
  slotId: string | null;
  occurrenceId: string | null;
  postId: string | null;
  channelId: string | null;
  /** Where its rule has the date that a blackout moved. */
  shiftedFrom: LocalTime | null;
  /** The one that skips, moves or closes the date. */
  blackout: Decisive | null;
}

/** By plan, then by what never changes: a total order. */
export function compareEntries(a: SimulationEntry, b: SimulationEntry): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    compareIds(a.brandId, b.brandId) ||
    compareIds(a.occurrenceId, b.occurrenceId) ||
    compareIds(a.postId, b.postId) ||
    compareIds(a.channelId, b.channelId)
  );
}

function compareIds(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
