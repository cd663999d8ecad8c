import type { PublishState, RenderedUnit, Seed, Step, UnitKind } from '../contract.js';

/** A medium of a container. */
export type ContainerMedium = { mediaId: string; kind: 'image' | 'video'; altText: string | null };

/** What is posted through containers: the parameters of the one that is published, as its network names them. */
export type ContainerWire = {
  kind: UnitKind;
  text: string;
  params: { [name: string]: string };
  media: ContainerMedium[];
};

export type ContainerState = {
  v: 1;
  key: string;
  createdAt: string;
  wire: ContainerWire;
  replyTo: string | null;
  /** Containers of a carousel's items, in order, and how many of them are known to be ready. */
  children: string[];
  ready: number;
  /** The one that is published: for life, unless they say that it will never be. */
  container: string | null;
  /** RFC 3339: no more patience with what they work on now. */
  waitUntil: string | null;
  /** RFC 3339: no more patience with their lists, for a post that is out. */
  listUntil: string | null;
  remote: { id: string; url: string | null } | null;
} & Doings;

/** What has been done with the container. */
type Doings = {
  /**
   * The request to publish that may still have an effect. `at`: RFC 3339. `attempt`: the only try that may send it; null
   * once its answer is lost.
   */
  sent: { at: string; attempt: number | null } | null;
  /** The answer to such a request was lost once. */
  lost: boolean;
  /** Refusals that may have come with the post live, and the last of them. */
  doubt: { times: number; code: string; networkCode: string | null } | null;
  /** How often they denied that the container is there, and since when (RFC 3339). */
  missing: { times: number; since: string } | null;
};

const UNTOUCHED: Doings = { sent: null, lost: false, doubt: null, missing: null };

export function prepareContainers(unit: RenderedUnit, seed: Seed): ContainerState {
  const wire = unit.wire as ContainerWire;
  const answered = unit.kind === 'first_comment' ? seed.root : seed.parent;
  return {
    v: 1,
    key: seed.key,
    createdAt: seed.createdAt,
    wire,
    replyTo: answered?.id ?? null,
    children: [],
    ready: 0,
    container: null,
    waitUntil: null,
    listUntil: null,
    remote: null,
    ...UNTOUCHED,
  };
}

/** States from before it was noted what was sent do not know whether an answer to it was lost. */
export function readContainerState(state: PublishState): ContainerState {
  if (state.v !== 1) throw new Error(`unknown container state version: ${state.v}`);
  const { container } = state as ContainerState;
  return { ...UNTOUCHED, ...(container === null ? {} : { lost: true }), ...(state as ContainerState) };
}

/** For a container that will never be published: the next try makes another. */
export function startOver(state: ContainerState): ContainerState {
  return { ...state, ...UNTOUCHED, children: [], ready: 0, container: null, waitUntil: null };
}

// Nobody sees a container until it is published: a second one is litter that their 24 hours sweep away.
const CHILD: Step = { id: 'child', kind: 'create', effect: 'harmless' };
const CHILD_READY: Step = { id: 'child_ready', kind: 'poll', effect: 'none' };
const CONTAINER: Step = { id: 'container', kind: 'create', effect: 'harmless' };
// Notes that this try is about to send, which is stored before anything leaves.
const READY: Step = { id: 'ready', kind: 'poll', effect: 'none' };
// Sends in the try that noted it; in any other it only looks.
const PUBLISH: Step = { id: 'publish', kind: 'finalize', effect: 'guarded' };

export function nextContainerStep({ remote, container, sent, children, ready, wire }: ContainerState): Step | null {
  if (remote) return null;
  if (container !== null) return sent === null ? READY : PUBLISH;
  if (wire.media.length < 2) return CONTAINER;
  if (children.length < wire.media.length) return CHILD;
  return ready < children.length ? CHILD_READY : CONTAINER;
}
