import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { PauseScope } from '#publishing';
import { IsEntityId, PageQuery } from '../http/index.js';

export class PauseScopeRequest implements PauseScope {
  @ApiPropertyOptional({
    format: 'uuid',
    type: String,
    nullable: true,
    description: 'Absent or null: every brand of the agency.',
  })
  @IsOptional()
  @IsEntityId()
  brandId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  networkId?: string | null;

  @ApiPropertyOptional({ format: 'uuid', type: String, nullable: true, description: 'Together with its brand.' })
  @IsOptional()
  @IsEntityId()
  channelId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  pillar?: string | null;
}

export class PreviewPauseRequest {
  @ApiProperty({ type: PauseScopeRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => PauseScopeRequest)
  scope: PauseScopeRequest;
}

export class CreatePauseRequest extends PreviewPauseRequest {
  @ApiProperty({ maxLength: 500, description: 'Shown wherever something is held.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason: string;
}

export class ListPausesQuery extends PageQuery {
  @ApiPropertyOptional({ type: Boolean, description: 'true: only those that stand; false: only lifted ones.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  standing?: boolean;
}
