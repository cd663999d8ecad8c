import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Clock, CLOCK } from '#kernel';
import { checkPlace, holidaysOfYear, listRegions } from '#slots';
import { Scopes } from '../auth/index.js';
import { HolidaysQuery } from './blackouts.requests.js';
import { HolidaysResponse } from './blackouts.responses.js';

@ApiTags('Blackouts')
@Controller('v1/holidays')
export class HolidaysController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Get()
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'What a calendar of holidays holds, before it becomes a blackout; all on one page' })
  @ApiOkResponse({ type: HolidaysResponse })
  read(@Query() query: HolidaysQuery): HolidaysResponse {
    const place = checkPlace(query, '?country', '?region');
    const year = query.year ?? this.clock.now().getUTCFullYear();
    return { ...place, year, holidays: [...holidaysOfYear(place, year)], regions: listRegions(place.country) };
  }
}
