import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#kernel';
import type { FoundAccount } from '#networks';
import { type Tx, UnitOfWork } from '#persistence';
import type { ChannelView } from '../channel.js';
import { ConnectChannel, type ConnectContext } from '../connect-channel.js';
import { NETWORK_ACCESS, type NetworkAccess } from '../network-access.js';
import { type AgreementPayload, type AgreementView, openPayload } from './agreement.js';
import type { OAuthAgreementEntity } from './agreement.entity.js';
import { getAgreement, lockAgreement, toAgreementView, updateAgreement } from './agreement.repository.js';

export interface ChosenAccount {
  accountId: string;
  /** Default: what was asked for at the beginning, else the account's name. */
  displayName?: string;
  audienceNote?: string | null;
}

/** Longest name of a channel. */
const MAX_NAME = 200;

/** The accounts that an agreement opened, and connecting them one by one. */
@Injectable()
export class ConnectAgreed {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly connector: ConnectChannel,
    @Inject(NETWORK_ACCESS) private readonly access: NetworkAccess,
  ) {}

  /** Throws DomainError `oauth.agreement_not_found`. */
  async get({ scope, now }: ConnectContext, id: string): Promise<AgreementView> {
    return toAgreementView(await this.uow.read((tx) => getAgreement(tx, scope, id, now)));
  }

  /**
   * Throws DomainError `oauth.agreement_not_found`, `oauth.not_agreed`, `oauth.account_unknown`,
   * `oauth.account_connected`.
   */
  async run(context: ConnectContext, id: string, chosen: ChosenAccount): Promise<ChannelView> {
    const row = await this.uow.read((tx) => getAgreement(tx, context.scope, id, context.now));
    refuseUnlessFree(row, chosen.accountId);
    const { agreed, ...payload } = openPayload(row.payload ?? '', row.stateHash, this.access.box);
    const account = agreed!.accounts.find((found) => found.id === chosen.accountId)!;
    const input = {
      networkId: row.networkId,
      displayName: nameOf(account, chosen, payload, row),
      audienceNote: chosen.audienceNote ?? payload.audienceNote,
      credentials: { ...payload.credentials, ...account.credentials },
    };
    return this.connector.connect(context, row.brandId, input, {
      session: account.session ?? agreed!.session,
      accountId: account.id || null,
      alsoStore: (tx, channelId) => this.mark(tx, context, id, account.id, channelId),
    });
  }

  /** In the transaction that connects it, so that an account is connected once by an agreement. */
  private async mark(
    tx: Tx,
    { scope, now }: ConnectContext,
    id: string,
    accountId: string,
    channelId: string,
  ): Promise<void> {
    const row = await lockAgreement(tx, scope, id, now);
    refuseUnlessFree(row, accountId);
    const accounts = row.accounts!.map((known) => (known.id === accountId ? { ...known, channelId } : known));
    const isOver = accounts.every((known) => known.channelId !== null);
    await updateAgreement(tx, row, { accounts, ...(isOver ? { payload: null } : {}) });
  }
}

function refuseUnlessFree({ accounts, reason }: OAuthAgreementEntity, accountId: string): void {
  if (accounts === null || reason !== null) throw new DomainError('oauth.not_agreed');
  const account = accounts.find((known) => known.id === accountId);
  if (!account) throw DomainError.at('/accountId', 'oauth.account_unknown');
  if (account.channelId !== null) throw new DomainError('oauth.account_connected');
}

function nameOf(
  account: FoundAccount,
  chosen: ChosenAccount,
  { displayName }: Pick<AgreementPayload, 'displayName'>,
  { accounts }: OAuthAgreementEntity,
): string {
  // One name for several accounts would tell none of them.
  const asked = accounts!.length === 1 ? displayName : null;
  return (chosen.displayName ?? asked ?? account.name).slice(0, MAX_NAME);
}
