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

  @ApiProperty({ ...text, format: 'date-time', description: 'Since when the list of what it stopped is complete.' })
  settledAt: string | null;

  @ApiProperty({ ...text, description: 'Once it is lifted: where to decide on what it stopped.' })
  triage: string | null;
}

export class PausePageResponse extends PageResponse(PauseResponse) {}

class StoppedPerBrandResponse {
  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  count: number;
}

class StoppedPerChannelResponse {
  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

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

  @ApiProperty({ type: [StoppedPerBrandResponse] })
  perBrand: StoppedPerBrandResponse[];

  @ApiProperty({ type: [StoppedPerChannelResponse] })
  perChannel: StoppedPerChannelResponse[];

  @ApiProperty({ type: [StoppedPublicationResponse], description: 'The first 50, by due time.' })
  publications: StoppedPublicationResponse[];

  @ApiProperty({ description: 'Being sent right now, or partly out: a pause does not call them back.' })
  inFlight: number;
}
