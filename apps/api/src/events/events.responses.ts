import { ApiProperty } from '@nestjs/swagger';
import type { EventView } from '#outbox';
import { ActorResponse } from '../http/actor.response.js';
import { PageResponse } from '../http/page.response.js';

export class EventResponse implements EventView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'post.published' })
  type: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'uuid' })
  agencyId: string;

  @ApiProperty({ format: 'uuid', type: String, nullable: true, description: 'Null: it concerns the whole agency.' })
  brandId: string | null;

  @ApiProperty()
  actor: ActorResponse;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The resource as it stood.' })
  data: object;
}

export class EventPageResponse extends PageResponse(EventResponse) {}
