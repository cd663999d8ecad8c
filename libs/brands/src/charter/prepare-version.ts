import type { AssembledCharter, CharterSource, CompiledCharter } from '#charter';
import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import { requireBrand } from '../brand.repository.js';
import { assembleOn, charterInvalid } from './charter-input.js';
import type { CharterVersionEntity } from './charter-version.entity.js';
import type { CharterEntity } from './charter.entity.js';
import { findCharter, getVersion } from './charter.repository.js';
import type { CharterVersionState } from './version-state.js';

/** A version with all that it inherits as things stand, ready to judge by. */
export interface PreparedVersion {
  charterId: string;
  agencyId: string;
  /** Null: the agency's own. */
  brandId: string | null;
  number: number;
  state: CharterVersionState;
  source: CharterSource;
  sourceHash: string;
  assembled: AssembledCharter & { compiled: CompiledCharter };
  /** The version of the same charter that is in force. */
  activeNumber: number | null;
  /** The version of the agency's charter that it rests on. */
  agencyNumber: number | null;
}

/**
 * @throws DomainError `brand.not_found`, `charter.version_not_found`, `charter.invalid` where the agency's charter no
 * longer allows what it says
 */
export async function prepareVersion(
  tx: Tx,
  scope: BrandScope,
  brandId: string | null,
  number: number,
): Promise<PreparedVersion> {
  if (brandId !== null) await requireBrand(tx, scope, brandId);
  const charter = await findCharter(tx, scope, brandId);
  const row = await getVersion(tx, charter, number);
  const agency = brandId === null ? null : await findCharter(tx, scope, null);
  return prepare(tx, charter!, row, agency);
}

/** The same for rows at hand; `agency` null where nothing is inherited. */
export async function prepare(
  tx: Tx,
  { id: charterId, agencyId, brandId, activeNumber }: CharterEntity,
  { number, state, source, sourceHash }: CharterVersionEntity,
  agency: CharterEntity | null,
): Promise<PreparedVersion> {
  const agencyNumber = agency?.activeNumber ?? null;
  const above = agencyNumber === null ? null : (await getVersion(tx, agency, agencyNumber)).source;
  const assembled = assembleOn(above, source);
  const { compiled, problems } = assembled;
  if (!compiled) throw charterInvalid(problems, { at: '/source' });
  return {
    ...{ charterId, agencyId, brandId, number, state, source, sourceHash },
    ...{ assembled: { ...assembled, compiled }, activeNumber, agencyNumber },
  };
}
