import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { DomainError, storable } from '#kernel';
import type { FoundAccount, NetworkAdapter, NetworkManifest, Session } from '#networks';
import { UnitOfWork } from '#persistence';
import type { ChannelView } from '../channel.js';
import type { ChannelEntity } from '../channel.entity.js';
import { getChannel } from '../channel.repository.js';
import { ConnectChannel, type ConnectContext } from '../connect-channel.js';
import { type CallTime, ioOf, NETWORK_ACCESS, type NetworkAccess } from '../network-access.js';
import { type AgreeableManifest, type OAuthPlaces, placesOf } from './addresses.js';
import { AGREEMENT_TTL, type AgreementPayload, openPayload, sealPayload } from './agreement.js';
import type { OAuthAgreementEntity } from './agreement.entity.js';
import { takeAgreement, updateAgreement } from './agreement.repository.js';
import { isSameKey } from './browser-key.js';
import { agreeable, hashState, redirectUrlOf } from './authorize-channel.js';
import { redeem } from './code-grant.js';
import { ConnectAgreed } from './connect-agreed.js';
import { confirmApp } from './network-app.js';

/** What the person who came back is told. */
export type Completion =
  | { kind: 'connected'; network: string; channel: ChannelView }
  /** Several accounts: one is chosen where the connection was begun. */
  | { kind: 'choose'; network: string; accounts: number };

interface Agreement {
  row: OAuthAgreementEntity;
  payload: AgreementPayload;
  adapter: NetworkAdapter;
  manifest: AgreeableManifest;
  places: OAuthPlaces;
  context: ConnectContext;
}

/** What follows when a browser comes back from a network: the code is redeemed, and the one account connected. */
@Injectable()
export class CompleteAgreement {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly connector: ConnectChannel,
    private readonly agreed: ConnectAgreed,
    @Inject(NETWORK_ACCESS) private readonly access: NetworkAccess,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'publicUrl' | 'callDeadline'>,
  ) {}

  /**
   * `answer`: the callback's query; `browserKey`: what the browser kept, if anything. Nothing is stored of an agreement that fails but why. A crash on the way leaves it
   * taken and without a result until it expires: its code may be spent. Throws DomainError: what takeAgreement and
   * redeem throw, `oauth.other_browser`, `oauth.accounts_failed`, `oauth.no_account`, `channel.other_account`, `brand.not_found`.
   */
  async run(answer: URLSearchParams, browserKey: string | undefined, now: Date): Promise<Completion> {
    const stateHash = hashState(answer.get('state') ?? '');
    const row = await this.uow.read((tx) => takeAgreement(tx, stateHash, now));
    try {
      const agreement = this.open(row, now);
      // Somebody else's browser: whoever sits there has not seen who would publish with their account.
      if (!isSameKey(browserKey, agreement.payload.browserKey)) throw new DomainError('oauth.other_browser');
      return await this.finish(agreement, answer);
    } catch (error) {
      if (error instanceof DomainError) await this.giveUp(row, error);
      throw error;
    }
  }

  private open(row: OAuthAgreementEntity, now: Date): Agreement {
    const { adapter, manifest } = agreeable(this.access, row.networkId);
    const payload = openPayload(row.payload ?? '', row.stateHash, this.access.box);
    const places = placesOf(manifest, payload.credentials, this.access.hosts[manifest.id]);
    const scope = { agencyId: row.agencyId, brands: [row.brandId] };
    return { row, payload, adapter, manifest, places, context: { scope, actor: row.actor, now, dryRun: false } };
  }

  private async giveUp(row: OAuthAgreementEntity, { code }: DomainError): Promise<void> {
    await this.uow.run((tx) => updateAgreement(tx, row, { payload: null, reason: code }));
  }

  private async finish(agreement: Agreement, answer: URLSearchParams): Promise<Completion> {
    const { row, payload, manifest, places, context } = agreement;
    const { state, verifier, app } = payload;
    const redirectUrl = redirectUrlOf(this.config);
    const grant = { network: manifest.name, oauth: manifest.oauth, places, app, redirectUrl, state, verifier };
    const session = await redeem(grant, answer, this.access.http, this.time(context));
    if (places.typedHost !== null)
      await confirmApp({ uow: this.uow }, { networkId: row.networkId, host: places.typedHost }, context.now);
    const accounts = await this.accountsOf(agreement, session);
    if (payload.channelId !== null) return this.renew(agreement, payload.channelId, session, accounts);
    const [account, ...others] = accounts;
    if (!account) throw new DomainError('oauth.no_account', { network: manifest.name });
    const open = { ...payload, agreed: { session, accounts } };
    await this.keep(agreement, open);
    if (others.length > 0) return { kind: 'choose', network: manifest.name, accounts: accounts.length };
    const channel = await this.agreed.run(context, row.id, { accountId: account.id });
    return { kind: 'connected', network: manifest.name, channel };
  }

  /** What the agreement opened; a network that knows no choice has one account, which the credentials name. */
  private async accountsOf(
    { row, payload, adapter, manifest, context }: Agreement,
    session: Session,
  ): Promise<readonly FoundAccount[]> {
    if (!adapter.accounts) return [{ id: '', name: manifest.name, credentials: {} }];
    const { agencyId, brandId, id: channelId } = row;
    const { credentials, app } = payload;
    const account = { channelId, agencyId, brandId, credentials, session, capabilities: manifest.capabilities };
    const io = { ...ioOf(this.access, adapter, account, this.time(context)), app };
    const found = storable(await adapter.accounts(io));
    if (found.kind === 'ok') return found.accounts;
    throw new DomainError('oauth.accounts_failed', { network: manifest.name, reason: found.error.code });
  }

  private async keep({ row, context }: Agreement, payload: AgreementPayload): Promise<void> {
    const accounts = (payload.agreed?.accounts ?? []).map(({ id, name }) => ({ id, name, channelId: null }));
    const sealed = sealPayload(payload, row.stateHash, this.access.box);
    const expiresAt = new Date(context.now.getTime() + AGREEMENT_TTL);
    await this.uow.run((tx) => updateAgreement(tx, row, { payload: sealed, accounts, expiresAt }));
  }

  /** A new session for a channel that exists; another account than the channel's would publish in the wrong place. */
  private async renew(
    { row, payload, manifest, context }: Agreement,
    channelId: string,
    session: Session,
    accounts: readonly FoundAccount[],
  ): Promise<Completion> {
    const channel = await this.uow.read((tx) => getChannel(tx, context.scope, channelId));
    const account = accounts.find((found) => isSameAccount(channel, found, manifest));
    if (!account)
      throw new DomainError(accounts.length === 0 ? 'oauth.no_account' : 'channel.other_account', {
        network: manifest.name,
      });
    const { id, name, credentials, session: own } = account;
    const { displayName, audienceNote } = payload;
    const patch = {
      ...(displayName === null ? {} : { displayName }),
      ...(audienceNote === null ? {} : { audienceNote }),
      credentials: { ...channel.publicSettings, ...payload.credentials, ...credentials },
    };
    const renewed = await this.connector.reconnect(context, channelId, patch, null, {
      session: own ?? session,
      accountId: id || null,
      alsoStore: (tx) => updateAgreement(tx, row, { payload: null, accounts: [{ id, name, channelId }] }),
    });
    return { kind: 'connected', network: manifest.name, channel: renewed };
  }

  private time({ now }: ConnectContext): CallTime {
    return { now, deadline: this.config.callDeadline };
  }
}

/** By its id where an agreement or a check told it, else by the settings that name it. */
function isSameAccount(
  { accountId, publicSettings }: Pick<ChannelEntity, 'accountId' | 'publicSettings'>,
  { id, credentials }: FoundAccount,
  { credentials: fields }: NetworkManifest,
): boolean {
  if (accountId !== null && id !== '') return accountId === id;
  const named = fields.filter(({ name, secret }) => !secret && credentials[name] !== undefined);
  return named.every(({ name }) => publicSettings[name] === undefined || publicSettings[name] === credentials[name]);
}
