import { type BrandScope, DomainError } from '#kernel';
import type { Tx } from '#persistence';
import { type PostRecord, type PostSnapshot, planFor } from '#posts';
import { MEDIA_KINDS, slotFacts, type SlotRequirements } from '#slots';

export const REQUIREMENTS = [...MEDIA_KINDS, 'poll', 'link'] as const;
type Requirement = (typeof REQUIREMENTS)[number];

/** Something that a slot asks for and a post does not bring. */
export interface UnmetRequirement {
  requirement: Requirement;
  /** RFC 6901, into the post: the field that would bring it. */
  pointer: string;
}

const POINTERS = {
  image: '/content/mediaIds',
  video: '/content/mediaIds',
  poll: '/content/poll',
  link: '/content/link',
} as const satisfies Record<Requirement, string>;

/** What `snapshot` lacks to be what the post's slot asks for; nothing where it fills no slot. */
export async function unmetOf(
  tx: Tx,
  scope: BrandScope,
  { slotId }: Pick<PostRecord, 'slotId'>,
  snapshot: PostSnapshot,
): Promise<UnmetRequirement[]> {
  return slotId === null ? [] : unmetRequirements((await slotFacts(tx, scope, slotId)).requires, snapshot);
}

/** @throws DomainError `post.slot_requirement_unmet` with all that is missing */
export async function refuseUnmet(
  tx: Tx,
  scope: BrandScope,
  post: Pick<PostRecord, 'slotId'>,
  snapshot: PostSnapshot,
): Promise<void> {
  const unmet = await unmetOf(tx, scope, post, snapshot);
  if (unmet.length === 0) return;
  const fields = unmet.map(({ requirement, pointer }) => ({ pointer, code: `post.${requirement}_required` }) as const);
  throw new DomainError('post.slot_requirement_unmet', {}, fields);
}

/**
 * What no channel of the post would get. One channel is enough: a variant may leave out the poll that its network
 * cannot carry. A link in the text is a link.
 */
export function unmetRequirements(requires: SlotRequirements, snapshot: PostSnapshot): UnmetRequirement[] {
  const brought = new Set(snapshot.channelIds.flatMap((id) => broughtTo(snapshot, id)));
  const asked: Requirement[] = MEDIA_KINDS.filter((kind) => requires.media.includes(kind));
  if (requires.poll) asked.push('poll');
  if (requires.link) asked.push('link');
  return asked
    .filter((requirement) => !brought.has(requirement))
    .map((requirement) => ({ requirement, pointer: POINTERS[requirement] }));
}

function broughtTo(snapshot: PostSnapshot, channelId: string): Requirement[] {
  const { text, link, media, poll } = planFor(snapshot, channelId);
  const brought: Requirement[] = MEDIA_KINDS.filter((kind) =>
    media.some(({ mimeType }) => mimeType.startsWith(`${kind}/`)),
  );
  if (poll) brought.push('poll');
  if (link !== null || /https?:\/\/\S/i.test(text)) brought.push('link');
  return brought;
}
