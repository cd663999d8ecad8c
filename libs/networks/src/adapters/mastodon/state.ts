import type { Ancestor, JsonObject, PublishState, Remote, RenderedUnit, Seed } from '../../contract.js';
import { readWire, type StatusParts, type StatusWire } from './format.js';

export type MastodonState = {
  v: 1;
  /** The Idempotency-Key of every try. */
  key: string;
  wire: StatusWire;
  /** The status that this one answers; empty: nobody knows which. */
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
  newest: Newest | null;
  /** The server is Mastodon itself: its Idempotency-Key holds an hour. */
  keyed: boolean;
  /** It reads polls from forms alone. */
  form: boolean;
  firstTry: string;
  lastTry: string;
};

/** `at` RFC 3339, by the server's clock; null: it is not known. */
export type Newest = { id: string; at: string | null };

export function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  const replyTo = unit.kind === 'first_comment' ? (seed.root ?? seed.parent) : seed.parent;
  return {
    v: 1,
    key: seed.key,
    wire: readWire(unit.wire),
    replyTo: replyTo && ancestorId(replyTo),
    uploads: [],
    look: seed.parent && inherited(seed.parent, seed.createdAt),
    remote: null,
    scheduled: false,
  } satisfies MastodonState;
}

/** What names a status: its id, or else the end of the address that a person gave. Null: neither is known. */
export function statusId({ id, url }: Remote): string | null {
  if (id !== '' && !isAddress(id)) return id;
  const address = isAddress(id) ? id : (url ?? '');
  if (!isAddress(address)) return null;
  const end = new URL(address).pathname.split('/').findLast((part) => part !== '') ?? '';
  return /^[\w-]+$/.test(end) ? end : null;
}

function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

/** One that we did not see through was settled by a person: what stands as its id may be the key of our tries. */
function ancestorId({ id, url, state }: Ancestor): string {
  const seen = state && readState(state).remote;
  return statusId(seen ?? { id: url === null ? id : '', url }) ?? '';
}

/** The status before is our newest one, on a server that has just been looked at. */
function inherited(parent: Ancestor, createdAt: string): Look | null {
  const look = parent.state && readState(parent.state).look;
  const id = ancestorId(parent);
  // A time before it will do: it only ends the list if that status is deleted.
  return look && { ...look, newest: { id, at: look.newest?.at ?? null }, firstTry: createdAt, lastTry: createdAt };
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
