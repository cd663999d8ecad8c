import type { JsonObject } from '../../src/contract.js';
import { fieldsOf, graphError, graphTime, ok } from './graph.js';
import {
  childrenOf,
  ContainerSimulator,
  type ContainerSimulatorOptions,
  mustBeFetchable,
  type Params,
  quota,
  type SimContainer,
} from './graph-containers.js';
import type { AgreeableNetwork } from './authorization.js';
import type { SimAnswer, SimThing } from './network.js';

export type InstagramSimulatorOptions = ContainerSimulatorOptions;

interface SimMedia {
  id: string;
  caption: string;
  media: SimContainer[];
  carousel: boolean;
  time: Date;
}

interface SimComment {
  id: string;
  mediaId: string;
  text: string;
  username: string;
  time: Date;
}

const USERNAME = 'fournil';
const SCOPES = ['instagram_business_basic', 'instagram_business_content_publish', 'instagram_business_manage_comments'];

/** Instagram with the Instagram login, as "Content Publishing" and its references describe it, for one account. */
export class InstagramSimulator extends ContainerSimulator implements AgreeableNetwork {
  readonly id = 'instagram';
  private readonly posts: SimMedia[] = [];
  private readonly comments: SimComment[] = [];
  private published = 0;
  private readonly dailyPosts: number;

  constructor(options: InstagramSimulatorOptions) {
    super({ exchange: 'ig_exchange_token', refresh: 'ig_refresh_token', scopes: SCOPES }, options);
    this.dailyPosts = options.dailyPosts ?? 50;
  }

  /** The next publications are refused as spam (4/2207051), and perhaps go out all the same. */
  suspectSpam(suspicion: { live: boolean; times: number }): void {
    this.refusePublishing({ code: 4, subcode: 2_207_051, ...suspicion });
  }

  /** The day's publications are used up. */
  useUpQuota(): void {
    this.published = this.dailyPosts;
  }

  /** Somebody posts an image by hand. */
  postByHand(caption: string): void {
    const medium = this.containers.make(new Map());
    this.posts.push({ id: this.newId(), caption, media: [medium], carousel: false, time: this.now() });
  }

  commentAs(username: string, mediaId: string, text: string): void {
    this.comments.push({ id: this.newId(), mediaId, text, username, time: this.now() });
  }

  things(): SimThing[] {
    const posts = this.posts.map(({ id, caption, media }) => ({
      id,
      text: caption,
      parentId: null,
      media: media.length,
      altTexts: media.map(({ params }) => params.get('alt_text') ?? null),
    }));
    const comments = this.comments.map(({ id, text, mediaId }) => ({ id, text, parentId: mediaId, media: 0 }));
    return [...posts, ...comments];
  }

  /** In an array, and without a word on how long it lives ("Business Login for Instagram", 13 March 2026). */
  protected granted(access_token: string): SimAnswer {
    return ok({ data: [{ access_token, user_id: this.accountId, permissions: SCOPES.join(',') }] });
  }

  protected route(call: string, node: string, params: Params): SimAnswer {
    switch (call) {
      case 'GET account/':
        return ok(fieldsOf({ id: '9', user_id: this.accountId, username: USERNAME }, params.get('fields')));
      case 'POST account/media':
        return this.create(params);
      case 'POST account/media_publish':
        return this.publish(params.get('creation_id') ?? '');
      case 'GET account/media':
        return this.list(params.get('fields'));
      case 'GET account/content_publishing_limit':
        return ok(quota(this.published, this.dailyPosts));
      case 'GET node/':
        return this.read(node, params.get('fields'));
      case 'POST node/comments':
        return this.comment(node, params.get('message') ?? '');
      default:
        // There is no DELETE for tokens of the Instagram login.
        throw graphError(100, { message: '(#100) Unsupported request' });
    }
  }

  private create(params: Params): SimAnswer {
    const carousel = params.get('media_type') === 'CAROUSEL';
    const caption = params.get('caption') ?? '';
    if (caption.length > 2_200) throw graphError(36_004, { subcode: 2_207_010, message: 'The caption was too long.' });
    if (params.get('is_carousel_item') === 'true' && params.has('caption'))
      throw graphError(100, { message: '(#100) Items of a carousel have no caption' });
    if (carousel) childrenOf(this.containers, params.get('children') ?? '', 2, 10);
    else this.checkMedium(params);
    return ok({ id: this.containers.make(params).id });
  }

  private checkMedium(params: Params): void {
    const type = params.get('media_type');
    if (type === undefined) return mustBeFetchable(params.get('image_url'));
    const item = params.get('is_carousel_item') === 'true';
    if (type !== (item ? 'VIDEO' : 'REELS'))
      throw graphError(100, { message: `(#100) media_type ${type} is no use here` });
    if (params.has('alt_text')) throw graphError(100, { message: '(#100) alt_text is for images' });
    mustBeFetchable(params.get('video_url'));
  }

  private publish(id: string): SimAnswer {
    const container = this.containers.get(id);
    const status = container && this.containers.statusOf(container);
    if (!container || status === 'EXPIRED' || status === 'PUBLISHED') throw unknownContainer();
    if (status !== 'FINISHED') throw graphError(9_007, { subcode: 2_207_027, message: 'Media ID is not available' });
    if (this.published >= this.dailyPosts)
      throw graphError(9, { subcode: 2_207_042, message: 'Application request limit reached' });
    this.refuse(() => this.commit(container));
    return ok({ id: this.commit(container) });
  }

  private commit(container: SimContainer): string {
    this.published += 1;
    container.status = 'PUBLISHED';
    const { params } = container;
    const children = params.get('children');
    const caption = params.get('caption') ?? '';
    const post: SimMedia = {
      id: this.newId(),
      caption: this.shown(caption),
      media: children === undefined ? [container] : childrenOf(this.containers, children, 2, 10),
      carousel: children !== undefined,
      time: this.now(),
    };
    this.posts.push(post);
    return post.id;
  }

  private list(fields: string | undefined): SimAnswer {
    const shown = this.hides ? [] : this.posts.toReversed();
    return ok({ data: shown.map((post) => fieldsOf(this.nodeOf(post), fields)) });
  }

  private read(id: string, fields: string | undefined): SimAnswer {
    const container = this.containers.get(id);
    if (container) {
      const { status, reason } = this.containers.look(container);
      const told = reason === null ? status : `Error: Media upload has failed with error code ${reason}`;
      return ok(fieldsOf({ id, status_code: status, status: told }, fields));
    }
    const post = this.posts.find((known) => known.id === id);
    if (!post) throw noSuchObject(id);
    return ok(fieldsOf(this.nodeOf(post), fields));
  }

  private comment(mediaId: string, text: string): SimAnswer {
    if (!this.posts.some(({ id }) => id === mediaId)) throw noSuchObject(mediaId);
    if (text === '') throw graphError(100, { message: '(#100) The parameter message is required' });
    this.commentAs(USERNAME, mediaId, text);
    return ok({ id: this.comments.at(-1)!.id });
  }

  private nodeOf({ id, caption, media, carousel, time }: SimMedia): JsonObject {
    const comments = this.hides ? [] : this.comments.filter(({ mediaId }) => mediaId === id).toReversed();
    return {
      id,
      // Read without the @ of mentions, as by anybody without a role in the app.
      ...(caption === '' ? {} : { caption: caption.replaceAll('@', '') }),
      media_type: carousel ? 'CAROUSEL_ALBUM' : media[0]?.params.has('video_url') ? 'VIDEO' : 'IMAGE',
      timestamp: graphTime(time),
      permalink: `https://www.instagram.com/p/${id}/`,
      username: USERNAME,
      ...(carousel ? { children: { data: media.map((child) => ({ id: child.id })) } } : {}),
      comments: {
        data: comments.map(({ time: at, mediaId: _mediaId, ...one }) => ({ ...one, timestamp: graphTime(at) })),
      },
    };
  }
}

function unknownContainer(): Error {
  return graphError(24, { subcode: 2_207_006, message: 'The requested resource does not exist' });
}

function noSuchObject(id: string): Error {
  const message = `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return graphError(100, { subcode: 33, message });
}
