import { type Finding, SEVERITIES } from '../finding.js';

/** What a gate does: let pass, show, ask for another approver, refuse. */
export type Verdict = 'pass' | 'warn' | 'review' | 'block';

const VERDICTS = ['pass', 'warn', 'review', 'block'] as const satisfies readonly Verdict[];

/** By the severest finding that nobody waived. */
export function verdictOf(findings: readonly Pick<Finding, 'severity' | 'waivedBy'>[]): Verdict {
  const ranks = findings
    .filter(({ waivedBy }) => waivedBy === null)
    .map(({ severity }) => SEVERITIES.indexOf(severity));
  return VERDICTS[Math.max(-1, ...ranks) + 1]!;
}
