import type { NetworkManifest } from '#networks';
import type { NetworkAccess } from '../network-access.js';
import { typedFirst } from './addresses.js';

/** Whom a network knows us as: the operator's app, none as yet, or one that each host registers when it is needed. */
export const APP_STANDINGS = ['registered', 'missing', 'per_host'] as const;
export type AppStanding = (typeof APP_STANDINGS)[number];

/** What it takes to connect an account of one network by agreement. */
export interface AgreementTerms {
  /** Credentials that are typed before the person is sent away, such as a host. */
  fields: readonly string[];
  /** What the person is asked to allow, in the network's words. */
  scopes: readonly string[];
  app: AppStanding;
}

/** Null: accounts of this network are connected by credentials alone. */
export function agreementTerms(
  { apps }: Pick<NetworkAccess, 'apps'>,
  manifest: NetworkManifest,
): AgreementTerms | null {
  const { oauth, id } = manifest;
  if (!oauth) return null;
  const known = apps[id] === undefined ? 'missing' : 'registered';
  const app = oauth.registration === 'instance' ? 'per_host' : known;
  return { fields: typedFirst({ ...manifest, oauth }), scopes: oauth.scopes, app };
}
