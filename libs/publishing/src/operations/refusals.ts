import { allowedFrom, DomainError } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import type { PostState, PublicationState } from '#posts';
import { PUBLICATION_MACHINE } from '../publication-machine.js';
import type { PublicationEntity } from '../publication.entity.js';

/** States of a post that its publications make. */
export const LEDGER_STATES = [
  'scheduled',
  'publishing',
  'published',
  'partially_published',
  'failed',
  'held',
  'missed',
] as const satisfies readonly PostState[];

/** What people do to one publication, by the names of the routes. */
const VERBS = ['retry', 'resolve', 'cancel', 'republish', 'remove'];

/** `verb` is not for a publication in `state`; says what is, of `known`. */
export function illegal(state: PublicationState, verb: string, known: readonly string[] = VERBS): DomainError {
  const allowed = allowedFrom(PUBLICATION_MACHINE, state).filter((by) => known.includes(by));
  return new DomainError('publication.illegal_transition', { state, verb, allowed });
}

/** @throws DomainError `publication.unplanned` where its post was taken back: `schedule` checks it and plans it anew */
export async function refuseUnplanned(tx: Tx, row: Pick<PublicationEntity, 'postId'>): Promise<void> {
  const [post] = await sqlRows<{ state: PostState }>(tx, 'select state from post where id = $1', [row.postId]);
  if (!post || !(LEDGER_STATES as readonly PostState[]).includes(post.state))
    throw new DomainError('publication.unplanned');
}

/** @throws DomainError `publication.unplanned`: what the post says was never checked for a channel that was taken off it */
export function refuseForeignChannel(row: Pick<PublicationEntity, 'channelId'>, channelIds: readonly string[]): void {
  if (!channelIds.includes(row.channelId)) throw new DomainError('publication.unplanned');
}

/** @throws DomainError `publication.earlier_not_final` when another generation is live, or a later one exists */
export async function refuseSecondLive(tx: Tx, row: PublicationEntity): Promise<void> {
  const live = await sqlRows(
    tx,
    `select 1 from publication where post_id = $1 and channel_id = $2 and id <> $3 and (generation > $4 or state not in ('published', 'failed', 'missed', 'cancelled')) limit 1`,
    [row.postId, row.channelId, row.id, row.generation],
  );
  if (live.length > 0) throw new DomainError('publication.earlier_not_final');
}
