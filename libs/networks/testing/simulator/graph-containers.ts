import type { JsonObject } from '../../src/contract.js';
import {
  type AgreeableNetwork,
  type AuthorizationRules,
  REGISTERED_ADDRESS,
  SimulatedAuthorization,
} from './authorization.js';
import { answering, graphError, graphParams, GraphTokens, tokenIn } from './graph.js';
import type { SimAnswer, SimRequest } from './network.js';

export interface ContainerSimulatorOptions {
  now: () => Date;
  accountId?: string;
  clientId?: string;
  clientSecret?: string;
  /** The app's callback. */
  redirectUri?: string;
  /** How often media are still at work when their container is looked at. Default 1. */
  looks?: number;
  /** Publications of one day; default 50 on Instagram, 250 on Threads. */
  dailyPosts?: number;
}

export type Params = ReadonlyMap<string, string>;

/** What Instagram and Threads share: tokens, versions, containers, one account. */
export abstract class ContainerSimulator implements Pick<AgreeableNetwork, 'authorization' | 'secrets'> {
  readonly tokens = new GraphTokens(() => this.now());
  readonly authorization: SimulatedAuthorization;
  readonly containers: SimContainers;
  readonly accountId: string;
  protected readonly now: () => Date;
  protected cutAt: number | null = null;
  private refusal: PublishRefusal | null = null;
  protected hides = false;
  private readonly clientSecret: string;
  private next = 18_000_000_000_000_001n;

  constructor(
    /** `grant_type` of the two ways to a lasting token; `scopes`: what an app asks for. */
    private readonly grants: { exchange: string; refresh: string; scopes: readonly string[] },
    options: ContainerSimulatorOptions,
  ) {
    const { now, accountId = '17841405822304914', clientSecret = 'secret', looks = 1 } = options;
    this.now = now;
    this.accountId = accountId;
    this.clientSecret = clientSecret;
    const { clientId = 'app', redirectUri = REGISTERED_ADDRESS } = options;
    this.authorization = new SimulatedAuthorization({ ...META_WINDOW, now, scopes: grants.scopes });
    this.authorization.register({ clientId, clientSecret, redirectUri });
    this.containers = new SimContainers(looks);
  }

  get secrets(): readonly string[] {
    return [...this.authorization.secrets, ...this.tokens.given];
  }

  /** Texts are cut at so many characters. */
  cutTexts(length: number): void {
    this.cutAt = length;
  }

  /** Lists leave out everything, or show it again. */
  hideFromLists(hides = true): void {
    this.hides = hides;
  }

  /** The next publications are refused, and perhaps go out all the same. */
  refusePublishing(refusal: PublishRefusal): void {
    this.refusal = { ...refusal };
  }

  answer(request: SimRequest): Promise<SimAnswer> {
    return answering(async () => {
      if (request.path === '/oauth/authorize') return this.authorization.authorize(request);
      if (request.path === '/oauth/access_token') return this.redeem(request);
      const { text: params } = await graphParams(request);
      if (request.path === '/refresh_access_token') return this.tokens.lasting(params, this.grants.refresh);
      if (request.path === '/access_token') return this.exchange(params);
      this.tokens.check(tokenIn(request, params));
      const [version = '', node = '', edge = ''] = request.path.slice(1).split('/');
      if (!/^v\d+\.0$/.test(version)) throw graphError(2635, { message: '(#2635) You are calling an unknown version' });
      const place = node === this.accountId || node === 'me' ? 'account' : 'node';
      return this.route(`${request.method} ${place}/${edge}`, node, params);
    });
  }

  /** The answer to a code, with a token that lives for an hour. */
  protected abstract granted(shortLived: string): SimAnswer;

  /** `call`: such as `POST account/media` or `GET node/`. */
  protected abstract route(call: string, node: string, params: Params): SimAnswer;

  protected newId(): string {
    return String(this.next++);
  }

  protected shown(text: string): string {
    return this.cutAt === null ? text : text.slice(0, this.cutAt);
  }

  /** Throws the refusal that stands, after `commit` where the post goes out with it. */
  protected refuse(commit: () => unknown): void {
    const { refusal } = this;
    if (!refusal || refusal.times-- <= 0) return;
    if (refusal.live) commit();
    throw graphError(refusal.code, { subcode: refusal.subcode, status: refusal.status ?? 400 });
  }

  private redeem(request: SimRequest): SimAnswer {
    if (request.method !== 'POST' || !this.authorization.redeem(request)) return NO_SUCH_CODE;
    return this.granted(this.tokens.give(this.authorization.mint('short'), { seconds: 3_600 }));
  }

  private exchange(params: Params): SimAnswer {
    if (params.get('client_secret') !== this.clientSecret)
      throw graphError(101, { message: 'Error validating client secret.' });
    return this.tokens.lasting(params, this.grants.exchange);
  }
}

export interface PublishRefusal {
  code: number;
  subcode?: number;
  /** Default 400. */
  status?: number;
  /** The post goes out with it. */
  live: boolean;
  times: number;
}

/** The Authorization Window of both: who says no is sent back with the reason, who agrees with a fragment. */
const META_WINDOW = {
  pkce: false,
  authentication: 'post',
  denial: {
    error: 'access_denied',
    error_reason: 'user_denied',
    error_description: 'The user denied your request',
  },
  fragment: '#_',
} as const satisfies Partial<AuthorizationRules>;

/** As "Business Login for Instagram" and the guide "Get Access Tokens" of Threads show it. */
const NO_SUCH_CODE: SimAnswer = {
  status: 400,
  body: {
    error_type: 'OAuthException',
    code: 400,
    error_message: 'Matching code was not found or was already used',
  },
};

export interface SimContainer {
  id: string;
  params: Params;
  status: 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';
  /** Looks that still find it at work. */
  looks: number;
  reason: string | null;
}

/** Containers as Instagram and Threads keep them: made, worked on, ready, published once or expired after a day. */
export class SimContainers {
  private readonly all = new Map<string, SimContainer>();
  private next = 17_889_615_691_921_648n;
  private failure: string | null = null;
  private lags = false;

  /** `looks`: how often a medium is still at work when it is looked at. */
  constructor(private readonly looks: number) {}

  make(params: Params): SimContainer {
    const fetches = params.has('image_url') || params.has('video_url');
    const container: SimContainer = {
      id: String(this.next++),
      params,
      status: fetches ? 'IN_PROGRESS' : 'FINISHED',
      looks: this.looks,
      reason: null,
    };
    if (fetches && this.looks === 0) this.finish(container);
    this.all.set(container.id, container);
    return container;
  }

  get(id: string): SimContainer | undefined {
    return this.all.get(id);
  }

  /** Looks at one, which is how its time passes. */
  look(container: SimContainer): Pick<SimContainer, 'status' | 'reason'> {
    if (container.status === 'IN_PROGRESS' && container.looks-- <= 0) this.finish(container);
    return { status: this.statusOf(container), reason: container.reason };
  }

  /** As they know it themselves, for a look and for a publication alike. */
  statusOf({ status }: SimContainer): SimContainer['status'] {
    return this.lags && status === 'PUBLISHED' ? 'FINISHED' : status;
  }

  /** What is published still counts as ready, and would be published again; or no longer. */
  lagBehind(lags = true): void {
    this.lags = lags;
  }

  /** What is ready is at work again, for good. */
  rework(): void {
    this.stall();
    for (const container of this.all.values()) if (container.status === 'FINISHED') container.status = 'IN_PROGRESS';
  }

  /** Whatever is not published has failed, with this reason. */
  breakAll(reason: string): void {
    for (const container of this.all.values())
      if (container.status !== 'PUBLISHED') Object.assign(container, { status: 'ERROR', reason });
  }

  /** The next medium they work on turns out to be unusable, or not to be had. */
  failNext(reason: string): void {
    this.failure = reason;
  }

  /** A day passes: what has not been published expires. */
  expireAll(): void {
    for (const container of this.all.values()) if (container.status !== 'PUBLISHED') container.status = 'EXPIRED';
  }

  /** Everything they still work on stays so. */
  stall(): void {
    for (const container of this.all.values()) container.looks = Infinity;
  }

  private finish(container: SimContainer): void {
    container.status = this.failure === null ? 'FINISHED' : 'ERROR';
    container.reason = this.failure;
    this.failure = null;
  }
}

/** Items of a carousel: known, ready, between `least` and `most` of them. */
export function childrenOf(containers: SimContainers, list: string, least: number, most: number): SimContainer[] {
  const children = list.split(',').map((id) => containers.get(id));
  const ready = children.filter(
    (child) => child?.status === 'FINISHED' && child.params.get('is_carousel_item') === 'true',
  );
  if (ready.length !== children.length || ready.length < least || ready.length > most)
    throw graphError(100, { message: '(#100) Param children must be items that are ready' });
  return ready as SimContainer[];
}

/** An address they can fetch: absolute, and not an address of ours alone. */
export function mustBeFetchable(url: string | undefined): void {
  if (url !== undefined && /^https:\/\/[^/]+\.[a-z]+\//.test(url)) return;
  throw graphError(100, { message: '(#100) The media could not be fetched from this URI' });
}

/** `GET /{user}/threads_publishing_limit` and `GET /{ig}/content_publishing_limit`. */
export function quota(used: number, total: number): JsonObject {
  return { data: [{ quota_usage: used, config: { quota_total: total, quota_duration: 86_400 } }] };
}
