import { DomainError } from '#kernel';
import { decodeCursor, encodeCursor, type PageRequest } from '#persistence';
import type { ImpactCounts, ImpactView } from './impact.js';
import type { Impact } from './measure-impact.js';

/** Where a page begins, and of which impact; null for any. */
export interface ImpactPage {
  start: number;
  end: number;
  impactHash: string | null;
}

/** @throws DomainError `request.cursor_invalid` */
export function readPage({ limit, cursor }: PageRequest): ImpactPage {
  if (!cursor) return { start: 0, end: limit, impactHash: null };
  const [impactHash, from] = decodeCursor(cursor, 2);
  if (!/^\d{1,9}$/.test(from!)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return { start: Number(from), end: Number(from) + limit, impactHash: impactHash! };
}

/** One page of what a version would do. @throws DomainError `charter.impact_stale` for a page of another one */
export function viewImpact(impact: Impact, { start, end, impactHash: asked }: ImpactPage): ImpactView {
  const { impactHash, tally, published, brandNames, notices, conflicts } = impact;
  if (asked !== null && asked !== impactHash) throw new DomainError('charter.impact_stale', { impactHash });
  const { newly_blocked, newly_free, changed } = tally.counts;
  return {
    ...{ impactHash, posts: tally.posts, counts: tally.counts, held: tally.held, released: tally.released },
    byBrand: [...tally.byBrand].map(([brandId, counts]) => ({ brandId, name: brandNames.get(brandId)!, ...counts })),
    byNetwork: [...tally.byNetwork].sort(byKey).map(([networkId, counts]) => ({ networkId, ...counts })),
    byDate: [...tally.byDate].sort(byKey).map(([date, counts]) => ({ date, ...counts })),
    items: tally.shown.slice(start, end),
    nextCursor: end < newly_blocked + newly_free + changed ? encodeCursor([impactHash, String(end)]) : null,
    published: { posts: published.posts, counts: published.counts, items: published.shown },
    ...{ notices, conflicts },
  };
}

/** No date comes last. */
function byKey([a]: [string | null, ImpactCounts], [b]: [string | null, ImpactCounts]): number {
  return (a ?? '9999') < (b ?? '9999') ? -1 : 1;
}
