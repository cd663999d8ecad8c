import { Inject, Injectable } from '@nestjs/common';
import { requireBrand } from '#brands';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Actor, type BrandScope, DomainError, newId, storable } from '#kernel';
import type { AccountRef, NetworkAdapter, Session } from '#networks';
import { expectVersion, type Tx, UnitOfWork } from '#persistence';
import { ChannelEntity } from './channel.entity.js';
import type { ChannelInput, ChannelPatch, ChannelView, Credentials } from './channel.js';
import { getChannel, insertChannel, lockChannel } from './channel.repository.js';
import { storedAccount, toChannelView } from './channel-view.js';
import { askAccount, healthy, type HealthVerdict, verdictOf, weigh } from './check-account.js';
import { isOutdated } from './check-channels.js';
import { checkCredentials, sealCredentials, sealSession, type StoredAccount } from './credentials.js';
import { adapterIo, type CallTime, NETWORK_ACCESS, type NetworkAccess } from './network-access.js';
import { type HealthRecord, recordHealth, tellChannel } from './record-health.js';

export interface ConnectContext {
  scope: BrandScope;
  actor: Actor;
  now: Date;
  /** Check and answer, but ask no network. */
  dryRun: boolean;
}

/** What a person's agreement gave for one account, instead of a session that its adapter gets itself. */
export interface Agreed {
  session: Session;
  /** Null where the network does not tell. */
  accountId: string | null;
  /** In the transaction that stores the channel. */
  alsoStore(tx: Tx, channelId: string): Promise<void>;
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
  async connect(
    context: ConnectContext,
    brandId: string,
    input: ChannelInput,
    agreed: Agreed | null = null,
  ): Promise<ChannelView> {
    const { agencyId } = await this.uow.read((tx) => requireBrand(tx, context.scope, brandId));
    const adapter = this.access.registry.get(input.networkId);
    if (!adapter) throw DomainError.at('/networkId', 'network.unknown', { networkId: input.networkId });
    const owned = { channelId: newId(), agencyId, brandId, networkId: input.networkId };
    const account = this.seal(adapter, input.credentials ?? {}, owned);
    const introduced = await this.introduce(adapter, account, context, agreed);
    const row = newRow(account, input, introduced, context);
    return this.uow.run(async (tx) => {
      await requireBrand(tx, context.scope, brandId);
      await insertChannel(tx, row);
      await agreed?.alsoStore(tx, row.id);
      return tellChannel(tx, 'channel.connected', row, this.recording(context));
    });
  }

  /** Asks again with the credentials that are stored. */
  async verify(context: ConnectContext, id: string): Promise<ChannelView> {
    const known = await this.uow.read((tx) => getChannel(tx, context.scope, id));
    const adapter = this.access.registry.get(known.networkId);
    if (!adapter || context.dryRun) return this.view(known);
    const desk = { uow: this.uow, access: this.access };
    const { checked, used } = await askAccount(desk, adapter, storedAccount(known), this.time(context));
    return this.uow.run(async (tx) => {
      const row = await lockChannel(tx, context.scope, id);
      if (isOutdated(row, used)) return this.view(row);
      return recordHealth(tx, row, weigh(row, checked, context.now), this.recording(context));
    });
  }

  /** Replaces all credentials, and the other fields that the patch names. */
  async reconnect(
    context: ConnectContext,
    id: string,
    { credentials = {}, ...patch }: ChannelPatch,
    expected: number | null = null,
    agreed: Agreed | null = null,
  ): Promise<ChannelView> {
    const known = await this.uow.read((tx) => getChannel(tx, context.scope, id));
    expectVersion(expected, known.version);
    const adapter = this.access.registry.get(known.networkId);
    if (!adapter) throw new DomainError('network.unknown', { networkId: known.networkId });
    const account = this.seal(adapter, credentials, storedAccount(known));
    const introduced = await this.introduce(adapter, account, context, agreed);
    return this.uow.run(async (tx) => {
      const row = await lockChannel(tx, context.scope, id);
      expectVersion(expected, row.version);
      await agreed?.alsoStore(tx, id);
      const { credentials: sealed, publicSettings } = account;
      const changes = { ...patch, credentials: sealed, publicSettings, ...introduced };
      return recordHealth(tx, row, changes, this.recording(context));
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

  /** The first call with new credentials: a session where the network has them and nobody brought one, and what the account is. */
  private async introduce(
    adapter: NetworkAdapter,
    account: StoredAccount,
    context: ConnectContext,
    agreed: Agreed | null,
  ): Promise<Introduced> {
    const none = { ...NO_SESSION, accountId: agreed?.accountId ?? null };
    if (context.dryRun) return { ...healthy(context.now), ...none };
    const io = adapterIo(this.access, adapter, account, this.time(context));
    const renewed = !agreed && adapter.renew ? await adapter.renew(io) : null;
    if (renewed?.kind === 'failed') return { ...verdictOf(storable(renewed), context.now), ...none };
    const session = agreed?.session ?? renewed?.session ?? null;
    const checked = await adapter.check({ ...io, account: { ...io.account, session } });
    const verdict = verdictOf(storable(checked), context.now);
    const accountId = agreed?.accountId ?? verdict.accountId ?? null;
    return { ...verdict, ...none, ...this.sessionColumns(session, account.channelId, context.now), accountId };
  }

  private sessionColumns(session: Session | null, channelId: string, now: Date): Partial<AccountColumns> {
    if (!session) return {};
    return {
      session: sealSession(session, channelId, this.access.box),
      sessionExpiresAt: session.expiresAt === null ? null : new Date(session.expiresAt),
      sessionSince: now,
    };
  }

  private time({ now }: ConnectContext): CallTime {
    return { now, deadline: this.config.callDeadline };
  }

  private recording({ scope, actor, now }: ConnectContext): HealthRecord {
    return { scope, actor, now, access: this.access };
  }

  private view(row: ChannelEntity): ChannelView {
    return toChannelView(row, this.access.registry, this.access.box);
  }
}

type AccountColumns = Pick<
  ChannelEntity,
  'accountId' | 'session' | 'sessionExpiresAt' | 'sessionSince' | 'renewingUntil'
>;

type Introduced = Omit<HealthVerdict, 'accountId'> & AccountColumns;

const NO_SESSION = { session: null, sessionExpiresAt: null, sessionSince: null, renewingUntil: null };

function newRow(
  account: StoredAccount,
  input: ChannelInput,
  introduced: Introduced,
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
