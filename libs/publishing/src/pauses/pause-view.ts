import type { Actor } from '#kernel';
import type { PauseEntity } from './pause.entity.js';

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
  /** Since when the list of what it stopped is complete; null until then. */
  settledAt: string | null;
  /** Where to decide on what it stopped, once it is lifted. */
  triage: string | null;
}

export function toPauseView(row: PauseEntity): PauseView {
  return {
    id: row.id,
    scope: { brandId: row.brandId, networkId: row.networkId, channelId: row.channelId, pillar: row.pillar },
    reason: row.reason,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    liftedBy: row.liftedBy,
    liftedAt: row.liftedAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
    triage: row.liftedAt && `/v1/triage?pauseId=${row.id}`,
  };
}
