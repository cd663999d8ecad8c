import type { BrandScope } from '#kernel';
import { scopeCondition, sqlRows, type Tx } from '#persistence';
import type { BlackoutProposal, PublicationState, PublicationSummary } from '#posts';

/** The reason of what a blackout holds; its proposal is worth as much as the reason. */
export const BLACKOUT = 'blackout';

/** The reason of what the charter holds, with its finding. */
export const CHARTER = 'charter';

/** Columns of a publication that its summary shows. */
export interface SummaryRow {
  id: string;
  post_id: string;
  channel_id: string;
  generation: number;
  state: PublicationState;
  reason: string | null;
  proposal: BlackoutProposal | null;
  due_at: Date;
  published_at: Date | null;
  remote_url: string | null;
}

export const SUMMARY_COLUMNS =
  'id, post_id, channel_id, generation, state, reason, proposal, due_at, published_at, remote_url';

/** The latest generation of each channel, in the order they were made, of posts that the caller may see: one query. */
export async function summariesOfPosts(
  tx: Tx,
  scope: BrandScope,
  postIds: readonly string[],
): Promise<Map<string, PublicationSummary[]>> {
  const within = scopeCondition(scope, 2);
  const rows = await sqlRows<SummaryRow>(
    tx,
    `select ${SUMMARY_COLUMNS} from publication where post_id = any($1) and ${within.sql} order by channel_id, generation desc`,
    [postIds, ...within.values],
  );
  return new Map(postIds.map((id) => [id, latestPerChannel(rows.filter((row) => row.post_id === id))]));
}

/** Of rows by channel and falling generation. */
export function latestPerChannel(rows: readonly SummaryRow[]): PublicationSummary[] {
  const latest = new Map<string, SummaryRow>();
  for (const row of rows) if (!latest.has(row.channel_id)) latest.set(row.channel_id, row);
  return [...latest.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(toSummary);
}

function toSummary(row: SummaryRow): PublicationSummary {
  return {
    id: row.id,
    channelId: row.channel_id,
    generation: row.generation,
    state: row.state,
    reason: row.reason,
    proposal: row.reason === BLACKOUT ? row.proposal : null,
    dueAt: row.due_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    remoteUrl: row.remote_url,
  };
}
