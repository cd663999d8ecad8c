import { type BrandScope, DomainError } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { fillable, type FillableOccurrence, markOccurrence, type SlotFacts, slotFacts } from '#slots';
import type { PostRecord } from './post-record.js';
import type { PostState } from './post-state.js';

/**
 * Locks an open occurrence of the brand for a post that is about to fill it, with its slot. Two posts cannot both
 * come past here: the second waits, then finds it filled.
 * @throws DomainError `occurrence.not_found`, `.already_filled`, `.past`, `.not_open`
 */
export async function takeOccurrence(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  occurrenceId: string,
  now: Date,
): Promise<{ occurrence: FillableOccurrence; slot: SlotFacts }> {
  const occurrence = await fillable(tx, scope, occurrenceId, now);
  if (occurrence.brandId !== brandId) throw DomainError.at('/occurrenceId', 'occurrence.not_found');
  const slot = await slotFacts(tx, scope, occurrence.slotId);
  return { occurrence, slot: { ...slot, channelIds: await standingChannels(tx, slot.channelIds) } };
}

/** A slot may still name channels that are gone; a post made for it does not. */
export async function standingChannels(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await sqlRows<{ id: string }>(
    tx,
    'select id from channel where id = any($1) and archived_at is null order by array_position($1::uuid[], id)',
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** The occurrence is empty again: its post was cancelled, deleted or detached. */
export async function releaseOccurrence(
  tx: Tx,
  { occurrenceId }: Pick<PostRecord, 'occurrenceId'>,
  reason: string,
  now: Date,
): Promise<void> {
  if (occurrenceId !== null) await follow(tx, occurrenceId, 'open', reason, now);
}

type OccurrenceEnd = 'filled' | 'done' | 'missed' | 'open';

/** What a post's state makes of its occurrence; the other states leave it as it is. */
const CONSEQUENCE: Partial<Record<PostState, OccurrenceEnd>> = {
  scheduled: 'filled',
  published: 'done',
  partially_published: 'done',
  missed: 'missed',
  cancelled: 'open',
};

/** What a post's state makes of its occurrence, with the reason; null: it stays as it is. */
export function consequenceOf(state: PostState): { state: OccurrenceEnd; reason: string | null } | null {
  const end = CONSEQUENCE[state];
  return end ? { state: end, reason: end === 'missed' ? 'post_missed' : null } : null;
}

/** The occurrence follows what became of its post. */
export async function followLedger(
  tx: Tx,
  { occurrenceId }: Pick<PostRecord, 'occurrenceId'>,
  state: PostState,
  now: Date,
): Promise<void> {
  const end = consequenceOf(state);
  if (occurrenceId !== null && end) await follow(tx, occurrenceId, end.state, end.reason, now);
}

/** An occurrence that is over keeps what it became: a post that is sent once more does not open it again. */
async function follow(
  tx: Tx,
  occurrenceId: string,
  state: OccurrenceEnd,
  reason: string | null,
  now: Date,
): Promise<void> {
  await markOccurrence(tx, occurrenceId, state, reason, now).catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === 'occurrence.not_open')) throw error;
  });
}
