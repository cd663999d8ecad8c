import { Injectable } from '@nestjs/common';
import { type Actor, type BrandScope, DomainError, inScope, newId } from '#kernel';
import { requireBrand } from '#brands';
import { channelsOf } from '#channels';
import { appendEvent } from '#outbox';
import {
  decodeIdCursor,
  type Page,
  type PageRequest,
  scopeCondition,
  sqlRows,
  toPage,
  type Tx,
  UnitOfWork,
} from '#persistence';
import { COVERING_PAUSE } from '../ledger/claim.js';
import { movePublication } from '../ledger/move-publications.js';
import { PauseEntity } from './pause.entity.js';

/** What a pause covers; an absent field does not narrow it. */
export interface PauseScope {
  brandId?: string | null;
  networkId?: string | null;
  channelId?: string | null;
  pillar?: string | null;
}

export interface PauseView {
  id: string;
  scope: { brandId: string | null; networkId: string | null; channelId: string | null; pillar: string | null };
  reason: string;
  createdBy: Actor;
  createdAt: string;
  liftedBy: Actor | null;
  liftedAt: string | null;
}

/** What a pause would stop if it stood now. */
export interface PausePreview {
  /** Publications due within 30 days that it covers. */
  count: number;
  perChannel: { channelId: string; count: number }[];
  /** The first ones, by due time. */
  publications: { id: string; postId: string; channelId: string; dueAt: string }[];
  /** Being sent right now: a pause does not call them back. */
  inFlight: number;
}

export interface PauseContext {
  scope: BrandScope;
  actor: Actor;
  now: Date;
}

const PREVIEW_DAYS = 30;

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
      });
      await tx.insert(PauseEntity, row);
      await this.tell(tx, 'pause.started', row, context);
      return toPauseView(row);
    });
  }

  /** What the pause would stop; writes nothing. */
  preview(context: PauseContext, scope: PauseScope): Promise<PausePreview> {
    return this.uow.read(async (tx) => {
      const checked = await this.checkedScope(tx, context.scope, scope);
      const within = scopeCondition(context.scope, 7, 'p');
      const rows = await sqlRows<{ id: string; post_id: string; channel_id: string; due_at: Date; in_flight: boolean }>(
        tx,
        `select p.id, p.post_id, p.channel_id, p.due_at, p.state in ('publishing', 'processing', 'reconciling') as in_flight
         from publication as p join channel as ch on ch.id = p.channel_id join post on post.id = p.post_id
         where p.state in ('scheduled', 'queued', 'waiting', 'publishing', 'processing', 'reconciling') and p.due_at < $1
           and ($2::uuid is null or p.agency_id = $2) and ($3::uuid is null or p.brand_id = $3) and ($4::text is null or ch.network_id = $4)
           and ($5::uuid is null or p.channel_id = $5) and ($6::text is null or post.pillar = $6) and ${within.sql}
         order by p.due_at, p.id`,
        [
          new Date(context.now.getTime() + PREVIEW_DAYS * 86_400_000),
          context.scope.agencyId,
          checked.brandId,
          checked.networkId,
          checked.channelId,
          checked.pillar,
          ...within.values,
        ],
      );
      const stopped = rows.filter((row) => !row.in_flight);
      const perChannel = new Map<string, number>();
      for (const row of stopped) perChannel.set(row.channel_id, (perChannel.get(row.channel_id) ?? 0) + 1);
      return {
        count: stopped.length,
        perChannel: [...perChannel].map(([channelId, count]) => ({ channelId, count })),
        publications: stopped.slice(0, 50).map((row) => ({
          id: row.id,
          postId: row.post_id,
          channelId: row.channel_id,
          dueAt: row.due_at.toISOString(),
        })),
        inFlight: rows.length - stopped.length,
      };
    });
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
   * Ends a pause. Nothing is sent late by itself: what it held past its time becomes `missed` with the pause as cause,
   * for a person to reschedule; what is still to come goes on.
   */
  lift(context: PauseContext, id: string): Promise<PauseView> {
    return this.uow.run(async (tx) => {
      const row = await this.lockVisible(tx, context.scope, id);
      if (row.liftedAt) throw new DomainError('pause.already_lifted');
      Object.assign(row, { liftedAt: context.now, liftedBy: context.actor });
      await tx.update(PauseEntity, { id }, { liftedAt: context.now, liftedBy: context.actor });
      await this.missHeld(tx, context);
      await this.tell(tx, 'pause.lifted', row, context);
      return toPauseView(row);
    });
  }

  private async missHeld(tx: Tx, context: PauseContext): Promise<void> {
    const held = await sqlRows<{ id: string }>(
      tx,
      `select p.id from publication as p join channel as ch on ch.id = p.channel_id join post on post.id = p.post_id
       where p.state = 'held' and p.reason = 'pause' and p.agency_id = $1 and not exists (select from pause where ${COVERING_PAUSE})
       order by p.post_id, p.id`,
      [context.scope.agencyId],
    );
    for (const { id } of held) {
      await movePublication(tx, {
        publicationId: id,
        by: 'lift',
        from: ['held'],
        to: 'missed',
        actor: context.actor,
        now: context.now,
        set: { reason: 'pause' },
      });
    }
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

function toPauseView(row: PauseEntity): PauseView {
  return {
    id: row.id,
    scope: { brandId: row.brandId, networkId: row.networkId, channelId: row.channelId, pillar: row.pillar },
    reason: row.reason,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    liftedBy: row.liftedBy,
    liftedAt: row.liftedAt?.toISOString() ?? null,
  };
}
