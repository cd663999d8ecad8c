import { type Actor, isLegal } from '#kernel';
import { type EventType, type NewEvent } from '#outbox';
import { preparedRows, type Tx } from '#persistence';
import { applyLedger, type BlackoutProposal, type PublicationState, type ReviewFinding } from '#posts';
import { PUBLICATION_MACHINE } from '../publication-machine.js';
import type { PublicationEntity } from '../publication.entity.js';
import { type PublicationView, toPublicationView } from '../publication-view.js';
import { readMoved } from './read-moved.js';

/** The columns a move may set besides the state. */
export interface MoveColumns {
  reason: string | null;
  detail: string | null;
  proposal: BlackoutProposal | null;
  finding: ReviewFinding | null;
  due_at: Date;
  late_until: Date;
  run_at: Date;
  started: boolean;
  failures: number;
  looks: number;
  remote_id: string | null;
  remote_url: string | null;
  differences: readonly string[];
  published_at: Date | null;
  removed_at: Date | null;
  post_version_id: string | null;
}

export interface Move {
  publicationId: string;
  /** Verb or pass, as in PUBLICATION_MACHINE. */
  by: string;
  from: readonly PublicationState[];
  to: PublicationState;
  /** Only while this is still the lease: a worker that lost it cannot write. */
  fence?: string;
  actor: Actor;
  now: Date;
  set?: Partial<MoveColumns>;
}

/**
 * The only way a publication changes state once it is planned: compares the state (and the lease) in the database,
 * updates the post, which is a function of its publications, and tells the world, in the transaction at hand. Takes
 * the post's row lock first, as every change of a post or its publications does. Answers null when the row was no
 * longer where `from` says.
 */
export async function movePublication(tx: Tx, move: Move): Promise<PublicationView | null> {
  return (await movePublications(tx, [move]))[0] ?? null;
}

/** As many as one statement takes; the planner is told so. */
export const MOST_AT_ONCE = 20;

/**
 * The same for up to `MOST_AT_ONCE` publications, each of its own accord, at the price of one. `record` runs for those
 * that moved, before the world is told of them.
 */
export async function movePublications(
  tx: Tx,
  moves: readonly Move[],
  record?: (moved: readonly Move[]) => Promise<void>,
): Promise<(PublicationView | null)[]> {
  const previous = await updateRows(tx, moves);
  const moved = moves.filter(({ publicationId }) => previous.has(publicationId));
  if (moved.length === 0) return moves.map(() => null);
  await record?.(moved);
  const views = await tellOthers(tx, moved, previous);
  return moves.map(({ publicationId }) => views.get(publicationId) ?? null);
}

/** Locks the post of a publication for the rest of the transaction. */
export async function lockPostOf(tx: Tx, publicationId: string): Promise<void> {
  await preparedRows(
    tx,
    `select post.id from post join publication on publication.post_id = post.id where publication.id = $1 for no key update of post`,
    [publicationId],
  );
}

const LEFT_BEHIND = ['lease_token', 'lease_until', 'lease_owner', 'queued_at'].map((column) => `${column} = null`);
const SETTABLE = Object.keys({
  reason: true,
  detail: true,
  proposal: true,
  finding: true,
  due_at: true,
  late_until: true,
  run_at: true,
  started: true,
  failures: true,
  looks: true,
  remote_id: true,
  remote_url: true,
  differences: true,
  published_at: true,
  removed_at: true,
  post_version_id: true,
} satisfies Record<keyof MoveColumns, true>).join(', ');

/**
 * `locked` waits for the posts, in one order for all; `before` for the rows, and shows them as they stand once they are
 * ours. A column that a move does not name keeps its value.
 */
const MOVE = `
  with wanted as (
    select * from jsonb_to_recordset($1::jsonb)
      as wanted (id uuid, sources text[], target text, fence uuid, at timestamptz, changes jsonb) limit ${MOST_AT_ONCE}
  ), posts as (
    select distinct publication.post_id from wanted join publication using (id)
  ), locked as materialized (
    select post.id from posts join post on post.id = posts.post_id order by post.id for no key update of post
  ), before as materialized (
    select publication.id, publication.state
    from wanted join publication using (id) join locked on locked.id = publication.post_id for update of publication
  )
  update publication set state = wanted.target, updated_at = wanted.at, version = publication.version + 1, ${LEFT_BEHIND.join(', ')},
    (${SETTABLE}) = (select ${SETTABLE} from jsonb_populate_record(publication, wanted.changes))
  from before join wanted using (id)
  where publication.id = before.id and before.state = any(wanted.sources)
    and (wanted.fence is null or publication.lease_token = wanted.fence)
  returning publication.id, before.state as previous`;

async function updateRows(tx: Tx, moves: readonly Move[]): Promise<Map<string, PublicationState>> {
  const wanted = moves.map(({ publicationId, from, to, fence, now, set }) => ({
    id: publicationId,
    sources: from,
    target: to,
    fence,
    at: now,
    changes: set ?? {},
  }));
  const rows = await preparedRows<{ id: string; previous: PublicationState }>(tx, MOVE, [JSON.stringify(wanted)]);
  const previous = new Map(rows.map((row) => [row.id, row.previous]));
  for (const { publicationId, by, to } of moves) {
    const from = previous.get(publicationId);
    if (from && !isLegal(PUBLICATION_MACHINE, from, by, to))
      throw new Error(`No such move in the publication machine: ${from} -${by}-> ${to}`);
  }
  return previous;
}

async function tellOthers(
  tx: Tx,
  moves: readonly Move[],
  previous: ReadonlyMap<string, PublicationState>,
): Promise<Map<string, PublicationView>> {
  const after = await readMoved(
    tx,
    moves.map(({ publicationId }) => publicationId),
  );
  const told = moves.map((move) => ({ move, ...after.get(move.publicationId)! }));
  const views = new Map(told.map(({ row, attempts }) => [row.id, toPublicationView(row, attempts)]));
  const events = told.flatMap(({ move, row }) => eventOf(move, row, previous.get(row.id)!, views.get(row.id)!));
  const reports = new Map(
    told.map(({ move, row, summaries }) => [row.postId, { postId: row.postId, summaries, now: move.now }]),
  );
  await applyLedger(tx, [...reports.values()], events);
  return views;
}

function eventOf(
  move: Move,
  { agencyId, brandId, postId }: PublicationEntity,
  previous: PublicationState,
  data: PublicationView,
): NewEvent[] {
  const type = PUBLICATION_MACHINE.transitions.find(
    (transition) => transition.by === move.by && transition.to === move.to && transition.from.includes(previous),
  )?.event as EventType | undefined;
  return type ? [{ type, agencyId, brandId, subjectId: postId, actor: move.actor, data, at: move.now }] : [];
}
