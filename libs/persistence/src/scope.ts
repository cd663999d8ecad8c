import type { BrandScope } from '#kernel';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Narrows a query over brand-owned rows to what the caller may see. Every repository of such rows goes through here. */
export function withinScope<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  scope: BrandScope,
  brandColumn = 'brandId',
): SelectQueryBuilder<T> {
  query.andWhere(`${query.alias}.agencyId = :scopeAgency`, { scopeAgency: scope.agencyId });
  if (scope.brands !== 'all')
    query.andWhere(`${query.alias}.${brandColumn} = any(:scopeBrands)`, { scopeBrands: scope.brands });
  return query;
}

/** The same for raw SQL: `(agency_id = $n and ($m::uuid[] is null or brand_id = any($m)))` and its two values. */
export function scopeCondition(
  scope: BrandScope,
  first: number,
  alias = '',
): { sql: string; values: [string, readonly string[] | null] } {
  const prefix = alias && `${alias}.`;
  return {
    sql: `(${prefix}agency_id = $${first} and ($${first + 1}::uuid[] is null or ${prefix}brand_id = any($${first + 1}::uuid[])))`,
    values: [scope.agencyId, scope.brands === 'all' ? null : scope.brands],
  };
}
