import type { PublishState, RenderedUnit, Seed } from '../../contract.js';
import { postUrn } from './address.js';
import { type CommentWire, isVideo, type LinkedInMedia, type PostWire } from './format.js';

export type LinkedInState = {
  v: 1;
  createdAt: string;
  wire: PostWire | CommentWire;
  /** The URN that a comment stands below, empty where nobody knows it; null for a post. */
  on: string | null;
  uploads: LinkedInUpload[];
  /** RFC 3339: since when the post has not been ready for its comment. */
  waitingSince: string | null;
  remote: { id: string; url: string } | null;
};

/** One medium on its way to a URN that a post can name. Images go up in one step, videos in parts. */
export type LinkedInUpload = LinkedInMedia & {
  next: 'upload' | 'initialize' | 'put' | 'finalize' | 'processing' | 'ready';
  urn: string | null;
  /** Where the parts of a video go; bytes from `start` up to and without `end`. */
  parts: { url: string; start: number; end: number }[];
  /** What LinkedIn said of each part, in order. */
  etags: string[];
  uploadToken: string;
  /** RFC 3339: when the addresses of the parts end. */
  expiresAt: string | null;
  /** RFC 3339: since when LinkedIn has been processing it. */
  waitingSince: string | null;
};

export function prepareLinkedIn(unit: RenderedUnit, seed: Seed): PublishState {
  const wire = readWire(unit);
  return {
    v: 1,
    createdAt: seed.createdAt,
    wire,
    on: unit.kind === 'first_comment' ? ((seed.root && postUrn(seed.root)) ?? '') : null,
    uploads: 'media' in wire ? wire.media.map(freshUpload) : [],
    waitingSince: null,
    remote: null,
  } satisfies LinkedInState;
}

/** An upload from its beginning: nobody sees what it left behind. */
export function freshUpload({ mediaId, mimeType, altText }: LinkedInMedia): LinkedInUpload {
  const nothing = { urn: null, parts: [], etags: [], uploadToken: '', expiresAt: null, waitingSince: null };
  return { mediaId, mimeType, altText, next: isVideo({ mimeType }) ? 'initialize' : 'upload', ...nothing };
}

function readWire({ wire }: RenderedUnit): PostWire | CommentWire {
  if (wire['version'] !== 1) throw new Error(`unknown LinkedIn payload version: ${JSON.stringify(wire['version'])}`);
  return wire as PostWire | CommentWire;
}

export function readState(state: PublishState): LinkedInState {
  if (state.v !== 1) throw new Error(`unknown LinkedIn state version: ${state.v}`);
  return state as LinkedInState;
}
