import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  BLACKOUT_ACTIONS,
  type BlackoutAction,
  type BlackoutInput,
  type BlackoutPatch,
  type BlackoutShift,
  HOLIDAY_TYPES,
  type HolidayType,
  MAX_SHIFT_DAYS,
} from '#slots';
import { IsDuration, IsEntityId, IsInstant, PageQuery } from '../http/index.js';
import { IfSent } from '../recurrence/if-sent.js';
import { RecurrenceRequest } from '../recurrence/recurrence.requests.js';

class BlackoutWindowRequest {
  @ApiProperty({ format: 'date-time', type: String })
  @IsInstant()
  from: Date;

  @ApiProperty({ format: 'date-time', type: String, description: 'Left out itself; at most 400 days after `from`.' })
  @IsInstant()
  to: Date;
}

class HolidaysRequest {
  @ApiProperty({ example: 'FR', description: 'ISO 3166-1 alpha-2; `GET /v1/holidays` shows what it means.' })
  @IsString()
  @MaxLength(10)
  country: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '67',
    description:
      'With holidays of its own, such as 57, 67 and 68 of FR (Alsace-Moselle), QC of CA, SCT of GB, BY of DE.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  region?: string | null;

  @ApiPropertyOptional({ enum: HOLIDAY_TYPES, isArray: true, default: ['public'] })
  @IfSent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(HOLIDAY_TYPES.length)
  @IsIn(HOLIDAY_TYPES, { each: true })
  types?: HolidayType[];
}

class BlackoutShiftRequest implements Partial<BlackoutShift> {
  @ApiPropertyOptional({ enum: ['before', 'after'], default: 'after' })
  @IfSent()
  @IsIn(['before', 'after'])
  direction?: 'before' | 'after';

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_SHIFT_DAYS, default: 7 })
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(MAX_SHIFT_DAYS)
  maxDays?: number;

  @ApiPropertyOptional({ default: false, description: 'Saturday and Sunday are no free days.' })
  @IfSent()
  @IsBoolean()
  avoidWeekend?: boolean;
}

export class CreateBlackoutRequest implements BlackoutInput {
  @ApiPropertyOptional({
    format: 'uuid',
    type: String,
    nullable: true,
    description: 'Absent or null: every brand of the agency.',
  })
  @IsOptional()
  @IsEntityId()
  brandId?: string | null;

  @ApiProperty({ maxLength: 200, example: 'Jours fériés', description: 'Shown on every date it touches.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  title: string;

  @ApiPropertyOptional({ description: 'One of `window`, `recurrence` with `duration`, and `holidays`.' })
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => BlackoutWindowRequest)
  window?: BlackoutWindowRequest;

  @ApiPropertyOptional({ description: 'Quiet hours: each date of the recurrence opens `duration` on its clocks.' })
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceRequest)
  recurrence?: RecurrenceRequest;

  @ApiPropertyOptional({ example: 'PT12H', description: 'At most P7D: 20:00 and PT12H end at 08:00 on the clock.' })
  @IfSent()
  @IsDuration()
  duration?: string;

  @ApiPropertyOptional({ description: 'Whole local days, in the zone of what is planned.' })
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => HolidaysRequest)
  holidays?: HolidaysRequest;

  @ApiPropertyOptional({
    enum: ['slots', 'all'],
    default: 'slots',
    description: '`slots`: dates of slots only; `all`: posts with a time of their own, too.',
  })
  @IfSent()
  @IsIn(['slots', 'all'])
  appliesTo?: 'slots' | 'all';

  @ApiProperty({ enum: BLACKOUT_ACTIONS, description: 'Where several meet: skip, else require_approval, else shift.' })
  @IsIn(BLACKOUT_ACTIONS)
  action: BlackoutAction;

  @ApiPropertyOptional({ description: 'With `action: shift`.' })
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => BlackoutShiftRequest)
  shift?: BlackoutShiftRequest;
}

/** Whose it is stays as it is. */
export class PatchBlackoutRequest
  extends PartialType(OmitType(CreateBlackoutRequest, ['brandId']), { skipNullProperties: false })
  implements BlackoutPatch {}

export class ListBlackoutsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Those that hold for it: its own and the agency’s.' })
  @IsOptional()
  @IsEntityId()
  brandId?: string;
}

export class HolidaysQuery {
  @ApiProperty({ example: 'FR', description: 'ISO 3166-1 alpha-2.' })
  @IsString()
  @MaxLength(10)
  country: string;

  @ApiPropertyOptional({ example: '67' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  region?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1970, maximum: 2100, description: 'This year if absent.' })
  @IfSent()
  @Type(() => Number)
  @IsInt()
  @Min(1970)
  @Max(2100)
  year?: number;
}
