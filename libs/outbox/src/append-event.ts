import { type Actor, newId } from '#kernel';
import { preparedRows, type Tx } from '#persistence';

/** Every event type a receiver may see. */
export type EventType =
  | `post.${'submitted' | 'approved' | 'changes_requested' | 'scheduled' | 'unscheduled' | 'cancelled' | 'published' | 'partially_published' | 'failed' | 'held' | 'missed'}`
  | `publication.${'published' | 'failed' | 'unconfirmed' | 'missed' | 'held'}`
  | `slot.${'created' | 'updated' | 'unfilled'}`
  | `channel.${'connected' | 'reauthorize'}`
  | `pause.${'started' | 'lifted'}`
  | 'publishing.missed_digest'
  | 'ping';

export interface NewEvent {
  type: EventType;
  agencyId: string;
  brandId: string | null;
  /** The row it is about; events of one subject keep their order. */
  subjectId: string;
  actor: Actor;
  /** The full resource as the api shows it. */
  data: object;
  at: Date;
}

/** Records what happened in the transaction in which it happened. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  await preparedRows(
    tx,
    `insert into outbox_event (id, type, agency_id, brand_id, subject_id, actor, data, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId(),
      event.type,
      event.agencyId,
      event.brandId,
      event.subjectId,
      JSON.stringify(event.actor),
      JSON.stringify(event.data),
      event.at,
    ],
  );
}
