import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Clock, CLOCK, type Localised } from '#kernel';
import {
  describeRecurrence,
  nextOccurrences,
  type OccurrenceDate,
  parseRecurrence,
  type Recurrence,
  type RecurrenceWarning,
  recurrenceWarnings,
} from '#recurrence';
import { Scopes } from '../auth/index.js';
import { PreviewRecurrenceRequest } from './recurrence.requests.js';
import { type RecurrenceDateResponse, RecurrencePreviewResponse } from './recurrence.responses.js';

interface RecurrencePreview {
  recurrence: Recurrence;
  occurrences: RecurrenceDateResponse[];
  description: Localised;
  warnings: RecurrenceWarning[];
}

@ApiTags('Slots')
@Controller('v1/recurrence')
export class RecurrenceController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @Post('preview')
  @HttpCode(200)
  @Scopes('calendar:read')
  @ApiOperation({ summary: 'The dates a recurrence gives, how it reads, and what to mind; stores nothing' })
  @ApiOkResponse({ type: RecurrencePreviewResponse })
  preview(@Body() { recurrence, from, count }: PreviewRecurrenceRequest): RecurrencePreview {
    const parsed = parseRecurrence(recurrence);
    const first = from ?? this.clock.now();
    const dates = nextOccurrences(parsed, new Date(first.getTime() - 1), count);
    return {
      recurrence: parsed,
      occurrences: dates.map((date) => toDate(date, parsed.timezone)),
      description: describeRecurrence(parsed),
      warnings: recurrenceWarnings(parsed),
    };
  }
}

function toDate({ localTime, startsAt, adjusted }: OccurrenceDate, timezone: string): RecurrenceDateResponse {
  return { localTime, timezone, startsAt: startsAt.toISOString(), adjusted };
}
