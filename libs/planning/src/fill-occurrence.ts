import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { findPost, type PostInput, type PostRequest, PostService, type PostView, snapshotOf } from '#posts';
import { materialise } from '#slots';
import { EditPost } from './edit-post.js';
import { unmetOf, type UnmetRequirement } from './slot-requirements.js';

/** A post that is to be made, or one that exists. */
export type Filling = { postId: string } | { post: Omit<PostInput, 'occurrenceId' | 'scheduledAt'> };

/** A post that fills a date, and what it still lacks for it; a draft may. */
export interface FillingView extends PostView {
  unmetRequirements: UnmetRequirement[];
}

@Injectable()
export class FillOccurrence {
  constructor(
    private readonly posts: PostService,
    private readonly edit: EditPost,
  ) {}

  /**
   * Gives an occurrence its post, which takes over from the slot what it leaves open. Two at once: one wins.
   * @throws DomainError `occurrence.not_found`, `.already_filled`, `.past`, `.not_open`, and what posts throw
   */
  async run(tx: Tx, occurrenceId: string, filling: Filling, request: PostRequest): Promise<FillingView> {
    const view = await this.fill(tx, occurrenceId, filling, request);
    const post = await findPost(tx, request.scope, view.id);
    const unmetRequirements = await unmetOf(tx, request.scope, post, await snapshotOf(tx, post));
    return { ...view, unmetRequirements };
  }

  private async fill(tx: Tx, occurrenceId: string, filling: Filling, request: PostRequest): Promise<PostView> {
    if ('postId' in filling)
      return this.edit.run(tx, filling.postId, { occurrenceId }, { ...request, expectedVersion: null });
    const { brandId } = await materialise(tx, request.scope, occurrenceId, request.now);
    return this.posts.create(tx, brandId, { ...filling.post, occurrenceId }, request);
  }
}
