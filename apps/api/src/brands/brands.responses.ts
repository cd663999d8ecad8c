import { ApiProperty } from '@nestjs/swagger';
import type { BrandSettings, BrandView } from '#brands';
import { PageResponse } from '../http/index.js';

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
