import { Inject, Injectable } from '@nestjs/common';
import { channelsOf } from '#channels';
import { DomainError } from '#kernel';
import type { Tx } from '#persistence';
import type { PostRecord, PostRequest, PostSnapshot } from '#posts';
import { PublicationSchedule, PUBLISHING_IO, type PublishingIo } from '#publishing';
import { type BlackoutPolicy, passBlackouts } from './blackout-gate.js';
import { checkContent } from './check-content.js';
import { dueTimes, refusePast } from './due-times.js';
import { refuseUnmet } from './slot-requirements.js';

/** Turns a locked post into publications. What becomes of its state is the verb's part. */
@Injectable()
export class PlanSending {
  constructor(
    private readonly publications: PublicationSchedule,
    @Inject(PUBLISHING_IO) private readonly io: PublishingIo,
  ) {}

  /**
   * Plans what `snapshot`, the post's current version, says, at the planned times or at once. Answers whether a blackout
   * was ignored.
   * @throws DomainError `post.channels_missing`, `.time_missing`, `.time_past`, `.content_empty`, `.content_refused`,
   *   `.slot_requirement_unmet`, `.in_blackout`, `.blackout_needs_approval`, `.in_flight`, `channel.other_brand`
   */
  async plan(
    tx: Tx,
    post: PostRecord,
    snapshot: PostSnapshot,
    when: 'planned' | 'now',
    request: PostRequest,
    blackouts: BlackoutPolicy = 'refuse',
  ): Promise<boolean> {
    const { scope, now } = request;
    if (post.channelIds.length === 0) throw DomainError.at('/channelIds', 'post.channels_missing');
    const channels = await channelsOf(tx, scope, post.brandId, post.channelIds);
    const targets = await dueTimes(tx, scope, post, when === 'now' ? now : null);
    refusePast(post, targets, now);
    const ignored = await passBlackouts(tx, post.id, targets, blackouts, request);
    checkContent(snapshot, channels, this.io.registry);
    await refuseUnmet(tx, scope, post, snapshot);
    await this.publications.plan(tx, { post, targets, now });
    return ignored;
  }

  /** Moves the publications of a planned post to where its times now are; what they say was checked before. */
  async reschedule(tx: Tx, post: PostRecord, request: PostRequest, blackouts: BlackoutPolicy): Promise<void> {
    const { scope, now } = request;
    const targets = await dueTimes(tx, scope, post, null);
    await passBlackouts(tx, post.id, targets, blackouts, request);
    await this.publications.plan(tx, { post, targets, now });
  }
}
