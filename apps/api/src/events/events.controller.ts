import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type EventView, OutboxRepository } from '#outbox';
import { type Page, UnitOfWork } from '#persistence';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { ListEventsQuery } from './events.requests.js';
import { EventPageResponse } from './events.responses.js';

@ApiTags('Events')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly outbox: OutboxRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What happened, in commit order and without gaps, for 30 days' })
  @ApiOkResponse({ type: EventPageResponse })
  list(@CurrentPrincipal() { scope }: Principal, @Query() query: ListEventsQuery): Promise<Page<EventView>> {
    const filter = { types: query.type, brandIds: query.brandId };
    const page = { limit: query.limit, cursor: query.after ?? null };
    // Reading gives the newest events their place in the stream.
    return this.unitOfWork.run((tx) => this.outbox.list(tx, scope, filter, page));
  }
}
