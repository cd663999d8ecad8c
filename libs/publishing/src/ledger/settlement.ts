import {
  type AdapterError,
  type LimitScope,
  mayBeAnybodys,
  type PublishState,
  type Remote,
  type Step,
  type StepResult,
} from '#networks';
import type { PublishSettings } from '../publish-settings.js';
import { ASKED_IN_VAIN } from './held-back.js';

/**
 * A bucket that sleeps: `scope` network or channel, `key` the id of it; or `endpoint:<channel id>` and the name of a
 * step, which the claims of that channel read and no other channel minds.
 */
export interface Bucket {
  scope: 'network' | 'channel' | `endpoint:${string}`;
  key: string;
  until: Date;
}

/** What becomes of a publication after a try. */
export type Settlement =
  | { to: 'published'; differences: readonly string[] }
  | { to: 'processing'; runAt: Date; giveUpAt: Date }
  | { to: 'waiting'; runAt: Date; countsAsFailure: boolean; reason: string; bucket: Bucket | null }
  | { to: 'held'; reason: 'reauthorize' }
  | { to: 'failed'; reason: string }
  | { to: 'reconciling'; runAt: Date; reason: string; putOff?: PutOff }
  | { to: 'unconfirmed'; reason: string };

/** A look that the network did not take. */
export interface PutOff {
  bucket: Bucket | null;
  /** The network refuses the credentials. */
  refused: boolean;
}

/** What the decision looks at besides the error. */
export interface TryFacts {
  step: Step;
  networkId: string;
  channelId: string;
  /** Limits of the app are those of every channel of the network; else the app is the account's own. */
  sharesApp: boolean;
  /** Failures that counted, before this one. */
  failures: number;
  lateUntil: Date;
  /** Something of it is out, or may be: `exposed` included. */
  started: boolean;
  /** Readers may see the unit already: an earlier answer was lost. */
  exposed: boolean;
  now: Date;
}

/** The engine's reading of an adapter's error (publishing.md): class by class, never by HTTP status. */
export function settleError(error: AdapterError, facts: TryFacts, settings: PublishSettings): Settlement {
  switch (error.class) {
    case 'permanent':
      return givenUp(error.code, facts, settings);
    case 'auth':
      // A firewall's page is worth a few tries before the channel is taken for lost.
      return mayBeAnybodys(error) && facts.failures + 1 < settings.backoff.maxFailures
        ? tryAgain(error, facts, settings)
        : { to: 'held', reason: 'reauthorize' };
    case 'rate_limited':
      return rateLimited(error, facts);
    case 'unknown_outcome':
      // A step that may be repeated needs no search for what it did.
      return facts.step.effect === 'irreversible'
        ? reconciling(error.code, facts.now, settings)
        : tryAgain(error, facts, settings);
    case 'retryable':
      return tryAgain(error, facts, settings);
  }
}

/** Nothing of a unit is out for certain, or the network is asked what became of an answer that was lost before. */
function givenUp(reason: string, { exposed, now }: TryFacts, settings: PublishSettings): Settlement {
  return exposed ? reconciling(reason, now, settings) : { to: 'failed', reason };
}

/** Bytes left on a step that cannot be repeated and no answer can be trusted: the network is asked, first in 5 s. */
export function reconciling(reason: string, now: Date, settings: PublishSettings): Settlement {
  return { to: 'reconciling', runAt: after(now, settings.looks[0] ?? 0), reason };
}

/** Without a header a limit sleeps a minute, a day's one an hour. */
const DEFAULT_SLEEP = { app: 60_000, account: 60_000, endpoint: 60_000, day: 3_600_000 };

/** A network that says “at once” has still said no: so that no loop is hot. */
const SHORTEST_SLEEP = 5_000;

function wakingTime({ scope = 'account', retryAfter }: AdapterError, now: Date): Date {
  return laterOf(retryAfter ?? after(now, DEFAULT_SLEEP[scope]), after(now, SHORTEST_SLEEP));
}

function rateLimited(error: AdapterError, facts: TryFacts): Settlement {
  const scope = error.scope ?? 'account';
  const until = wakingTime(error, facts.now);
  return {
    to: 'waiting',
    runAt: until,
    countsAsFailure: false,
    reason: error.code,
    bucket: bucketOf(scope, until, facts),
  };
}

/** What sleeps when the network says that one of its limits is reached. */
export function bucketOf(
  scope: LimitScope,
  until: Date,
  { networkId, channelId, sharesApp, step }: BucketFacts,
): Bucket {
  switch (scope) {
    case 'app':
      return sharesApp ? { scope: 'network', key: networkId, until } : { scope: 'channel', key: channelId, until };
    case 'endpoint':
      return { scope: `endpoint:${channelId}`, key: step.id, until };
    case 'account':
    case 'day':
      return { scope: 'channel', key: channelId, until };
  }
}

type BucketFacts = Pick<TryFacts, 'networkId' | 'channelId' | 'sharesApp'> & { step: Pick<Step, 'id'> };

function tryAgain(error: AdapterError, facts: TryFacts, settings: PublishSettings): Settlement {
  const { base, cap, maxFailures } = settings.backoff;
  if (facts.failures + 1 >= maxFailures) return givenUp(error.code, facts, settings);
  const ceiling = Math.min(cap, base * 2 ** facts.failures);
  const told = error.retryAfter?.getTime() ?? 0;
  // Full jitter (AWS Architecture Blog, “Exponential Backoff And Jitter”), with a floor so that no loop is hot.
  const runAt = new Date(Math.max(told, facts.now.getTime() + 500 + settings.random() * ceiling));
  if (!facts.started && runAt > facts.lateUntil) return { to: 'failed', reason: error.code };
  return { to: 'waiting', runAt, countsAsFailure: true, reason: error.code, bucket: null };
}

/** The settlement of a step's result that is not `advanced` or the end of a unit. */
export function settleWait(result: Extract<StepResult, { kind: 'wait' }>): Settlement {
  return { to: 'processing', runAt: result.notBefore, giveUpAt: result.giveUpAt };
}

/** What a look at the network after an unknown outcome found. */
export interface LookFacts extends Pick<TryFacts, 'networkId' | 'channelId' | 'sharesApp' | 'failures' | 'now'> {
  looks: number;
  /** A pause or the charter keeps it from being repeated: see `isHeldBack`. */
  heldBack: boolean;
  /** When the call was announced whose outcome is unknown, and how long it had. */
  armedAt: Date;
  armedDeadline: number;
}

export type LookResult =
  | { kind: 'found'; remote: Remote; state?: PublishState; unitsLeft: boolean }
  | { kind: 'absent'; certainty: 'certain' | 'likely' }
  | { kind: 'undecidable'; reason: string }
  | { kind: 'failed'; error: AdapterError };

/**
 * The ladder: look again while it may help; send again only when certainly absent, and not for ever; else a person
 * decides.
 */
export function settleLook(result: LookResult, facts: LookFacts, settings: PublishSettings): Settlement {
  switch (result.kind) {
    case 'found':
      return result.unitsLeft
        ? { to: 'waiting', runAt: facts.now, countsAsFailure: false, reason: 'units_left', bucket: null }
        : { to: 'published', differences: [] };
    case 'absent':
      if (result.certainty === 'likely') return lookAgain('absent_unproven', facts, settings);
      return sendAgain(facts, settings);
    case 'undecidable':
      return unknowable(result.reason, facts);
    case 'failed':
      return unlooked(result.error, facts, settings);
  }
}

function sendAgain(
  facts: LookFacts,
  { backoff: { base, cap, maxFailures }, ...settings }: PublishSettings,
): Settlement {
  const dead = callIsDead(facts, settings);
  if (dead > facts.now)
    return { to: 'reconciling', runAt: dead, reason: 'absent', putOff: { bucket: null, refused: false } };
  if (facts.failures + 1 >= maxFailures) return { to: 'failed', reason: 'absent' };
  const runAt = after(facts.now, facts.failures === 0 ? 0 : Math.min(cap, base * 2 ** facts.failures));
  return { to: 'waiting', runAt, countsAsFailure: true, reason: 'absent', bucket: null };
}

/** A call without an answer may still arrive: what is absent before this may be there after it. */
function callIsDead(facts: LookFacts, { absentGrace }: Pick<PublishSettings, 'absentGrace'>): Date {
  return after(facts.armedAt, facts.armedDeadline + absentGrace);
}

/** No step has this name: a limit of looks alone lets everything else pass. */
const LOOK = { id: 'reconcile' };

/** A look that the network did not take is none: it is put off, as long as there is patience. */
function unlooked(error: AdapterError, facts: LookFacts, settings: PublishSettings): Settlement {
  const isNone = error.class === 'rate_limited' || error.class === 'auth' || error.phase === 'before_send';
  if (!isNone || facts.now >= after(facts.armedAt, settings.patience)) return lookAgain(error.code, facts, settings);
  const limited = error.class === 'rate_limited';
  const runAt = limited ? wakingTime(error, facts.now) : after(facts.now, settings.looks.at(-1) ?? 0);
  const bucket = limited ? bucketOf(error.scope ?? 'account', runAt, { ...facts, step: LOOK }) : null;
  return { to: 'reconciling', runAt, reason: error.code, putOff: { bucket, refused: error.class === 'auth' } };
}

function lookAgain(reason: string, facts: LookFacts, settings: PublishSettings): Settlement {
  const wait = settings.looks[facts.looks];
  return wait === undefined ? unknowable(reason, facts) : { to: 'reconciling', runAt: after(facts.now, wait), reason };
}

/** A person decides, or, where a step that may be repeated was kept from it, whatever kept it. */
function unknowable(reason: string, { heldBack, now }: LookFacts): Settlement {
  return heldBack
    ? { to: 'waiting', runAt: now, countsAsFailure: false, reason: ASKED_IN_VAIN, bucket: null }
    : { to: 'unconfirmed', reason };
}

function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}

function laterOf(a: Date, b: Date): Date {
  return a > b ? a : b;
}
