import type { Json, JsonObject } from '../../src/contract.js';
import type { SimAnswer, SimRequest, SimThing, SimulatedNetwork } from './network.js';

interface Message {
  id: string;
  channelId: string;
  author: string;
  webhookId: string | null;
  content: string;
  attachments: { filename: string; description: string | null }[];
  poll: JsonObject | null;
  replyTo: string | null;
  nonce: string | null;
  at: number;
  flags: number;
  rings: readonly string[];
}

/** A refusal with one of Discord's codes (topics/opcodes-and-status-codes). */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly more: JsonObject = {},
  ) {
    super(message);
  }
}

export interface DiscordSimulatorOptions {
  botToken: string;
  webhook: { id: string; token: string };
  channelId: string;
  guildId: string;
  /** 0 a text channel, 15 a forum (resources/channel). */
  channelType: number;
  /** Default: an instant at which time stands still. */
  now?: () => Date;
}

const BOT = '310000000000000001';
const EPOCH = 1_420_070_400_000;
const STILL = (): Date => new Date('2026-11-24T08:00:05.000Z');
const MEBIBYTE = 1_048_576;
/** “the past few minutes” */
const NONCE_LIVES = 180_000;

/** One channel of one server, with a bot and a webhook, as discord.com/developers/docs describes version 10. */
export class DiscordSimulator implements SimulatedNetwork {
  readonly id = 'discord';
  private readonly messages: Message[] = [];
  private passed = 0;
  private count = 0n;
  private lastMessage: string | null = null;
  private readonly deletedPlaces = new Set<string>();
  private tokenDead = false;
  private webhookDead = false;
  private hidden = false;
  private forbidden = false;
  private remaining = 4;
  private cut: number | null = null;
  private dropsPolls = false;
  private fileName: string | null = null;

  constructor(private readonly options: DiscordSimulatorOptions) {}

  resetToken(): void {
    this.tokenDead = true;
  }

  deleteWebhook(): void {
    this.webhookDead = true;
  }

  /** The bot loses Read Message History. */
  hideHistory(): void {
    this.hidden = true;
  }

  /** The bot loses Send Messages. */
  forbid(): void {
    this.forbidden = true;
  }

  /** The next answers say that their window is used up. */
  exhaust(): void {
    this.remaining = 0;
  }

  cutTexts(max: number): void {
    this.cut = max;
  }

  /** Files are kept under a name of Discord's own. */
  renameFiles(name: string): void {
    this.fileName = name;
  }

  dropPolls(): void {
    this.dropsPolls = true;
  }

  /** Time goes by, in milliseconds. */
  pass(millis: number): void {
    this.passed += millis;
  }

  private get now(): number {
    const { now = STILL } = this.options;
    return now().getTime() + this.passed;
  }

  /** Somebody else writes into the channel. */
  write(content: string, author = '990000000000000009'): string {
    return this.keep({ content, author, channelId: this.options.channelId }).id;
  }

  /** A moderator deletes a message. */
  moderate(id: string): void {
    this.take(id);
  }

  /** Somebody deletes the channel, or a thread, with all that stands in it. */
  deletePlace(channelId: string): void {
    this.deletedPlaces.add(channelId);
    this.messages.splice(0, Infinity, ...this.messages.filter((message) => message.channelId !== channelId));
  }

  things(): readonly SimThing[] {
    return this.messages.map(({ id, content, replyTo, attachments, poll }) => ({
      id,
      text: content,
      parentId: replyTo,
      media: attachments.length,
      altTexts: attachments.map(({ description }) => description),
      poll: poll && pollTexts(poll),
    }));
  }

  /** What a reader's client does with a message: who is rung, and which flags it has. */
  looksOf(id: string): Pick<Message, 'rings' | 'flags'> | undefined {
    return this.messages.find((message) => message.id === id);
  }

  async answer(request: SimRequest): Promise<SimAnswer> {
    try {
      if (!request.headers['user-agent']?.startsWith('DiscordBot ('))
        throw new Refused(403, 40333, 'internal network error');
      const body = await this.route(request);
      return { status: body === null ? 204 : 200, headers: this.limits(), ...(body === null ? {} : { body }) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, code, message, more } = error;
      return { status, headers: this.limits(), body: { message, code, ...more } };
    }
  }

  private limits(): Record<string, string> {
    return {
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': String(this.remaining),
      'x-ratelimit-reset-after': '1.500',
      'x-ratelimit-bucket': 'abcd1234',
    };
  }

  private route(request: SimRequest): Promise<object | null> | object | null {
    const [, kind, id = '', next = '', ...rest] = request.path.split('/');
    if (kind === 'webhooks') return this.webhook(request, id, next, rest);
    this.authenticate(request);
    if (request.path === '/users/@me') return { id: BOT, username: 'marronnier', bot: true };
    if (kind !== 'channels') throw new Refused(404, 0, '404: Not Found');
    if (id !== this.options.channelId || this.deletedPlaces.has(id)) throw new Refused(404, 10003, 'Unknown Channel');
    if (next === '') return this.channel();
    if (next !== 'messages') throw new Refused(404, 0, '404: Not Found');
    return rest.length === 0 ? this.list(request) : this.one(request, rest[0]!, null);
  }

  private authenticate({ headers }: SimRequest): void {
    if (this.tokenDead || headers['authorization'] !== `Bot ${this.options.botToken}`)
      throw new Refused(401, 0, '401: Unauthorized');
  }

  private channel(): JsonObject {
    const { channelId, guildId, channelType } = this.options;
    return { id: channelId, type: channelType, name: 'annonces', guild_id: guildId, last_message_id: this.lastMessage };
  }

  private list(request: SimRequest): Promise<object> | object {
    if (request.method === 'POST') return this.create(request, { author: BOT, webhookId: null });
    if (request.method !== 'GET') throw new Refused(405, 0, '405: Method Not Allowed');
    const limit = Number(request.query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 100)) throw invalidForm('limit');
    const after = BigInt(request.query.get('after') ?? 0);
    // Missing Read Message History is no error: nothing is returned.
    const shown = this.hidden ? [] : this.messages.filter(({ id }) => BigInt(id) > after);
    return shown
      .slice(0, limit)
      .reverse()
      .map((message) => this.shown(message, false));
  }

  private webhook(
    request: SimRequest,
    id: string,
    token: string,
    rest: readonly string[],
  ): Promise<object | null> | object | null {
    const { webhook, channelId, guildId } = this.options;
    if (id !== webhook.id || this.webhookDead) throw new Refused(404, 10015, 'Unknown Webhook');
    if (token !== webhook.token) throw new Refused(401, 50027, 'Invalid Webhook Token');
    if (rest[0] === 'messages') return this.one(request, rest[1] ?? '', id);
    if (request.method === 'GET')
      return { id, type: 1, name: 'Nouvelles', channel_id: channelId, guild_id: guildId, token };
    if (request.method !== 'POST') throw new Refused(405, 0, '405: Method Not Allowed');
    const made = this.create(request, { author: id, webhookId: id });
    return request.query.get('wait') === 'true' ? made : made.then(() => null);
  }

  private one(request: SimRequest, id: string, webhookId: string | null): object | null {
    const message = this.messages.find((other) => other.id === id);
    const thread = request.query.get('thread_id');
    // The channel itself is no thread of its own.
    if (thread === this.options.channelId || this.deletedPlaces.has(thread ?? ''))
      throw new Refused(404, 10003, 'Unknown Channel');
    const here = message && (webhookId === null || message.channelId === (thread ?? this.options.channelId));
    if (!here || (webhookId !== null && message.webhookId !== webhookId))
      throw new Refused(404, 10008, 'Unknown Message');
    if (request.method === 'GET' && webhookId === null && this.hidden) throw new Refused(403, 50001, 'Missing Access');
    if (request.method === 'GET') return this.shown(message, false);
    if (request.method !== 'DELETE') throw new Refused(405, 0, '405: Method Not Allowed');
    this.take(id);
    return null;
  }

  private async create(request: SimRequest, by: Pick<Message, 'author' | 'webhookId'>): Promise<object> {
    const { body, files } = await readMessage(request);
    if (this.forbidden && by.webhookId === null) throw new Refused(403, 50013, 'Missing Permissions');
    const twin = by.webhookId === null ? this.twinOf(body) : undefined;
    if (twin) return this.shown(twin, true);
    const channelId = this.placeOf(request, body, by);
    const attachments = attachmentsOf(body, files);
    const content = textOf(body, 'content', 2_000);
    const poll = readPoll(body['poll']);
    if (content === '' && attachments.length === 0 && !poll)
      throw new Refused(400, 50006, 'Cannot send an empty message');
    const mentions = (body['allowed_mentions'] as JsonObject | undefined)?.['parse'] ?? ['everyone', 'roles', 'users'];
    return this.shown(
      this.keep({
        ...by,
        channelId,
        content: this.cut === null ? content : content.slice(0, this.cut),
        attachments: attachments.map(({ filename, description }) => ({
          filename: this.fileName ?? shownName(filename),
          description,
        })),
        poll: this.dropsPolls ? null : poll,
        replyTo: this.replied(body),
        nonce: typeof body['nonce'] === 'string' ? body['nonce'] : null,
        flags: Number(body['flags'] ?? 0),
        rings: mentions as string[],
      }),
      true,
    );
  }

  /** “If another message was created by the same author with the same nonce, that message will be returned.” */
  private twinOf(body: JsonObject): Message | undefined {
    const { nonce, enforce_nonce: enforced } = body;
    if (typeof nonce === 'string' && nonce.length > 25) throw invalidForm('nonce');
    const lives = (message: Message) => this.now - message.at <= NONCE_LIVES;
    return enforced === true
      ? this.messages.find((message) => message.author === BOT && message.nonce === nonce && lives(message))
      : undefined;
  }

  private placeOf(request: SimRequest, body: JsonObject, { webhookId }: Pick<Message, 'webhookId'>): string {
    const { channelId, channelType } = this.options;
    const thread = request.query.get('thread_id');
    if (webhookId === null) return channelId;
    const opens = body['thread_name'] !== undefined;
    if (channelType !== 15 && opens)
      throw new Refused(400, 220003, 'Webhooks can only create threads in forum channels');
    if (channelType === 15 && !opens && thread === null)
      throw new Refused(400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id');
    return thread ?? (opens ? this.nextId() : channelId);
  }

  private replied(body: JsonObject): string | null {
    const { message_reference: reference } = body;
    if (reference === undefined) return null;
    const id = (reference as JsonObject)['message_id'];
    if (!this.messages.some((message) => message.id === id)) throw invalidForm('message_reference', 'Unknown message');
    return String(id);
  }

  private keep(parts: Pick<Message, 'author' | 'channelId' | 'content'> & Partial<Message>): Message {
    const empty = { webhookId: null, attachments: [], poll: null, replyTo: null, nonce: null, flags: 0, rings: [] };
    const message: Message = { ...empty, ...parts, id: this.nextId(), at: this.now };
    this.messages.push(message);
    this.lastMessage = message.id;
    return message;
  }

  private nextId(): string {
    this.count += 1n;
    return ((BigInt(this.now - EPOCH) << 22n) + this.count).toString();
  }

  private take(id: string): void {
    this.messages.splice(
      this.messages.findIndex((message) => message.id === id),
      1,
    );
  }

  /** A nonce is in the answer to its own request, and not kept. */
  private shown(message: Message, created: boolean): JsonObject {
    const { id, channelId, author, webhookId, content, attachments, poll, replyTo, nonce, at, flags } = message;
    const own: JsonObject = created && nonce !== null ? { nonce } : {};
    const hook: JsonObject = webhookId === null ? {} : { webhook_id: webhookId };
    const reply: JsonObject =
      replyTo === null ? {} : { message_reference: { message_id: replyTo, channel_id: channelId } };
    const asked: JsonObject = poll === null ? {} : { poll };
    const files = attachments.map(({ filename, description }, index) => ({
      id: String(index),
      filename,
      ...(description === null ? {} : { description }),
    }));
    const common = {
      id,
      channel_id: channelId,
      author: { id: author },
      content,
      attachments: files as Json[],
      embeds: [],
    };
    return { ...common, timestamp: new Date(at).toISOString(), flags, ...own, ...hook, ...reply, ...asked };
  }
}

function pollTexts(poll: JsonObject): string[] {
  return (poll['answers'] as { poll_media: { text: string } }[]).map(({ poll_media: { text } }) => text);
}

function invalidForm(field: string, message = 'Invalid value'): Refused {
  return new Refused(400, 50035, 'Invalid Form Body', {
    errors: { [field]: { _errors: [{ code: 'BASE_TYPE_BAD', message }] } },
  });
}

async function readMessage(request: SimRequest): Promise<{ body: JsonObject; files: Map<number, File> }> {
  if (request.body.length > 25 * MEBIBYTE) throw new Refused(413, 40005, 'Request entity too large');
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { body: request.json(), files: new Map() };
  if (!type.startsWith('multipart/form-data')) throw new Refused(400, 50035, 'Invalid Form Body');
  const form = await request.multipart();
  const payload = form.get('payload_json');
  if (typeof payload !== 'string') throw invalidForm('payload_json');
  const files = [...form.entries()].flatMap(([name, part]): [number, File][] => {
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    return index === undefined || typeof part === 'string' ? [] : [[Number(index), part]];
  });
  return { body: JSON.parse(payload) as JsonObject, files: new Map(files) };
}

/** Each file is described by the attachment of its number, and none is left over. */
function attachmentsOf(body: JsonObject, files: ReadonlyMap<number, File>): Message['attachments'] {
  const described = (body['attachments'] ?? []) as JsonObject[];
  if (described.length !== files.size || files.size > 10) throw invalidForm('attachments');
  return described.map(({ id, filename, description = null }) => {
    const file = files.get(Number(id));
    if (!file || file.name !== filename) throw invalidForm('attachments');
    if (file.size > 20 * MEBIBYTE) throw new Refused(413, 40005, 'Request entity too large');
    if (description !== null && String(description).length > 1_024) throw invalidForm('description');
    return { filename: file.name, description: description as string | null };
  });
}

/** Spaces become underscores; of the rest, letters, digits and a few signs stay. */
function shownName(name: string): string {
  return name.replaceAll(' ', '_').replace(/[^\w.-]/g, '');
}

function textOf(body: JsonObject, field: string, max: number): string {
  const value = body[field] ?? '';
  if (typeof value !== 'string' || [...value].length > max) throw invalidForm(field);
  return value.trim();
}

/** resources/poll, Poll Create Request Object; durations are hours. */
function readPoll(value: Json | undefined): JsonObject | null {
  if (value === undefined) return null;
  const { question, answers, duration = 24 } = value as JsonObject;
  const texts = pollTexts(value as JsonObject);
  const fits = (text: unknown, max: number) => typeof text === 'string' && text !== '' && [...text].length <= max;
  const asked = (question as JsonObject | undefined)?.['text'];
  const sound = fits(asked, 300) && texts.length >= 1 && texts.length <= 10 && texts.every((text) => fits(text, 55));
  if (!sound || !Number.isInteger(duration) || Number(duration) < 1 || Number(duration) > 768)
    throw invalidForm('poll');
  return { question: question!, answers: answers!, expiry: null, allow_multiselect: false };
}
