import { Inject, Injectable } from '@nestjs/common';
import { channelsOf } from '#channels';
import { type BrandScope, DomainError } from '#kernel';
import type { Tx } from '#persistence';
import type { PostRecord, PostSnapshot } from '#posts';
import { PublicationSchedule, PUBLISHING_IO, type PublishingIo } from '#publishing';
import { checkContent } from './check-content.js';
import { dueTimes, refusePast } from './due-times.js';
import { refuseUnmet } from './slot-requirements.js';

export interface SendRequest {
  scope: BrandScope;
  now: Date;
}

/** Turns a locked post into publications. What becomes of its state is the verb's part. */
@Injectable()
export class PlanSending {
  constructor(
    private readonly publications: PublicationSchedule,
    @Inject(PUBLISHING_IO) private readonly io: PublishingIo,
  ) {}

  /**
   * Plans what `snapshot`, the post's current version, says, at the planned times or at once.
   * @throws DomainError `post.channels_missing`, `.time_missing`, `.time_past`, `.content_empty`, `.content_refused`,
   *   `.slot_requirement_unmet`, `.in_flight`, `channel.other_brand`
   */
  async plan(
    tx: Tx,
    post: PostRecord,
    snapshot: PostSnapshot,
    when: 'planned' | 'now',
    { scope, now }: SendRequest,
  ): Promise<void> {
    if (post.channelIds.length === 0) throw DomainError.at('/channelIds', 'post.channels_missing');
    const channels = await channelsOf(tx, scope, post.brandId, post.channelIds);
    const targets = await dueTimes(tx, scope, post, when === 'now' ? now : null);
    refusePast(post, targets, now);
    checkContent(snapshot, channels, this.io.registry);
    await refuseUnmet(tx, scope, post, snapshot);
    await this.publications.plan(tx, { post, targets, now });
  }

  /** Moves the publications of a planned post to where its times now are; what they say was checked before. */
  async reschedule(tx: Tx, post: PostRecord, { scope, now }: SendRequest): Promise<void> {
    const targets = await dueTimes(tx, scope, post, null);
    await this.publications.plan(tx, { post, targets, now });
  }
}
