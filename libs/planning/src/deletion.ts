/** What a deletion does, or would do. */
export interface DeletionView {
  /** Publications that are cancelled. */
  publications: number;
  /** Posts that are cancelled with it. */
  postsCancelled: number;
  /** Posts that are drafts again, for a person to place anew. */
  postsToDraft: number;
  /** Slots that are archived, or go on without the channel. */
  slots: number;
  /** Dates that no longer take place. */
  occurrences: number;
  channels: number;
  media: number;
  /** Pauses that end. */
  pauses: number;
  /** API keys that were for nothing else. */
  keys: number;
}

export const NOTHING: DeletionView = {
  publications: 0,
  postsCancelled: 0,
  postsToDraft: 0,
  slots: 0,
  occurrences: 0,
  channels: 0,
  media: 0,
  pauses: 0,
  keys: 0,
};
