import { OutboxEventEntity } from './outbox-event.entity.js';

export { appendEvent, appendEvents, type EventType, type NewEvent } from './append-event.js';
export { OutboxModule } from './outbox.module.js';
export { type EventFilter, type EventView, OutboxRepository } from './outbox.repository.js';
export { pruneEvents, sequenceEvents } from './sequence-events.js';

export const outboxEntities = [OutboxEventEntity];
