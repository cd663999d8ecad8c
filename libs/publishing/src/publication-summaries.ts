import type { BrandScope } from '#kernel';
import { preparedRows, scopeCondition, sqlRows, type Tx } from '#persistence';
import type { PublicationState, PublicationSummary } from '#posts';

interface SummaryRow {
  id: string;
  post_id: string;
  channel_id: string;
  generation: number;
  state: PublicationState;
  reason: string | null;
  due_at: Date;
  published_at: Date | null;
  remote_url: string | null;
}

const COLUMNS = 'id, post_id, channel_id, generation, state, reason, due_at, published_at, remote_url';

/** The latest generation of each channel of one post, in the order they were made. */
export async function summariesOfPost(tx: Tx, postId: string): Promise<PublicationSummary[]> {
  const rows = await preparedRows<SummaryRow>(
    tx,
    `select ${COLUMNS} from publication where post_id = $1 order by channel_id, generation desc`,
    [postId],
  );
  return latestPerChannel(rows);
}

/** The same for several posts of what the caller may see, in one query. */
export async function summariesOfPosts(
  tx: Tx,
  scope: BrandScope,
  postIds: readonly string[],
): Promise<Map<string, PublicationSummary[]>> {
  const within = scopeCondition(scope, 2);
  const rows = await sqlRows<SummaryRow>(
    tx,
    `select ${COLUMNS} from publication where post_id = any($1) and ${within.sql} order by channel_id, generation desc`,
    [postIds, ...within.values],
  );
  return new Map(postIds.map((id) => [id, latestPerChannel(rows.filter((row) => row.post_id === id))]));
}

function latestPerChannel(rows: readonly SummaryRow[]): PublicationSummary[] {
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
    dueAt: row.due_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    remoteUrl: row.remote_url,
  };
}
