import { Injectable } from '@nestjs/common';
import { type Actor, type BrandScope, DomainError } from '#kernel';
import { decodeCursor, encodeCursor, type Page, type PageRequest, toPage, type Tx } from '#persistence';
import { OutboxEventEntity } from './outbox-event.entity.js';
import { sequenceEvents } from './sequence-events.js';

/** An event as receivers see it. */
export interface EventView {
  id: string;
  type: string;
  createdAt: string;
  agencyId: string;
  brandId: string | null;
  actor: Actor;
  data: object;
}

export interface EventFilter {
  types?: readonly string[];
  brandIds?: readonly string[];
}

@Injectable()
export class OutboxRepository {
  /**
   * The stream after `page.cursor`, in commit order. What was committed before the call is in it. Agency-wide events
   * are seen by callers with all brands only.
   */
  async list(tx: Tx, scope: BrandScope, filter: EventFilter, page: PageRequest): Promise<Page<EventView>> {
    await sequenceEvents(tx);
    const after = page.cursor ? decodeCursor(page.cursor, 1)[0]! : '0';
    if (!/^\d{1,18}$/.test(after)) throw DomainError.at('?after', 'request.cursor_invalid');
    const query = tx
      .createQueryBuilder(OutboxEventEntity, 'event')
      .where('event.agencyId = :agency and event.position > :after', { agency: scope.agencyId, after });
    if (scope.brands !== 'all') query.andWhere('event.brandId = any(:scopeBrands)', { scopeBrands: scope.brands });
    if (filter.types?.length) query.andWhere('event.type = any(:types)', { types: filter.types });
    if (filter.brandIds?.length) query.andWhere('event.brandId = any(:brandIds)', { brandIds: filter.brandIds });
    const rows = await query
      .orderBy('event.position')
      .limit(page.limit + 1)
      .getMany();
    const { data } = toPage(rows, page.limit, (row) => [row.position!]);
    // A stream has no end: the place to go on from is always told.
    return { data: data.map(toEventView), nextCursor: encodeCursor([data.at(-1)?.position ?? after]) };
  }
}

function toEventView(row: OutboxEventEntity): EventView {
  return {
    id: row.id,
    type: row.type,
    createdAt: row.createdAt.toISOString(),
    agencyId: row.agencyId,
    brandId: row.brandId,
    actor: row.actor,
    data: row.data,
  };
}
