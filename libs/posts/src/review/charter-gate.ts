import { DomainError, type FieldError } from '#kernel';
import type { Tx } from '#persistence';
import type { PostRequest } from '../change-post.js';
import { authorsOf, isSameActor, keysToClear, recordClearance } from './clearances.js';
import { type JudgedPost, judgePosts } from './judge-posts.js';
import type { Review, ReviewFinding } from './review.js';

/** A step on a post's way out at which the charter is asked. */
export type GatedVerb = 'submit' | 'approve' | 'schedule' | 'publish-now' | 'reschedule';

/** Refuses what the charter refuses whoever asks. @throws DomainError `post.charter_blocked` */
export function refuseBlocked(judged: JudgedPost | undefined): void {
  if (judged?.review.verdict === 'block') throw refusal('post.charter_blocked', judged.review, 'block');
}

/**
 * Asks the charter about a locked post that is to go out, at `at` where that is not the post's own time. What needs an
 * approver passes when somebody who may, other than the author, approved it, or is the one who asks, which is recorded.
 * Answers whether that was needed just now. A brand without a charter passes.
 * @throws DomainError `post.charter_blocked`, `post.charter_review_required`
 */
export async function passCharter(
  tx: Tx,
  postId: string,
  verb: GatedVerb,
  request: PostRequest,
  at: Date | null = null,
): Promise<boolean> {
  const judged = (await judgePosts(tx, [postId], request.now, at)).get(postId);
  refuseBlocked(judged);
  if (!judged || judged.stored.passes) return false;
  if (!(await mayClear(tx, postId, request))) throw refusal('post.charter_review_required', judged.review, 'review');
  await clear(tx, judged, verb, request, at);
  return true;
}

/** Records that a locked post is approved with what needs an approver, if whoever approves is not its author. */
export async function clearApproved(tx: Tx, judged: JudgedPost | undefined, request: PostRequest): Promise<void> {
  if (!judged || judged.stored.passes || keysToClear(judged.review).length === 0) return;
  if (await mayClear(tx, judged.post.id, { ...request, mayApprove: true })) await clear(tx, judged, 'approve', request);
}

async function mayClear(tx: Tx, postId: string, { actor, mayApprove }: PostRequest): Promise<boolean> {
  if (!mayApprove) return false;
  return !(await authorsOf(tx, postId)).some((author) => isSameActor(author, actor));
}

async function clear(
  tx: Tx,
  { post, review }: JudgedPost,
  verb: GatedVerb,
  request: PostRequest,
  at: Date | null = null,
): Promise<void> {
  await recordClearance(tx, post, review, { verb, ...request });
  await judgePosts(tx, [post.id], request.now, at);
}

function refusal(
  code: 'post.charter_blocked' | 'post.charter_review_required',
  { findings, charterVersion }: Review,
  severity: ReviewFinding['severity'],
): DomainError {
  const standing = findings.filter((finding) => finding.severity === severity && finding.waivedBy === null);
  return new DomainError(code, { charterVersion }, standing.map(toFieldError));
}

function toFieldError({ field, articleId, message }: ReviewFinding): FieldError {
  const params = { articleId, message_en: message.en, message_fr: message.fr };
  return { pointer: field, code: 'post.charter_finding', params };
}
