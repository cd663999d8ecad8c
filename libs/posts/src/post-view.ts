import { type Actor, toLocalTime } from '#kernel';
import { etagOf } from '#persistence';
import type { PostContent, Variants } from './content.js';
import type { PostRecord } from './post-record.js';
import type { BlackoutProposal, PublicationSummary } from './publication-state.js';
import type { Attention, PostState } from './post-state.js';
import { type PostReviewView, toReviewView } from './review/stored-review.js';

/** A post as the api and receivers of events see it; instants are RFC 3339 in UTC. */
export interface PostView {
  id: string;
  brandId: string;
  title: string | null;
  occurrenceId: string | null;
  slotId: string | null;
  /** When it is due: the occurrence's start, else what was asked for. */
  scheduledAt: string | null;
  /** `scheduledAt` on the wall clock of `timezone`. */
  localTime: string | null;
  timezone: string;
  channelIds: string[];
  content: PostContent;
  variants: Variants;
  externalId: string | null;
  format: string | null;
  objective: string | null;
  stage: string | null;
  pillar: string | null;
  audience: string | null;
  language: string | null;
  sponsored: boolean;
  labels: string[];
  state: PostState;
  heldReason: string | null;
  /** While a blackout holds it: which, and what to do instead. */
  proposal: BlackoutProposal | null;
  contentHash: string;
  attention: Attention[];
  /** What the charter says of it; null as long as there is none. */
  review: PostReviewView | null;
  approvals: [];
  publications: PublicationSummary[];
  createdBy: Actor;
  createdAt: string;
  updatedAt: string;
  version: number;
  etag: string;
}

export function toPostView(post: PostRecord, publications: readonly PublicationSummary[]): PostView {
  return {
    id: post.id,
    brandId: post.brandId,
    title: post.title,
    occurrenceId: post.occurrenceId,
    slotId: post.slotId,
    scheduledAt: post.dueAt?.toISOString() ?? null,
    localTime: post.dueAt && toLocalTime(post.dueAt, post.timezone),
    timezone: post.timezone,
    channelIds: post.channelIds,
    content: post.content,
    variants: post.variants,
    externalId: post.externalId,
    format: post.format,
    objective: post.objective,
    stage: post.stage,
    pillar: post.pillar,
    audience: post.audience,
    language: post.language,
    sponsored: post.sponsored,
    labels: post.labels,
    state: post.state,
    heldReason: post.heldReason,
    proposal: publications.find(({ state }) => state === 'held')?.proposal ?? null,
    contentHash: post.contentHash,
    attention: post.attention,
    review: post.review && toReviewView(post.review, post),
    approvals: [],
    publications: [...publications],
    createdBy: post.createdBy,
    createdAt: post.createdAt.toISOString(),
    updatedAt: post.updatedAt.toISOString(),
    version: post.version,
    etag: etagOf(post.version),
  };
}
