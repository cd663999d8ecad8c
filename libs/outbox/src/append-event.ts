import { type Actor, newId } from '#kernel';
import { preparedRows, type Tx } from '#persistence';

/** Every event type a receiver may see. */
export type EventType =
  | `post.${'submitted' | 'approved' | 'changes_requested' | 'scheduled' | 'unscheduled' | 'cancelled' | 'published' | 'partially_published' | 'failed' | 'held' | 'missed'}`
  | `publication.${'published' | 'failed' | 'unconfirmed' | 'missed' | 'held'}`
  | `slot.${'created' | 'updated' | 'unfilled'}`
  | `channel.${'connected' | 'reauthorize' | 'disabled' | 'archived'}`
  | `brand.${'archived' | 'purged'}`
  | `pause.${'started' | 'lifted' | 'settled'}`
  | `blackout.${'created' | 'updated' | 'deleted'}`
  | `charter.${'activated' | 'scheduled' | 'withdrawn' | 'not_activated' | 'violation'}`
  | `waiver.${'created' | 'revoked'}`
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
  await appendEvents(tx, [event]);
}

/** The same for several, told in this order. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await preparedRows(
    tx,
    `insert into outbox_event (id, type, agency_id, brand_id, subject_id, actor, data, created_at)
     select id, type, "agencyId", "brandId", "subjectId", actor, data, at
     from jsonb_to_recordset($1::jsonb)
       as event (id uuid, type text, "agencyId" uuid, "brandId" uuid, "subjectId" text, actor jsonb, data jsonb, at timestamptz)`,
    [JSON.stringify(events.map((event) => ({ ...event, id: newId() })))],
  );
}
