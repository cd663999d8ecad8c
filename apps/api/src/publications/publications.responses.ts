import { ApiProperty } from '@nestjs/swagger';
import { PUBLICATION_STATES, type PublicationState } from '#posts';
import type { AttemptView, PublicationView } from '#publishing';
import { BlackoutProposalResponse } from '../blackouts/proposal.response.js';
import { PageResponse } from '../http/index.js';
import { FindingResponse } from '../posts/review.responses.js';

const text = { type: String, nullable: true } as const;
const instant = { format: 'date-time' } as const;
const instantOrNull = { format: 'date-time', type: String, nullable: true } as const;

export class AttemptResponse implements AttemptView {
  @ApiProperty({ minimum: 1 })
  number: number;

  @ApiProperty(instant)
  startedAt: string;

  @ApiProperty(instantOrNull)
  finishedAt: string | null;

  @ApiProperty({
    ...text,
    description:
      'How it ended: the state it led to, an error class, `interrupted` or `reconciled_…`; null while it runs.',
  })
  outcome: string | null;

  @ApiProperty({ type: Number, nullable: true, description: '0 is the post, then its thread and first comment.' })
  unit: number | null;

  @ApiProperty(text)
  step: string | null;

  @ApiProperty(text)
  errorCode: string | null;

  @ApiProperty({ ...text, description: 'As the network said it.' })
  networkCode: string | null;

  @ApiProperty({ type: Number, nullable: true })
  httpStatus: number | null;

  @ApiProperty({ ...text, description: '`before_send`, `sent` or `answered`.' })
  phase: string | null;

  @ApiProperty(text)
  detail: string | null;

  @ApiProperty({ ...text, description: 'What can be done about its error, in the language asked for.' })
  advice: string | null;
}

export class PublicationResponse implements PublicationView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  agencyId: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty({ minimum: 1, description: 'Above 1: sent again on purpose with `republish`.' })
  generation: number;

  @ApiProperty({ enum: PUBLICATION_STATES })
  state: PublicationState;

  @ApiProperty({ ...text, description: 'Why it is held, missed, failed, waiting or unconfirmed.' })
  reason: string | null;

  @ApiProperty(text)
  detail: string | null;

  @ApiProperty({
    ...text,
    description:
      'While it is failed, held or unconfirmed, what can be done about it; of one that is out otherwise than asked, in what. In the language asked for.',
  })
  advice: string | null;

  @ApiProperty({
    type: BlackoutProposalResponse,
    nullable: true,
    description: 'Of a blackout that holds it, or that it was missed for.',
  })
  proposal: BlackoutProposalResponse | null;

  @ApiProperty({
    type: FindingResponse,
    nullable: true,
    description: 'Of the charter, which holds it, or that it was missed for: what stands in the way first.',
  })
  finding: FindingResponse | null;

  @ApiProperty(instant)
  dueAt: string;

  @ApiProperty({ ...instant, description: 'After this it is missed rather than sent.' })
  lateUntil: string;

  @ApiProperty({ ...instantOrNull, description: 'When the service tries, asks or looks again by itself.' })
  nextAttemptAt: string | null;

  @ApiProperty(instantOrNull)
  publishedAt: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'From due to published, in milliseconds.' })
  latenessMs: number | null;

  @ApiProperty(text)
  remoteId: string | null;

  @ApiProperty({ ...text, format: 'uri' })
  remoteUrl: string | null;

  @ApiProperty({
    type: [String],
    description: 'What the network did otherwise than asked, by name; `advice` says it in words.',
  })
  differences: string[];

  @ApiProperty(instantOrNull)
  removedAt: string | null;

  @ApiProperty({ type: [AttemptResponse] })
  attempts: AttemptResponse[];

  @ApiProperty()
  version: number;

  @ApiProperty()
  etag: string;

  @ApiProperty(instant)
  createdAt: string;

  @ApiProperty(instant)
  updatedAt: string;
}

export class PublicationPageResponse extends PageResponse(PublicationResponse) {}
