import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { TriageEntryView } from '#planning';
import { TRIAGE_ACTIONS, TRIAGE_STATES, type TriageAction } from '#publishing';
import { PageResponse, type Problem } from '../http/index.js';
import { ProblemResponse } from '../openapi/problem.response.js';
import { PublicationResponse } from '../publications/publications.responses.js';

const text = { type: String, nullable: true } as const;

class TriagePauseResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({ ...text, format: 'date-time', description: 'Null: it stands.' })
  liftedAt: string | null;
}

export class TriageEntryResponse implements TriageEntryView {
  @ApiProperty({ format: 'uuid' })
  publicationId: string;

  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty(text)
  postTitle: string | null;

  @ApiProperty({ description: 'The beginning of the text.' })
  excerpt: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty()
  channelName: string;

  @ApiProperty()
  networkId: string;

  @ApiProperty({ enum: TRIAGE_STATES })
  state: 'missed' | 'held';

  @ApiProperty({ ...text, description: '`late`, `pause`, `reauthorize`, or what the network said last.' })
  cause: string | null;

  @ApiProperty({
    type: TriagePauseResponse,
    nullable: true,
    description: 'The pause that stands over it, else the one that stopped it.',
  })
  pause: TriagePauseResponse | null;

  @ApiProperty({ format: 'date-time' })
  dueAt: string;

  @ApiProperty({ example: '2026-11-30T09:00', description: '`dueAt` on the wall clock of `timezone`.' })
  localTime: string;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ enum: TRIAGE_ACTIONS, isArray: true, description: 'What may be decided on it now.' })
  allowed: TriageAction[];
}

export class TriagePageResponse extends PageResponse(TriageEntryResponse) {}

export class TriageResultResponse {
  @ApiProperty({ minimum: 0, description: 'The place of the item.' })
  index: number;

  @ApiProperty({ type: 'integer', description: 'As HTTP would say it of this item alone.' })
  status: number;

  @ApiPropertyOptional({ description: 'The publication as it now stands.' })
  resource?: PublicationResponse;

  @ApiPropertyOptional({ type: ProblemResponse, description: 'Why nothing happened to it.' })
  problem?: Problem;
}

export class TriageBatchResponse {
  @ApiProperty({ type: [TriageResultResponse], description: 'One per item, in their order.' })
  items: TriageResultResponse[];
}
