import { Injectable } from '@nestjs/common';
import { ChannelService } from '#channels';
import { DomainError } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { dropChannelOfPosts, lockPostsOfChannel, type PostChangeRequest } from '#posts';
import { anyInFlight, cancelOfChannel, endPauses } from '#publishing';
import { dropChannelOfSlots } from '#slots';
import { type DeletionView, NOTHING } from './deletion.js';

@Injectable()
export class DeleteChannel {
  constructor(private readonly channels: ChannelService) {}

  /**
   * Disconnects an account for good. Slots and posts go on with their other channels; a post that has nothing left to
   * publish is a draft again, a slot without a channel says so in its warnings. What was published stays where it is,
   * but for the built-in feed, which is the channel.
   * @throws DomainError `channel.not_found`, `channel.in_flight`
   */
  async run(tx: Tx, id: string, request: PostChangeRequest): Promise<DeletionView> {
    // Before anything is locked that may be another's.
    await this.channels.get(tx, request.scope, id);
    await lockPostsOfChannel(tx, id);
    const { agencyId } = await this.channels.lockWhole(tx, request.scope, id, request.expectedVersion);
    if (await anyInFlight(tx, { channelId: id })) throw new DomainError('channel.in_flight');
    const publications = await cancelOfChannel(tx, { agencyId, channelId: id }, request);
    const postsToDraft = await countDrafted(tx, id, request.now);
    await dropChannelOfPosts(tx, id, request.now);
    const slots = await dropChannelOfSlots(tx, id, request);
    const pauses = await endPauses(tx, { channelId: id }, request);
    await this.channels.archive(tx, request, id, request.now);
    return { ...NOTHING, publications, postsToDraft, slots, channels: 1, pauses };
  }
}

/** Posts whose last publications were the channel's. */
async function countDrafted(tx: Tx, channelId: string, now: Date): Promise<number> {
  const [row] = await sqlRows<{ count: number }>(
    tx,
    `select count(distinct post.id)::int as count from publication join post on post.id = publication.post_id
     where publication.channel_id = $1 and publication.reason = 'channel_deleted' and publication.updated_at = $2
       and post.state = 'draft'`,
    [channelId, now],
  );
  return row?.count ?? 0;
}
