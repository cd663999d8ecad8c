export const CHARTER_VERSION_STATES = ['draft', 'scheduled', 'active', 'retired'] as const;
export type CharterVersionState = (typeof CHARTER_VERSION_STATES)[number];

/** What a version would do to posts, as whoever activated it had it before their eyes. */
export interface AcknowledgedImpact {
  posts: number;
  /** Scheduled posts that would be held. */
  held: number;
  released: number;
  counts: Record<string, number>;
}
