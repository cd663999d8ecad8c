import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Page, UnitOfWork } from '#persistence';
import { Calendar, type CalendarEntryView } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { ReadCalendarQuery } from './calendar.requests.js';
import { CalendarPageResponse } from './calendar.responses.js';

@ApiTags('Calendar')
@Controller('v1/calendar')
export class CalendarController {
  constructor(
    private readonly calendar: Calendar,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({
    summary: 'What is planned across the key’s brands, by start: dates of slots, filled or empty, and posts',
  })
  @ApiOkResponse({ type: CalendarPageResponse })
  read(@CurrentPrincipal() { scope }: Principal, @Query() query: ReadCalendarQuery): Promise<Page<CalendarEntryView>> {
    const { brandId, channelId, state, from, to, timezone } = query;
    const wanted = { from, to, timezone, brandIds: brandId, channelIds: channelId, states: state };
    return this.unitOfWork.read((tx) => this.calendar.read(tx, scope, wanted, query));
  }
}
