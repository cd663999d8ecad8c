import { Inject, Injectable } from '@nestjs/common';
import { type ChannelFacts, channelsOf, NETWORK_REGISTRY } from '#channels';
import { DomainError } from '#kernel';
import type { NetworkRegistry } from '#networks';
import type { Tx } from '#persistence';
import { lockPost, passCharter, type PostInput, type PostRecord, type PostRequest, PostService } from '#posts';
import {
  dropStopped,
  PublicationRepository,
  type PublicationView,
  refusePaused,
  refuseUndecidable,
  rescheduleStopped,
} from '#publishing';
import { lockBlackouts } from '#slots';
import { passBlackouts } from './blackout-gate.js';
import { checkContent } from './check-content.js';

/** What is decided on one publication that was missed or is held. */
export type TriageDecision =
  { action: 'reschedule' | 'publish-now'; at: Date } | { action: 'drop'; reason: string | null };

@Injectable()
export class TriagePublication {
  constructor(
    private readonly publications: PublicationRepository,
    private readonly posts: PostService,
    @Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry,
  ) {}

  /**
   * Carries out a decision. A new time is checked as when the post is scheduled, and becomes the post's own, so that it
   * stands in the calendar and later edits keep it.
   * @throws DomainError `publication.not_found`, `.illegal_transition`, `.earlier_not_final`, `.time_past`, `.paused`,
   *   `channel.reconnect_first`, `post.in_blackout`, `.blackout_needs_approval`, `.charter_blocked`, `.charter_review_required`,
   *   `post.not_found`, `post.content_empty`, `.content_refused`
   */
  async run(tx: Tx, publicationId: string, decision: TriageDecision, request: PostRequest): Promise<PublicationView> {
    await lockBlackouts(tx, request.scope.agencyId, 'share');
    const { postId } = await this.publications.row(tx, request.scope, publicationId);
    const post = await lockPost(tx, request.scope, postId);
    // Until the post was locked, the ledger could move it.
    const row = await this.publications.row(tx, request.scope, publicationId);
    await refuseUndecidable(tx, row, decision.action);
    if (decision.action === 'drop') return dropStopped(tx, request, row, decision.reason);
    if (decision.at < request.now) throw DomainError.at('/at', 'publication.time_past');
    await passBlackouts(tx, postId, [{ dueAt: decision.at }], 'refuse', request);
    const [channel] = await channelsOf(tx, request.scope, post.brandId, [row.channelId], '/publicationId');
    if (decision.action === 'publish-now') await refuseUnsendable(tx, publicationId, channel!);
    await this.keepTime(tx, post, channel!, decision.at, request);
    await passCharter(tx, postId, decision.action, request, decision.at);
    return rescheduleStopped(tx, request, row, { by: decision.action, at: decision.at });
  }

  private async keepTime(
    tx: Tx,
    post: PostRecord,
    channel: ChannelFacts,
    at: Date,
    request: PostRequest,
  ): Promise<void> {
    const { snapshot } = await this.posts.rewrite(tx, post, timeOf(post, channel.id, at), request);
    checkContent(snapshot, [channel], this.registry);
  }
}

/** The post's own time where it has but one; else the channel's, beside which the others keep theirs. */
function timeOf(post: PostRecord, channelId: string, at: Date): PostInput {
  const variant = post.variants[channelId];
  const alone = post.channelIds.length === 1 && post.occurrenceId === null && !variant?.scheduledAt;
  return alone ? { scheduledAt: at } : { variants: { [channelId]: { ...variant, scheduledAt: at } } };
}

async function refuseUnsendable(tx: Tx, publicationId: string, { health }: ChannelFacts): Promise<void> {
  await refusePaused(tx, publicationId);
  if (health === 'reauthorize' || health === 'disabled') throw new DomainError('channel.reconnect_first');
}
