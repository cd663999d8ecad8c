import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { IsEntityId, IsRepeatable, PageQuery } from '../http/index.js';

/** Characters of an alternative text: what the strictest networks take. */
export const MAX_ALT_TEXT = 1500;

/** The parts of an upload. Checked by `readUpload`: the stream is read before any pipe runs. */
export const UPLOAD_SCHEMA = {
  type: 'object',
  required: ['brandId', 'file'],
  properties: {
    brandId: { type: 'string', format: 'uuid' },
    altText: { type: 'string', maxLength: MAX_ALT_TEXT },
    file: { type: 'string', format: 'binary', description: 'Its type is told by its content.' },
  },
};

export class UpdateMediaRequest {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_ALT_TEXT })
  @ValidateIf((_request, value) => value !== null)
  @IsString()
  @MaxLength(MAX_ALT_TEXT)
  altText: string | null;
}

export class ListMediaQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, format: 'uuid', isArray: true })
  @IsOptional()
  @IsRepeatable()
  @IsEntityId({ each: true })
  brandId?: string[];
}
