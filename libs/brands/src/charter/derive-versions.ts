import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AssembledCharter, type CharterProblem, type CharterSource } from '#charter';
import { type Actor, canonicalHash, newId, type Zone } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { assembleOn, emptySource } from './charter-input.js';
import type { VersionSwitch } from './switch-version.js';

/** What the charter of a brand becomes when its agency's does. */
export interface DerivedVersion {
  brandId: string;
  brandName: string;
  timezone: Zone;
  /** Null: the brand has no charter yet. */
  charterId: string | null;
  /** The version that is in force now. */
  activeNumber: number | null;
  /** The brand's own part, without what the agency's no longer allows. */
  source: CharterSource;
  assembled: AssembledCharter;
  /** What of the brand's own part the agency's does not allow any more: the agency's holds. */
  dropped: readonly CharterProblem[];
}

interface BrandRow {
  brandId: string;
  brandName: string;
  timezone: Zone;
  charterId: string | null;
  activeNumber: number | null;
  source: CharterSource | null;
}

/** Every live brand of an agency on top of a version of the agency's charter; by brand. Writes nothing; others get their turn. */
export async function deriveVersions(tx: Tx, agencyId: string, above: CharterSource): Promise<DerivedVersion[]> {
  const rows = await sqlRows<BrandRow>(
    tx,
    `select brand.id as "brandId", brand.name as "brandName", brand.timezone, charter.id as "charterId",
       charter.active_number as "activeNumber", v.source
     from brand left join charter on charter.agency_id = brand.agency_id and charter.brand_id = brand.id
     left join charter_version as v on v.charter_id = charter.id and v.number = charter.active_number
     where brand.agency_id = $1 and brand.archived_at is null order by brand.id`,
    [agencyId],
  );
  const derived: DerivedVersion[] = [];
  for (const row of rows) {
    await nextTurn();
    derived.push(derive(row, above));
  }
  return derived;
}

function derive({ source, ...row }: BrandRow, above: CharterSource): DerivedVersion {
  return { ...row, ...putOn(above, source ?? emptySource(row.brandName)) };
}

/** Articles that the agency's charter no longer lets the brand write so go; without any, nothing is left to refuse. */
function putOn(above: CharterSource, own: CharterSource): Pick<DerivedVersion, 'source' | 'assembled' | 'dropped'> {
  const assembled = assembleOn(above, own);
  if (assembled.problems.length === 0) return { source: own, assembled, dropped: [] };
  const refused = new Set(assembled.problems.map(({ articleId }) => articleId));
  const articles = own.articles.filter(({ id }) => !refused.has(id));
  const rest = articles.length < own.articles.length ? articles : [];
  const again = putOn(above, { ...own, articles: rest });
  return { ...again, dropped: [...assembled.problems, ...again.dropped] };
}

/** Versions written at once: each may be large. */
const WRITTEN_AT_ONCE = 50;

/** Writes derived versions down as drafts, to be switched to; brands without a charter get one. */
export async function writeDerived(
  tx: Tx,
  derived: readonly DerivedVersion[],
  { agencyId, agencyNumber, actor, now }: { agencyId: string; agencyNumber: number; actor: Actor; now: Date },
): Promise<VersionSwitch[]> {
  const charters = await chartersOf(tx, derived, agencyId, now);
  const written: VersionSwitch[] = [];
  for (let start = 0; start < derived.length; start += WRITTEN_AT_ONCE) {
    const rows = derived.slice(start, start + WRITTEN_AT_ONCE).map(({ brandId, source, assembled }) => ({
      ...{ charterId: charters.get(brandId)!, source, sourceHash: canonicalHash(source) },
      ...{ resolved: assembled.charter, agencyNumber },
    }));
    const numbers = await sqlRows<{ charterId: string; number: number }>(tx, WRITE, [
      ...[JSON.stringify(rows), agencyId, actor, now],
    ]);
    const byCharter = new Map(numbers.map(({ charterId, number }) => [charterId, number]));
    for (const { charterId, resolved } of rows)
      written.push({ charterId, number: byCharter.get(charterId)!, resolved, agencyNumber });
  }
  return written;
}

/** By brand. Numbers are given out one by one: nobody else adds a version to these until the transaction ends. */
async function chartersOf(
  tx: Tx,
  derived: readonly DerivedVersion[],
  agencyId: string,
  now: Date,
): Promise<Map<string, string>> {
  const without = derived.filter(({ charterId }) => charterId === null).map(({ brandId }) => brandId);
  await sqlRows(
    tx,
    `insert into charter (id, agency_id, brand_id, created_at)
     select id, $3, brand_id, $4 from unnest($1::uuid[], $2::uuid[]) as given (id, brand_id)
     on conflict (agency_id, brand_id) do nothing`,
    [without.map(() => newId()), without, agencyId, now],
  );
  const rows = await sqlRows<{ id: string; brandId: string }>(
    tx,
    `select charter.id, brand_id as "brandId", pg_advisory_xact_lock(hashtextextended('charter ' || charter.id, 0))::text as locked
     from charter where agency_id = $1 and brand_id = any($2) order by charter.id`,
    [agencyId, derived.map(({ brandId }) => brandId)],
  );
  return new Map(rows.map(({ id, brandId }) => [brandId, id]));
}

const WRITE = `
  insert into charter_version (charter_id, number, agency_id, state, source, source_hash, resolved, agency_number, derived,
    created_by, created_at, updated_at)
  select given."charterId", (select coalesce(max(number), 0) + 1 from charter_version as v where v.charter_id = given."charterId"),
    $2, 'draft', given.source, given."sourceHash", given.resolved, given."agencyNumber", true, $3, $4, $4
  from jsonb_to_recordset($1::jsonb)
    as given ("charterId" uuid, source jsonb, "sourceHash" text, resolved jsonb, "agencyNumber" integer)
  returning charter_id as "charterId", number`;
