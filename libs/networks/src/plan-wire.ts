import type { PlannedMedia, PlannedPoll } from './contract.js';

/** A medium as JSON on the wire, with keys in a fixed order. */
export type MediaWire = {
  url: string;
  mimeType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  altText: string | null;
};

export type PollWire = { question: string; options: string[]; duration: string };

export function mediaWire(media: readonly PlannedMedia[]): MediaWire[] {
  return media.map(({ url, mimeType, bytes, width, height, altText }) => ({
    url,
    mimeType,
    bytes,
    width,
    height,
    altText,
  }));
}

export function pollWire(poll: PlannedPoll | null): PollWire | null {
  return poll && { question: poll.question, options: [...poll.options], duration: poll.duration };
}
