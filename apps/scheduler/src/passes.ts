import { enactDue } from '#brands';
import { checkChannels, type NetworkAccess } from '#channels';
import type { Clock } from '#kernel';
import { pruneEvents, sequenceEvents } from '#outbox';
import { type MediaFiles, sweepOrphans } from '#media';
import { sqlRows, type UnitOfWork } from '#persistence';
import { purgeBrands, reviewCharters } from '#planning';
import {
  dispatchDue,
  markMissed,
  type PublishSettings,
  releaseHeld,
  releaseStale,
  reviveQueued,
  settlePauses,
  unlockDeadWorkers,
} from '#publishing';
import { alertUnfilled, closePastOccurrences, extendHorizon } from '#slots';

/** What a pass works with. */
export interface PassContext {
  uow: UnitOfWork;
  settings: PublishSettings;
  /** False while nobody knows the time well enough to send by it. */
  clockTrusted: boolean;
  /** The media that are kept. */
  files: MediaFiles;
}

/** The same with the way to the networks, for passes that ask there. */
export interface AskingContext extends PassContext {
  access: NetworkAccess;
  clock: Clock;
}

/** One idempotent step of a beat: missing ten beats and running once gives the same rows. */
export interface Pass<Context extends PassContext = PassContext> {
  name: string;
  /** Runs on every n-th beat. */
  every: number;
  run(context: Context, now: Date): Promise<unknown>;
}

const HOUR = 3_600_000;
/** A queued row whose job was taken is claimed within milliseconds. */
const REVIVE_AFTER = 5_000;

/**
 * In this order on every beat: what a lifted pause stopped is told so before it can count as late, what is too late is
 * given up before anything is dispatched, and what people wait for comes before house-keeping.
 */
export const PASSES: readonly Pass[] = [
  { name: 'settle-pauses', every: 1, run: ({ uow }, now) => settlePauses(uow, now) },
  { name: 'activate-charters', every: 1, run: ({ uow }, now) => enactDue(uow, now) },
  { name: 'mark-missed', every: 1, run: ({ uow }, now) => markMissed(uow, now) },
  {
    name: 'release-stale',
    every: 1,
    run: ({ uow, settings }, now) => releaseStale(uow, now, settings.looks[0] ?? 0),
  },
  { name: 'release-held', every: 1, run: ({ uow }, now) => releaseHeld(uow, now) },
  {
    name: 'dispatch-due',
    every: 1,
    run: async ({ uow, clockTrusted }, now) => (clockTrusted ? dispatchDue(uow, now) : 'clock uncertain'),
  },
  { name: 'review-charter', every: 1, run: ({ uow }, now) => reviewCharters(uow, now) },
  { name: 'unlock-dead-workers', every: 1, run: ({ uow }) => unlockDeadWorkers(uow) },
  { name: 'deliver-events', every: 1, run: ({ uow }) => uow.run((tx) => sequenceEvents(tx)) },
  {
    name: 'revive-queued',
    every: 5,
    run: ({ uow }, now) => reviveQueued(uow, now, new Date(now.getTime() - REVIVE_AFTER)),
  },
  { name: 'close-past-occurrences', every: 10, run: ({ uow }, now) => closePastOccurrences(uow, now) },
  { name: 'alert-unfilled', every: 10, run: ({ uow }, now) => alertUnfilled(uow, now) },
  { name: 'extend-horizon', every: 30, run: ({ uow }, now) => extendHorizon(uow, now) },
  { name: 'purge-brands', every: 5, run: ({ uow, files }, now) => purgeBrands(uow, now, files) },
  { name: 'sweep-orphans', every: 3600, run: ({ uow, files }, now) => sweepOrphans(uow, files, now) },
  { name: 'prune', every: 600, run: ({ uow }, now) => prune(uow, now) },
];

/**
 * Passes that wait for networks, on a heartbeat of their own: what publishes must not wait for somebody else's server.
 */
export const ASKING_PASSES: readonly Pass<AskingContext>[] = [
  { name: 'check-channels', every: 60, run: ({ uow, access, clock }) => checkChannels({ uow, access }, clock) },
];

/** Forgets what has served: events after 30 days, idempotency keys after 24 h, buckets that woke, agreements that are over, silent schedulers. */
async function prune(uow: UnitOfWork, now: Date): Promise<{ events: number }> {
  return uow.run(async (tx) => {
    const ago = (hours: number): Date => new Date(now.getTime() - hours * HOUR);
    await sqlRows(tx, 'delete from idempotency_key where created_at < $1', [ago(24)]);
    await sqlRows(tx, 'delete from rate_bucket where until < $1', [now]);
    await sqlRows(tx, 'delete from oauth_agreement where expires_at < $1', [ago(1)]);
    await sqlRows(tx, 'delete from heartbeat where beaten_at < $1', [ago(24)]);
    return { events: await pruneEvents(tx, ago(30 * 24)) };
  });
}
