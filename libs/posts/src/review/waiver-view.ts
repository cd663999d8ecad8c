import type { Actor } from '#kernel';
import type { ReviewFinding } from './review.js';
import type { WaiverEntity } from './waiver.entity.js';

/** `in_use`: a finding passes by it; `unused`: the sentence it was for is gone, or nobody finds anything there. */
export const WAIVER_STATES = ['in_use', 'unused', 'expired', 'revoked'] as const;
export type WaiverState = (typeof WAIVER_STATES)[number];

/** A waiver as the api and receivers of events see it; instants are RFC 3339 in UTC. */
export interface WaiverView {
  id: string;
  brandId: string;
  postId: string;
  articleId: string;
  ruleId: string;
  fingerprint: string;
  /** The words that were let pass; empty for something that is missing. */
  evidence: string;
  reason: string;
  state: WaiverState;
  createdBy: Actor;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  revokedBy: Actor | null;
}

/** `findings`: those of the post as it now stands. */
export function toWaiverView(waiver: WaiverEntity, findings: readonly ReviewFinding[], now: Date): WaiverView {
  const { id, brandId, postId, articleId, ruleId, fingerprint, evidence, reason, createdBy, revokedBy } = waiver;
  return {
    ...{ id, brandId, postId, articleId, ruleId, fingerprint, evidence, reason },
    state: stateOf(waiver, findings, now),
    createdBy,
    createdAt: waiver.createdAt.toISOString(),
    expiresAt: waiver.expiresAt.toISOString(),
    revokedAt: waiver.revokedAt?.toISOString() ?? null,
    revokedBy,
  };
}

function stateOf(
  { id, revokedAt, expiresAt }: WaiverEntity,
  findings: readonly ReviewFinding[],
  now: Date,
): WaiverState {
  if (revokedAt) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return findings.some(({ waivedBy }) => waivedBy === id) ? 'in_use' : 'unused';
}
