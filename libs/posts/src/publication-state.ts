import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import type { BlackoutAction } from '#slots';

/** Where one post stands on one channel. The machine that moves it belongs to the lib of publishing, above this one. */
export const PUBLICATION_STATES = [
  'scheduled',
  'queued',
  'publishing',
  'waiting',
  'processing',
  'reconciling',
  'held',
  'published',
  'failed',
  'unconfirmed',
  'missed',
  'cancelled',
] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

/** Why a publication is held by a blackout, and what to do instead. */
export interface BlackoutProposal {
  blackoutId: string;
  title: string;
  action: BlackoutAction;
  /** RFC 3339, UTC: the next free time; null where the blackout does not shift, or nothing is free near enough. */
  proposedStart: string | null;
}

/** A publication as its post shows it; instants are RFC 3339 in UTC. */
export interface PublicationSummary {
  id: string;
  channelId: string;
  generation: number;
  state: PublicationState;
  reason: string | null;
  /** Of a blackout that holds it, or that it was missed for. */
  proposal: BlackoutProposal | null;
  dueAt: string;
  publishedAt: string | null;
  remoteUrl: string | null;
}

/** What became of posts on their channels: known to the lib of publishing. */
export interface PublicationsOfPosts {
  /** The latest generation per channel of each post; posts without any are absent or empty. */
  summariesOf(tx: Tx, scope: BrandScope, postIds: readonly string[]): Promise<Map<string, PublicationSummary[]>>;
}

/** The token under which the lib of publishing hands it down, from a global module. */
export const PUBLICATIONS_OF_POSTS = Symbol('PublicationsOfPosts');
