import type { JsonObject } from '../../src/contract.js';
import { graphError } from './graph.js';

export interface SimContainer {
  id: string;
  params: ReadonlyMap<string, string>;
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

  /** `looks`: how often a medium is still at work when it is looked at. */
  constructor(private readonly looks: number) {}

  make(params: ReadonlyMap<string, string>): SimContainer {
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
  look(container: SimContainer): SimContainer {
    if (container.status === 'IN_PROGRESS' && container.looks-- <= 0) this.finish(container);
    return container;
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
