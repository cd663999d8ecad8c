import type { AdapterError, AdapterIo, Step, StepResult } from '../contract.js';
import { mediaError, textAt, unreadable } from '../http/answers.js';
import { callGraph, type GraphAnswer, type GraphApi } from './call.js';
import { accountPath, type ContainerNetwork, isNameless, type Look, lookAt, ours, remoteOf } from './container-look.js';
import type { ContainerMedium, ContainerState } from './container-state.js';
import { fitOf } from './media-fit.js';

/** How long one address of a medium stays good: as long as a container lives. */
const DAY = 24 * 3_600_000;
/** They ask for a look a minute; images are ready within seconds. */
const PAUSE = { image: 10_000, video: 60_000 };
const PATIENCE = 3_600_000;
/** How long a post that is out may be missing from their lists. */
const LISTED_WITHIN = 5 * 60_000;
const LIST_PAUSE = 30_000;

export function runContainerStep(
  network: ContainerNetwork,
  step: Step,
  state: ContainerState,
  io: AdapterIo,
): Promise<StepResult> {
  switch (step.id) {
    case 'child':
      return makeChild(network, state, io);
    case 'child_ready':
      return awaitChild(network, state, io);
    case 'container':
      return makeContainer(network, state, io);
    default:
      return publishOnce(network, state, io);
  }
}

async function makeChild(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const medium = state.wire.media[state.children.length]!;
  const item = await itemParams(network, medium, false, io);
  if (item.kind === 'failed') return item;
  const made = await create(network, { ...item.params, is_carousel_item: 'true' }, io);
  if (made.kind === 'failed') return made;
  return { kind: 'advanced', state: { ...state, children: [...state.children, made.id] } };
}

async function makeContainer(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const whole = await containerParams(network, state, io);
  if (whole.kind === 'failed') return whole;
  const made = await create(network, whole.params, io);
  if (made.kind === 'failed') return made;
  return { kind: 'advanced', state: { ...state, container: made.id } };
}

type Params = Readonly<Record<string, string>>;
type Described = { kind: 'described'; params: Params } | { kind: 'failed'; error: AdapterError };

async function containerParams(
  network: ContainerNetwork,
  { wire, children, replyTo }: ContainerState,
  io: AdapterIo,
): Promise<Described> {
  const params = { ...wire.params, ...(replyTo === null ? {} : { reply_to_id: replyTo }) };
  const [medium, ...others] = wire.media;
  if (!medium) return { kind: 'described', params };
  if (others.length > 0)
    return { kind: 'described', params: { ...params, media_type: 'CAROUSEL', children: children.join(',') } };
  const item = await itemParams(network, medium, true, io);
  return item.kind === 'failed' ? item : { kind: 'described', params: { ...params, ...item.params } };
}

/** They fetch media by themselves. */
async function itemParams(
  { api, item }: ContainerNetwork,
  medium: ContainerMedium,
  alone: boolean,
  io: AdapterIo,
): Promise<Described> {
  const fit = fitOf(io.account.capabilities, medium.kind);
  const shared = await io.media.publicUrl(io.account, medium.mediaId, fit, after(io.now, DAY));
  if (shared.kind === 'failed') return { kind: 'failed', error: mediaError(api.prefix, shared) };
  return { kind: 'described', params: item(medium, shared.url, alone) };
}

type Made = { kind: 'made'; id: string } | { kind: 'failed'; error: AdapterError };

async function create({ api, edges }: ContainerNetwork, params: Params, io: AdapterIo): Promise<Made> {
  const path = `${accountPath(io)}/${edges.create}`;
  const answer = await callGraph(api, io, { effect: 'harmless', method: 'POST', path, params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const id = textAt(answer.value, 'id');
  return id === undefined ? { kind: 'failed', error: unreadable(api.prefix, 'harmless', 200) } : { kind: 'made', id };
}

async function awaitChild(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const look = await lookAt(network, state.children[state.ready]!, 'none', io);
  if (look.kind === 'failed') return look;
  // Made again from here on: the order of the items is theirs.
  const without = { ...state, children: state.children.slice(0, state.ready) };
  switch (look.status) {
    case 'FINISHED':
    case 'PUBLISHED':
      return { kind: 'advanced', state: { ...state, ready: state.ready + 1, waitUntil: null } };
    case 'IN_PROGRESS':
      return stillAtWork(state, state.wire.media[state.ready]!.kind, io);
    default:
      return spent(network, look, without);
  }
}

function stillAtWork(state: ContainerState, kind: 'image' | 'video', io: AdapterIo): StepResult {
  const giveUpAt = state.waitUntil === null ? after(io.now, PATIENCE) : new Date(state.waitUntil);
  const waiting = { ...state, waitUntil: giveUpAt.toISOString() };
  return { kind: 'wait', state: waiting, notBefore: after(io.now, PAUSE[kind]), giveUpAt };
}

function after(now: Date, millis: number): Date {
  return new Date(now.getTime() + millis);
}

/** A container that will never be published, so that the next try makes another. */
function spent(
  { api: { prefix }, isPassing }: ContainerNetwork,
  { status, reason }: Extract<Look, { kind: 'seen' }>,
  state: ContainerState,
): StepResult {
  const expired = status === 'EXPIRED';
  const error: AdapterError = {
    class: expired || isPassing(reason) ? 'retryable' : 'permanent',
    code: `${prefix}.${expired ? 'container_expired' : 'container_failed'}`,
    phase: 'answered',
    detail: `The container is ${codeLike(status)}${reason === '' ? '' : `: ${codeLike(reason)}`}.`,
    ...(reason === '' ? {} : { networkCode: codeLike(reason) }),
  };
  return { kind: 'failed', error, state: { ...state, waitUntil: null } };
}

/** Their reasons are codes such as `FAILED_DOWNLOADING_VIDEO`, or a sentence with one: what it was sent stays out. */
function codeLike(reason: string): string {
  return /\b\d{5,}\b/.exec(reason)?.[0] ?? (/^[A-Z][A-Z_]{2,60}$/.test(reason) ? reason : 'unknown');
}

/** Looks first: a container that has been published is never published again. */
async function publishOnce(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const look = await lookAt(network, state.container!, 'guarded', io);
  if (look.kind === 'failed') return look;
  switch (look.status) {
    case 'FINISHED':
      return publish(network, state, io);
    case 'IN_PROGRESS':
      return stillAtWork(state, state.wire.media.some(({ kind }) => kind === 'video') ? 'video' : 'image', io);
    case 'PUBLISHED':
      return findPublished(network, state, io);
    default:
      return spent(network, look, { ...state, children: [], ready: 0, container: null });
  }
}

async function publish(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const path = `${accountPath(io)}/${network.edges.publish}`;
  const params = { creation_id: state.container! };
  const answer = await callGraph(network.api, io, { effect: 'guarded', method: 'POST', path, params });
  if (answer.kind === 'failed') return refused(network, state, answer, io.now);
  const id = textAt(answer.value, 'id');
  if (id === undefined) return { kind: 'failed', error: unreadable(network.api.prefix, 'guarded', 200) };
  const remote = { id, url: await permalinkOf(network.api, id, io) };
  return { kind: 'done', state: { ...state, remote }, remote, ...(answer.quiet && { quiet: answer.quiet }) };
}

/** Once it may have been published all the same, which the next look tells; twice it was not. */
function refused(
  { isDoubtful }: ContainerNetwork,
  state: ContainerState,
  { error, told }: Extract<GraphAnswer, { kind: 'failed' }>,
  now: Date,
): StepResult {
  const retryAfter = after(now, SETTLES_WITHIN);
  if (told && isDoubtful(told)) {
    if (state.doubted) return { kind: 'failed', error: { ...error, class: 'permanent' } };
    const doubtful: AdapterError = { ...error, class: 'retryable', retryAfter };
    return { kind: 'failed', error: doubtful, state: { ...state, doubted: true } };
  }
  const mayBeOut =
    error.class === 'retryable' && error.phase !== 'before_send' && (!told || BROKEN.includes(told.code));
  return { kind: 'failed', error: mayBeOut ? { ...error, retryAfter } : error };
}

/** How long the status may lag behind a publication: they ask for looks a minute apart for five; 222 s have been seen. */
const SETTLES_WITHIN = 5 * 60_000;
/** “Unknown” and “service”: something broke on their side, before or after. */
const BROKEN: readonly number[] = [1, 2];

/** Null where it cannot be had: a post that is out never fails for its address. */
async function permalinkOf(api: GraphApi, id: string, io: AdapterIo): Promise<string | null> {
  const call = {
    effect: 'none',
    method: 'GET',
    path: encodeURIComponent(id),
    params: { fields: 'permalink' },
  } as const;
  const answer = await callGraph(api, io, call);
  return answer.kind === 'ok' ? (textAt(answer.value, 'permalink') ?? null) : null;
}

/** It is out, and its id was lost with the answer: the one post that can be ours has it. */
async function findPublished(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const listing = await network.recent(state, io);
  if (listing.kind === 'failed' && listing.error.class !== 'permanent') return listing;
  const matches = listing.kind === 'ok' ? ours(network, listing.posts, state) : [];
  const until = state.listUntil === null ? after(io.now, LISTED_WITHIN) : new Date(state.listUntil);
  const hopeless = listing.kind === 'failed' || isNameless(state) || matches.length > 1 || io.now >= until;
  if (matches.length !== 1 && !hopeless) return lookLater(state, until, io);
  const remote = remoteOf(matches, state);
  return { kind: 'done', state: { ...state, remote }, remote };
}

function lookLater(state: ContainerState, until: Date, io: AdapterIo): StepResult {
  const waiting = { ...state, listUntil: until.toISOString() };
  // Their patience ends after ours, since a post that is out is no failure.
  return { kind: 'wait', state: waiting, notBefore: after(io.now, LIST_PAUSE), giveUpAt: after(until, PATIENCE) };
}
