import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRecord, type PostRequest, PostService, type PostState } from '#posts';
import { PlanSending } from './plan-sending.js';

const PLANNED: readonly PostState[] = ['scheduled', 'held'];

/** What is planned of posts follows their occurrences. */
@Injectable()
export class MovePosts {
  constructor(
    private readonly posts: PostService,
    private readonly sending: PlanSending,
  ) {}

  /** `posts`: locked, as they stood before their occurrences moved. Those that stayed are left alone. */
  async run(tx: Tx, posts: readonly PostRecord[], request: PostRequest): Promise<void> {
    for (const before of posts) {
      if (!PLANNED.includes(before.state)) continue;
      const post = await lockPost(tx, request.scope, before.id);
      if (post.dueAt?.getTime() === before.dueAt?.getTime()) continue;
      await this.sending.reschedule(tx, post, request);
      await this.posts.move(tx, post, 'edit', 'scheduled', request);
    }
  }
}
