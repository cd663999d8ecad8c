import { ApiProperty } from '@nestjs/swagger';
import { CHANNEL_HEALTHS, type ChannelHealth, type ChannelView } from '#channels';
import { PageResponse } from '../http/index.js';
import { CapabilitiesResponse } from '../networks/networks.responses.js';

export class ChannelResponse implements ChannelView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ example: 'webhook' })
  networkId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Those that are no secrets.',
  })
  credentials: Record<string, string>;

  @ApiProperty({ type: String, isArray: true, description: 'The names of all credentials that are set.' })
  credentialFields: string[];

  @ApiProperty({
    enum: CHANNEL_HEALTHS,
    description:
      '`degraded`: the network could not be asked; `reauthorize`: new credentials are needed and publications wait; `disabled`: the network refuses the account.',
  })
  health: ChannelHealth;

  @ApiProperty({ type: String, nullable: true, example: 'webhook.timeout' })
  healthReason: string | null;

  @ApiProperty({ type: CapabilitiesResponse, nullable: true, description: 'What this account may publish.' })
  limits: CapabilitiesResponse | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the network was last asked about the account.',
  })
  checkedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  audienceNote: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty()
  etag: string;
}

export class ChannelPageResponse extends PageResponse(ChannelResponse) {}
