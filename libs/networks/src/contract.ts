import type { CountingUnit } from '#counting';
import type { Localised } from '#kernel';

/** Names one adapter folder, such as `feed` or `webhook`. Only adapters and manifests know particular values. */
export type NetworkId = string;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

// ---- What a network can do -------------------------------------------------------------------------------------

/** Stands for every media type, as in an Accept header. */
export const ANY_TYPE = '*/*';

/** What an account may publish. Manifest defaults, refined per account at run time. */
export interface Capabilities {
  /**
   * `max` null: no limit is known. `enforced` false: third-hand knowledge, warns and never rejects. `linkLength`: what
   * the account's server counts for a link, where the unit leaves that to the server.
   */
  text: { max: number | null; unit: CountingUnit; enforced: boolean; linkLength?: number };
  /** `mimeTypes` are exact ones; the single entry ANY_TYPE takes everything. */
  media: { maxImages: number; maxVideos: number; mimeTypes: readonly string[]; altText: boolean };
  poll: { maxOptions: number; maxOptionLength: number } | null;
  link: boolean;
  thread: boolean;
  firstComment: boolean;
}

/** A value a person types when connecting a channel. Secret ones are sealed and never shown again. */
export interface CredentialField {
  name: string;
  label: Localised;
  secret: boolean;
  required: boolean;
  format: 'text' | 'url';
  help?: Localised;
}

/** How an unknown outcome can be settled on this network. */
export type Reconciliation = 'atomic_key' | 'lookup' | 'repeatable' | 'none';

/** Data only: everything generic code needs to know about a network. */
export interface NetworkManifest {
  id: NetworkId;
  name: string;
  apiVersion: string;
  capabilities: Capabilities;
  credentials: readonly CredentialField[];
  /** JSON Schema of `variants.<channelId>.options`. */
  optionsSchema: JsonObject;
  /** What repeating or asking can do for an outcome nobody knows, and why. */
  reconciliation: { kind: Reconciliation; note: Localised };
  /** Whether `remove` takes a publication back. */
  removable: boolean;
  /** Official pages or servers the facts come from. */
  sources: readonly string[];
}

// ---- What is to be published -----------------------------------------------------------------------------------

export interface PlannedMedia {
  mediaId: string;
  url: string;
  mimeType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  altText: string | null;
}

export interface PlannedPoll {
  question: string;
  options: readonly string[];
  /** ISO 8601 */
  duration: string;
}

/** The resolved content of one post for one channel. Pure data; the same for the editor, the charter and the send. */
export interface PublishPlan {
  title: string | null;
  text: string;
  link: string | null;
  media: readonly PlannedMedia[];
  poll: PlannedPoll | null;
  thread: readonly { text: string }[];
  firstComment: string | null;
  language: string | null;
  labels: readonly string[];
  options: JsonObject;
}

/** What stands in the way of a plan on this network. `path` is a JSON Pointer into the post's content. */
export interface Issue {
  level: 'error' | 'warn';
  path: string;
  code: string;
  params: Record<string, string | number>;
}

export type UnitKind = 'post' | 'thread' | 'first_comment';

/** One thing to be created on the network: the post, a further thread post, or the first comment. */
export interface RenderedUnit {
  kind: UnitKind;
  /** The exact wire payload, as the adapter's own JSON. */
  wire: JsonObject;
}

export interface RenderedPost {
  units: readonly RenderedUnit[];
}

// ---- The step protocol -----------------------------------------------------------------------------------------

/** Fixed when a unit is first prepared and the same for every try, so that keys and dates never change. */
export interface Seed {
  /** The unit's stable key, unique in the installation: what the network is handed as its idempotency key. */
  key: string;
  /** RFC 3339 */
  createdAt: string;
  /** The unit before this one, for replies and comments. */
  parent: Remote | null;
}

/** The adapter's own memory of one unit, stored between steps. Versioned by its adapter. */
export type PublishState = JsonObject & { v: number };

/**
 * What repeating a step may do: `none` and `harmless` change nothing a reader sees; `guarded` may be repeated
 * because the network (or our key on it) keeps it single; `irreversible` is never repeated without asking first.
 */
export type StepEffect = 'none' | 'harmless' | 'guarded' | 'irreversible';

export interface Step {
  id: string;
  kind: 'upload' | 'create' | 'poll' | 'finalize';
  effect: StepEffect;
}

/** What came into being on the network. */
export interface Remote {
  id: string;
  url: string | null;
}

export type StepResult =
  | { kind: 'advanced'; state: PublishState }
  | { kind: 'wait'; state: PublishState; notBefore: Date; giveUpAt: Date }
  | { kind: 'done'; state: PublishState; remote: Remote }
  | { kind: 'failed'; error: AdapterError };

export type ErrorClass = 'retryable' | 'rate_limited' | 'auth' | 'permanent' | 'unknown_outcome';

/** Where a rate limit sleeps: every channel of the network, this channel, or this channel until its day is over. */
export type LimitScope = 'app' | 'account' | 'endpoint' | 'day';

export interface AdapterError {
  class: ErrorClass;
  /** Ours and stable, such as `webhook.gone`. */
  code: string;
  /** Theirs, as it came. */
  networkCode?: string;
  /** How far the call got: nothing left, bytes left without a trusted answer, or answered. */
  phase: 'before_send' | 'sent' | 'answered';
  httpStatus?: number;
  retryAfter?: Date;
  scope?: LimitScope;
  /** Redacted: no token, no personal data. */
  detail: string;
}

export type ReconcileResult =
  | { kind: 'found'; remote: Remote }
  | { kind: 'absent'; certainty: 'certain' | 'likely' }
  | { kind: 'undecidable'; reason: string }
  | { kind: 'failed'; error: AdapterError };

export type VerifyResult = { kind: 'faithful' } | { kind: 'degraded'; differences: readonly string[] };

export type RemoveResult = { kind: 'removed' } | { kind: 'already_gone' } | { kind: 'failed'; error: AdapterError };

export type CheckResult = { kind: 'ok'; account: string; url: string | null } | { kind: 'failed'; error: AdapterError };

/** The channel an adapter acts for. Credentials are opened just for the call. */
export interface ChannelAccount {
  channelId: string;
  agencyId: string;
  brandId: string;
  credentials: Readonly<Record<string, string>>;
}

/** Everything an adapter may touch. */
export interface AdapterIo {
  account: ChannelAccount;
  http: HttpClient;
  feed: FeedStore;
  now: Date;
  /** Milliseconds one call may take. */
  deadline: number;
}

export interface NetworkAdapter {
  manifest: NetworkManifest;

  // Pure, no IO: used by the editor and the worker alike.
  validate(plan: PublishPlan, capabilities: Capabilities): Issue[];
  render(plan: PublishPlan, capabilities: Capabilities): RenderedPost;
  prepare(unit: RenderedUnit, seed: Seed): PublishState;
  /** The next small step, or null when the unit is done. */
  nextStep(state: PublishState): Step | null;

  // IO. Never retries a send; never throws for what the network says.
  run(step: Step, state: PublishState, io: AdapterIo): Promise<StepResult>;
  reconcile(state: PublishState, io: AdapterIo): Promise<ReconcileResult>;
  verify?(remote: Remote, state: PublishState, io: AdapterIo): Promise<VerifyResult>;
  remove?(remote: Remote, io: AdapterIo): Promise<RemoveResult>;
  /** Whether the credentials work, without publishing anything. */
  check(io: AdapterIo): Promise<CheckResult>;
}

// ---- Ports ------------------------------------------------------------------------------------------------------

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Milliseconds for the whole exchange. */
  deadline: number;
  /** The host was typed by a user: refuse private, loopback and link-local addresses. */
  userSuppliedHost: boolean;
  /** Only status and headers matter: the body is dropped unread, so that its size or end cannot spoil the answer. */
  discardBody?: boolean;
}

export type HttpOutcome =
  | { kind: 'answered'; status: number; headers: Readonly<Record<string, string>>; body: string }
  /** `bytesSent` false proves that the request never left. `code` is stable: `refused`, `dns`, `tls`, `timeout`, `reset`, `blocked_address`, `too_large`, `bad_url`, `bad_request` (headers that cannot be written), `protocol` (not HTTP). */
  | { kind: 'failed'; bytesSent: boolean; code: string };

/** One exchange over HTTP: no redirects, no retries, bounded time and size. Never throws. */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpOutcome>;
}

/** One entry of a brand's public feed. */
export interface FeedEntry {
  key: string;
  slug: string;
  url: string;
  title: string;
  publishedAt: Date;
}

export interface NewFeedEntry {
  /** The unit's key: at most one entry ever exists for it. */
  key: string;
  title: string;
  /** The wire payload of the feed adapter, as stored. */
  content: JsonObject;
  publishedAt: Date;
}

/** Where the built-in feed keeps what it published; each call is its own transaction. */
export interface FeedStore {
  /** Writes the entry, or answers the one that already has its key. */
  put(account: ChannelAccount, entry: NewFeedEntry): Promise<FeedEntry>;
  find(account: ChannelAccount, key: string): Promise<FeedEntry | null>;
  /** Takes an entry back; false when there is none. */
  remove(account: ChannelAccount, key: string, now: Date): Promise<boolean>;
}
