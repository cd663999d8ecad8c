import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { TRIAGE_ACTIONS, type TriageAction } from '#publishing';
import { IsDuration, IsEntityId, IsInstant, IsRepeatable, PageQuery } from '../http/index.js';

const MAX_ITEMS = 200;
const many = { isArray: true, type: String, description: 'May be repeated.' } as const;
const instant = { type: String, format: 'date-time' } as const;

export class ListTriageQuery extends PageQuery {
  @ApiPropertyOptional({ ...many, format: 'uuid' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(100)
  @IsEntityId({ each: true })
  brandId?: string[];

  @ApiPropertyOptional({ ...many, format: 'uuid' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(100)
  @IsEntityId({ each: true })
  channelId?: string[];

  @ApiPropertyOptional({ ...many, description: 'Such as `late`, `pause` or `reauthorize`; may be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  cause?: string[];

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Only what this pause stopped.' })
  @IsOptional()
  @IsEntityId()
  pauseId?: string;

  @ApiPropertyOptional({ ...instant, description: 'Due at or after.' })
  @IsOptional()
  @IsInstant()
  from?: Date;

  @ApiPropertyOptional({ ...instant, description: 'Due before.' })
  @IsOptional()
  @IsInstant()
  to?: Date;
}

export class TriageItemRequest {
  @ApiProperty({ format: 'uuid' })
  @IsEntityId()
  publicationId: string;

  @ApiProperty({ enum: TRIAGE_ACTIONS })
  @IsIn(TRIAGE_ACTIONS)
  action: TriageAction;

  @ApiPropertyOptional({ ...instant, description: 'For `reschedule`: when. Absent: the batch’s `at`.' })
  @IsOptional()
  @IsInstant()
  at?: Date;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, description: 'For `drop`: why.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string | null;
}

export class TriageBatchRequest {
  @ApiProperty({ type: [TriageItemRequest], minItems: 1, maxItems: MAX_ITEMS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => TriageItemRequest)
  items: TriageItemRequest[];

  @ApiPropertyOptional({ ...instant, description: 'When the first item is due that is rescheduled without `at`.' })
  @IsOptional()
  @IsInstant()
  at?: Date;

  @ApiPropertyOptional({
    example: 'PT15M',
    default: 'PT0S',
    description: 'How long after the one before each further item without `at` is due; for `publish-now` from now on.',
  })
  @IsOptional()
  @IsDuration()
  spacing?: string;

  @ApiPropertyOptional({ default: false, description: 'Answer what would become of each item, and keep nothing.' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;
}
