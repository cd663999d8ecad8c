import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { requireBrand } from '#brands';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Actor, type BrandScope, DomainError, newId } from '#kernel';
import type { AccountRef, NetworkAdapter, Session } from '#networks';
import { appendEvent } from '#outbox';
import { expectVersion, type Tx, UnitOfWork } from '#persistence';
import { ChannelEntity } from './channel.entity.js';
import type { ChannelInput, ChannelPatch, ChannelView, Credentials } from './channel.js';
import { getChannel, insertChannel, lockChannel, updateChannel } from './channel.repository.js';
import { storedAccount, toChannelView } from './channel-view.js';
import { healthy, type HealthVerdict, verdictOf } from './check-account.js';
import { checkCredentials, sealCredentials, sealSession, type StoredAccount } from './credentials.js';
import { adapterIo, type CallTime, NETWORK_ACCESS, type NetworkAccess } from './network-access.js';
import { withSession } from './renew-session.js';

export interface ConnectContext {
  scope: BrandScope;
  actor: Actor;
  now: Date;
  /** Check and answer, but ask no network. */
  dryRun: boolean;
}

/**
 * The verbs that ask the network whether an account works. The question is put outside the transaction that writes
 * the answer: no row is locked while somebody else's server thinks.
 */
@Injectable()
export class ConnectChannel {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(NETWORK_ACCESS) private readonly access: NetworkAccess,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'callDeadline'>,
  ) {}

  /** Connects an account. One that does not work yet is connected all the same, and its health says so. */
  async connect(context: ConnectContext, brandId: string, input: ChannelInput): Promise<ChannelView> {
    const { agencyId } = await this.uow.read((tx) => requireBrand(tx, context.scope, brandId));
    const adapter = this.access.registry.get(input.networkId);
    if (!adapter) throw DomainError.at('/networkId', 'network.unknown', { networkId: input.networkId });
    const owned = { channelId: newId(), agencyId, brandId, networkId: input.networkId };
    const account = this.seal(adapter, input.credentials ?? {}, owned);
    const row = newRow(account, input, await this.introduce(adapter, account, context), context);
    return this.uow.run(async (tx) => {
      await requireBrand(tx, context.scope, brandId);
      await insertChannel(tx, row);
      return this.tell(tx, 'channel.connected', row, context);
    });
  }

  /** Asks again with the credentials that are stored. */
  async verify(context: ConnectContext, id: string): Promise<ChannelView> {
    const known = await this.uow.read((tx) => getChannel(tx, context.scope, id));
    const adapter = this.access.registry.get(known.networkId);
    if (!adapter || context.dryRun) return this.view(known);
    const desk = { uow: this.uow, access: this.access };
    const checked = await withSession(desk, adapter, storedAccount(known), this.time(context), (io) =>
      adapter.check(io),
    );
    const verdict = verdictOf(checked, context.now);
    return this.uow.run(async (tx) => {
      const row = await lockChannel(tx, context.scope, id);
      // The answer is about credentials that somebody replaced meanwhile.
      const outdated =
        row.credentials !== known.credentials || !isDeepStrictEqual(row.publicSettings, known.publicSettings);
      return outdated ? this.view(row) : this.record(tx, row, verdict, context);
    });
  }

  /** Replaces all credentials, and the other fields that the patch names. */
  async reconnect(
    context: ConnectContext,
    id: string,
    { credentials = {}, ...patch }: ChannelPatch,
    expected: number | null = null,
  ): Promise<ChannelView> {
    const known = await this.uow.read((tx) => getChannel(tx, context.scope, id));
    expectVersion(expected, known.version);
    const adapter = this.access.registry.get(known.networkId);
    if (!adapter) throw new DomainError('network.unknown', { networkId: known.networkId });
    const account = this.seal(adapter, credentials, storedAccount(known));
    const introduced = await this.introduce(adapter, account, context);
    return this.uow.run(async (tx) => {
      const row = await lockChannel(tx, context.scope, id);
      expectVersion(expected, row.version);
      const { credentials: sealed, publicSettings } = account;
      return this.record(tx, row, { ...patch, credentials: sealed, publicSettings, ...introduced }, context);
    });
  }

  private seal(
    adapter: NetworkAdapter,
    credentials: Credentials,
    { channelId, agencyId, brandId, networkId }: AccountRef & { networkId: string },
  ): StoredAccount {
    checkCredentials(adapter.manifest, credentials);
    const sealed = sealCredentials(adapter.manifest, credentials, channelId, this.access.box);
    return { channelId, agencyId, brandId, networkId, ...sealed, session: null, limits: {} };
  }

  /** The first call with new credentials: a session where the network has them, and what the account is. */
  private async introduce(
    adapter: NetworkAdapter,
    account: StoredAccount,
    context: ConnectContext,
  ): Promise<HealthVerdict & SessionColumns> {
    const none: SessionColumns = { session: null, sessionExpiresAt: null, renewingUntil: null };
    if (context.dryRun) return { ...healthy(context.now), ...none };
    const io = adapterIo(this.access, adapter, account, this.time(context));
    const renewed = adapter.renew ? await adapter.renew(io) : null;
    if (renewed?.kind === 'failed') return { ...verdictOf(renewed, context.now), ...none };
    const session = renewed?.session ?? null;
    const verdict = verdictOf(await adapter.check({ ...io, account: { ...io.account, session } }), context.now);
    return { ...verdict, ...none, ...this.sessionColumns(session, account.channelId) };
  }

  private sessionColumns(session: Session | null, channelId: string): Partial<SessionColumns> {
    if (!session) return {};
    return {
      session: sealSession(session, channelId, this.access.box),
      sessionExpiresAt: session.expiresAt === null ? null : new Date(session.expiresAt),
    };
  }

  private time({ now }: ConnectContext): CallTime {
    return { now, deadline: this.config.callDeadline };
  }

  private async record(
    tx: Tx,
    row: ChannelEntity,
    changes: HealthVerdict & Partial<ChannelEntity>,
    context: ConnectContext,
  ): Promise<ChannelView> {
    const changed = await updateChannel(tx, context.scope, row, changes, context.now);
    const lost = changed.health === 'reauthorize' && row.health !== 'reauthorize';
    return lost ? this.tell(tx, 'channel.reauthorize', changed, context) : this.view(changed);
  }

  private async tell(
    tx: Tx,
    type: 'channel.connected' | 'channel.reauthorize',
    row: ChannelEntity,
    { actor, now }: ConnectContext,
  ): Promise<ChannelView> {
    const { agencyId, brandId, id: subjectId } = row;
    const data = this.view(row);
    await appendEvent(tx, { type, agencyId, brandId, subjectId, actor, data, at: now });
    return data;
  }

  private view(row: ChannelEntity): ChannelView {
    return toChannelView(row, this.access.registry, this.access.box);
  }
}

type SessionColumns = Pick<ChannelEntity, 'session' | 'sessionExpiresAt' | 'renewingUntil'>;

function newRow(
  account: StoredAccount,
  input: ChannelInput,
  introduced: HealthVerdict & SessionColumns,
  { actor, now }: ConnectContext,
): ChannelEntity {
  const { channelId: id, ...owned } = account;
  return {
    id,
    ...owned,
    displayName: input.displayName,
    ...introduced,
    limits: introduced.limits ?? {},
    audienceNote: input.audienceNote ?? null,
    version: 1,
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
}
