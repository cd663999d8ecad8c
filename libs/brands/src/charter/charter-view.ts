import { type Article, type BrandVoice, type Charter, type CharterSource, resolveCharter } from '#charter';
import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import { requireBrand } from '../brand.repository.js';
import { type CharterVersionSummary, toVersionSummary } from './charter-version.js';
import { CharterVersionEntity } from './charter-version.entity.js';
import type { CharterEntity } from './charter.entity.js';
import { findCharter, getVersion } from './charter.repository.js';

/** A place that settings come from. */
export interface CharterOrigin {
  charter: 'agency' | 'brand';
  number: number;
}

/** What judges posts now, and where each setting comes from. */
export interface CharterView {
  brandId: string | null;
  /** False: no charter is in force, and nothing is checked. */
  checked: boolean;
  /** The version in force. */
  version: CharterVersionSummary | null;
  /** Whether the brand has nothing of its own in it. */
  inherited: boolean;
  /** The version that waits for its date. */
  scheduled: CharterVersionSummary | null;
  voice: BrandVoice | null;
  articles: readonly Article[];
  /** By `<article id>/<setting>`, such as `A4/severity` and `A4/options/limit`. */
  origins: Record<string, CharterOrigin>;
}

/** @throws DomainError `brand.not_found` */
export async function viewCharter(tx: Tx, scope: BrandScope, brandId: string | null): Promise<CharterView> {
  if (brandId !== null) await requireBrand(tx, scope, brandId);
  const charter = await findCharter(tx, scope, brandId);
  const scheduled = charter && (await findScheduled(tx, charter, brandId));
  const nothing = { brandId, checked: false, version: null, inherited: false, scheduled, voice: null, articles: [] };
  if (!charter || charter.activeNumber === null) return { ...nothing, origins: {} };
  const active = await getVersion(tx, charter, charter.activeNumber);
  const above = active.agencyNumber === null ? null : await agencySource(tx, scope, active.agencyNumber);
  const { voice, articles } = active.resolved as Charter;
  return {
    ...{ brandId, checked: true, version: toVersionSummary(active, brandId), scheduled, voice, articles },
    inherited: brandId !== null && active.source.articles.length === 0 && active.source.voice === undefined,
    origins: originsOf(active, above, brandId),
  };
}

async function findScheduled(
  tx: Tx,
  { id }: CharterEntity,
  brandId: string | null,
): Promise<CharterVersionSummary | null> {
  const row = await tx.findOneBy(CharterVersionEntity, { charterId: id, state: 'scheduled' });
  return row && toVersionSummary(row, brandId);
}

async function agencySource(tx: Tx, scope: BrandScope, number: number): Promise<CharterSource> {
  return (await getVersion(tx, await findCharter(tx, scope, null), number)).source;
}

function originsOf(
  { source, number, agencyNumber }: CharterVersionEntity,
  above: CharterSource | null,
  brandId: string | null,
): Record<string, CharterOrigin> {
  const places: CharterOrigin[] = above
    ? [
        { charter: 'agency', number: agencyNumber! },
        { charter: 'brand', number },
      ]
    : [{ charter: brandId === null ? 'agency' : 'brand', number }];
  const { origins } = resolveCharter(above ? [above, source] : [source]);
  return Object.fromEntries([...origins].map(([setting, index]) => [setting, places[index]!]));
}
