import type { StepEffect } from '../contract.js';
import { at, readObject, type Refusal } from '../http/answers.js';

/** What a Graph API says went wrong (developers.facebook.com/docs/graph-api/guides/error-handling). */
export interface GraphError {
  code: number;
  /** 0 where there is none. */
  subcode: number;
  /** They say that the same call may work later. */
  transient: boolean;
  /** Theirs, and perhaps with what it was sent in it: for recognising, never for showing. */
  message: string;
}

/** What one network says with codes of its own; undefined for the codes that all of them share. */
export type OwnCodes = (error: GraphError, effect: StepEffect) => Refusal | undefined;

/** The error in a body, whatever its status; null where there is none. */
export function readGraphError(body: string): GraphError | null {
  const error = at(readObject(body) ?? undefined, 'error');
  const code = at(error, 'code');
  if (typeof code !== 'number') return null;
  const subcode = at(error, 'error_subcode');
  const message = at(error, 'message');
  return {
    code,
    subcode: typeof subcode === 'number' ? subcode : 0,
    transient: at(error, 'is_transient') === true,
    message: typeof message === 'string' ? message : '',
  };
}

/** `190/463`, or the code alone. */
export function networkCodeOf({ code, subcode }: GraphError): string {
  return subcode === 0 ? String(code) : `${code}/${subcode}`;
}

/**
 * What the codes that all Graph APIs share mean. Most come with status 400, so that only the code tells a dead token
 * from a full quota. A code that is not here is left to the status: they mark what may be tried again themselves.
 */
export function sharedMeaning(error: GraphError, effect: StepEffect): Refusal {
  const networkCode = networkCodeOf(error);
  const { code, subcode } = error;
  if (DEAD_TOKEN.includes(code)) return { networkCode, class: 'auth' };
  if (APP_THROTTLED.includes(code)) return { networkCode, class: 'rate_limited', scope: 'app' };
  if (isAccountThrottled(code)) return { networkCode, class: 'rate_limited', scope: 'account' };
  if (isForbidden(code)) return { networkCode, class: 'permanent', code: 'forbidden' };
  if (code === BLOCKED) return { networkCode, class: 'permanent', code: 'blocked' };
  if (code === 100 && subcode === NO_SUCH_OBJECT) return { networkCode, class: 'permanent', code: 'not_found' };
  if (isTransient(error)) return { networkCode, ...brokenAt(effect) };
  return { networkCode };
}

const DEAD_TOKEN: readonly number[] = [102, 190];
const APP_THROTTLED: readonly number[] = [4, 341];
const TRANSIENT: readonly number[] = [1, 2];
/** Blocked for a breach of their policies: to go on sending would make it worse. */
const BLOCKED = 368;
const NO_SUCH_OBJECT = 33;

/** 17 a user, 32 a page, 613 a call of its own limit, 80000 and up the business use cases. */
function isAccountThrottled(code: number): boolean {
  return code === 17 || code === 32 || code === 613 || (code >= 80_000 && code <= 80_014);
}

/** 3 what the app may not do at all, 10 and 200 to 299 what this person did not allow it. */
function isForbidden(code: number): boolean {
  return code === 3 || code === 10 || (code >= 200 && code <= 299);
}

/**
 * What an error means at one call: what the network says with codes of its own goes before what all share. A code that
 * nobody has heard of proves nothing where a post may be out; what came with 401 or 429 was turned away at the door.
 */
export function meaningOf(error: GraphError, own: Refusal | undefined, status: number, effect: StepEffect): Refusal {
  const meaning = { ...sharedMeaning(error, effect), ...own };
  const told = meaning.class !== undefined || REFUSING.includes(error.code) || [401, 429].includes(status);
  return effect !== 'irreversible' || told ? meaning : { ...meaning, class: 'unknown_outcome' };
}

/**
 * What was sent is not valid (100), a picture is missing or none (324), a file cannot be fetched (389), the address is not
 * valid (1500), or the call itself is not (12 deprecated, 101 and 104 the app, 2500 the path, 2635 the version): nothing is made.
 */
const REFUSING: readonly number[] = [12, 100, 101, 104, 324, 389, 1500, 2500, 2635];

/** They say that the same call may work later. */
export function isTransient({ code, transient }: GraphError): boolean {
  return transient || TRANSIENT.includes(code);
}

/** Something broke on their side, perhaps after the work was done. */
export function brokenAt(effect: StepEffect): Pick<Refusal, 'class'> {
  return { class: effect === 'irreversible' ? 'unknown_outcome' : 'retryable' };
}
