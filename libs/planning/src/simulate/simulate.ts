import { toLocalTime } from '#kernel';
import { type Blackout, type Closures, concerning, resolveClosures } from '#slots';
import { settleDate } from './settle-date.js';
import { settlePublication } from './settle-publication.js';
import { compareEntries, type Ending, type SimulationEntry } from './simulation-entry.js';
import {
  type KnownDate,
  type SimulatedPost,
  type SimulatedPublication,
  type SimulatedSlot,
  type SimulationInput,
  type SimulationWindow,
  UNPLANNED,
} from './simulation-input.js';
import { reasonOf } from './simulation-reasons.js';
import { marginOf, slotDates, type SlotDateStanding } from './slot-dates.js';

/**
 * What becomes of everything planned in the window if nobody does anything from `now` on: see `SIMULATION_OUTCOMES`.
 * Pure: the same input gives the same entries, whatever the order of its lists, and a window gives what its parts give.
 * A part of the window before `now` tells what the rows say of it.
 */
export function simulate(input: SimulationInput, window: SimulationWindow): SimulationEntry[] {
  const dates = datesOf(input, window);
  const unplanned = input.posts.filter(({ state }) => UNPLANNED.includes(state));
  return [
    ...emptyDates(dates, input.posts),
    ...publicationEntries(input, window, dates),
    ...unplanned.flatMap((post) => unscheduled(post, window)),
  ].sort(compareEntries);
}

function datesOf({ slots, dates, blackouts }: SimulationInput, window: SimulationWindow): SlotDateStanding[] {
  const known = groupBy(dates, ({ slotId }) => slotId);
  const closuresOf = closuresByBrand(blackouts, window);
  return slots.flatMap((slot) => slotDates(slot, known.get(slot.id) ?? NONE, closuresOf(slot), window));
}

const NONE: readonly KnownDate[] = [];

/** Each brand's blackouts are told apart once, however many slots it has. */
function closuresByBrand(
  blackouts: readonly Blackout[],
  { from, to }: SimulationWindow,
): (slot: SimulatedSlot) => Closures {
  const margin = marginOf(Math.max(0, ...blackouts.map(({ shift }) => shift?.maxDays ?? 0)));
  const all = resolveClosures(blackouts, new Date(from.getTime() - margin), new Date(to.getTime() + margin));
  const known = new Map<string, Closures>();
  return ({ brandId }) => {
    const closures = known.get(brandId) ?? concerning(all, { brandId, inSlot: true });
    known.set(brandId, closures);
    return closures;
  };
}

/** One entry per date, unless a scheduled post stands on it: its publications tell what becomes of it. */
function emptyDates(dates: readonly SlotDateStanding[], posts: readonly SimulatedPost[]): SimulationEntry[] {
  const postOf = new Map(posts.map((post) => [post.occurrenceId, post]));
  return dates.flatMap((date) => {
    const post = postOf.get(date.id);
    if (post && !UNPLANNED.includes(post.state)) return [];
    return [dateEntry(date, post?.id ?? null, settleDate(date))];
  });
}

// Entries are written out: spread together they would be several times as slow, and a year of an agency has many.
function dateEntry(date: SlotDateStanding, postId: string | null, ending: Ending): SimulationEntry {
  return {
    at: date.startsAt,
    localTime: date.localTime,
    timezone: date.timezone,
    brandId: date.slot.brandId,
    slotId: date.slot.id,
    occurrenceId: date.id,
    postId,
    channelId: null,
    outcome: ending.outcome,
    reason: ending.reason,
    settledAt: ending.settledAt,
    heldFrom: ending.heldFrom,
    shiftedFrom: date.shiftedFrom,
    blackout: date.blackout,
  };
}

function publicationEntries(
  input: SimulationInput,
  { from, to, now }: SimulationWindow,
  dates: readonly SlotDateStanding[],
): SimulationEntry[] {
  const channels = new Map(input.channels.map((channel) => [channel.id, channel]));
  const pauses = [...input.pauses].sort((a, b) => (a.id < b.id ? -1 : 1));
  const dateOf = new Map(dates.map((date) => [date.id, date]));
  return input.publications
    .filter(({ dueAt }) => dueAt >= from && dueAt < to)
    .map((publication) => {
      const { channelId, occurrenceId } = publication;
      const ending = settlePublication(publication, { channel: channels.get(channelId), pauses, now });
      return publicationEntry(publication, (occurrenceId && dateOf.get(occurrenceId)) || null, ending);
    });
}

function publicationEntry(
  publication: SimulatedPublication,
  date: SlotDateStanding | null,
  ending: Ending,
): SimulationEntry {
  const { dueAt, timezone } = publication;
  // A channel with a time of its own goes out beside the date.
  const place = date?.startsAt.getTime() === dueAt.getTime() ? date : null;
  return {
    at: dueAt,
    localTime: place?.localTime ?? toLocalTime(dueAt, timezone),
    timezone,
    brandId: publication.brandId,
    slotId: publication.slotId,
    occurrenceId: publication.occurrenceId,
    postId: publication.postId,
    channelId: publication.channelId,
    outcome: ending.outcome,
    reason: ending.reason,
    settledAt: ending.settledAt,
    heldFrom: ending.heldFrom,
    shiftedFrom: place?.shiftedFrom ?? null,
    blackout: place?.blackout ?? null,
  };
}

/** A post with a time of its own that nobody has scheduled. */
function unscheduled(post: SimulatedPost, { from, to }: SimulationWindow): SimulationEntry[] {
  const { id, brandId, scheduledAt: at, timezone, occurrenceId } = post;
  if (at === null || occurrenceId !== null || at < from || at >= to) return [];
  return [
    {
      at,
      localTime: toLocalTime(at, timezone),
      timezone,
      brandId,
      slotId: null,
      occurrenceId: null,
      postId: id,
      channelId: null,
      outcome: 'unscheduled',
      reason: reasonOf('not_scheduled'),
      settledAt: null,
      heldFrom: null,
      shiftedFrom: null,
      blackout: null,
    },
  ];
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
