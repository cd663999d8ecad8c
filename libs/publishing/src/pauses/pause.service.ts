import { Injectable } from '@nestjs/common';
import { type Actor, type BrandScope, DomainError, inScope, newId } from '#kernel';
import { requireBrand } from '#brands';
import { channelsOf } from '#channels';
import { appendEvent } from '#outbox';
import { decodeIdCursor, type Page, type PageRequest, toPage, type Tx, UnitOfWork } from '#persistence';
import { PauseEntity } from './pause.entity.js';
import { type PauseScope, type PauseView, toPauseView } from './pause-view.js';
import { type PausePreview, previewPause } from './preview-pause.js';
import { settlePause } from './settle-pauses.js';

export interface PauseContext {
  scope: BrandScope;
  actor: Actor;
  now: Date;
}

@Injectable()
export class PauseService {
  constructor(private readonly uow: UnitOfWork) {}

  /** Stops what the scope covers, from the next claim on. */
  create(context: PauseContext, scope: PauseScope, reason: string): Promise<PauseView> {
    return this.uow.run(async (tx) => {
      const row = tx.create(PauseEntity, {
        id: newId(),
        agencyId: context.scope.agencyId,
        ...(await this.checkedScope(tx, context.scope, scope)),
        reason,
        createdBy: context.actor,
        createdAt: context.now,
        liftedBy: null,
        liftedAt: null,
        settledAt: null,
      });
      await tx.insert(PauseEntity, row);
      await this.tell(tx, 'pause.started', row, context);
      return toPauseView(row);
    });
  }

  /** What the pause would stop; writes nothing. */
  preview(context: PauseContext, scope: PauseScope): Promise<PausePreview> {
    return this.uow.read(async (tx) =>
      previewPause(tx, context.scope, await this.checkedScope(tx, context.scope, scope), context.now),
    );
  }

  /** Newest first; with brand-limited keys, the pauses of their brands and the agency's. */
  list(scope: BrandScope, filter: { standing?: boolean }, page: PageRequest): Promise<Page<PauseView>> {
    return this.uow.read(async (tx) => {
      const query = tx
        .createQueryBuilder(PauseEntity, 'pause')
        .where('pause.agencyId = :agency', { agency: scope.agencyId });
      if (scope.brands !== 'all')
        query.andWhere('(pause.brandId is null or pause.brandId = any(:brands))', { brands: scope.brands });
      if (filter.standing !== undefined) query.andWhere(`pause.liftedAt is ${filter.standing ? '' : 'not '}null`);
      if (page.cursor) query.andWhere('pause.id < :after', { after: decodeIdCursor(page.cursor) });
      const rows = await query
        .orderBy('pause.id', 'DESC')
        .limit(page.limit + 1)
        .getMany();
      const result = toPage(rows, page.limit, (row) => [row.id]);
      return { data: result.data.map(toPauseView), nextCursor: result.nextCursor };
    });
  }

  /**
   * Ends a pause. Nothing is sent late by itself: what was due before becomes `missed` with the pause as cause, for a
   * person to decide on; what is still to come goes on. A first batch is settled at once, the rest by `settlePauses`;
   * until then the claim holds back whatever is left of it.
   */
  lift(context: PauseContext, id: string): Promise<PauseView> {
    return this.uow.run(async (tx) => {
      const row = await this.lockVisible(tx, context.scope, id);
      if (row.liftedAt) throw new DomainError('pause.already_lifted');
      const lifted = { liftedAt: context.now, liftedBy: context.actor };
      await tx.update(PauseEntity, { id }, lifted);
      Object.assign(row, lifted);
      await this.tell(tx, 'pause.lifted', row, context);
      return toPauseView(await settlePause(tx, row, context.now));
    });
  }

  private async lockVisible(tx: Tx, scope: BrandScope, id: string): Promise<PauseEntity> {
    const row = await tx
      .createQueryBuilder(PauseEntity, 'pause')
      .setLock('pessimistic_write')
      .where('pause.id = :id and pause.agencyId = :agency', { id, agency: scope.agencyId })
      .getOne();
    if (!row || (row.brandId !== null && !inScope(scope, row.brandId))) throw new DomainError('pause.not_found');
    if (row.brandId === null && scope.brands !== 'all') throw new DomainError('auth.agency_wide_forbidden');
    return row;
  }

  /** A channel brings its brand with it; a brand-limited caller must name a brand. */
  private async checkedScope(tx: Tx, caller: BrandScope, scope: PauseScope): Promise<PauseView['scope']> {
    const { brandId = null, networkId = null, channelId = null, pillar = null } = scope;
    if (brandId === null && channelId !== null) throw DomainError.at('/scope/brandId', 'field.required');
    if (brandId === null && caller.brands !== 'all') throw new DomainError('auth.agency_wide_forbidden');
    if (brandId !== null) await requireBrand(tx, caller, brandId);
    if (brandId !== null && channelId !== null) await channelsOf(tx, caller, brandId, [channelId], '/scope/channelId');
    return { brandId, networkId, channelId, pillar };
  }

  private tell(tx: Tx, type: 'pause.started' | 'pause.lifted', row: PauseEntity, context: PauseContext): Promise<void> {
    return appendEvent(tx, {
      type,
      agencyId: row.agencyId,
      brandId: row.brandId,
      subjectId: row.id,
      actor: context.actor,
      data: toPauseView(row),
      at: context.now,
    });
  }
}
