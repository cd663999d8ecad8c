import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { type PostChangeRequest, type PostRecord, type PostState } from '#posts';
import { type EditedSlotView, type SlotPatch, SlotService } from '#slots';
import { lockPostsAhead } from './lock-posts-ahead.js';
import { MovePosts } from './move-posts.js';

const OUT: readonly PostState[] = ['publishing', 'published', 'partially_published'];

@Injectable()
export class EditSlot {
  constructor(
    private readonly slots: SlotService,
    private readonly posts: MovePosts,
  ) {}

  /** Changes a slot; posts that fill its dates move along with them, but never one that is out or on its way. */
  async run(tx: Tx, id: string, patch: SlotPatch, request: PostChangeRequest): Promise<EditedSlotView> {
    const posts = await lockPostsAhead(tx, id, request);
    const edited = await this.slots.patch(tx, id, patch, { ...request, pinned: pinnedBy(posts) });
    await this.posts.run(tx, posts, request);
    return edited;
  }
}

function pinnedBy(posts: readonly PostRecord[]): Set<string> {
  const out = posts.filter(({ state }) => OUT.includes(state));
  return new Set(out.flatMap(({ occurrenceId }) => occurrenceId ?? []));
}
