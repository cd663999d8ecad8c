import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { requireBrand } from '#brands';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Actor, type BrandScope, DomainError, newId } from '#kernel';
import type { AdapterIo, FeedStore, HttpClient, NetworkAdapter, NetworkRegistry } from '#networks';
import { appendEvent } from '#outbox';
import { expectVersion, SECRET_BOX, type SecretBox, type Tx, UnitOfWork } from '#persistence';
import { ChannelEntity } from './channel.entity.js';
import type { ChannelInput, ChannelPatch, ChannelView, Credentials } from './channel.js';
import { getChannel, insertChannel, lockChannel, updateChannel } from './channel.repository.js';
import { storedAccount, toChannelView } from './channel-view.js';
import { checkAccount, HEALTHY, type HealthVerdict } from './check-account.js';
import { accountOf, checkCredentials, sealCredentials, type StoredAccount } from './credentials.js';
import { FEED_STORE, HTTP_CLIENT, NETWORK_REGISTRY } from './ports.js';

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
    @Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry,
    @Inject(HTTP_CLIENT) private readonly http: HttpClient,
    @Inject(FEED_STORE) private readonly feed: FeedStore,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'callDeadline'>,
  ) {}

  /** Connects an account. One that does not work yet is connected all the same, and its health says so. */
  async connect(context: ConnectContext, brandId: string, input: ChannelInput): Promise<ChannelView> {
    const { agencyId } = await this.uow.read((tx) => requireBrand(tx, context.scope, brandId));
    const adapter = this.registry.get(input.networkId);
    if (!adapter) throw DomainError.at('/networkId', 'network.unknown', { networkId: input.networkId });
    const account = this.seal(adapter, input.credentials ?? {}, { channelId: newId(), agencyId, brandId });
    const row = newRow(account, input, await this.ask(adapter, account, context), context);
    return this.uow.run(async (tx) => {
      await requireBrand(tx, context.scope, brandId);
      await insertChannel(tx, row);
      return this.tell(tx, 'channel.connected', row, context);
    });
  }

  /** Asks again with the credentials that are stored. */
  async verify(context: ConnectContext, id: string): Promise<ChannelView> {
    const known = await this.uow.read((tx) => getChannel(tx, context.scope, id));
    const adapter = this.registry.get(known.networkId);
    if (!adapter || context.dryRun) return this.view(known);
    const verdict = await this.ask(adapter, storedAccount(known), context);
    return this.uow.run(async (tx) => {
      const row = await lockChannel(tx, context.scope, id);
      // The answer is about credentials that somebody replaced meanwhile.
      const outdated = !isDeepStrictEqual(storedAccount(row), storedAccount(known));
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
    const adapter = this.registry.get(known.networkId);
    if (!adapter) throw new DomainError('network.unknown', { networkId: known.networkId });
    const account = this.seal(adapter, credentials, storedAccount(known));
    const verdict = await this.ask(adapter, account, context);
    return this.uow.run(async (tx) => {
      const row = await lockChannel(tx, context.scope, id);
      expectVersion(expected, row.version);
      const { credentials: sealed, publicSettings } = account;
      return this.record(tx, row, { ...patch, credentials: sealed, publicSettings, ...verdict }, context);
    });
  }

  private seal(
    adapter: NetworkAdapter,
    credentials: Credentials,
    { channelId, agencyId, brandId }: Pick<StoredAccount, 'channelId' | 'agencyId' | 'brandId'>,
  ): StoredAccount {
    checkCredentials(adapter.manifest, credentials);
    return { channelId, agencyId, brandId, ...sealCredentials(adapter.manifest, credentials, channelId, this.box) };
  }

  private ask(adapter: NetworkAdapter, account: StoredAccount, context: ConnectContext): Promise<HealthVerdict> {
    if (context.dryRun) return Promise.resolve(HEALTHY);
    const { http, feed } = this;
    const io: AdapterIo = {
      account: accountOf(account, this.box),
      http,
      feed,
      now: context.now,
      deadline: this.config.callDeadline,
    };
    return checkAccount(adapter, io);
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
    return toChannelView(row, this.registry, this.box);
  }
}

function newRow(
  account: StoredAccount,
  input: ChannelInput,
  verdict: HealthVerdict,
  { actor, now }: ConnectContext,
): ChannelEntity {
  const { channelId: id, ...owned } = account;
  return {
    id,
    ...owned,
    networkId: input.networkId,
    displayName: input.displayName,
    ...verdict,
    limits: {},
    audienceNote: input.audienceNote ?? null,
    version: 1,
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
}
