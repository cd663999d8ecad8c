import type { Capabilities } from '#networks';

/**
 * `degraded`: the network could not be asked, or refused the account once, publishing goes on trying; `reauthorize`: new
 * credentials are needed, publications are held; `disabled`: the network refuses the account for good.
 */
export const CHANNEL_HEALTHS = ['ok', 'reauthorize', 'degraded', 'disabled'] as const;
export type ChannelHealth = (typeof CHANNEL_HEALTHS)[number];

export type Credentials = Readonly<Record<string, string>>;

export interface ChannelInput {
  networkId: string;
  displayName: string;
  /** By the names of the network's manifest. */
  credentials?: Credentials;
  audienceNote?: string | null;
}

export interface ChannelPatch {
  displayName?: string;
  /** All of them anew: what is left out is gone. */
  credentials?: Credentials;
  audienceNote?: string | null;
}

/** A channel as the api shows it, without its secrets; instants are RFC 3339 in UTC. */
export interface ChannelView {
  id: string;
  brandId: string;
  networkId: string;
  displayName: string;
  /** The credentials that are no secrets. */
  credentials: Record<string, string>;
  /** The names of all credentials that are set. */
  credentialFields: string[];
  health: ChannelHealth;
  /** A stable code such as `webhook.timeout`; null when the health is ok. */
  healthReason: string | null;
  /** What the account may publish; null when this build no longer knows the network. */
  limits: Capabilities | null;
  /** When the network was last asked about the account; null: never. */
  checkedAt: string | null;
  audienceNote: string | null;
  createdAt: string;
  updatedAt: string;
  version: number;
  etag: string;
}

/** What other libs need to know of a channel. */
export interface ChannelFacts {
  id: string;
  agencyId: string;
  brandId: string;
  networkId: string;
  displayName: string;
  health: ChannelHealth;
  /** See `capabilitiesOf`. */
  limits: Partial<Capabilities>;
}

/** What an account may publish: its network's defaults, refined by what is known of the account. */
export function capabilitiesOf(defaults: Capabilities, limits: Partial<Capabilities>): Capabilities {
  return { ...defaults, ...limits };
}
