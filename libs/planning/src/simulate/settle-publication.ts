import type { Ending, SimulationOutcome } from './simulation-entry.js';
import type { CharterRefusal, SimulatedChannel, SimulatedPublication, StandingPause } from './simulation-input.js';
import { reasonOf, type SimulationReason, type SimulationReasonCode } from './simulation-reasons.js';

/** What stands around a publication when its time comes. */
export interface PublicationSurroundings {
  channel: SimulatedChannel | undefined;
  pauses: readonly StandingPause[];
  now: Date;
}

/**
 * How a publication ends: what is settled stays; everything else passes the gates of mark-missed, release-held and the
 * claim, in their order, at the instant when it is free to go.
 */
export function settlePublication(publication: SimulatedPublication, around: PublicationSurroundings): Ending {
  switch (publication.state) {
    case 'published':
      return settled('published', 'already_published', publication.publishedAt);
    case 'failed':
      return settled('failed', 'already_failed');
    case 'missed':
      return { ...settled('missed', 'late'), reason: reasonOfHold(publication, around) };
    case 'cancelled':
      return settled('cancelled', 'cancelled');
    case 'unconfirmed':
      return settled('unconfirmed', 'unconfirmed');
    case 'reconciling':
      return settled('unconfirmed', 'reconciling');
    case 'publishing':
      return settled('published', 'in_flight', around.now);
    case 'scheduled':
    case 'queued':
    case 'waiting':
    case 'processing':
    case 'held':
      return foresee(publication, around);
  }
}

function foresee(publication: SimulatedPublication, around: PublicationSurroundings): Ending {
  const { dueAt, lateUntil, started } = publication;
  const due = laterOf(dueAt, around.now);
  const freeAt = freedAt(publication, around.channel, due);
  if (freeAt && (started || freeAt <= lateUntil)) return claimed(publication, around, freeAt);
  const heldFrom = publication.state === 'held' ? earlierOf(dueAt, around.now) : null;
  return stuck(publication, reasonOfHold(publication, around), heldFrom);
}

/** When it may be tried; null: never, unless a person does something. */
function freedAt(
  { state, reason, refusal, resumesAt }: SimulatedPublication,
  channel: SimulatedChannel | undefined,
  due: Date,
): Date | null {
  if (state === 'waiting' || state === 'processing' || isHeldByBlackout(state, reason)) return laterOf(due, resumesAt);
  if (state !== 'held') return due;
  if (reason === 'charter' && !refusalAt(refusal, due)) return due;
  // A lifted pause makes what it holds missed at once: what is still held by one stays so.
  return reason === 'reauthorize' && isWell(channel) ? due : null;
}

function claimed(publication: SimulatedPublication, around: PublicationSurroundings, at: Date): Ending {
  const { channel, pauses } = around;
  if (!channel || channel.archived || channel.health === 'disabled') return settled('failed', 'channel_disabled', at);
  if (channel.health === 'reauthorize') return stuck(publication, reasonOf('reauthorize'), at);
  const pause = publication.started ? undefined : pauses.find((candidate) => covers(candidate, publication, channel));
  if (pause) return stopped(publication, pause, around.now, at);
  const refusal = refusalAt(publication.refusal, at);
  if (refusal) return stuck(publication, reasonOf('charter', refusal.articleId), at);
  if (!channel.networkKnown) return settled('failed', 'network_unknown', at);
  const wasHeld = isHeldByBlackout(publication.state, publication.reason);
  const reason = wasHeld ? reasonOf('blackout_over', publication.detail ?? undefined) : reasonOf('scheduled');
  return { outcome: 'published', reason, settledAt: at, heldFrom: wasHeld ? publication.dueAt : null };
}

/** A waiver lets it pass until it ends. */
function refusalAt(refusal: CharterRefusal | null, at: Date): CharterRefusal | null {
  return refusal && (refusal.from === null || refusal.from <= at) ? refusal : null;
}

/** Lifting a pause sends nothing late: what it stopped is missed at once. */
function stopped(publication: SimulatedPublication, pause: StandingPause, now: Date, heldFrom: Date): Ending {
  const reason = reasonOf('pause', pause.reason);
  if (pause.liftedAt) return { outcome: 'missed', reason, settledAt: now, heldFrom: null };
  return stuck(publication, reason, heldFrom);
}

/** Held until its late window is over; what is out in part cannot be missed and stays held. */
function stuck({ started, lateUntil }: SimulatedPublication, reason: SimulationReason, heldFrom: Date | null): Ending {
  if (started) return { outcome: 'held', reason, settledAt: null, heldFrom };
  return { outcome: 'missed', reason, settledAt: lateUntil, heldFrom };
}

/** Null fields of a pause do not narrow it: the same conditions as the claim's. */
function covers(pause: StandingPause, publication: SimulatedPublication, channel: SimulatedChannel): boolean {
  return (
    (pause.liftedAt === null || publication.dueAt < pause.liftedAt) &&
    (pause.brandId === null || pause.brandId === publication.brandId) &&
    (pause.networkId === null || pause.networkId === channel.networkId) &&
    (pause.channelId === null || pause.channelId === channel.id) &&
    (pause.pillar === null || pause.pillar === publication.pillar)
  );
}

/** mark-missed keeps what a publication was held or waiting for as the reason why it was missed. */
function reasonOfHold(
  { state, reason, detail }: SimulatedPublication,
  { pauses }: PublicationSurroundings,
): SimulationReason {
  switch (reason) {
    case 'pause':
      return reasonOf('pause', pauses.find(({ id }) => id === detail)?.reason);
    case 'reauthorize':
      return reasonOf('reauthorize');
    case 'charter':
      return reasonOf('charter', detail?.split(' ')[0]);
    case 'blackout':
      return reasonOf('blackout_held', detail ?? undefined);
    case 'late':
    case null:
      return reasonOf('late');
    default:
      return reasonOf(state === 'waiting' || state === 'missed' ? 'network_waits' : 'late');
  }
}

function isHeldByBlackout(state: SimulatedPublication['state'], reason: string | null): boolean {
  return state === 'held' && reason === 'blackout';
}

function isWell(channel: SimulatedChannel | undefined): boolean {
  return channel !== undefined && !channel.archived && (channel.health === 'ok' || channel.health === 'degraded');
}

function settled(outcome: SimulationOutcome, code: SimulationReasonCode, settledAt: Date | null = null): Ending {
  return { outcome, reason: reasonOf(code), settledAt, heldFrom: null };
}

function laterOf(a: Date, b: Date | null): Date {
  return b && b > a ? b : a;
}

function earlierOf(a: Date, b: Date): Date {
  return a < b ? a : b;
}
