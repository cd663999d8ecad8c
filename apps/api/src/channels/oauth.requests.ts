import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import type { AuthorizeInput, ChosenAccount } from '#channels';
import { IsEntityId } from '../http/index.js';
import { IsTextRecord } from './text-record.validator.js';

/** May be left out, but is not null. */
const IfGiven = (): PropertyDecorator => ValidateIf((_request, value) => value !== undefined);

export class AuthorizeChannelRequest implements AuthorizeInput {
  @ApiProperty({ description: 'See GET /v1/networks.', example: 'mastodon' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  networkId: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    writeOnly: true,
    description: 'What the network’s address needs, such as `{ "host": "https://mastodon.social" }`.',
  })
  @IfGiven()
  @IsObject()
  @IsTextRecord()
  credentials?: Record<string, string>;

  @ApiPropertyOptional({ maxLength: 200, description: 'Default: the account’s name.' })
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  displayName?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  audienceNote?: string | null;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'A channel to authorise anew instead of connecting another; the same account must agree.',
  })
  @IfGiven()
  @IsEntityId()
  channelId?: string;
}

export class ConnectAgreedRequest implements ChosenAccount {
  @ApiProperty({ description: 'One of the agreement’s accounts.' })
  @IsString()
  @MaxLength(500)
  accountId: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Default: the account’s name.' })
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  displayName?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  audienceNote?: string | null;
}
