import type { Json, JsonObject } from '../../src/contract.js';
import type { SimAnswer, SimRequest, SimThing, SimulatedNetwork } from './network.js';

type Role = 'administrator' | 'author' | 'contributor';

export interface WordPressUsers {
  /** By user name. */
  [user: string]: { applicationPassword: string; role: Role };
}

interface Post {
  id: number;
  slug: string;
  status: string;
  title: string;
  content: string;
  excerpt: string;
  featured: number;
  categories: number[];
  tags: number[];
  comments: 'open' | 'closed';
  author: string;
}

interface Attachment {
  id: number;
  slug: string;
  alt: string;
  url: string;
}

interface Comment {
  id: number;
  post: number;
  content: string;
  author: string;
  trashed: boolean;
  held: boolean;
}

/** A refusal as `WP_Error` becomes it. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly data: JsonObject = {},
  ) {
    super(code);
  }
}

const CAPABILITIES: Readonly<Record<Role, readonly string[]>> = {
  administrator: ['edit_posts', 'publish_posts', 'upload_files', 'manage_categories', 'moderate_comments'],
  author: ['edit_posts', 'publish_posts', 'upload_files'],
  contributor: ['edit_posts'],
};
const STATUSES = ['publish', 'future', 'draft', 'pending', 'private'];

/**
 * The part of WordPress 6.1's REST API that the adapter calls, in memory, with pretty permalinks or without
 * (`wordpress.spec.ts` holds it and a real one together).
 */
export class WordPressSimulator implements SimulatedNetwork {
  readonly id = 'wordpress';
  private readonly posts: Post[] = [];
  private readonly attachments: Attachment[] = [];
  private readonly comments: Comment[] = [];
  private readonly terms: Record<'categories' | 'tags', { id: number; name: string }[]> = {
    categories: [{ id: 1, name: 'Uncategorized' }],
    tags: [],
  };
  private nextId = 10;
  private forbiddenTypes: readonly string[] = [];
  private breaksOnMedia = false;
  private holding = false;

  constructor(
    private readonly users: WordPressUsers,
    private readonly prettyPermalinks = true,
  ) {}

  /** Somebody deletes the application passwords. */
  revokePasswords(): void {
    for (const user of Object.values(this.users)) user.applicationPassword = '';
  }

  forbidType(mimeType: string): void {
    this.forbiddenTypes = [mimeType];
  }

  /** The next file is kept without its text, and the server breaks while it makes smaller sizes. */
  breakOnMedia(): void {
    this.breaksOnMedia = true;
  }

  /** From now on comments wait for approval. */
  holdComments(): void {
    this.holding = true;
  }

  /** A visitor comments. */
  commentElsewhere(post: number, content: string): void {
    this.comments.push({ id: this.nextId++, post, content, author: 'visitor', trashed: false, held: false });
  }

  /** What somebody does in the dashboard; `status: 'gone'` deletes for good. */
  change(
    id: number,
    changes: Partial<Pick<Post, 'title' | 'content' | 'excerpt' | 'status' | 'comments' | 'featured'>>,
  ): void {
    const post = this.posts.find((one) => one.id === id);
    if (post) Object.assign(post, changes);
    if (changes.status === 'gone')
      this.posts.splice(
        this.posts.findIndex((one) => one.id === id),
        1,
      );
  }

  /** Every post that is not in the bin, drafts too. */
  kept(): readonly { id: number; slug: string; status: string; title: string; content: string; excerpt: string }[] {
    return this.posts.filter(({ status }) => status !== 'trash');
  }

  library(): readonly { slug: string; alt: string }[] {
    return this.attachments;
  }

  namesOf(id: number): { categories: string[]; tags: string[] } {
    const post = this.posts.find((one) => one.id === id);
    const names = (taxonomy: 'categories' | 'tags') =>
      this.terms[taxonomy].filter((term) => post?.[taxonomy].includes(term.id)).map(({ name }) => name);
    return { categories: names('categories'), tags: names('tags') };
  }

  things(): readonly SimThing[] {
    const posts = this.posts.filter(({ status }) => status === 'publish').map((post) => this.thingOf(post));
    const comments = this.comments
      .filter(({ trashed, held }) => !trashed && !held)
      .map(({ id, post, content }) => ({ id: `comment-${id}`, text: content, parentId: String(post), media: 0 }));
    return [...posts, ...comments];
  }

  private thingOf({ id, content, featured }: Post): SimThing {
    const shown = this.attachments.filter((one) => one.id === featured || content.includes(one.url));
    return {
      id: String(id),
      text: content,
      parentId: null,
      media: shown.length,
      altTexts: shown.map(({ alt }) => alt),
    };
  }

  async answer(request: SimRequest): Promise<SimAnswer> {
    const route = this.routeOf(request);
    if (route === null) return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not found</h1>' };
    try {
      return await this.dispatch(route, request);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, code, data } = error;
      return { status, body: { code, message: 'In words.', data: { status, ...data } } };
    }
  }

  private routeOf({ path, query }: SimRequest): string | null {
    const asked = query.get('rest_route');
    if (asked !== null && /^\/(index\.php)?$/.test(path)) return asked;
    return this.prettyPermalinks && path.startsWith('/wp-json') ? path.slice('/wp-json'.length) : null;
  }

  private async dispatch(route: string, request: SimRequest): Promise<SimAnswer> {
    const [collection = '', id] = route.replace(/^\/wp\/v2\//, '').split('/');
    const { method } = request;
    const user = this.userOf(request);
    switch (`${method} ${collection}${id === undefined ? '' : '/x'}`) {
      case 'GET users/x':
        return ok(this.me(user));
      case 'GET categories':
      case 'GET tags':
        return ok(this.findTerms(collection as 'categories', request));
      case 'POST categories':
      case 'POST tags':
        return created(this.createTerm(collection as 'categories', user, request.json()));
      case 'GET media':
        return ok(this.attachments.filter(({ slug }) => slug === request.query.get('slug')).map(mediaJson));
      case 'POST media':
        return created(await this.upload(user, request));
      case 'POST media/x':
        return ok(this.describe(Number(id), request.json()));
      case 'GET posts':
        return ok(this.findPosts(user, request));
      case 'POST posts':
        return created(this.createPost(user, request.json()));
      case 'GET posts/x':
        return ok(postJson(this.post(id), request.origin));
      case 'POST posts/x':
        return ok(this.updatePost(this.post(id), user, request));
      case 'DELETE posts/x':
        return ok(this.deletePost(this.post(id), request));
      case 'GET comments':
        return ok(this.findComments(request));
      case 'POST comments':
        return created(this.createComment(user, request));
      case 'GET comments/x':
        return ok(this.commentJson(this.comment(id), request));
      case 'DELETE comments/x':
        return ok(this.deleteComment(this.comment(id), request));
      default:
        throw new Refused(404, 'rest_no_route');
    }
  }

  private userOf({ headers }: SimRequest): string {
    const pair = Buffer.from(/^Basic (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '', 'base64').toString();
    const [user = '', password = ''] = pair.split(/:(.*)/s);
    if (password === '' || this.users[user]?.applicationPassword !== password)
      throw new Refused(401, 'rest_not_logged_in');
    return user;
  }

  private may(user: string, what: string): boolean {
    return CAPABILITIES[this.users[user]?.role ?? 'contributor'].includes(what);
  }

  private must(user: string, what: string, code: string): void {
    if (!this.may(user, what)) throw new Refused(403, code);
  }

  private me(user: string): JsonObject {
    const held = CAPABILITIES[this.users[user]?.role ?? 'contributor'];
    return {
      id: this.numberOf(user),
      name: user,
      slug: user,
      capabilities: Object.fromEntries(held.map((what) => [what, true])),
    };
  }

  /** Visitors have none. */
  private numberOf(user: string): number {
    return Object.keys(this.users).indexOf(user) + 1;
  }

  private findTerms(taxonomy: 'categories' | 'tags', { query }: SimRequest): Json[] {
    const search = query.get('search')?.toLowerCase() ?? '';
    return this.terms[taxonomy].filter(({ name }) => name.toLowerCase().includes(search)).map((term) => ({ ...term }));
  }

  private createTerm(taxonomy: 'categories' | 'tags', user: string, { name }: JsonObject): JsonObject {
    if (taxonomy === 'categories') this.must(user, 'manage_categories', 'rest_cannot_create');
    const kept = String(name).replaceAll('&', '&amp;');
    const there = this.terms[taxonomy].find((term) => term.name.toLowerCase() === kept.toLowerCase());
    if (there) throw new Refused(400, 'term_exists', { term_id: there.id });
    const term = { id: this.nextId++, name: kept };
    this.terms[taxonomy].push(term);
    return { ...term };
  }

  private async upload(user: string, request: SimRequest): Promise<JsonObject> {
    this.must(user, 'upload_files', 'rest_cannot_create');
    const form = await request.multipart();
    const file = form.get('file');
    if (!(file instanceof File)) throw new Refused(400, 'rest_upload_no_data');
    if (this.forbiddenTypes.includes(file.type)) throw new Refused(500, 'rest_upload_unknown_error');
    const breaks = this.breaksOnMedia;
    this.breaksOnMedia = false;
    const slug = this.freeSlug(String(form.get('slug') ?? file.name));
    const url = `${request.origin}/wp-content/uploads/${file.name}?${this.nextId}`;
    const kept = { id: this.nextId++, slug, alt: breaks ? '' : String(form.get('alt_text') ?? ''), url };
    this.attachments.push(kept);
    if (breaks) throw new Refused(500, 'internal_server_error');
    return mediaJson(kept);
  }

  private describe(id: number, { alt_text: alt }: JsonObject): JsonObject {
    const kept = this.attachments.find((one) => one.id === id);
    if (!kept) throw new Refused(404, 'rest_post_invalid_id');
    kept.alt = String(alt);
    return mediaJson(kept);
  }

  private findPosts(user: string, { query, origin }: SimRequest): Json[] {
    const statuses = query.get('status')?.split(',') ?? ['publish'];
    if (statuses.some((status) => !STATUSES.includes(status))) throw new Refused(400, 'rest_invalid_param');
    if (statuses.length > 1) this.must(user, 'edit_posts', 'rest_forbidden_status');
    const found = this.posts.filter(({ slug, status }) => slug === query.get('slug') && statuses.includes(status));
    return found.map((post) => postJson(post, origin));
  }

  private createPost(user: string, json: JsonObject): JsonObject {
    if (!json['title'] && !json['content'] && !json['excerpt']) throw new Refused(400, 'empty_content');
    const post: Post = {
      id: this.nextId++,
      slug: this.freeSlug(String(json['slug'] ?? '')),
      status: 'draft',
      title: String(json['title'] ?? ''),
      content: String(json['content'] ?? ''),
      excerpt: String(json['excerpt'] ?? ''),
      featured: Number(json['featured_media'] ?? 0),
      categories: (json['categories'] as number[] | undefined) ?? [1],
      tags: (json['tags'] as number[] | undefined) ?? [],
      comments: (json['comment_status'] as Post['comments'] | undefined) ?? 'open',
      author: user,
    };
    this.giveStatus(post, String(json['status'] ?? 'draft'), user);
    this.posts.push(post);
    return postJson(post, '');
  }

  private updatePost(post: Post, user: string, request: SimRequest): JsonObject {
    const { status } = request.json();
    if (status !== undefined) this.giveStatus(post, String(status), user);
    return postJson(post, request.origin);
  }

  private giveStatus(post: Post, status: string, user: string): void {
    if (!STATUSES.includes(status)) throw new Refused(400, 'rest_invalid_param');
    if (status === 'publish' || status === 'private') this.must(user, 'publish_posts', 'rest_cannot_publish');
    post.status = status;
  }

  private deletePost(post: Post, { query }: SimRequest): JsonObject {
    if (query.get('force') === 'true') this.posts.splice(this.posts.indexOf(post), 1);
    else if (post.status === 'trash') throw new Refused(410, 'rest_already_trashed');
    else Object.assign(post, { status: 'trash', slug: `${post.slug}__trashed` });
    return { id: post.id };
  }

  private findComments(request: SimRequest): Json[] {
    const post = Number(request.query.get('post'));
    const shown = this.comments.filter((one) => one.post === post && !one.trashed && !one.held);
    return shown.reverse().map((one) => this.commentJson(one, request));
  }

  private createComment(user: string, request: SimRequest): JsonObject {
    const { post: number, content } = request.json();
    const post = this.post(String(number));
    if (post.status === 'draft') throw new Refused(403, 'rest_comment_draft_post');
    if (post.status === 'trash') throw new Refused(403, 'rest_comment_trash_post');
    if (post.comments === 'closed') throw new Refused(403, 'rest_comment_closed');
    const same = (one: Comment) => one.post === post.id && one.content === content && one.author === user;
    if (this.comments.some((one) => same(one) && !one.trashed)) throw new Refused(409, 'comment_duplicate');
    const id = this.nextId++;
    const comment = { id, post: post.id, content: String(content), author: user, trashed: false, held: this.holding };
    this.comments.push(comment);
    return this.commentJson(comment, request);
  }

  private commentJson({ id, post, content, author }: Comment, { origin }: SimRequest): JsonObject {
    const shown = { content: { rendered: `<p>${content}</p>\n` }, link: `${origin}/?p=${post}#comment-${id}` };
    return { id, post, author: this.numberOf(author), ...shown };
  }

  private deleteComment(comment: Comment, request: SimRequest): JsonObject {
    if (comment.trashed) throw new Refused(410, 'rest_already_trashed');
    comment.trashed = true;
    return this.commentJson(comment, request);
  }

  private post(id: string | undefined): Post {
    const post = this.posts.find((one) => String(one.id) === id);
    if (!post) throw new Refused(404, 'rest_post_invalid_id');
    return post;
  }

  private comment(id: string | undefined): Comment {
    const comment = this.comments.find((one) => String(one.id) === id);
    if (!comment) throw new Refused(404, 'rest_comment_invalid_id');
    return comment;
  }

  /** `wp_unique_post_slug`: posts and files share their names. */
  private freeSlug(wanted: string): string {
    const taken = new Set([...this.posts, ...this.attachments].map(({ slug }) => slug));
    const numbered = [wanted, ...Array.from({ length: taken.size + 1 }, (_, index) => `${wanted}-${index + 2}`)];
    return numbered.find((slug) => !taken.has(slug)) ?? wanted;
  }
}

function ok(body: object): SimAnswer {
  return { status: 200, body };
}

function created(body: object): SimAnswer {
  return { status: 201, body };
}

function mediaJson({ id, slug, alt, url }: Attachment): JsonObject {
  return { id, slug, alt_text: alt, source_url: url };
}

function postJson(post: Post, origin: string): JsonObject {
  const { id, slug, status, title, content, excerpt, featured, categories, tags } = post;
  const link = status === 'publish' ? `${origin}/${slug}/` : `${origin}/?p=${id}`;
  const texts = { title: { raw: title }, content: { raw: content }, excerpt: { raw: excerpt } };
  return { id, slug, status, link, ...texts, featured_media: featured, categories, tags };
}
