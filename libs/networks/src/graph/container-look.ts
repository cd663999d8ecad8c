import type { AdapterError, AdapterIo, ReconcileResult } from '../contract.js';
import { textAt, unreadable } from '../http/answers.js';
import { callGraph, type GraphAnswer, type GraphApi } from './call.js';
import type { ContainerMedium, ContainerState } from './container-state.js';
import type { GraphError } from './errors.js';
import { canonical, type ListedPost, matching } from './match.js';

export type Listing = { kind: 'ok'; posts: ListedPost[] } | { kind: 'failed'; error: AdapterError };

/** A network that publishes through containers (Instagram, Threads). */
export interface ContainerNetwork {
  api: GraphApi;
  /** Below the account. */
  edges: { create: string; publish: string };
  /** Of a container: where its status stands, and why it failed. */
  fields: { status: string; reason: string };
  /** The parameters that a medium adds to its container. `alone`: not the item of a carousel. */
  item(medium: ContainerMedium, url: string, alone: boolean): Readonly<Record<string, string>>;
  /** What the account posted lately. */
  recent(state: ContainerState, io: AdapterIo): Promise<Listing>;
  /** A text as far as it comes back from them unchanged. */
  comparable(text: string): string;
  /** Whether a failed container may go better a second time. */
  isPassing(reason: string): boolean;
  /** A refusal to publish that has been seen with the post live. */
  isDoubtful(told: GraphError): boolean;
}

export function accountPath(io: AdapterIo): string {
  return encodeURIComponent(io.account.credentials['accountId'] ?? '');
}

/** `hidden`: they deny that the container is there. */
export type Look =
  { kind: 'seen'; status: string; reason: string } | { kind: 'failed'; error: AdapterError; hidden: boolean };

/** What a container says of itself. */
export async function lookAt({ api, fields }: ContainerNetwork, id: string, io: AdapterIo): Promise<Look> {
  const params = { fields: `${fields.status},${fields.reason}` };
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path: encodeURIComponent(id), params });
  if (answer.kind === 'failed') return unseen(api, answer);
  const reason = textAt(answer.value, fields.reason) ?? '';
  const status = statusIn(textAt(answer.value, fields.status) ?? '', reason);
  if (status === '') return { kind: 'failed', error: unreadable(api.prefix, 'none', 200), hidden: false };
  return { kind: 'seen', status, reason };
}

/** Instagram has left out the status of one that failed, and told the reason alone (github.com/trypostit/trypost/pull/351). */
function statusIn(told: string, reason: string): string {
  return told === '' && reason.startsWith('Error') ? 'ERROR' : told;
}

/** They sometimes deny a container that is there (github.com/gitroomhq/postiz-app/issues/1562). */
function unseen({ prefix }: GraphApi, { error, told }: Extract<GraphAnswer, { kind: 'failed' }>): Look {
  const hidden = told?.code === 100 && told.subcode === 33;
  return {
    kind: 'failed',
    error: hidden ? { ...error, class: 'retryable', code: `${prefix}.container_hidden` } : error,
    hidden,
  };
}

/** How long the status may lag behind a publication: they ask for looks a minute apart for five; 222 s have been seen. */
const SETTLES_WITHIN = 5 * 60_000;

/** From when on a container's status can be believed of what was sent; long ago where nothing was. */
export function settlesAt({ sent }: ContainerState): Date {
  return new Date(sent === null ? 0 : Date.parse(sent.at) + SETTLES_WITHIN);
}

/** Our post under its own id, or else under its container's: never under another's. */
export function remoteOf(matches: readonly ListedPost[], state: ContainerState): { id: string; url: string | null } {
  const [only, ...others] = matches;
  return only && others.length === 0 ? { id: only.id, url: only.url } : { id: state.container!, url: null };
}

/** Those of the account's posts that can be ours. */
export function ours(
  { comparable }: ContainerNetwork,
  posts: readonly ListedPost[],
  state: ContainerState,
): ListedPost[] {
  const { wire, replyTo, createdAt } = state;
  if (isNameless(state)) return [];
  const sought = { text: comparable(wire.text), media: wire.media.length, parentId: replyTo, createdAt };
  return matching(
    posts.map((post) => ({ ...post, text: comparable(post.text) })),
    sought,
  );
}

/** Without a text nothing tells our post from another of the same minutes. */
export function isNameless({ wire }: ContainerState): boolean {
  return canonical(wire.text) === '';
}

/** The container knows for certain, once its status has settled. */
export async function reconcileContainer(
  network: ContainerNetwork,
  state: ContainerState,
  io: AdapterIo,
): Promise<ReconcileResult> {
  if (state.container === null) return { kind: 'absent', certainty: 'certain' };
  const look = await lookAt(network, state.container, io);
  if (look.kind === 'failed') return { kind: 'failed', error: look.error };
  if (look.status !== 'PUBLISHED') return { kind: 'absent', certainty: certaintyOf(state, look.status, io) };
  const listing = await network.recent(state, io);
  const remote = remoteOf(listing.kind === 'ok' ? ours(network, listing.posts, state) : [], state);
  return { kind: 'found', remote, state: { ...state, remote } };
}

/** A container that they deny after an answer was lost may be denied because it is out. */
function certaintyOf(state: ContainerState, status: string, { now }: AdapterIo): 'certain' | 'likely' {
  const { sent, lost, missing } = state;
  const atWork = sent !== null && status === 'IN_PROGRESS';
  return atWork || now < settlesAt(state) || (lost && missing !== null) ? 'likely' : 'certain';
}
