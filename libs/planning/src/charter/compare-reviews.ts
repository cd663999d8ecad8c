import type { Verdict } from '#charter';
import type { ReviewFinding } from '#posts';

/** What two versions of a charter make of a post: what is stopped, what is let go, what reads otherwise. */
export const IMPACT_CHANGES = ['newly_blocked', 'newly_free', 'changed', 'same'] as const;
export type ImpactChange = (typeof IMPACT_CHANGES)[number];

/** What a version says of a post, and whether that lets it go out. */
export interface Judgement {
  verdict: Verdict;
  findings: readonly ReviewFinding[];
  passes: boolean;
}

/** Of a brand whose posts nothing judged before. */
export const UNJUDGED: Judgement = { verdict: 'pass', findings: [], passes: true };

/** Pure. A post is blocked when it may not go out: refused, or for want of an approver. */
export function compareJudgements(before: Judgement, after: Judgement): ImpactChange {
  if (before.passes !== after.passes) return after.passes ? 'newly_free' : 'newly_blocked';
  return before.verdict === after.verdict && standing(before) === standing(after) ? 'same' : 'changed';
}

/** Those that nobody waived, each by what it is about. */
function standing({ findings }: Judgement): string {
  const open = findings.filter(({ waivedBy }) => waivedBy === null);
  return open
    .map(({ articleId, fingerprint, severity, field }) => `${articleId} ${fingerprint} ${severity} ${field}`)
    .sort()
    .join('\n');
}
