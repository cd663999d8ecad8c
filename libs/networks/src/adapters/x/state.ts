import type { PublishState, RenderedUnit, Seed } from '../../contract.js';
import { postId } from './address.js';
import { takesAltText, type XMedia, type XWire } from './format.js';

export type XState = {
  v: 1;
  createdAt: string;
  wire: XWire;
  /** The post this one answers; empty: nobody knows which. */
  replyTo: string | null;
  uploads: XUpload[];
  /** Whether the media were uploaded a second time because X no longer knew them. */
  uploadedAgain: boolean;
  remote: { id: string; url: string } | null;
};

/** One medium on its way to an id that a post can name. */
export type XUpload = XMedia & {
  next: 'initialize' | 'append' | 'finalize' | 'processing' | 'describe' | 'ready';
  id: string | null;
  /** Of the file as it is sent, in bytes. */
  total: number;
  segment: number;
  /** RFC 3339: when X forgets what it has. */
  expiresAt: string | null;
  /** RFC 3339: since when X has been processing it. */
  waitingSince: string | null;
};

export function prepareX(unit: RenderedUnit, seed: Seed): PublishState {
  const wire = readWire(unit);
  const answered = { post: null, thread: seed.parent, first_comment: seed.root }[unit.kind];
  return {
    v: 1,
    createdAt: seed.createdAt,
    wire,
    replyTo: answered && (postId(answered) ?? ''),
    uploads: wire.media.map(freshUpload),
    uploadedAgain: false,
    remote: null,
  } satisfies XState;
}

/** An upload from its beginning: what it left behind expires by itself. */
export function freshUpload({ mediaId, mimeType, altText }: XMedia): XUpload {
  const medium = { mediaId, mimeType, altText: takesAltText(mimeType) ? altText : null };
  return { ...medium, next: 'initialize', id: null, total: 0, segment: 0, expiresAt: null, waitingSince: null };
}

function readWire({ wire }: RenderedUnit): XWire {
  if (wire['version'] !== 1) throw new Error(`unknown X payload version: ${JSON.stringify(wire['version'])}`);
  return wire as XWire;
}

export function readState(state: PublishState): XState {
  if (state.v !== 1) throw new Error(`unknown X state version: ${state.v}`);
  return state as XState;
}
