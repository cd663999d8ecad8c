import type { Actor, BrandScope } from '#kernel';
import { appendEvent } from '#outbox';
import type { Tx } from '#persistence';
import type { ChannelEntity } from './channel.entity.js';
import type { ChannelView } from './channel.js';
import { updateChannel } from './channel.repository.js';
import { toChannelView } from './channel-view.js';
import type { HealthVerdict } from './check-account.js';
import type { NetworkAccess } from './network-access.js';

/** By whom and when something is written about a channel. */
export interface HealthRecord {
  scope: BrandScope;
  actor: Actor;
  now: Date;
  access: NetworkAccess;
}

/** Writes what is known of a locked channel from now on; an account that is newly lost is told. */
export async function recordHealth(
  tx: Tx,
  row: ChannelEntity,
  changes: Omit<HealthVerdict, 'accountId'> & Partial<ChannelEntity>,
  record: HealthRecord,
): Promise<ChannelView> {
  const changed = await updateChannel(tx, record.scope, row, changes, record.now);
  const { health } = changed;
  const lost = health === 'reauthorize' || health === 'disabled';
  return lost && health !== row.health
    ? tellChannel(tx, `channel.${health}`, changed, record)
    : toChannelView(changed, record.access.registry, record.access.box);
}

/** Records an event with the channel as it now is. */
export async function tellChannel(
  tx: Tx,
  type: 'channel.connected' | 'channel.reauthorize' | 'channel.disabled',
  row: ChannelEntity,
  { actor, now, access }: HealthRecord,
): Promise<ChannelView> {
  const { agencyId, brandId, id: subjectId } = row;
  const data = toChannelView(row, access.registry, access.box);
  await appendEvent(tx, { type, agencyId, brandId, subjectId, actor, data, at: now });
  return data;
}
