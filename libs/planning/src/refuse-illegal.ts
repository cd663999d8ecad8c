import type { Tx } from '#persistence';
import { type PostRecord, type PostState, type PostVerb, refuseUnlessLegal } from '#posts';
import type { PublicationSchedule } from '#publishing';

/**
 * Refuses a verb that a locked post does not allow, saying so plainly while it is being sent.
 * @throws DomainError `post.in_flight`, `post.illegal_transition`
 */
export async function refuseIllegal(
  tx: Tx,
  publications: PublicationSchedule,
  post: PostRecord,
  verb: PostVerb,
  to: PostState,
): Promise<void> {
  if (post.state === 'publishing') await publications.assertMovable(tx, post.id);
  refuseUnlessLegal(post.state, verb, to);
}
