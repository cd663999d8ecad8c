import { DomainError } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import type { PublicationState } from '#posts';
import { forgetPrepared } from '../forget-prepared.js';
import { PAUSE_STANDS } from '../pauses/pause-scope.js';
import type { PublicationEntity } from '../publication.entity.js';
import type { PublicationView } from '../publication-view.js';
import { movePublication } from '../ledger/move-publications.js';
import { type BatchMove, moveBatch } from './move-batch.js';
import type { OperationContext } from './publication-operations.js';
import { illegal, refuseSecondLive, refuseUnplanned } from './refusals.js';

/** What a person may decide on a publication that was missed or is held. */
export const TRIAGE_ACTIONS = ['reschedule', 'publish-now', 'drop'] as const;
export type TriageAction = (typeof TRIAGE_ACTIONS)[number];

/** Where decisions are awaited. */
export const TRIAGE_STATES = ['held', 'missed'] as const satisfies readonly PublicationState[];

/** What may be decided: of what has begun only that it ends here. */
export function triageActionsFor({
  state,
  started,
}: Pick<PublicationEntity, 'state' | 'started'>): readonly TriageAction[] {
  if (!started) return TRIAGE_ACTIONS;
  return state === 'held' ? ['drop'] : [];
}

/** @throws DomainError `publication.illegal_transition`, `.unplanned`, `.earlier_not_final` where nothing is to be decided */
export async function refuseUndecidable(tx: Tx, row: PublicationEntity, action: TriageAction): Promise<void> {
  const stopped = (TRIAGE_STATES as readonly PublicationState[]).includes(row.state);
  if (!stopped || !triageActionsFor(row).includes(action)) throw illegal(row.state, action, triageActionsFor(row));
  await refuseUnplanned(tx, row);
  await refuseSecondLive(tx, row);
}

/**
 * Gives a missed or held publication another time; the row and its network keys stay the same, its late window as long
 * as it was. The caller holds the post's lock and has checked that, the time, the channel and the content.
 */
export async function rescheduleStopped(
  tx: Tx,
  context: OperationContext,
  row: PublicationEntity,
  { by, at }: { by: 'reschedule' | 'publish-now'; at: Date },
): Promise<PublicationView> {
  const window = row.lateUntil.getTime() - row.dueAt.getTime();
  const view = await move(tx, context, row, {
    by,
    to: 'scheduled',
    set: {
      reason: null,
      detail: null,
      due_at: at,
      late_until: new Date(at.getTime() + window),
      run_at: at,
      failures: 0,
      looks: 0,
      // Nothing of it is out: the text of that day goes.
      post_version_id: null,
    },
    reason: row.reason,
  });
  await forgetPrepared(tx, row.id);
  return view;
}

/**
 * Gives a missed or held publication up, with what a person has to say about it. What has begun ends as `failed`, for it
 * is not taken back; as `unconfirmed` where nobody knows yet whether it is out. The caller as above.
 */
export async function dropStopped(
  tx: Tx,
  context: OperationContext,
  row: PublicationEntity,
  reason: string | null,
): Promise<PublicationView> {
  if (row.started) return endBegun(tx, context, row, reason);
  return move(tx, context, row, { by: 'drop', to: 'cancelled', set: { reason: 'dropped', detail: reason }, reason });
}

async function endBegun(
  tx: Tx,
  { actor, now }: OperationContext,
  row: PublicationEntity,
  detail: string | null,
): Promise<PublicationView> {
  const [unit] = await sqlRows<{ open: boolean; out: boolean }>(
    tx,
    `select coalesce(bool_or(done_at is null and exposed_at is not null), false) as open,
       coalesce(bool_or(done_at is not null), false) as out from publication_unit where publication_id = $1`,
    [row.id],
  );
  const { open, out } = unit!;
  const moved = await movePublication(tx, {
    ...{ publicationId: row.id, by: 'drop', from: ['held'], to: open ? 'unconfirmed' : 'failed', actor, now },
    set: { reason: 'dropped', detail, started: open || out },
  });
  if (!moved) throw illegal(row.state, 'drop', triageActionsFor(row));
  return moved;
}

async function move(
  tx: Tx,
  { actor, now }: OperationContext,
  row: PublicationEntity,
  changes: Pick<BatchMove, 'by' | 'to' | 'set' | 'reason'>,
): Promise<PublicationView> {
  const { agencyId, id } = row;
  const one = { agencyId, publicationIds: [id], from: TRIAGE_STATES, actor, now };
  const [moved] = await moveBatch(tx, { ...one, ...changes });
  if (!moved) throw illegal(row.state, changes.by, triageActionsFor(row));
  return moved;
}

/** @throws DomainError `publication.paused` while a standing pause covers it */
export async function refusePaused(tx: Tx, publicationId: string): Promise<void> {
  const [pause] = await sqlRows<{ id: string; reason: string }>(
    tx,
    `select pause.id, pause.reason from publication as p
     join channel as ch on ch.id = p.channel_id join post on post.id = p.post_id join pause on ${PAUSE_STANDS}
     where p.id = $1 limit 1`,
    [publicationId],
  );
  if (pause) throw new DomainError('publication.paused', { pauseId: pause.id, reason: pause.reason });
}
