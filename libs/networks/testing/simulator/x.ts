import { randomUUID } from 'node:crypto';
import { measure, xLinks } from '#counting';
import type { JsonObject } from '../../src/contract.js';
import { type AgreeableNetwork, isForm, REGISTERED_ADDRESS, SimulatedAuthorization } from './authorization.js';
import type { SimAnswer, SimRequest, SimThing } from './network.js';

export interface SimulatedXOptions {
  userId: string;
  username: string;
  clientId: string;
  clientSecret: string;
  /** The client's callback. */
  redirectUri?: string;
  /** What posts are dated with, and rate windows end by. */
  now: () => Date;
}

interface Upload {
  category: string;
  total: number;
  segments: Map<number, Buffer>;
  polls: number;
  state: 'open' | 'pending' | 'succeeded' | 'failed';
  altText: string | null;
}

interface Post {
  id: string;
  text: string;
  replyTo: string | null;
  mediaIds: string[];
  poll: { options: string[]; minutes: number } | null;
  at: Date;
}

const TYPES = [
  'video/mp4',
  'video/webm',
  'video/mp2t',
  'video/quicktime',
  'image/jpeg',
  'image/gif',
  'image/png',
  'image/webp',
];
const CATEGORIES = ['tweet_image', 'tweet_gif', 'tweet_video', 'amplify_video'];
const REPLY_SETTINGS = ['following', 'mentionedUsers', 'subscribers', 'verified'];
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
const POST_PARTS = ['text', 'media', 'poll', 'reply', 'reply_settings', 'made_with_ai', 'paid_partnership'];

/**
 * The part of X's API v2 that publishing needs, after docs.x.com and its OpenAPI document: OAuth 2.0 with rotating
 * refresh tokens, chunked uploads, posts that double when asked twice, timelines with shortened links, escaped text, and
 * whom a reply answers in front of it (github.com/xdevplatform/twitter-api-typescript-sdk/issues/93).
 * People agree as docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token has it, with codes of 30 seconds.
 */
export class SimulatedX implements AgreeableNetwork {
  readonly id = 'x';
  readonly authorization: SimulatedAuthorization;
  accessToken: string;
  refreshToken: string;
  /** Of `GET /2/users/me`. */
  profile: JsonObject = { subscription_type: 'None', verified_type: 'none' };
  /** How often a video says that it is not ready yet. */
  processingLooks = 1;
  private readonly uploads = new Map<string, Upload>();
  private readonly posts: Post[] = [];
  private readonly links: string[] = [];
  private serial = 1_990_000_000_000_000_000n;
  private detectsDuplicates = false;
  private fate: 'kept' | 'cut' | 'poll_dropped' | 'media_dropped' = 'kept';
  private remaining = 100;
  private refusal: SimAnswer | null = null;
  /** When the access token dies; the first one does not by itself. */
  private accessUntil = Infinity;

  constructor(private readonly options: SimulatedXOptions) {
    this.accessToken = secret('access');
    this.refreshToken = secret('refresh');
    const { now, clientId, clientSecret, redirectUri = REGISTERED_ADDRESS } = options;
    const rules = { now, scopes: SCOPES, pkce: true, authentication: 'basic', codeLives: 30 } as const;
    this.authorization = new SimulatedAuthorization(rules);
    this.authorization.register({ clientId, clientSecret, redirectUri });
  }

  get secrets(): readonly string[] {
    return this.authorization.secrets;
  }

  /** The access token dies; the refresh token still works, once. */
  killToken(): void {
    this.accessToken = secret('access');
  }

  /** The person has withdrawn their agreement. */
  revoke(): void {
    this.killToken();
    this.refreshToken = secret('refresh');
  }

  /** X forgets every upload. */
  forgetMedia(): void {
    this.uploads.clear();
  }

  /** The next files cannot be processed. */
  failProcessing(): void {
    this.uploads.forEach((upload) => (upload.state = 'failed'));
  }

  /** One segment of every upload is lost. */
  loseSegment(): void {
    this.uploads.forEach(({ segments }) => segments.delete(0));
  }

  refuseDuplicates(): void {
    this.detectsDuplicates = true;
  }

  /** What becomes of the posts that follow, although they are answered as asked for. */
  spoil(fate: SimulatedX['fate']): void {
    this.fate = fate;
  }

  /** The calls left in the window; none: 429. */
  leave(remaining: number): void {
    this.remaining = remaining;
  }

  /** Every call from now on is answered so; null ends it. */
  refuse(answer: SimAnswer | null): void {
    this.refusal = answer;
  }

  things(): readonly SimThing[] {
    return this.posts.map(({ id, text, replyTo, mediaIds, poll }) => ({
      id,
      text,
      parentId: replyTo,
      media: mediaIds.length,
      altTexts: mediaIds.map((mediaId) => this.uploads.get(mediaId)?.altText ?? null),
      poll: poll?.options ?? null,
    }));
  }

  /** Somebody posts from elsewhere. */
  postElsewhere(text: string, at: Date): string {
    return this.put({ text, replyTo: null, mediaIds: [], poll: null, at });
  }

  async answer(request: SimRequest): Promise<SimAnswer> {
    if (request.method === 'POST' && request.path === '/2/oauth2/token') return this.token(request);
    if (request.path === '/i/oauth2/authorize') return this.authorization.authorize(request);
    const isOver = this.options.now().getTime() >= this.accessUntil;
    if (isOver || request.headers['authorization'] !== `Bearer ${this.accessToken}`)
      return problem(401, 'Unauthorized');
    if (this.refusal) return this.refusal;
    if (this.remaining === 0) return this.limited(problem(429, 'Too Many Requests'));
    return this.limited(await this.route(request));
  }

  private route(request: SimRequest): SimAnswer | Promise<SimAnswer> {
    const { method, path } = request;
    const [, id = ''] = /^\/2\/(?:media\/upload|tweets|users)\/([^/]+)/.exec(path) ?? [];
    if (method === 'GET' && path === '/2/users/me') return this.me();
    if (method === 'GET' && path === `/2/users/${id}/tweets`) return this.timeline(id, request);
    if (method === 'POST' && path === '/2/media/upload/initialize') return this.initialize(request);
    if (method === 'POST' && path === `/2/media/upload/${id}/append`) return this.append(id, request);
    if (method === 'POST' && path === `/2/media/upload/${id}/finalize`) return this.finalize(id, request);
    if (method === 'GET' && path === '/2/media/upload') return this.status(request);
    if (method === 'POST' && path === '/2/media/metadata') return this.describe(request);
    if (method === 'POST' && path === '/2/tweets') return this.create(request);
    if (method === 'GET' && path === `/2/tweets/${id}`) return this.show(id, request);
    if (method === 'DELETE' && path === `/2/tweets/${id}`) return this.delete(id);
    return problem(404, 'Not Found');
  }

  private token(request: SimRequest): SimAnswer {
    if (!isForm(request)) return { status: 400, body: { error: 'invalid_request' } };
    if (!this.authorization.clientOf(request)) return { status: 401, body: { error: 'unauthorized_client' } };
    const form = request.form();
    const isGranted =
      form.get('grant_type') === 'refresh_token'
        ? form.get('refresh_token') === this.refreshToken
        : this.authorization.redeem(request) !== null;
    if (!isGranted)
      return {
        status: 400,
        body: { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
      };
    return this.issue();
  }

  private issue(): SimAnswer {
    this.accessToken = this.authorization.mint('x-access');
    this.refreshToken = this.authorization.mint('x-refresh');
    this.accessUntil = this.options.now().getTime() + 7_200_000;
    const tokens = { access_token: this.accessToken, refresh_token: this.refreshToken };
    return { status: 200, body: { token_type: 'bearer', expires_in: 7_200, scope: SCOPES.join(' '), ...tokens } };
  }

  private me(): SimAnswer {
    const { userId, username } = this.options;
    return { status: 200, body: { data: { id: userId, username, name: 'Bakery', ...this.profile } } };
  }

  private initialize(request: SimRequest): SimAnswer {
    const { media_type: type, media_category: category, total_bytes: total } = jsonOf(request);
    const valid = TYPES.includes(String(type)) && CATEGORIES.includes(String(category)) && Number.isInteger(total);
    if (!valid || Number(total) > 17_179_869_184) return invalid('The upload is not valid.');
    const id = this.nextId();
    const upload = {
      category: String(category),
      total: Number(total),
      segments: new Map<number, Buffer>(),
      polls: 0,
      altText: null,
    };
    this.uploads.set(id, { ...upload, state: 'open' });
    return { status: 200, body: { data: { id, media_key: keyOf(id), expires_after_secs: 86_400 } } };
  }

  private async append(id: string, request: SimRequest): Promise<SimAnswer> {
    const upload = this.uploads.get(id);
    const form = await request.multipart();
    const [index, media] = [form.get('segment_index'), form.get('media')];
    if (!upload || upload.state !== 'open') return problem(404, 'Not Found');
    if (typeof index !== 'string' || !/^\d{1,3}$/.test(index) || media === null || typeof media === 'string')
      return invalid('A segment needs segment_index and media.');
    const bytes = Buffer.from(await media.arrayBuffer());
    if (bytes.length > 5 * 1024 * 1024) return problem(413, 'Payload Too Large');
    upload.segments.set(Number(index), bytes);
    return { status: 200, body: { data: { expires_at: Math.floor(this.options.now().getTime() / 1_000) + 86_400 } } };
  }

  /** A second call is refused, as nothing says that it would not be. */
  private finalize(id: string, request: SimRequest): SimAnswer {
    const upload = this.uploads.get(id);
    if (request.body.length === 0) return invalid('Request body must be a JSON object.');
    if (!upload) return problem(404, 'Not Found');
    if (upload.state !== 'open') return invalid('The upload is finalized.');
    const segments = [...upload.segments.keys()].sort((a, b) => a - b);
    const size = [...upload.segments.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    const whole = segments.every((index, place) => index === place) && size === upload.total;
    if (!whole) return invalid('Segments do not add up to provided total file size.');
    upload.state = upload.category === 'tweet_image' ? 'succeeded' : 'pending';
    return this.shown(id, upload);
  }

  private status({ query }: SimRequest): SimAnswer {
    const id = query.get('media_id') ?? '';
    const upload = this.uploads.get(id);
    if (query.get('command') !== 'STATUS' || !upload || upload.state === 'open') return problem(404, 'Not Found');
    if (upload.state === 'pending' && upload.polls++ >= this.processingLooks) upload.state = 'succeeded';
    return this.shown(id, upload);
  }

  private shown(id: string, { state, total, category }: Upload): SimAnswer {
    const error =
      state === 'failed' ? { error: { code: 1, name: 'InvalidMedia', message: 'Unsupported video format' } } : {};
    const info = { state, ...(state === 'pending' ? { check_after_secs: 1 } : {}), ...error };
    const processing = category === 'tweet_image' ? {} : { processing_info: info };
    return {
      status: 200,
      body: { data: { id, media_key: keyOf(id), size: total, expires_after_secs: 86_400, ...processing } },
    };
  }

  private describe(request: SimRequest): SimAnswer {
    const { id, metadata } = jsonOf(request);
    const upload = this.uploads.get(String(id));
    const text = ((metadata as JsonObject | undefined)?.['alt_text'] as JsonObject | undefined)?.['text'];
    if (!upload || upload.state !== 'succeeded') return problem(404, 'Not Found');
    if (upload.category === 'tweet_video') return invalid('Videos have no alternative text.');
    if (typeof text !== 'string' || text === '' || [...text].length > 1_000) return invalid('alt_text is not valid.');
    upload.altText = text;
    return { status: 200, body: { data: { id: String(id), associated_metadata: { alt_text: { text } } } } };
  }

  private create(request: SimRequest): SimAnswer {
    const body = jsonOf(request);
    const mediaIds = ((body['media'] as JsonObject | undefined)?.['media_ids'] ?? []) as string[];
    const replyTo = ((body['reply'] as JsonObject | undefined)?.['in_reply_to_tweet_id'] ?? null) as string | null;
    const text = String(body['text'] ?? '');
    const wrong = this.faultOf(body, text, mediaIds, replyTo);
    if (wrong) return wrong;
    const id = this.put({ text, replyTo, mediaIds, poll: pollOf(body), at: this.options.now() });
    return { status: 201, body: { data: { id, text: escaped(text), edit_history_tweet_ids: [id] } } };
  }

  private faultOf(body: JsonObject, text: string, mediaIds: string[], replyTo: string | null): SimAnswer | null {
    const poll = pollOf(body);
    const unknown = Object.keys(body).find((key) => !POST_PARTS.includes(key));
    if (unknown !== undefined) return invalid(`${unknown} is not expected.`);
    if (text === '' && mediaIds.length === 0) return invalid('A post needs a text or media.');
    if (poll && (mediaIds.length > 0 || !isPoll(poll))) return invalid('The poll is not valid.');
    const settings = body['reply_settings'];
    if (settings !== undefined && !REPLY_SETTINGS.includes(String(settings)))
      return invalid('reply_settings is not valid.');
    if (measure(text, 'x_weighted') > 280) return invalid('The text is too long.');
    const media = mediaIds.map((id) => this.uploads.get(id));
    if (media.some((upload) => upload?.state !== 'succeeded')) return invalid('Your media IDs are invalid.');
    const moving = media.filter((upload) => upload?.category !== 'tweet_image').length;
    if (media.length > 4 || (moving > 0 && media.length > 1)) return invalid('Your media IDs are invalid.');
    if (replyTo !== null && !this.posts.some(({ id }) => id === replyTo))
      return problem(403, 'Forbidden', 'The post you reply to is gone.');
    const twice = this.posts.some((post) => post.text === text && post.replyTo === replyTo);
    if (this.detectsDuplicates && twice)
      return problem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.');
    return null;
  }

  private put(post: Omit<Post, 'id'>): string {
    const id = this.nextId();
    const text = this.fate === 'cut' ? post.text.slice(0, 10) : post.text;
    const poll = this.fate === 'poll_dropped' ? null : post.poll;
    const mediaIds = this.fate === 'media_dropped' ? [] : post.mediaIds;
    this.posts.push({ ...post, id, text, poll, mediaIds });
    return id;
  }

  private timeline(userId: string, { query }: SimRequest): SimAnswer {
    if (userId !== this.options.userId) return problem(404, 'Not Found');
    const since = query.get('start_time') ?? '';
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(since)) return invalid('start_time is not valid.');
    const found = this.posts.filter(({ at }) => at >= new Date(since)).reverse();
    const shown = found.slice(0, Number(query.get('max_results') ?? 10));
    const meta = { result_count: shown.length, ...(shown.length < found.length ? { next_token: 'more' } : {}) };
    const fields = query.get('tweet.fields') ?? '';
    return {
      status: 200,
      body: { ...(shown.length > 0 ? { data: shown.map((post) => this.view(post, fields)) } : {}), meta },
    };
  }

  private show(id: string, { query }: SimRequest): SimAnswer {
    const post = this.posts.find((one) => one.id === id);
    if (!post) {
      const error = {
        resource_type: 'tweet',
        resource_id: id,
        title: 'Not Found Error',
        type: `${PROBLEMS}resource-not-found`,
      };
      return { status: 200, body: { errors: [error] } };
    }
    const media = post.mediaIds.map((mediaId) => {
      const altText = this.uploads.get(mediaId)?.altText;
      return { media_key: keyOf(mediaId), type: 'photo', ...(altText ? { alt_text: altText } : {}) };
    });
    const polls = post.poll
      ? [{ id: `p${id}`, options: post.poll.options.map((label, at) => ({ position: at + 1, label, votes: 0 })) }]
      : [];
    const includes = { ...(media.length > 0 ? { media } : {}), ...(polls.length > 0 ? { polls } : {}) };
    return { status: 200, body: { data: this.view(post, query.get('tweet.fields') ?? ''), includes } };
  }

  /** A post's text, which in a reply begins with whom it answers: everybody the answered post names, but the account. */
  private withInherited({ text, replyTo }: Post): string {
    const parent = this.posts.find(({ id }) => id === replyTo);
    if (!parent) return text;
    const said = mentionsOf(/^(?:@\w+\s*)*/u.exec(text)![0]);
    const known = [...said, `@${this.options.username}`];
    const inherited = new Set(mentionsOf(this.withInherited(parent)).filter((name) => !known.includes(name)));
    return [...inherited, text].join(' ').trim();
  }

  /** A post as the API shows it: links shortened, one more for media, three characters escaped. */
  private view(post: Post, fields: string): JsonObject {
    const { id, replyTo, mediaIds, poll, at } = post;
    const text = this.withInherited(post);
    const spans = xLinks(text);
    const links = spans.map(({ start, length }) => text.slice(start, start + length));
    const urls = links.map((link) => ({
      url: this.short(link),
      expanded_url: /^https?:/i.test(link) ? link : `http://${link}`,
    }));
    const mediaUrls =
      mediaIds.length > 0
        ? [
            {
              url: this.short(`media ${id}`),
              expanded_url: `https://x.com/bakery/status/${id}/photo/1`,
              media_key: keyOf(mediaIds[0]!),
            },
          ]
        : [];
    const withLinks = spans.reduceRight(
      (whole, { start, length }, index) => whole.slice(0, start) + urls[index]!.url + whole.slice(start + length),
      text,
    );
    const shown = [escaped(withLinks), ...mediaUrls.map(({ url }) => url)].join(' ').trim();
    const all: JsonObject = {
      created_at: at.toISOString(),
      entities: { urls: [...urls, ...mediaUrls] },
      ...(mediaIds.length > 0 || poll
        ? {
            attachments: {
              ...(mediaIds.length > 0 ? { media_keys: mediaIds.map(keyOf) } : {}),
              ...(poll ? { poll_ids: [`p${id}`] } : {}),
            },
          }
        : {}),
      ...(replyTo === null ? {} : { referenced_tweets: [{ type: 'replied_to', id: replyTo }] }),
    };
    const asked = Object.entries(all).filter(([name]) => fields.split(',').includes(name));
    return { id, text: shown, ...Object.fromEntries(asked) };
  }

  private delete(id: string): SimAnswer {
    const index = this.posts.findIndex((post) => post.id === id);
    if (index < 0) return problem(404, 'Not Found');
    this.posts.splice(index, 1);
    return { status: 200, body: { data: { deleted: true } } };
  }

  private short(link: string): string {
    if (!this.links.includes(link)) this.links.push(link);
    return `https://t.co/${String(this.links.indexOf(link)).padStart(10, '0')}`;
  }

  private nextId(): string {
    this.serial += 1n;
    return String(this.serial);
  }

  private limited(answer: SimAnswer): SimAnswer {
    const reset = Math.floor(this.options.now().getTime() / 1_000) + 900;
    const left = Math.max(this.remaining - 1, 0);
    if (this.remaining < 100) this.remaining = left;
    const headers = {
      'x-rate-limit-limit': '100',
      'x-rate-limit-remaining': String(left),
      'x-rate-limit-reset': String(reset),
    };
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

const PROBLEMS = 'https://api.x.com/2/problems/';

function problem(status: number, title: string, detail = title): SimAnswer {
  return { status, body: { title, detail, type: 'about:blank', status } };
}

function invalid(detail: string): SimAnswer {
  return { status: 400, body: { title: 'Invalid Request', detail, type: `${PROBLEMS}invalid-request` } };
}

function pollOf({ poll }: JsonObject): { options: string[]; minutes: number } | null {
  if (poll === undefined) return null;
  const { options, duration_minutes: minutes } = poll as { options: string[]; duration_minutes: number };
  return { options, minutes };
}

function isPoll({ options, minutes }: { options: string[]; minutes: number }): boolean {
  const isOption = (option: string): boolean => option.length > 0 && [...option].length <= 25;
  return options.length >= 2 && options.length <= 4 && options.every(isOption) && minutes >= 5 && minutes <= 10_080;
}

function jsonOf(request: SimRequest): JsonObject {
  return request.headers['content-type']?.startsWith('application/json') ? request.json() : {};
}

function keyOf(mediaId: string): string {
  return `3_${mediaId}`;
}

function mentionsOf(text: string): string[] {
  return text.match(/@\w+/gu) ?? [];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function secret(kind: string): string {
  return `x-${kind}-${randomUUID()}`;
}
