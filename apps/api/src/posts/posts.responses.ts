import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import type { JsonObject } from '#networks';
import { type FillingView, REQUIREMENTS, type UnmetRequirement } from '#planning';
import {
  type Attention,
  ATTENTIONS,
  type ChannelVariant,
  POST_STATES,
  type PostContent,
  type PostHistoryView,
  type PostPoll,
  type PostSnapshot,
  type PostState,
  type PostTransitionView,
  type PostVersionView,
  type PostView,
  PUBLICATION_STATES,
  type PublicationState,
  type PublicationSummary,
  type ThreadPart,
  type Variants,
} from '#posts';
import { BlackoutProposalResponse } from '../blackouts/proposal.response.js';
import { ActorResponse, PageResponse } from '../http/index.js';
import { WaiverResponse } from '../waivers/waivers.responses.js';
import { ClearanceResponse, ReviewEntryResponse, ReviewResponse } from './review.responses.js';

const text = { type: String, nullable: true } as const;
const instant = { format: 'date-time' } as const;
const instantOrNull = { ...text, format: 'date-time' } as const;

export class PollResponse implements PostPoll {
  @ApiProperty()
  question: string;

  @ApiProperty({ type: [String] })
  options: string[];

  @ApiProperty({ description: 'ISO 8601' })
  duration: string;
}

export class ThreadPartResponse implements ThreadPart {
  @ApiProperty()
  text: string;
}

export class PostContentResponse implements PostContent {
  @ApiProperty()
  text: string;

  @ApiProperty({ ...text, format: 'uri' })
  link: string | null;

  @ApiProperty({ type: [String], format: 'uuid' })
  mediaIds: string[];

  @ApiProperty({ type: PollResponse, nullable: true })
  poll: PollResponse | null;

  @ApiProperty({ type: [ThreadPartResponse] })
  thread: ThreadPartResponse[];

  @ApiProperty(text)
  firstComment: string | null;
}

/** Absent: as the post; null: nothing of the kind. */
export class VariantResponse implements ChannelVariant {
  @ApiPropertyOptional(text)
  text?: string | null;

  @ApiPropertyOptional({ ...text, format: 'uri' })
  link?: string | null;

  @ApiPropertyOptional({ type: [String], format: 'uuid', nullable: true })
  mediaIds?: string[] | null;

  @ApiPropertyOptional({ type: PollResponse, nullable: true })
  poll?: PollResponse | null;

  @ApiPropertyOptional({ type: [ThreadPartResponse], nullable: true })
  thread?: ThreadPartResponse[] | null;

  @ApiPropertyOptional(text)
  firstComment?: string | null;

  @ApiPropertyOptional(instantOrNull)
  scheduledAt?: string | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  options?: JsonObject | null;
}

export class PublicationSummaryResponse implements PublicationSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty({ minimum: 1 })
  generation: number;

  @ApiProperty({ enum: PUBLICATION_STATES })
  state: PublicationState;

  @ApiProperty(text)
  reason: string | null;

  @ApiProperty({
    type: BlackoutProposalResponse,
    nullable: true,
    description: 'Of a blackout that holds it, or that it was missed for.',
  })
  proposal: BlackoutProposalResponse | null;

  @ApiProperty(instant)
  dueAt: string;

  @ApiProperty(instantOrNull)
  publishedAt: string | null;

  @ApiProperty({ ...text, format: 'uri' })
  remoteUrl: string | null;
}

@ApiExtraModels(VariantResponse)
export class PostResponse implements PostView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty(text)
  title: string | null;

  @ApiProperty(text)
  occurrenceId: string | null;

  @ApiProperty({ ...text, format: 'uuid' })
  slotId: string | null;

  @ApiProperty({ ...instantOrNull, description: 'When it is due: the occurrence’s start, else its own time.' })
  scheduledAt: string | null;

  @ApiProperty({ ...text, example: '2026-11-30T09:00', description: '`scheduledAt` on the clocks of `timezone`.' })
  localTime: string | null;

  @ApiProperty({ example: 'Europe/Paris' })
  timezone: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  channelIds: string[];

  @ApiProperty()
  content: PostContentResponse;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(VariantResponse) },
    description: 'By channel id.',
  })
  variants: Variants;

  @ApiProperty(text)
  externalId: string | null;

  @ApiProperty(text)
  format: string | null;

  @ApiProperty(text)
  objective: string | null;

  @ApiProperty(text)
  stage: string | null;

  @ApiProperty(text)
  pillar: string | null;

  @ApiProperty(text)
  audience: string | null;

  @ApiProperty({ ...text, description: 'BCP 47' })
  language: string | null;

  @ApiProperty()
  sponsored: boolean;

  @ApiProperty({ type: [String] })
  labels: string[];

  @ApiProperty({ enum: POST_STATES, description: 'Once it is scheduled, a function of its publications.' })
  state: PostState;

  @ApiProperty({ ...text, description: 'Why a publication is held.' })
  heldReason: string | null;

  @ApiProperty({
    type: BlackoutProposalResponse,
    nullable: true,
    description: 'While a blackout holds it: which, and what to do instead.',
  })
  proposal: BlackoutProposalResponse | null;

  @ApiProperty({ example: 'v1:9f86d0…', description: 'Of what leaves, per channel; media by their checksums.' })
  contentHash: string;

  @ApiProperty({ enum: ATTENTIONS, isArray: true, description: 'What somebody should look at.' })
  attention: Attention[];

  @ApiProperty({ type: ReviewResponse, nullable: true, description: 'Null: no charter judged it.' })
  review: ReviewResponse | null;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  approvals: [];

  @ApiProperty({ type: [PublicationSummaryResponse], description: 'The latest of each channel.' })
  publications: PublicationSummaryResponse[];

  @ApiProperty()
  createdBy: ActorResponse;

  @ApiProperty(instant)
  createdAt: string;

  @ApiProperty(instant)
  updatedAt: string;

  @ApiProperty()
  version: number;

  @ApiProperty()
  etag: string;
}

export class UnmetRequirementResponse implements UnmetRequirement {
  @ApiProperty({ enum: REQUIREMENTS })
  requirement: UnmetRequirement['requirement'];

  @ApiProperty({ description: 'JSON Pointer to the field that would bring it.', example: '/content/mediaIds' })
  pointer: string;
}

export class FillingResponse extends PostResponse implements FillingView {
  @ApiProperty({
    type: [UnmetRequirementResponse],
    description: 'What the slot asks for and the post does not bring yet; it cannot be scheduled before.',
  })
  unmetRequirements: UnmetRequirementResponse[];
}

export class PostPageResponse extends PageResponse(PostResponse) {}

export class PostVersionResponse implements PostVersionView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ minimum: 1 })
  number: number;

  @ApiProperty()
  contentHash: string;

  @ApiProperty()
  actor: ActorResponse;

  @ApiProperty(instant)
  createdAt: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'All of the post as it stood.' })
  snapshot: PostSnapshot;
}

export class PostTransitionResponse implements PostTransitionView {
  @ApiProperty({ ...text, enum: POST_STATES, description: 'Null: it was made.' })
  from: PostState | null;

  @ApiProperty({ enum: POST_STATES })
  to: PostState;

  @ApiProperty({ example: 'schedule', description: '`ledger`: the outcome of its publications.' })
  verb: string;

  @ApiProperty(text)
  reason: string | null;

  @ApiProperty()
  actor: ActorResponse;

  @ApiProperty(instant)
  createdAt: string;
}

export class PostHistoryResponse implements PostHistoryView {
  @ApiProperty({ type: [PostVersionResponse] })
  versions: PostVersionResponse[];

  @ApiProperty({ type: [PostTransitionResponse] })
  transitions: PostTransitionResponse[];

  @ApiProperty({
    type: [ReviewEntryResponse],
    description: 'What the charter said, each time that it was another thing.',
  })
  reviews: ReviewEntryResponse[];

  @ApiProperty({ type: [WaiverResponse] })
  waivers: WaiverResponse[];

  @ApiProperty({ type: [ClearanceResponse], description: 'Who let pass what needs an approver.' })
  clearances: ClearanceResponse[];
}
