import { DomainError } from '#kernel';
import { decodeCursor, encodeCursor, type PageRequest } from '#persistence';
import { type ImpactCounts, type ImpactView, inOrder, type Tally } from './impact.js';
import type { Impact } from './measure-impact.js';

/** Of the published ones, as many as somebody still reads. */
const PUBLISHED_SHOWN = 50;

/** One page of what a version would do. @throws DomainError `charter.impact_stale` where another page shows no more the same */
export function viewImpact(impact: Impact, page: PageRequest): ImpactView {
  const { impactHash, tally, published, brandNames, notices, conflicts } = impact;
  const start = page.cursor ? startOf(page.cursor, impactHash) : 0;
  const items = inOrder(tally.effects).slice(start, start + page.limit);
  const end = start + items.length;
  return {
    ...{ impactHash, posts: tally.posts, counts: tally.counts, held: tally.held, released: tally.released },
    byBrand: [...tally.byBrand].map(([brandId, counts]) => ({ brandId, name: brandNames.get(brandId)!, ...counts })),
    byNetwork: [...tally.byNetwork].sort(byKey).map(([networkId, counts]) => ({ networkId, ...counts })),
    byDate: [...tally.byDate].sort(byKey).map(([date, counts]) => ({ date, ...counts })),
    items,
    nextCursor: end < tally.effects.length ? encodeCursor([impactHash, String(end)]) : null,
    published: viewPublished(published),
    ...{ notices, conflicts },
  };
}

function viewPublished({ posts, counts, effects }: Tally): ImpactView['published'] {
  return { posts, counts, items: inOrder(effects).slice(0, PUBLISHED_SHOWN) };
}

function startOf(cursor: string, impactHash: string): number {
  const [hash, start] = decodeCursor(cursor, 2);
  if (!/^\d{1,9}$/.test(start!)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  if (hash !== impactHash) throw new DomainError('charter.impact_stale', { impactHash });
  return Number(start);
}

/** No date comes last. */
function byKey([a]: [string | null, ImpactCounts], [b]: [string | null, ImpactCounts]): number {
  return (a ?? '9999') < (b ?? '9999') ? -1 : 1;
}
