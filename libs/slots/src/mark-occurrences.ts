import { isLegal } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { OccurrenceEntity } from './occurrence.entity.js';
import { type OccurrenceState, occurrenceStates } from './occurrence-states.js';

/** What became of the post of an occurrence; see `markOccurrence`. */
export interface OccurrenceMark {
  id: string;
  state: 'filled' | 'open' | 'done' | 'missed';
  reason: string | null;
}

const VERBS = { filled: 'fill', open: 'release', done: 'settle', missed: 'give-up' } as const;

/**
 * `markOccurrence` for many, in two statements: each follows its post where the state table lets it, and stays as it
 * is where it does not, for what is over does not reopen.
 */
export async function markOccurrences(tx: Tx, marks: readonly OccurrenceMark[], now: Date): Promise<void> {
  if (marks.length === 0) return;
  const standing = await lockStates(
    tx,
    marks.map(({ id }) => id),
  );
  const moves = marks.filter(({ id, state }) => mayMove(standing.get(id), state));
  if (moves.length === 0) return;
  await sqlRows(
    tx,
    `update occurrence set state = mark.state, state_reason = mark.reason, version = version + 1, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as mark (id text, state text, reason text) where occurrence.id = mark.id`,
    [JSON.stringify(moves), now],
  );
}

async function lockStates(tx: Tx, ids: readonly string[]): Promise<Map<string, OccurrenceState>> {
  const rows = await tx
    .createQueryBuilder(OccurrenceEntity, 'occurrence')
    .where('occurrence.id = any(:ids)', { ids })
    .orderBy('occurrence.id')
    .setLock('pessimistic_write')
    .getMany();
  return new Map(rows.map(({ id, state }) => [id, state]));
}

function mayMove(from: OccurrenceState | undefined, to: OccurrenceMark['state']): boolean {
  return from !== undefined && isLegal(occurrenceStates, from, VERBS[to], to);
}
