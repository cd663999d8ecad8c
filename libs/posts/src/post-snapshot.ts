import type { PlannedMedia, PublishPlan } from '#networks';
import { type PostContent, resolveContent, type Variants } from './content.js';

/** A medium as it stood when the version was written. */
export interface SnapshotMedia extends PlannedMedia {
  /** SHA-256, hexadecimal. */
  checksum: string;
}

/** Why a post exists and for whom. */
export interface Purpose {
  objective: string | null;
  stage: string | null;
  pillar: string | null;
  audience: string | null;
}

/** One version of a post: all that its send needs, so that nothing is looked up, or changes, afterwards. */
export interface PostSnapshot {
  title: string | null;
  content: PostContent;
  variants: Variants;
  channelIds: string[];
  /** By media id. */
  media: Readonly<Record<string, SnapshotMedia>>;
  format: string | null;
  purpose: Purpose;
  /** BCP 47 */
  language: string | null;
  sponsored: boolean;
  labels: string[];
  occurrenceId: string | null;
  /** RFC 3339, UTC; null where an occurrence gives the time. */
  scheduledAt: string | null;
}

/** What `channelId` publishes of this version: the same for the editor, the checks and the send. */
export function planFor(snapshot: PostSnapshot, channelId: string): PublishPlan {
  const { text, link, mediaIds, poll, thread, firstComment, options } = resolveContent(snapshot, channelId);
  return {
    // In no hash, hence they leave on no channel: a network that shows a title takes it from its options.
    title: null,
    text,
    link,
    media: mediaIds.map((id) => toPlanned(mediumOf(snapshot, id))),
    poll,
    thread,
    firstComment,
    language: snapshot.language,
    labels: [],
    options,
  };
}

/** The snapshot's medium; a version always holds those it names. */
export function mediumOf(snapshot: PostSnapshot, mediaId: string): SnapshotMedia {
  const medium = snapshot.media[mediaId];
  if (!medium) throw new Error(`The version does not hold its medium ${mediaId}`);
  return medium;
}

function toPlanned({ checksum: _, ...medium }: SnapshotMedia): PlannedMedia {
  return medium;
}
