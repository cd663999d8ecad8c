import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CharterInForce } from '#brands';
import { type CompiledCharter, ENGINE_VERSION, NO_FACTS } from '#charter';
import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import { calendarsOf, needsCalendar, passesOf, type Review, reviewPost, reviewsOf } from '#posts';
import { type Judgement, UNJUDGED } from './compare-reviews.js';
import type { UnpublishedPost } from './unpublished-posts.js';

/** What judges the posts of a brand, and what would. */
export interface Candidate {
  brandId: string;
  brandName: string;
  timezone: string;
  before: CharterInForce | null;
  /** The number it has, or, where the agency's derives it, would have at least. */
  number: number;
  after: CompiledCharter;
}

export interface JudgedTwice {
  post: UnpublishedPost;
  candidate: Candidate;
  before: Judgement;
  after: Judgement;
}

/** Posts judged before others get their turn: a few milliseconds. */
const AT_ONCE = 10;

/**
 * A batch of posts under both versions. What the one in force said of a post as it stands is taken from its review; at
 * most four queries a batch. Answers posts of brands without a candidate not at all.
 */
export async function judgeBatch(
  tx: Tx,
  scope: BrandScope,
  posts: readonly UnpublishedPost[],
  candidates: ReadonlyMap<string, Candidate>,
  now: Date,
): Promise<JudgedTwice[]> {
  const judged = posts.flatMap((post) => {
    const candidate = candidates.get(post.brandId);
    return candidate ? [{ post, candidate }] : [];
  });
  const stored = await storedJudgements(tx, scope, judged, now);
  const calendars = await calendarsOf(
    tx,
    judged.filter(asksCalendar).map(({ post }) => post),
  );
  const context = { calendars, now };
  const after = await reviewAll(tx, judged, ({ after, number }) => ({ compiled: after, number }), context);
  const unknown = judged.filter(({ post, candidate }) => candidate.before && !stored.has(post.id));
  const before = await reviewAll(tx, unknown, ({ before }) => before!, context);
  return judged.map(({ post, candidate }) => ({
    ...{ post, candidate, after: after.get(post.id)! },
    before: stored.get(post.id) ?? before.get(post.id) ?? UNJUDGED,
  }));
}

type Judged = Pick<JudgedTwice, 'post' | 'candidate'>;

function asksCalendar({ candidate: { before, after } }: Judged): boolean {
  return needsCalendar(after) || (before !== null && needsCalendar(before.compiled));
}

/** Reviews that the version in force gave to posts as they stand. */
async function storedJudgements(
  tx: Tx,
  scope: BrandScope,
  judged: readonly Judged[],
  now: Date,
): Promise<Map<string, Judgement>> {
  const ids = judged.filter(({ candidate }) => candidate.before).map(({ post }) => post.id);
  const reviews = await reviewsOf(tx, scope, ids);
  return new Map(
    judged.flatMap(({ post, candidate: { before } }) => {
      const review = reviews.get(post.id);
      const isCurrent =
        review?.charterId === before?.charterId &&
        review?.charterNumber === before?.number &&
        review?.reviewHash === post.hashes.reviewHash &&
        review?.engineVersion === ENGINE_VERSION &&
        (review.validUntil === null || review.validUntil > now);
      return review && isCurrent ? [[post.id, review]] : [];
    }),
  );
}

async function reviewAll(
  tx: Tx,
  judged: readonly Judged[],
  versionOf: (candidate: Candidate) => { compiled: CompiledCharter; number: number },
  { calendars, now }: { calendars: Awaited<ReturnType<typeof calendarsOf>>; now: Date },
): Promise<Map<string, Judgement>> {
  const reviews: { post: UnpublishedPost; review: Review }[] = [];
  for (const [index, { post, candidate }] of judged.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    const { compiled, number: charterVersion } = versionOf(candidate);
    const { snapshot, channels, waivers, hashes } = post;
    const facts = { ...NO_FACTS, calendar: calendars.get(post.id) ?? null };
    reviews.push({
      post,
      review: reviewPost(compiled, snapshot, channels, { charterVersion, now, facts, waivers, hashes, axes: false }),
    });
  }
  const passes = await passesOf(tx, reviews);
  return new Map(
    reviews.map(({ post: { id }, review: { verdict, findings } }) => [
      id,
      { verdict, findings, passes: passes.get(id)! },
    ]),
  );
}
