import { ApiProperty } from '@nestjs/swagger';
import type { CalendarEntryView, CalendarState } from '#planning';
import { PageResponse } from '../http/index.js';
import { OccurrenceResponse } from '../occurrences/occurrences.responses.js';
import { PostResponse } from '../posts/posts.responses.js';
import { CALENDAR_STATES } from './calendar.requests.js';

export class CalendarEntryResponse implements CalendarEntryView {
  @ApiProperty({ enum: ['occurrence', 'post'] })
  kind: CalendarEntryView['kind'];

  @ApiProperty({ type: OccurrenceResponse, nullable: true })
  occurrence: OccurrenceResponse | null;

  @ApiProperty({ type: PostResponse, nullable: true, description: 'Null: the date is empty.' })
  post: PostResponse | null;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ example: '2026-11-30T09:00' })
  localTime: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ enum: CALENDAR_STATES, description: 'The post’s, where there is one.' })
  state: CalendarState;
}

export class CalendarPageResponse extends PageResponse(CalendarEntryResponse) {}
