import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import type { Tx } from '#persistence';
import { type PostChangeRequest, type PostRecord, PostService, type PostState } from '#posts';
import { PublicationSchedule } from '#publishing';
import { SlotService } from '#slots';
import { lockPostsAhead } from './lock-posts-ahead.js';

const WITHDRAWN: readonly PostState[] = ['scheduled', 'held', 'missed', 'failed'];

@Injectable()
export class DeleteSlot {
  constructor(
    private readonly slots: SlotService,
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
  ) {}

  /**
   * Archives a slot; the posts of its dates ahead are drafts without a date again, which they keep as their own time.
   * @throws DomainError `slot.not_found`, `slot.in_flight`
   */
  async run(tx: Tx, id: string, request: PostChangeRequest): Promise<void> {
    for (const post of await lockPostsAhead(tx, id, request)) await this.detach(tx, post, request);
    await this.slots.archive(tx, id, request);
  }

  private async detach(tx: Tx, locked: PostRecord, request: PostChangeRequest): Promise<void> {
    if (locked.state === 'publishing') throw new DomainError('slot.in_flight');
    if (locked.state === 'published' || locked.state === 'partially_published') return;
    if (WITHDRAWN.includes(locked.state)) await this.publications.withdraw(tx, locked.id, request.now);
    const { post } = await this.posts.rewrite(tx, locked, { occurrenceId: null }, request);
    if (WITHDRAWN.includes(post.state)) await this.posts.move(tx, post, 'unschedule', 'draft', request, 'slot_deleted');
  }
}
