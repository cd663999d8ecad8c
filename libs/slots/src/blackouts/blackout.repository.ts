import { type BrandScope, DomainError, inScope } from '#kernel';
import { decodeIdCursor, type Page, type PageRequest, toPage, type Tx } from '#persistence';
import type { SelectQueryBuilder } from 'typeorm';
import type { Blackout } from './blackout.js';
import { toBlackout } from './blackout-view.js';
import { BlackoutEntity } from './blackout.entity.js';
import { type Closures, concerning, NO_CLOSURES, resolveClosures, surroundings } from './closures.js';
import { DAY } from './wall-clock.js';

/** Those of the caller's brands and the agency's own: everyone may see what closes their calendar. */
function standing(tx: Tx, scope: BrandScope): SelectQueryBuilder<BlackoutEntity> {
  const query = tx
    .createQueryBuilder(BlackoutEntity, 'blackout')
    .where('blackout.archivedAt is null and blackout.agencyId = :agency', { agency: scope.agencyId });
  if (scope.brands !== 'all')
    query.andWhere('(blackout.brandId is null or blackout.brandId = any(:brands))', { brands: scope.brands });
  return query;
}

export function findBlackout(tx: Tx, scope: BrandScope, id: string): Promise<BlackoutEntity | null> {
  return standing(tx, scope).andWhere('blackout.id = :id', { id }).getOne();
}

/**
 * The same, to be changed.
 * @throws DomainError `blackout.not_found`; `auth.agency_wide_forbidden` for what holds beyond the caller's brands
 */
export async function lockBlackout(tx: Tx, scope: BrandScope, id: string): Promise<BlackoutEntity> {
  const row = await standing(tx, scope).andWhere('blackout.id = :id', { id }).setLock('for_no_key_update').getOne();
  if (!row || (row.brandId !== null && !inScope(scope, row.brandId))) throw new DomainError('blackout.not_found');
  if (row.brandId === null && scope.brands !== 'all') throw new DomainError('auth.agency_wide_forbidden');
  return row;
}

/** Newest first. With `brandId` those that hold for the brand, the agency's own among them. */
export async function listBlackouts(
  tx: Tx,
  scope: BrandScope,
  { brandId }: { brandId?: string },
  page: PageRequest,
): Promise<Page<BlackoutEntity>> {
  const query = standing(tx, scope);
  if (brandId !== undefined) query.andWhere('(blackout.brandId is null or blackout.brandId = :brandId)', { brandId });
  if (page.cursor) query.andWhere('blackout.id < :after', { after: decodeIdCursor(page.cursor) });
  const rows = await query
    .orderBy('blackout.id', 'DESC')
    .limit(page.limit + 1)
    .getMany();
  return toPage(rows, page.limit, ({ id }) => [id]);
}

/**
 * Keeps the blackouts of an agency as they are until the transaction ends (`share`), or everyone who plans by them
 * waiting while they change. Taken before any row: whoever holds a post already may not wait for it.
 */
export async function lockBlackouts(tx: Tx, agencyId: string, purpose: 'share' | 'change'): Promise<void> {
  const lock = purpose === 'share' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(`select ${lock}(hashtextextended($1, 0))`, [`blackouts ${agencyId}`]);
}

/** For whom closures are asked for. */
interface Asking {
  agencyId: string;
  brandId: string;
}

/** What closes the calendars of several agencies over a range, each brand's read once. */
export interface ClosureBook {
  /** The furthest that any of them shifts a date, in days. */
  reach: number;
  /** The same, but for one blackout. */
  reachWithout(blackoutId: string): number;
  ofSlots(asking: Asking): Closures;
  /** Of posts with a time of their own. */
  ofPosts(asking: Asking): Closures;
}

/**
 * What may close anything in `[from, to)`, and as far around as shifting looks. One query, whatever the number of
 * agencies; the callers' scope was checked where they read the slots and posts they ask for.
 */
export async function readClosures(tx: Tx, agencyIds: readonly string[], from: Date, to: Date): Promise<ClosureBook> {
  const rows = await blackoutsAround(tx, agencyIds, from, to);
  const byAgency = new Map<string, Closures>();
  for (const agencyId of new Set(rows.map((row) => row.agencyId))) {
    const own = rows.filter((row) => row.agencyId === agencyId).map(toBlackout);
    byAgency.set(agencyId, resolveClosures(own, from, to));
  }
  return openBook(byAgency);
}

/** The furthest that any blackout may shift a date, in days. */
export const MAX_SHIFT_DAYS = 31;
const MARGIN = (surroundings(MAX_SHIFT_DAYS) + 3) * DAY;

function blackoutsAround(tx: Tx, agencyIds: readonly string[], from: Date, to: Date): Promise<BlackoutEntity[]> {
  return tx
    .createQueryBuilder(BlackoutEntity, 'blackout')
    .where('blackout.agencyId = any(:agencyIds) and blackout.archivedAt is null', {
      agencyIds: [...new Set(agencyIds)],
    })
    .andWhere('(blackout.windowTo is null or (blackout.windowTo > :first and blackout.windowFrom < :last))', {
      first: new Date(from.getTime() - MARGIN),
      last: new Date(to.getTime() + MARGIN),
    })
    .getMany();
}

function openBook(byAgency: ReadonlyMap<string, Closures>): ClosureBook {
  const known = new Map<string, Closures>();
  const find = ({ agencyId, brandId }: Asking, inSlot: boolean): Closures => {
    const closures = byAgency.get(agencyId);
    if (!closures) return NO_CLOSURES;
    const key = `${brandId} ${inSlot}`;
    const found = known.get(key) ?? concerning(closures, { brandId, inSlot });
    known.set(key, found);
    return found;
  };
  const all = [...byAgency.values()].flatMap(({ list }) => list.map(({ blackout }) => blackout));
  const reachOf = (blackouts: readonly Blackout[]): number =>
    Math.max(0, ...blackouts.map(({ shift }) => shift?.maxDays ?? 0));
  return {
    reach: reachOf(all),
    reachWithout: (blackoutId) => reachOf(all.filter(({ id }) => id !== blackoutId)),
    ofSlots: (asking) => find(asking, true),
    ofPosts: (asking) => find(asking, false),
  };
}

/** As far as a blackout reaches: null where it has no end. */
export function spanOf({ when }: Pick<Blackout, 'when'>): { from: Date | null; to: Date | null } {
  return when.kind === 'window' ? { from: when.from, to: when.to } : { from: null, to: null };
}
