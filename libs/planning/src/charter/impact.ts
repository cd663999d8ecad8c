import type { CharterProblem, Finding, Verdict } from '#charter';
import { canonicalHash, toLocalTime } from '#kernel';
import type { PostState, ReviewFinding } from '#posts';
import { compareJudgements, type ImpactChange } from './compare-reviews.js';
import type { JudgedTwice } from './judge-batch.js';

/** A post that a version makes something else of. */
export interface ImpactItem {
  postId: string;
  brandId: string;
  title: string | null;
  state: PostState;
  /** RFC 3339, UTC */
  scheduledAt: string | null;
  change: Exclude<ImpactChange, 'same'>;
  before: Verdict;
  after: Verdict;
  /** What the new version finds. */
  findings: readonly ReviewFinding[];
}

export type ImpactCounts = Record<ImpactChange, number>;

/** What activating a version would do. */
export interface ImpactView {
  /** Hand it back to activate. */
  impactHash: string;
  /** Unpublished posts that were judged. */
  posts: number;
  counts: ImpactCounts;
  /** Posts that are scheduled, and would be held. */
  held: number;
  /** Posts that the charter holds, and would go on. */
  released: number;
  byBrand: ({ brandId: string; name: string } & ImpactCounts)[];
  byNetwork: ({ networkId: string } & ImpactCounts)[];
  /** By local date of each brand; null: without a date. */
  byDate: ({ date: string | null } & ImpactCounts)[];
  /** What stops first, by date; then what goes free; then the rest. One page. */
  items: ImpactItem[];
  nextCursor: string | null;
  /** The last 200 published: what would have been stopped is likely a false alarm. */
  published: { posts: number; counts: ImpactCounts; items: ImpactItem[] };
  /** What the version says of itself, such as changing too often. */
  notices: Finding[];
  /** What of brands' own charters the agency's no longer allows: the agency's holds. */
  conflicts: { brandId: string; name: string; problems: readonly CharterProblem[] }[];
}

export interface Tally {
  posts: number;
  held: number;
  released: number;
  counts: ImpactCounts;
  byBrand: Map<string, ImpactCounts>;
  byNetwork: Map<string, ImpactCounts>;
  byDate: Map<string | null, ImpactCounts>;
  /** The first of those that change, in order, as many as will be shown: all of them with their findings would be too much to hold. */
  shown: ImpactItem[];
  /** How many those are at most. */
  most: number;
  /** Of what was judged of every post that changes, in the order in which they were read. */
  digest: string;
}

export const noCounts = (): ImpactCounts => ({ newly_blocked: 0, newly_free: 0, changed: 0, same: 0 });

export function emptyTally(most: number): Tally {
  return {
    ...{ posts: 0, held: 0, released: 0, counts: noCounts(), shown: [], most, digest: '' },
    ...{ byBrand: new Map(), byNetwork: new Map(), byDate: new Map() },
  };
}

/** Adds posts that were judged under both versions. */
export function tally(sum: Tally, judged: readonly JudgedTwice[]): void {
  const items: ImpactItem[] = [];
  for (const one of judged) {
    const { post, candidate } = one;
    const change = compareJudgements(one.before, one.after);
    sum.posts += 1;
    sum.counts[change] += 1;
    countIn(sum.byBrand, post.brandId, change);
    for (const networkId of new Set(post.channels.map((channel) => channel.networkId)))
      countIn(sum.byNetwork, networkId, change);
    countIn(sum.byDate, post.dueAt && toLocalTime(post.dueAt, candidate.timezone).slice(0, 10), change);
    if (change === 'same') continue;
    items.push(toItem(one, change));
    sum.digest = canonicalHash([sum.digest, post.id, post.hashes.reviewHash, change, one.after.verdict]);
    if (change === 'newly_blocked' && post.state === 'scheduled') sum.held += 1;
    if (change === 'newly_free' && post.state === 'held' && post.heldReason === 'charter') sum.released += 1;
  }
  sum.shown = inOrder([...sum.shown, ...items]).slice(0, sum.most);
}

function countIn<Key>(counts: Map<Key, ImpactCounts>, key: Key, change: ImpactChange): void {
  const known = counts.get(key) ?? noCounts();
  known[change] += 1;
  counts.set(key, known);
}

function toItem({ post, before, after }: JudgedTwice, change: ImpactItem['change']): ImpactItem {
  return {
    ...{ postId: post.id, brandId: post.brandId, title: post.snapshot.title, state: post.state },
    ...{ scheduledAt: post.dueAt?.toISOString() ?? null, change, before: before.verdict, after: after.verdict },
    findings: after.findings,
  };
}

const ORDER: readonly ImpactChange[] = ['newly_blocked', 'newly_free', 'changed'];
/** After every date. */
const UNDATED = '9999';

/** What stops first; within that by date, what has none last. */
function inOrder(items: readonly ImpactItem[]): ImpactItem[] {
  const keyOf = ({ change, scheduledAt, postId }: ImpactItem): string =>
    `${ORDER.indexOf(change)} ${scheduledAt ?? UNDATED} ${postId}`;
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * Of a version, what it takes the place of, and every post that it changes anything for, in the words it has: editing
 * a post that neither version minds changes nothing.
 */
export function impactHashOf(
  version: { sourceHash: string; agencyNumber: number | null; before: readonly (readonly [string, number | null])[] },
  { digest }: Tally,
): string {
  return canonicalHash({ ...version, digest });
}
