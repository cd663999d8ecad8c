import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { type PostChangeRequest, type PostRecord, type PostState } from '#posts';
import { type EditedSlotView, lockBlackouts, type SlotPatch, SlotService } from '#slots';
import { lockPostsAhead } from './lock-posts-ahead.js';
import { MovePosts } from './move-posts.js';

const OUT: readonly PostState[] = ['publishing', 'published', 'partially_published'];

@Injectable()
export class EditSlot {
  constructor(
    private readonly slots: SlotService,
    private readonly posts: MovePosts,
  ) {}

  /**
   * Changes a slot; posts that fill its dates move along with them, but never one that is out or on its way. One that
   * comes to lie in a blackout is held.
   */
  async run(tx: Tx, id: string, patch: SlotPatch, request: PostChangeRequest): Promise<EditedSlotView> {
    await lockBlackouts(tx, request.scope.agencyId, 'share');
    const posts = await lockPostsAhead(tx, id, request);
    const edited = await this.slots.patch(tx, id, patch, { ...request, pinned: pinnedBy(posts) });
    await this.posts.run(tx, posts, request, 'hold');
    return edited;
  }
}

function pinnedBy(posts: readonly PostRecord[]): Set<string> {
  const out = posts.filter(({ state }) => OUT.includes(state));
  return new Set(out.flatMap(({ occurrenceId }) => occurrenceId ?? []));
}
