/** Who did it. Stored beside every write. */
export interface Actor {
  kind: 'key' | 'member' | 'guest' | 'system';
  id: string | null;
  label: string;
  /** The member a key acts for, where its scopes allow it. */
  onBehalfOf?: string;
}

export const SYSTEM: Actor = { kind: 'system', id: null, label: 'Marronnier' };

/** The rows a caller may see: one agency, and within it all brands or the named ones. */
export interface BrandScope {
  agencyId: string;
  brands: 'all' | readonly string[];
}

export function inScope(scope: BrandScope, brandId: string): boolean {
  return scope.brands === 'all' || scope.brands.includes(brandId);
}
