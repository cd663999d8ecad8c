import { ApiProperty } from '@nestjs/swagger';
import { WAIVER_STATES, type WaiverState, type WaiverView } from '#posts';
import { ActorResponse } from '../http/index.js';

export class WaiverResponse implements WaiverView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty({ example: 'A4' })
  articleId: string;

  @ApiProperty({ example: 'tone.cold' })
  ruleId: string;

  @ApiProperty()
  fingerprint: string;

  @ApiProperty({ description: 'The words that were let pass; empty for something that is missing.' })
  evidence: string;

  @ApiProperty()
  reason: string;

  @ApiProperty({
    enum: WAIVER_STATES,
    description: '`in_use`: a finding passes by it; `unused`: the sentence it was for is gone.',
  })
  state: WaiverState;

  @ApiProperty()
  createdBy: ActorResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt: string | null;

  @ApiProperty({ type: ActorResponse, nullable: true })
  revokedBy: ActorResponse | null;
}

export class WaiverListResponse {
  @ApiProperty({ type: [WaiverResponse], description: 'Oldest first.' })
  data: WaiverResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'A post has few: always null.' })
  nextCursor: string | null;
}
