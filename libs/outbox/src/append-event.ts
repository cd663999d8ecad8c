import { type Actor, newId } from '#kernel';
import { preparedRows, sqlRows, type Tx } from '#persistence';

/** Every event type a receiver may see. */
export type EventType =
  | `post.${'submitted' | 'approved' | 'changes_requested' | 'scheduled' | 'unscheduled' | 'cancelled' | 'published' | 'partially_published' | 'failed' | 'held' | 'missed'}`
  | `publication.${'published' | 'failed' | 'unconfirmed' | 'missed' | 'held'}`
  | `slot.${'created' | 'updated' | 'unfilled'}`
  | `channel.${'connected' | 'reauthorize' | 'archived'}`
  | `brand.${'archived' | 'purged'}`
  | `pause.${'started' | 'lifted' | 'settled'}`
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

/** The same for many, in one statement; they keep their order. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sqlRows(
    tx,
    `insert into outbox_event (id, type, agency_id, brand_id, subject_id, actor, data, created_at)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::jsonb[], $8::timestamptz[])`,
    [
      events.map(() => newId()),
      events.map(({ type }) => type),
      events.map(({ agencyId }) => agencyId),
      events.map(({ brandId }) => brandId),
      events.map(({ subjectId }) => subjectId),
      events.map(({ actor }) => JSON.stringify(actor)),
      events.map(({ data }) => JSON.stringify(data)),
      events.map(({ at }) => at),
    ],
  );
}
