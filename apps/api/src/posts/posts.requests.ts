import { ApiExtraModels, ApiPropertyOptional, getSchemaPath, OmitType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isObjective, LIMITS, POST_STATES, type PostInput, type PostState, VOCABULARY } from '#posts';
import { FORMATS, parseOccurrenceId, STAGES } from '#slots';
import { IsLanguageTag } from '../brands/language-tag.validator.js';
import { IsEntityId, IsExternalId, IsInstant, IsRepeatable, PageQuery } from '../http/index.js';
import { ContentRequest, VariantRequest } from './content.requests.js';

const sent = (_: object, value: unknown): boolean => value !== undefined;
const text = { type: String, nullable: true } as const;
const ids = (terms: readonly { id: string }[]): string[] => terms.map(({ id }) => id);

/** Named as class-validator's own, so that it is worded alike. */
const IsMap = (): PropertyDecorator =>
  ValidateBy({ name: 'isObject', validator: { validate: (value: unknown) => value instanceof Map } });

/** Stands for null, which the validator does not let through in a map. */
const GONE = new VariantRequest();

function markGone([channelId, variant]: [unknown, unknown]): [unknown, unknown] {
  return [channelId, variant === null ? GONE : variant];
}

const IsObjective = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIn',
    constraints: [[...ids(VOCABULARY.objectives), 'x_…']],
    validator: { validate: isObjective },
  });

const IsOccurrenceId = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isOccurrenceId',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && parseOccurrenceId(value) !== null,
        defaultMessage: () => 'field.id_invalid',
      },
    },
    { context: { code: 'field.id_invalid' } },
  );

@ApiExtraModels(VariantRequest)
export class CreatePostRequest implements Omit<PostInput, 'variants'> {
  @ApiPropertyOptional({ ...text, maxLength: LIMITS.title, description: 'For the team; it is not published.' })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.title)
  title?: string | null;

  @ApiPropertyOptional({ ...text, description: 'The date it fills, which then gives the time; null detaches it.' })
  @IsOptional()
  @IsOccurrenceId()
  occurrenceId?: string | null;

  @ApiPropertyOptional({ ...text, format: 'date-time', description: 'With its offset. Not beside an occurrence.' })
  @IsOptional()
  @IsInstant()
  scheduledAt?: Date | null;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: LIMITS.channels, description: 'Of the brand.' })
  @ValidateIf(sent)
  @IsArray()
  @ArrayMaxSize(LIMITS.channels)
  @IsEntityId({ each: true })
  channelIds?: string[];

  @ApiPropertyOptional({ type: ContentRequest, description: 'What is absent stays, null clears.' })
  @ValidateIf(sent)
  @IsObject()
  @ValidateNested()
  @Type(() => ContentRequest)
  content?: ContentRequest;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ $ref: getSchemaPath(VariantRequest) }, { type: 'null' }] },
    description: 'By channel id. A variant is replaced as a whole; null takes it away.',
  })
  @ValidateIf(sent)
  @Type(() => VariantRequest)
  @Transform(({ value }: { value: unknown }) => (value instanceof Map ? new Map([...value].map(markGone)) : value))
  @IsMap()
  @ValidateNested({ each: true })
  variants?: Map<string, VariantRequest>;

  @ApiPropertyOptional({ ...text, maxLength: 200, description: 'Another system’s id, unique per brand.' })
  @IsOptional()
  @IsExternalId()
  externalId?: string | null;

  @ApiPropertyOptional({ ...text, enum: FORMATS })
  @IsOptional()
  @IsIn(FORMATS)
  format?: string | null;

  @ApiPropertyOptional({
    ...text,
    examples: ids(VOCABULARY.objectives),
    description: 'Of the vocabulary (`GET /v1/vocabulary`), or the brand’s own beginning with `x_`.',
  })
  @IsOptional()
  @IsObjective()
  objective?: string | null;

  @ApiPropertyOptional({ ...text, enum: STAGES })
  @IsOptional()
  @IsIn(STAGES)
  stage?: string | null;

  @ApiPropertyOptional({ ...text, maxLength: LIMITS.ownTerm, description: 'One of the brand’s editorial themes.' })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.ownTerm)
  pillar?: string | null;

  @ApiPropertyOptional({
    ...text,
    maxLength: LIMITS.ownTerm,
    examples: ids(VOCABULARY.audiences),
    description: 'A profile of the vocabulary, or the brand’s own.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.ownTerm)
  audience?: string | null;

  @ApiPropertyOptional({ ...text, example: 'fr', description: 'BCP 47; a new post takes the brand’s first language.' })
  @IsOptional()
  @IsLanguageTag()
  language?: string | null;

  @ApiPropertyOptional({ default: false })
  @ValidateIf(sent)
  @IsBoolean()
  sponsored?: boolean;

  @ApiPropertyOptional({ type: [String], maxItems: LIMITS.labels, default: [] })
  @ValidateIf(sent)
  @IsArray()
  @ArrayMaxSize(LIMITS.labels)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(LIMITS.label, { each: true })
  labels?: string[];
}

export class PatchPostRequest extends CreatePostRequest {}

/** The external id stands in the path. */
export class UpsertPostRequest extends OmitType(CreatePostRequest, ['externalId']) {}

export class FillOccurrenceRequest extends OmitType(CreatePostRequest, ['occurrenceId', 'scheduledAt']) {
  @ApiPropertyOptional({ format: 'uuid', description: 'A post that exists, instead of all other fields.' })
  @ValidateIf(sent)
  @IsEntityId()
  postId?: string;
}

/** The list without what the path says. */
export class ListBrandPostsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: POST_STATES, isArray: true, description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @IsIn(POST_STATES, { each: true })
  state?: PostState[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsExternalId()
  externalId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsOccurrenceId()
  occurrenceId?: string;

  @ApiPropertyOptional({ maxLength: LIMITS.label })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.label)
  label?: string;
}

export class ListPostsQuery extends ListBrandPostsQuery {
  @ApiPropertyOptional({ type: String, isArray: true, format: 'uuid', description: 'May be repeated.' })
  @IsOptional()
  @IsRepeatable()
  @ArrayMaxSize(100)
  @IsEntityId({ each: true })
  brandId?: string[];
}

type PostBody = Pick<CreatePostRequest, 'variants'> & Omit<PostInput, 'variants'>;

/** The body as the lib of posts takes it. */
export function toPostInput({ variants, ...body }: PostBody): PostInput {
  const entries = [...(variants ?? [])].map(([id, variant]) => [id, variant === GONE ? null : variant] as const);
  return variants ? { ...body, variants: Object.fromEntries(entries) } : body;
}
