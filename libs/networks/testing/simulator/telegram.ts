import type { Json, JsonObject } from '../../src/contract.js';
import type { SimAnswer, SimRequest, SimThing, SimulatedNetwork } from './network.js';

interface Message {
  id: number;
  album: string | null;
  text: string;
  kind: 'text' | 'photo' | 'video' | 'poll';
  poll: { question: string; options: string[] } | null;
  replyTo: number | null;
  date: number;
}

type Parameters = Readonly<Record<string, Json | File>>;

/** A refusal as the Bot API words it. */
class Refused extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters?: JsonObject,
  ) {
    super(description);
  }
}

export interface TelegramSimulatorOptions {
  token: string;
  /** The channel the bot administers. */
  chat: { id: number; username: string | null; title: string; type: 'channel' | 'supergroup' | 'group' };
}

const BOT = { id: 123_456_789, is_bot: true, first_name: 'Marronnier', username: 'marronnier_bot' };

/** The Bot API with one bot and one chat (core.telegram.org/bots/api). Every create makes a message, each time it comes. */
export class TelegramSimulator implements SimulatedNetwork {
  readonly id = 'telegram';
  private readonly messages: Message[] = [];
  private nextId = 101;
  private revoked = false;
  private member: JsonObject = { status: 'administrator', can_post_messages: true };
  private cut: number | null = null;
  private moved: number | null = null;
  private clock = 1_795_507_205;

  constructor(private readonly options: TelegramSimulatorOptions) {}

  /** @BotFather has made a new token. */
  revokeToken(): void {
    this.revoked = true;
  }

  /** Somebody removes the bot from the chat. */
  kick(): void {
    this.member = { status: 'kicked' };
  }

  /** Somebody takes the right to post away. */
  demote(): void {
    this.member = { status: 'administrator', can_post_messages: false };
  }

  /** The group becomes a supergroup with another number. */
  migrate(id: number): void {
    this.moved = id;
  }
  /** From now on texts lose what stands after so many UTF-16 units. */
  cutTexts(max: number): void {
    this.cut = max;
  }

  /** Two days go by. */
  age(): void {
    this.clock += 172_801;
  }

  things(): readonly SimThing[] {
    const firsts = this.messages.filter(
      ({ album }, index, all) => album === null || all.findIndex((other) => other.album === album) === index,
    );
    return firsts.map((message) => this.thing(message));
  }

  private thing({ id, album, text, kind, poll, replyTo }: Message): SimThing {
    const pictures = album === null ? 1 : this.messages.filter((other) => other.album === album).length;
    const media = kind === 'photo' || kind === 'video' ? pictures : 0;
    return { id: String(id), text, parentId: replyTo === null ? null : String(replyTo), media, poll: poll?.options };
  }

  async answer(request: SimRequest): Promise<SimAnswer> {
    try {
      return { status: 200, body: { ok: true, result: await this.result(request) } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, message, parameters } = error;
      const more = parameters === undefined ? {} : { parameters };
      return { status: code, body: { ok: false, error_code: code, description: message, ...more } };
    }
  }

  private async result(request: SimRequest): Promise<object | boolean> {
    const [, bot = '', method = '', ...rest] = request.path.split('/');
    if (bot !== `bot${this.options.token}` || rest.length > 0) throw new Refused(404, 'Not Found');
    if (this.revoked) throw new Refused(401, 'Unauthorized');
    const parameters = await readParameters(request);
    if (method === 'getMe') return BOT;
    this.mustBeHere(parameters);
    return this.run(method, parameters);
  }

  private mustBeHere(parameters: Parameters): void {
    const { id, username } = this.options.chat;
    const asked = String(parameters['chat_id'] ?? '');
    const moved = this.moved;
    if (moved !== null && asked === String(id))
      throw new Refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: moved,
      });
    if (asked !== String(moved ?? id) && (username === null || asked !== `@${username}`))
      throw new Refused(400, 'Bad Request: chat not found');
  }

  private run(method: string, parameters: Parameters): object | boolean {
    switch (method) {
      case 'getChat':
        return this.chat();
      case 'getChatMember':
        return { user: BOT, ...this.member };
      case 'deleteMessage':
        return this.deleteMessage(numberOf(parameters, 'message_id'));
      default:
        this.mayPost();
        return this.post(method, parameters);
    }
  }

  private chat(): JsonObject {
    const { id, username, title, type } = this.options.chat;
    return { id: this.moved ?? id, title, type, ...(username === null ? {} : { username }) };
  }

  private mayPost(): void {
    if (this.member['status'] === 'kicked') throw new Refused(403, 'Forbidden: bot was kicked from the channel chat');
    if (this.member['can_post_messages'] === false)
      throw new Refused(400, 'Bad Request: need administrator rights in the channel chat');
  }

  private post(method: string, parameters: Parameters): object {
    const replyTo = this.replied(parameters);
    switch (method) {
      case 'sendMessage':
        return this.keep({ kind: 'text', text: required(parameters, 'text', 4_096), replyTo });
      case 'sendPhoto':
        return this.single('photo', parameters, replyTo);
      case 'sendVideo':
        return this.single('video', parameters, replyTo);
      case 'sendMediaGroup':
        return this.album(parameters, replyTo);
      case 'sendPoll':
        return this.poll(parameters, replyTo);
      default:
        throw new Refused(404, 'Not Found: method not found');
    }
  }

  private replied(parameters: Parameters): number | null {
    const { reply_parameters: reply } = parameters;
    if (reply === undefined) return null;
    const id = (reply as JsonObject)['message_id'];
    if (!this.messages.some((message) => message.id === id))
      throw new Refused(400, 'Bad Request: message to be replied not found');
    return id as number;
  }

  private single(kind: 'photo' | 'video', parameters: Parameters, replyTo: number | null): object {
    mustBeFile(parameters[kind], kind);
    return this.keep({ kind, text: optional(parameters, 'caption', 1_024), replyTo });
  }

  private album(parameters: Parameters, replyTo: number | null): object {
    const { media } = parameters;
    if (!Array.isArray(media) || media.length < 2 || media.length > 10)
      throw new Refused(400, 'Bad Request: wrong number of items in the album specified');
    const album = `album-${this.nextId}`;
    const items = media as JsonObject[];
    for (const { type, media: where } of items) mustBeFile(attached(parameters, where), String(type));
    return items.map((item) =>
      this.keep({ kind: item['type'] as Message['kind'], text: optional(item, 'caption', 1_024), replyTo, album }),
    );
  }

  private poll(parameters: Parameters, replyTo: number | null): object {
    const question = required(parameters, 'question', 300);
    const options = optionsOf(parameters['options']);
    const seconds = numberOf(parameters, 'open_period');
    if (seconds < 5 || seconds > 2_628_000) throw new Refused(400, 'Bad Request: poll open_period is invalid');
    const text = optional(parameters, 'description', 1_024);
    return this.keep({ kind: 'poll', text, replyTo, poll: { question, options } });
  }

  private keep(parts: Pick<Message, 'kind' | 'text' | 'replyTo'> & Partial<Message>): object {
    const text = this.cut === null ? parts.text : parts.text.slice(0, this.cut);
    const message: Message = { album: null, poll: null, ...parts, text, id: this.nextId++, date: this.clock };
    this.messages.push(message);
    return this.shown(message);
  }

  private shown({ id, date, kind, text, poll, album }: Message): JsonObject {
    const worded = text === '' ? {} : { [kind === 'text' ? 'text' : 'caption']: text };
    const shown: Record<Message['kind'], JsonObject> = {
      text: worded,
      photo: { photo: [{ file_id: `photo-${id}`, width: 1200, height: 800 }], ...worded },
      video: { video: { file_id: `video-${id}`, width: 1280, height: 720, duration: 12 }, ...worded },
      poll: { poll: pollShown(poll, text) },
    };
    const grouped: JsonObject = album === null ? {} : { media_group_id: album };
    return { message_id: id, date, chat: this.chat(), sender_chat: this.chat(), ...grouped, ...shown[kind] };
  }

  private deleteMessage(id: number): boolean {
    const index = this.messages.findIndex((message) => message.id === id);
    const message = this.messages[index];
    if (!message) throw new Refused(400, 'Bad Request: message to delete not found');
    if (this.clock - message.date > 172_800) throw new Refused(400, "Bad Request: message can't be deleted");
    this.messages.splice(index, 1);
    return true;
  }
}

function pollShown(poll: Message['poll'], description: string): JsonObject {
  const options = (poll?.options ?? []).map((text) => ({ text, voter_count: 0 }));
  const described: JsonObject = description === '' ? {} : { description };
  return { id: '5', question: poll?.question ?? '', options, is_closed: false, is_anonymous: true, ...described };
}

/** JSON, or a form whose objects are serialised; anything else has no parameters, as with the real server. */
async function readParameters(request: SimRequest): Promise<Parameters> {
  if (request.method !== 'POST' && request.method !== 'GET') throw new Refused(405, 'Method Not Allowed');
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return request.json();
  if (!type.startsWith('multipart/form-data')) return {};
  const fields = [...(await request.multipart()).entries()] as [string, string | File][];
  return Object.fromEntries(fields.map(([name, value]) => [name, SERIALISED.includes(name) ? unpacked(value) : value]));
}

const SERIALISED: readonly string[] = ['media', 'reply_parameters', 'link_preview_options', 'options'];

function unpacked(value: string | File): Json {
  if (typeof value !== 'string') throw new Refused(400, 'Bad Request: object expected');
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new Refused(400, "Bad Request: can't parse JSON");
  }
}

function required(parameters: Parameters, name: string, max: number): string {
  const text = optional(parameters, name, max);
  if (text.trim() === '') throw new Refused(400, `Bad Request: ${name} is empty`);
  return text;
}

function optional(parameters: Parameters, name: string, max: number): string {
  const value = parameters[name] ?? '';
  if (typeof value !== 'string') throw new Refused(400, `Bad Request: ${name} must be a string`);
  // Forms bring line ends as CRLF; the server drops every CR.
  const text = value.replaceAll('\r', '');
  if (text.length > max) throw new Refused(400, `Bad Request: message ${name} is too long`);
  return text.trim();
}

function numberOf(parameters: Parameters, name: string): number {
  const value = Number(parameters[name]);
  if (!Number.isInteger(value)) throw new Refused(400, `Bad Request: invalid ${name} specified`);
  return value;
}

function optionsOf(value: Json | File | undefined): string[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 12)
    throw new Refused(400, 'Bad Request: poll must have 1-12 answer options');
  return value.map((option) => required(option as JsonObject, 'text', 100));
}

function attached(parameters: Parameters, where: Json | undefined): Json | File | undefined {
  const name = /^attach:\/\/(.+)$/.exec(String(where))?.[1];
  return name === undefined ? undefined : parameters[name];
}

function mustBeFile(value: Json | File | undefined, kind: string): void {
  const fits = value instanceof File && value.size > 0 && value.type.startsWith(kind === 'photo' ? 'image/' : 'video/');
  if (!fits) throw new Refused(400, `Bad Request: there is no ${kind} in the request`);
  if (value.size > (kind === 'photo' ? 10_000_000 : 50_000_000)) throw new Refused(413, 'Request Entity Too Large');
}
