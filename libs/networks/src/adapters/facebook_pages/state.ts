import type { PublishState, RenderedUnit, Seed, Step } from '../../contract.js';
import { idOrAddress } from './address.js';
import type { FacebookWire } from './format.js';

export type FacebookState = {
  v: 1;
  key: string;
  createdAt: string;
  wire: FacebookWire;
  /** What a comment stands under, by its id or address. */
  target: string | null;
  /** Photos that are up and not yet shown, in order. */
  photos: string[];
  /** The video once they have taken it, to work on. */
  video: string | null;
  /** RFC 3339: no more patience with that work. */
  waitUntil: string | null;
  remote: { id: string; url: string | null } | null;
};

export function prepare(unit: RenderedUnit, seed: Seed): FacebookState {
  return {
    v: 1,
    key: seed.key,
    createdAt: seed.createdAt,
    wire: unit.wire as FacebookWire,
    target: seed.root && idOrAddress(seed.root),
    photos: [],
    video: null,
    waitUntil: null,
    remote: null,
  };
}

export function readState(state: PublishState): FacebookState {
  if (state.v !== 1) throw new Error(`unknown facebook_pages state version: ${state.v}`);
  return state as FacebookState;
}

// An unpublished photo is seen by nobody, and a second one by nobody either.
const PHOTO: Step = { id: 'photo', kind: 'upload', effect: 'harmless' };
// What follows is out as it is made, and as often: Facebook has no key for it.
const POST: Step = { id: 'post', kind: 'create', effect: 'irreversible' };
const VIDEO: Step = { id: 'video', kind: 'create', effect: 'irreversible' };
const COMMENT: Step = { id: 'comment', kind: 'create', effect: 'irreversible' };
const PROCESSING: Step = { id: 'processing', kind: 'poll', effect: 'none' };

export function nextStep({ remote, wire, photos, video }: FacebookState): Step | null {
  if (remote) return null;
  if (wire.kind === 'first_comment') return COMMENT;
  if (wire.video !== null) return video === null ? VIDEO : PROCESSING;
  return photos.length < wire.photos.length ? PHOTO : POST;
}
