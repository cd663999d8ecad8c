import { ApiProperty } from '@nestjs/swagger';
import type { PausePreview, PauseView } from '#publishing';
import { ActorResponse, PageResponse } from '../http/index.js';

const text = { type: String, nullable: true } as const;

class PauseScopeResponse {
  @ApiProperty({ ...text, format: 'uuid' })
  brandId: string | null;

  @ApiProperty(text)
  networkId: string | null;

  @ApiProperty({ ...text, format: 'uuid' })
  channelId: string | null;

  @ApiProperty(text)
  pillar: string | null;
}

export class PauseResponse implements PauseView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  scope: PauseScopeResponse;

  @ApiProperty()
  reason: string;

  @ApiProperty()
  createdBy: ActorResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: ActorResponse, nullable: true })
  liftedBy: ActorResponse | null;

  @ApiProperty({ ...text, format: 'date-time' })
  liftedAt: string | null;
}

export class PausePageResponse extends PageResponse(PauseResponse) {}

class StoppedPerChannelResponse {
  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty()
  count: number;
}

class StoppedPublicationResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty({ format: 'date-time' })
  dueAt: string;
}

export class PausePreviewResponse implements PausePreview {
  @ApiProperty({ description: 'Publications due within 30 days that it would stop.' })
  count: number;

  @ApiProperty({ type: [StoppedPerChannelResponse] })
  perChannel: StoppedPerChannelResponse[];

  @ApiProperty({ type: [StoppedPublicationResponse], description: 'The first 50, by due time.' })
  publications: StoppedPublicationResponse[];

  @ApiProperty({ description: 'Being sent right now: a pause does not call them back.' })
  inFlight: number;
}
