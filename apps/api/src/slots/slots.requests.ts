import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  type Format,
  FORMATS,
  MAX_LEAD_TIMES,
  MEDIA_KINDS,
  type MediaKind,
  OBJECTIVES,
  type SlotFilter,
  type SlotInput,
  type SlotPatch,
  type SlotRequirements,
  type Stage,
  STAGES,
} from '#slots';
import { IsDuration, IsEntityId, IsExternalId, IsLocalTime, PageQuery } from '../http/index.js';
import { RecurrenceRequest } from '../recurrence/recurrence.requests.js';
import { IfSent } from '../recurrence/if-sent.js';

const text = { type: String, nullable: true } as const;
const WHEN_EMPTY = ['alert', 'skip', 'evergreen'] as const;

class SlotRequirementsRequest implements Partial<SlotRequirements> {
  @ApiPropertyOptional({ enum: MEDIA_KINDS, isArray: true, default: [] })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(MEDIA_KINDS.length)
  @IsIn(MEDIA_KINDS, { each: true })
  media?: MediaKind[];

  @ApiPropertyOptional({ default: false })
  @IfSent()
  @IsBoolean()
  poll?: boolean;

  @ApiPropertyOptional({ default: false })
  @IfSent()
  @IsBoolean()
  link?: boolean;
}

export class CreateSlotRequest implements SlotInput {
  @ApiProperty({ maxLength: 200, example: 'Monday demo video' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  title: string;

  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format: Format;

  @ApiProperty()
  @IsObject()
  @ValidateNested()
  @Type(() => RecurrenceRequest)
  recurrence: RecurrenceRequest;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 50, default: [], description: 'Of the brand.' })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsEntityId({ each: true })
  channelIds?: string[];

  @ApiPropertyOptional({
    ...text,
    examples: OBJECTIVES,
    description: 'A business objective of the vocabulary, or the brand’s own beginning with `x_`.',
  })
  @IsOptional()
  @Matches(new RegExp(`^(${OBJECTIVES.join('|')}|x_[a-z0-9_]{1,62})$`))
  objective?: string | null;

  @ApiPropertyOptional({ enum: STAGES, type: String, nullable: true })
  @IsOptional()
  @IsIn(STAGES)
  stage?: Stage | null;

  @ApiPropertyOptional({ ...text, maxLength: 100, description: 'One of the brand’s editorial themes.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  pillar?: string | null;

  @ApiPropertyOptional({ ...text, maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  audience?: string | null;

  @ApiPropertyOptional({ ...text, maxLength: 5000, description: 'What whoever fills it should know.' })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  brief?: string | null;

  @ApiPropertyOptional({ ...text, format: 'uuid', description: 'A member of the agency.' })
  @IsOptional()
  @IsEntityId()
  ownerId?: string | null;

  @ApiPropertyOptional({
    type: [String],
    maxItems: MAX_LEAD_TIMES,
    default: ['P1D'],
    example: ['P3D', 'P1D'],
    description:
      'How long before a date that is still empty somebody is told, PT1M to P84D. Days are counted on the wall clock.',
  })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(MAX_LEAD_TIMES)
  @IsDuration({ each: true })
  leadTimes?: string[];

  @ApiPropertyOptional({ example: 'PT2H', description: 'How late it may still go out; the brand’s default if absent.' })
  @IfSent()
  @IsDuration()
  lateWindow?: string;

  @ApiPropertyOptional({ enum: WHEN_EMPTY, default: 'alert', description: '`evergreen` is refused until it exists.' })
  @IfSent()
  @IsIn(WHEN_EMPTY)
  whenEmpty?: (typeof WHEN_EMPTY)[number];

  @ApiPropertyOptional({ type: SlotRequirementsRequest })
  @IfSent()
  @IsObject()
  @ValidateNested()
  @Type(() => SlotRequirementsRequest)
  requires?: SlotRequirementsRequest;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 0, maximum: 10_080 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_080)
  effortMinutes?: number | null;

  @ApiPropertyOptional({ default: true, description: 'An inactive slot gives no dates.' })
  @IfSent()
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({ ...text, maxLength: 200, description: 'Another system’s id, unique per brand.' })
  @IsOptional()
  @IsExternalId()
  externalId?: string | null;
}

/** The external id stands in the path. */
export class UpsertSlotRequest extends OmitType(CreateSlotRequest, ['externalId']) {}

export class PatchSlotRequest
  extends PartialType(CreateSlotRequest, { skipNullProperties: false })
  implements SlotPatch
{
  @ApiPropertyOptional({
    enum: ['all', 'following'],
    default: 'all',
    description: 'With `recurrence`: for all dates to come, or for those from `from` on.',
  })
  @IfSent()
  @IsIn(['all', 'following'])
  applyTo?: 'all' | 'following';

  @ApiPropertyOptional({ example: '2027-01-04T00:00', description: 'With `following`: local time in the new zone.' })
  @IfSent()
  @IsLocalTime()
  from?: string;
}

export class ListSlotsQuery extends PageQuery implements SlotFilter {
  @ApiPropertyOptional({ type: Boolean })
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IfSent()
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional()
  @IsOptional()
  @IsExternalId()
  externalId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  pillar?: string;
}
