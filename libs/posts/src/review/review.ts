import type { Axes, Finding, Verdict } from '#charter';

/** A finding with its place in the post. */
export interface ReviewFinding extends Finding {
  /** JSON pointer into the post (RFC 6901): the text that `span` counts in, or where to bring what is missing. */
  field: string;
  /** The channels it is about; empty for a post that has none yet. */
  channelIds: string[];
}

/** What a charter says of a post as it stands. */
export interface Review {
  /** By the severest finding that nobody waived. */
  verdict: Verdict;
  findings: ReviewFinding[];
  /** How the post's own text sounds; null when it has none. */
  axes: Axes | null;
  /** The number of the brand's charter version. */
  charterVersion: number;
  engineVersion: string;
  contentHash: string;
  reviewHash: string;
  /** The waivers that some finding needs. */
  waiverIds: string[];
  /** The first of them to expire ends the verdict; null without any. */
  validUntil: Date | null;
  checkedAt: Date;
}
