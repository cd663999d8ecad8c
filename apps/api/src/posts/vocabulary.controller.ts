import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Localised } from '#kernel';
import { VOCABULARY, type VocabularyTerm } from '#posts';
import { AnyKey } from '../auth/index.js';

class LabelResponse implements Localised {
  @ApiProperty()
  en: string;

  @ApiProperty()
  fr: string;
}

class VocabularyTermResponse implements VocabularyTerm {
  @ApiProperty()
  id: string;

  @ApiPropertyOptional({ enum: ['communication', 'service', 'commerce'], description: 'Of objectives.' })
  family?: VocabularyTerm['family'];

  @ApiProperty()
  label: LabelResponse;
}

class VocabularyResponse {
  @ApiProperty({ type: [VocabularyTermResponse] })
  objectives: VocabularyTermResponse[];

  @ApiProperty({ type: [VocabularyTermResponse] })
  stages: VocabularyTermResponse[];

  @ApiProperty({ type: [VocabularyTermResponse] })
  formats: VocabularyTermResponse[];

  @ApiProperty({ type: [VocabularyTermResponse] })
  audiences: VocabularyTermResponse[];
}

@ApiTags('Posts')
@Controller('v1/vocabulary')
export class VocabularyController {
  @Get()
  @AnyKey()
  @ApiOperation({ summary: 'The words for why a post or slot exists, in both languages' })
  @ApiOkResponse({ type: VocabularyResponse })
  read(): VocabularyResponse {
    return VOCABULARY;
  }
}
