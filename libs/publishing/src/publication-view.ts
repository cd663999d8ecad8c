import type { BlackoutProposal, PublicationState, ReviewFinding } from '#posts';
import { etagOf } from '#persistence';
import type { AttemptEntity } from './attempt.entity.js';
import { BLACKOUT, CHARTER } from './publication-summaries.js';
import type { PublicationEntity } from './publication.entity.js';

/** One try, as people and receivers see it. */
export interface AttemptView {
  number: number;
  startedAt: string;
  finishedAt: string | null;
  outcome: string | null;
  unit: number | null;
  step: string | null;
  errorCode: string | null;
  networkCode: string | null;
  httpStatus: number | null;
  phase: string | null;
  detail: string | null;
}

/** One post on one channel, as people and receivers see it. */
export interface PublicationView {
  id: string;
  agencyId: string;
  brandId: string;
  postId: string;
  channelId: string;
  generation: number;
  state: PublicationState;
  reason: string | null;
  detail: string | null;
  /** Of a blackout that holds it, or that it was missed for. */
  proposal: BlackoutProposal | null;
  /** Of the charter, which holds it, or that it was missed for: what stands in the way first. */
  finding: ReviewFinding | null;
  dueAt: string;
  lateUntil: string;
  nextAttemptAt: string | null;
  publishedAt: string | null;
  /** From the due instant to the publication, in milliseconds. */
  latenessMs: number | null;
  remoteId: string | null;
  remoteUrl: string | null;
  /** What the network did otherwise than asked. */
  differences: string[];
  removedAt: string | null;
  attempts: AttemptView[];
  version: number;
  etag: string;
  createdAt: string;
  updatedAt: string;
}

/** States in which `run_at` is a promise to try again. */
const WAITS: readonly PublicationState[] = ['waiting', 'processing', 'reconciling'];

export function toPublicationView(row: PublicationEntity, attempts: readonly AttemptEntity[]): PublicationView {
  return {
    id: row.id,
    agencyId: row.agencyId,
    brandId: row.brandId,
    postId: row.postId,
    channelId: row.channelId,
    generation: row.generation,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    proposal: row.reason === BLACKOUT ? row.proposal : null,
    finding: row.reason === CHARTER ? row.finding : null,
    dueAt: row.dueAt.toISOString(),
    lateUntil: row.lateUntil.toISOString(),
    nextAttemptAt: WAITS.includes(row.state) ? row.runAt.toISOString() : null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    latenessMs: row.publishedAt ? row.publishedAt.getTime() - row.dueAt.getTime() : null,
    remoteId: row.remoteId,
    remoteUrl: row.remoteUrl,
    differences: row.differences,
    removedAt: row.removedAt?.toISOString() ?? null,
    attempts: attempts.map(toAttemptView),
    version: row.version,
    etag: etagOf(row.version),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function toAttemptView(row: AttemptEntity): AttemptView {
  return {
    number: row.number,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    outcome: row.outcome,
    unit: row.unit,
    step: row.step,
    errorCode: row.errorCode,
    networkCode: row.networkCode,
    httpStatus: row.httpStatus,
    phase: row.phase,
    detail: row.detail,
  };
}
