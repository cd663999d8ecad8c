import type { Finding } from '../finding.js';

/** Somebody's decision, in force, to let one finding pass; whoever calls knows which have expired. */
export interface ActiveWaiver {
  id: string;
  articleId: string;
  fingerprint: string;
}

/** Findings with the waiver that lets each pass. */
export function applyWaivers(findings: readonly Finding[], waivers: readonly ActiveWaiver[]): Finding[] {
  if (waivers.length === 0) return [...findings];
  return findings.map((finding) => {
    const waiver = waivers.find(
      ({ articleId, fingerprint }) => articleId === finding.articleId && fingerprint === finding.fingerprint,
    );
    return waiver && isWaivable(finding) ? { ...finding, waivedBy: waiver.id } : finding;
  });
}

/** What only advises needs nobody's leave; what blocks needs an article that says so. */
export function isWaivable({ severity, waivable }: Pick<Finding, 'severity' | 'waivable'>): boolean {
  return severity !== 'block' || waivable;
}
