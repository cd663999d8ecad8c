import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { expectVersion, type Tx } from '#persistence';
import { lockPost, type PostChangeRequest, type PostRecord, PostService, type PostState } from '#posts';
import { PublicationSchedule } from '#publishing';
import { type DeletionView, NOTHING } from './deletion.js';

const OUT: readonly PostState[] = ['publishing', 'published', 'partially_published'];

@Injectable()
export class DeletePost {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
  ) {}

  /**
   * Nobody finds it any more; what was written down about it stays.
   * @throws DomainError `post.not_found`, `post.in_flight`, `post.published`
   */
  async run(tx: Tx, id: string, request: PostChangeRequest): Promise<DeletionView> {
    const post = await lockPost(tx, request.scope, id);
    expectVersion(request.expectedVersion, post.version);
    await this.refuseOut(tx, post);
    const publications = await this.publications.withdraw(tx, id, request.now);
    await this.posts.archive(tx, post, request);
    return { ...NOTHING, publications, postsCancelled: 1 };
  }

  private async refuseOut(tx: Tx, post: PostRecord): Promise<void> {
    if (post.state === 'publishing') await this.publications.assertMovable(tx, post.id);
    if (OUT.includes(post.state)) throw new DomainError('post.published');
  }
}
