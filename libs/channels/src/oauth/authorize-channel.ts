import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { requireBrand } from '#brands';
import { APP_CONFIG, type AppConfig } from '#config';
import { DomainError, newId } from '#kernel';
import type { NetworkAdapter, OAuthApp } from '#networks';
import { type Tx, UnitOfWork } from '#persistence';
import type { Credentials } from '../channel.js';
import { getChannel } from '../channel.repository.js';
import type { ConnectContext } from '../connect-channel.js';
import { ioOf, NETWORK_ACCESS, type NetworkAccess } from '../network-access.js';
import { type AgreeableManifest, takeAddresses, type OAuthPlaces, placesOf } from './addresses.js';
import {
  AGREEMENT_TTL,
  type AgreementPayload,
  type AuthorizationView,
  type AuthorizeInput,
  sealPayload,
} from './agreement.js';
import { insertAgreement } from './agreement.repository.js';
import { newBrowserKey } from './browser-key.js';
import { newVerifier } from './code-grant.js';
import { appOn } from './network-app.js';

/** The name under which an agreement's state is kept: whoever reads the table cannot come back with it. */
export function hashState(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}

export function redirectUrlOf({ publicUrl }: Pick<AppConfig, 'publicUrl'>): string {
  return `${publicUrl}/oauth/callback`;
}

/** Where a person begins. The state is the key to it, as it is to the way back; in the query, which no log of ours has. */
function beginUrlOf({ publicUrl }: Pick<AppConfig, 'publicUrl'>, state: string): string {
  return `${publicUrl}/oauth/begin?state=${state}`;
}

/** A network's adapter and manifest, or DomainError `network.unknown`, `oauth.unsupported`. */
export function agreeable(
  access: NetworkAccess,
  networkId: string,
): { adapter: NetworkAdapter; manifest: AgreeableManifest } {
  const adapter = access.registry.get(networkId);
  if (!adapter) throw DomainError.at('/networkId', 'network.unknown', { networkId });
  const { oauth, name } = adapter.manifest;
  if (!oauth) throw DomainError.at('/networkId', 'oauth.unsupported', { network: name });
  return { adapter, manifest: { ...adapter.manifest, oauth } };
}

/** Begins an agreement that we publish on a network: a person opens the address it answers, and goes on from there. */
@Injectable()
export class AuthorizeChannel {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(NETWORK_ACCESS) private readonly access: NetworkAccess,
    @Inject(APP_CONFIG)
    private readonly config: Pick<AppConfig, 'publicUrl' | 'callDeadline' | 'allowPrivateAddresses'>,
  ) {}

  /**
   * Throws DomainError `network.unknown`, `oauth.unsupported`, `channel.credentials_invalid`, `channel.other_brand`,
   * `channel.other_network`, `oauth.app_missing`, `oauth.registration_failed`.
   */
  async begin(context: ConnectContext, brandId: string, input: AuthorizeInput): Promise<AuthorizationView> {
    const { agencyId } = await this.uow.read((tx) => requireBrand(tx, context.scope, brandId));
    const { adapter, manifest } = agreeable(this.access, input.networkId);
    const known = await this.uow.read((tx) => this.knownSettings(tx, context, brandId, input));
    const typed = { ...known, ...input.credentials };
    const credentials = takeAddresses(manifest, typed, this.config.allowPrivateAddresses);
    const places = placesOf(manifest, credentials, this.access.hosts[manifest.id]);
    const id = newId();
    const account = { channelId: id, agencyId, brandId };
    const app = await this.appFor(context, { adapter, manifest, credentials, places, account });
    const state = randomBytes(32).toString('base64url');
    const { displayName = null, audienceNote = null, channelId = null } = input;
    const verifier = newVerifier(manifest.oauth);
    const browserKey = newBrowserKey();
    const payload = {
      state,
      verifier,
      browserKey,
      credentials,
      app,
      displayName,
      audienceNote,
      channelId,
      agreed: null,
    };
    const expiresAt = new Date(context.now.getTime() + AGREEMENT_TTL);
    await this.keep(context, { ...account, networkId: manifest.id, payload, expiresAt });
    const authorizationUrl = context.dryRun ? null : beginUrlOf(this.config, state);
    return { id, authorizationUrl, expiresAt: expiresAt.toISOString() };
  }

  /** What is known of the channel that is to be authorised anew. */
  private async knownSettings(
    tx: Tx,
    { scope }: ConnectContext,
    brandId: string,
    { channelId, networkId }: AuthorizeInput,
  ): Promise<Credentials> {
    if (channelId === undefined) return {};
    const row = await getChannel(tx, scope, channelId);
    if (row.brandId !== brandId) throw DomainError.at('/channelId', 'channel.other_brand');
    if (row.networkId !== networkId) throw DomainError.at('/channelId', 'channel.other_network');
    return row.publicSettings;
  }

  private async appFor({ now, dryRun }: ConnectContext, { adapter, manifest, ...at }: AppQuestion): Promise<OAuthApp> {
    const { typedHost: host } = at.places;
    if (manifest.oauth.registration !== 'instance' || host === null) {
      const app = this.access.apps[manifest.id];
      if (!app) throw new DomainError('oauth.app_missing', { network: manifest.name, networkId: manifest.id });
      return app;
    }
    // Nothing leaves in a dry run, and no address is answered that would need it.
    if (dryRun) return { clientId: '', clientSecret: null };
    const { credentials, account } = at;
    const { capabilities } = manifest;
    const asked = { ...account, credentials, session: null, capabilities };
    const io = ioOf(this.access, adapter, asked, { now, deadline: this.config.callDeadline });
    const desk = { uow: this.uow, access: this.access };
    return appOn(desk, { networkId: manifest.id, host }, adapter, io, redirectUrlOf(this.config));
  }

  private async keep(
    { actor, now }: ConnectContext,
    { channelId: id, agencyId, brandId, networkId, payload, expiresAt }: NewAgreement,
  ): Promise<void> {
    const stateHash = hashState(payload.state);
    const sealed = sealPayload(payload, stateHash, this.access.box);
    const begun = { id, stateHash, agencyId, brandId, networkId, payload: sealed, actor, createdAt: now, expiresAt };
    await this.uow.run((tx) => insertAgreement(tx, { ...begun, usedAt: null, accounts: null, reason: null }));
  }
}

interface Owned {
  /** There is no channel yet: the agreement's own id. */
  channelId: string;
  agencyId: string;
  brandId: string;
}

interface AppQuestion {
  adapter: NetworkAdapter;
  manifest: AgreeableManifest;
  credentials: Credentials;
  places: OAuthPlaces;
  account: Owned;
}

interface NewAgreement extends Owned {
  networkId: string;
  payload: AgreementPayload;
  expiresAt: Date;
}
