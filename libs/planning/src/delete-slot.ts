import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { lockPost, type PostChangeRequest, type PostRecord, PostService, type PostState } from '#posts';
import { anyInFlight, PublicationSchedule } from '#publishing';
import { SlotService } from '#slots';
import { type DeletionView, NOTHING } from './deletion.js';

/** Out, or partly so: what is planned of the rest goes on. */
const OUT: readonly PostState[] = ['publishing', 'published', 'partially_published'];
const WITHDRAWN: readonly PostState[] = ['scheduled', 'held', 'missed', 'failed'];

@Injectable()
export class DeleteSlot {
  constructor(
    private readonly slots: SlotService,
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
  ) {}

  /**
   * Archives a slot; the posts that wait in its dates are drafts without a date again, which they keep as their own time.
   * @throws DomainError `slot.not_found`, `slot.in_flight`
   */
  async run(tx: Tx, id: string, request: PostChangeRequest): Promise<DeletionView> {
    // Before anything is locked that may be another's.
    await this.slots.get(tx, id, request);
    const filling = await lockFilling(tx, id, request);
    if (await anyInFlight(tx, { postIds: filling.map((post) => post.id) })) throw new DomainError('slot.in_flight');
    const posts = filling.filter(({ state }) => !OUT.includes(state));
    let publications = 0;
    for (const post of posts) publications += await this.detach(tx, post, request);
    const occurrences = await this.slots.archive(tx, id, request);
    const postsToDraft = posts.filter(({ state }) => WITHDRAWN.includes(state)).length;
    return { ...NOTHING, publications, postsToDraft, slots: 1, occurrences };
  }

  /** Answers how many publications were cancelled. */
  private async detach(tx: Tx, locked: PostRecord, request: PostChangeRequest): Promise<number> {
    const withdrawn = WITHDRAWN.includes(locked.state);
    const cancelled = withdrawn ? await this.publications.withdraw(tx, locked.id, request.now) : 0;
    const { post } = await this.posts.rewrite(tx, locked, { occurrenceId: null }, request);
    if (withdrawn) await this.posts.move(tx, post, 'unschedule', 'draft', request, 'slot_deleted');
    return cancelled;
  }
}

/** Locks the posts that fill dates of the slot, in one order for everybody, before the slot itself is. */
async function lockFilling(tx: Tx, slotId: string, { scope }: PostChangeRequest): Promise<PostRecord[]> {
  const rows = await sqlRows<{ id: string }>(
    tx,
    `select post.id from post join occurrence on occurrence.id = post.occurrence_id
     where occurrence.slot_id = $1 and occurrence.state = 'filled' and post.archived_at is null and post.state <> 'cancelled'
     order by post.id`,
    [slotId],
  );
  const posts: PostRecord[] = [];
  for (const { id } of rows) posts.push(await lockPost(tx, scope, id));
  return posts;
}
