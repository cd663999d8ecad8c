import type { AdapterError, AdapterIo, Step, StepResult } from '../contract.js';
import { failed, mediaError, textAt, unreadable } from '../http/answers.js';
import { callGraph, messageUnknown } from './call.js';
import { accountPath, type ContainerNetwork, lookAt } from './container-look.js';
import { awaitContainer, denied, publishOnce } from './container-publish.js';
import type { ContainerMedium, ContainerState } from './container-state.js';
import { after, spent, stillAtWork } from './container-work.js';
import { fitOf } from './media-fit.js';

/** How long one address of a medium stays good: as long as a container lives. */
const DAY = 24 * 3_600_000;

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
    case 'ready':
      return awaitContainer(network, state, io);
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
  if (replyTo === '') return { kind: 'failed', error: messageUnknown(network.api) };
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
  const look = await lookAt(network, state.children[state.ready]!, io);
  if (look.kind === 'failed') return look.hidden ? denied(state, look.error, io) : failed(look.error);
  // Made again from here on: the order of the items is theirs.
  const without = { ...state, children: state.children.slice(0, state.ready) };
  switch (look.status) {
    case 'FINISHED':
    case 'PUBLISHED':
      return { kind: 'advanced', state: { ...state, ready: state.ready + 1, waitUntil: null } };
    case 'IN_PROGRESS':
      return stillAtWork(network, state, { kind: state.wire.media[state.ready]!.kind, without }, io);
    default:
      return spent(network, look, without);
  }
}
