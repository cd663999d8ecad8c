import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRequest, PostService, type PostView } from '#posts';
import { PublicationSchedule } from '#publishing';
import { refuseIllegal } from './refuse-illegal.js';

@Injectable()
export class UnschedulePost {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
  ) {}

  /** Back to a draft, with its time and its occurrence. Publications keep their network keys for the next time. */
  async run(tx: Tx, id: string, request: PostRequest): Promise<PostView> {
    const post = await lockPost(tx, request.scope, id);
    await refuseIllegal(tx, this.publications, post, 'unschedule', 'draft');
    await this.publications.withdraw(tx, id, request.now);
    return this.posts.move(tx, post, 'unschedule', 'draft', request);
  }
}
