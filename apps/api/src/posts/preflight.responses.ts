import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { COUNTING_UNITS, type CountingUnit } from '#counting';
import { describeError, type ErrorCode, type Language } from '#kernel';
import type { Length, Reconciliation, TextMeasure, UnitKind } from '#networks';
import type { ChannelPreflight, ContentIssue, PreflightCost, PreflightUnit, PreflightView } from '#planning';
import { readableParams } from '../http/readable-params.js';
import { ReconciliationResponse } from '../networks/networks.responses.js';

const LEVELS = ['error', 'warn', 'info'] as const;
const UNIT_KINDS = ['post', 'thread', 'first_comment'] as const;

export class PreflightIssueResponse {
  @ApiProperty({ enum: LEVELS, description: 'Only `error` keeps the post from being scheduled.' })
  level: ContentIssue['level'];

  @ApiProperty({ description: 'JSON Pointer into the post.', example: '/content/text' })
  pointer: string;

  @ApiProperty({ example: 'network.text_too_long' })
  code: ErrorCode;

  @ApiProperty({ description: 'In the language asked for.' })
  message: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What `message` is made of.' })
  params: NonNullable<ContentIssue['params']>;
}

class LengthResponse implements Length {
  @ApiProperty({ type: 'integer' })
  used: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: no limit is known.' })
  max: number | null;

  @ApiProperty({ enum: COUNTING_UNITS, description: 'How this network counts.' })
  unit: CountingUnit;

  @ApiProperty()
  fits: boolean;
}

export class TextMeasureResponse extends LengthResponse implements TextMeasure {
  @ApiPropertyOptional({ description: 'By the network’s second limit; `fits` beside it speaks of both.' })
  also?: LengthResponse;
}

export class PreflightUnitResponse implements PreflightUnit {
  @ApiProperty({ enum: UNIT_KINDS })
  kind: UnitKind;

  @ApiProperty({ description: 'What it says, before the network’s own dress.' })
  text: string;

  @ApiProperty({ description: 'As the network counts it, with what is added, such as a link below the text.' })
  measure: TextMeasureResponse;
}

export class PreflightCostResponse implements PreflightCost {
  @ApiProperty({ example: 0.015 })
  amount: number;

  @ApiProperty({ description: 'ISO 4217', example: 'USD' })
  currency: string;
}

export class ChannelPreflightResponse {
  @ApiProperty({ format: 'uuid' })
  channelId: string;

  @ApiProperty({ example: 'bluesky' })
  networkId: string;

  @ApiProperty({ example: 'Bluesky' })
  networkName: string;

  @ApiProperty({ type: [PreflightIssueResponse] })
  issues: PreflightIssueResponse[];

  @ApiProperty({ type: [PreflightUnitResponse], description: 'What would be created, in this order.' })
  units: PreflightUnitResponse[];

  @ApiProperty({ type: PreflightCostResponse, nullable: true, description: 'What the network bills for it.' })
  cost: PreflightCostResponse | null;

  @ApiProperty({
    type: ReconciliationResponse,
    nullable: true,
    description: 'What is done about a publication whose outcome nobody knows.',
  })
  reconciliation: { kind: Reconciliation; note: string } | null;

  @ApiProperty({
    type: [PreflightUnitResponse],
    nullable: true,
    description:
      'With `?split=true`, of a text that is too long: a thread that fits. The first part is the post’s `text`, the others are its `thread`.',
  })
  split: PreflightUnitResponse[] | null;
}

export class PreflightResponse {
  @ApiProperty({
    description: 'Whether `schedule` would take what it says; times, blackouts, slot and charter are judged there.',
  })
  accepted: boolean;

  @ApiProperty({ type: [PreflightIssueResponse], description: 'Of the post as a whole.' })
  issues: PreflightIssueResponse[];

  @ApiProperty({ type: [ChannelPreflightResponse] })
  channels: ChannelPreflightResponse[];
}

export function toPreflightResponse(view: PreflightView, language: Language): PreflightResponse {
  const channels = view.channels.map((channel) => toChannelResponse(channel, language));
  return { ...view, issues: view.issues.map((issue) => toIssueResponse(issue, language)), channels };
}

function toChannelResponse(channel: ChannelPreflight, language: Language): ChannelPreflightResponse {
  const { issues, reconciliation } = channel;
  return {
    ...channel,
    issues: issues.map((issue) => toIssueResponse(issue, language)),
    reconciliation: reconciliation && { ...reconciliation, note: reconciliation.note[language] },
  };
}

function toIssueResponse(
  { level, pointer, code, params = {} }: ContentIssue,
  language: Language,
): PreflightIssueResponse {
  return { level, pointer, code, message: describeError(code, readableParams(params, language), language), params };
}
