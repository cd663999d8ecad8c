import type { Actor } from '#kernel';
import type { PostContent, Variants } from './content.js';
import type { Purpose } from './post-snapshot.js';
import type { Attention, PostState } from './post-state.js';
import type { StoredReview } from './review/stored-review.js';

/** What somebody writes into a post. */
export interface PostFields extends Purpose {
  title: string | null;
  content: PostContent;
  variants: Variants;
  channelIds: string[];
  format: string | null;
  language: string | null;
  sponsored: boolean;
  labels: string[];
  externalId: string | null;
  occurrenceId: string | null;
  /** Null where an occurrence gives the time. */
  scheduledAt: Date | null;
}

/** A post as the libs that plan it see it. */
export interface PostRecord extends PostFields {
  id: string;
  agencyId: string;
  brandId: string;
  slotId: string | null;
  /** The occurrence's start, else `scheduledAt`. */
  dueAt: Date | null;
  /** The occurrence's, else the brand's. */
  timezone: string;
  state: PostState;
  heldReason: string | null;
  attention: Attention[];
  contentHash: string;
  reviewHash: string;
  /** What the charter says of it; null as long as none judged it. */
  review: StoredReview | null;
  currentVersionId: string;
  version: number;
  createdBy: Actor;
  createdAt: Date;
  updatedAt: Date;
}
