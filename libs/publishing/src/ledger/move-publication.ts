import { type Actor, isLegal } from '#kernel';
import { appendEvent, type EventType } from '#outbox';
import { preparedRows, type Tx } from '#persistence';
import { applyLedger, type PublicationState } from '#posts';
import { PUBLICATION_MACHINE } from '../publication-machine.js';
import { type PublicationView, toPublicationView } from '../publication-view.js';
import { readMoved } from './read-moved.js';

/** The columns a move may set besides the state. */
export interface MoveColumns {
  reason: string | null;
  detail: string | null;
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
  /** What else the transaction records of the move, before the world is told. */
  record?: () => Promise<void>;
}

/**
 * The only way a publication changes state once it is planned: compares the state (and the lease) in the database,
 * updates the post, which is a function of its publications, and tells the world, in the transaction at hand. Takes
 * the post's row lock first, as every change of a post or its publications does. Answers null when the row was no
 * longer where `from` says.
 */
export async function movePublication(tx: Tx, move: Move): Promise<PublicationView | null> {
  const previous = await updateRow(tx, move);
  if (previous === null) return null;
  await move.record?.();
  return tellOthers(tx, move, previous);
}

/** Locks the post of a publication for the rest of the transaction. */
export async function lockPostOf(tx: Tx, publicationId: string): Promise<void> {
  await preparedRows(tx, LOCK_POST, [publicationId]);
}

const LOCK_POST = `select post.id from post join publication on publication.post_id = post.id where publication.id = $1 for no key update of post`;

const LEFT_BEHIND = ['lease_token', 'lease_until', 'lease_owner', 'queued_at'].map((column) => `${column} = null`);

/** `before` waits for the post's lock, then for the row's, and shows the row as it stands once it has both. */
async function updateRow(tx: Tx, move: Move): Promise<PublicationState | null> {
  const columns = Object.entries(move.set ?? {}).filter(([, value]) => value !== undefined);
  const values: unknown[] = [move.publicationId, move.from, move.to, move.now, move.fence ?? null];
  const assignments = columns.map(([column, value]) => `${column} = $${values.push(value)}`);
  const rows = await preparedRows<{ previous: PublicationState }>(
    tx,
    `with locked as (${LOCK_POST}), before as (
       select publication.id, publication.state from locked join publication on publication.post_id = locked.id
       where publication.id = $1 for update of publication
     )
     update publication set ${['state = $3', 'updated_at = $4', 'version = publication.version + 1', ...LEFT_BEHIND, ...assignments].join(', ')}
     from before
     where publication.id = before.id and before.state = any($2) and ($5::uuid is null or publication.lease_token = $5)
     returning before.state as previous`,
    values,
  );
  const previous = rows[0]?.previous ?? null;
  if (previous !== null && !isLegal(PUBLICATION_MACHINE, previous, move.by, move.to)) {
    throw new Error(`No such move in the publication machine: ${previous} -${move.by}-> ${move.to}`);
  }
  return previous;
}

async function tellOthers(tx: Tx, move: Move, previous: PublicationState): Promise<PublicationView> {
  const { row, attempts, summaries } = await readMoved(tx, move.publicationId);
  const view = toPublicationView(row, attempts);
  const { agencyId, brandId, postId } = row;
  const type = eventOf(move, previous);
  if (type)
    await appendEvent(tx, { type, agencyId, brandId, subjectId: postId, actor: move.actor, data: view, at: move.now });
  await applyLedger(tx, { postId, summaries, now: move.now });
  return view;
}

function eventOf(move: Move, previous: PublicationState): EventType | undefined {
  return PUBLICATION_MACHINE.transitions.find(
    (transition) => transition.by === move.by && transition.to === move.to && transition.from.includes(previous),
  )?.event as EventType | undefined;
}
