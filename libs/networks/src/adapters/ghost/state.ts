import type { JsonObject, PublishState, RenderedUnit, Seed } from '../../contract.js';
import { type PostWire, readWire, slugOf } from './format.js';

export type GhostState = {
  v: 1;
  wire: PostWire;
  /** Ours alone: how the draft is found again. */
  slug: string;
  /** Where the site put the images, in order of the media. */
  images: string[];
  /** The draft's, once there is one. */
  postId: string | null;
  remote: { id: string; url: string | null } | null;
};

export function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  const wire = readWire(unit.wire);
  const slug = slugOf(wire.title, seed.key);
  return { v: 1, wire, slug, images: [], postId: null, remote: null } satisfies GhostState;
}

/** The state as this adapter wrote it; throws for a version it does not know. */
export function readState(state: PublishState): GhostState {
  if (state.v !== 1) throw new Error(`unknown ghost state version: ${state.v}`);
  return state as GhostState;
}

/** The state in the contract's terms. */
export function toState(state: GhostState): PublishState {
  return state satisfies JsonObject;
}
