import { DomainError, isLegal, type LocalTime } from '#kernel';
import type { Tx } from '#persistence';
import { updateOccurrence } from './occurrence.repository.js';
import { OccurrenceEntity } from './occurrence.entity.js';
import type { OccurrenceBlackout } from './blackouts/occurrence-blackout.js';
import { type OccurrenceState, occurrenceStates } from './occurrence-states.js';

type Verb = (typeof occurrenceStates.transitions)[number]['by'];

const VERB_OF = { filled: 'fill', open: 'release', done: 'settle', missed: 'give-up' } as const satisfies Record<
  string,
  Verb
>;

/**
 * Follows the post of a locked or lockable occurrence: `filled` it took the date, `open` it let go of it, `done` it
 * went out, `missed` it did not. Being there already is fine, and what is over does not reopen. Answers the state
 * it now has.
 * @throws DomainError `occurrence.not_open` for any move the state table does not have
 */
export async function markOccurrence(
  tx: Tx,
  id: string,
  state: keyof typeof VERB_OF,
  reason: string | null,
  now: Date,
): Promise<OccurrenceState> {
  const row = await tx
    .createQueryBuilder(OccurrenceEntity, 'occurrence')
    .where('occurrence.id = :id', { id })
    .setLock('pessimistic_write')
    .getOneOrFail();
  const isFinal = occurrenceStates.final.some((final) => final === row.state);
  if (row.state === state || (state === 'open' && isFinal)) return row.state;
  const changes = transition(row, VERB_OF[state], state, reason);
  return (await updateOccurrence(tx, row, changes, now)).state;
}

/** The columns of a legal move. */
export function transition(
  row: OccurrenceEntity,
  verb: Verb,
  state: OccurrenceState,
  reason: string | null,
): Pick<OccurrenceEntity, 'state' | 'stateReason'> {
  if (!isLegal(occurrenceStates, row.state, verb, state))
    throw new DomainError('occurrence.not_open', { state: row.state });
  return { state, stateReason: reason };
}

/**
 * Gives a locked occurrence another time on its own; `moved` false puts it back under its rule. The post of a filled
 * one has to follow: that is the caller's part.
 */
export function setOccurrenceTime(
  tx: Tx,
  row: OccurrenceEntity,
  place: { localTime: LocalTime; startsAt: Date; blackout: OccurrenceBlackout | null },
  now: Date,
  moved = true,
): Promise<OccurrenceEntity> {
  const { localTime, startsAt, blackout } = place;
  return updateOccurrence(tx, row, { localTime, startsAt, blackout, moved }, now);
}
