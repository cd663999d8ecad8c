import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { type CalendarState, MAX_GAP_DAYS } from '#planning';
import { POST_STATES } from '#posts';
import { OCCURRENCE_STATES } from '#slots';
import { IsEntityId, IsInstant, IsRepeatable, IsTimeZone } from '../http/index.js';

export const CALENDAR_STATES: readonly CalendarState[] = [...new Set([...OCCURRENCE_STATES, ...POST_STATES])];

class CalendarWindowQuery {
  @ApiProperty({ format: 'date-time', type: String })
  @IsInstant()
  from: Date;

  @ApiProperty({ format: 'date-time', type: String, description: 'Left out itself; 400 days after `from` at most.' })
  @IsInstant()
  to: Date;

  @ApiPropertyOptional({ type: String, isArray: true, format: 'uuid', description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(500)
  @IsEntityId({ each: true })
  brandId?: string[];

  @ApiPropertyOptional({ type: String, isArray: true, format: 'uuid', description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(100)
  @IsEntityId({ each: true })
  channelId?: string[];

  @ApiPropertyOptional({ example: 'Europe/Paris', description: 'For every `localTime`; absent: each in its own.' })
  @IsOptional()
  @IsTimeZone()
  timezone?: string;
}

export class ReadCalendarQuery extends CalendarWindowQuery {
  @ApiPropertyOptional({
    enum: CALENDAR_STATES,
    isArray: true,
    description: 'Of the entry or its occurrence; may be repeated. Cancelled posts are shown only when asked for.',
  })
  @IsOptional()
  @IsRepeatable()
  @IsIn(CALENDAR_STATES, { each: true })
  state?: CalendarState[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 200;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export class SummariseCalendarQuery extends CalendarWindowQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_GAP_DAYS,
    default: 14,
    description: 'How far ahead gaps are looked for, from now, whatever the window.',
  })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_GAP_DAYS)
  gapDays = 14;
}
