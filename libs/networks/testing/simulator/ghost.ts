import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Json, JsonObject } from '../../src/contract.js';
import type { SimAnswer, SimRequest, SimThing, SimulatedNetwork } from './network.js';

const KEY_ID = '6748592f4b9b7700010f6564';
const KEY_SECRET = 'b1b5b9c1d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9f0a1';

export const GHOST_ADMIN_KEY = `${KEY_ID}:${KEY_SECRET}`;

type Status = 'draft' | 'published' | 'scheduled';

interface Post {
  id: string;
  slug: string;
  title: string;
  html: string;
  status: Status;
  tags: string[];
  featured: boolean;
  featureImage: string | null;
  featureImageAlt: string | null;
  excerpt: string | null;
  visibility: string;
  canonicalUrl: string | null;
  updatedAt: number;
  publishedAt: number | null;
  newsletter: string | null;
  email: { status: 'submitted' | 'failed'; segment: string } | null;
}

const API = '/ghost/api/admin';
const SITE = 'https://blog.ghost.test';
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/svg+xml': '.svg',
};

/**
 * A Ghost 5 site and its Admin API, after docs.ghost.org/admin-api, the schema and the posts service of TryGhost/Ghost:
 * tokens are verified, slugs made unique, a post changes only under its last `updated_at`, and a newsletter goes out
 * when a draft becomes a post and at no other time.
 */
export class SimulatedGhost implements SimulatedNetwork {
  readonly id = 'ghost';
  version = '5.120';
  /** Mails that went out, by newsletter and segment. */
  readonly mails: string[] = [];
  readonly newsletters: string[] = ['weekly'];
  private now = Date.parse('2026-11-24T08:00:05Z');
  private next = 1;
  private readonly posts: Post[] = [];
  private readonly images = new Set<string>();
  private revoked = false;
  private cutAt = Infinity;
  private dropsImages = false;
  private mailing: 'works' | 'fails' | 'is_over_the_limit' = 'works';

  /** `folder`: a site that does not live at the root, such as `/blog`. */
  constructor(private readonly folder = '') {}

  async answer(request: SimRequest): Promise<SimAnswer> {
    this.now += 1_000;
    const base = this.folder + API;
    if (!request.path.startsWith(`${base}/`))
      return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' };
    if (!request.path.endsWith('/')) return { status: 301, headers: { location: `${request.path}/` }, body: '' };
    const path = request.path.slice(base.length);
    if (request.method === 'GET' && path === '/site/')
      return ok({ site: { title: 'La boulangerie', url: `${SITE}/`, version: this.version } });
    return this.unauthorized(request) ?? (await this.route(request, path));
  }

  things(): readonly SimThing[] {
    return this.posts
      .filter(({ status }) => status === 'published')
      .map(({ id, html, featureImage, featureImageAlt }) => {
        const inline = [...html.matchAll(/<img[^>]*alt="([^"]*)"/g)].map((match) => decoded(match[1] ?? ''));
        const lead = featureImage === null ? [] : [featureImageAlt];
        return {
          id,
          text: decoded(html.replace(/<[^>]*>/g, ' ')).trim(),
          parentId: null,
          media: lead.length + inline.length,
          altTexts: [...lead, ...inline],
        };
      });
  }

  drafts(): readonly Post[] {
    return this.posts.filter(({ status }) => status === 'draft');
  }

  post(id: string): Post | undefined {
    return this.posts.find((post) => post.id === id);
  }

  // ---- Faults -------------------------------------------------------------------------------------------------

  revokeKey(): void {
    this.revoked = true;
  }

  /** Texts lose what follows so many characters of HTML. */
  cutTexts(length: number): void {
    this.cutAt = length;
  }

  dropImages(): void {
    this.dropsImages = true;
  }

  /** `is_over_the_limit`: refused once the post is saved, as older versions do. */
  setMailing(mailing: 'works' | 'fails' | 'is_over_the_limit'): void {
    this.mailing = mailing;
  }

  /** Somebody saves the post in the editor. */
  editByHand(id: string, change: Partial<Pick<Post, 'status' | 'title'>> = {}): void {
    const post = this.post(id);
    if (post) Object.assign(post, change, { updatedAt: this.tick() });
  }

  deleteByHand(id: string): void {
    this.posts.splice(
      this.posts.findIndex((post) => post.id === id),
      1,
    );
  }

  /** A post with a slug of our choice, as somebody might have made. */
  publishByHand(slug: string): void {
    this.posts.push({ ...this.emptyPost('By hand'), slug, status: 'published' });
  }

  // ---- Tokens -------------------------------------------------------------------------------------------------

  private unauthorized({ headers }: SimRequest): SimAnswer | null {
    const [scheme, token] = (headers['authorization'] ?? '').split(' ');
    if (scheme === '') return failure(403, 'NoPermissionError', null, 'Authorization failed');
    if (scheme !== 'Ghost' || !token)
      return failure(
        401,
        'UnauthorizedError',
        'INVALID_AUTH_HEADER',
        'Authorization header format is "Authorization: Ghost [token]"',
      );
    const [header, payload, signature] = token.split('.').map((part) => Buffer.from(part, 'base64url'));
    const { kid, alg } = parsed(header);
    if (!payload || !signature || alg === undefined)
      return failure(400, 'BadRequestError', 'INVALID_JWT', 'Invalid token');
    if (!kid) return failure(400, 'BadRequestError', 'MISSING_ADMIN_API_KID', 'Admin API kid missing.');
    if (kid !== KEY_ID || this.revoked)
      return failure(401, 'UnauthorizedError', 'UNKNOWN_ADMIN_API_KEY', 'Unknown Admin API Key');
    const { iat, exp, aud } = parsed(payload);
    const lives = Number(exp) - Number(iat);
    const signed = alg === 'HS256' && isSigned(token, signature);
    if (!signed || aud !== '/admin/' || !(lives > 0 && lives <= 300))
      return failure(401, 'UnauthorizedError', 'INVALID_JWT', 'Invalid token: invalid signature');
    return null;
  }

  // ---- Posts and images ---------------------------------------------------------------------------------------

  private async route(request: SimRequest, path: string): Promise<SimAnswer> {
    const { method, query } = request;
    const [, noun, second, third] = path.split('/');
    if (noun === 'images' && second === 'upload' && method === 'POST') return this.uploaded(request);
    if (noun !== 'posts') return notFound('Resource');
    if (method === 'GET' && second === '')
      return ok({ posts: this.posts.slice(0, Number(query.get('limit') ?? 15)).map((post) => this.json(post, query)) });
    if (method === 'GET' && second === 'slug') return this.shown(({ slug }) => slug === third, query);
    if (method === 'GET') return this.shown(({ id }) => id === second, query);
    if (method === 'POST' && second === '') return this.added(request);
    if (method === 'PUT') return this.edited(request, second);
    if (method === 'DELETE') return this.deleted(second);
    return notFound('Resource');
  }

  private async uploaded(request: SimRequest): Promise<SimAnswer> {
    if (!request.headers['content-type']?.startsWith('multipart/form-data'))
      return failure(422, 'ValidationError', null, 'Please select an image.');
    const form = await request.multipart();
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0)
      return failure(422, 'ValidationError', null, 'Please select an image.');
    const extension = EXTENSIONS[file.type];
    if (extension === undefined || !/\.(?:jpe?g|png|gif|webp|svg)$/.test(file.name))
      return failure(415, 'UnsupportedMediaTypeError', null, 'Please select a valid image.');
    const url = `${SITE}/content/images/2026/11/${this.next++}${extension}`;
    this.images.add(url);
    return { status: 201, body: { images: [{ url, ref: form.get('ref') }] } };
  }

  private shown(fits: (post: Post) => boolean, query: URLSearchParams): SimAnswer {
    const post = this.posts.find(fits);
    return post ? ok({ posts: [this.json(post, query)] }) : notFound('Post');
  }

  private added(request: SimRequest): SimAnswer {
    const sent = firstPost(request);
    if (!sent) return failure(400, 'BadRequestError', null, "No root key ('posts') provided.");
    const refused = this.invalid(sent);
    if (refused) return refused;
    const post = {
      ...this.emptyPost(text(sent, 'title')),
      ...this.contentOf(sent, request.query),
      slug: this.freeSlug(text(sent, 'slug')),
    };
    this.posts.push(post);
    if (sent['status'] === 'published') post.publishedAt = this.now;
    return { status: 201, body: { posts: [this.json(post, request.query)] } };
  }

  private invalid(sent: JsonObject): SimAnswer | null {
    const title = text(sent, 'title');
    if (title.trim() === '')
      return failure(
        422,
        'ValidationError',
        null,
        'Validation error, cannot save post. Value in [posts.title] cannot be blank.',
      );
    const limits: [string, number][] = [
      ['title', 255],
      ['custom_excerpt', 300],
      ['feature_image_alt', 191],
      ['slug', 191],
    ];
    const long = limits.find(([name, max]) => text(sent, name).length > max);
    if (long)
      return failure(
        422,
        'ValidationError',
        null,
        `Value in [posts.${long[0]}] exceeds maximum length of ${long[1]} characters.`,
      );
    if (sent['visibility'] !== undefined && !['public', 'members', 'paid', 'tiers'].includes(text(sent, 'visibility')))
      return failure(422, 'ValidationError', null, 'Value in [posts.visibility] is not allowed.');
    return null;
  }

  private contentOf(sent: JsonObject, query: URLSearchParams): Partial<Post> {
    const image = text(sent, 'feature_image');
    return {
      // Without `source=html` the field is none that can be written.
      html: query.get('source') === 'html' ? this.converted(text(sent, 'html')) : '',
      status: (sent['status'] as Status | undefined) ?? 'draft',
      tags: Array.isArray(sent['tags']) ? sent['tags'].map((tag) => text(tag as JsonObject, 'name')) : [],
      featured: sent['featured'] === true,
      featureImage: image === '' || this.dropsImages ? null : image,
      featureImageAlt: text(sent, 'feature_image_alt') || null,
      excerpt: text(sent, 'custom_excerpt') || null,
      visibility: text(sent, 'visibility') || 'public',
      canonicalUrl: text(sent, 'canonical_url') || null,
    };
  }

  /** To Lexical and back: what has no card or mark is lost, entities come out in another form, classes are Ghost's own. */
  private converted(html: string): string {
    const kept = html
      .slice(0, this.cutAt)
      .replace(/<(?!\/?(?:p|br|a|figure|img)\b)[^>]*>/g, '')
      .replace(/<img src="([^"]*)"[^>]*alt="([^"]*)"[^>]*>/g, '<img src="$1" class="kg-image" alt="$2" loading="lazy">')
      .replace(
        /&#(\d+);/g,
        (_entity, code: string) => NAMED[String.fromCharCode(Number(code))] ?? String.fromCharCode(Number(code)),
      );
    return this.dropsImages ? kept.replace(/<figure.*?<\/figure>/g, '') : kept;
  }

  private freeSlug(wanted: string): string {
    const slug = wanted.replace(/[^a-z0-9-]+/g, '-').slice(0, 185) || 'untitled';
    const taken = (candidate: string): boolean => this.posts.some((post) => post.slug === candidate);
    const numbers = Array.from({ length: 50 }, (_, index) => (index === 0 ? slug : `${slug}-${index + 1}`));
    return numbers.find((candidate) => !taken(candidate)) ?? slug;
  }

  private edited(request: SimRequest, id: string | undefined): SimAnswer {
    const post = this.post(id ?? '');
    const sent = firstPost(request);
    if (!post) return notFound('Post');
    if (!sent) return failure(400, 'BadRequestError', null, "No root key ('posts') provided.");
    const seen = text(sent, 'updated_at');
    if (seen === '')
      return failure(422, 'ValidationError', null, 'Validation (UpdatedAtRequired) failed for ["updated_at"]');
    const newsletter = request.query.get('newsletter');
    if (newsletter !== null && !this.newsletters.includes(newsletter))
      return failure(400, 'BadRequestError', null, "The newsletter parameter doesn't match any active newsletter.");
    if (Date.parse(seen) !== post.updatedAt)
      return failure(
        409,
        'UpdateCollisionError',
        'UPDATE_COLLISION',
        'Saving failed! Someone else is editing this post.',
      );
    return this.changed(post, sent, newsletter, request.query);
  }

  private changed(post: Post, sent: JsonObject, newsletter: string | null, query: URLSearchParams): SimAnswer {
    const leavesDraft = post.status === 'draft' && sent['status'] === 'published';
    Object.assign(post, { status: sent['status'] ?? post.status, updatedAt: this.tick() });
    if (leavesDraft) {
      post.publishedAt = this.now;
      post.newsletter ??= newsletter;
      if (post.newsletter !== null && this.mailing === 'is_over_the_limit')
        return failure(
          403,
          'HostLimitError',
          null,
          'Your plan supports up to 500 emails. Please upgrade to send more.',
        );
      if (post.newsletter !== null && post.email === null) this.mail(post, query.get('email_segment') ?? 'all');
    }
    return ok({ posts: [this.json(post, query)] });
  }

  private mail(post: Post, segment: string): void {
    const works = this.mailing === 'works';
    post.email = { status: works ? 'submitted' : 'failed', segment };
    if (works) this.mails.push(`${post.newsletter} ${segment}`);
  }

  private deleted(id: string | undefined): SimAnswer {
    const index = this.posts.findIndex((post) => post.id === id);
    if (index < 0) return notFound('Post');
    this.posts.splice(index, 1);
    return { status: 204 };
  }

  private json(post: Post, query: URLSearchParams): JsonObject {
    const all: JsonObject = {
      id: post.id,
      uuid: `a5aa9bd8-ea31-415c-b452-${post.id.slice(-12)}`,
      slug: post.slug,
      title: post.title,
      html: query.get('formats')?.includes('html') ? post.html : null,
      status: post.status,
      visibility: post.visibility,
      featured: post.featured,
      feature_image: post.featureImage,
      feature_image_alt: post.featureImageAlt,
      custom_excerpt: post.excerpt,
      canonical_url: post.canonicalUrl,
      tags: post.tags.map((name) => ({ name })),
      updated_at: new Date(post.updatedAt).toISOString(),
      published_at: post.publishedAt && new Date(post.publishedAt).toISOString(),
      url: post.status === 'published' ? `${SITE}/${post.slug}/` : `${SITE}/p/${post.id}/`,
      email: post.email,
      newsletter: post.newsletter && { slug: post.newsletter },
    };
    const fields = query.get('fields')?.split(',');
    return fields ? Object.fromEntries(fields.map((name): [string, Json] => [name, all[name] ?? null])) : all;
  }

  private emptyPost(title: string): Post {
    return {
      id: `6748592f4b9b77${String(this.next++).padStart(10, '0')}`,
      slug: 'untitled',
      title,
      html: '',
      status: 'draft',
      tags: [],
      featured: false,
      featureImage: null,
      featureImageAlt: null,
      excerpt: null,
      visibility: 'public',
      canonicalUrl: null,
      updatedAt: this.tick(),
      publishedAt: null,
      newsletter: null,
      email: null,
    };
  }

  /** Ghost keeps whole seconds. */
  private tick(): number {
    this.now += 1_000;
    return this.now - (this.now % 1_000);
  }
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function decoded(html: string): string {
  return html.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function parsed(part: Buffer | undefined): JsonObject {
  try {
    return JSON.parse(part?.toString('utf8') ?? '') as JsonObject;
  } catch {
    return {};
  }
}

function isSigned(token: string, signature: Buffer): boolean {
  const body = token.slice(0, token.lastIndexOf('.'));
  const expected = createHmac('sha256', Buffer.from(KEY_SECRET, 'hex')).update(body).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

function firstPost(request: SimRequest): JsonObject | null {
  if (!request.headers['content-type']?.startsWith('application/json')) return null;
  const posts = request.json()['posts'];
  return Array.isArray(posts) && posts.length === 1 ? (posts[0] as JsonObject) : null;
}

function text(sent: JsonObject, name: string): string {
  const value = sent[name];
  return typeof value === 'string' ? value : '';
}

function ok(body: object): SimAnswer {
  return { status: 200, body };
}

function notFound(what: string): SimAnswer {
  return failure(404, 'NotFoundError', null, `${what} not found error, cannot read post.`);
}

/** As `@tryghost/mw-error-handler` writes it. */
function failure(status: number, type: string, code: string | null, message: string): SimAnswer {
  const rest = { context: null, details: null, property: null, help: null, ghostErrorCode: null };
  return { status, body: { errors: [{ message, type, code, ...rest, id: '00000000-0000-4000-8000-000000000000' }] } };
}
