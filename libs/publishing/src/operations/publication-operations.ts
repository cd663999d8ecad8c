import { Inject, Injectable } from '@nestjs/common';
import { NETWORK_ACCESS, type NetworkAccess, type StoredAccount, withSession } from '#channels';
import { type Actor, type BrandScope, DomainError, newId } from '#kernel';
import { sqlRows, type Tx, UnitOfWork } from '#persistence';
import type { PublicationState } from '#posts';
import { lockPostOf, type Move, movePublication } from '../ledger/move-publications.js';
import { PENDING, PUBLICATION_MACHINE } from '../publication-machine.js';
import type { PublicationEntity } from '../publication.entity.js';
import { PublicationRepository } from '../publication.repository.js';
import type { PublicationView } from '../publication-view.js';
import { PUBLISH_SETTINGS, type PublishSettings } from '../publish-settings.js';
import { illegal, refuseSecondLive, refuseUnplanned } from './refusals.js';

/** Who asks, within what, and when. */
export interface OperationContext {
  scope: BrandScope;
  actor: Actor;
  now: Date;
}

/** What a person saw on the network for an `unconfirmed` publication. */
export type Resolution = { outcome: 'published'; remoteUrl: string; remoteId?: string } | { outcome: 'not_published' };

const SETTLED = ['failed', 'missed', 'cancelled'] as const satisfies readonly PublicationState[];

/** What people do to single publications. Every verb is compared with the state in the database. */
@Injectable()
export class PublicationOperations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly publications: PublicationRepository,
    @Inject(NETWORK_ACCESS) private readonly access: NetworkAccess,
    @Inject(PUBLISH_SETTINGS) private readonly settings: PublishSettings,
  ) {}

  /** Sends again, now, what failed, was missed or cancelled; the network keys stay the same. */
  retry(context: OperationContext, id: string): Promise<PublicationView> {
    return this.uow.run(async (tx) => {
      const row = await this.publications.row(tx, context.scope, id);
      const window = row.lateUntil.getTime() - row.dueAt.getTime();
      await refuseSecondLive(tx, row);
      await refuseUnplanned(tx, row, 'retry');
      if (!row.started)
        await tx.query('update publication_unit set adapter_state = null where publication_id = $1', [id]);
      return this.move(tx, context, row, {
        by: 'retry',
        from: SETTLED,
        to: 'scheduled',
        set: {
          reason: null,
          detail: null,
          due_at: context.now,
          late_until: new Date(context.now.getTime() + window),
          run_at: context.now,
          failures: 0,
          looks: 0,
          // Nothing of it is out: the text of today goes.
          ...(row.started ? {} : { post_version_id: null }),
        },
      });
    });
  }

  /** Settles an `unconfirmed` one by what a person saw. */
  resolve(context: OperationContext, id: string, resolution: Resolution): Promise<PublicationView> {
    return this.uow.run(async (tx) => {
      const row = await this.publications.row(tx, context.scope, id);
      const published = resolution.outcome === 'published';
      const view = await this.move(tx, context, row, {
        by: 'resolve',
        from: ['unconfirmed'],
        to: published ? 'published' : 'failed',
        set: published
          ? {
              remote_url: resolution.remoteUrl,
              remote_id: resolution.remoteId ?? row.remoteId,
              published_at: context.now,
              started: true,
              reason: 'resolved',
              detail: null,
            }
          : { reason: 'not_published', detail: null, started: await anyDone(tx, id) },
      });
      await tx.query(
        `update publication_unit set armed = null, exposed_at = case when $2 then exposed_at end,
           done_at = case when $2 then $3::timestamptz end, remote_url = $4
         where publication_id = $1 and done_at is null and (armed is not null or exposed_at is not null)`,
        [id, published, context.now, published ? resolution.remoteUrl : null],
      );
      return view;
    });
  }

  /** Takes back what has not left. */
  cancel(context: OperationContext, id: string): Promise<PublicationView> {
    return this.uow.run(async (tx) => {
      const row = await this.publications.row(tx, context.scope, id);
      if (row.started) throw illegal(row.state, 'cancel');
      return this.move(tx, context, row, {
        by: 'cancel',
        from: PENDING,
        to: 'cancelled',
        set: { reason: null, detail: null },
      });
    });
  }

  /** A further generation beside a settled one: the one way to send the same post twice, on purpose. */
  republish(context: OperationContext, id: string): Promise<PublicationView> {
    return this.uow.run(async (tx) => {
      const row = await this.publications.row(tx, context.scope, id);
      await lockPostOf(tx, id);
      await refuseSecondLive(tx, row);
      if (!PUBLICATION_MACHINE.final.includes(row.state)) throw illegal(row.state, 'republish');
      const window = row.lateUntil.getTime() - row.dueAt.getTime();
      const next = newId();
      await tx.query(
        `insert into publication (id, agency_id, brand_id, post_id, channel_id, generation, state, due_at, late_until, run_at, created_at, updated_at)
         select $1, agency_id, brand_id, post_id, channel_id,
           (select max(generation) + 1 from publication as p where p.post_id = publication.post_id and p.channel_id = publication.channel_id),
           'cancelled', $3::timestamptz, $4, $3, $3, $3 from publication where id = $2`,
        [next, id, context.now, new Date(context.now.getTime() + window)],
      );
      // Through the machine, so that the post follows.
      return this.move(
        tx,
        context,
        { ...row, id: next, state: 'cancelled' },
        { by: 'republish', from: ['cancelled'], to: 'scheduled' },
      );
    });
  }

  /** Takes a published one back from the network (a rehearsal asks it nothing). What is already gone counts as removed. */
  async remove(context: OperationContext, id: string, rehearsal: boolean): Promise<PublicationView> {
    const { row, account } = await this.uow.read((tx) => this.removable(tx, context, id));
    const adapter = this.access.registry.get(account.networkId);
    if (!adapter?.remove)
      throw new DomainError('publication.not_removable', { network: adapter?.manifest.name ?? account.networkId });
    const remote = { id: row.remoteId ?? '', url: row.remoteUrl };
    const desk = { uow: this.uow, access: this.access };
    const time = { now: context.now, deadline: this.settings.callDeadline };
    const result = rehearsal
      ? { kind: 'removed' as const }
      : await withSession(desk, adapter, account, time, (io) => adapter.remove!(remote, io));
    if (result.kind === 'failed') throw new DomainError('publication.remove_failed', { detail: result.error.detail });
    return this.uow.run((tx) =>
      this.move(tx, context, row, {
        by: 'remove',
        from: ['published'],
        to: 'published',
        set: { removed_at: context.now },
      }),
    );
  }

  private async removable(
    tx: Tx,
    context: OperationContext,
    id: string,
  ): Promise<{ row: PublicationEntity; account: StoredAccount }> {
    const row = await this.publications.row(tx, context.scope, id);
    if (row.state !== 'published' || row.removedAt) throw illegal(row.state, 'remove');
    const [account] = await sqlRows<StoredAccount>(
      tx,
      `select id as "channelId", agency_id as "agencyId", brand_id as "brandId", network_id as "networkId", credentials, public_settings as "publicSettings", session, limits
       from channel where id = $1`,
      [row.channelId],
    );
    return { row, account: account! };
  }

  private async move(
    tx: Tx,
    context: OperationContext,
    row: Pick<PublicationEntity, 'id' | 'state'>,
    move: Pick<Move, 'by' | 'from' | 'to' | 'set'>,
  ): Promise<PublicationView> {
    const moved = await movePublication(tx, { ...move, publicationId: row.id, actor: context.actor, now: context.now });
    if (!moved) throw illegal(row.state, move.by);
    return moved;
  }
}

async function anyDone(tx: Tx, id: string): Promise<boolean> {
  const [row] = await sqlRows<{ out: boolean }>(
    tx,
    'select exists (select from publication_unit where publication_id = $1 and done_at is not null) as out',
    [id],
  );
  return row!.out;
}
