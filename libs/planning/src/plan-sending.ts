import { Inject, Injectable } from '@nestjs/common';
import { channelsOf, NETWORK_REGISTRY } from '#channels';
import { DomainError } from '#kernel';
import type { NetworkRegistry } from '#networks';
import type { Tx } from '#persistence';
import { passCharter, type PostRecord, type PostRequest, type PostSnapshot } from '#posts';
import { PublicationSchedule } from '#publishing';
import { type BlackoutPolicy, passBlackouts } from './blackout-gate.js';
import { checkContent } from './check-content.js';
import { dueTimes, refusePast } from './due-times.js';
import { refuseUnmet } from './slot-requirements.js';

/** What planning does where something stands in the way. */
export interface Policies {
  blackouts: BlackoutPolicy;
  /** `refuse`: a person who sends a post out is told. `hold`: the caller holds what was merely rewritten. */
  charter: 'refuse' | 'hold';
}

export const REFUSING: Policies = { blackouts: 'refuse', charter: 'refuse' };

/** Turns a locked post into publications. What becomes of its state is the verb's part. */
@Injectable()
export class PlanSending {
  constructor(
    private readonly publications: PublicationSchedule,
    @Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry,
  ) {}

  /**
   * Plans what `snapshot`, the post's current version, says, at the planned times or at once. Answers what somebody
   * let pass, for the history; null: nothing.
   * @throws DomainError `post.channels_missing`, `.time_missing`, `.time_past`, `.content_empty`, `.content_refused`,
   *   `.slot_requirement_unmet`, `.in_blackout`, `.blackout_needs_approval`, `.in_flight`, `.charter_blocked`,
   *   `.charter_review_required`, `channel.other_brand`
   */
  async plan(
    tx: Tx,
    post: PostRecord,
    snapshot: PostSnapshot,
    when: 'planned' | 'now',
    request: PostRequest,
    { blackouts, charter }: Policies = REFUSING,
  ): Promise<string | null> {
    const { scope, now } = request;
    if (post.channelIds.length === 0) throw DomainError.at('/channelIds', 'post.channels_missing');
    const channels = await channelsOf(tx, scope, post.brandId, post.channelIds);
    const targets = await dueTimes(tx, scope, post, when === 'now' ? now : null);
    refusePast(post, targets, now);
    const ignored = await passBlackouts(tx, post.id, targets, blackouts, request);
    checkContent(snapshot, channels, this.registry);
    await refuseUnmet(tx, scope, post, snapshot);
    const verb = when === 'now' ? 'publish-now' : 'schedule';
    const cleared = charter === 'refuse' && (await passCharter(tx, post.id, verb, request, firstOf(targets)));
    await this.publications.plan(tx, { post, targets, now });
    return reasonOf(ignored && typeof blackouts === 'object' ? blackouts.ignoring : null, cleared);
  }

  /** Moves the publications of a planned post to where its times now are; what they say was checked before. */
  async reschedule(tx: Tx, post: PostRecord, request: PostRequest, blackouts: BlackoutPolicy): Promise<void> {
    const { scope, now } = request;
    const targets = await dueTimes(tx, scope, post, null);
    await passBlackouts(tx, post.id, targets, blackouts, request);
    await this.publications.plan(tx, { post, targets, now });
  }
}

/** The calendar knows a post by when it first goes out. */
function firstOf(targets: readonly { dueAt: Date }[]): Date {
  return new Date(Math.min(...targets.map(({ dueAt }) => dueAt.getTime())));
}

function reasonOf(ignoring: string | null, cleared: boolean): string | null {
  const parts = [
    ...(cleared ? ['charter_review_passed'] : []),
    ...(ignoring === null ? [] : [`blackout_ignored: ${ignoring}`]),
  ];
  return parts.length > 0 ? parts.join('; ') : null;
}
