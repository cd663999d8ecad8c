import { ApiProperty } from '@nestjs/swagger';
import type { CharterProblem, Verdict } from '#charter';
import type { Localised } from '#kernel';
import { IMPACT_CHANGES, type ImpactCounts, type ImpactItem, type ImpactView } from '#planning';
import { POST_STATES, type PostState } from '#posts';
import { FindingResponse } from '../posts/review.responses.js';
import { TextFindingResponse } from './findings.responses.js';

const VERDICTS = ['pass', 'warn', 'review', 'block'] as const satisfies readonly Verdict[];
const CHANGES = IMPACT_CHANGES.filter((change) => change !== 'same');

class ImpactCountsResponse implements ImpactCounts {
  @ApiProperty({ description: 'Might go out, and might not any more: refused, or for want of an approver.' })
  newly_blocked: number;

  @ApiProperty()
  newly_free: number;

  @ApiProperty({ description: 'Other findings, with the same outcome.' })
  changed: number;

  @ApiProperty()
  same: number;
}

class BrandImpactResponse extends ImpactCountsResponse {
  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  name: string;
}

class NetworkImpactResponse extends ImpactCountsResponse {
  @ApiProperty({ example: 'mastodon' })
  networkId: string;
}

class DateImpactResponse extends ImpactCountsResponse {
  @ApiProperty({ type: String, nullable: true, example: '2026-12-01', description: 'In the brand’s zone; null: none.' })
  date: string | null;
}

class ImpactFindingResponse extends FindingResponse {
  @ApiProperty({ description: '`message` in the language asked for.' })
  messageText: string;

  @ApiProperty({ description: '`quote` in the language asked for.' })
  quoteText: string;
}

class ImpactItemResponse implements ImpactItem {
  @ApiProperty({ format: 'uuid' })
  postId: string;

  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty({ type: String, nullable: true })
  title: string | null;

  @ApiProperty({ enum: POST_STATES })
  state: PostState;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  scheduledAt: string | null;

  @ApiProperty({ enum: CHANGES })
  change: ImpactItem['change'];

  @ApiProperty({ enum: VERDICTS })
  before: Verdict;

  @ApiProperty({ enum: VERDICTS })
  after: Verdict;

  @ApiProperty({ type: [ImpactFindingResponse], description: 'Under the new version.' })
  findings: ImpactFindingResponse[];
}

class PublishedImpactResponse {
  @ApiProperty({ description: 'At most 200, the newest.' })
  posts: number;

  @ApiProperty()
  counts: ImpactCountsResponse;

  @ApiProperty({ type: [ImpactItemResponse], description: 'At most 50.' })
  items: ImpactItemResponse[];
}

class ConflictProblemResponse implements CharterProblem {
  @ApiProperty()
  pointer: string;

  @ApiProperty({ type: String, example: 'locked_lowered' })
  code: CharterProblem['code'];

  @ApiProperty({ type: String, nullable: true })
  articleId: string | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  message: Localised;
}

class ConflictResponse {
  @ApiProperty({ format: 'uuid' })
  brandId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: [ConflictProblemResponse] })
  problems: readonly ConflictProblemResponse[];
}

export class ImpactResponse implements ImpactView {
  @ApiProperty({ description: 'Hand it back to activate.' })
  impactHash: string;

  @ApiProperty({ description: 'Unpublished posts that were judged.' })
  posts: number;

  @ApiProperty()
  counts: ImpactCountsResponse;

  @ApiProperty({ description: 'Posts that are scheduled, and would be held.' })
  held: number;

  @ApiProperty({ description: 'Posts that the charter holds, and would go on.' })
  released: number;

  @ApiProperty({ type: [BrandImpactResponse] })
  byBrand: BrandImpactResponse[];

  @ApiProperty({ type: [NetworkImpactResponse] })
  byNetwork: NetworkImpactResponse[];

  @ApiProperty({ type: [DateImpactResponse] })
  byDate: DateImpactResponse[];

  @ApiProperty({
    type: [ImpactItemResponse],
    description: 'What stops first, by date; then what goes free; then the rest.',
  })
  items: ImpactItemResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;

  @ApiProperty({ description: 'What it would have said of the last published posts: likely false alarms.' })
  published: PublishedImpactResponse;

  @ApiProperty({ type: [TextFindingResponse], description: 'What the version says of itself.' })
  notices: TextFindingResponse[];

  @ApiProperty({
    type: [ConflictResponse],
    description: 'What of brands’ own charters the agency’s no longer allows: the agency’s holds.',
  })
  conflicts: ConflictResponse[];
}
