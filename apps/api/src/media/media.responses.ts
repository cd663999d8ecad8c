import { ApiProperty } from '@nestjs/swagger';
import { MEDIA_TYPES, type MediaView } from '#media';
import { PageResponse } from '../http/index.js';

export class MediaResponse implements MediaView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  fileName: string;

  @ApiProperty({ enum: Object.keys(MEDIA_TYPES) })
  mimeType: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Pixels as shown; null for documents.' })
  width: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  height: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Milliseconds of a film, or of one round of an animated image.',
  })
  durationMs: number | null;

  @ApiProperty({ description: 'An image of several frames.' })
  animated: boolean;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Of films.' })
  hasAudio: boolean | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Of films: frames per second.' })
  frameRate: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of films: AVC, HEVC, VP9 and the like.' })
  videoCodec: string | null;

  @ApiProperty({ description: 'SHA-256, hexadecimal' })
  checksum: string;

  @ApiProperty({ type: String, nullable: true })
  altText: string | null;

  @ApiProperty({ format: 'uri', description: 'Anybody who has it may read the file.' })
  url: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty()
  etag: string;
}

export class MediaPageResponse extends PageResponse(MediaResponse) {}
