import type { AdapterError, AdapterIo, StepResult } from '../contract.js';
import type { ContainerNetwork, Look } from './container-look.js';
import type { ContainerState } from './container-state.js';

/** They ask for a look a minute; images are ready within seconds. */
const PAUSE = { image: 10_000, video: 60_000 };
export const PATIENCE = 3_600_000;

/** `without`: the state that has forgotten the container they work on, so that another is made of it. */
export interface Work {
  kind: 'image' | 'video';
  without: ContainerState;
}

/** Waits for what they work on, and no longer than there is patience: nothing of it has been published. */
export function stillAtWork(
  network: ContainerNetwork,
  state: ContainerState,
  { kind, without }: Work,
  { now }: AdapterIo,
): StepResult {
  const giveUpAt = state.waitUntil === null ? after(now, PATIENCE) : new Date(state.waitUntil);
  if (now >= giveUpAt) return spent(network, { kind: 'seen', status: 'IN_PROGRESS', reason: '' }, without);
  const waiting = { ...state, waitUntil: giveUpAt.toISOString() };
  return { kind: 'wait', state: waiting, notBefore: after(now, PAUSE[kind]), giveUpAt };
}

export function after(now: Date, millis: number): Date {
  return new Date(now.getTime() + millis);
}

/** A container that will never be published, so that the next try makes another. */
export function spent(
  { api: { prefix }, isPassing }: ContainerNetwork,
  { status, reason }: Extract<Look, { kind: 'seen' }>,
  state: ContainerState,
): Extract<StepResult, { kind: 'failed' }> {
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
