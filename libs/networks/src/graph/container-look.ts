import type { AdapterError, AdapterIo, ReconcileResult, StepEffect } from '../contract.js';
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

export type Look = { kind: 'seen'; status: string; reason: string } | { kind: 'failed'; error: AdapterError };

/** What a container says of itself. */
export async function lookAt(
  { api, fields }: ContainerNetwork,
  id: string,
  effect: StepEffect,
  io: AdapterIo,
): Promise<Look> {
  const params = { fields: `${fields.status},${fields.reason}` };
  const answer = await callGraph(api, io, { effect, method: 'GET', path: encodeURIComponent(id), params });
  if (answer.kind === 'failed') return { kind: 'failed', error: lookError(api, answer) };
  const status = textAt(answer.value, fields.status);
  if (status === undefined) return { kind: 'failed', error: unreadable(api.prefix, effect, 200) };
  return { kind: 'seen', status, reason: textAt(answer.value, fields.reason) ?? '' };
}

/** They sometimes deny a container that is there (github.com/gitroomhq/postiz-app/issues/1562). */
function lookError({ prefix }: GraphApi, { error, told }: Extract<GraphAnswer, { kind: 'failed' }>): AdapterError {
  const denied = told?.code === 100 && told.subcode === 33;
  return denied ? { ...error, class: 'retryable', code: `${prefix}.container_hidden` } : error;
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

/** The container knows for certain. */
export async function reconcileContainer(
  network: ContainerNetwork,
  state: ContainerState,
  io: AdapterIo,
): Promise<ReconcileResult> {
  if (state.container === null) return { kind: 'absent', certainty: 'certain' };
  const look = await lookAt(network, state.container, 'none', io);
  if (look.kind === 'failed') return look;
  if (look.status !== 'PUBLISHED') return { kind: 'absent', certainty: 'certain' };
  const listing = await network.recent(state, io);
  const remote = remoteOf(listing.kind === 'ok' ? ours(network, listing.posts, state) : [], state);
  return { kind: 'found', remote, state: { ...state, remote } };
}
