import { readAgency } from '#agencies';
import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import { requireBrand } from '../brand.repository.js';

/** How a charter is called that nobody has named: as its brand or agency. @throws DomainError `brand.not_found` */
export async function charterNameOf(tx: Tx, scope: BrandScope, brandId: string | null): Promise<string> {
  if (brandId !== null) return (await requireBrand(tx, scope, brandId)).name;
  return (await readAgency(tx, scope.agencyId)).name;
}
