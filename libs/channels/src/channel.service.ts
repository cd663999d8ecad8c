import { Inject, Injectable } from '@nestjs/common';
import type { BrandScope } from '#kernel';
import { requireBrand } from '#brands';
import type { NetworkRegistry } from '#networks';
import { expectVersion, type Page, type PageRequest, SECRET_BOX, type SecretBox, type Tx } from '#persistence';
import type { ChannelPatch, ChannelView } from './channel.js';
import { getChannel, listChannels, lockChannel, updateChannel } from './channel.repository.js';
import { toChannelView } from './channel-view.js';
import { NETWORK_REGISTRY } from './ports.js';

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

  /**
   * Marks the channel as gone and shreds its credentials. Pending publications are for the verb that spans the libs;
   * until then the claim turns them away.
   */
  async archive(tx: Tx, scope: BrandScope, id: string, expected: number | null, now: Date): Promise<void> {
    const row = await lockChannel(tx, scope, id);
    expectVersion(expected, row.version);
    await updateChannel(tx, scope, row, { archivedAt: now, credentials: null }, now);
  }
}
