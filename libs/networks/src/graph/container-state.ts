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
  /** The one that is published: for life, unless the network says that it expired. */
  container: string | null;
  /** RFC 3339: no more patience with what they work on now. */
  waitUntil: string | null;
  /** RFC 3339: no more patience with their lists, for a post that is out. */
  listUntil: string | null;
  /** A refusal that has been seen with the post live came once already. */
  doubted: boolean;
  remote: { id: string; url: string | null } | null;
};

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
    doubted: false,
    remote: null,
  };
}

export function readContainerState(state: PublishState): ContainerState {
  if (state.v !== 1) throw new Error(`unknown container state version: ${state.v}`);
  return state as ContainerState;
}

// Nobody sees a container until it is published: a second one is litter that their 24 hours sweep away.
const CHILD: Step = { id: 'child', kind: 'create', effect: 'harmless' };
const CHILD_READY: Step = { id: 'child_ready', kind: 'poll', effect: 'none' };
const CONTAINER: Step = { id: 'container', kind: 'create', effect: 'harmless' };
// Begins with a look at the container, which knows whether it has been published.
const PUBLISH: Step = { id: 'publish', kind: 'finalize', effect: 'guarded' };

export function nextContainerStep({ remote, container, children, ready, wire }: ContainerState): Step | null {
  if (remote) return null;
  if (container !== null) return PUBLISH;
  if (wire.media.length < 2) return CONTAINER;
  if (children.length < wire.media.length) return CHILD;
  return ready < children.length ? CHILD_READY : CONTAINER;
}
