import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { JsonObject } from '#networks';
import { type ContentInput, LIMITS, type PostPoll, type ThreadPart, type VariantInput } from '#posts';
import { IsDuration, IsEntityId, IsInstant } from '../http/index.js';

const text = { type: String, nullable: true } as const;

export class PollRequest implements PostPoll {
  @ApiProperty({ maxLength: LIMITS.pollQuestion })
  @IsString()
  @IsNotEmpty()
  @MaxLength(LIMITS.pollQuestion)
  question: string;

  @ApiProperty({ type: [String], minItems: LIMITS.pollOptionsMin, maxItems: LIMITS.pollOptions })
  @IsArray()
  @ArrayMinSize(LIMITS.pollOptionsMin)
  @ArrayMaxSize(LIMITS.pollOptions)
  @ArrayUnique()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(LIMITS.pollOption, { each: true })
  options: string[];

  @ApiProperty({ example: 'P1D', description: 'ISO 8601' })
  @IsDuration()
  duration: string;
}

export class ThreadPartRequest implements ThreadPart {
  @ApiProperty({ maxLength: LIMITS.text })
  @IsString()
  @IsNotEmpty()
  @MaxLength(LIMITS.text)
  text: string;
}

export class ContentRequest implements ContentInput {
  @ApiPropertyOptional({ ...text, maxLength: LIMITS.text })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.text)
  text?: string | null;

  @ApiPropertyOptional({ ...text, format: 'uri', maxLength: LIMITS.link })
  @IsOptional()
  @MaxLength(LIMITS.link)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  link?: string | null;

  @ApiPropertyOptional({ type: [String], format: 'uuid', nullable: true, maxItems: LIMITS.media })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.media)
  @ArrayUnique()
  @IsEntityId({ each: true })
  mediaIds?: string[] | null;

  @ApiPropertyOptional({ type: PollRequest, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PollRequest)
  poll?: PollRequest | null;

  @ApiPropertyOptional({ type: [ThreadPartRequest], nullable: true, maxItems: LIMITS.thread })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIMITS.thread)
  @ValidateNested({ each: true })
  @Type(() => ThreadPartRequest)
  thread?: ThreadPartRequest[] | null;

  @ApiPropertyOptional({ ...text, maxLength: LIMITS.text })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.text)
  firstComment?: string | null;
}

/** What one channel gets instead: absent inherits, null removes, lists replace. */
export class VariantRequest extends ContentRequest implements VariantInput {
  @ApiPropertyOptional({ ...text, format: 'date-time', description: 'The channel’s own time.' })
  @IsOptional()
  @IsInstant()
  scheduledAt?: Date | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'As `optionsSchema` of the network says (`GET /v1/networks`).',
  })
  @IsOptional()
  @IsObject()
  options?: JsonObject | null;
}
