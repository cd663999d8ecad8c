import type { NeutralPost, Prediction } from '../../apps/charter/src/predict.js';

/** A post of `charter-eval/1` with what somebody who knows the charter found in it. */
export interface LabelledPost extends NeutralPost {
  tier: 'core' | 'hard';
  /** Kinds that are in it; empty for a clean post. */
  expect: readonly string[];
  /** Kinds that one may or may not find. */
  tolerate: readonly string[];
  /** Where they are; an absence has none. */
  spans: readonly (Span & { kind: string })[];
}

/** UTF-16 code units, half-open. */
interface Span {
  start: number;
  end: number;
}

interface Counts {
  right: number;
  wrong: number;
  missed: number;
}

export interface Figures extends Counts {
  /** Of what was found, the share that is there: 0 when nothing was found. */
  precision: number;
  recall: number;
  f1: number;
}

export interface Score {
  micro: Figures;
  /** Mean of the kinds that are in the set at all. */
  macroF1: number;
  kinds: ReadonlyMap<string, Figures>;
  tiers: ReadonlyMap<string, Figures>;
  semantic: Figures;
  mechanical: Figures;
  /** Of the posts without a fault, the shares flagged at all and flagged at `block`; null when each has one. */
  cleanFlagged: number | null;
  cleanBlocked: number | null;
  /** Of the kinds found where they are, the share whose place is right as well; null when none has a place. */
  spans: number | null;
  /** Posts by kind that was wrongly found or missed. */
  errors: ReadonlyMap<string, { wrong: readonly string[]; missed: readonly string[] }>;
}

/** Kinds that need the meaning of a sentence rather than its form. */
export const SEMANTIC: ReadonlySet<string> = new Set([
  'conduct.discriminatory',
  'private.dispute',
  'tone.aggressive',
  'tone.cold',
  'tone.too_salesy',
  'topic.forbidden',
  'topic.off_charter',
]);

/** Overlap from which two places are the same. */
const SAME_PLACE = 0.5;

type Outcome = keyof Counts;

interface Judgement {
  post: LabelledPost;
  kind: string;
  outcome: Outcome;
  /** Null where the kind has no place, or was not rightly found. */
  placed: boolean | null;
}

/**
 * Compares predictions with labels. A kind is in a post or not, however often; a post that was not predicted counts as one
 * without findings.
 */
export function score(posts: readonly LabelledPost[], predictions: readonly Prediction[]): Score {
  const found = new Map(predictions.map(({ id, findings }) => [id, findings]));
  const findingsOf = (post: LabelledPost): Prediction['findings'] => found.get(post.id) ?? [];
  const judgements = posts.flatMap((post) => judge(post, findingsOf(post)));
  const kinds = figuresBy(judgements, ({ kind }) => kind);
  const present = [...kinds.values()].filter(({ right, missed }) => right + missed > 0);
  const groups = figuresBy(judgements, ({ kind }) => (SEMANTIC.has(kind) ? 'semantic' : 'mechanical'));
  const clean = posts
    .filter(({ expect }) => expect.length === 0)
    .map((post) => findingsOf(post).filter(({ kind }) => !post.tolerate.includes(kind)));
  return {
    micro: figuresOf(judgements),
    macroF1: share(
      present.reduce((sum, { f1 }) => sum + f1, 0),
      present.length,
    ),
    kinds,
    tiers: figuresBy(judgements, ({ post }) => post.tier),
    semantic: groups.get('semantic') ?? figuresOf([]),
    mechanical: groups.get('mechanical') ?? figuresOf([]),
    cleanFlagged: shareOf(clean, (findings) => findings.length > 0),
    cleanBlocked: shareOf(clean, (findings) => findings.some(({ severity }) => severity === 'block')),
    spans: shareOf(
      judgements.filter(({ placed }) => placed !== null),
      ({ placed }) => placed === true,
    ),
    errors: errorsOf(judgements),
  };
}

function judge(post: LabelledPost, findings: Prediction['findings']): Judgement[] {
  const kinds = new Set(findings.map(({ kind }) => kind));
  const judged = (kind: string, outcome: Outcome): Judgement => ({ post, kind, outcome, placed: null });
  const expected = [...new Set(post.expect)].map((kind) =>
    kinds.has(kind) ? { ...judged(kind, 'right'), placed: isPlaced(post, findings, kind) } : judged(kind, 'missed'),
  );
  const wrong = [...kinds].filter((kind) => !post.expect.includes(kind) && !post.tolerate.includes(kind));
  return [...expected, ...wrong.map((kind) => judged(kind, 'wrong'))];
}

function isPlaced(post: LabelledPost, findings: Prediction['findings'], kind: string): boolean | null {
  const labels = post.spans.filter((span) => span.kind === kind);
  if (labels.length === 0) return null;
  const places = findings.flatMap(({ kind: other, start, end }) =>
    other === kind && start !== undefined && end !== undefined && end > start ? [{ start, end }] : [],
  );
  return (
    overlap(labels, places) >= SAME_PLACE ||
    labels.some((label) => places.some((place) => overlap([label], [place]) >= SAME_PLACE))
  );
}

/** Intersection over union of what the spans cover. */
function overlap(a: readonly Span[], b: readonly Span[]): number {
  const [one, other] = [covered(a), covered(b)];
  const common = [...one].filter((offset) => other.has(offset)).length;
  return share(common, one.size + other.size - common);
}

function covered(spans: readonly Span[]): Set<number> {
  return new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)));
}

function figuresBy(judgements: readonly Judgement[], key: (judgement: Judgement) => string): Map<string, Figures> {
  return new Map(
    [...grouped(judgements, key)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => [name, figuresOf(group)]),
  );
}

function figuresOf(judgements: readonly Judgement[]): Figures {
  const count = (wanted: Outcome): number => judgements.filter(({ outcome }) => outcome === wanted).length;
  const [right, wrong, missed] = [count('right'), count('wrong'), count('missed')];
  const [precision, recall] = [share(right, right + wrong), share(right, right + missed)];
  return { right, wrong, missed, precision, recall, f1: share(2 * precision * recall, precision + recall) };
}

function errorsOf(judgements: readonly Judgement[]): Score['errors'] {
  const mistaken = judgements.filter(({ outcome }) => outcome !== 'right');
  const ids = (group: readonly Judgement[], wanted: Outcome): string[] =>
    group.filter(({ outcome }) => outcome === wanted).map(({ post }) => post.id);
  return new Map(
    [...grouped(mistaken, ({ kind }) => kind)].map(([kind, group]) => [
      kind,
      { wrong: ids(group, 'wrong'), missed: ids(group, 'missed') },
    ]),
  );
}

function grouped(judgements: readonly Judgement[], key: (judgement: Judgement) => string): Map<string, Judgement[]> {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judgements) groups.set(key(judgement), [...(groups.get(key(judgement)) ?? []), judgement]);
  return groups;
}

function shareOf<T>(all: readonly T[], holds: (one: T) => boolean): number | null {
  return all.length === 0 ? null : all.filter(holds).length / all.length;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
