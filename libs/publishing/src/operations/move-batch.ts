import { type Actor, isLegal } from '#kernel';
import { appendEvents, type EventType, type NewEvent } from '#outbox';
import { sqlRows, type Tx } from '#persistence';
import { applyLedgerMany, type PublicationState } from '#posts';
import { AttemptEntity } from '../attempt.entity.js';
import type { MoveColumns } from '../ledger/move-publications.js';
import { PUBLICATION_MACHINE } from '../publication-machine.js';
import { PublicationEntity } from '../publication.entity.js';
import { summariesOfPosts } from '../publication-summaries.js';
import { type PublicationView, toPublicationView } from '../publication-view.js';

/** One move of many publications of one agency. */
export interface BatchMove {
  agencyId: string;
  publicationIds: readonly string[];
  /** Verb or pass, as in PUBLICATION_MACHINE. */
  by: string;
  from: readonly PublicationState[];
  to: PublicationState;
  actor: Actor;
  now: Date;
  set?: Partial<Pick<MoveColumns, keyof typeof SETTABLE>>;
  /** Why, for the posts' histories. */
  reason?: string | null;
  /** What becomes of posts that have nothing left to publish. */
  emptied?: 'cancelled' | 'draft';
}

const SETTABLE = {
  reason: 'text',
  detail: 'text',
  due_at: 'timestamptz',
  late_until: 'timestamptz',
  run_at: 'timestamptz',
  failures: 'integer',
  looks: 'integer',
  post_version_id: 'uuid',
} as const;

/**
 * What `movePublication` does, for many at once: states compared in the database, posts brought in line, the world
 * told, in the transaction at hand and in some ten statements. Those no longer where `from` says, or of which something
 * is out or under way, stay; answers those that moved.
 */
export async function moveBatch(tx: Tx, move: BatchMove): Promise<PublicationView[]> {
  await lockPostsOf(tx, move.publicationIds);
  const before = await updateRows(tx, move);
  if (before.size === 0) return [];
  const rows = await readRows(tx, [...before.keys()]);
  const views = await withAttempts(tx, rows);
  await appendEvents(tx, eventsOf(move, rows, views, before));
  const { agencyId, by: verb, actor, reason = null, emptied, now } = move;
  const postIds = [...new Set(rows.map(({ postId }) => postId))];
  const summaries = await summariesOfPosts(tx, { agencyId, brands: 'all' }, postIds);
  await applyLedgerMany(tx, { summaries, cause: { verb, actor, reason }, emptied, now });
  return views;
}

/** Locks the posts of publications, in one order for everybody. */
async function lockPostsOf(tx: Tx, publicationIds: readonly string[]): Promise<void> {
  await sqlRows(
    tx,
    `select from post where id in (select post_id from publication where id = any($1)) order by id for no key update`,
    [publicationIds],
  );
}

/** The state each had before. */
async function updateRows(tx: Tx, move: BatchMove): Promise<Map<string, PublicationState>> {
  const values: unknown[] = [move.publicationIds, move.from, move.to, move.now, move.agencyId];
  const columns = (Object.keys(SETTABLE) as (keyof typeof SETTABLE)[])
    .filter((column) => move.set?.[column] !== undefined)
    .map((column) => `${column} = $${values.push(move.set![column])}::${SETTABLE[column]}`);
  const rows = await sqlRows<{ id: string; previous: PublicationState }>(
    tx,
    `update publication set ${['state = $3', 'queued_at = null', 'updated_at = $4', 'version = publication.version + 1', ...columns].join(', ')}
     from (select id, state from publication where id = any($1) order by id for update) as before
     where publication.id = before.id and before.state = any($2) and publication.agency_id = $5 and not publication.started
       and not exists (select from publication_unit as unit where unit.publication_id = before.id and unit.armed is not null)
     returning publication.id, before.state as previous`,
    values,
  );
  for (const { previous } of rows)
    if (!isLegal(PUBLICATION_MACHINE, previous, move.by, move.to))
      throw new Error(`No such move in the publication machine: ${previous} -${move.by}-> ${move.to}`);
  return new Map(rows.map(({ id, previous }) => [id, previous]));
}

function readRows(tx: Tx, ids: readonly string[]): Promise<PublicationEntity[]> {
  const query = tx.createQueryBuilder(PublicationEntity, 'publication');
  return query
    .where('publication.id = any(:ids)', { ids })
    .orderBy('publication.dueAt')
    .addOrderBy('publication.id')
    .getMany();
}

async function withAttempts(tx: Tx, rows: readonly PublicationEntity[]): Promise<PublicationView[]> {
  const tried = rows.filter(({ tries }) => tries > 0).map(({ id }) => id);
  const attempts = tried.length
    ? await tx
        .createQueryBuilder(AttemptEntity, 'attempt')
        .where('attempt.publicationId = any(:tried)', { tried })
        .orderBy('attempt.number')
        .getMany()
    : [];
  const byPublication = new Map<string, AttemptEntity[]>(tried.map((id) => [id, []]));
  for (const attempt of attempts) byPublication.get(attempt.publicationId)!.push(attempt);
  return rows.map((row) => toPublicationView(row, byPublication.get(row.id) ?? []));
}

function eventsOf(
  move: BatchMove,
  rows: readonly PublicationEntity[],
  views: readonly PublicationView[],
  before: ReadonlyMap<string, PublicationState>,
): NewEvent[] {
  return rows.flatMap(({ id, agencyId, brandId, postId }, index): NewEvent[] => {
    const type = PUBLICATION_MACHINE.transitions.find(
      ({ by, to, from }) => by === move.by && to === move.to && from.includes(before.get(id)!),
    )?.event as EventType | undefined;
    const { actor, now: at } = move;
    return type ? [{ type, agencyId, brandId, subjectId: postId, actor, data: views[index]!, at }] : [];
  });
}
