import type { Actor } from '#kernel';
import type { PostSnapshot } from './post-snapshot.js';
import type { PostState } from './post-state.js';
import type { PostTransitionEntity } from './post-transition.entity.js';
import type { ClearanceView, ReviewEntryView } from './review/review-history.js';
import type { WaiverView } from './review/waiver-view.js';
import type { PostVersionEntity } from './post-version.entity.js';

/** What the post said at one time. */
export interface PostVersionView {
  id: string;
  number: number;
  contentHash: string;
  actor: Actor;
  createdAt: string;
  snapshot: PostSnapshot;
}

/** One move, who made it and when. */
export interface PostTransitionView {
  /** Null: it was made. */
  from: PostState | null;
  to: PostState;
  verb: string;
  reason: string | null;
  actor: Actor;
  createdAt: string;
}

/** Oldest first. */
export interface PostHistoryView {
  versions: PostVersionView[];
  transitions: PostTransitionView[];
  /** What the charter said, each time that it was another thing. */
  reviews: ReviewEntryView[];
  /** What somebody let pass: single findings, and what needs an approver. */
  waivers: WaiverView[];
  clearances: ClearanceView[];
}

export function toVersionView({
  id,
  number,
  contentHash,
  actor,
  createdAt,
  snapshot,
}: PostVersionEntity): PostVersionView {
  return { id, number, contentHash, actor, createdAt: createdAt.toISOString(), snapshot };
}

export function toTransitionView(row: PostTransitionEntity): PostTransitionView {
  const { fromState, toState, verb, reason, actor, createdAt } = row;
  return { from: fromState, to: toState, verb, reason, actor, createdAt: createdAt.toISOString() };
}
