import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import type { ChannelInput, ChannelPatch } from '#channels';
import { IsTextRecord } from './text-record.validator.js';

/** May be left out, but is not null. */
const IfGiven = (): PropertyDecorator => ValidateIf((_request, value) => value !== undefined);

const CREDENTIALS = {
  type: 'object',
  additionalProperties: { type: 'string' },
  writeOnly: true,
  description: 'By the names that GET /v1/networks lists. Secret ones are never shown again.',
} as const;

export class CreateChannelRequest implements ChannelInput {
  @ApiProperty({ description: 'See GET /v1/networks.', example: 'webhook' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  networkId: string;

  @ApiProperty({ maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  displayName: string;

  @ApiPropertyOptional(CREDENTIALS)
  @IfGiven()
  @IsObject()
  @IsTextRecord()
  credentials?: Record<string, string>;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000, description: 'Who reads this channel.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  audienceNote?: string | null;
}

export class UpdateChannelRequest implements ChannelPatch {
  @ApiPropertyOptional({ maxLength: 200 })
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  displayName?: string;

  @ApiPropertyOptional({ ...CREDENTIALS, description: 'All of them anew; checked with the network as in reconnect.' })
  @IfGiven()
  @IsObject()
  @IsTextRecord()
  credentials?: Record<string, string>;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  audienceNote?: string | null;
}

export class ReconnectChannelRequest {
  @ApiProperty(CREDENTIALS)
  @IsObject()
  @IsTextRecord()
  credentials: Record<string, string>;
}
