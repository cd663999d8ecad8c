import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRequest, PostService, type PostView } from '#posts';
import { PublicationSchedule } from '#publishing';
import { PlanSending } from './plan-sending.js';
import { refuseIllegal } from './refuse-illegal.js';

@Injectable()
export class PublishNow {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
    private readonly sending: PlanSending,
  ) {}

  /** Checked as when it is scheduled, and due at once on every channel: the next beat sends it. */
  async run(tx: Tx, id: string, request: PostRequest): Promise<PostView> {
    const locked = await lockPost(tx, request.scope, id);
    await refuseIllegal(tx, this.publications, locked, 'publish-now', 'scheduled');
    const { post, snapshot } = await this.posts.refresh(tx, locked, request);
    await this.sending.plan(tx, post, snapshot, 'now', request);
    return this.posts.move(tx, post, 'publish-now', 'scheduled', request);
  }
}
