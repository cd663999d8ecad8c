import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MAX_PHRASE_LENGTH, type RecurrenceInput } from '#recurrence';
import { IsInstant, IsLocalTime, IsTimeZone } from '../http/index.js';
import { IfSent } from './if-sent.js';

const LOCAL_TIME = '2026-11-30T09:00';

export class RecurrenceRequest implements RecurrenceInput {
  @ApiProperty({ example: LOCAL_TIME, description: 'Wall-clock time in `timezone`, without offset.' })
  @IsLocalTime()
  startsAt: string;

  @ApiProperty({ example: 'Europe/Paris', description: 'IANA time zone.' })
  @IsTimeZone()
  timezone: string;

  @ApiPropertyOptional({
    example: 'FREQ=WEEKLY;BYDAY=MO',
    type: String,
    nullable: true,
    maxLength: 500,
    description: 'RFC 5545 RRULE by the day or slower; absent or null: the single date `startsAt`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  rrule: string | null = null;

  @ApiPropertyOptional({ type: [String], example: [LOCAL_TIME], maxItems: 1000, description: 'Starts to leave out.' })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsLocalTime({ each: true })
  exdates?: string[];

  @ApiPropertyOptional({ type: [String], example: [], maxItems: 1000, description: 'Starts beside the rule’s.' })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsLocalTime({ each: true })
  rdates?: string[];

  @ApiPropertyOptional({
    enum: ['skip', 'clamp'],
    default: 'skip',
    description: 'Months without the day asked for (29-31) are skipped or take their last day.',
  })
  @IfSent()
  @IsIn(['skip', 'clamp'])
  monthEnd?: 'skip' | 'clamp';
}

/** Either `recurrence`, or `text` with `timezone`: see `resolvePreview`. */
export class PreviewRecurrenceRequest {
  @ApiPropertyOptional({ description: 'A rule; absent when `text` is sent.' })
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceRequest)
  recurrence?: RecurrenceRequest;

  @ApiPropertyOptional({
    example: 'tous les lundis à 9h',
    minLength: 1,
    maxLength: MAX_PHRASE_LENGTH,
    description: 'A phrase in French or English instead of a rule; the answer’s `recurrence` is what to post.',
  })
  @IfSent()
  @IsString()
  @Length(1, MAX_PHRASE_LENGTH)
  text?: string;

  @ApiPropertyOptional({ example: 'Europe/Paris', description: 'IANA time zone; required with `text`.' })
  @IfSent()
  @IsTimeZone()
  timezone?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    type: String,
    description: 'The first instant that counts; now if absent.',
  })
  @IfSent()
  @IsInstant()
  from?: Date;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 10 })
  @IsInt()
  @Min(1)
  @Max(200)
  count = 10;
}
