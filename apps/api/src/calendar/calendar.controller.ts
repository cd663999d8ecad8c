import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#agencies';
import { type Clock, CLOCK } from '#kernel';
import { type Page, UnitOfWork } from '#persistence';
import { Calendar, type CalendarEntryView, CalendarSummary, type CalendarSummaryView } from '#planning';
import { CurrentPrincipal, Scopes } from '../auth/index.js';
import { ReadCalendarQuery, SummariseCalendarQuery } from './calendar.requests.js';
import { CalendarPageResponse, CalendarSummaryResponse } from './calendar.responses.js';

@ApiTags('Calendar')
@Controller('v1/calendar')
export class CalendarController {
  constructor(
    private readonly calendar: Calendar,
    private readonly summary: CalendarSummary,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
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

  @Get('summary')
  @Scopes('calendar:read')
  @ApiOperation({
    summary:
      'How full the calendar is: entries per state and brand, dates near at hand that are empty, load per person',
  })
  @ApiOkResponse({ type: CalendarSummaryResponse })
  summarise(
    @CurrentPrincipal() { scope }: Principal,
    @Query() query: SummariseCalendarQuery,
  ): Promise<CalendarSummaryView> {
    const { brandId, channelId, from, to, timezone, gapDays } = query;
    const wanted = { from, to, timezone, brandIds: brandId, channelIds: channelId, gapDays, now: this.clock.now() };
    return this.unitOfWork.read((tx) => this.summary.read(tx, scope, wanted));
  }
}
