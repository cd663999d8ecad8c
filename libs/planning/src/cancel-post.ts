import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRequest, PostService, type PostView } from '#posts';
import { PublicationSchedule } from '#publishing';
import { refuseIllegal } from './refuse-illegal.js';

@Injectable()
export class CancelPost {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
  ) {}

  /** For good, and still to be seen; its occurrence is open again. */
  async run(tx: Tx, id: string, request: PostRequest): Promise<PostView> {
    const post = await lockPost(tx, request.scope, id);
    await refuseIllegal(tx, this.publications, post, 'cancel', 'cancelled');
    await this.publications.withdraw(tx, id, request.now);
    return this.posts.end(tx, post, 'cancel', request);
  }
}
