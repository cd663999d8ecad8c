import type { Tx } from '#persistence';
import type { BlackoutProposal, PostRequest } from '#posts';
import { lockPostsDue } from '#publishing';
import {
  type AffectedCalendar,
  type BlackoutView,
  type ChangedBlackout,
  type OccurrenceBlackout,
  type OccurrenceState,
  replaceDates,
  type ReplacedDate,
  spanOf,
} from '#slots';
import { type HeldPost, holdCovered } from './blackout-gate.js';

interface DateStateView {
  localTime: string;
  /** RFC 3339, UTC */
  startsAt: string;
  state: OccurrenceState;
  blackout: OccurrenceBlackout | null;
}

/** What a change of a blackout does, or did, to the calendar. */
export interface BlackoutPlanView {
  counts: Record<ReplacedDate['change'] | HeldPost['change'], number>;
  /** Dates that nobody had touched; the first 200, by slot and start. */
  occurrences: {
    occurrenceId: string;
    slotId: string;
    brandId: string;
    change: ReplacedDate['change'];
    from: DateStateView;
    to: DateStateView;
  }[];
  /** Scheduled posts that are held, each with what to do instead, or go on; the first 200. */
  posts: { postId: string; change: HeldPost['change']; scheduledAt: string; proposal: BlackoutProposal | null }[];
}

export interface ChangedBlackoutView extends BlackoutView {
  plan: BlackoutPlanView;
}

const SHOWN = 200;

/**
 * Brings the calendar in line with a blackout that has been made, changed or deleted: dates that nobody touched move,
 * posts that are scheduled in it are held, those that it held go on. Locks posts, then slots, then occurrences, as
 * every verb does; whoever plans by blackouts waits for the lock that the change holds.
 */
export async function followBlackouts(
  tx: Tx,
  { view, before, after }: ChangedBlackout,
  request: PostRequest,
): Promise<ChangedBlackoutView> {
  const affected = { blackoutId: view.id, ...affectedBy([before, after], request) };
  const { brandId, from, to } = affected;
  const { scope, now } = request;
  const posts = await lockPostsDue(tx, scope, { brandId, from: from && from > now ? from : now, to });
  const dates = await replaceDates(tx, affected, now);
  const held = await holdCovered(tx, posts, request);
  return { ...view, plan: toPlan(dates, held) };
}

function affectedBy(
  versions: readonly ChangedBlackout['after'][],
  { scope }: PostRequest,
): Omit<AffectedCalendar, 'blackoutId'> {
  const blackouts = versions.flatMap((version) => version ?? []);
  const spans = blackouts.map(spanOf);
  return {
    agencyId: scope.agencyId,
    brandId: blackouts[0]?.brandId ?? null,
    from: furthest(
      spans.map(({ from }) => from),
      Math.min,
    ),
    to: furthest(
      spans.map(({ to }) => to),
      Math.max,
    ),
    reach: Math.max(0, ...blackouts.map(({ shift }) => shift?.maxDays ?? 0)),
  };
}

/** Null where one of them has no end. */
function furthest(ends: readonly (Date | null)[], of: (...times: number[]) => number): Date | null {
  const times = ends.flatMap((end) => end?.getTime() ?? []);
  return times.length < ends.length ? null : new Date(of(...times));
}

function toPlan(dates: readonly ReplacedDate[], posts: readonly HeldPost[]): BlackoutPlanView {
  const counts = { skip: 0, shift: 0, require_approval: 0, restore: 0, held: 0, released: 0 };
  for (const { change } of [...dates, ...posts]) counts[change] += 1;
  return {
    counts,
    occurrences: dates
      .slice(0, SHOWN)
      .map(({ from, to, ...rest }) => ({ ...rest, from: toStateView(from), to: toStateView(to) })),
    posts: posts.slice(0, SHOWN).map(({ dueAt, ...post }) => ({ ...post, scheduledAt: dueAt.toISOString() })),
  };
}

function toStateView({ startsAt, ...state }: ReplacedDate['from']): DateStateView {
  return { ...state, startsAt: startsAt.toISOString() };
}
