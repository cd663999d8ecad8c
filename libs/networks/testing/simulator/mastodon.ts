import type { Json, JsonObject } from '../../src/contract.js';
import { type AgreeableNetwork, SimulatedAuthorization } from './authorization.js';
import { countedLength, statusHtml } from './mastodon-html.js';
import type { SimAnswer, SimRequest, SimThing } from './network.js';

/** Servers that speak Mastodon's interface, by what was found on real ones and in their sources. */
export type MastodonFlavour = 'mastodon' | 'snac' | 'hollo' | 'gotosocial';

export const MASTODON_TOKEN = 'masto-token-1b7e40c2';

interface Attachment {
  id: string;
  mimeType: string;
  description: string | null;
  at: number;
  /** Looks until it is processed. */
  looksLeft: number;
  statusId: string | null;
}

interface Status {
  id: string;
  text: string;
  spoiler: string;
  replyTo: string | null;
  visibility: string;
  language: string | null;
  sensitive: boolean;
  media: readonly Attachment[];
  poll: readonly string[] | null;
  createdAt: number;
}

/** Parameters of `POST /api/v1/statuses`, whichever way they came. */
interface Draft {
  text: string;
  spoiler: string;
  replyTo: string | null;
  visibility: string;
  language: string | null;
  sensitive: boolean;
  mediaIds: string[];
  poll: { options: string[]; expiresIn: number } | null;
}

const LIMITS = {
  maxCharacters: 500,
  reservedPerUrl: 23,
  maxMedia: 4,
  description: 1_500,
  image: 16_777_216,
  video: 103_809_024,
};
const HOUR = 3_600_000;
const WINDOW = 5 * 60_000;
const SCOPES = ['read:accounts', 'read:statuses', 'write:media', 'write:statuses'];
const TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/webm', 'video/quicktime'];

/**
 * A Mastodon 4.x server with one account, after docs.joinmastodon.org and the controllers of mastodon/mastodon. As
 * `snac` it has no v2 instance and no look at media, takes anything as a post, drops polls that come as JSON and lists
 * public notes alone; as `hollo` it complains as Zod does, drops polls that come as a form and shows no limits; as
 * `gotosocial` it counts links whole and writes its window in seconds. These three do not know the Idempotency-Key.
 * Apps register themselves, and people agree as docs.joinmastodon.org/methods/apps/ and /methods/oauth/ have it (4.3).
 */
export class SimulatedMastodon implements AgreeableNetwork {
  readonly id = 'mastodon';
  readonly authorization: SimulatedAuthorization;
  /** Looks at a video until it is processed. */
  processingLooks = 1;
  private ahead = 0;
  /** Calls left in the window of five minutes. */
  remaining = 300;
  scopes: readonly string[] = SCOPES;
  private windowEnds = 0;
  private next = 1;
  private apps = 0;
  private token: string | null = MASTODON_TOKEN;
  private readonly statuses: Status[] = [];
  private readonly attachments = new Map<string, Attachment>();
  private readonly keys = new Map<string, { status: Status; until: number }>();
  private cutAt = Infinity;
  private drops: 'nothing' | 'polls' | 'media' | 'everything' = 'nothing';
  private processingFails = false;
  private schedules = false;

  constructor(
    private readonly flavour: MastodonFlavour = 'mastodon',
    /** What its own clock runs ahead of, by a second a call. */
    private readonly clock: () => Date = () => new Date('2026-11-24T08:00:05Z'),
  ) {
    this.windowEnds = windowEnd(this.now);
    const denial = {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request.',
    };
    const rules = { scopes: SCOPES, pkce: true, authentication: 'post', denial } as const;
    this.authorization = new SimulatedAuthorization({ ...rules, now: () => new Date(this.now) });
  }

  get secrets(): readonly string[] {
    return this.authorization.secrets;
  }

  answer(request: SimRequest): SimAnswer | Promise<SimAnswer> {
    this.ahead += 1_000;
    const open = this.answerOpen(request);
    if (open) return open;
    if (!request.path.startsWith('/api/')) return this.page(404);
    const refused = this.unauthorized(request) ?? this.limited();
    return refused ?? this.answerAuthorized(request);
  }

  things(): readonly SimThing[] {
    return this.statuses.map(({ id, text, replyTo, media, poll }) => ({
      id,
      text,
      parentId: replyTo,
      media: media.length,
      altTexts: media.map(({ description }) => description),
      poll,
    }));
  }

  // ---- Faults -------------------------------------------------------------------------------------------------

  revokeToken(): void {
    this.token = null;
  }

  /** The person has given back what they took. */
  restoreToken(): void {
    this.token = MASTODON_TOKEN;
  }

  /** Statuses lose what follows so many characters. */
  cutTexts(length: number): void {
    this.cutAt = length;
  }

  /** `everything`: an anti-spam filter that answers as if it had published. */
  drop(what: 'nothing' | 'polls' | 'media' | 'everything'): void {
    this.drops = what;
  }

  failProcessing(): void {
    this.processingFails = true;
  }

  /** Puts off what nobody asked it to put off. */
  scheduleAll(): void {
    this.schedules = true;
  }

  forgetKeys(): void {
    this.keys.clear();
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  private get now(): number {
    return this.clock().getTime() + this.ahead;
  }

  /** The account's owner posts by hand. */
  publishByHand(text: string, parts: Partial<Pick<Status, 'replyTo' | 'media' | 'visibility'>> = {}): string {
    return this.store({ ...EMPTY, text, ...parts }).id;
  }

  deleteByHand(id: string): void {
    this.statuses.splice(
      this.statuses.findIndex((status) => status.id === id),
      1,
    );
  }

  // ---- Without a token ----------------------------------------------------------------------------------------

  private answerOpen(request: SimRequest): SimAnswer | null {
    const { method, path, origin } = request;
    const document = {
      mastodon: '/nodeinfo/2.0',
      gotosocial: '/nodeinfo/2.0',
      hollo: '/nodeinfo/2.1',
      snac: '/nodeinfo_2_0',
    }[this.flavour];
    if (path === '/.well-known/nodeinfo')
      return ok({ links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: origin + document }] });
    if (path === document)
      return ok({ version: '2.0', software: { name: this.flavour, version: '4.4.2' }, protocols: ['activitypub'] });
    if (path === '/api/v2/instance') return this.flavour === 'snac' ? this.page(404) : ok(this.instance('domain'));
    if (path === '/api/v1/instance') return ok(this.instance('uri'));
    if (method === 'POST' && path === '/api/v1/apps') return this.registered(request);
    if (path === '/oauth/authorize') return this.authorization.authorize(request);
    if (method === 'POST' && path === '/oauth/token') return this.granted(request);
    return null;
  }

  private instance(hostName: 'domain' | 'uri'): JsonObject {
    const { maxCharacters, reservedPerUrl, maxMedia, description, image, video } = LIMITS;
    return {
      [hostName]: 'mastodon.test',
      version: this.flavour === 'mastodon' ? '4.4.2' : `4.0.0 (compatible; ${this.flavour})`,
      configuration: {
        statuses: {
          max_characters: maxCharacters,
          max_media_attachments: maxMedia,
          characters_reserved_per_url: this.flavour === 'hollo' ? 256 : reservedPerUrl,
        },
        media_attachments: {
          supported_mime_types: [...TYPES, 'audio/mpeg'],
          description_limit: description,
          image_size_limit: image,
          image_matrix_limit: 33_177_600,
          video_size_limit: video,
          video_matrix_limit: 8_294_400,
        },
        polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
      },
    };
  }

  private registered(request: SimRequest): SimAnswer {
    const { client_name: name, redirect_uris: redirect, scopes } = fieldsOf(request);
    if (!name) return refusal(422, "Validation failed: Application name can't be blank");
    if (!redirect || !URL.canParse(String(redirect)))
      return refusal(422, 'Validation failed: Redirect URI must be an absolute URI.');
    const number = ++this.apps;
    const app = { clientId: `client-${number}`, clientSecret: `client-secret-${number}-9a` };
    const granted = String(scopes ?? 'read').split(' ');
    this.authorization.register({ ...app, redirectUri: String(redirect), scopes: granted });
    this.authorization.secrets.push(app.clientSecret);
    const secret = { client_id: app.clientId, client_secret: app.clientSecret, client_secret_expires_at: 0 };
    return ok({
      id: '1',
      name,
      scopes: granted,
      redirect_uris: [String(redirect)],
      ...secret,
    });
  }

  private granted(request: SimRequest): SimAnswer {
    if (!this.authorization.clientOf(request)) return { status: 401, body: { error: 'invalid_client' } };
    const agreed = this.authorization.redeem(request);
    if (!agreed) return { status: 400, body: { error: 'invalid_grant' } };
    this.token = this.authorization.mint('masto-agreed');
    return ok({
      access_token: this.token,
      token_type: 'Bearer',
      scope: agreed.get('scope') ?? '',
      created_at: Math.floor(this.now / 1000),
    });
  }

  // ---- With a token -------------------------------------------------------------------------------------------

  private unauthorized({ headers }: SimRequest): SimAnswer | null {
    if (this.token !== null && headers['authorization'] === `Bearer ${this.token}`) return null;
    if (this.flavour === 'snac') return { status: 422, body: '' };
    return refusal(401, this.flavour === 'hollo' ? 'invalid_token' : 'The access token is invalid');
  }

  private limited(): SimAnswer | null {
    if (this.now >= this.windowEnds) {
      this.windowEnds = windowEnd(this.now);
      this.remaining = 300;
    }
    this.remaining -= 1;
    return this.remaining < 0 ? { ...refusal(429, 'Too many requests'), headers: this.rateHeaders() } : null;
  }

  private rateHeaders(): Record<string, string> {
    if (this.flavour === 'snac' || this.flavour === 'hollo') return {};
    return {
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': String(Math.max(this.remaining, 0)),
      'x-ratelimit-reset':
        this.flavour === 'gotosocial' ? String(this.windowEnds / 1000) : new Date(this.windowEnds).toISOString(),
    };
  }

  private async answerAuthorized(request: SimRequest): Promise<SimAnswer> {
    const { method, path } = request;
    const [, , , noun, id, part] = path.split('/');
    const scope = scopeOf(method, noun);
    if (!this.scopes.includes(scope)) return refusal(403, 'This action is outside the authorized scopes');
    const answer = await this.route(request, `${method} ${noun}`, id, part);
    return { ...answer, headers: { ...this.rateHeaders(), ...answer.headers } };
  }

  private route(
    request: SimRequest,
    verb: string,
    id: string | undefined,
    part: string | undefined,
  ): SimAnswer | Promise<SimAnswer> {
    if (verb === 'GET accounts' && id === 'verify_credentials') return ok(ACCOUNT);
    if (verb === 'GET accounts' && part === 'statuses') return this.listed(request, id);
    if (verb === 'POST media' && id === undefined) return this.uploaded(request);
    if (verb === 'GET media') return this.processed(id);
    if (verb === 'POST statuses' && id === undefined) return this.posted(request);
    if (verb === 'GET statuses' && part === undefined) return this.shown(id);
    if (verb === 'DELETE statuses') return this.deleted(id);
    return this.notFound();
  }

  private listed({ query }: SimRequest, id: string | undefined): SimAnswer {
    if (id !== ACCOUNT.id) return this.notFound();
    const listable = this.statuses.filter(
      ({ visibility, poll }) => this.flavour !== 'snac' || (visibility === 'public' && !poll),
    );
    const newestFirst = listable.toReversed();
    const maxId = query.get('max_id');
    const from = maxId === null ? 0 : newestFirst.findIndex((status) => status.id === maxId) + 1;
    const limit = Math.min(Number(query.get('limit') ?? 20), 40);
    return ok(newestFirst.slice(from, from + limit).map((status) => this.json(status)));
  }

  private async uploaded(request: SimRequest): Promise<SimAnswer> {
    if (!request.headers['content-type']?.startsWith('multipart/form-data'))
      return refusal(422, "Validation failed: File can't be blank");
    const form = await request.multipart();
    const file = form.get('file');
    const description = form.get('description');
    if (!(file instanceof Blob) || file.size === 0) return refusal(422, "Validation failed: File can't be blank");
    if (!TYPES.includes(file.type))
      return refusal(422, 'Validation failed: File content type is invalid, File is invalid');
    const video = file.type.startsWith('video/');
    if (file.size > (video ? LIMITS.video : LIMITS.image))
      return refusal(422, 'Validation failed: File file size must be less than');
    if (typeof description === 'string' && description.length > LIMITS.description)
      return refusal(422, 'Validation failed: Description is too long');
    return this.attached(file.type, typeof description === 'string' ? description : null);
  }

  private attached(mimeType: string, description: string | null): SimAnswer {
    const slow = this.flavour === 'mastodon' && mimeType.startsWith('video/');
    const attachment: Attachment = {
      id: this.newId(),
      mimeType,
      description,
      at: this.now,
      looksLeft: slow ? this.processingLooks : 0,
      statusId: null,
    };
    this.attachments.set(attachment.id, attachment);
    return { status: slow ? 202 : 200, body: mediaJson(attachment) };
  }

  private processed(id: string | undefined): SimAnswer {
    const attachment = this.attachments.get(id ?? '');
    // Sent already or swept: the look is for what no status has (set_media_attachment).
    if (!attachment || attachment.statusId !== null || this.flavour === 'snac') return this.notFound();
    if (this.processingFails) return refusal(422, 'Error processing thumbnail for uploaded media');
    if (attachment.looksLeft > 0) {
      attachment.looksLeft -= 1;
      return { status: 206, body: { ...mediaJson(attachment), url: null } };
    }
    return ok(mediaJson(attachment));
  }

  private posted(request: SimRequest): SimAnswer {
    const key = request.headers['idempotency-key'] ?? null;
    const known = this.flavour === 'mastodon' && key !== null ? this.keys.get(key) : undefined;
    // A status that is gone since is looked for and not found (idempotency_duplicate).
    if (known && known.until > this.now) return this.shown(known.status.id);
    const draft = this.read(request);
    if ('status' in draft) return draft;
    const refused = this.flavour === 'snac' ? null : this.invalid(draft);
    if (refused) return refused;
    if (this.schedules)
      return ok({
        id: this.newId(),
        scheduled_at: new Date(this.now + HOUR).toISOString(),
        params: { text: draft.text },
        media_attachments: [],
      });
    const status = this.store(this.toStatus(draft));
    if (key !== null) this.keys.set(key, { status, until: this.now + HOUR });
    const answer = ok(this.json(status));
    if (this.drops === 'everything') this.deleteByHand(status.id);
    return answer;
  }

  private read(request: SimRequest): Draft | SimAnswer {
    const type = request.headers['content-type'] ?? '';
    if (type.startsWith('application/json')) return fromJson(request.json(), this.flavour !== 'snac');
    if (type.startsWith('application/x-www-form-urlencoded')) return fromForm(request.form(), this.flavour !== 'hollo');
    return refusal(422, "Validation failed: Text can't be blank");
  }

  private invalid(draft: Draft): SimAnswer | null {
    const { text, spoiler, replyTo, visibility, poll, mediaIds } = draft;
    const media = mediaIds.map((id) => this.attachments.get(id));
    if (replyTo !== null && !this.statuses.some(({ id }) => id === replyTo))
      return refusal(404, 'The post you are trying to reply to does not appear to exist.');
    if (mediaIds.length > LIMITS.maxMedia) return this.complaint('Cannot attach more than 4 files');
    if (media.some((one) => !one || one.statusId !== null || this.now - one.at > 24 * HOUR))
      return this.complaint('Media not found');
    if (media.length > 1 && media.some((one) => one!.mimeType.startsWith('video/')))
      return this.complaint('Cannot attach a video to a post that already contains images');
    if (media.some((one) => one!.looksLeft > 0))
      return this.complaint('Cannot attach files that have not finished processing. Try again in a moment!');
    if (text.trim() === '' && media.length === 0) return this.complaint("Validation failed: Text can't be blank");
    const length =
      this.flavour === 'gotosocial' ? [...(spoiler + text)].length : [...spoiler].length + countedLength(text);
    if (length > LIMITS.maxCharacters) return this.complaint('Validation failed: Text character limit of 500 exceeded');
    if (!['public', 'unlisted', 'private', 'direct'].includes(visibility))
      return this.complaint('Validation failed: Visibility is not included in the list');
    return poll && this.invalidPoll(poll, media.length);
  }

  private invalidPoll({ options, expiresIn }: NonNullable<Draft['poll']>, media: number): SimAnswer | null {
    if (media > 0) return this.complaint('Validation failed: A poll cannot have media');
    if (options.length < 2 || options.length > 4)
      return this.complaint('Validation failed: Options must be two to four');
    if (options.some((option) => option.trim() === '' || [...option].length > 50))
      return this.complaint('Validation failed: Options must have 1 to 50 characters');
    if (new Set(options).size !== options.length)
      return this.complaint('Validation failed: Options contain duplicate items');
    return expiresIn >= 300 && expiresIn <= 2_629_746
      ? null
      : this.complaint('Validation failed: Expires at is too soon or too far');
  }

  private toStatus({ mediaIds, poll, text, ...rest }: Draft): Omit<Status, 'id' | 'createdAt'> {
    const kept = this.drops === 'media' ? [] : mediaIds.flatMap((id) => this.attachments.get(id) ?? []);
    return {
      ...rest,
      text: text.slice(0, this.cutAt),
      media: kept,
      poll: this.drops === 'polls' ? null : (poll?.options ?? null),
    };
  }

  private store(parts: Omit<Status, 'id' | 'createdAt'>): Status {
    const status: Status = { ...parts, id: this.newId(), createdAt: this.now };
    status.media.forEach((attachment) => (attachment.statusId = status.id));
    this.statuses.push(status);
    return status;
  }

  private shown(id: string | undefined): SimAnswer {
    const status = this.statuses.find((one) => one.id === id);
    return status ? ok(this.json(status)) : this.notFound();
  }

  private deleted(id: string | undefined): SimAnswer {
    const index = this.statuses.findIndex((one) => one.id === id);
    if (index < 0) return this.notFound();
    const [status] = this.statuses.splice(index, 1);
    return this.flavour === 'snac' ? { status: 200, body: '{}' } : ok({ ...this.json(status!), text: status!.text });
  }

  private json(status: Status): JsonObject {
    return {
      id: status.id,
      created_at: new Date(status.createdAt).toISOString(),
      in_reply_to_id: status.replyTo,
      sensitive: status.sensitive || status.spoiler !== '',
      spoiler_text: status.spoiler,
      visibility: status.visibility,
      language: status.language,
      uri: `https://mastodon.test/users/boulangerie/statuses/${status.id}`,
      url: `https://mastodon.test/@boulangerie/${status.id}`,
      content: statusHtml(status.text),
      reblog: null,
      account: ACCOUNT,
      media_attachments: status.media.map(mediaJson),
      mentions: [],
      poll: status.poll && { id: status.id, options: status.poll.map((title) => ({ title, votes_count: 0 })) },
    };
  }

  private newId(): string {
    const number = this.next++;
    return this.flavour === 'hollo'
      ? `019aabcd-0000-7000-8000-${String(number).padStart(12, '0')}`
      : `1151${String(number).padStart(14, '0')}`;
  }

  private complaint(message: string): SimAnswer {
    if (this.flavour !== 'hollo') return refusal(422, message);
    const issues = [{ code: 'custom', path: ['status'], message }];
    return { status: 422, body: { error: 'invalid_request', zod_error: { issues, name: 'ZodError' } } };
  }

  private notFound(): SimAnswer {
    return this.flavour === 'snac' ? this.page(404) : refusal(404, 'Record not found');
  }

  private page(status: number): SimAnswer {
    return { status, headers: { 'content-type': 'text/html' }, body: '<h1>404 Not Found</h1>' };
  }
}

const ACCOUNT = {
  id: '109',
  username: 'boulangerie',
  acct: 'boulangerie',
  display_name: 'La boulangerie',
  url: 'https://mastodon.test/@boulangerie',
};

const EMPTY: Omit<Status, 'id' | 'createdAt'> = {
  text: '',
  spoiler: '',
  replyTo: null,
  visibility: 'public',
  language: null,
  sensitive: false,
  media: [],
  poll: null,
};

function scopeOf(method: string, noun: string | undefined): string {
  if (noun === 'accounts') return 'read:accounts';
  if (noun === 'media') return 'write:media';
  return method === 'GET' ? 'read:statuses' : 'write:statuses';
}

function fromJson(body: JsonObject, polls: boolean): Draft {
  const poll = body['poll'] as { options?: string[]; expires_in?: number } | undefined;
  return {
    ...plainDraft((name) => body[name]),
    sensitive: body['sensitive'] === true,
    mediaIds: (body['media_ids'] as string[] | undefined) ?? [],
    poll: polls && poll ? { options: poll.options ?? [], expiresIn: Number(poll.expires_in) } : null,
  };
}

function fromForm(form: URLSearchParams, polls: boolean): Draft {
  const options = form.getAll('poll[options][]');
  return {
    ...plainDraft((name) => form.get(name) ?? undefined),
    sensitive: form.get('sensitive') === 'true',
    mediaIds: form.getAll('media_ids[]'),
    poll: polls && options.length > 0 ? { options, expiresIn: Number(form.get('poll[expires_in]')) } : null,
  };
}

function plainDraft(field: (name: string) => Json | undefined): Omit<Draft, 'sensitive' | 'mediaIds' | 'poll'> {
  const text = (name: string): string | null => {
    const value = field(name);
    return typeof value === 'string' ? value : null;
  };
  return {
    text: text('status') ?? '',
    spoiler: text('spoiler_text') ?? '',
    replyTo: text('in_reply_to_id'),
    visibility: text('visibility') ?? 'public',
    language: text('language'),
  };
}

function fieldsOf(request: SimRequest): Record<string, Json> {
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('application/json') ? request.json() : Object.fromEntries(request.form());
}

function mediaJson({ id, mimeType, description, looksLeft }: Attachment): JsonObject {
  const url = looksLeft > 0 ? null : `https://files.mastodon.test/${id}`;
  return {
    id,
    type: mimeType.split('/')[0]!,
    url,
    preview_url: `https://files.mastodon.test/small/${id}`,
    description,
  };
}

function windowEnd(now: number): number {
  return now + WINDOW - (now % WINDOW);
}

function ok(body: object): SimAnswer {
  return { status: 200, body };
}

function refusal(status: number, error: string): SimAnswer {
  return { status, body: { error } };
}
