import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRecord, type PostRequest, PostService, type PostState } from '#posts';
import { type BlackoutPolicy, holdCovered } from './blackout-gate.js';
import { holdRefused } from './charter-gate.js';
import { PlanSending } from './plan-sending.js';

const PLANNED: readonly PostState[] = ['scheduled', 'held'];

/** What is planned of posts follows their occurrences. */
@Injectable()
export class MovePosts {
  constructor(
    private readonly posts: PostService,
    private readonly sending: PlanSending,
  ) {}

  /**
   * `posts`: locked, as they stood before their occurrences moved. Those that stayed are left alone.
   * @throws DomainError `post.in_blackout`, `post.blackout_needs_approval` where blackouts are to `refuse`
   */
  async run(
    tx: Tx,
    posts: readonly PostRecord[],
    request: PostRequest,
    blackouts: Extract<BlackoutPolicy, string>,
  ): Promise<void> {
    const moved: string[] = [];
    for (const before of posts) {
      if (!PLANNED.includes(before.state)) continue;
      const post = await lockPost(tx, request.scope, before.id);
      if (post.dueAt?.getTime() === before.dueAt?.getTime()) continue;
      await this.sending.reschedule(tx, post, request, blackouts);
      await this.posts.move(tx, post, 'edit', 'scheduled', request);
      moved.push(post.id);
    }
    if (blackouts === 'hold') await holdCovered(tx, moved, request);
    // Another time is another calendar.
    if (moved.length > 0) await holdRefused(tx, moved, request);
  }
}
