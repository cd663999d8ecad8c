import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Phase, SubjectMedia } from '#charter';
import { type Language, LANGUAGES } from '#kernel';
import type { ActivationInput, TextInput } from '#planning';
import { IsEntityId, IsInstant, PageQuery } from '../http/index.js';
import { IfSent } from '../recurrence/if-sent.js';

const PHASES = ['live', 'sentence', 'gate'] as const satisfies readonly Phase[];
const name = { type: String, nullable: true } as const;
/** UTF-16 code units. */
const MAX_TEXT = 50_000;
const MAX_YAML = 262_144;

export class DraftVersionRequest {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'A charter by the schema of `GET /v1/charter/schema`, whole. Absent: a copy of the one in force.',
  })
  @IfSent()
  @IsObject()
  source?: object;

  @ApiPropertyOptional({
    maxLength: MAX_YAML,
    description: 'The same as YAML, instead of `source`. Or send the file itself as `application/yaml`.',
  })
  @IfSent()
  @IsString()
  @MaxLength(MAX_YAML)
  yaml?: string;

  @ApiPropertyOptional({ ...name, maxLength: 2000, description: 'What changes, and why.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string | null;
}

export class ImpactQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  override limit = 200;
}

export class ActivateVersionRequest implements ActivationInput {
  @ApiProperty({ description: 'Of the impact that you have seen.' })
  @IsString()
  @Matches(/^[0-9a-f]{64}$/)
  impactHash: string;

  @ApiPropertyOptional({ format: 'date-time', type: String, nullable: true, description: 'Absent: at once.' })
  @IsOptional()
  @IsInstant()
  effectiveAt?: Date | null;
}

class CheckedMediaRequest implements SubjectMedia {
  @ApiProperty({ enum: ['image', 'video'] })
  @IsIn(['image', 'video'])
  kind: 'image' | 'video';

  @ApiProperty({ ...name, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  alt: string | null;
}

export class CheckTextRequest implements TextInput {
  @ApiProperty({ maxLength: MAX_TEXT })
  @IsString()
  @MaxLength(MAX_TEXT)
  text: string;

  @ApiPropertyOptional({ enum: LANGUAGES, nullable: true, description: 'Absent: as the text shows.' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language | null;

  @ApiPropertyOptional({ type: [String], maxItems: 50, example: ['mastodon'] })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  networkIds?: string[];

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    maxItems: 50,
    description: 'Of the brand; adds their networks.',
  })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsEntityId({ each: true })
  channelIds?: string[];

  @ApiPropertyOptional({ ...name, example: 'offer' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  format?: string | null;

  @ApiPropertyOptional({ ...name, format: 'uuid', description: 'Gives format and purpose where they are left out.' })
  @IsOptional()
  @IsEntityId()
  slotId?: string | null;

  @ApiPropertyOptional({ ...name, example: 'awareness' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  objective?: string | null;

  @ApiPropertyOptional({ ...name, example: 'follower' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  stage?: string | null;

  @ApiPropertyOptional(name)
  @IsOptional()
  @IsString()
  @MaxLength(100)
  pillar?: string | null;

  @ApiPropertyOptional({ default: false })
  @IfSent()
  @IsBoolean()
  sponsored?: boolean;

  @ApiPropertyOptional({ type: [CheckedMediaRequest], maxItems: 50 })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CheckedMediaRequest)
  media?: CheckedMediaRequest[];

  @ApiPropertyOptional({ ...name, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  link?: string | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Drafts too. Absent: the version in force.' })
  @IfSent()
  @IsInt()
  @Min(1)
  @Max(999_999_999)
  charterVersion?: number;

  @ApiPropertyOptional({
    enum: PHASES,
    isArray: true,
    description:
      '`live` while somebody types, `sentence` once one is finished, `gate` for what is missing. Absent: all.',
  })
  @IfSent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PHASES.length)
  @IsIn(PHASES, { each: true })
  phases?: Phase[];
}
