import type { PublishState, RenderedUnit, Seed } from '../../contract.js';
import { nameOf } from './address.js';
import type { CommentWire, VideoWire } from './format.js';

export type YouTubeState = {
  v: 1;
  createdAt: string;
  wire: VideoWire | CommentWire;
  /** The video that a comment stands below, empty where nobody knows it; null for a video. */
  on: string | null;
  /** The address of the upload session: whoever has it can write to that upload. */
  session: string | null;
  /** Bytes of the file, and those of it that YouTube has acknowledged. */
  total: number;
  received: number;
  videoId: string | null;
  /** Whether YouTube has processed the video. */
  processed: boolean;
  /** RFC 3339: since when YouTube has been processing it. */
  waitingSince: string | null;
  remote: { id: string; url: string } | null;
};

export function prepareYouTube(unit: RenderedUnit, seed: Seed): PublishState {
  return {
    v: 1,
    createdAt: seed.createdAt,
    wire: readWire(unit),
    on: unit.kind === 'first_comment' ? ((seed.root && nameOf(seed.root)) ?? '') : null,
    session: null,
    total: 0,
    received: 0,
    videoId: null,
    processed: false,
    waitingSince: null,
    remote: null,
  } satisfies YouTubeState;
}

function readWire({ wire }: RenderedUnit): VideoWire | CommentWire {
  if (wire['version'] !== 1) throw new Error(`unknown YouTube payload version: ${JSON.stringify(wire['version'])}`);
  return wire as VideoWire | CommentWire;
}

export function readState(state: PublishState): YouTubeState {
  if (state.v !== 1) throw new Error(`unknown YouTube state version: ${state.v}`);
  return state as YouTubeState;
}

/** Clocks differ, and YouTube's counts. */
const SKEW = 2 * 60_000;

/** Not before this may something be ours. */
export function isSince(instant: string | undefined, { createdAt }: YouTubeState): boolean {
  return Date.parse(instant ?? '') >= new Date(createdAt).getTime() - SKEW;
}
