import type { BrandScope } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import type { OccurrenceView } from '#slots';
import {
  type CalendarFilter,
  type CalendarState,
  filterValues,
  occurrenceEntries,
  postEntries,
} from './calendar-entries.js';

/** How many entries are in which state; states without any are absent. */
export type StateCounts = Partial<Record<CalendarState, number>>;

export interface CalendarCounts {
  total: number;
  byState: StateCounts;
  /** Brands without entries are absent. */
  byBrand: { brandId: string; total: number; byState: StateCounts }[];
}

interface BrandCount {
  brandId: string;
  state: CalendarState;
  entries: number;
}

/** Counts exactly what the calendar lists for the same filter; `virtual`: its dates without a row. One query. */
export async function countEntries(
  tx: Tx,
  scope: BrandScope,
  filter: CalendarFilter,
  virtual: readonly OccurrenceView[],
): Promise<CalendarCounts> {
  const rows = await sqlRows<BrandCount>(
    tx,
    `select brand_id as "brandId", state, count(*)::int as entries
     from ((${occurrenceEntries()}) union all (${postEntries()})) as entry group by 1, 2 order by 1, 2`,
    filterValues(scope, filter),
  );
  return tally([...rows, ...virtual.map(({ brandId, state }) => ({ brandId, state, entries: 1 }))]);
}

function tally(counts: readonly BrandCount[]): CalendarCounts {
  const byState: StateCounts = {};
  const brands = new Map<string, CalendarCounts['byBrand'][number]>();
  for (const { brandId, state, entries } of counts) {
    const brand = brands.get(brandId) ?? { brandId, total: 0, byState: {} };
    brands.set(brandId, brand);
    brand.total += entries;
    for (const states of [byState, brand.byState]) states[state] = (states[state] ?? 0) + entries;
  }
  const byBrand = [...brands.values()].sort((a, b) => (a.brandId < b.brandId ? -1 : 1));
  return { total: byBrand.reduce((sum, { total }) => sum + total, 0), byState, byBrand };
}
