import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import {
  CHARTER_VERSION_STATES,
  type CharterOrigin,
  type CharterVersionState,
  type CharterVersionSummary,
  type CharterVersionView,
  type CharterView,
} from '#brands';
import type { Article, ArticleExamples, BrandVoice, CharterSource, Scope, Severity } from '#charter';
import type { Localised } from '#kernel';
import { ActorResponse, PageResponse } from '../http/index.js';

const instant = { type: String, format: 'date-time', nullable: true } as const;
const object = { type: 'object', additionalProperties: true } as const;

class LocalisedWords implements Localised {
  @ApiProperty()
  en: string;

  @ApiProperty()
  fr: string;
}

export class AcknowledgedImpactResponse {
  @ApiProperty({ minimum: 0 })
  posts: number;

  @ApiProperty({ description: 'Scheduled posts that would be held.' })
  held: number;

  @ApiProperty()
  released: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  counts: Record<string, number>;
}

export class CharterVersionSummaryResponse implements CharterVersionSummary {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: the agency’s own.' })
  brandId: string | null;

  @ApiProperty({ minimum: 1 })
  number: number;

  @ApiProperty({ enum: CHARTER_VERSION_STATES })
  state: CharterVersionState;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ description: 'Made by the activation of the agency’s charter.' })
  derived: boolean;

  @ApiProperty({ type: Number, nullable: true, description: 'The version of the agency’s charter that it rests on.' })
  agencyNumber: number | null;

  @ApiProperty({ type: AcknowledgedImpactResponse, nullable: true, description: 'As whoever activated it saw it.' })
  impact: AcknowledgedImpactResponse | null;

  @ApiProperty(instant)
  effectiveAt: string | null;

  @ApiProperty()
  createdBy: ActorResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  @ApiProperty({ type: ActorResponse, nullable: true })
  activatedBy: ActorResponse | null;

  @ApiProperty(instant)
  activatedAt: string | null;

  @ApiProperty(instant)
  retiredAt: string | null;

  @ApiProperty({ minimum: 1 })
  version: number;

  @ApiProperty()
  etag: string;
}

export class CharterVersionResponse extends CharterVersionSummaryResponse implements CharterVersionView {
  @ApiProperty({ ...object, description: 'As it was written, by the schema of `GET /v1/charter/schema`.' })
  source: CharterSource;
}

export class CharterVersionPageResponse extends PageResponse(CharterVersionSummaryResponse) {}

class ArticleResponse implements Article {
  @ApiProperty({ example: 'A4' })
  id: string;

  @ApiProperty()
  title: LocalisedWords;

  @ApiProperty({ description: 'What findings quote.' })
  text: LocalisedWords;

  @ApiProperty({ example: 'tone.cold' })
  rule: string;

  @ApiProperty(object)
  options: Readonly<Record<string, unknown>>;

  @ApiProperty({ enum: ['advise', 'review', 'block'] })
  severity: Severity;

  @ApiProperty({ ...object, description: 'Where it holds: networks, formats, slotIds, languages, pillars, not.' })
  scope: Scope;

  @ApiPropertyOptional()
  waivable?: boolean;

  @ApiPropertyOptional(object)
  examples?: ArticleExamples;
}

class CharterOriginResponse implements CharterOrigin {
  @ApiProperty({ enum: ['agency', 'brand'] })
  charter: 'agency' | 'brand';

  @ApiProperty({ minimum: 1 })
  number: number;
}

@ApiExtraModels(CharterOriginResponse)
export class CharterResponse implements CharterView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  brandId: string | null;

  @ApiProperty({ description: 'False: no charter is in force, and nothing is checked.' })
  checked: boolean;

  @ApiProperty({ type: CharterVersionSummaryResponse, nullable: true, description: 'The one in force.' })
  version: CharterVersionSummaryResponse | null;

  @ApiProperty({ description: 'Whether all of it is the agency’s.' })
  inherited: boolean;

  @ApiProperty({ type: CharterVersionSummaryResponse, nullable: true, description: 'Waits for its date.' })
  scheduled: CharterVersionSummaryResponse | null;

  @ApiProperty({ ...object, nullable: true, description: 'Languages, address, contacts, competitors, acronyms.' })
  voice: BrandVoice | null;

  @ApiProperty({ type: [ArticleResponse], description: 'With all that is inherited.' })
  articles: ArticleResponse[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(CharterOriginResponse) },
    description: 'Where each setting comes from, by `<article>/<setting>`.',
    example: { 'A4/severity': { charter: 'brand', number: 3 } },
  })
  origins: Record<string, CharterOrigin>;
}
