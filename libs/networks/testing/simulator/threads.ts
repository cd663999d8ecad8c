import { measure } from '#counting';
import type { JsonObject } from '../../src/contract.js';
import { referencesIn } from '../../src/shaping/references.js';
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

export type ThreadsSimulatorOptions = ContainerSimulatorOptions;

interface SimThread {
  id: string;
  text: string;
  replyTo: string | null;
  media: SimContainer[];
  carousel: boolean;
  poll: string[] | null;
  link: string | null;
  time: Date;
}

/** Each with the endpoints that need it, in the guide "Get started". */
const SCOPES = [
  'threads_basic',
  'threads_content_publish',
  'threads_read_replies',
  'threads_manage_replies',
  'threads_delete',
];
const REPLY_CONTROLS = [
  'everyone',
  'accounts_you_follow',
  'mentioned_only',
  'parent_post_author_only',
  'followers_only',
];

/** Threads as its reference "Publishing" and its guides describe it, for one account. */
export class ThreadsSimulator extends ContainerSimulator implements AgreeableNetwork {
  readonly id = 'threads';
  private readonly posts: SimThread[] = [];
  private dropsPoll = false;
  private misses = 0;
  private published = 0;
  private readonly dailyPosts: number;

  constructor(options: ThreadsSimulatorOptions) {
    super({ exchange: 'th_exchange_token', refresh: 'th_refresh_token', scopes: SCOPES }, options);
    this.dailyPosts = options.dailyPosts ?? 250;
  }

  dropPolls(): void {
    this.dropsPoll = true;
  }

  /** The next publications do not know their container yet, though its status says FINISHED. */
  missContainers(times: number): void {
    this.misses = times;
  }

  /** The day's publications are used up. */
  useUpQuota(): void {
    this.published = this.dailyPosts;
  }

  /** Somebody posts by hand. */
  postByHand(text: string): void {
    this.posts.push({ ...BLANK, id: this.newId(), text, time: this.now() });
  }

  things(): SimThing[] {
    return this.posts.map(({ id, text, replyTo, media, poll }) => ({
      id,
      text,
      parentId: replyTo,
      media: media.length,
      altTexts: media.map(({ params }) => params.get('alt_text') ?? null),
      poll,
    }));
  }

  /** Without its type, and with a number for the account (guide "Get Access Tokens", 12 August 2026). */
  protected granted(access_token: string): SimAnswer {
    return ok({ access_token, user_id: Number(this.accountId) });
  }

  protected route(call: string, node: string, params: Params): SimAnswer {
    switch (call) {
      case 'GET account/':
        return ok(fieldsOf({ id: this.accountId, username: 'fournil', name: 'Le Fournil' }, params.get('fields')));
      case 'POST account/threads':
        return this.create(params);
      case 'POST account/threads_publish':
        return this.publish(params.get('creation_id') ?? '');
      case 'GET account/threads':
      case 'GET account/replies':
        return this.list(call.endsWith('replies'), params.get('fields'));
      case 'GET account/threads_publishing_limit':
        return ok(quota(this.published, this.dailyPosts));
      case 'GET node/':
        return this.read(node, params.get('fields'));
      case 'DELETE node/':
        return this.remove(node);
      default:
        throw graphError(100, { message: '(#100) Unsupported request' });
    }
  }

  private create(params: Params): SimAnswer {
    const type = params.get('media_type');
    const text = params.get('text') ?? '';
    if (measure(text, 'threads') > 500)
      throw graphError(100, { message: '(#100) Param text must be at most 500 characters long.' });
    if (referencesIn(text).links > 5) throw graphError(100, { message: 'THREADS_API__LINK_LIMIT_EXCEEDED' });
    this.checkOptions(params, type);
    this.checkMedia(params, type, text);
    return ok({ id: this.containers.make(params).id });
  }

  private checkOptions(params: Params, type: string | undefined): void {
    const control = params.get('reply_control');
    if (control !== undefined && !REPLY_CONTROLS.includes(control))
      throw graphError(100, { message: '(#100) Param reply_control must be one of …' });
    if ((params.has('link_attachment') || params.has('poll_attachment')) && type !== 'TEXT')
      throw graphError(100, { message: '(#100) Attachments are for posts of text alone' });
    const parent = params.get('reply_to_id');
    if (parent !== undefined && !this.posts.some(({ id }) => id === parent))
      throw graphError(100, { subcode: 33, message: '(#100) The post to reply to does not exist' });
    const poll = params.get('poll_attachment');
    if (poll !== undefined) checkPoll(poll);
  }

  private checkMedia(params: Params, type: string | undefined, text: string): void {
    if ((params.get('alt_text') ?? '').length > 1_000)
      throw graphError(100, { message: '(#100) Param alt_text must be at most 1000 characters long.' });
    switch (type) {
      case 'TEXT':
        if (text === '') throw graphError(100, { message: '(#100) The parameter text is required.' });
        return;
      case 'IMAGE':
        return mustBeFetchable(params.get('image_url'));
      case 'VIDEO':
        return mustBeFetchable(params.get('video_url'));
      case 'CAROUSEL':
        return void childrenOf(this.containers, params.get('children') ?? '', 2, 20);
      default:
        throw graphError(100, { message: '(#100) Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}.' });
    }
  }

  private publish(id: string): SimAnswer {
    const container = this.containers.get(id);
    const ready = container && this.containers.statusOf(container) === 'FINISHED';
    if (!ready || this.misses-- > 0) throw notFound(id);
    if (this.published >= this.dailyPosts)
      throw graphError(9, { subcode: 2_207_042, message: 'Application request limit reached' });
    this.refuse(() => this.commit(container));
    return ok({ id: this.commit(container) });
  }

  private commit(container: SimContainer): string {
    this.published += 1;
    container.status = 'PUBLISHED';
    const post = this.threadOf(container);
    this.posts.push(post);
    return post.id;
  }

  private threadOf({ params, ...container }: SimContainer): SimThread {
    const children = params.get('children');
    const text = params.get('text') ?? '';
    const poll = params.get('poll_attachment');
    const single = params.get('media_type') === 'TEXT' ? [] : [{ params, ...container }];
    return {
      id: this.newId(),
      text: this.shown(text),
      replyTo: params.get('reply_to_id') ?? null,
      media: children === undefined ? single : childrenOf(this.containers, children, 2, 20),
      carousel: children !== undefined,
      poll: poll === undefined || this.dropsPoll ? null : Object.values(JSON.parse(poll) as Record<string, string>),
      link: params.get('link_attachment') ?? null,
      time: this.now(),
    };
  }

  private list(replies: boolean, fields: string | undefined): SimAnswer {
    const shown = this.hides ? [] : this.posts.filter(({ replyTo }) => (replyTo !== null) === replies);
    return ok({ data: shown.toReversed().map((post) => fieldsOf(nodeOf(post), fields)) });
  }

  private read(id: string, fields: string | undefined): SimAnswer {
    const container = this.containers.get(id);
    if (container) {
      const { status, reason } = this.containers.look(container);
      return ok(fieldsOf({ id, status, ...(reason === null ? {} : { error_message: reason }) }, fields));
    }
    const post = this.posts.find((known) => known.id === id);
    if (!post) throw notFound(id);
    return ok(fieldsOf(nodeOf(post), fields));
  }

  private remove(id: string): SimAnswer {
    const index = this.posts.findIndex((known) => known.id === id);
    if (index < 0) throw notFound(id);
    this.posts.splice(index, 1);
    return ok({ success: true, deleted_id: id });
  }
}

const BLANK = { replyTo: null, media: [], carousel: false, poll: null, link: null };

/** As fbsamples/threads_api issue 70 quotes it. */
function notFound(id: string): Error {
  const message = 'The requested resource does not exist';
  return graphError(24, { subcode: 4_279_009, message: `${message}: ${id}` });
}

function checkPoll(poll: string): void {
  const options = Object.values(JSON.parse(poll) as Record<string, string>);
  const fits = options.length >= 2 && options.length <= 4;
  if (!fits || options.some((option) => option.length < 1 || option.length > 25))
    throw graphError(100, { message: '(#100) Param poll_attachment is invalid' });
}

function nodeOf({ id, text, replyTo, media, carousel, poll, link, time }: SimThread): JsonObject {
  const [first] = media;
  return {
    id,
    text,
    timestamp: graphTime(time),
    permalink: `https://www.threads.net/@fournil/post/${id}`,
    media_type: carousel ? 'CAROUSEL_ALBUM' : (first?.params.get('media_type') ?? 'TEXT_POST'),
    ...(carousel ? { children: { data: media.map((child) => ({ id: child.id })) } } : {}),
    ...(!carousel && first ? { alt_text: first.params.get('alt_text') ?? null } : {}),
    ...(replyTo === null ? {} : { replied_to: { id: replyTo } }),
    ...(poll === null
      ? {}
      : { poll_attachment: Object.fromEntries(poll.map((option, i) => [`option_${'abcd'[i]}`, option])) }),
    ...(link === null ? {} : { link_attachment_url: link }),
  };
}
