import { sqlRows, type Tx } from '#persistence';

/** Posts that are over keep saying where they went. */
const UNFINISHED = `post.archived_at is null and post.state not in ('published', 'partially_published', 'cancelled')`;

/** Locks the posts that name a channel, in one order for everybody. */
export async function lockPostsOfChannel(tx: Tx, channelId: string): Promise<void> {
  await sqlRows(
    tx,
    `with locked as (
       select 1 from post where archived_at is null and (
         id in (select post_id from post_channel where channel_id = $1)
         or id in (select post_id from publication where channel_id = $1 and state in ('scheduled', 'queued', 'waiting', 'held')))
       order by id for no key update)
     select count(*) from locked`,
    [channelId],
  );
}

/**
 * Takes a channel that is deleted out of the posts that are not over, with what they said for it alone: nothing can be
 * planned on it any more. The caller has locked them. Answers how many.
 */
export async function dropChannelOfPosts(tx: Tx, channelId: string, now: Date): Promise<number> {
  const rows = await sqlRows(
    tx,
    `with gone as (
       delete from post_channel using post where post_channel.post_id = post.id and post_channel.channel_id = $1 and ${UNFINISHED}
       returning post_channel.post_id
     )
     update post set variants = variants - $1::text, version = version + 1, updated_at = $2
     from gone where post.id = gone.post_id returning post.id`,
    [channelId, now],
  );
  return rows.length;
}
