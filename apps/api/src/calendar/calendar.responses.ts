import { ApiProperty } from '@nestjs/swagger';
import type {
  CalendarCounts,
  CalendarEntryView,
  CalendarGap,
  CalendarLoad,
  CalendarState,
  CalendarSummaryView,
  StateCounts,
} from '#planning';
import { FORMATS } from '#slots';
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

const memberId = { type: String, nullable: true, format: 'uuid' } as const;
const byState = {
  type: 'object',
  additionalProperties: { type: 'integer' },
  description: 'States without entries are absent; cancelled posts are not counted.',
  example: { open: 4, draft: 2, scheduled: 11 },
} as const;

export class BrandCountsResponse {
  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiProperty(byState)
  byState: StateCounts;
}

export class CalendarCountsResponse implements CalendarCounts {
  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiProperty(byState)
  byState: StateCounts;

  @ApiProperty({ type: [BrandCountsResponse], description: 'Brands without entries are absent.' })
  byBrand: BrandCountsResponse[];
}

export class CalendarGapResponse implements CalendarGap {
  @ApiProperty()
  occurrenceId: string;

  @ApiProperty({ format: 'uuid' })
  slotId: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ enum: FORMATS })
  format: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ example: '2026-11-30T09:00' })
  localTime: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty(memberId)
  ownerId: string | null;

  @ApiProperty(memberId)
  assigneeId: string | null;

  @ApiProperty({ type: 'integer', description: '0: today, on the wall clock of `timezone`; 1: tomorrow.' })
  daysLeft: number;
}

export class CalendarLoadResponse implements CalendarLoad {
  @ApiProperty({ example: '2026-W49', description: 'ISO 8601 week.' })
  week: string;

  @ApiProperty({ ...memberId, description: 'The date’s assignee, else its slot’s owner; null: nobody’s.' })
  memberId: string | null;

  @ApiProperty({ type: String, nullable: true })
  memberName: string | null;

  @ApiProperty({ type: 'integer', description: 'By `effortMinutes` of the slots; one without counts as none.' })
  minutes: number;

  @ApiProperty({ type: 'integer' })
  occurrences: number;
}

export class CalendarSummaryResponse implements CalendarSummaryView {
  @ApiProperty({ description: 'Of what `GET /v1/calendar` lists for the same window and filters.' })
  counts: CalendarCountsResponse;

  @ApiProperty({
    type: [CalendarGapResponse],
    description: 'Open dates from now on, by start, unless their slot may stay empty (`whenEmpty: skip`).',
  })
  gaps: CalendarGapResponse[];

  @ApiProperty({ description: 'There are more than 500.' })
  gapsTruncated: boolean;

  @ApiProperty({ type: [CalendarLoadResponse], description: 'By week and person, without skipped dates.' })
  load: CalendarLoadResponse[];

  @ApiProperty({ description: 'There are more than 2000.' })
  loadTruncated: boolean;
}
