import { type BrandScope, DomainError, isId, type LocalTime, toLocalTime, type Zone } from '#kernel';
import { decodeCursor, type Page, type PageRequest, scopeCondition, sqlRows, toPage, type Tx } from '#persistence';
import {
  LEDGER_STATES,
  PAUSE_STANDS,
  TRIAGE_ACTIONS,
  TRIAGE_STATES,
  type TriageAction,
  triageActionsFor,
} from '#publishing';

/** A publication that did not leave when it was due, or cannot, and what may be decided on it. */
export interface TriageEntryView {
  publicationId: string;
  postId: string;
  postTitle: string | null;
  /** The beginning of the text. */
  excerpt: string;
  brandId: string;
  channelId: string;
  channelName: string;
  networkId: string;
  state: 'missed' | 'held';
  /** `late`, `pause`, `reauthorize`, or what the network said last. */
  cause: string | null;
  /** The pause that stands over it, else the one that stopped it. */
  pause: { id: string; reason: string; liftedAt: string | null } | null;
  /** RFC 3339, UTC */
  dueAt: string;
  /** `dueAt` on the wall clock of `timezone`. */
  localTime: LocalTime;
  timezone: Zone;
  allowed: TriageAction[];
}

export interface TriageFilter {
  brandIds?: readonly string[];
  channelIds?: readonly string[];
  causes?: readonly string[];
  /** What this pause stopped. */
  pauseId?: string;
  /** Half-open, by due time. */
  from?: Date;
  to?: Date;
}

interface Row extends Omit<TriageEntryView, 'dueAt' | 'localTime' | 'pause' | 'allowed'> {
  dueAt: Date;
  started: boolean;
  health: string;
  pauseId: string | null;
  pauseReason: string | null;
  liftedAt: Date | null;
}

/** What waits for a person's decision, by due time, then id. */
export async function listTriage(
  tx: Tx,
  scope: BrandScope,
  filter: TriageFilter,
  page: PageRequest,
): Promise<Page<TriageEntryView>> {
  const within = scopeCondition(scope, 1, 'p');
  const [after, afterId] = page.cursor ? readCursor(page.cursor) : [null, null];
  const rows = await sqlRows<Row>(tx, LIST(within.sql), [
    ...within.values,
    TRIAGE_STATES,
    LEDGER_STATES,
    listOrNull(filter.brandIds),
    listOrNull(filter.channelIds),
    listOrNull(filter.causes),
    filter.pauseId ?? null,
    filter.from ?? null,
    filter.to ?? null,
    after,
    afterId,
    page.limit + 1,
  ]);
  const { data, nextCursor } = toPage(rows, page.limit, (row) => [row.dueAt.toISOString(), row.publicationId]);
  return { data: data.map(toView), nextCursor };
}

/**
 * A range of publication_triage, which holds only what was missed or is held. Posts that were taken back or deleted,
 * channels that are gone and publications that were made again ask for no decision. The states stand in the text too,
 * for the planner to see that the partial index fits.
 */
const LIST = (within: string): string => `
  select p.id as "publicationId", p.post_id as "postId", post.title as "postTitle",
    left(post.content ->> 'text', 140) as excerpt, p.brand_id as "brandId", p.channel_id as "channelId",
    ch.display_name as "channelName", ch.network_id as "networkId", p.state, p.reason as cause, p.due_at as "dueAt",
    coalesce(occurrence.timezone, brand.timezone) as timezone, p.started, ch.health,
    pause.id as "pauseId", pause.reason as "pauseReason", pause.lifted_at as "liftedAt"
  from publication as p
  join post on post.id = p.post_id and post.archived_at is null and post.state = any($4)
  join channel as ch on ch.id = p.channel_id and ch.archived_at is null
  join brand on brand.id = p.brand_id
  left join occurrence on occurrence.id = post.occurrence_id
  left join lateral (
    select pause.id, pause.reason, pause.lifted_at from pause
    where (${PAUSE_STANDS}) or (pause.agency_id = p.agency_id and p.reason = 'pause' and pause.id::text = p.detail)
    order by pause.lifted_at nulls first limit 1
  ) as pause on true
  where ${within} and p.state in ('missed', 'held') and p.state = any($3)
    and ($5::uuid[] is null or p.brand_id = any($5)) and ($6::uuid[] is null or p.channel_id = any($6))
    and ($7::text[] is null or p.reason = any($7))
    and ($8::text is null or (p.reason = 'pause' and p.detail = $8))
    and ($9::timestamptz is null or p.due_at >= $9) and ($10::timestamptz is null or p.due_at < $10)
    and ($11::timestamptz is null or (p.due_at, p.id) > ($11, $12::uuid))
    and not exists (select from publication as later
      where later.post_id = p.post_id and later.channel_id = p.channel_id and later.generation > p.generation)
  order by p.due_at, p.id limit $13`;

function toView({ started, health, pauseId, pauseReason, liftedAt, ...row }: Row): TriageEntryView {
  const pause = pauseId ? { id: pauseId, reason: pauseReason ?? '', liftedAt: liftedAt?.toISOString() ?? null } : null;
  const sendable = health === 'ok' || health === 'degraded';
  const stands = pause !== null && liftedAt === null;
  const allowed = TRIAGE_ACTIONS.filter((action) => action !== 'publish-now' || (sendable && !stands));
  return {
    ...row,
    excerpt: row.excerpt ?? '',
    pause,
    dueAt: row.dueAt.toISOString(),
    localTime: toLocalTime(row.dueAt, row.timezone),
    // The rest of it is on its way, or ends here.
    allowed: started ? [...triageActionsFor({ state: row.state, started })] : allowed,
  };
}

function listOrNull<T>(list: readonly T[] | undefined): readonly T[] | null {
  return list?.length ? list : null;
}

function readCursor(cursor: string): [Date, string] {
  const [dueAt, id] = decodeCursor(cursor, 2) as [string, string];
  const date = new Date(dueAt);
  if (Number.isNaN(date.getTime()) || !isId(id)) throw DomainError.at('?cursor', 'request.cursor_invalid');
  return [date, id];
}
