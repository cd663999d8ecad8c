import { Injectable } from '@nestjs/common';
import { ApiKeyService } from '#agencies';
import { BrandService } from '#brands';
import { ChannelService } from '#channels';
import { DomainError } from '#kernel';
import { archiveMediaOf } from '#media';
import { appendEvent } from '#outbox';
import type { Tx } from '#persistence';
import { lockPostsOfBrand, type PostChangeRequest, PostService } from '#posts';
import { anyInFlight, cancelOfBrand, endPauses } from '#publishing';
import { archiveBlackouts, archiveSlots } from '#slots';
import { type DeletionView, NOTHING } from './deletion.js';

@Injectable()
export class DeleteBrand {
  constructor(
    private readonly brands: BrandService,
    private readonly channels: ChannelService,
    private readonly posts: PostService,
    private readonly keys: ApiKeyService,
  ) {}

  /**
   * Nobody finds the brand any more, nor anything in it; what it was and what was sent stays in the ledger. All of it
   * in one transaction: statements by the hundred, not one per row.
   * @throws DomainError `brand.not_found`, `brand.in_flight`
   */
  async run(tx: Tx, id: string, request: PostChangeRequest): Promise<DeletionView> {
    const { scope, actor, now } = request;
    await this.brands.lockWhole(tx, scope, id, request.expectedVersion);
    await lockPostsOfBrand(tx, id);
    if (await anyInFlight(tx, { brandId: id })) throw new DomainError('brand.in_flight');
    const publications = await cancelOfBrand(tx, id, now);
    const { cancelled: postsCancelled } = await this.posts.archiveAll(tx, id, request);
    const { slots, occurrences } = await archiveSlots(tx, id, request);
    const channels = await this.channels.archiveAll(tx, request, id, now);
    const media = await archiveMediaOf(tx, scope, id, now);
    await archiveBlackouts(tx, id, request);
    const pauses = await endPauses(tx, { brandId: id }, request);
    const keys = await this.keys.forgetBrand(tx, scope.agencyId, id, now);
    const brand = await this.brands.archive(tx, scope, id, null, now);
    const data = { ...brand, archivedAt: now.toISOString() };
    const about = { agencyId: scope.agencyId, brandId: id, subjectId: id };
    await appendEvent(tx, { type: 'brand.archived', ...about, actor, data, at: now });
    return { ...NOTHING, publications, postsCancelled, slots, occurrences, channels, media, pauses, keys };
  }
}
