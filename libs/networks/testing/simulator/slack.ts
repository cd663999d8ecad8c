import type { Json, JsonObject } from '../../src/contract.js';
import type { SimAnswer, SimRequest, SimThing, SimulatedNetwork } from './network.js';

interface Message {
  ts: string;
  threadTs: string | null;
  text: string;
  metadata: JsonObject | null;
  files: string[];
  author: string;
}

interface Upload {
  id: string;
  length: number;
  image: boolean;
  altText: string | null;
  state: 'reserved' | 'uploaded' | 'completed';
}

/** `{ok: false, error}`, with status 200 as Slack has it. */
class Refused extends Error {
  constructor(
    readonly error: string,
    readonly more: JsonObject = {},
  ) {
    super(error);
  }
}

export interface SlackSimulatorOptions {
  token: string;
  channelId: string;
  /** How often the channel is read before a share that was completed shows. */
  scanLooks: number;
  /** Default: an instant at which time stands still. */
  now?: () => Date;
}

const BOT = 'U0BOT00001';
const STILL = (): Date => new Date('2026-11-24T08:00:05.000Z');
const SCOPES = ['chat:write', 'channels:history', 'files:write'];

/** One public channel of a workspace, with an app's bot (docs.slack.dev/reference/methods). */
export class SlackSimulator implements SimulatedNetwork {
  readonly id = 'slack';
  private readonly messages: Message[] = [];
  private readonly uploads = new Map<string, Upload>();
  private readonly shares: { message: Message; looks: number }[] = [];
  private passed = 0;
  private micros = 0;
  private token: 'good' | 'revoked' = 'good';
  private channel: 'open' | 'left' | 'archived' = 'open';
  private scopes = [...SCOPES];
  private cut = 40_000;
  private losesFiles = false;

  constructor(private readonly options: SlackSimulatorOptions) {}

  revokeToken(): void {
    this.token = 'revoked';
  }

  removeFromChannel(): void {
    this.channel = 'left';
  }

  archive(): void {
    this.channel = 'archived';
  }

  dropScope(scope: string): void {
    this.scopes = this.scopes.filter((other) => other !== scope);
  }

  cutTexts(max: number): void {
    this.cut = max;
  }

  /** From now on shares show their first file alone. */
  loseFiles(): void {
    this.losesFiles = true;
  }

  /** Uploads that nobody completed are dropped. */
  expireUploads(): void {
    for (const { id, state } of [...this.uploads.values()]) if (state !== 'completed') this.uploads.delete(id);
  }

  /** Somebody else writes into the channel. */
  write(text: string): void {
    this.keep({ text, author: 'U0HUMAN001' });
  }

  /** Time goes by, in milliseconds. */
  pass(millis: number): void {
    this.passed += millis;
  }

  /** Somebody deletes a message. */
  moderate(ts: string): void {
    this.take(ts);
  }

  things(): readonly SimThing[] {
    return this.messages.map(({ ts, threadTs, text, files }) => ({
      id: ts,
      text: resolved(text),
      parentId: threadTs,
      media: files.length,
      altTexts: files.map((id) => this.uploads.get(id)?.altText ?? null),
    }));
  }

  answer(request: SimRequest): SimAnswer {
    const upload = /^\/upload\/v1\/(\w+)$/.exec(request.path)?.[1];
    if (upload !== undefined) return this.receive(upload, request);
    try {
      const body = this.call(request);
      return { status: 200, headers: { 'x-oauth-scopes': this.scopes.join(',') }, body: { ok: true, ...body } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: 200, body: { ok: false, error: error.error, ...error.more } };
    }
  }

  private call(request: SimRequest): JsonObject {
    const method = /^\/api\/([\w.]+)$/.exec(request.path)?.[1] ?? '';
    this.authenticate(request);
    switch (method) {
      case 'auth.test':
        return {
          url: 'https://fournil.slack.com/',
          team: 'Le Fournil',
          user: 'marronnier',
          user_id: BOT,
          team_id: 'T01',
        };
      case 'chat.postMessage':
        return this.postMessage(posted(request));
      case 'chat.delete':
        return this.deleteMessage(posted(request));
      case 'chat.getPermalink':
        return this.permalink(request.query);
      case 'conversations.history':
        return this.history(request.query);
      case 'conversations.replies':
        return this.replies(request.query);
      case 'files.getUploadURLExternal':
        return this.reserve(request);
      case 'files.completeUploadExternal':
        return this.complete(posted(request));
      default:
        throw new Refused('unknown_method');
    }
  }

  private authenticate({ headers }: SimRequest): void {
    const { authorization } = headers;
    if (authorization === undefined) throw new Refused('not_authed');
    if (authorization !== `Bearer ${this.options.token}`) throw new Refused('invalid_auth');
    if (this.token === 'revoked') throw new Refused('token_revoked');
  }

  private needs(scope: string): void {
    if (!this.scopes.includes(scope))
      throw new Refused('missing_scope', { needed: scope, provided: this.scopes.join(',') });
  }

  private mustBeHere(channel: Json | undefined): void {
    if (channel !== this.options.channelId) throw new Refused('channel_not_found');
    if (this.channel === 'left') throw new Refused('not_in_channel');
  }

  private mayWrite(channel: Json | undefined): void {
    this.mustBeHere(channel);
    if (this.channel === 'archived') throw new Refused('is_archived');
  }

  private postMessage(body: JsonObject): JsonObject {
    this.needs('chat:write');
    this.mayWrite(body['channel']);
    const { text, metadata = null } = body;
    if (typeof text !== 'string' || text.trim() === '') throw new Refused('no_text');
    if (metadata !== null && !isMetadata(metadata)) throw new Refused('invalid_metadata_format');
    const message = this.keep({ text, threadTs: this.threadOf(body), metadata: metadata as JsonObject | null });
    return { channel: this.options.channelId, ts: message.ts, message: this.shown(message, false) };
  }

  private threadOf(body: JsonObject): string | null {
    const { thread_ts: ts } = body;
    if (ts === undefined) return null;
    const parent = this.messages.find((message) => message.ts === ts);
    if (!parent || parent.threadTs !== null) throw new Refused('thread_not_found');
    return parent.ts;
  }

  private deleteMessage(body: JsonObject): JsonObject {
    this.needs('chat:write');
    this.mustBeHere(body['channel']);
    const message = this.messages.find(({ ts }) => ts === body['ts']);
    if (!message) throw new Refused('message_not_found');
    if (message.author !== BOT) throw new Refused('cant_delete_message');
    this.take(message.ts);
    return { channel: this.options.channelId, ts: message.ts };
  }

  private permalink(query: URLSearchParams): JsonObject {
    this.mustBeHere(query.get('channel'));
    const message = this.messages.find(({ ts }) => ts === query.get('message_ts'));
    if (!message) throw new Refused('message_not_found');
    const thread = message.threadTs === null ? '' : `?thread_ts=${message.threadTs}`;
    const address = `https://fournil.slack.com/archives/${this.options.channelId}/p${message.ts.replace('.', '')}`;
    return { channel: this.options.channelId, permalink: `${address}${thread}` };
  }

  /** Newest first, without the replies of threads. */
  private history(query: URLSearchParams): JsonObject {
    this.mayRead(query);
    return this.page(this.messages.filter(({ threadTs }) => threadTs === null).reverse(), query);
  }

  /** The parent, then its replies in order. */
  private replies(query: URLSearchParams): JsonObject {
    this.mayRead(query);
    const parent = this.messages.find(({ ts }) => ts === query.get('ts'));
    if (!parent) throw new Refused('thread_not_found');
    const replies = this.messages.filter(({ threadTs }) => threadTs === parent.ts);
    const page = this.page(replies, query);
    return { ...page, messages: [this.shown(parent, false), ...(page['messages'] as JsonObject[])] };
  }

  private mayRead(query: URLSearchParams): void {
    this.needs('channels:history');
    this.mustBeHere(query.get('channel'));
    this.scan();
  }

  private page(messages: readonly Message[], query: URLSearchParams): JsonObject {
    const limit = Number(query.get('limit') ?? 100);
    if (!(limit >= 1 && limit <= 999)) throw new Refused('invalid_limit');
    const from = Number(query.get('cursor') ?? 0);
    const within = messages.filter(({ ts }) => isWithin(ts, query));
    const more = within.length > from + limit;
    const shown = within
      .slice(from, from + limit)
      .map((message) => this.shown(message, query.get('include_all_metadata') === 'true'));
    return { messages: shown, has_more: more, response_metadata: { next_cursor: more ? String(from + limit) : '' } };
  }

  private reserve(request: SimRequest): JsonObject {
    this.needs('files:write');
    if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      throw new Refused('invalid_arguments');
    const form = request.form();
    const [length, altText] = [Number(form.get('length')), form.get('alt_txt')];
    if (!form.get('filename') || !Number.isInteger(length) || length < 1) throw new Refused('invalid_arguments');
    if (altText !== null && altText.length > 1_000) throw new Refused('alt_txt_too_large');
    const id = `F${String(this.uploads.size + 1).padStart(10, '0')}`;
    const image = /\.(?:gif|jpe?g|png|webp)$/.test(form.get('filename') ?? '');
    this.uploads.set(id, { id, length, image, altText, state: 'reserved' });
    return { upload_url: `${request.origin}/upload/v1/${id}`, file_id: id };
  }

  private receive(id: string, request: SimRequest): SimAnswer {
    const upload = this.uploads.get(id);
    if (!upload || request.method !== 'POST') return { status: 404, body: 'not found' };
    if (request.body.length !== upload.length) return { status: 400, body: 'length differs' };
    upload.state = 'uploaded';
    return { status: 200, body: `OK - ${upload.length}` };
  }

  /** Answers before the message exists: files are scanned first. What is completed twice is shared twice. */
  private complete(body: JsonObject): JsonObject {
    this.needs('files:write');
    this.mayWrite(body['channel_id']);
    const ids = ((body['files'] ?? []) as JsonObject[]).map(({ id }) => String(id));
    const uploads = ids.map((id) => this.uploads.get(id));
    if (ids.length === 0) throw new Refused('invalid_arguments');
    if (uploads.some((upload) => !upload || upload.state === 'reserved')) throw new Refused('file_not_found');
    for (const upload of uploads) upload!.state = 'completed';
    const files = this.losesFiles ? ids.slice(0, 1) : ids;
    const text = typeof body['initial_comment'] === 'string' ? body['initial_comment'] : '';
    const message = this.made({ text, files, threadTs: this.threadOf(body) });
    // As python-slack-sdk#1818 has it: a description of anything but an image, and nothing is ever shared.
    const dropped = uploads.some((upload) => upload!.altText !== null && !upload!.image);
    if (!dropped) this.shares.push({ message, looks: this.options.scanLooks });
    if (this.options.scanLooks === 0) this.scan();
    return { files: ids.map((id) => ({ id, title: id })) };
  }

  private scan(): void {
    for (const share of this.shares.splice(0)) {
      if (share.looks === 0) this.messages.push(share.message);
      else this.shares.push({ ...share, looks: share.looks - 1 });
    }
  }

  private keep(parts: Pick<Message, 'text'> & Partial<Message>): Message {
    const message = this.made(parts);
    this.messages.push(message);
    return message;
  }

  private made(parts: Pick<Message, 'text'> & Partial<Message>): Message {
    const text = parts.text.slice(0, this.cut).trim();
    const empty = { threadTs: null, metadata: null, files: [], author: BOT };
    const { now = STILL } = this.options;
    const seconds = Math.floor((now().getTime() + this.passed) / 1_000);
    this.micros += 1;
    return {
      ...empty,
      ...parts,
      text,
      ts: `${seconds}.${String(this.micros).padStart(6, '0')}`,
    };
  }

  private take(ts: string): void {
    this.messages.splice(
      this.messages.findIndex((message) => message.ts === ts),
      1,
    );
  }

  private shown({ ts, threadTs, text, metadata, files, author }: Message, whole: boolean): JsonObject {
    const thread: JsonObject = threadTs === null ? {} : { thread_ts: threadTs };
    const marked: JsonObject = whole && metadata !== null ? { metadata } : {};
    const attached: JsonObject = files.length === 0 ? {} : { files: files.map((id) => ({ id })), upload: true };
    return { type: 'message', user: author, ts, text: asKept(text), ...thread, ...marked, ...attached };
  }
}

function isMetadata(value: Json): boolean {
  const { event_type: type, event_payload: payload } = value as JsonObject;
  return typeof type === 'string' && /^[\w.-]+$/.test(type) && typeof payload === 'object';
}

function isWithin(ts: string, query: URLSearchParams): boolean {
  const [oldest, latest] = [query.get('oldest'), query.get('latest')];
  const inclusive = query.get('inclusive') === 'true';
  const after = oldest === null || (inclusive ? ts >= oldest : ts > oldest);
  return after && (latest === null || (inclusive ? ts <= latest : ts < latest));
}

function posted(request: SimRequest): JsonObject {
  if (request.method !== 'POST') throw new Refused('invalid_post_type');
  if (!request.headers['content-type']?.startsWith('application/json')) throw new Refused('missing_post_type');
  return request.json();
}

/** Slack keeps links in brackets and emoji by their names. */
function asKept(text: string): string {
  return text.replace(/https?:\/\/[^\s<>]+/g, '<$&>').replaceAll('🥐', ':croissant:');
}

function resolved(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
