import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRequest, PostService, type PostView } from '#posts';
import { PublicationSchedule } from '#publishing';
import { lockBlackouts } from '#slots';
import { PlanSending } from './plan-sending.js';
import { refuseIllegal } from './refuse-illegal.js';

@Injectable()
export class PublishNow {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
    private readonly sending: PlanSending,
  ) {}

  /** Checked as when it is scheduled, blackouts too, and due at once on every channel: the next beat sends it. */
  async run(tx: Tx, id: string, request: PostRequest, ignoring: string | null = null): Promise<PostView> {
    await lockBlackouts(tx, request.scope.agencyId, 'share');
    const locked = await lockPost(tx, request.scope, id);
    await refuseIllegal(tx, this.publications, locked, 'publish-now', 'scheduled');
    const { post, snapshot } = await this.posts.refresh(tx, locked, request);
    const blackouts = ignoring === null ? 'refuse' : { ignoring };
    const reason = await this.sending.plan(tx, post, snapshot, 'now', request, { blackouts, charter: 'refuse' });
    return this.posts.move(tx, post, 'publish-now', 'scheduled', request, reason);
  }
}
