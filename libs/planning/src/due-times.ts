import { requireBrand } from '#brands';
import { type BrandScope, DomainError, durationMillis } from '#kernel';
import type { Tx } from '#persistence';
import type { PostRecord } from '#posts';
import type { Target } from '#publishing';
import { slotFacts } from '#slots';

/**
 * When each channel of a post is due and until when it may still go out. `now`: at once, whatever was planned.
 * @throws DomainError `post.time_missing`
 */
export async function dueTimes(tx: Tx, scope: BrandScope, post: PostRecord, now: Date | null): Promise<Target[]> {
  const lateWindow = await lateWindowOf(tx, scope, post);
  return post.channelIds.map((channelId) => {
    const dueAt = now ?? ownTime(post, channelId) ?? post.dueAt;
    if (dueAt === null) throw DomainError.at('/scheduledAt', 'post.time_missing');
    return { channelId, dueAt, lateUntil: new Date(dueAt.getTime() + lateWindow) };
  });
}

/** @throws DomainError `post.time_past` at the first time after which nothing may leave any more */
export function refusePast(post: PostRecord, targets: readonly Target[], now: Date): void {
  const past = targets.find(({ lateUntil }) => lateUntil < now);
  if (!past) return;
  const isOwn = ownTime(post, past.channelId) !== null;
  throw DomainError.at(isOwn ? `/variants/${past.channelId}/scheduledAt` : '/scheduledAt', 'post.time_past');
}

function ownTime(post: PostRecord, channelId: string): Date | null {
  const time = post.variants[channelId]?.scheduledAt ?? null;
  return time === null ? null : new Date(time);
}

/** Milliseconds: the slot's, else the brand's. */
async function lateWindowOf(tx: Tx, scope: BrandScope, { slotId, brandId }: PostRecord): Promise<number> {
  const lateWindow = slotId
    ? (await slotFacts(tx, scope, slotId)).lateWindow
    : (await requireBrand(tx, scope, brandId)).settings.defaults.lateWindow;
  return durationMillis(lateWindow) ?? 0;
}
