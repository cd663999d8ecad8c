import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Phase, RuleMeta, Severity } from '#charter';

const localised = { type: 'object', additionalProperties: { type: 'string' }, example: { en: '…', fr: '…' } } as const;
const object = { type: 'object', additionalProperties: true } as const;
const SEVERITIES = ['advise', 'review', 'block'] as const satisfies readonly Severity[];

class RuleResponse implements RuleMeta {
  @ApiProperty({ example: 'tone.cold' })
  id: string;

  @ApiProperty(localised)
  title: RuleMeta['title'];

  @ApiProperty(localised)
  rationale: RuleMeta['rationale'];

  @ApiProperty({ enum: SEVERITIES, description: 'What an article would choose for want of a reason.' })
  severity: Severity;

  @ApiPropertyOptional({ enum: SEVERITIES, description: 'The least that an article may choose.' })
  floor?: Severity;

  @ApiProperty({ enum: ['live', 'sentence', 'gate'] })
  phase: Phase;

  @ApiPropertyOptional({ type: [String], description: 'What it is silent without.' })
  needs?: RuleMeta['needs'];

  @ApiProperty({ ...object, description: 'JSON Schema (2020-12).' })
  options: object;

  @ApiProperty({ ...object, description: 'Of the options.' })
  defaults: object;

  @ApiProperty({ ...object, description: 'By id, in both languages; `{name}` stands for data.' })
  messages: RuleMeta['messages'];

  @ApiProperty({ ...object, description: 'By language: texts that pass and texts that do not.' })
  examples: RuleMeta['examples'];
}

export class RuleCatalogueResponse {
  @ApiProperty({ type: [RuleResponse] })
  data: RuleResponse[];
}
