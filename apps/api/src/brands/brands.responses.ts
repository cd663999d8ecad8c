import { ApiProperty } from '@nestjs/swagger';
import type { BrandPurgeView, BrandSettings, BrandView } from '#brands';
import { ActorResponse, PageResponse } from '../http/index.js';

class BrandDefaultsResponse {
  @ApiProperty({ example: 'PT2H' })
  lateWindow: string;
}

class BrandSettingsResponse implements BrandSettings {
  @ApiProperty({ enum: ['none'] })
  approval: 'none';

  @ApiProperty()
  defaults: BrandDefaultsResponse;
}

export class BrandResponse implements BrandView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ type: String, isArray: true })
  languages: string[];

  @ApiProperty({ type: String, nullable: true })
  country: string | null;

  @ApiProperty()
  settings: BrandSettingsResponse;

  @ApiProperty({ type: String, nullable: true })
  externalId: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty()
  etag: string;
}

export class BrandPageResponse extends PageResponse(BrandResponse) {}

export class BrandPurgeResponse implements BrandPurgeView {
  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  requestedBy: ActorResponse;

  @ApiProperty({ format: 'date-time' })
  requestedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it runs.' })
  finishedAt: string | null;
}
