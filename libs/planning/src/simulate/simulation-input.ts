import type { ChannelHealth } from '#channels';
import type { LocalTime, Zone } from '#kernel';
import type { PostState, PublicationState } from '#posts';
import type { Blackout, OccurrenceState, SlotCalendar } from '#slots';

/**
 * All that a simulation looks at: rules, what people did to single dates, what they planned to send, and what networks
 * answered. Nothing in it is the scheduler's own work: neither dates that only the horizon has materialised, nor
 * watermarks, queues or jobs. The order of the lists does not matter.
 */
export interface SimulationInput {
  slots: readonly SimulatedSlot[];
  dates: readonly KnownDate[];
  posts: readonly SimulatedPost[];
  /** Of scheduled posts; the latest generation of each channel. */
  publications: readonly SimulatedPublication[];
  channels: readonly SimulatedChannel[];
  pauses: readonly StandingPause[];
  blackouts: readonly Blackout[];
}

export interface SimulatedSlot {
  id: string;
  brandId: string;
  /** All revisions, in the order in which they were made; empty when the slot gives no dates any more. */
  calendar: SlotCalendar;
  /** Milliseconds. */
  lateWindow: number;
  whenEmpty: 'alert' | 'skip';
  active: boolean;
  archived: boolean;
  /** When people last made, edited or closed what places its dates: a shift never goes back behind it. */
  placedAt: Date;
}

/**
 * A row of the calendar that says more than its rule: one that somebody touched, that has begun, or whose time by the
 * rule has passed. Besides, untouched ones on the local day of a touched one: which of the two stands for a date of
 * that day was settled when the rule was edited. Further untouched ones change nothing.
 */
export interface KnownDate {
  id: string;
  slotId: string;
  originalStart: LocalTime;
  localTime: LocalTime;
  timezone: Zone;
  startsAt: Date;
  state: OccurrenceState;
  stateReason: string | null;
  /** By somebody: filled, moved, skipped, assigned, annotated. */
  touched: boolean;
}

/** A live post (neither cancelled nor deleted) on a date of a slot, or with a time of its own. */
export interface SimulatedPost {
  id: string;
  brandId: string;
  occurrenceId: string | null;
  /** Of one without a date. */
  scheduledAt: Date | null;
  timezone: Zone;
  state: PostState;
}

/** Nothing is due of a post in one of these. */
export const UNPLANNED: readonly PostState[] = ['draft', 'in_review', 'changes_requested', 'approved'];

export interface CharterRefusal {
  articleId: string;
  /** When the waiver ends that lets it pass until then; null: now. */
  from: Date | null;
}

export interface SimulatedPublication {
  id: string;
  postId: string;
  brandId: string;
  occurrenceId: string | null;
  /** Of the occurrence. */
  slotId: string | null;
  channelId: string;
  pillar: string | null;
  timezone: Zone;
  state: PublicationState;
  reason: string | null;
  detail: string | null;
  dueAt: Date;
  lateUntil: Date;
  /** Something of it is out: it can no longer be missed, nor paused. */
  started: boolean;
  publishedAt: Date | null;
  /** What the charter last said stands against it; null: nothing, or a part is out already. */
  refusal: CharterRefusal | null;
  /** Told by the network it waits for, or the end of the blackout that holds it; null otherwise. */
  resumesAt: Date | null;
}

export interface SimulatedChannel {
  id: string;
  networkId: string;
  health: ChannelHealth;
  archived: boolean;
  /** Whether this build can talk to its network. */
  networkKnown: boolean;
}

/** A pause that stands, or was lifted and is not settled yet; null fields do not narrow it. */
export interface StandingPause {
  id: string;
  brandId: string | null;
  networkId: string | null;
  channelId: string | null;
  pillar: string | null;
  reason: string;
  /** What was due before it is missed, at the next beat; null while the pause stands. */
  liftedAt: Date | null;
}

/** Half-open, and the instant from which on things are foreseen. */
export interface SimulationWindow {
  from: Date;
  to: Date;
  now: Date;
}
