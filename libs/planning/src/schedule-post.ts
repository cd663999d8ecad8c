import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRequest, PostService, type PostView } from '#posts';
import { PublicationSchedule } from '#publishing';
import { PlanSending } from './plan-sending.js';
import { refuseIllegal } from './refuse-illegal.js';

@Injectable()
export class SchedulePost {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
    private readonly sending: PlanSending,
  ) {}

  /** Everything about the post is checked; from now on it goes out by itself. Also plans anew what was not sent. */
  async run(tx: Tx, id: string, request: PostRequest): Promise<PostView> {
    const locked = await lockPost(tx, request.scope, id);
    await refuseIllegal(tx, this.publications, locked, 'schedule', 'scheduled');
    const { post, snapshot } = await this.posts.refresh(tx, locked, request);
    await this.sending.plan(tx, post, snapshot, 'planned', request);
    return this.posts.move(tx, post, 'schedule', 'scheduled', request);
  }
}
