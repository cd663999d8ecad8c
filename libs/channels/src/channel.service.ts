import { Inject, Injectable } from '@nestjs/common';
import type { Actor, BrandScope } from '#kernel';
import { requireBrand } from '#brands';
import type { NetworkRegistry } from '#networks';
import { appendEvents } from '#outbox';
import { expectVersion, type Page, type PageRequest, SECRET_BOX, type SecretBox, type Tx } from '#persistence';
import type { ChannelFacts, ChannelPatch, ChannelView } from './channel.js';
import type { ChannelEntity } from './channel.entity.js';
import {
  getChannel,
  listChannels,
  lockChannel,
  lockChannelsOf,
  lockWholeChannel,
  shredChannels,
  toFacts,
  updateChannel,
} from './channel.repository.js';
import { toChannelView } from './channel-view.js';
import { NETWORK_REGISTRY } from './ports.js';

/** Who archives, and within what. */
export interface ArchiveContext {
  scope: BrandScope;
  actor: Actor;
}

/** What needs no network: showing, renaming and archiving channels. */
@Injectable()
export class ChannelService {
  constructor(
    @Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
  ) {}

  async get(tx: Tx, scope: BrandScope, id: string): Promise<ChannelView> {
    return toChannelView(await getChannel(tx, scope, id), this.registry, this.box);
  }

  /** In the order in which they were connected. */
  async list(tx: Tx, scope: BrandScope, brandId: string, page: PageRequest): Promise<Page<ChannelView>> {
    await requireBrand(tx, scope, brandId);
    const { data, nextCursor } = await listChannels(tx, scope, brandId, page);
    return { data: data.map((row) => toChannelView(row, this.registry, this.box)), nextCursor };
  }

  /** New credentials go through `ConnectChannel.reconnect`. */
  async rename(
    tx: Tx,
    scope: BrandScope,
    id: string,
    patch: Omit<ChannelPatch, 'credentials'>,
    expected: number | null,
    now: Date,
  ): Promise<ChannelView> {
    const row = await lockChannel(tx, scope, id);
    expectVersion(expected, row.version);
    const changed = await updateChannel(tx, scope, row, { ...patch }, now);
    return toChannelView(changed, this.registry, this.box);
  }

  /** The brand's channel, held against everything: nothing new can refer to it until the transaction ends. */
  async lockWhole(tx: Tx, scope: BrandScope, id: string, expected: number | null): Promise<ChannelFacts> {
    const row = await lockWholeChannel(tx, scope, id);
    expectVersion(expected, row.version);
    return toFacts(row);
  }

  /**
   * Marks a channel as gone, shreds its credentials and takes back what the built-in feed shows of it. Pending
   * publications are for the verb that spans the libs; until then the claim turns them away.
   */
  async archive(tx: Tx, { scope, actor }: ArchiveContext, id: string, now: Date): Promise<void> {
    await this.end(tx, { scope, actor }, [await lockWholeChannel(tx, scope, id)], now);
  }

  /** The same for all channels of a brand. Answers how many. */
  async archiveAll(tx: Tx, { scope, actor }: ArchiveContext, brandId: string, now: Date): Promise<number> {
    const rows = await lockChannelsOf(tx, scope, brandId);
    await this.end(tx, { scope, actor }, rows, now);
    return rows.length;
  }

  private async end(
    tx: Tx,
    { scope, actor }: ArchiveContext,
    rows: readonly ChannelEntity[],
    now: Date,
  ): Promise<void> {
    await shredChannels(tx, scope, rows, now);
    const archivedAt = now.toISOString();
    await appendEvents(
      tx,
      rows.map((row) => ({
        ...{ type: 'channel.archived' as const, agencyId: row.agencyId, brandId: row.brandId, subjectId: row.id },
        ...{ actor, at: now },
        data: { ...toChannelView({ ...row, credentials: null }, this.registry, this.box), archivedAt },
      })),
    );
  }
}
