import type { Tx } from '#persistence';

/** Which post fills an occurrence: known to the lib of posts, which stands above this one. */
export interface PostsByOccurrence {
  /** The live post's id per occurrence id; occurrences without one are absent. */
  postIdsOf(tx: Tx, occurrenceIds: readonly string[]): Promise<Map<string, string>>;
}

/** The token under which the lib of posts hands it down, from a global module: a lib imports only those below it. */
export const POSTS_BY_OCCURRENCE = Symbol('PostsByOccurrence');
