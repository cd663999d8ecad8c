import type { CharterSource } from '#charter';
import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import type { CharterVersionEntity } from './charter-version.entity.js';
import { findCharter, getVersion } from './charter.repository.js';

/** What a version is before anything has happened to it. */
export const NEW_VERSION = {
  state: 'draft',
  resolved: null,
  agencyNumber: null,
  derived: false,
  note: null,
  impactHash: null,
  impact: null,
  effectiveAt: null,
  version: 1,
  activatedBy: null,
  activatedAt: null,
  retiredAt: null,
} as const satisfies Partial<CharterVersionEntity>;

/** The agency's charter in force, for a brand's to rest on; null without one, and for the agency's own. */
export async function inheritedBy(tx: Tx, scope: BrandScope, brandId: string | null): Promise<CharterSource | null> {
  if (brandId === null) return null;
  const agency = await findCharter(tx, scope, null);
  return agency && agency.activeNumber !== null ? (await getVersion(tx, agency, agency.activeNumber)).source : null;
}
