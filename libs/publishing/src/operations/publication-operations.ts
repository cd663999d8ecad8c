import { Inject, Injectable } from '@nestjs/common';
import { capabilitiesOf, NETWORK_ACCESS, type NetworkAccess, type StoredAccount, withSession } from '#channels';
import { type AdapterError, adviceFor, type NetworkAdapter, type Remote, type RenderedUnit } from '#networks';
import { type Actor, type BrandScope, DomainError, newId } from '#kernel';
import { sqlRows, type Tx, UnitOfWork } from '#persistence';
import { planFor, type PostSnapshot, type PublicationState } from '#posts';
import { forgetPrepared } from '../forget-prepared.js';
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

interface OpenFacts extends Pick<StoredAccount, 'networkId' | 'channelId' | 'limits'> {
  snapshot: PostSnapshot | null;
  unit: number;
}

type Sent = Pick<OpenFacts, 'channelId' | 'limits' | 'snapshot'>;

/** A part that is live, and what was sent for it. */
interface LivePart {
  remote: Remote;
  unit: RenderedUnit | undefined;
}

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

  /**
   * Sends again, now, what failed, was missed or cancelled; the network keys stay the same. The caller holds the post's
   * lock and has asked the calendar, here and for `republish`.
   */
  retry(context: OperationContext, id: string): Promise<PublicationView> {
    return this.uow.run(async (tx) => {
      const row = await this.publications.row(tx, context.scope, id);
      const window = row.lateUntil.getTime() - row.dueAt.getTime();
      await refuseSecondLive(tx, row);
      await refuseUnplanned(tx, row);
      if (!row.started) await forgetPrepared(tx, id);
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

  /** Settles the open unit of an `unconfirmed` one by what a person saw; units behind it are then sent. */
  resolve(context: OperationContext, id: string, resolution: Resolution): Promise<PublicationView> {
    return this.uow.run(async (tx) => {
      const row = await this.publications.row(tx, context.scope, id);
      await lockPostOf(tx, id);
      return resolution.outcome === 'published'
        ? this.resolvePublished(tx, context, row, resolution)
        : this.resolveAbsent(tx, context, row);
    });
  }

  private async resolvePublished(
    tx: Tx,
    context: OperationContext,
    row: PublicationEntity,
    { remoteUrl, remoteId }: Extract<Resolution, { outcome: 'published' }>,
  ): Promise<PublicationView> {
    const { unit, left } = await this.openUnit(tx, row.id);
    // What a reader follows is the post itself, not the part below it that was in question.
    const remote = unit === 0 ? { remote_url: remoteUrl, remote_id: remoteId ?? row.remoteId } : {};
    const set = { ...remote, started: true, detail: null };
    const view = await this.move(tx, context, row, {
      by: 'resolve',
      from: ['unconfirmed'],
      ...(left
        ? { to: 'waiting', set: { ...set, reason: 'units_left', run_at: context.now, looks: 0 } }
        : { to: 'published', set: { ...set, reason: 'resolved', published_at: context.now } }),
    });
    await tx.query(
      `update publication_unit set armed = null, adapter_state = null, done_at = $3, remote_url = $4, remote_id = $5
       where publication_id = $1 and unit = $2`,
      [row.id, unit, context.now, remoteUrl, remoteId ?? null],
    );
    return view;
  }

  private async resolveAbsent(tx: Tx, context: OperationContext, row: PublicationEntity): Promise<PublicationView> {
    const [out] = await sqlRows(
      tx,
      'select from publication_unit where publication_id = $1 and done_at is not null limit 1',
      [row.id],
    );
    const view = await this.move(tx, context, row, {
      by: 'resolve',
      from: ['unconfirmed'],
      to: 'failed',
      set: { reason: 'not_published', detail: null, started: out !== undefined },
    });
    await tx.query(
      'update publication_unit set armed = null, exposed_at = null where publication_id = $1 and done_at is null',
      [row.id],
    );
    return view;
  }

  /** The first unit that is not done, and whether others come after it. */
  private async openUnit(tx: Tx, id: string): Promise<{ unit: number; left: boolean }> {
    const [facts] = await sqlRows<OpenFacts>(
      tx,
      `select ch.network_id as "networkId", p.channel_id as "channelId", ch.limits, v.snapshot,
         (select count(*)::int from publication_unit as u where u.publication_id = p.id and u.done_at is not null) as unit
       from publication as p join channel as ch on ch.id = p.channel_id left join post_version as v on v.id = p.post_version_id
       where p.id = $1`,
      [id],
    );
    const { networkId, unit } = facts!;
    return { unit, left: unit + 1 < unitsOf(this.access.registry.get(networkId), facts!).length };
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
      await refuseUnplanned(tx, row);
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

  /**
   * Takes a published one back from the network (a rehearsal asks it nothing): the parts of a thread from the last to the
   * first, comments with what they stand under. What is already gone counts as removed.
   */
  async remove(context: OperationContext, id: string, rehearsal: boolean): Promise<PublicationView> {
    const { row, account, parts } = await this.uow.read((tx) => this.removable(tx, context, id));
    const adapter = this.access.registry.get(account.networkId);
    if (!adapter?.remove)
      throw new DomainError('publication.not_removable', { network: adapter?.manifest.name ?? account.networkId });
    const desk = { uow: this.uow, access: this.access };
    const time = { now: context.now, deadline: this.settings.callDeadline };
    for (const { remote, unit } of rehearsal ? [] : parts) {
      const result = await withSession(desk, adapter, account, time, (io) => adapter.remove!(remote, io, unit));
      if (result.kind === 'failed') throw notRemoved(adapter, result.error);
      // A person's address may be of somebody else's post, of which the network says no more.
      if (result.kind === 'already_gone' && remote.id === '') throw notRemoved(adapter, NOT_THERE);
    }
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
  ): Promise<{ row: PublicationEntity; account: StoredAccount; parts: LivePart[] }> {
    const row = await this.publications.row(tx, context.scope, id);
    if (row.state !== 'published' || row.removedAt) throw illegal(row.state, 'remove');
    const [account] = await sqlRows<StoredAccount & Sent>(
      tx,
      `select ch.id as "channelId", ch.agency_id as "agencyId", ch.brand_id as "brandId", ch.network_id as "networkId",
         ch.credentials, ch.public_settings as "publicSettings", ch.session, ch.limits, v.snapshot
       from channel as ch left join post_version as v on v.id = $2 where ch.id = $1`,
      [row.channelId, row.postVersionId],
    );
    const units = await sqlRows<{ unit: number; id: string | null; url: string | null }>(
      tx,
      `select unit, remote_id as id, remote_url as url from publication_unit
       where publication_id = $1 and done_at is not null and kind <> 'first_comment' order by unit desc`,
      [id],
    );
    const sent = unitsOf(this.access.registry.get(account!.networkId), account!);
    const post = { remote: { id: row.remoteId ?? '', url: row.remoteUrl }, unit: sent[0] };
    const below = units
      .filter(({ unit }) => unit > 0)
      .map(({ unit, id: part, url }) => ({ remote: { id: part ?? '', url }, unit: sent[unit] }));
    return { row, account: account!, parts: [...below, post] };
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

const NOT_THERE: AdapterError = {
  class: 'permanent',
  code: 'settled_elsewhere',
  phase: 'answered',
  detail: 'Nothing of this account is at the address that it was settled with.',
};

/** In both languages, since only who answers knows which is asked for. */
function notRemoved({ manifest }: NetworkAdapter, error: AdapterError): DomainError {
  const [en, fr] = (['en', 'fr'] as const).map((language) => adviceFor(manifest, error, language) ?? error.detail);
  return new DomainError('publication.remove_failed', { advice_en: en!, advice_fr: fr! });
}

/** What the publication is made of on its channel; nothing where the network or the version is not known. */
function unitsOf(adapter: NetworkAdapter | undefined, { channelId, limits, snapshot }: Sent): readonly RenderedUnit[] {
  if (!adapter || !snapshot) return [];
  const capabilities = capabilitiesOf(adapter.manifest.capabilities, limits);
  return adapter.render(planFor(snapshot, channelId), capabilities).units;
}
