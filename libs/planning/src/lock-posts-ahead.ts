import type { Tx } from '#persistence';
import { lockPost, postIdsByOccurrence, type PostRecord, type PostRequest } from '#posts';
import { filledAhead } from '#slots';

/** Locks the posts that fill the dates ahead of a slot, in one order for everybody, before the slot itself is. */
export async function lockPostsAhead(tx: Tx, slotId: string, { scope, now }: PostRequest): Promise<PostRecord[]> {
  const postIds = await postIdsByOccurrence(tx, await filledAhead(tx, scope, slotId, now));
  const posts: PostRecord[] = [];
  for (const id of [...postIds.values()].sort()) posts.push(await lockPost(tx, scope, id));
  return posts;
}
