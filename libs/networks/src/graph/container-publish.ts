import type { AdapterError, AdapterIo, StepResult } from '../contract.js';
import { failed, textAt } from '../http/answers.js';
import { callGraph, type GraphAnswer, type GraphApi, inShort } from './call.js';
import { accountPath, type ContainerNetwork, isNameless, lookAt, ours, remoteOf, settlesAt } from './container-look.js';
import { type ContainerState, startOver } from './container-state.js';
import { after, PATIENCE, spent, stillAtWork } from './container-work.js';
import { isTransient } from './errors.js';

/** Between two looks at a container, or at their lists, after an answer was lost. */
const LOOK_PAUSE = 30_000;
/** How long a post that is out may be missing from their lists. */
const LISTED_WITHIN = 5 * 60_000;
/** A refusal that may have come with the post live is believed so many times after the post was not there. */
const MOST_DOUBTS = 2;

/** Looks before anything is sent: a container that has been published is never published again. */
export async function awaitContainer(
  network: ContainerNetwork,
  state: ContainerState,
  io: AdapterIo,
): Promise<StepResult> {
  const look = await lookAt(network, state.container!, io);
  if (look.kind === 'failed') return look.hidden ? denied(state, look.error, io) : failed(look.error);
  switch (look.status) {
    case 'FINISHED':
      return aboutToSend(state, io);
    case 'IN_PROGRESS':
      return stillAtWork(network, state, { kind: kindOf(state), without: startOver(state) }, io);
    case 'PUBLISHED':
      return findPublished(network, state, io);
    default:
      return spent(network, look, startOver(state));
  }
}

function kindOf({ wire }: ContainerState): 'image' | 'video' {
  return wire.media.some(({ kind }) => kind === 'video') ? 'video' : 'image';
}

/** This try, and no other, may send: whoever finds this after a crash looks first. */
function aboutToSend(state: ContainerState, { now, attempt }: AdapterIo): Extract<StepResult, { kind: 'advanced' }> {
  return { kind: 'advanced', state: { ...state, waitUntil: null, sent: { at: now.toISOString(), attempt } } };
}

export async function publishOnce(
  network: ContainerNetwork,
  state: ContainerState,
  io: AdapterIo,
): Promise<StepResult> {
  if (state.sent?.attempt === io.attempt) return publish(network, state, io);
  return lookAgain(network, withLoss(state), io);
}

/** That they denied it before says nothing of what was sent since. */
function withLoss(state: ContainerState): ContainerState {
  return { ...state, lost: true, missing: state.lost ? state.missing : null };
}

/** Something was sent: only what their status says once it has settled is believed. */
async function lookAgain(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const look = await lookAt(network, state.container!, io);
  if (look.kind === 'failed') return unseen(look.error, state);
  if (look.status === 'PUBLISHED') return findPublished(network, state, io);
  if (look.status === 'IN_PROGRESS' || io.now < settlesAt(state)) return untilSettled(state, look, io);
  if (look.status === 'FINISHED') return sendAgain(network, state, io);
  return { ...spent(network, look, startOver(state)), nothingOut: true };
}

/** That they do not let us look says nothing about the post. */
function unseen(error: AdapterError, state: ContainerState): StepResult {
  return { kind: 'failed', error: { ...error, class: error.class === 'permanent' ? 'retryable' : error.class }, state };
}

/** Patience ends just as the status settles, so that the ledger asks whether the post is out (`reconcile`) before this does. */
function untilSettled(state: ContainerState, look: { status: string }, io: AdapterIo): StepResult {
  const sentAt = new Date(state.sent?.at ?? io.now);
  const giveUpAt = look.status === 'IN_PROGRESS' ? after(sentAt, PATIENCE) : after(settlesAt(state), -1);
  const waiting: ContainerState = { ...state, lost: true, sent: { at: sentAt.toISOString(), attempt: null } };
  return { kind: 'wait', state: waiting, notBefore: after(io.now, LOOK_PAUSE), giveUpAt };
}

/** It was not published. A refusal that was in doubt each time was meant. */
function sendAgain({ api }: ContainerNetwork, state: ContainerState, io: AdapterIo): StepResult {
  const { doubt } = state;
  if (doubt === null || doubt.times < MOST_DOUBTS) return { ...aboutToSend(state, io), nothingOut: true };
  const error: AdapterError = {
    class: 'permanent',
    code: `${api.prefix}.${doubt.code}`,
    phase: 'answered',
    detail: `The network refused it ${doubt.times} times, and it is not out.`,
    ...(doubt.networkCode === null ? {} : { networkCode: doubt.networkCode }),
  };
  return { kind: 'failed', error, state: startOver(state), nothingOut: true };
}

async function publish(network: ContainerNetwork, state: ContainerState, io: AdapterIo): Promise<StepResult> {
  const path = `${accountPath(io)}/${network.edges.publish}`;
  const params = { creation_id: state.container! };
  // The step may be repeated for the looks before it; the call itself must not be.
  const answer = await callGraph(network.api, io, { effect: 'irreversible', method: 'POST', path, params });
  if (answer.kind === 'failed') return refused(network, state, answer, io);
  const id = textAt(answer.value, 'id');
  if (id === undefined) return lost(state, io);
  const remote = { id, url: await permalinkOf(network.api, id, io) };
  return { kind: 'done', state: { ...state, remote }, remote, ...(answer.quiet && { quiet: answer.quiet }) };
}

/** Nobody knows whether it is out, and their status may lag behind what it is. */
function lost(state: ContainerState, io: AdapterIo): StepResult {
  const sent = { at: io.now.toISOString(), attempt: null };
  return untilSettled({ ...withLoss(state), sent }, { status: 'FINISHED' }, io);
}

type Refused = Extract<GraphAnswer, { kind: 'failed' }>;

function refused(network: ContainerNetwork, state: ContainerState, answer: Refused, io: AdapterIo): StepResult {
  const { error } = answer;
  const code = doubtfulCode(network, answer);
  if (code !== null) {
    const doubt = { times: (state.doubt?.times ?? 0) + 1, code, networkCode: error.networkCode ?? null };
    return lost({ ...state, doubt }, io);
  }
  if (error.class === 'unknown_outcome') return lost(state, io);
  // Their own word that nothing was done, or a request that never left.
  const unsent: ContainerState = { ...state, sent: null };
  const nothingOut = state.lost ? {} : { nothingOut: true as const };
  if (isDenial(network, error)) return { ...denied(unsent, error, io), ...nothingOut };
  const over = error.class === 'permanent' && !state.lost;
  return { kind: 'failed', error, state: over ? startOver(unsent) : unsent, ...nothingOut };
}

/** Ours, of a refusal that may have come with the post live, or that nobody has heard of; null: of neither kind. */
function doubtfulCode({ isDoubtful, isPassing }: ContainerNetwork, { error, told }: Refused): string | null {
  if (!told) return null;
  if (isDoubtful(told)) return error.code.slice(error.code.indexOf('.') + 1);
  const unheardOf = error.class === 'unknown_outcome' && (error.httpStatus ?? 500) < 500;
  return unheardOf && !isTransient(told) && !isPassing(String(told.subcode)) ? 'refused' : null;
}

function isDenial({ api }: ContainerNetwork, { code }: AdapterError): boolean {
  return code === `${api.prefix}.container_unknown`;
}

/** So often, and for so long, before another container is made. */
const DENIALS = { times: 3, millis: 2 * 60_000, pause: 60_000 };

/**
 * They do not know a container that they made: too fresh, or lost for good, of which only another one helps
 * (github.com/nopara73/LongevityWorldCup/pull/815). Never another where an answer was lost: it may be the one that is out.
 */
export function denied(
  state: ContainerState,
  error: AdapterError,
  { now }: AdapterIo,
): Extract<StepResult, { kind: 'failed' }> {
  const { times, since } = state.missing ?? { times: 0, since: now.toISOString() };
  const gone = times + 1 >= DENIALS.times && now >= after(new Date(since), DENIALS.millis);
  if (gone && !state.lost) return { kind: 'failed', error, state: startOver(state) };
  const pause = times === 0 ? {} : { retryAfter: after(now, DENIALS.pause) };
  return { kind: 'failed', error: { ...error, ...pause }, state: { ...state, missing: { times: times + 1, since } } };
}

/** Null where it cannot be had: a post that is out never fails for its address, nor is it called unknown for it. */
async function permalinkOf(api: GraphApi, id: string, io: AdapterIo): Promise<string | null> {
  const params = { fields: 'permalink' };
  const call = { effect: 'none', method: 'GET', path: encodeURIComponent(id), params } as const;
  const answer = await callGraph(api, inShort(io), call);
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
  return { kind: 'wait', state: waiting, notBefore: after(io.now, LOOK_PAUSE), giveUpAt: after(until, PATIENCE) };
}
