import { DomainError } from '#kernel';
import type { Tx } from '#persistence';
import type { BlackoutProposal, PostRequest } from '#posts';
import {
  type BlackoutMove,
  type Holdable,
  holdablesOf,
  isHeldByBlackout,
  moveForBlackouts,
  type PostStanding,
  postStandings,
  recordOverrides,
  type Target,
} from '#publishing';
import { judgeTimes, type PlannedTime, type TimeVerdict } from '#slots';

/**
 * What planning does where a blackout stands in the way. `refuse`: a person who plans one post is told. `hold`: what
 * follows from a change elsewhere is held, never dropped (the caller holds it, once it is planned). Else somebody who
 * may has said why it goes out all the same.
 */
export type BlackoutPolicy = 'refuse' | 'hold' | { ignoring: string };

/**
 * Passes a locked post that is to go out at these times, or not. Answers whether a blackout was ignored.
 * @throws DomainError `post.in_blackout`, `post.blackout_needs_approval`
 */
export async function passBlackouts(
  tx: Tx,
  postId: string,
  targets: readonly Pick<Target, 'dueAt'>[],
  policy: BlackoutPolicy,
  request: PostRequest,
): Promise<boolean> {
  if (policy === 'hold') return false;
  const [post] = await postStandings(tx, [postId]);
  const times = targets.map(({ dueAt }) => timeOf(post!, dueAt, request.now));
  const verdicts = (await judgeTimes(tx, times, request.now)).flatMap((verdict) => verdict ?? []);
  const [first] = verdicts;
  if (!first) return false;
  if (policy === 'refuse') throw refusal(first);
  const ids = [...new Set(verdicts.flatMap(({ blackoutIds }) => blackoutIds))];
  await recordOverrides(tx, post!, ids, { reason: policy.ignoring, ...request });
  return true;
}

function refusal({ blackoutId, title, action, proposedStart, proposedLocalTime }: TimeVerdict): DomainError {
  const params = {
    blackoutId,
    title,
    action,
    proposed: proposedLocalTime ?? '–',
    proposedStart: proposedStart?.toISOString() ?? '',
  };
  return new DomainError(action === 'require_approval' ? 'post.blackout_needs_approval' : 'post.in_blackout', params);
}

/** A post that a blackout now holds, or no longer does. */
export interface HeldPost {
  postId: string;
  change: 'held' | 'released';
  dueAt: Date;
  /** Null when it is released. */
  proposal: BlackoutProposal | null;
}

/**
 * Holds what has not left of locked posts where a blackout stands in the way, and lets go on what is held by one that
 * no longer does. Four queries, and some five for every twenty publications that change. By post.
 */
export async function holdCovered(
  tx: Tx,
  postIds: readonly string[],
  request: Pick<PostRequest, 'actor' | 'now'>,
): Promise<HeldPost[]> {
  if (postIds.length === 0) return [];
  const posts = new Map((await postStandings(tx, postIds)).map((post) => [post.postId, post]));
  const holdables = await holdablesOf(tx, postIds, request.now);
  const times = holdables.map(({ postId, dueAt }) => timeOf(posts.get(postId)!, dueAt, request.now));
  const verdicts = await judgeTimes(tx, times, request.now);
  const moves = holdables.flatMap((holdable, index) => moveOf(holdable, verdicts[index] ?? null) ?? []);
  await moveForBlackouts(tx, moves, request);
  return onePerPost(moves.map(toHeldPost));
}

function onePerPost(changed: readonly HeldPost[]): HeldPost[] {
  const first = new Map<string, HeldPost>();
  for (const post of changed) if (!first.has(post.postId)) first.set(post.postId, post);
  return [...first.values()];
}

function moveOf(holdable: Holdable, verdict: TimeVerdict | null): BlackoutMove | null {
  if (!verdict) return isHeldByBlackout(holdable) ? { holdable, proposal: null } : null;
  const { until } = verdict;
  const proposal = toProposal(verdict);
  return isHeldAlready(holdable, proposal, until) ? null : { holdable, proposal, until };
}

function toHeldPost({ holdable: { postId, dueAt }, proposal }: BlackoutMove): HeldPost {
  return { postId, dueAt, proposal, change: proposal ? 'held' : 'released' };
}

function isHeldAlready(holdable: Holdable, proposal: BlackoutProposal, until: Date): boolean {
  const known = holdable.proposal;
  return (
    isHeldByBlackout(holdable) &&
    holdable.runAt.getTime() === until.getTime() &&
    known?.blackoutId === proposal.blackoutId &&
    known.title === proposal.title &&
    known.action === proposal.action &&
    known.proposedStart === proposal.proposedStart
  );
}

function toProposal({ blackoutId, title, action, proposedStart }: TimeVerdict): BlackoutProposal {
  return { blackoutId, title, action, proposedStart: proposedStart?.toISOString() ?? null };
}

/** What is due already would go out now. */
function timeOf({ postId: _, ...post }: PostStanding, dueAt: Date, now: Date): PlannedTime {
  return { ...post, at: dueAt > now ? dueAt : now };
}
