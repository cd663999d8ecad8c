import { Inject, Injectable } from '@nestjs/common';
import { readAgency } from '#agencies';
import { requireBrand } from '#brands';
import { APP_CONFIG, type AppConfig } from '#config';
import { type Tx, UnitOfWork } from '#persistence';
import { NETWORK_ACCESS, type NetworkAccess } from '../network-access.js';
import { placesOf } from './addresses.js';
import { openPayload } from './agreement.js';
import type { OAuthAgreementEntity } from './agreement.entity.js';
import { peekAgreement } from './agreement.repository.js';
import { agreeable, hashState, redirectUrlOf } from './authorize-channel.js';
import { authorizationUrl } from './code-grant.js';

/** What a person sees before they are sent to the network: who asks, and for what. */
export interface Invitation {
  network: string;
  agency: string;
  brand: string;
  /** Where they agree. */
  networkUrl: string;
  /** For their browser to keep: the way back counts with it alone. */
  browserKey: string;
}

/** Where a person begins, as often as they open it until they have been to the network and back. */
@Injectable()
export class OpenAgreement {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(NETWORK_ACCESS) private readonly access: NetworkAccess,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'publicUrl'>,
  ) {}

  /** Throws DomainError `oauth.state_unknown`, `oauth.replayed`, `oauth.expired`, `brand.not_found`. */
  async run(state: string, now: Date): Promise<Invitation> {
    const { row, ...names } = await this.uow.read((tx) => askers(tx, state, now));
    const { manifest } = agreeable(this.access, row.networkId);
    const payload = openPayload(row.payload ?? '', row.stateHash, this.access.box);
    const { app, verifier, browserKey } = payload;
    const places = placesOf(manifest, payload.credentials, this.access.hosts[manifest.id]);
    const grant = { network: manifest.name, oauth: manifest.oauth, places, app, state, verifier };
    const networkUrl = await authorizationUrl({ ...grant, redirectUrl: redirectUrlOf(this.config) });
    return { ...names, network: manifest.name, networkUrl, browserKey };
  }
}

async function askers(
  tx: Tx,
  state: string,
  now: Date,
): Promise<{ row: OAuthAgreementEntity; agency: string; brand: string }> {
  const row = await peekAgreement(tx, hashState(state), now);
  const { agencyId, brandId } = row;
  const brand = await requireBrand(tx, { agencyId, brands: [brandId] }, brandId);
  const agency = await readAgency(tx, agencyId);
  return { row, agency: agency.name, brand: brand.name };
}
