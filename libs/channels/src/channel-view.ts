import type { NetworkRegistry } from '#networks';
import { etagOf, type SecretBox } from '#persistence';
import type { ChannelEntity } from './channel.entity.js';
import { capabilitiesOf, type ChannelView } from './channel.js';
import { credentialNames, type StoredAccount } from './credentials.js';

export function storedAccount(row: ChannelEntity): StoredAccount {
  const { id: channelId, agencyId, brandId, networkId, credentials, publicSettings, session, limits } = row;
  return { channelId, agencyId, brandId, networkId, credentials, publicSettings, session, limits };
}

export function toChannelView(row: ChannelEntity, registry: NetworkRegistry, box: SecretBox): ChannelView {
  const manifest = registry.get(row.networkId)?.manifest;
  return {
    id: row.id,
    brandId: row.brandId,
    networkId: row.networkId,
    displayName: row.displayName,
    credentials: row.publicSettings,
    credentialFields: credentialNames(storedAccount(row), box),
    health: row.health,
    healthReason: row.healthReason,
    limits: manifest ? capabilitiesOf(manifest.capabilities, row.limits) : null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    audienceNote: row.audienceNote,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
    etag: etagOf(row.version),
  };
}
