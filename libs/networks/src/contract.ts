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
  text: TextLimit;
  media: MediaLimits;
  poll: PollLimits | null;
  link: boolean;
  thread: boolean;
  firstComment: boolean;
  /** Links, hashtags and mentions one unit may hold; absent: no limit is known. */
  references?: { maxLinks?: number; maxHashtags?: number; maxMentions?: number; enforced: boolean };
}

/**
 * `max` null: no limit is known. `enforced` false: third-hand knowledge, warns and never rejects. `linkLength`: what
 * the account's server counts for a link, where the unit leaves that to the server. `also`: a second limit that holds too.
 */
export interface TextLimit {
  max: number | null;
  unit: CountingUnit;
  enforced: boolean;
  linkLength?: number;
  also?: { max: number; unit: CountingUnit };
  /** What is left for the text of a post with media, where that is less. */
  withMedia?: number;
}

/** Absent parts: no limit is known. */
export interface MediaLimits {
  maxImages: number;
  maxVideos: number;
  /** Exact ones; the single entry ANY_TYPE takes everything. */
  mimeTypes: readonly string[];
  altText: boolean;
  /** In graphemes. */
  altTextMax?: number;
  /** Images beside a video in one post. Default true. */
  mixed?: boolean;
  /** A post without media cannot be made. Default false. */
  required?: boolean;
  /** What one image must be: ours are re-encoded to it where they are not. */
  image?: ImageLimits;
  /** What one video must be: videos go out as they are. */
  video?: VideoLimits;
  /** False: third-hand knowledge, numbers warn and never reject. Default true. */
  enforced?: boolean;
}

export interface ImageLimits {
  maxBytes?: number;
  maxWidth?: number;
  maxHeight?: number;
  maxPixels?: number;
  /** Width by height. */
  minAspect?: number;
  maxAspect?: number;
}

export interface VideoLimits {
  maxBytes?: number;
  minSeconds?: number;
  maxSeconds?: number;
}

/** Absent parts: no limit is known. */
export interface PollLimits {
  /** Default 2. */
  minOptions?: number;
  maxOptions: number;
  maxOptionLength: number;
  maxQuestionLength?: number;
  minSeconds?: number;
  maxSeconds?: number;
  /** The only durations there are, in seconds. */
  durations?: readonly number[];
  /** Whether a poll may stand beside media. Default true. */
  withMedia?: boolean;
  enforced?: boolean;
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
  /**
   * Where the network lives, by a name of the adapter's own, such as `api` and `upload`; the operator may put others in
   * their place (`NETWORK_HOSTS`). No trailing slash. Absent where the credentials name the host.
   */
  hosts?: Readonly<Record<string, string>>;
  /** The adapter gets itself a session from the credentials and renews it (`renew`). */
  session?: 'renewable';
  /** A person connects an account by agreeing on the network's own pages. */
  oauth?: OAuthManifest;
  /** By error code: what a person can do about it. Codes that every network shares are worded once (`adviceFor`). */
  advice?: Readonly<Record<string, Localised>>;
  /** Official pages or servers the facts come from. */
  sources: readonly string[];
}

/**
 * The authorization code grant as this network speaks it (RFC 6749 §4.1, RFC 7636). Each address is a path on a `{name}`:
 * the credential of that name, of format `url`, of which the origin counts, or else the host (`hosts`).
 */
export interface OAuthManifest {
  authorizationUrl: string;
  tokenUrl: string;
  scopes: readonly string[];
  pkce: boolean;
  clientAuthentication: 'client_secret_post' | 'client_secret_basic' | 'none';
  /** Added to the authorization request, such as `access_type=offline`. */
  parameters?: Readonly<Record<string, string>>;
  /** `instance`: an app is registered on each host the first time (the adapter's `register`); else the operator's (`NETWORK_APPS`). */
  registration?: 'instance';
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
  /** Of a video, or of one round of an animated image; null where it is unknown or makes no sense. */
  durationMs?: number | null;
  /** An image that moves: it goes out as it is, or not at all. Absent: it moves if it has a duration. */
  animated?: boolean;
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
  /** `info`: nothing stands in the way, but a person should know, such as a price. */
  level: 'error' | 'warn' | 'info';
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
  /** The unit before this one, for replies; null for the post itself. */
  parent: Ancestor | null;
  /** The post itself, for first comments and for replies that name both; null for the post itself. */
  root: Ancestor | null;
}

/** A unit that is live, with what its adapter remembers of it. `state` null: a person settled it. */
export interface Ancestor extends Remote {
  state: PublishState | null;
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

/**
 * `nothingOut`: the network's own word, or proof, that whatever was sent for the unit has come to nothing, and that no reader
 * will see any of it.
 */
export type StepResult =
  | { kind: 'advanced'; state: PublishState; quiet?: Quiet; nothingOut?: true }
  | { kind: 'wait'; state: PublishState; notBefore: Date; giveUpAt: Date }
  | { kind: 'done'; state: PublishState; remote: Remote; quiet?: Quiet }
  /** `state`: what is to be remembered although the step failed, such as that a container has expired. */
  | { kind: 'failed'; error: AdapterError; state?: PublishState; nothingOut?: true };

/** The call went through, and the network said that it was the last one for now: its bucket sleeps before a 429 is earned. */
export interface Quiet {
  scope: LimitScope;
  until: Date;
}

export type ErrorClass = 'retryable' | 'rate_limited' | 'auth' | 'permanent' | 'unknown_outcome';

/**
 * Where a rate limit sleeps: every channel of the network (`app`), this channel (`account`), steps of this name on this
 * channel (`endpoint`), or this channel until its day is over (`day`).
 */
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
  | { kind: 'found'; remote: Remote; state?: PublishState }
  | { kind: 'absent'; certainty: 'certain' | 'likely' }
  | { kind: 'undecidable'; reason: string }
  | { kind: 'failed'; error: AdapterError };

/** What a network did otherwise than asked: what became of the post as a whole, or parts of it that readers see otherwise. */
export type Difference =
  | 'missing'
  /** It is out, and its id was lost. */
  | 'unverified'
  | 'scheduled'
  | 'unpublished'
  | 'text'
  | 'title'
  | 'excerpt'
  | 'media'
  | 'alt_text'
  | 'link'
  | 'url'
  | 'published_at'
  | 'poll'
  | 'reply'
  | 'references'
  | 'language'
  | 'content_labels'
  | 'content_warning'
  | 'visibility'
  | 'privacy'
  | 'made_for_kids'
  | 'status'
  | 'categories'
  | 'tags'
  | 'newsletter';

export type VerifyResult = { kind: 'faithful' } | { kind: 'degraded'; differences: readonly Difference[] };

export type RemoveResult = { kind: 'removed' } | { kind: 'already_gone' } | { kind: 'failed'; error: AdapterError };

/**
 * `limits`: where the account differs from the manifest; each named part replaces the manifest's whole. `accountId`: as
 * `accounts` tells it, where the credentials do not name the account.
 */
export type CheckResult =
  | { kind: 'ok'; account: string; url: string | null; limits?: Partial<Capabilities>; accountId?: string }
  | { kind: 'failed'; error: AdapterError };

/** What an adapter got itself from the credentials: sealed like them, replaced whole by `renew`. */
export interface Session {
  values: Readonly<Record<string, string>>;
  /** RFC 3339; null: it does not expire by itself. */
  expiresAt: string | null;
}

export type RenewResult = { kind: 'renewed'; session: Session } | { kind: 'failed'; error: AdapterError };

/** An account that a person may choose after agreeing, such as one of their pages. */
export interface FoundAccount {
  id: string;
  name: string;
  /** What the channel keeps of it, by the manifest's names. */
  credentials: Readonly<Record<string, string>>;
  /** Where the account has a token of its own. Default: the one the person's agreement gave. */
  session?: Session;
}

export type AccountsResult =
  { kind: 'ok'; accounts: readonly FoundAccount[] } | { kind: 'failed'; error: AdapterError };

/** The client that a network knows us as (RFC 6749 §2.2). */
export interface OAuthApp {
  clientId: string;
  clientSecret: string | null;
}

export type RegisterResult = { kind: 'registered'; app: OAuthApp } | { kind: 'failed'; error: AdapterError };

/** Whose something is. */
export interface AccountRef {
  channelId: string;
  agencyId: string;
  brandId: string;
}

/** The channel an adapter acts for. Credentials and session are opened just for the call. */
export interface ChannelAccount extends AccountRef {
  credentials: Readonly<Record<string, string>>;
  session: Session | null;
  /** The manifest's, refined by what is known of the account. */
  capabilities: Capabilities;
}

/** Everything an adapter may touch. */
export interface AdapterIo {
  account: ChannelAccount;
  http: HttpClient;
  feed: FeedStore;
  media: MediaSource;
  /** The manifest's, or what the operator put in their place. */
  hosts: Readonly<Record<string, string>>;
  /** Null where the network needs none, or the operator registered none. */
  app: OAuthApp | null;
  now: Date;
  /** Milliseconds one call may take. */
  deadline: number;
  /**
   * The how manieth try at the publication this is, from 1: a step that is run again after a crash has another. 0 where
   * nothing is being published.
   */
  attempt: number;
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
  /** `unit`: what was sent, where that is known: a person who settled it may have named a part of it alone. */
  remove?(remote: Remote, io: AdapterIo, unit?: RenderedUnit): Promise<RemoveResult>;
  /** Whether the credentials work and what the account may do, without publishing anything. */
  check(io: AdapterIo): Promise<CheckResult>;
  /**
   * A new session: from the one at hand where that can be renewed, else from the credentials. Never called twice at once
   * for one channel. What it answers is stored before it is used.
   */
  renew?(io: AdapterIo): Promise<RenewResult>;
  /** The accounts that the agreement in `io.account.session` opens. */
  accounts?(io: AdapterIo): Promise<AccountsResult>;
  /** Registers us as an app on the host in `io.account.credentials`. */
  register?(io: AdapterIo, redirectUrl: string): Promise<RegisterResult>;
}

// ---- Ports ------------------------------------------------------------------------------------------------------

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array | ByteStream;
  /** Milliseconds for the whole exchange. */
  deadline: number;
  /** The host was typed by a user: refuse private, loopback and link-local addresses. */
  userSuppliedHost: boolean;
  /** Only status and headers matter: the body is dropped unread, so that its size or end cannot spoil the answer. */
  discardBody?: boolean;
  /** Bytes of the answer that are read at most; default 64 KiB, never more than 4 MiB. */
  maxAnswerBytes?: number;
}

/** A body of known length that is read while it is sent. */
export interface ByteStream {
  length: number;
  open(): AsyncIterable<Uint8Array>;
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
  put(account: AccountRef, entry: NewFeedEntry): Promise<FeedEntry>;
  find(account: AccountRef, key: string): Promise<FeedEntry | null>;
  /** Takes an entry back; false when there is none. */
  remove(account: AccountRef, key: string, now: Date): Promise<boolean>;
}

/** What a medium must be for one account. */
export interface MediaFit extends ImageLimits {
  mimeTypes: readonly string[];
}

/** A medium as an account takes it. */
export interface MediaFile {
  mimeType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  /** ASCII, with the extension of what it is. */
  fileName: string;
  /** SHA-256 of these very bytes, hexadecimal. */
  checksum: string;
  /** Bytes from `start` up to and without `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** The whole, in chunks of at most 1 MiB. */
  stream(): AsyncIterable<Uint8Array>;
}

/** `cannot_fit`: no re-encoding makes it what the account takes. `gone`: it is no more. `unreadable`: the storage is away, or the file is damaged. */
export type MediaFailure = { kind: 'failed'; reason: 'gone' | 'cannot_fit' | 'unreadable'; detail: string };

export type MediaOpening = { kind: 'opened'; file: MediaFile } | MediaFailure;

/** The brand whose media may be opened. */
export type MediaOwner = Pick<AccountRef, 'agencyId' | 'brandId'>;

/** The files that posts carry. */
export interface MediaSource {
  /** The medium, re-encoded where it must be: the same bytes for the same medium and fit. */
  open(owner: MediaOwner, mediaId: string, fit: MediaFit): Promise<MediaOpening>;
  /** An address where a network can fetch it by itself until `until`. */
  publicUrl(
    owner: MediaOwner,
    mediaId: string,
    fit: MediaFit,
    until: Date,
  ): Promise<{ kind: 'url'; url: string } | MediaFailure>;
}
