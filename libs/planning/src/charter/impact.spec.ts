import { DomainError } from '#kernel';
import type { PageRequest } from '#persistence';
import { UNJUDGED } from './compare-reviews.js';
import { emptyTally, impactHashOf, tally, type Tally } from './impact.js';
import type { JudgedTwice } from './judge-batch.js';
import type { Impact } from './measure-impact.js';
import { readPage, viewImpact as view } from './view-impact.js';

const BLOCKED = { verdict: 'block', findings: [], passes: false } as const;

/** A post as far as counting looks at it. */
function judged(
  id: string,
  fields: { dueAt?: string; blocks?: boolean; frees?: boolean; state?: string } = {},
): JudgedTwice {
  const { dueAt, blocks, frees, state = 'scheduled' } = fields;
  const post = {
    ...{ id, brandId: 'b1', state, heldReason: state === 'held' ? 'charter' : null, snapshot: { title: `Post ${id}` } },
    ...{ dueAt: dueAt ? new Date(dueAt) : null, hashes: { reviewHash: `h-${id}`, contentHash: '' } },
    channels: [
      { id: 'c1', networkId: 'feed' },
      { id: 'c2', networkId: 'feed' },
      { id: 'c3', networkId: 'mastodon' },
    ],
  };
  const candidate = { brandId: 'b1', brandName: 'Le Fournil', timezone: 'Europe/Paris' };
  const before = frees ? BLOCKED : UNJUDGED;
  return { post, candidate, before, after: blocks ? BLOCKED : UNJUDGED } as unknown as JudgedTwice;
}

function tallied(...posts: JudgedTwice[]): Tally {
  const sum = emptyTally(200);
  tally(sum, posts);
  return sum;
}

const impactOf = (sum: Tally): Impact => ({
  ...{ impactHash: 'h', tally: sum, published: emptyTally(200), notices: [], conflicts: [] },
  brandNames: new Map([['b1', 'Le Fournil']]),
});
const ALL = { limit: 200 };
const viewImpact = (impact: Impact, page: PageRequest) => view(impact, readPage(page));

it('counts by network once, and by the date that the brand’s clock shows', () => {
  const view = viewImpact(
    impactOf(tallied(judged('p1', { blocks: true, dueAt: '2026-11-30T23:30:00Z' }), judged('p2'))),
    ALL,
  );
  const blocked = { newly_blocked: 1, newly_free: 0, changed: 0, same: 0 };
  expect(view).toMatchObject({ posts: 2, held: 1, counts: { newly_blocked: 1, same: 1 } });
  expect(view.byDate).toEqual([
    { date: '2026-12-01', ...blocked },
    { date: null, ...blocked, newly_blocked: 0, same: 1 },
  ]);
  expect(view.byNetwork.map(({ networkId, newly_blocked, same }) => [networkId, newly_blocked, same])).toEqual([
    ['feed', 1, 1],
    ['mastodon', 1, 1],
  ]);
  expect(view.byBrand).toEqual([{ brandId: 'b1', name: 'Le Fournil', ...blocked, same: 1 }]);
});

it('shows what stops first, by date, then what goes free, a page at a time', () => {
  const sum = tallied(
    judged('undated', { blocks: true }),
    judged('free', { frees: true, state: 'held', dueAt: '2026-12-01T08:00:00Z' }),
    judged('later', { blocks: true, dueAt: '2026-12-03T08:00:00Z' }),
    judged('sooner', { blocks: true, dueAt: '2026-12-02T08:00:00Z' }),
  );
  expect(sum).toMatchObject({ released: 1, held: 3 });
  const first = viewImpact(impactOf(sum), { limit: 3 });
  expect(first.items.map(({ postId }) => postId)).toEqual(['sooner', 'later', 'undated']);
  const rest = viewImpact(impactOf(sum), { limit: 3, cursor: first.nextCursor });
  expect(rest).toMatchObject({ items: [{ postId: 'free', change: 'newly_free' }], nextCursor: null });
});

it('gives no second page of an impact that has become another', () => {
  const sum = tallied(judged('p1', { blocks: true }), judged('p2', { blocks: true }));
  const { nextCursor: cursor } = viewImpact(impactOf(sum), { limit: 1 });
  const other = { ...impactOf(sum), impactHash: 'other' };
  expect(() => viewImpact(other, { limit: 1, cursor })).toThrow(new DomainError('charter.impact_stale'));
});

it('has a hash that only what changes has a part in', () => {
  const version = { sourceHash: 's', agencyNumber: null, before: [['b1', 1]] as const };
  const [one, two, quiet] = [judged('p1', { blocks: true }), judged('p2', { blocks: true }), judged('p3')];
  const hash = impactHashOf(version, tallied(one, two, quiet));
  expect(impactHashOf(version, tallied(one, two))).toBe(hash);
  expect(impactHashOf(version, tallied(one))).not.toBe(hash);
  expect(impactHashOf({ ...version, sourceHash: 't' }, tallied(one, two))).not.toBe(hash);
  const edited = { ...one, post: { ...one.post, hashes: { ...one.post.hashes, reviewHash: 'h-other' } } };
  expect(impactHashOf(version, tallied(edited, two))).not.toBe(hash);
});

it('keeps no more than it shows, and counts all the same', () => {
  const sum = emptyTally(2);
  for (const day of ['05', '03', '04', '02'])
    tally(sum, [judged(`p${day}`, { blocks: true, dueAt: `2026-12-${day}T08:00:00Z` })]);
  expect(sum.shown.map(({ postId }) => postId)).toEqual(['p02', 'p03']);
  expect(sum.counts.newly_blocked).toBe(4);
  expect(viewImpact(impactOf(sum), { limit: 2 }).nextCursor).not.toBeNull();
});
