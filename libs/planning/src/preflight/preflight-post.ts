import { Inject, Injectable } from '@nestjs/common';
import { channelsOf, NETWORK_REGISTRY } from '#channels';
import type { BrandScope } from '#kernel';
import type { NetworkRegistry } from '#networks';
import type { Tx } from '#persistence';
import { type PostInput, PostService, type PostSnapshot } from '#posts';
import { checkChannels, type ContentIssue, isFault, saysNothing } from '../check-content.js';
import { type ChannelPreflight, preflightChannel } from './preflight-channel.js';

/** What would become of a post, were it sent as it stands. */
export interface PreflightView {
  /** Whether `schedule` would take what it says. Times, blackouts, the slot and the charter are judged elsewhere. */
  accepted: boolean;
  /** Of the post as a whole. */
  issues: ContentIssue[];
  channels: ChannelPreflight[];
}

export interface PreflightOptions {
  /** Propose a thread where the text is too long. */
  split: boolean;
}

/** Says of a post what its networks will say, before anybody schedules it. Writes nothing. */
@Injectable()
export class PreflightPost {
  constructor(
    private readonly posts: PostService,
    @Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry,
  ) {}

  /** Of a post as it stands. @throws DomainError `post.not_found`, `media.not_found` */
  async ofPost(tx: Tx, scope: BrandScope, postId: string, options: PreflightOptions): Promise<PreflightView> {
    const { brandId, snapshot } = await this.posts.foresee(tx, scope, postId);
    return this.preflight(tx, scope, brandId, snapshot, options);
  }

  /**
   * Of a post that is being written.
   * @throws DomainError `brand.not_found`, `channel.other_brand`, `media.not_found`, `post.variant_unknown_channel`
   */
  async ofInput(
    tx: Tx,
    scope: BrandScope,
    brandId: string,
    input: PostInput,
    options: PreflightOptions,
  ): Promise<PreflightView> {
    const snapshot = await this.posts.foreseeNew(tx, scope, brandId, input);
    return this.preflight(tx, scope, brandId, snapshot, options);
  }

  private async preflight(
    tx: Tx,
    scope: BrandScope,
    brandId: string,
    snapshot: PostSnapshot,
    options: PreflightOptions,
  ): Promise<PreflightView> {
    const found = await channelsOf(tx, scope, brandId, snapshot.channelIds);
    const checks = checkChannels(snapshot, found, this.registry);
    const channels = checks.map((check) => preflightChannel(check, options));
    const issues = [
      ...(checks.length === 0 ? [issueOf('/channelIds', 'post.channels_missing')] : []),
      ...(saysNothing(checks) && checks.length > 0 ? [issueOf('/content', 'post.content_empty')] : []),
    ];
    return { accepted: ![...issues, ...channels.flatMap((channel) => channel.issues)].some(isFault), issues, channels };
  }
}

function issueOf(pointer: string, code: ContentIssue['code']): ContentIssue {
  return { level: 'error', pointer, code };
}
