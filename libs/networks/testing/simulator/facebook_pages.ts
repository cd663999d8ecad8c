import type { JsonObject } from '../../src/contract.js';
import { type AgreeableNetwork, REGISTERED_ADDRESS, SimulatedAuthorization } from './authorization.js';
import { answering, fieldsOf, graphError, graphParams, GraphTokens, graphTime, ok, tokenIn } from './graph.js';
import { mustBeFetchable } from './graph-containers.js';
import type { SimAnswer, SimRequest, SimThing } from './network.js';

export interface FacebookSimulatorOptions {
  now: () => Date;
  pageId?: string;
  clientId?: string;
  clientSecret?: string;
  /** The app's callback. */
  redirectUri?: string;
  /** Names of further pages that the person may post on; the simulator shows none of their posts. */
  otherPages?: readonly string[];
  /** How often a video is still at work when it, or the page, is looked at. Default 1. */
  looks?: number;
}

type Params = ReadonlyMap<string, string>;

interface SimPhoto {
  id: string;
  altText: string | null;
  shown: boolean;
}

interface SimPost {
  id: string;
  message: string;
  link: string | null;
  photos: SimPhoto[];
  video: { id: string; looks: number; broken: boolean } | null;
  /** A comment's post. */
  parentId: string | null;
  author: string;
  time: Date;
}

const BIGGEST_PHOTO = 4_000_000;
const POSTING = ['CREATE_CONTENT', 'MODERATE'];
/** Seconds that no token of the dialog outlives. */
const SHORT = 7_200;
const DIALOG = {
  // Each with the edges that need it, in the references of the Pages API; pages of businesses need the last.
  scopes: [
    'pages_show_list',
    'pages_manage_posts',
    'pages_read_engagement',
    'pages_manage_engagement',
    'pages_read_user_content',
    'business_management',
  ],
  pkce: false,
  authentication: 'post',
  denial: {
    error_reason: 'user_denied',
    error: 'access_denied',
    error_description: 'Permissions error',
  },
  fragment: '#_=_',
} as const;

/**
 * A page as the Pages API and the references of its edges describe it. It makes as many posts as it is asked for. People
 * agree as the guide "Manually Build a Login Flow" has it: the dialog gives a token of the person's for an hour or two, a
 * lasting one is exchanged for it, and tokens of pages live as long as the person's or, got with a lasting one, for good.
 */
export class FacebookSimulator implements AgreeableNetwork {
  readonly id = 'facebook_pages';
  readonly tokens = new GraphTokens(() => this.now());
  readonly authorization: SimulatedAuthorization;
  readonly pageId: string;
  private readonly photos = new Map<string, SimPhoto>();
  private posts: SimPost[] = [];
  private readonly now: () => Date;
  private readonly clientSecret: string;
  private readonly looks: number;
  private readonly otherPages: readonly string[];
  private readonly people = new Set<string>();
  private next = 1_116_689_038_356_556n;
  private cutAt: number | null = null;
  private hides = false;
  private compares = false;
  private losesAltTexts = false;
  private breaksVideo = false;

  constructor(options: FacebookSimulatorOptions) {
    const { now, pageId = '546349135390552', clientSecret = 'fb-secret', looks = 1, otherPages = [] } = options;
    this.otherPages = otherPages;
    const { clientId = 'app', redirectUri = REGISTERED_ADDRESS } = options;
    this.authorization = new SimulatedAuthorization({ ...DIALOG, now });
    this.authorization.register({ clientId, clientSecret, redirectUri });
    this.now = now;
    this.pageId = pageId;
    this.clientSecret = clientSecret;
    this.looks = looks;
  }

  get secrets(): readonly string[] {
    return [...this.authorization.secrets, ...this.tokens.given];
  }

  /** A token of a person, not of the page. */
  givePerson(token: string): string {
    this.people.add(token);
    return this.tokens.give(token);
  }

  /** Texts are cut at so many characters. */
  cutTexts(length: number): void {
    this.cutAt = length;
  }

  loseAltTexts(): void {
    this.losesAltTexts = true;
  }

  /** Lists leave out everything, or show it again. */
  hideFromLists(hides = true): void {
    this.hides = hides;
  }

  /** A post like the last one is refused (506). */
  compareWithLast(): void {
    this.compares = true;
  }

  /** The next video turns out to be unusable. */
  breakNextVideo(): void {
    this.breaksVideo = true;
  }

  /** Somebody posts by hand, or comments. */
  postByHand(message: string, parentId: string | null = null, author = this.pageId): void {
    this.add({ message, parentId, author });
  }

  answer(request: SimRequest): Promise<SimAnswer> {
    return answering(async () => {
      const { text: params, files } = await graphParams(request);
      const [version, node = '', edge = ''] = request.path.slice(1).split('/');
      if (!/^v\d+\.0$/.test(version ?? ''))
        throw graphError(2635, { message: '(#2635) You are calling an unknown version' });
      if (node === 'dialog') return this.authorization.authorize(request);
      if (node === 'oauth') return params.has('code') ? this.redeem(request) : this.exchange(params);
      const token = tokenIn(request, params);
      this.tokens.check(token);
      const call = `${request.method} ${this.placeOf(node, token)}/${edge}`;
      if (call === 'GET person/accounts') return this.pages(params, token);
      return this.route(call, node, params, files);
    });
  }

  things(): SimThing[] {
    return this.visible().map(({ id, message, parentId, photos, video }) => ({
      id,
      text: message,
      parentId,
      media: photos.length + (video ? 1 : 0),
      altTexts: photos.map(({ altText }) => altText),
    }));
  }

  private placeOf(node: string, token: string): 'page' | 'person' | 'ids' | 'node' {
    if (node === '') return 'ids';
    if (node === 'me') return this.people.has(token) ? 'person' : 'page';
    if (node !== this.pageId) return 'node';
    if (this.people.has(token))
      throw graphError(200, { message: '(#200) Unpublished posts must be posted to a page as the page itself.' });
    return 'page';
  }

  private redeem(request: SimRequest): SimAnswer {
    if (!this.authorization.clientOf(request)) throw graphError(1, { message: 'Error validating client secret.' });
    if (!this.authorization.redeem(request))
      throw graphError(100, { subcode: 36_009, message: 'This authorization code has been used.' });
    const access_token = this.tokens.give(this.authorization.mint('person'), { seconds: 5_400 });
    this.people.add(access_token);
    return ok({ access_token, token_type: 'bearer', expires_in: 5_400 });
  }

  private exchange(params: Params): SimAnswer {
    if (params.get('client_secret') !== this.clientSecret)
      throw graphError(1, { message: 'Error validating client secret.' });
    const renamed = new Map([...params, ['access_token', params.get('fb_exchange_token') ?? '']]);
    const answer = this.tokens.lasting(renamed, 'fb_exchange_token');
    this.people.add((answer.body as { access_token: string }).access_token);
    return answer;
  }

  private route(call: string, node: string, params: Params, files: ReadonlyMap<string, File>): SimAnswer {
    const fields = params.get('fields');
    switch (call) {
      case 'GET page/':
        return ok(fieldsOf({ id: this.pageId, name: 'Le Fournil', link: 'https://www.facebook.com/fournil' }, fields));
      case 'GET person/':
        return ok(fieldsOf({ id: '10001', name: 'Lise' }, fields));
      case 'POST page/photos':
        return this.upload(params, files.get('source'));
      case 'POST page/feed':
        return this.post(params);
      case 'POST page/videos':
        return this.postVideo(params);
      case 'GET page/published_posts':
        return this.list(null, params);
      case 'POST node/comments':
        return this.comment(node, params);
      case 'GET node/comments':
        return this.list(this.known(node).id, params);
      case 'GET node/':
        return this.read(node, fields);
      case 'GET ids/':
        return this.readPhotos((params.get('ids') ?? '').split(','), fields);
      case 'DELETE node/':
        return this.remove(node);
      default:
        throw graphError(100, { message: '(#100) Unsupported request' });
    }
  }

  /** One page a call, of which the last may only be looked at. */
  private pages(params: Params, token: string): SimAnswer {
    const others = this.otherPages.map((name, index) => ({ id: String(900 + index), name }));
    const mine = [{ id: this.pageId, name: 'Le Fournil' }, ...others].map((page) => ({ ...page, tasks: POSTING }));
    const all = [...mine, { id: '77', name: 'Autre page', tasks: ['ANALYZE'] }];
    const index = Number(/^cursor-(\d+)$/.exec(params.get('after') ?? '')?.[1] ?? 0);
    const left = this.tokens.left(token);
    const seconds = left > SHORT ? Infinity : left;
    const page = all.slice(index, index + 1).map(({ id, ...one }, shift) => ({
      id,
      ...one,
      access_token: this.tokens.give(`page-token-${index + shift + 1}-4e0b`, { seconds }),
    }));
    const next: JsonObject = index + 1 < all.length ? { next: 'https://graph.example/…' } : {};
    return ok({ data: page, paging: { cursors: { after: `cursor-${index + 1}` }, ...next } });
  }

  private upload(params: Params, file: File | undefined): SimAnswer {
    if (!file || file.size === 0) throw graphError(324, { message: '(#324) Missing or invalid image file' });
    if (file.size > BIGGEST_PHOTO || !['image/jpeg', 'image/png', 'image/gif'].includes(file.type))
      throw graphError(324, { subcode: 1_366_046, message: '(#324) Photos should be less than 4 MB' });
    if (params.get('published') !== 'false')
      throw graphError(100, { message: '(#100) A photo would be a post of its own' });
    const altText = params.get('alt_text_custom') ?? null;
    const photo = { id: this.newId(), altText: this.losesAltTexts ? null : altText, shown: false };
    this.photos.set(photo.id, photo);
    return ok({ id: photo.id });
  }

  private post(params: Params): SimAnswer {
    const photos = [...params]
      .filter(([name]) => name.startsWith('attached_media['))
      .map(([, json]) => this.attached(json));
    const message = params.get('message') ?? '';
    const link = params.get('link') ?? null;
    if (message === '' && link === null && photos.length === 0)
      throw graphError(100, { message: '(#100) Missing message or attachment' });
    if (link !== null && photos.length > 0) throw graphError(100, { message: '(#100) A post has photos or a link' });
    const last = this.posts.findLast(({ parentId }) => parentId === null);
    if (this.compares && last?.message === message) throw duplicate();
    for (const photo of photos) photo.shown = true;
    return ok(fieldsOf(nodeOf(this.add({ message, link, photos })), params.get('fields')));
  }

  private attached(json: string): SimPhoto {
    const { media_fbid } = JSON.parse(json) as { media_fbid?: string };
    const photo = this.photos.get(media_fbid ?? '');
    if (!photo || photo.shown) throw graphError(100, { message: '(#100) attached_media is no unpublished photo' });
    return photo;
  }

  private postVideo(params: Params): SimAnswer {
    mustBeFetchable(params.get('file_url'));
    const video = { id: this.newId(), looks: this.looks, broken: this.breaksVideo };
    this.breaksVideo = false;
    this.add({ message: params.get('description') ?? '', video });
    return ok({ id: video.id });
  }

  private comment(node: string, params: Params): SimAnswer {
    const message = params.get('message') ?? '';
    if (message === '') throw graphError(100, { message: '(#100) The parameter message is required' });
    const comment = this.add({ message, parentId: this.known(node).id });
    return ok(fieldsOf(nodeOf(comment), params.get('fields')));
  }

  private add(parts: Partial<SimPost>): SimPost {
    const message = parts.message ?? '';
    const post: SimPost = {
      link: null,
      photos: [],
      video: null,
      parentId: null,
      author: this.pageId,
      time: this.now(),
      ...parts,
      id: `${parts.parentId ?? this.pageId}_${this.newId()}`,
      message: this.cutAt === null ? message : message.slice(0, this.cutAt),
    };
    this.posts.push(post);
    return post;
  }

  private newId(): string {
    return String(this.next++);
  }

  /** What readers see: a video once it is ready. */
  private visible(): SimPost[] {
    return this.posts.filter(({ video }) => video === null || (video.looks <= 0 && !video.broken));
  }

  private list(parentId: string | null, params: Params): SimAnswer {
    const since = Number(params.get('since') ?? 0) * 1000;
    for (const { video } of this.posts) if (video) video.looks -= 1;
    const shown = this.hides ? [] : this.visible().toReversed();
    const inside = shown.filter((post) => post.parentId === parentId && post.time.getTime() >= since);
    return ok({ data: inside.map((post) => fieldsOf(nodeOf(post), params.get('fields'))) });
  }

  /** By the id of the post, or of its video. */
  private known(id: string): SimPost {
    const post = this.posts.find((one) => one.id === id || one.video?.id === id);
    if (!post) throw noSuchObject(id);
    return post;
  }

  private read(id: string, fields: string | undefined): SimAnswer {
    const post = this.known(id);
    if (post.video?.id !== id) return ok(fieldsOf(nodeOf(post), fields));
    const { looks, broken } = post.video;
    post.video.looks -= 1;
    const video_status = looks > 0 ? 'processing' : broken ? 'error' : 'ready';
    const permalink_url = `/fournil/videos/${id}/`;
    return ok(fieldsOf({ id, description: post.message, status: { video_status }, permalink_url }, fields));
  }

  private readPhotos(ids: readonly string[], fields: string | undefined): SimAnswer {
    const photos = ids.map((id) => this.photos.get(id) ?? noPhoto(id));
    const nodes = photos.map(({ id, altText }) => [id, fieldsOf({ id, alt_text_custom: altText }, fields)]);
    return ok(Object.fromEntries(nodes) as JsonObject);
  }

  private remove(id: string): SimAnswer {
    const post = this.known(id);
    this.posts = this.posts.filter((one) => one !== post);
    return ok({ success: true });
  }
}

function nodeOf({ id, message, link, photos, video, author, time }: SimPost): JsonObject {
  const shown: JsonObject[] = photos.map((photo) => ({ media_type: 'photo', type: 'photo', target: { id: photo.id } }));
  const album: JsonObject[] =
    shown.length > 1 ? [{ media_type: 'album', type: 'album', subattachments: { data: shown } }] : shown;
  const film: JsonObject[] = video ? [{ media_type: 'video', type: 'video_inline', target: { id: video.id } }] : [];
  const card: JsonObject[] = link === null ? [] : [cardOf(link)];
  const attachments = [...album, ...film, ...card];
  return {
    id,
    ...(message === '' ? {} : { message }),
    created_time: graphTime(time),
    permalink_url: `https://www.facebook.com/fournil/posts/${id.split('_').at(-1) ?? id}`,
    from: { id: author, name: 'Le Fournil' },
    ...(attachments.length === 0 ? {} : { attachments: { data: attachments } }),
  };
}

/** A page with a film of its own is shown as one, and is no video of the post's. */
function cardOf(link: string): JsonObject {
  const film = link.includes('youtube');
  return {
    media_type: film ? 'video' : 'link',
    type: film ? 'video_share_youtube' : 'share',
    target: { url: link },
  };
}

function duplicate(): Error {
  return graphError(506, { subcode: 1_455_006, message: 'Duplicate status message' });
}

function noPhoto(id: string): never {
  throw noSuchObject(id);
}

function noSuchObject(id: string): Error {
  const message = `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return graphError(100, { subcode: 33, message });
}
