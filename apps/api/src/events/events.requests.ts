import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsEntityId, IsRepeatable } from '../http/index.js';

export class ListEventsQuery {
  @ApiPropertyOptional({ isArray: true, type: String, description: 'Such as `post.published`; may be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  type?: string[];

  @ApiPropertyOptional({ isArray: true, type: String, format: 'uuid', description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(100)
  @IsEntityId({ each: true })
  brandId?: string[];

  @ApiPropertyOptional({ description: '`nextCursor` of the answer before; absent: from the oldest kept.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}
