import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRequest, PostService, type PostView } from '#posts';
import { PublicationSchedule } from '#publishing';
import { lockBlackouts } from '#slots';
import { PlanSending } from './plan-sending.js';
import { refuseIllegal } from './refuse-illegal.js';

@Injectable()
export class SchedulePost {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
    private readonly sending: PlanSending,
  ) {}

  /**
   * Everything about the post is checked; from now on it goes out by itself. Also plans anew what was not sent.
   * `ignoring`: why it goes out in spite of a blackout; whether the caller may say so is for the api to know.
   */
  async run(tx: Tx, id: string, request: PostRequest, ignoring: string | null = null): Promise<PostView> {
    await lockBlackouts(tx, request.scope.agencyId, 'share');
    const locked = await lockPost(tx, request.scope, id);
    await refuseIllegal(tx, this.publications, locked, 'schedule', 'scheduled');
    const { post, snapshot } = await this.posts.refresh(tx, locked, request);
    const blackouts = ignoring === null ? 'refuse' : { ignoring };
    const reason = await this.sending.plan(tx, post, snapshot, 'planned', request, { blackouts, charter: 'refuse' });
    return this.posts.move(tx, post, 'schedule', 'scheduled', request, reason);
  }
}
