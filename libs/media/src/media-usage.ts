import type { Tx } from '#persistence';

/** Who else needs a media file; posts live in a lib above this one. */
export interface MediaUsage {
  /** Whether a post that is not finished uses it. */
  isUsed(tx: Tx, mediaId: string): Promise<boolean>;
}

/** The token under which an application hands it on. */
export const MEDIA_USAGE = Symbol('MediaUsage');
