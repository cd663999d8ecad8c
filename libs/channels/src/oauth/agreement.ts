import type { FoundAccount, OAuthApp, Session } from '#networks';
import { SEALED, type SecretBox } from '#persistence';
import type { Credentials } from '../channel.js';

/** Milliseconds in which a person agrees, and again in which one of several accounts is chosen. */
export const AGREEMENT_TTL = 15 * 60_000;

export interface AuthorizeInput {
  networkId: string;
  /** What the network's address needs, such as the host, by the manifest's names. */
  credentials?: Credentials;
  /** Of the channel; default: the account's name. */
  displayName?: string;
  audienceNote?: string | null;
  /** An existing channel whose account is to be authorised anew. */
  channelId?: string;
}

export interface AuthorizationView {
  id: string;
  /** Where the person begins: a page of ours that says who asks, and leads to the network. Null in a dry run. */
  authorizationUrl: string | null;
  /** RFC 3339 */
  expiresAt: string;
}

/** An account that an agreement opened. */
export interface AgreedAccount {
  id: string;
  name: string;
  /** Null: not connected. */
  channelId: string | null;
}

/** An agreement as the api shows it; instants are RFC 3339 in UTC. */
export interface AgreementView {
  id: string;
  brandId: string;
  networkId: string;
  /** `pending`: the person has not come back; `agreed`: see `accounts`; `failed`: see `reason`. */
  state: 'pending' | 'agreed' | 'failed';
  /** A stable code such as `oauth.denied`. */
  reason: string | null;
  accounts: AgreedAccount[];
  expiresAt: string;
}

/** What an agreement remembers under seal. */
export interface AgreementPayload {
  state: string;
  verifier: string | null;
  /** Kept by the browser that was shown who asks. */
  browserKey: string;
  credentials: Credentials;
  /** The client that the person was sent with: another may be registered meanwhile. */
  app: OAuthApp;
  displayName: string | null;
  audienceNote: string | null;
  channelId: string | null;
  /** What the agreement gave, while accounts are still to be chosen. */
  agreed: { session: Session; accounts: readonly FoundAccount[] } | null;
}

export function sealPayload(payload: AgreementPayload, stateHash: string, box: SecretBox): string {
  return box.seal(JSON.stringify(payload), SEALED.agreement.context(stateHash));
}

export function openPayload(sealed: string, stateHash: string, box: SecretBox): AgreementPayload {
  return JSON.parse(box.open(sealed, SEALED.agreement.context(stateHash))) as AgreementPayload;
}
