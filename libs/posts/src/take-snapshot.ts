import type { BrandScope } from '#kernel';
import { plannedMedia } from '#media';
import type { Tx } from '#persistence';
import type { PostFields } from './post-record.js';
import type { PostSnapshot, SnapshotMedia } from './post-snapshot.js';

/** Where versions are taken: the brand, and the address under which its media are read. */
export interface SnapshotContext {
  scope: BrandScope;
  brandId: string;
  publicUrl: string;
}

/** The fields as a version keeps them, with the media as they now stand. @throws DomainError `media.not_found` */
export async function takeSnapshot(tx: Tx, fields: PostFields, context: SnapshotContext): Promise<PostSnapshot> {
  const { title, content, variants, channelIds, format, language, sponsored, labels, occurrenceId } = fields;
  const { objective, stage, pillar, audience, scheduledAt } = fields;
  return {
    ...{ title, content, variants, channelIds, format, language, sponsored, labels, occurrenceId },
    purpose: { objective, stage, pillar, audience },
    scheduledAt: scheduledAt?.toISOString() ?? null,
    media: await mediaOf(tx, fields, context),
  };
}

async function mediaOf(
  tx: Tx,
  fields: PostFields,
  { scope, brandId, publicUrl }: SnapshotContext,
): Promise<Record<string, SnapshotMedia>> {
  const named = namedMedia(fields);
  const ids = [...named.keys()];
  const pointers = [...named.values()];
  const media = await plannedMedia(tx, scope, brandId, ids, publicUrl, (index) => pointers[index]!);
  return Object.fromEntries(media.map((medium) => [medium.mediaId, medium]));
}

/** The media that some channel shows, each with the field that names it first. */
function namedMedia({ content, variants }: PostFields): Map<string, string> {
  const own = Object.entries(variants).flatMap(([id, { mediaIds }]) =>
    (mediaIds ?? []).map((mediaId, index) => [mediaId, `/variants/${id}/mediaIds/${index}`] as const),
  );
  const shared = content.mediaIds.map((mediaId, index) => [mediaId, `/content/mediaIds/${index}`] as const);
  return new Map([...shared, ...own].reverse());
}
