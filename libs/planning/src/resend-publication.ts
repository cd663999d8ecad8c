import { Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { lockPost, type PostRequest } from '#posts';
import { PublicationOperations, PublicationRepository, type PublicationView, refuseForeignChannel } from '#publishing';
import { lockBlackouts } from '#slots';
import { passBlackouts } from './blackout-gate.js';

/** Sends again what has ended, now: what a plan is checked for, this is checked for too. */
@Injectable()
export class ResendPublication {
  constructor(
    private readonly publications: PublicationRepository,
    private readonly operations: PublicationOperations,
  ) {}

  /**
   * `retry`: the same one, with its keys; `republish`: a further generation. What is partly out already is completed
   * whatever the calendar says. Pauses and the charter are asked when it is claimed.
   * @throws DomainError `publication.not_found`, `.illegal_transition`, `.unplanned`, `.earlier_not_final`, `post.not_found`,
   *   `post.in_blackout`, `.blackout_needs_approval`
   */
  async run(
    tx: Tx,
    publicationId: string,
    verb: 'retry' | 'republish',
    request: PostRequest,
  ): Promise<PublicationView> {
    await lockBlackouts(tx, request.scope.agencyId, 'share');
    const { postId } = await this.publications.row(tx, request.scope, publicationId);
    const post = await lockPost(tx, request.scope, postId);
    // Until the post was locked, the ledger could move it.
    const row = await this.publications.row(tx, request.scope, publicationId);
    refuseForeignChannel(row, post.channelIds);
    const goesOn = verb === 'retry' && row.started;
    if (!goesOn) await passBlackouts(tx, postId, [{ dueAt: request.now }], 'refuse', request);
    return this.operations[verb](request, publicationId);
  }
}
