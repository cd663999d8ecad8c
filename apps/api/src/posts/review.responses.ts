import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Axes, Axis, Confidence, Severity, Span, Suggestion, Verdict } from '#charter';
import type { Localised } from '#kernel';
import type { ClearanceView, PostReviewView, ReviewEntryView, ReviewFinding } from '#posts';
import { ActorResponse } from '../http/index.js';

const VERDICTS = ['pass', 'warn', 'review', 'block'] as const satisfies readonly Verdict[];
const SEVERITIES = ['advise', 'review', 'block'] as const satisfies readonly Severity[];
const CONFIDENCES = ['certain', 'likely', 'hint'] as const satisfies readonly Confidence[];

class LocalisedText implements Localised {
  @ApiProperty()
  en: string;

  @ApiProperty()
  fr: string;
}

/** UTF-16 code units, half-open. */
class SpanResponse implements Span {
  @ApiProperty({ minimum: 0 })
  start: number;

  @ApiProperty({ minimum: 0 })
  end: number;
}

class SuggestionResponse implements Suggestion {
  @ApiProperty()
  label: LocalisedText;

  @ApiProperty()
  span: SpanResponse;

  @ApiProperty()
  replacement: string;
}

export class FindingResponse implements ReviewFinding {
  @ApiProperty({ example: 'tone.cold' })
  ruleId: string;

  @ApiProperty({ example: 'tone.cold' })
  kind: string;

  @ApiProperty({ example: 'A4' })
  articleId: string;

  @ApiProperty({ enum: SEVERITIES, description: 'What it does: shows, asks for another approver, or refuses.' })
  severity: Severity;

  @ApiProperty({ enum: CONFIDENCES })
  confidence: Confidence;

  @ApiProperty({
    description: 'JSON Pointer to the field that it is in, or that would settle it.',
    example: '/content/text',
  })
  field: string;

  @ApiProperty({ type: [String], format: 'uuid', description: 'Empty while the post has no channel.' })
  channelIds: string[];

  @ApiProperty({ type: SpanResponse, nullable: true, description: 'Null for something that is missing.' })
  span: SpanResponse | null;

  @ApiProperty({ type: [SpanResponse], description: 'The places that together make it.' })
  evidence: readonly SpanResponse[];

  @ApiProperty()
  message: LocalisedText;

  @ApiProperty({ description: 'The article’s text.' })
  quote: LocalisedText;

  @ApiProperty({ type: [SuggestionResponse] })
  suggestions: readonly SuggestionResponse[];

  @ApiProperty({ description: 'Its name for waivers: survives edits elsewhere, changes with its sentence.' })
  fingerprint: string;

  @ApiProperty({ description: 'Whether somebody with `posts:approve` may let it pass.' })
  waivable: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  waivedBy: string | null;
}

class AxisResponse implements Axis {
  @ApiProperty({ minimum: 0, maximum: 1 })
  value: number;

  @ApiProperty({ type: [SpanResponse] })
  spans: readonly SpanResponse[];
}

@ApiExtraModels(AxisResponse)
export class ReviewResponse implements PostReviewView {
  @ApiProperty({ enum: VERDICTS, description: 'By the severest finding that nobody waived.' })
  verdict: Verdict;

  @ApiProperty({ description: 'Whether it may go out: nothing stands against it, or an approver let it pass.' })
  passes: boolean;

  @ApiProperty({ type: [FindingResponse] })
  findings: FindingResponse[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(AxisResponse) },
    nullable: true,
    description: 'How the text sounds: warmth, energy, pressure, formality, clarity. Shown, never gated on.',
  })
  axes: Axes | null;

  @ApiProperty({ minimum: 1 })
  charterVersion: number;

  @ApiProperty()
  engineVersion: string;

  @ApiProperty({ description: 'Of the content that was judged.' })
  contentHash: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a waiver that it rests on ends.',
  })
  validUntil: string | null;

  @ApiProperty({ format: 'date-time' })
  checkedAt: string;
}

/** What the charter said from `checkedAt` until the next one. */
export class ReviewEntryResponse implements ReviewEntryView {
  @ApiProperty({ enum: VERDICTS })
  verdict: Verdict;

  @ApiProperty()
  passes: boolean;

  @ApiProperty({ type: [FindingResponse] })
  findings: FindingResponse[];

  @ApiProperty({ minimum: 1 })
  charterVersion: number;

  @ApiProperty()
  engineVersion: string;

  @ApiProperty({ format: 'date-time' })
  checkedAt: string;
}

class ClearedFindingResponse {
  @ApiProperty({ example: 'A4' })
  articleId: string;

  @ApiProperty()
  fingerprint: string;
}

export class ClearanceResponse implements ClearanceView {
  @ApiProperty({ example: 'approve' })
  verb: string;

  @ApiProperty({ type: [ClearedFindingResponse] })
  findings: ClearedFindingResponse[];

  @ApiProperty()
  actor: ActorResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}
