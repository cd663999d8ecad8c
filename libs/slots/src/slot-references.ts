import { channelsOf } from '#channels';
import { type BrandScope, DomainError } from '#kernel';
import { sqlRows, type Tx } from '#persistence';

/**
 * Checks that each channel is one of the brand's; answers their ids in the order given, each once.
 * @throws DomainError `channel.other_brand`, also when there is no such channel
 */
export async function checkChannels(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  channelIds: readonly string[],
): Promise<string[]> {
  if (channelIds.length === 0) return [];
  const channels = await channelsOf(tx, scope, brandId, channelIds);
  return [...new Set(channels.map(({ id }) => id))];
}

/** Checks that `memberId`, if any, is one of the agency's people. @throws DomainError `member.not_found` */
export async function checkMember(
  tx: Tx,
  scope: BrandScope,
  memberId: string | null | undefined,
  pointer: string,
): Promise<void> {
  if (memberId === null || memberId === undefined) return;
  const rows = await sqlRows(tx, 'select from member where agency_id = $1 and id = $2', [scope.agencyId, memberId]);
  if (rows.length === 0) throw DomainError.at(pointer, 'member.not_found');
}
