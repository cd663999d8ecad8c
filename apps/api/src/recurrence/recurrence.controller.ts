import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Clock, CLOCK, type Localised } from '#kernel';
import {
  type Assumption,
  describeRecurrence,
  nextOccurrences,
  type OccurrenceDate,
  type Recurrence,
  type RecurrenceWarning,
  recurrenceWarnings,
} from '#recurrence';
import { Scopes } from '../auth/index.js';
import { PreviewRecurrenceRequest } from './recurrence.requests.js';
import { resolvePreview } from './resolve-preview.js';
import { type RecurrenceDateResponse, RecurrencePreviewResponse } from './recurrence.responses.js';

interface RecurrencePreview {
  recurrence: Recurrence;
  occurrences: RecurrenceDateResponse[];
  description: Localised;
  warnings: RecurrenceWarning[];
  assumptions: Assumption[];
}

@ApiTags('Slots')
@Controller('v1/recurrence')
export class RecurrenceController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Post('preview')
  @HttpCode(200)
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The dates that a rule or a phrase gives, how it reads, and what to mind; stores nothing' })
  @ApiOkResponse({ type: RecurrencePreviewResponse })
  preview(@Body() request: PreviewRecurrenceRequest): RecurrencePreview {
    const first = request.from ?? this.clock.now();
    const { recurrence, assumptions } = resolvePreview(request, first);
    const dates = nextOccurrences(recurrence, new Date(first.getTime() - 1), request.count);
    return {
      recurrence,
      occurrences: dates.map((date) => toDate(date, recurrence.timezone)),
      description: describeRecurrence(recurrence),
      warnings: recurrenceWarnings(recurrence),
      assumptions,
    };
  }
}

function toDate({ localTime, startsAt, adjusted }: OccurrenceDate, timezone: string): RecurrenceDateResponse {
  return { localTime, timezone, startsAt: startsAt.toISOString(), adjusted };
}
