import { type Actor, type BrandScope, canonicalHash, newId, type Transition } from '#kernel';
import { appendEvent, type EventType } from '#outbox';
import type { Tx } from '#persistence';
import { hashesOf } from './post-hashes.js';
import type { PostFields, PostRecord } from './post-record.js';
import type { PostSnapshot } from './post-snapshot.js';
import type { PostState } from './post-state.js';
import { postStates, type PostVerb, refuseUnlessLegal } from './post-states.js';
import type { PostView } from './post-view.js';
import { appendTransition, appendVersion, snapshotOf, updatePost } from './post.repository.js';

/** Who asks, and when. */
export interface PostRequest {
  scope: BrandScope;
  actor: Actor;
  now: Date;
  /** Whether the caller may approve posts: false unless said. */
  mayApprove?: boolean;
}

/** A change asked for on what the caller has read. */
export interface PostChangeRequest extends PostRequest {
  /** Null: the last write wins. */
  expectedVersion: number | null;
}

/**
 * Moves a locked post to another state and records who did it. The event is `tell`'s, once its publications stand.
 * @throws DomainError `post.illegal_transition`
 */
export async function movePost(
  tx: Tx,
  post: PostRecord,
  verb: PostVerb,
  toState: PostState,
  { scope, actor, now }: PostRequest,
  reason: string | null = null,
): Promise<PostRecord> {
  refuseUnlessLegal(post.state, verb, toState);
  const settled = { state: toState, heldReason: null, attention: [] };
  const moved = await updatePost(tx, scope, post, settled, now);
  await appendTransition(tx, post, { fromState: post.state, toState, verb, reason, actor }, now);
  return moved;
}

/** Tells the world of the move that `verb` made from `from` to where the post now is, if the table names an event. */
export async function tellMove(
  tx: Tx,
  from: PostState,
  verb: PostVerb,
  post: PostRecord,
  view: PostView,
  { actor, now }: Pick<PostRequest, 'actor' | 'now'>,
): Promise<void> {
  const type = eventOf(from, verb, post.state);
  if (!type) return;
  const { id: subjectId, agencyId, brandId } = post;
  await appendEvent(tx, { type, agencyId, brandId, subjectId, actor, data: view, at: now });
}

const TRANSITIONS: readonly Transition<PostState>[] = postStates.transitions;

/** What the table says of a move, whoever makes it. */
export function eventOf(from: PostState, verb: string, to: PostState): EventType | undefined {
  const move = TRANSITIONS.find((known) => known.by === verb && known.to === to && known.from.includes(from));
  return move?.event as EventType | undefined;
}

/** What a rewrite changed. */
export interface Rewritten {
  post: PostRecord;
  snapshot: PostSnapshot;
  /** Something that is sent, or recorded with it, is another: there is a new version. */
  versioned: boolean;
  /** Something that a review judges is another. */
  reviewable: boolean;
}

/** Writes the fields of a locked post, with a version of their own where they differ from the last. */
export async function rewritePost(
  tx: Tx,
  post: PostRecord,
  fields: PostFields,
  snapshot: PostSnapshot,
  { scope, actor, now }: PostRequest,
): Promise<Rewritten> {
  const hashes = hashesOf(snapshot);
  const versioned = canonicalHash(snapshot) !== canonicalHash(await snapshotOf(tx, post));
  const reviewable = hashes.reviewHash !== post.reviewHash;
  if (!versioned && fields.externalId === post.externalId) return { post, snapshot, versioned, reviewable };
  const currentVersionId = versioned ? newId() : post.currentVersionId;
  const written = await updatePost(tx, scope, post, { ...fields, ...hashes, currentVersionId }, now);
  if (versioned)
    await appendVersion(tx, post, { id: currentVersionId, snapshot, contentHash: hashes.contentHash }, actor, now);
  return { post: written, snapshot, versioned, reviewable };
}
