import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUrl, MaxLength, ValidateIf } from 'class-validator';
import { PUBLICATION_STATES, type PublicationState } from '#posts';
import { IsEntityId, IsInstant, IsRepeatable, PageQuery } from '../http/index.js';

export class ListPublicationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PUBLICATION_STATES, isArray: true, description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @IsIn(PUBLICATION_STATES, { each: true })
  state?: PublicationState[];

  @ApiPropertyOptional({ isArray: true, type: String, format: 'uuid', description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(100)
  @IsEntityId({ each: true })
  channelId?: string[];

  @ApiPropertyOptional({ isArray: true, type: String, format: 'uuid', description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(100)
  @IsEntityId({ each: true })
  brandId?: string[];

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Due at or after.' })
  @IsOptional()
  @IsInstant()
  from?: Date;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Due before.' })
  @IsOptional()
  @IsInstant()
  to?: Date;
}

export class ResolvePublicationRequest {
  @ApiProperty({ enum: ['published', 'not_published'], description: 'What you saw on the network.' })
  @IsIn(['published', 'not_published'])
  outcome: 'published' | 'not_published';

  @ApiPropertyOptional({ format: 'uri', description: 'Required with `published`.' })
  @ValidateIf(
    (request: ResolvePublicationRequest) => request.outcome === 'published' || request.remoteUrl !== undefined,
  )
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2048)
  remoteUrl?: string;

  @ApiPropertyOptional({ description: 'The network’s own id of it, if you know it.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  remoteId?: string;
}
