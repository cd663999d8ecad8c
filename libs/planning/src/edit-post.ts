import { Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import { expectVersion, type Tx } from '#persistence';
import {
  lockPost,
  type PostChangeRequest,
  type PostInput,
  type PostRecord,
  PostService,
  type PostState,
  type PostView,
  type Rewritten,
} from '#posts';
import { holdForCharter, PublicationSchedule } from '#publishing';
import { lockBlackouts } from '#slots';
import { holdCovered } from './blackout-gate.js';
import { PlanSending } from './plan-sending.js';

const UNPLANNED: readonly PostState[] = ['draft', 'in_review', 'changes_requested', 'approved'];
const PLANNED: readonly PostState[] = ['scheduled', 'held'];

@Injectable()
export class EditPost {
  constructor(
    private readonly posts: PostService,
    private readonly publications: PublicationSchedule,
    private readonly sending: PlanSending,
  ) {}

  /**
   * Changes what `patch` names. A post that is planned stays planned: it is checked anew, and its publications send
   * the new version, at the new times.
   * @throws DomainError `post.not_found`, `post.in_flight`, `post.not_editable`, and what `schedule` throws
   */
  async run(tx: Tx, id: string, patch: PostInput, request: PostChangeRequest): Promise<PostView> {
    await lockBlackouts(tx, request.scope.agencyId, 'share');
    const post = await lockPost(tx, request.scope, id);
    expectVersion(request.expectedVersion, post.version);
    await this.refuseSettled(tx, post);
    const rewritten = await this.posts.rewrite(tx, post, patch, request);
    if (PLANNED.includes(post.state)) return this.planAgain(tx, post, rewritten, request);
    return this.reviewAgain(tx, rewritten, request);
  }

  private async refuseSettled(tx: Tx, post: PostRecord): Promise<void> {
    if (UNPLANNED.includes(post.state)) return;
    if (PLANNED.includes(post.state) || post.state === 'publishing') await this.publications.assertMovable(tx, post.id);
    if (!PLANNED.includes(post.state)) throw new DomainError('post.not_editable', { state: post.state });
  }

  /**
   * A try that failed has frozen the old version into its publication: planning it anew lets the new one leave. Whoever
   * puts it into a blackout is refused; what a blackout holds and stays where it is stays held. What the charter now
   * refuses is held with its finding, and goes on by itself once it no longer is.
   */
  private async planAgain(
    tx: Tx,
    before: PostRecord,
    { post, snapshot, versioned }: Rewritten,
    request: PostChangeRequest,
  ): Promise<PostView> {
    if (!versioned) return this.posts.view(tx, request.scope, post);
    const stays = timesOf(before) === timesOf(post);
    const policies = { blackouts: stays ? 'hold' : 'refuse', charter: 'hold' } as const;
    await this.sending.plan(tx, post, snapshot, 'planned', request, policies);
    const view = await this.posts.move(tx, post, 'edit', 'scheduled', request);
    const covered = stays ? (await holdCovered(tx, [post.id], request)).length : 0;
    const held = covered + (await this.holdRefused(tx, post, request));
    return held > 0 ? this.posts.get(tx, request.scope, post.id) : view;
  }

  private async holdRefused(tx: Tx, { review, ...post }: PostRecord, request: PostChangeRequest): Promise<number> {
    return review && !review.passes ? holdForCharter(tx, [{ ...post, review }], request) : 0;
  }

  /** Nobody has reviewed or approved what it now says. */
  private reviewAgain(tx: Tx, { post, reviewable }: Rewritten, request: PostChangeRequest): Promise<PostView> {
    const isJudged = post.state === 'in_review' || post.state === 'approved';
    if (!reviewable || !isJudged) return this.posts.view(tx, request.scope, post);
    return this.posts.move(tx, post, 'edit', 'draft', request);
  }
}

/** When it is due, on the channels that have a time of their own too. */
function timesOf({ dueAt, channelIds, variants }: PostRecord): string {
  const own = new Set(channelIds.map((id) => variants[id]?.scheduledAt ?? null));
  return JSON.stringify([dueAt, ...[...own].sort()]);
}
