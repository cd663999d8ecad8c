import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsISO31661Alpha2,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { BrandInput, BrandSettingsInput } from '#brands';
import { IsDuration, IsExternalId, IsSlug, IsTimeZone, PageQuery } from '../http/index.js';
import { IsLanguageTag } from './language-tag.validator.js';

/** May be left out, but is not null. */
const IfGiven = (): PropertyDecorator => ValidateIf((_request, value) => value !== undefined);

class BrandDefaultsRequest {
  @ApiPropertyOptional({
    description: 'ISO 8601: how late a post without a slot may still go out.',
    default: 'PT2H',
    example: 'PT2H',
  })
  @IfGiven()
  @IsDuration()
  lateWindow?: string;
}

class BrandSettingsRequest implements BrandSettingsInput {
  @ApiPropertyOptional({ enum: ['none'], description: '`none`: posts are scheduled without approval.' })
  @IfGiven()
  @IsIn(['none'])
  approval?: 'none';

  @ApiPropertyOptional()
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => BrandDefaultsRequest)
  defaults?: BrandDefaultsRequest;
}

export class CreateBrandRequest implements BrandInput {
  @ApiProperty({ maxLength: 200 })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name: string;

  @ApiPropertyOptional({
    description: 'Part of the public feed’s address, unique in the installation; made from the name when absent.',
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    maxLength: 63,
  })
  @IfGiven()
  @IsSlug()
  slug?: string;

  @ApiProperty({ description: 'IANA', example: 'Europe/Paris' })
  @IsTimeZone()
  timezone: string;

  @ApiPropertyOptional({ type: String, isArray: true, description: 'BCP 47, the main one first.', default: ['fr'] })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsLanguageTag({ each: true })
  languages?: string[];

  @ApiPropertyOptional({ type: String, nullable: true, description: 'ISO 3166-1 alpha-2', example: 'FR' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value))
  @IsISO31661Alpha2()
  country?: string | null;

  @ApiPropertyOptional()
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => BrandSettingsRequest)
  settings?: BrandSettingsRequest;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, description: 'Your own id, unique per agency.' })
  @IsOptional()
  @IsExternalId()
  externalId?: string | null;
}

export class PutBrandRequest extends OmitType(CreateBrandRequest, ['externalId'] as const) {}

export class UpdateBrandRequest extends PartialType(CreateBrandRequest, { skipNullProperties: false }) {}

export class ListBrandsQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsExternalId()
  externalId?: string;
}

export class PurgeBrandRequest {
  @ApiProperty({
    maxLength: 200,
    description: 'The brand’s name or slug once more: what is erased does not come back.',
  })
  @IsString()
  @MaxLength(200)
  confirm: string;
}
