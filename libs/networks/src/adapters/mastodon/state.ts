import type { Ancestor, JsonObject, PublishState, RenderedUnit, Seed } from '../../contract.js';
import { readWire, type StatusParts, type StatusWire } from './format.js';

export type MastodonState = {
  v: 1;
  /** The Idempotency-Key of every try. */
  key: string;
  wire: StatusWire;
  /** The status that this one answers. */
  replyTo: string | null;
  uploads: Upload[];
  /** Null until the account and its server have been looked at, right before the first try. */
  look: Look | null;
  remote: { id: string; url: string | null } | null;
  /** The server put it off although nobody asked: nothing is out yet. */
  scheduled: boolean;
};

/** An attachment on the server. `at` RFC 3339: when it was handed over. */
export type Upload = { id: string; at: string; ready: boolean };

/** What is known of the account right before the first try. Instants RFC 3339. */
export type Look = {
  account: string;
  /** The newest own status then; null when there was none. Whatever is ours came later. */
  newest: string | null;
  /** The server is Mastodon itself: its Idempotency-Key holds an hour. */
  keyed: boolean;
  /** It reads polls from forms alone. */
  form: boolean;
  firstTry: string;
  lastTry: string;
};

export function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  const replyTo = unit.kind === 'first_comment' ? (seed.root ?? seed.parent) : seed.parent;
  return {
    v: 1,
    key: seed.key,
    wire: readWire(unit.wire),
    replyTo: replyTo && statusId(replyTo),
    uploads: [],
    look: seed.parent && inherited(seed.parent, seed.createdAt),
    remote: null,
    scheduled: false,
  } satisfies MastodonState;
}

/** A person who settled a unit may have given its address: statuses end theirs with the id. */
function statusId({ id }: Ancestor): string {
  const parts = /^https?:\/\//.test(id) ? id.split(/[?#]/, 1)[0]!.split('/') : [];
  return parts.findLast((part) => part !== '') ?? id;
}

/** The status before is our newest one, on a server that has just been looked at. */
function inherited({ id, state }: Ancestor, createdAt: string): Look | null {
  const look = state && readState(state).look;
  return look && { ...look, newest: id, firstTry: createdAt, lastTry: createdAt };
}

/** The state as this adapter wrote it; throws for a version it does not know. */
export function readState(state: PublishState): MastodonState {
  if (state.v !== 1) throw new Error(`unknown mastodon state version: ${state.v}`);
  return state as MastodonState;
}

export function statusParts({ wire, uploads, replyTo }: MastodonState): StatusParts {
  return { wire, mediaIds: uploads.map(({ id }) => id), replyTo };
}

/** The state in the contract's terms. */
export function toState(state: MastodonState): PublishState {
  return state satisfies JsonObject;
}
