import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import type { Tx } from '#persistence';
import { lockPost, type PostChangeRequest, type PostRecord, type PostState } from '#posts';
import { PublicationSchedule } from '#publishing';
import { lockBlackouts, type OccurrencePatch, OccurrenceService, type OccurrenceView } from '#slots';
import { MovePosts } from './move-posts.js';

const OUT: readonly PostState[] = ['publishing', 'published', 'partially_published'];

/** Changes one date of a slot; a post that fills it, and what is planned of it, moves along. */
@Injectable()
export class MoveOccurrence {
  constructor(
    private readonly occurrences: OccurrenceService,
    private readonly publications: PublicationSchedule,
    private readonly posts: MovePosts,
  ) {}

  /** @throws DomainError `occurrence.in_flight`, `post.in_flight`, `post.in_blackout`, and what `OccurrenceService.patch` throws */
  async run(tx: Tx, id: string, patch: OccurrencePatch, request: PostChangeRequest): Promise<OccurrenceView> {
    await lockBlackouts(tx, request.scope.agencyId, 'share');
    const { postId } = await this.occurrences.get(tx, request.scope, id);
    if (patch.move === undefined || postId === null) return this.occurrences.patch(tx, id, patch, request);
    const post = await lockPost(tx, request.scope, postId);
    await this.refuseOut(tx, post);
    const moved = await this.occurrences.patch(tx, id, patch, { ...request, movesPost: true });
    // Until the post was locked, another could take its place.
    if (moved.postId !== postId) throw new DomainError('request.precondition_failed');
    await this.posts.run(tx, [post], request, 'refuse');
    return moved;
  }

  private async refuseOut(tx: Tx, post: PostRecord): Promise<void> {
    if (OUT.includes(post.state)) throw new DomainError('occurrence.in_flight');
    await this.publications.assertMovable(tx, post.id);
  }
}
