import { DomainError } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import type { PublicationState } from '#posts';
import { PAUSE_STANDS } from '../pauses/pause-scope.js';
import type { PublicationEntity } from '../publication.entity.js';
import type { PublicationView } from '../publication-view.js';
import { type BatchMove, moveBatch } from './move-batch.js';
import type { OperationContext } from './publication-operations.js';
import { illegal, refuseSecondLive, refuseUnplanned } from './refusals.js';

/** What a person may decide on a publication that was missed or is held. */
export const TRIAGE_ACTIONS = ['reschedule', 'publish-now', 'drop'] as const;
export type TriageAction = (typeof TRIAGE_ACTIONS)[number];

/** Where decisions are awaited. */
export const TRIAGE_STATES = ['held', 'missed'] as const satisfies readonly PublicationState[];

/** @throws DomainError `publication.illegal_transition`, `publication.earlier_not_final` where nothing is to be decided */
export async function refuseUndecidable(tx: Tx, row: PublicationEntity, action: TriageAction): Promise<void> {
  const stopped = (TRIAGE_STATES as readonly PublicationState[]).includes(row.state);
  if (!stopped || row.started) throw illegal(row.state, action, row.started ? [] : TRIAGE_ACTIONS);
  await refuseUnplanned(tx, row, action);
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
  await tx.query('update publication_unit set adapter_state = null where publication_id = $1', [row.id]);
  return view;
}

/** Gives a missed or held publication up, with what a person has to say about it. The caller as above. */
export function dropStopped(
  tx: Tx,
  context: OperationContext,
  row: PublicationEntity,
  reason: string | null,
): Promise<PublicationView> {
  return move(tx, context, row, { by: 'drop', to: 'cancelled', set: { reason: 'dropped', detail: reason }, reason });
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
  if (!moved) throw illegal(row.state, changes.by, row.started ? [] : TRIAGE_ACTIONS);
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
