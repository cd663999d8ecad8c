import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../src/contract.js';
import { type AgreeableNetwork, isForm, REGISTERED_ADDRESS, SimulatedAuthorization } from './authorization.js';
import type { SimAnswer, SimRequest, SimThing } from './network.js';

export interface SimulatedLinkedInOptions {
  /** The page that the token's member administers. */
  organizationId: string;
  personId: string;
  clientId: string;
  clientSecret: string;
  /** The app's callback. */
  redirectUri?: string;
  /** What posts are dated with. */
  now: () => Date;
}

interface Asset {
  urn: string;
  kind: 'image' | 'video';
  size: number;
  parts: Map<number, { bytes: Buffer; etag: string }>;
  status: 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED';
  looks: number;
}

interface Post {
  urn: string;
  author: string;
  commentary: string;
  content: JsonObject | null;
  at: number;
}

interface Comment {
  id: string;
  on: string;
  actor: string;
  text: string;
  at: number;
}

/** Bytes of a part that LinkedIn cuts videos into. */
const PART = 4 * 1024 * 1024;
const VERSIONS = ['202511', '202601', '202602', '202603', '202605', '202606', '202607', '202608', '202609'];
const DURATIONS = ['ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS'];
/** Of the Community Management API: posts of pages and members, who administers what, and comments (`_feed`). */
const SCOPES = [
  'r_basicprofile',
  'w_member_social',
  'r_organization_social',
  'w_organization_social',
  'rw_organization_admin',
  'w_member_social_feed',
  'r_organization_social_feed',
  'w_organization_social_feed',
];
const REQUIRED = ['author', 'commentary', 'visibility', 'distribution', 'lifecycleState'];

/**
 * The part of LinkedIn's versioned API that publishing needs, after learn.microsoft.com: images and videos that become
 * available after a while, posts in little text format, cut where it is broken, comments, and lists for pages alone.
 * Members agree as its page "Authorization Code Flow" has it, at an approved partner's app, which gets refresh tokens.
 */
export class SimulatedLinkedIn implements AgreeableNetwork {
  readonly id = 'linkedin';
  readonly authorization: SimulatedAuthorization;
  accessToken = secret('access');
  refreshToken = secret('refresh');
  /** How often a file says that it is not ready yet. */
  processingLooks = 1;
  /** How many comments find that their post is not there yet. */
  lateFor = 0;
  private readonly assets = new Map<string, Asset>();
  /** By the secret in their address. */
  private readonly addresses = new Map<string, { urn: string; part: number }>();
  private readonly posts: Post[] = [];
  private readonly comments: Comment[] = [];
  private serial = 7_300_000_000_000_000_000n;
  private duplicates: 'taken' | 'refused' | 'ghosts' = 'taken';
  private readable = true;
  private fate: 'kept' | 'poll_dropped' | 'media_dropped' | 'cut' = 'kept';
  private refusal: SimAnswer | null = null;
  private granted: readonly string[] = SCOPES;
  /** When the access token dies; the first one does not by itself. */
  private accessUntil = Infinity;

  constructor(private readonly options: SimulatedLinkedInOptions) {
    const { now, clientId, clientSecret, redirectUri = REGISTERED_ADDRESS } = options;
    const denial = {
      error: 'user_cancelled_authorize',
      error_description: 'The user cancelled the authorization',
    };
    const rules = { now, scopes: SCOPES, pkce: false, authentication: 'post', denial } as const;
    this.authorization = new SimulatedAuthorization(rules);
    this.authorization.register({ clientId, clientSecret, redirectUri });
  }

  get secrets(): readonly string[] {
    return this.authorization.secrets;
  }

  killToken(): void {
    this.accessToken = secret('access');
  }

  revoke(): void {
    this.killToken();
    this.refreshToken = secret('refresh');
  }

  /** The token is of an agreement without these. */
  withhold(...scopes: string[]): void {
    this.granted = SCOPES.filter((scope) => !scopes.includes(scope));
  }

  /** Addresses that were handed out end. */
  endAddresses(): void {
    this.addresses.clear();
  }

  failProcessing(): void {
    this.assets.forEach((asset) => (asset.status = 'PROCESSING_FAILED'));
  }

  /** `ghosts`: the post that is named does not exist. */
  treatDuplicates(as: SimulatedLinkedIn['duplicates']): void {
    this.duplicates = as;
  }

  /** The app may publish but not read, as with most members. */
  closeReading(): void {
    this.readable = false;
  }

  spoil(fate: SimulatedLinkedIn['fate']): void {
    this.fate = fate;
  }

  refuse(answer: SimAnswer | null): void {
    this.refusal = answer;
  }

  postElsewhere(commentary: string, at: Date): string {
    const author = `urn:li:organization:${this.options.organizationId}`;
    return this.put({ author, commentary, content: null, at: at.getTime() });
  }

  things(): readonly SimThing[] {
    const posts = this.posts.map(({ urn, commentary, content }): SimThing => {
      const media = mediaOf(content);
      const poll = content?.['poll'] as { options: { text: string }[] } | undefined;
      return {
        id: urn,
        text: readLittleText(commentary),
        parentId: null,
        media: media.length,
        altTexts: media.map(({ altText }) => altText ?? null),
        poll: poll?.options.map(({ text }) => text) ?? null,
      };
    });
    const comments = this.comments.map((one): SimThing => {
      return { id: commentUrnOf(one), text: one.text, parentId: one.on, media: 0 };
    });
    return [...posts, ...comments];
  }

  answer(request: SimRequest): SimAnswer {
    if (request.path === '/oauth/v2/accessToken') return this.token(request);
    if (request.path === '/oauth/v2/authorization') return this.authorization.authorize(request);
    const isOver = this.options.now().getTime() >= this.accessUntil;
    if (isOver || request.headers['authorization'] !== `Bearer ${this.accessToken}`)
      return refusal(401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired', 65_602);
    if (this.refusal) return this.refusal;
    if (request.path.startsWith('/dms-uploads/')) return this.receive(request);
    if (request.path.startsWith('/v2/')) return this.profile(request);
    const version = request.headers['linkedin-version'] ?? '';
    if (!VERSIONS.includes(version))
      return refusal(426, 'NONEXISTENT_VERSION', `Requested version ${version} is not active`);
    if (request.headers['x-restli-protocol-version'] !== '2.0.0')
      return refusal(400, 'VERSION_MISSING', 'Rest.li protocol');
    return this.route(request);
  }

  private route(request: SimRequest): SimAnswer {
    const { method, path, query } = request;
    const [, name = '', id = '', , number = ''] =
      /^\/rest\/(\w+)(?:\/([^/]+))?(\/comments)?(?:\/([^/]+))?$/.exec(path) ?? [];
    const action = query.get('action');
    if (name === 'images' && action === 'initializeUpload') return this.initialize(request, 'image');
    if (name === 'videos' && action === 'initializeUpload') return this.initialize(request, 'video');
    if (name === 'videos' && action === 'finalizeUpload') return this.finalize(request);
    if ((name === 'images' || name === 'videos') && method === 'GET') return this.status(id);
    if (name === 'posts' && method === 'POST') return this.create(request);
    if (name === 'posts' && method === 'GET') return id === '' ? this.list(request) : this.show(id);
    if (name === 'posts' && method === 'DELETE') return this.delete(id);
    if (name === 'socialActions' && method === 'POST') return this.comment(id, request);
    if (name === 'socialActions' && method === 'GET')
      return number === '' ? this.listComments(id) : this.showComment(number);
    if (name === 'socialActions' && method === 'DELETE') return this.deleteComment(number, query);
    if (name === 'organizations') return this.organizations(id, query);
    if (name === 'organizationAcls') return this.acls(query);
    return refusal(404, 'RESOURCE_NOT_FOUND', 'No virtual resource found');
  }

  private token(request: SimRequest): SimAnswer {
    if (!isForm(request)) return { status: 400, body: { error: 'invalid_request' } };
    if (!this.authorization.clientOf(request))
      return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed' } };
    const form = request.form();
    const isRenewal = form.get('grant_type') === 'refresh_token';
    const agreed = isRenewal ? null : this.authorization.redeem(request);
    if (isRenewal ? form.get('refresh_token') !== this.refreshToken : !agreed)
      return {
        status: 400,
        body: {
          error: 'invalid_request',
          error_description: 'The provided authorization grant or refresh token is invalid, expired or revoked',
        },
      };
    if (agreed) this.granted = agreed.get('scope')!.split(' ');
    this.accessToken = this.authorization.mint('li-access');
    this.accessUntil = this.options.now().getTime() + 5_184_000_000;
    // A renewal leaves the refresh token the same, and its life does not grow. No answer tells the token's type.
    if (!isRenewal) this.refreshToken = this.authorization.mint('li-refresh');
    const refresh = { refresh_token: this.refreshToken, refresh_token_expires_in: isRenewal ? 439_200 : 31_536_000 };
    const access = { access_token: this.accessToken, expires_in: 5_184_000, scope: this.granted.join(',') };
    return { status: 200, body: { ...access, ...refresh } };
  }

  private profile({ path }: SimRequest): SimAnswer {
    const { personId } = this.options;
    if (path === '/v2/me')
      return { status: 200, body: { id: personId, localizedFirstName: 'Lou', localizedLastName: 'Martin' } };
    return refusal(403, 'ACCESS_DENIED', 'Not enough permissions to access: userinfo.GET.NO_VERSION', 100);
  }

  private organizations(id: string, query: URLSearchParams): SimAnswer {
    const { organizationId } = this.options;
    const page = { id: Number(organizationId), localizedName: 'Le Fournil', vanityName: 'le-fournil' };
    if (id === organizationId) return { status: 200, body: page };
    if (query.get('ids') === `List(${organizationId})`)
      return { status: 200, body: { results: { [organizationId]: page }, errors: {}, statuses: {} } };
    return refusal(404, 'NOT_FOUND', 'No organization');
  }

  private acls(query: URLSearchParams): SimAnswer {
    if (query.get('q') !== 'roleAssignee') return refusal(400, 'PARAM_MISSING', 'q');
    const { organizationId, personId } = this.options;
    const acl = {
      role: 'ADMINISTRATOR',
      state: 'APPROVED',
      organization: `urn:li:organization:${organizationId}`,
      roleAssignee: `urn:li:person:${personId}`,
    };
    return { status: 200, body: { elements: [acl], paging: { count: 100, start: 0, links: [] } } };
  }

  private initialize(request: SimRequest, kind: Asset['kind']): SimAnswer {
    const asked = jsonOf(request)['initializeUploadRequest'] as JsonObject | undefined;
    const size = Number(asked?.['fileSizeBytes'] ?? 0);
    if (!this.mayPublishAs(asked?.['owner'])) return denied();
    if (kind === 'video' && !(Number.isInteger(size) && size > 0))
      return refusal(400, 'MISSING_FIELD', 'fileSizeBytes is required');
    const urn = `urn:li:${kind}:${this.nextId()}`;
    this.assets.set(urn, { urn, kind, size, parts: new Map(), status: 'WAITING_UPLOAD', looks: 0 });
    const count = kind === 'image' ? 1 : Math.ceil(size / PART);
    const addresses = Array.from({ length: count }, (_, part) => this.address(request.origin, urn, part));
    const ends = this.options.now().getTime() + 3_600_000;
    if (kind === 'image')
      return { status: 200, body: { value: { uploadUrlExpiresAt: ends, uploadUrl: addresses[0], image: urn } } };
    const uploadInstructions = addresses.map((uploadUrl, part) => ({
      uploadUrl,
      firstByte: part * PART,
      lastByte: Math.min((part + 1) * PART, size) - 1,
    }));
    return {
      status: 200,
      body: { value: { uploadUrlsExpireAt: ends, video: urn, uploadInstructions, uploadToken: '' } },
    };
  }

  private address(origin: string, urn: string, part: number): string {
    const key = secret('address');
    this.addresses.set(key, { urn, part });
    return `${origin}/dms-uploads/${key}?app=1`;
  }

  private receive({ method, path, body }: SimRequest): SimAnswer {
    const address = this.addresses.get(path.split('/')[2] ?? '');
    const asset = this.assets.get(address?.urn ?? '');
    if (method !== 'PUT' || !address || !asset) return { status: 403 };
    const etag = `/ambry-video/signedId/${address.part}-${body.length}`;
    asset.parts.set(address.part, { bytes: body, etag });
    if (asset.kind === 'image' && body.length > 0) asset.status = 'PROCESSING';
    return { status: asset.kind === 'image' ? 201 : 200, headers: { etag } };
  }

  /** A second call is refused, as nothing says that it would not be. */
  private finalize(request: SimRequest): SimAnswer {
    const asked = jsonOf(request)['finalizeUploadRequest'] as JsonObject | undefined;
    const asset = this.assets.get(String(asked?.['video']));
    if (!asset || typeof asked?.['uploadToken'] !== 'string') return refusal(400, 'MISSING_FIELD', 'video');
    if (asset.status !== 'WAITING_UPLOAD') return refusal(400, 'INVALID_STATE', 'The upload is finalized');
    const parts = [...asset.parts.entries()].sort(([a], [b]) => a - b).map(([, part]) => part);
    const size = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const whole =
      size === asset.size && JSON.stringify(parts.map(({ etag }) => etag)) === JSON.stringify(asked['uploadedPartIds']);
    if (!whole) return refusal(400, 'INVALID_PARTS', 'uploadedPartIds');
    asset.status = 'PROCESSING';
    return { status: 200 };
  }

  private status(urn: string): SimAnswer {
    const asset = this.assets.get(urn);
    if (!asset) return refusal(404, 'NOT_FOUND', 'No asset');
    if (asset.status === 'PROCESSING' && asset.looks++ >= this.processingLooks) asset.status = 'AVAILABLE';
    return { status: 200, body: { id: urn, owner: 'urn:li:organization:1', status: asset.status } };
  }

  private create(request: SimRequest): SimAnswer {
    const body = jsonOf(request);
    const content = (body['content'] ?? null) as JsonObject | null;
    const missing = REQUIRED.find((field) => body[field] === undefined);
    if (missing !== undefined) return refusal(400, 'MISSING_FIELD', `${missing} is required`);
    if (!this.mayPublishAs(body['author'])) return denied();
    const commentary = String(body['commentary']);
    if (commentary.length > 3_000) return refusal(400, 'FIELD_LENGTH_TOO_LONG', 'commentary');
    if (commentary === '' && content === null) return refusal(400, 'MISSING_FIELD', 'commentary is required');
    const wrong = this.contentFault(content);
    if (wrong !== null) return refusal(400, 'INVALID_CONTENT', wrong);
    const same = this.posts.find(
      (post) => post.commentary === commentary && JSON.stringify(post.content) === JSON.stringify(content),
    );
    if (same && this.duplicates !== 'taken') return this.duplicate(same.urn);
    const urn = this.put({ author: String(body['author']), commentary, content, at: this.options.now().getTime() });
    return { status: 201, headers: { 'x-restli-id': urn } };
  }

  private duplicate(urn: string): SimAnswer {
    const named = this.duplicates === 'ghosts' ? `urn:li:share:${this.nextId()}` : urn;
    const message = `com.linkedin.content.common.exception.BadRequestResponseException: Content is a duplicate of ${named}`;
    const inputErrors = [{ description: 'Duplicate post is detected', input: {}, code: 'DUPLICATE_POST' }];
    return {
      status: 422,
      body: {
        errorDetailType: 'com.linkedin.common.error.BadRequest',
        message,
        errorDetails: { inputErrors },
        status: 422,
      },
    };
  }

  private contentFault(content: JsonObject | null): string | null {
    if (content === null) return null;
    const [kind, ...others] = Object.keys(content);
    if (others.length > 0) return 'one kind of content';
    if (kind === 'article') {
      const { source, title } = content['article'] as JsonObject;
      return typeof source === 'string' && typeof title === 'string' && title !== '' ? null : 'article';
    }
    if (kind === 'poll') return pollFault(content['poll'] as JsonObject);
    const media = mediaOf(content);
    if (kind === 'multiImage' && (media.length < 2 || media.length > 20)) return 'multiImage takes 2 to 20 images';
    const assets = media.map(({ id }) => this.assets.get(id));
    if (assets.some((asset) => asset?.status !== 'AVAILABLE')) return 'media are not available';
    return kind === 'multiImage' && assets.some((asset) => asset?.kind === 'video') ? 'multiImage takes images' : null;
  }

  private put(post: Omit<Post, 'urn'>): string {
    const urn = `urn:li:share:${this.nextId()}`;
    const kept = this.fate === 'cut' ? { ...post, commentary: post.commentary.slice(0, 12) } : post;
    const dropped = this.fate === 'poll_dropped' || this.fate === 'media_dropped';
    this.posts.push({ ...kept, urn, content: dropped ? null : post.content });
    return urn;
  }

  private list({ headers, query }: SimRequest): SimAnswer {
    if (!this.readable) return denied();
    if (headers['x-restli-method'] !== 'FINDER' || query.get('q') !== 'author')
      return refusal(400, 'PARAM_MISSING', 'q');
    const found = this.posts.filter(({ author }) => author === query.get('author')).reverse();
    const elements = found.slice(0, Number(query.get('count') ?? 10)).map(viewOf);
    return { status: 200, body: { paging: { start: 0, count: elements.length, links: [] }, elements } };
  }

  private show(urn: string): SimAnswer {
    if (!this.readable) return denied();
    const post = this.posts.find((one) => one.urn === urn);
    return post ? { status: 200, body: viewOf(post) } : refusal(404, 'NOT_FOUND', 'Post not found');
  }

  /** Deletions are idempotent: what is gone is deleted as well. */
  private delete(urn: string): SimAnswer {
    const index = this.posts.findIndex((post) => post.urn === urn);
    if (index >= 0) this.posts.splice(index, 1);
    return { status: 204 };
  }

  private comment(on: string, request: SimRequest): SimAnswer {
    const { actor, object, message } = jsonOf(request);
    const text = (message as JsonObject | undefined)?.['text'];
    const isKnown = this.posts.some(({ urn }) => urn === on);
    if (!isKnown || this.lateFor-- > 0)
      return refusal(404, 'RESOURCE_NOT_FOUND', `Unable to obtain activity for urn ${on}`);
    if (!this.mayCommentAs(actor)) return denied();
    if (object === undefined || typeof text !== 'string' || text === '')
      return refusal(400, 'MISSING_FIELD', 'message');
    const comment = { id: this.nextId(), on, actor: String(actor), text, at: this.options.now().getTime() };
    this.comments.push(comment);
    return { status: 201, headers: { 'x-restli-id': comment.id }, body: commentView(comment) };
  }

  private listComments(on: string): SimAnswer {
    if (!this.mayReadComments()) return denied();
    const elements = this.comments.filter((comment) => comment.on === on).map(commentView);
    return { status: 200, body: { paging: { start: 0, count: 50, links: [] }, elements } };
  }

  private showComment(id: string): SimAnswer {
    if (!this.mayReadComments()) return denied();
    const comment = this.comments.find((one) => one.id === id);
    return comment ? { status: 200, body: commentView(comment) } : refusal(404, 'NOT_FOUND', 'Comment not found');
  }

  private deleteComment(id: string, query: URLSearchParams): SimAnswer {
    if (!this.mayCommentAs(query.get('actor'))) return denied();
    const index = this.comments.findIndex((comment) => comment.id === id);
    if (index < 0) return refusal(404, 'NOT_FOUND', 'Comment not found');
    this.comments.splice(index, 1);
    return { status: 204 };
  }

  private mayPublishAs(urn: unknown): boolean {
    const { organizationId, personId } = this.options;
    return urn === `urn:li:organization:${organizationId}` || urn === `urn:li:person:${personId}`;
  }

  private mayCommentAs(urn: unknown): boolean {
    const whose = String(urn).startsWith('urn:li:organization:') ? 'organization' : 'member';
    return this.mayPublishAs(urn) && this.granted.includes(`w_${whose}_social_feed`);
  }

  private mayReadComments(): boolean {
    return this.readable && this.granted.includes('r_organization_social_feed');
  }

  private nextId(): string {
    this.serial += 1n;
    return String(this.serial);
  }
}

function viewOf({ urn, author, commentary, content, at }: Post): JsonObject {
  return {
    id: urn,
    author,
    // Hashtags come back as templates.
    commentary: commentary.replace(/(?<!\\)#([\p{L}\p{N}]+)/gu, '{hashtag|\\#|$1}'),
    ...(content ? { content } : {}),
    visibility: 'PUBLIC',
    lifecycleState: 'PUBLISHED',
    createdAt: at,
    publishedAt: at,
  };
}

function commentUrnOf({ on, id }: Comment): string {
  return `urn:li:comment:(${on},${id})`;
}

function commentView(comment: Comment): JsonObject {
  const { id, on, actor, text, at } = comment;
  return {
    id,
    commentUrn: commentUrnOf(comment),
    object: on,
    actor,
    message: { text, attributes: [] },
    created: { actor, time: at },
  };
}

function mediaOf(content: JsonObject | null): { id: string; altText?: string }[] {
  const several = content?.['multiImage'] as { images: { id: string; altText?: string }[] } | undefined;
  const one = content?.['media'] as { id: string; altText?: string } | undefined;
  return several?.images ?? (one ? [one] : []);
}

function pollFault({ question, options, settings }: JsonObject): string | null {
  const texts = (options as { text: string }[]).map(({ text }) => text);
  const isAsked = typeof question === 'string' && question !== '' && question.length <= 140;
  const isOptions = texts.length >= 2 && texts.length <= 4 && texts.every((text) => text !== '' && text.length <= 30);
  const isTimed = DURATIONS.includes(String((settings as JsonObject)['duration']));
  return isAsked && isOptions && isTimed ? null : 'poll';
}

/** Little text as a reader sees it: it ends at the first reserved character that nothing explains. */
export function readLittleText(commentary: string): string {
  const parts =
    /\\([\\|{}@[\]()<>#*_~])|@\[([^\]]+)\]\(urn:li:[^)]+\)|#(?=[\p{L}\p{N}])|[\\|{}@[\]()<>#*_~]|[^\\|{}@[\]()<>#*_~]+/gu;
  let text = '';
  for (const [whole, literal, name] of commentary.matchAll(parts)) {
    const isBroken = /^[\\|{}@[\]()<>#*_~]$/.test(whole) && whole !== '#';
    if (isBroken) return text;
    text += literal ?? name ?? whole;
  }
  return text;
}

function jsonOf(request: SimRequest): JsonObject {
  return request.headers['content-type']?.startsWith('application/json') ? request.json() : {};
}

function denied(): SimAnswer {
  return refusal(403, 'ACCESS_DENIED', 'Not enough permissions to access this resource', 100);
}

function refusal(status: number, code: string, message: string, serviceErrorCode?: number): SimAnswer {
  return { status, body: { status, code, message, ...(serviceErrorCode === undefined ? {} : { serviceErrorCode }) } };
}

function secret(kind: string): string {
  return `li-${kind}-${randomUUID()}`;
}
