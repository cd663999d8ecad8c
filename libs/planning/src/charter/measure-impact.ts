import {
  type CharterInForce,
  compiledCharters,
  type DerivedVersion,
  deriveVersions,
  type PreparedVersion,
  requireBrand,
} from '#brands';
import { type CharterProblem, evaluate, type Finding, NO_FACTS, plainSubject } from '#charter';
import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import { activationsOf } from './activations.js';
import { emptyTally, impactHashOf, tally, type Tally } from './impact.js';
import { type Candidate, judgeBatch } from './judge-batch.js';
import { publishedPosts, unpublishedPosts } from './unpublished-posts.js';

/** Of the published ones, as many as somebody still reads. */
const PUBLISHED_SHOWN = 50;

/** What a version would do to posts, all of it. */
export interface Impact {
  impactHash: string;
  tally: Tally;
  published: Tally;
  notices: Finding[];
  brandNames: ReadonlyMap<string, string>;
  conflicts: { brandId: string; name: string; problems: readonly CharterProblem[] }[];
}

/**
 * Judges every unpublished post, and the last published ones, under the version in force and under this one; for the
 * agency's charter those of all brands, each with what it would derive. Keeps the first `shown` that change. Writes nothing. Others get their turn between
 * two handfuls of posts.
 */
export async function measureImpact(
  tx: Tx,
  scope: BrandScope,
  version: PreparedVersion,
  now: Date,
  shown = 0,
): Promise<Impact> {
  const { agencyId, brandId } = version;
  const derived = brandId === null ? await deriveVersions(tx, agencyId, version.source) : [];
  const candidates = await (brandId === null
    ? candidatesOfAgency(tx, derived, version)
    : candidateOf(tx, scope, brandId, version));
  const judge = judgeBatch.bind(null, tx, scope);
  const sum = emptyTally(shown);
  for await (const posts of unpublishedPosts(tx, agencyId, brandId)) tally(sum, await judge(posts, candidates, now));
  const published = emptyTally(PUBLISHED_SHOWN);
  tally(published, await judge(await publishedPosts(tx, agencyId, brandId), candidates, now));
  const before = [...candidates.values()].map((one) => [one.brandId, one.before?.number ?? null] as const);
  return {
    impactHash: impactHashOf({ ...hashed(version), before }, sum),
    ...{ tally: sum, published },
    notices: noticesOf(version, [now.getTime(), ...(await activationsOf(tx, version.charterId))]),
    brandNames: new Map([...candidates.values()].map((one) => [one.brandId, one.brandName])),
    conflicts: derived
      .filter(({ dropped }) => dropped.length > 0)
      .map((one) => ({ brandId: one.brandId, name: one.brandName, problems: one.dropped })),
  };
}

function hashed({ sourceHash, agencyNumber }: PreparedVersion): { sourceHash: string; agencyNumber: number | null } {
  return { sourceHash, agencyNumber };
}

async function candidateOf(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  { number, assembled }: PreparedVersion,
): Promise<ReadonlyMap<string, Candidate>> {
  const { name: brandName, timezone } = await requireBrand(tx, scope, brandId);
  const before = (await compiledCharters(tx, [brandId])).get(brandId) ?? null;
  return new Map([[brandId, { brandId, brandName, timezone, before, number, after: assembled.compiled }]]);
}

async function candidatesOfAgency(
  tx: Tx,
  derived: readonly DerivedVersion[],
  { number }: PreparedVersion,
): Promise<ReadonlyMap<string, Candidate>> {
  const inForce = await compiledCharters(
    tx,
    derived.map(({ brandId }) => brandId),
  );
  return new Map(derived.map((one) => [one.brandId, toCandidate(one, inForce.get(one.brandId) ?? null, number)]));
}

function toCandidate(
  { brandId, brandName, timezone, assembled }: DerivedVersion,
  before: CharterInForce | null,
  number: number,
): Candidate {
  return {
    brandId,
    brandName,
    timezone,
    before,
    number: before ? before.number + 1 : number,
    after: assembled.compiled!,
  };
}

/** What articles say of the version itself: they are asked of a post that has nothing else wrong. */
function noticesOf({ assembled: { compiled } }: PreparedVersion, activations: readonly number[]): Finding[] {
  const asked = compiled.articles.filter(({ rule }) => rule.meta.needs?.includes('activations'));
  const facts = { ...NO_FACTS, activations };
  return [
    ...evaluate({ ...compiled, articles: asked }, plainSubject('', compiled.charter.voice.languages[0]!), { facts })
      .findings,
  ];
}
